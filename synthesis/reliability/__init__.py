"""How far coders agree, people with one another and with the machine: coefficients, their intervals, what they rest on.

In: ratings of units, codings, blind rounds, the log of decisions. Out: a Reliability, a Sheet of ratings, places where
coders part. Called by concord.parts.coding, concord.rounds.judging, concord.parts.comparing and
concord.files.rating_files.
"""

from __future__ import annotations

from synthesis.reliability.agreement import RESAMPLES, SEED, Figure, Reliability, positive_of, ratings, reliability
from synthesis.reliability.coding_agreement import compare, disagreements
from synthesis.reliability.coefficients import Ratings
from synthesis.reliability.rating import Rating, Sheet, sheet
from synthesis.reliability.reviewer_agreement import judgements
from synthesis.reliability.round_agreement import RoundAgreement, round_agreement

__all__ = [
    "RESAMPLES",
    "SEED",
    "Figure",
    "Rating",
    "Ratings",
    "Reliability",
    "RoundAgreement",
    "Sheet",
    "compare",
    "disagreements",
    "judgements",
    "positive_of",
    "ratings",
    "reliability",
    "round_agreement",
    "sheet",
]
