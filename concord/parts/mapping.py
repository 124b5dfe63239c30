"""The part of KnowledgeBase that maps primary studies, and lays studies side by side.

In: names of studies, facets and dimensions. Out: plain records. Called as a base class by KnowledgeBase. Maps are made
once for each state of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from corpus.study import Study, StudyId
    from extract.facts.values import Fact
    from synthesis.export.records import Record
    from synthesis.mapping import StudyMap
    from synthesis.weighing.cited_works import CitedWorks


class Mappings(Keeper):
    """Primary studies by category and year, and studies side by side."""

    _maps: tuple[Derived, dict[StudyId, StudyMap]] | None = None
    _cited: tuple[Derived, dict[str, CitedWorks]] | None = None

    def mapping(
        self,
        study: str | None = None,
        *,
        rows: str | None = None,
        columns: str | None = None,
        facet: str | None = None,
        concept: str | None = None,
        works: str = "included",
    ) -> Record:
        """Primary studies by category and year: of one study by its own tables, of all by the concepts.

        Source of the form: Petersen et al. (2008), "Systematic mapping studies in software engineering".

        Args:
            study: its map, recounted from its tables and held against what it says; see concord.tables.mapping.
                None: concepts of all studies by the years of the primary studies that their themes cite.
            rows, columns: of a study's map, ids of dimensions, or "year"; its first dimension by year when None.
            facet, concept: of the map of all, this facet or concept alone; of a concept also each place (`cited`).
            works: of the map of all, "included", the works that reviews include, or "all" that they cite.

        Returns:
            Of a study the record of `map_record`; of all {"study": None, "works", "categories", "primary", "studies"},
            see `corpus_records`, `work_records` and `summary_record`.

        Raises:
            NotFound: no such study, facet or concept. BadInput: no such dimension or works.
        """
        wanted = self._study_id(study)
        if wanted is not None:
            return self._map_of(wanted, rows, columns)
        if rows or columns:
            raise BadInput("Dimensions are those of a study's tables; name the study, too.")
        return self._map_of_all(facet, concept, works)

    def mapped(self) -> list[Record]:
        """What could be mapped of each study, by id: tables understood, studies placed, numbers that differ."""
        from concord.tables.mapping import summary_record

        now = self._now()
        facts: dict[StudyId, list[Fact]] = {}
        for fact in now.facts:
            facts.setdefault(fact.study, []).append(fact)
        return [summary_record(self._study_map(now, study, facts.get(study.id, ())), study) for study in now.studies]

    def compare(self, one: str, other: str | None = None) -> Record:
        """What one study has that another one has not, what both have, and how far each speaks in the other's words.

        other: None for all other studies together. Returns the record of concord.tables.comparing. Raises NotFound: no
        such study. BadInput: a study is compared with itself, or there is no other one.
        """
        from concord.tables.comparing import comparison_record
        from synthesis.comparing import compare, shared
        from synthesis.export.records import studies_by_id
        from synthesis.overlap import matrix, overlap

        left, right = self._study_id(one), self._study_id(other)
        now = self._now()
        rest = [right] if right else [str(s.id) for s in now.studies if s.id != left]
        if left is None or rest == [left] or not rest:
            raise BadInput("A comparison takes two studies; name another one, or add one.")
        scope: dict[str, Sequence[StudyId]] = {}
        for concept in now.synthesis.concepts:
            scope.setdefault(concept.facet, concept.support.eligible_studies)
        sides = [frozenset(s.id for s in now.studies if s.id in ids) for ids in ([left], rest)]
        found = compare(now.synthesis, scope, *sides)
        held = now.overlap.bibliography.works().of
        lists = [[held[id] for id in side if held.get(id)] for side in sides]
        mine, theirs = (frozenset[str]().union(*filter(None, some)) if some else None for some in lists)
        corrected = overlap(matrix({"one": mine, "other": theirs})).corrected if mine and theirs else None
        return comparison_record(
            found,
            shared(mine, theirs, found.ties, corrected),
            {concept.id: concept for concept in now.synthesis.concepts},
            now.synthesis.theme_of,
            studies_by_id(now.studies),
            scope,
        )

    def _map_of(self, id: str, rows: str | None, columns: str | None) -> Record:
        from concord.tables.mapping import map_record
        from synthesis.mapping import YEAR, crossing

        now = self._now()
        study = next(study for study in now.studies if study.id == id)
        found = self._study_map(now, study, [fact for fact in now.facts if fact.study == id])
        first = found.dimensions[0].id if found.dimensions else YEAR
        row, column = rows or first, columns or YEAR
        try:
            cells = crossing(found, row, column)
        except ValueError as error:
            raise BadInput(f"In the tables of {id} {error}.") from None
        return map_record(found, study, cells, row, column)

    def _map_of_all(self, facet: str | None, concept: str | None, works: str) -> Record:
        from concord.deciding.desk import concept_named
        from concord.tables.mapping import corpus_records, work_records
        from synthesis.export.citing import short_names
        from synthesis.mapping import concept_works
        from synthesis.overlap import WORKS

        if works not in WORKS:
            raise BadInput(f"There are no works {works!r} to map; there are: {', '.join(WORKS)}.")
        self._check_facet(facet)
        now = self._now()
        only = concept_named(concept, now.synthesis) if concept is not None else None
        if only is not None and facet not in (None, only.facet):
            raise NotFound(f"The concept {only.label!r} is one of the facet {only.facet}, not of {facet}.")
        asked = [only] if only else [c for c in now.synthesis.concepts if facet in (None, c.facet)]
        themes = now.synthesis.theme_of
        held = now.overlap.bibliography.works(everything=works == "all")
        found = concept_works(asked, themes, self._cited_works(now, works))
        labels = {work for one in found for work in one.works}
        listing = [id for id, mine in held.of.items() if mine]
        return {
            "study": None,
            "works": works,
            "facet": facet,
            "concept": only.id if only else None,
            "studies": len(now.studies),
            "listing": len(listing),
            "categories": corpus_records(found, {c.id: c for c in asked}, held, only is not None),
            "primary": work_records(labels, held, short_names(now.studies)),
        }

    def _study_map(self, now: Derived, study: Study, facts: Sequence[Fact]) -> StudyMap:
        from synthesis.mapping import study_map

        with self._lock:
            if self._maps is None or self._maps[0] is not now:
                self._maps = (now, {})
            held = self._maps[1]
            if study.id not in held:
                held[study.id] = study_map(study, facts)
            return held[study.id]

    def _cited_works(self, now: Derived, works: str) -> CitedWorks:
        from synthesis.weighing.cited_works import CitedWorks

        with self._lock:
            if self._cited is None or self._cited[0] is not now:
                self._cited = (now, {})
            held = self._cited[1]
            if works not in held:
                includes = [t for t in now.synthesis.dependence if t.kind == "includes" and not t.unused]
                listed = now.overlap.bibliography.works(everything=works == "all")
                held[works] = CitedWorks(now.studies, listed, includes)
            return held[works]
