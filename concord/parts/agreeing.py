"""The part of KnowledgeBase that weighs who agrees: concepts by studies, under any assumptions, and effect sizes.

In: names of facets and studies, Assumptions. Out: plain records. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from concord.tables.agreement_matrix import Asked, Line
    from corpus.study import StudyId
    from synthesis.export.records import Record
    from synthesis.weighing import Assumptions

_KEPT = 3  # sets of assumptions whose lines are kept at hand


class Agreements(Keeper):
    """Who agrees, and what that is worth."""

    _lines: tuple[Derived, dict[Assumptions | None, tuple[Line, ...]]] | None = None
    _studies_told: tuple[Derived, dict[StudyId, tuple[str, int | None]]] | None = None

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
        from concord.tables import SORTS, agreement_record, in_order
        from concord.tables.agreement import said_of
        from synthesis.weighing import reweighed

        self._check_facet(facet)
        if sort not in SORTS:
            raise BadInput(f"There is no order {sort!r} of agreement; there are: {', '.join(SORTS)}.")
        study = self._study_id(study)
        now = self._now()
        ids, themes = [s.id for s in now.studies], now.synthesis.theme_of
        weighed = reweighed(now.synthesis, now.weigher(assumptions)) if assumptions else now.synthesis.concepts
        wanted = filtered(weighed, facet, status, lambda concept: study in said_of(concept, themes), study)
        return in_order([agreement_record(concept, themes, ids) for concept in wanted], sort)

    def matrix(
        self,
        facet: str | None = None,
        *,
        verdict: str | None = None,
        words: str = "",
        studies: Sequence[str] = (),
        least: int = 1,
        sort: str = "support",
        group: str = "",
        columns: str = "year",
        rows: tuple[int, int] | None = None,
        across: tuple[int, int] | None = None,
        assumptions: Assumptions | None = None,
    ) -> Record:
        """Concepts by studies, as much of it as is asked for; see concord.tables.agreement_matrix.matrix_rows.

        verdict: concepts of that verdict. words: that their labels hold. studies: their columns alone. least: how many
        of these studies a concept needs that speak of it. sort: "support", "weighted", "contested", "dependent" (on
        shared evidence), "facet", "label" or "year" (of the first study). group: "" or "facet", "verdict", "broader".
        columns: by "year", "name", "alike" (neighbours say the same) or "speaking" (of most of these rows). rows,
        across: first and last place, from 1; None for all of them. assumptions: as in `agreement`.

        Raises BadInput: there is no such order, group or verdict. NotFound: there is no such facet or study.
        """
        from concord.tables.agreement_matrix import matrix_rows

        asked = self._matrix_asked(facet, verdict, words, studies, least, sort, group, columns)
        return matrix_rows(self._lines_under(assumptions), self._by_name(), asked, _places(rows), _places(across))

    def density(
        self,
        facet: str | None = None,
        *,
        verdict: str | None = None,
        words: str = "",
        studies: Sequence[str] = (),
        least: int = 1,
        sort: str = "support",
        group: str = "",
        columns: str = "year",
        tall: int = 30,
        wide: int = 40,
        assumptions: Assumptions | None = None,
    ) -> Record:
        """The matrix from afar: how often the studies speak, in rows of `tall` concepts and `wide` columns at most.

        See concord.tables.agreement_matrix.density_record. Raises as `matrix` does; BadInput: tall or wide is below 1.
        """
        from concord.tables.agreement_matrix import density_record

        if tall < 1 or wide < 1:
            raise BadInput("A density needs at least one concept a row and one column.")
        asked = self._matrix_asked(facet, verdict, words, studies, least, sort, group, columns)
        return density_record(self._lines_under(assumptions), self._by_name(), asked, tall, wide)

    def _matrix_asked(
        self,
        facet: str | None,
        verdict: str | None,
        words: str,
        studies: Sequence[str],
        least: int,
        sort: str,
        group: str,
        columns: str,
    ) -> Asked:
        from concord.tables.agreement_matrix import Asked
        from corpus.study import StudyId

        self._check_facet(facet)
        ids = tuple(dict.fromkeys(StudyId(id) for study in studies if (id := self._study_id(study))))
        return Asked(facet, verdict, words, ids, least, sort, group, columns)

    def _lines_under(self, assumptions: Assumptions | None) -> tuple[Line, ...]:
        """A line for each concept, by the hand of who asks again with another order or page."""
        from concord.tables.agreement_matrix import lines_of
        from synthesis.weighing import Assumptions, reweighed

        now, chosen = self._now(), None if assumptions == Assumptions() else assumptions
        with self._lock:
            if self._lines is None or self._lines[0] is not now:
                self._lines = (now, {})
            kept = self._lines[1]
            if chosen not in kept:
                weighed = reweighed(now.synthesis, now.weigher(chosen)) if chosen else now.synthesis.concepts
                years = {study.id: study.year for study in now.studies}
                if len(kept) >= _KEPT:
                    kept.pop(next(iter(kept)))
                kept[chosen] = lines_of(weighed, now.synthesis.theme_of, years)
            return kept[chosen]

    def _by_name(self) -> dict[StudyId, tuple[str, int | None]]:
        """Short name and year of each study."""
        from synthesis.export.citing import short_names

        now = self._now()
        with self._lock:
            if self._studies_told is None or self._studies_told[0] is not now:
                names = short_names(now.studies)
                self._studies_told = (now, {study.id: (names[study.id], study.year) for study in now.studies})
            return self._studies_told[1]

    def effect_sizes(self) -> list[Record]:
        """What share of all distinct findings each parent study holds (Sandelowski and Barroso), by study.

        `studies`: the versions of one work that count as one parent study. `findings`: concepts that it asserts, of
        `all_findings`, those that any study asserts. `intensity`: the one over the other.
        """
        from concord.tables import effect_records
        from synthesis.weighing import Assumptions

        now = self._now()
        return effect_records(now.synthesis.concepts, now.weigher(Assumptions()).parent)


def _places(ends: tuple[int, int] | None) -> slice:
    """A slice for the first and the last place, counted from 1."""
    if ends is None:
        return slice(None)
    first, last = ends
    if not 1 <= first <= last:
        raise BadInput(f"Places go from 1 and from the first to the last, not from {first} to {last}.")
    return slice(first - 1, last)
