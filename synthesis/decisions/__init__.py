"""Reviewers' decisions: what people said, chained so that it cannot change unseen, and its replay on what is extracted.

In: decisions, extractions, studies. Out: a Replay; themes and words found again. Called by synthesis.assemble, and by
the shell, which gives the clock and keeps the log.
"""

from __future__ import annotations

from synthesis.decisions.chain import chained, digest, first_break
from synthesis.decisions.decision import ONE_WORK, TWO_WORKS, Address, Decision, Kind, in_force
from synthesis.decisions.found_again import find_quote, find_theme
from synthesis.decisions.matching import addresses, doubt_id, judged
from synthesis.decisions.replay import Conflict, Drawn, Replay, replay

__all__ = [
    "ONE_WORK",
    "TWO_WORKS",
    "Address",
    "Conflict",
    "Decision",
    "Drawn",
    "Kind",
    "Replay",
    "addresses",
    "chained",
    "digest",
    "doubt_id",
    "find_quote",
    "find_theme",
    "first_break",
    "in_force",
    "judged",
    "replay",
]
