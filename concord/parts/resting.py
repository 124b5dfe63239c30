"""The part of KnowledgeBase that opens up what a concept rests on, under any assumptions.

In: a concept, Assumptions. Out: plain records. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from extract.theme import Theme, ThemeId
    from synthesis.concept import Concept
    from synthesis.export.records import Record
    from synthesis.weighing import Assumptions, Evidence


class Resting(Keeper):
    """What concepts rest on."""

    _themes: tuple[Derived, dict[ThemeId, Theme]] | None = None

    def rests_on(self, concept: str, assumptions: Assumptions | None = None) -> Record:
        """The figures of a concept down to the primary studies; see concord.tables.resting.

        concept: by its id, or by its label where one concept alone has it. assumptions: the usual ones when None.
        Raises NotFound.
        """
        from concord.deciding.desk import concept_named
        from concord.tables.resting import resting_record
        from synthesis.weighing import Assumptions

        now, chosen = self._now(), assumptions or Assumptions()
        return resting_record(self._evidence(now, concept_named(concept, now.synthesis), chosen), chosen)

    def under(self, concept: str, assumptions: Iterable[Assumptions]) -> list[Record]:
        """The figures of a concept under each of some assumptions, in their order. Raises NotFound."""
        from concord.deciding.desk import concept_named
        from concord.tables.resting import figures_record

        now = self._now()
        found = concept_named(concept, now.synthesis)
        return [figures_record(self._evidence(now, found, chosen), chosen) for chosen in assumptions]

    def _evidence(self, now: Derived, concept: Concept, assumptions: Assumptions) -> Evidence:
        if self._themes is None or self._themes[0] is not now:
            self._themes = (now, {theme.id: theme for theme in now.synthesis.themes})
        themes = self._themes[1]
        return now.weigher(assumptions).evidence([themes[id] for id in concept.themes], concept.refuted_by)
