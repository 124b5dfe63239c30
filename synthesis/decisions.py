"""The door to reviewers' decisions: their values and their replay, in one place."""

from __future__ import annotations

from synthesis.chain import chained, digest, first_break
from synthesis.decision import Address, Decision, Kind, in_force
from synthesis.found_again import find_quote
from synthesis.replay import Conflict, Drawn, Replay, replay

__all__ = [
    "Address",
    "Conflict",
    "Decision",
    "Drawn",
    "Kind",
    "Replay",
    "chained",
    "digest",
    "find_quote",
    "first_break",
    "in_force",
    "replay",
]
