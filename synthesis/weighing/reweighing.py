"""Concepts weighed again under other assumptions.

In: a Synthesis, a Weigher. Out: concepts. Called by the front door. Only the figures are other ones: which themes are
one concept, and who says what, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from synthesis.concept import Concept, Synthesis
from synthesis.weighing.evidence import Evidence
from synthesis.weighing.left_out import pivotal
from synthesis.weighing.sharing import why
from synthesis.weighing.weigher import Weigher


def reweighed(synthesis: Synthesis, weigher: Weigher) -> Iterator[Concept]:
    """Every concept in the order of the synthesis, with support, verdict and reasons by a weigher of its corpus."""
    of = {theme.id: theme for theme in synthesis.themes}
    for concept in synthesis.concepts:
        yield with_figures(concept, weigher.evidence([of[id] for id in concept.themes], concept.refuted_by))


def with_figures(concept: Concept, evidence: Evidence) -> Concept:
    """A concept with the figures of its evidence."""
    return replace(
        concept,
        support=evidence.support(),
        verdict=evidence.verdict(),
        why=why(evidence),
        pivotal=pivotal(evidence),
    )
