"""How contested a concept is: both sides of it, each with its independent evidence.

In: Evidence of a concept. Out: Sides, and an order. Called by the front door for the list of disputed concepts. A
refutation by three reviews of the same primary studies is one voice against, as it would be one voice for.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.study import StudyId
from synthesis.support import effective_interval
from synthesis.weighing import Evidence


@dataclass(frozen=True, slots=True)
class Sides:
    """The studies for and against a concept, sorted, and what each side counts as (n_eff, an interval when lists of
    primary studies are unknown; 0 for an empty side)."""

    supporting: tuple[StudyId, ...]
    opposing: tuple[StudyId, ...]
    supporting_effective: tuple[float, float]
    opposing_effective: tuple[float, float]

    @property
    def weaker(self) -> float:
        """The independent evidence of the weaker side, at least: how contested the concept is; 0 when one is empty."""
        return min(self.supporting_effective[0], self.opposing_effective[0])

    @property
    def balance(self) -> float:
        """The weaker side over the stronger, 0 to 1: 1 when both count as equally many independent studies."""
        stronger = max(self.supporting_effective[0], self.opposing_effective[0])
        return self.weaker / stronger if stronger else 0.0

    @property
    def rank(self) -> tuple[float, float]:
        """Sorts the most contested first: by the weaker side, then by the balance."""
        return -round(self.weaker, 9), -round(self.balance, 9)


def sides(evidence: Evidence) -> Sides:
    """Both sides of a concept. Opposing are the studies that refute it, by their own words or a reviewer's."""
    return Sides(
        evidence.supporters,
        evidence.refuted_by,
        _counts_as(evidence, evidence.supporters),
        _counts_as(evidence, evidence.refuted_by),
    )


def _counts_as(evidence: Evidence, studies: tuple[StudyId, ...]) -> tuple[float, float]:
    if not studies:
        return 0.0, 0.0
    return effective_interval({study: evidence.lists[study] for study in studies})
