"""The part of KnowledgeBase that weighs who agrees: concepts by studies, under any assumptions, and effect sizes.

In: names of facets and studies, Assumptions. Out: plain records. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.export.records import Record
    from synthesis.weighing import Assumptions


class Agreements(Keeper):
    """Who agrees, and what that is worth."""

    def agreement(
        self,
        facet: str | None = None,
        study: str | None = None,
        status: str | None = None,
        *,
        assumptions: Assumptions | None = None,
        sort: str = "support",
    ) -> list[Record]:
        """Concepts with their support in columns and, under `cells`, what each study does with them.

        assumptions: on which primary studies a study rests, and who counts as one witness; None: as the concepts have
            been weighed. sort: "support", "weighted" or "contested".

        Raises BadInput: there is no such facet, status or order. NotFound: there is no such study.
        """
        from concord.parts.listing import filtered
        from concord.tables import SORTS, SPEAKING, agreement_record, in_order
        from synthesis.export.records import themes_by_id
        from synthesis.weighing import reweighed

        self._check_facet(facet)
        if sort not in SORTS:
            raise BadInput(f"There is no order {sort!r} of agreement; there are: {', '.join(SORTS)}.")
        study = self._study_id(study)
        now = self._now()
        ids, themes = [s.id for s in now.studies], themes_by_id(now.synthesis)
        weighed = reweighed(now.synthesis, now.weigher(assumptions)) if assumptions else now.synthesis.concepts
        rows = [agreement_record(concept, themes, ids) for concept in weighed]
        return in_order(filtered(rows, facet, status, lambda r: r["cells"][study] in SPEAKING, study), sort)

    def effect_sizes(self) -> list[Record]:
        """What share of all distinct findings each parent study holds (Sandelowski and Barroso), by study.

        `studies`: the versions of one work that count as one parent study. `findings`: concepts that it asserts, of
        `all_findings`, those that any study asserts. `intensity`: the one over the other.
        """
        from concord.tables import effect_records
        from synthesis.weighing import Assumptions

        now = self._now()
        return effect_records(now.synthesis.concepts, now.weigher(Assumptions()).parent)
