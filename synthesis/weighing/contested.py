"""How contested a concept is: both sides of it, each with its independent evidence.

In: Support of a concept. Out: Sides, and an order. Called by the front door for the list of disputed concepts. A
refutation by three reviews of the same primary studies is one voice against, as it would be one voice for.
"""

from __future__ import annotations

from dataclasses import dataclass

from synthesis.concept import Support


@dataclass(frozen=True, slots=True)
class Sides:
    """What each side of a concept counts as: n_eff, an interval where lists of primary studies are unknown."""

    supporting: tuple[float, float]
    opposing: tuple[float, float]

    @property
    def weaker(self) -> float:
        """The independent evidence of the weaker side, at least: how contested the concept is; 0 when one is empty."""
        return min(self.supporting[0], self.opposing[0])

    @property
    def balance(self) -> float:
        """The weaker side over the stronger, 0 to 1: 1 when both count as equally many independent studies."""
        stronger = max(self.supporting[0], self.opposing[0])
        return self.weaker / stronger if stronger else 0.0

    @property
    def rank(self) -> tuple[float, float]:
        """Sorts the most contested first: by the weaker side, then by the balance."""
        return -round(self.weaker, 9), -round(self.balance, 9)


def sides(support: Support) -> Sides:
    """Both sides of a concept. Opposing are the studies that refute it, by their own words or a reviewer's."""
    nobody = (0.0, 0.0)
    return Sides(support.effective if support.studies else nobody, support.opposing)
