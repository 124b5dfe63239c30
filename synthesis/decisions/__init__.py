"""Reviewers' decisions: what people said, chained so that it cannot change unseen, and its replay on what is extracted.

In: decisions, extractions, studies. Out: a Replay; themes and words found again. Called by synthesis.assemble, and by
the shell, which gives the clock and keeps the log.
"""

from __future__ import annotations

from synthesis.decisions.chain import chained, digest, first_break
from synthesis.decisions.decision import Address, Decision
from synthesis.decisions.describing import Homes, described
from synthesis.decisions.disputes import Dispute, Side, disputes, others_of
from synthesis.decisions.found_again import find_quote, find_theme, nearest
from synthesis.decisions.identifying import identified
from synthesis.decisions.kind import BETWEEN_AUTHORS, DESCRIBED, ONE_STUDY, ONE_WORK, TWO_STUDIES, TWO_WORKS, Kind
from synthesis.decisions.matching import addresses, doubt_id, judged
from synthesis.decisions.replay import replay
from synthesis.decisions.replayed import Applied, Conflict, Drawn, Replay
from synthesis.decisions.standing import holding, in_force

__all__ = [
    "BETWEEN_AUTHORS",
    "DESCRIBED",
    "ONE_STUDY",
    "ONE_WORK",
    "TWO_STUDIES",
    "TWO_WORKS",
    "Address",
    "Applied",
    "Conflict",
    "Decision",
    "Dispute",
    "Drawn",
    "Homes",
    "Kind",
    "Replay",
    "Side",
    "addresses",
    "chained",
    "described",
    "digest",
    "disputes",
    "doubt_id",
    "find_quote",
    "find_theme",
    "first_break",
    "holding",
    "identified",
    "in_force",
    "judged",
    "nearest",
    "others_of",
    "replay",
]
