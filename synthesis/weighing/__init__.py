"""The weighing of evidence: on what each study rests for a concept, how many independent studies that makes, and why.

In: studies, their ties (synthesis.dependence), themes, Assumptions. Out: Evidence of a concept, its Support, what is
left of it without a study, and the words for all that. Called by synthesis.assemble, by the evidence profiles and the
shell.
"""

from __future__ import annotations

from synthesis.weighing.contested import sides
from synthesis.weighing.effect_sizes import frequency, intensity
from synthesis.weighing.evidence import Evidence
from synthesis.weighing.influence import Effect, Influence, Weighted, influence_of, influences, overlap_groups
from synthesis.weighing.left_out import LeftOut, pivotal, without_each, without_groups
from synthesis.weighing.reweighing import reweighed
from synthesis.weighing.sharing import because, pairs, why
from synthesis.weighing.support import effective, effective_interval, novelty
from synthesis.weighing.verdicts import ONE_SOURCE
from synthesis.weighing.weigher import WEAK_TIES, Assumptions, Weigher, primary_studies, scope_of

__all__ = [
    "ONE_SOURCE",
    "WEAK_TIES",
    "Assumptions",
    "Effect",
    "Evidence",
    "Influence",
    "LeftOut",
    "Weigher",
    "Weighted",
    "because",
    "effective",
    "effective_interval",
    "frequency",
    "influence_of",
    "influences",
    "intensity",
    "novelty",
    "overlap_groups",
    "pairs",
    "pivotal",
    "primary_studies",
    "reweighed",
    "scope_of",
    "sides",
    "why",
    "without_each",
    "without_groups",
]
