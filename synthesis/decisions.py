"""The door to reviewers' decisions: their values and their replay, in one place."""

from __future__ import annotations

from synthesis.chain import chained, digest, first_break
from synthesis.decision import Address, Decision, Kind, in_force
from synthesis.replay import Conflict, Replay, find_quote, replay

__all__ = [
    "Address",
    "Conflict",
    "Decision",
    "Kind",
    "Replay",
    "chained",
    "digest",
    "find_quote",
    "first_break",
    "in_force",
    "replay",
]
