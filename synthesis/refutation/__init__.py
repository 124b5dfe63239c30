"""Refutation: where studies contradict one another, and where one contradicts itself.

In: studies, facts of the method, themes, concepts, decisions. Out: Disagreements, which people judge; and which studies
deny a concept. Called by synthesis.assemble, and by the shell, which keeps what was found in each study.
"""

from __future__ import annotations

from synthesis.refutation.between import found_between
from synthesis.refutation.compared import Corpus
from synthesis.refutation.gather import disagreements, speaks_of
from synthesis.refutation.said import Claim, claims_of
from synthesis.refutation.stances import refuters, stances
from synthesis.refutation.within import found_within

__all__ = [
    "Claim",
    "Corpus",
    "claims_of",
    "disagreements",
    "found_between",
    "found_within",
    "refuters",
    "speaks_of",
    "stances",
]
