"""The part of KnowledgeBase that shows a corpus at a glance: counts, years, and how its studies were selected.

In: a year or a study. Out: plain records, small however large the corpus is. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper

if TYPE_CHECKING:
    from synthesis.export.records import Record


class Overviews(Keeper):
    """The corpus at a glance."""

    def overview(self) -> Record:
        """How much there is, how far it agrees, and what asks for a look; see concord.tables.overview.

        studies, documents, themes, rejected (themes), concepts, shared (by two studies or more), contested (or
        refuted). `facets`: facet, themes, studies in its scope, concepts, shared, agreed (consensus or majority),
        contested, and single (of one study, nobody against). `themes_of`: themes by study. `look_at`: {number, names}
        of contested, dependent, unjudged and stale.
        """
        from concord.tables.overview import overview_record

        now = self._now()
        return overview_record(now.studies, now.synthesis)

    def timeline(self) -> list[Record]:
        """By year of publication, those without one last: year, studies (ids), concepts that no earlier study supports,
        and how many of those are shared by now."""
        from concord.tables.overview import year_records

        now = self._now()
        return year_records(now.studies, now.synthesis)

    def appearing(self, year: int | None) -> list[Record]:
        """The concepts that appear first in studies of a year, those of most studies first; None: without a year."""
        from concord.tables.overview import appearing_records

        now = self._now()
        return appearing_records(now.studies, now.synthesis, year)

    def selection(self, study: str | None = None) -> list[Record]:
        """How studies selected what they include, as PRISMA draws it, by study; see concord.tables.selection.

        Counts are those that the papers tell (`methods` has them all), and none is filled in. Raises NotFound.
        """
        from concord.tables.selection import selection_records

        wanted = self._study_id(study)
        now = self._now()
        return [row for row in selection_records(now.facts, now.studies) if wanted in (None, row["study"])]
