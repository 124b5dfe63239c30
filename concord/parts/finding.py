"""The part of KnowledgeBase that finds: a query in, concepts, themes, studies and passages out.

In: a line of the query language (docs/query.md). Out: plain records, best first. Called as a base class by
KnowledgeBase. The index is held in memory until the knowledge base is another one, and its running text beyond that.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from concord.deriving.derive import Derived
from concord.parts.keeping import Keeper
from corpus.errors import BadInput

if TYPE_CHECKING:
    from concord.finding.asked import Known
    from concord.query import Query
    from concord.search import Hit, Index
    from synthesis.export.records import Record


class Finding(Keeper):
    """One search over all that a knowledge base holds."""

    _index: tuple[Derived, Index, Known] | None = None
    _making_index = threading.Lock()  # beside the lock of what is derived: who only lists need not wait for an index

    def find(self, query: str, *, limit: int = 20, facet: str | None = None, study: str | None = None) -> list[Record]:
        """Concepts, themes, studies and passages by words and by meaning, best first.

        `marks` are [start, end) in `text`.

        query: a line of the query language (docs/query.md); with filters alone it lists what fits, by kind, the most
        supported first. facet, study: only what has that facet, or stands in that study, itself.

        Raises BadQuery: the query cannot be read, or names what is not there. BadInput: it is empty. NotFound.
        """
        from concord import resources

        self._check_facet(facet)
        study = self._study_id(study)
        _, index, known = self._search()
        hits = index.find(_asked(query, known), embedding=resources.embedding(), limit=limit, facet=facet, study=study)
        return self._hit_records(hits, known)

    def ask(self, query: str, *, limit: int = 20, offset: int = 0) -> Record:
        """One page of what `find` finds, with how many there are and what each filter would leave.

        {query: as it was read, total, offset, hits: as `find` gives them, counts: {field: {value: number}} for kind,
        facet, study and status, each under all filters but its own; filters: {field: [value]} of the same fields, with
        ids of studies; instead: [{query, total, why}], queries near this one that find something, where a word of it
        is none of the papers' or nothing is found}. Raises BadQuery and BadInput as `find` does.
        """
        from concord import resources
        from concord.finding.suggesting import instead
        from concord.query import parse

        _, index, known = self._search()
        asked, embedding = _asked(query, known), resources.embedding()
        found = index.ask(asked, embedding=embedding, limit=limit, offset=offset)
        said = parse(query)
        return {
            "query": str(said),
            "total": found.total,
            "offset": offset,
            "hits": self._hit_records(found.hits, known),
            "counts": {field: dict(counts) for field, counts in found.counts.items()},
            "filters": {field: list(map(str, asked.values(field))) for field in found.counts},
            "instead": instead(said, index, known, embedding, nothing=not found.total),
        }

    def suggestions(self) -> list[Record]:
        """Queries to begin with, made from what is there: [{query, why, total}]; each finds something."""
        from concord import resources
        from concord.finding.suggesting import suggestions

        _, index, known = self._search()
        return suggestions(index, known, resources.embedding())

    def _hit_records(self, hits: list[Hit] | tuple[Hit, ...], known: Known) -> list[Record]:
        from concord.search import hit_record

        names = {document.id: document.name for study in known.studies.values() for document in study.documents}
        years = {id: study.year for id, study in known.studies.items()}
        return [hit_record(hit, names, years.get(hit.entry.study)) for hit in hits]

    def _search(self) -> tuple[Derived, Index, Known]:
        """The index of this moment, with the names that a query may use."""
        from concord.finding.asked import Known
        from concord.search import Index, entries_of
        from synthesis.export.citing import short_names

        now = self._now()
        with self._making_index:
            if self._index is None or self._index[0] is not now:
                short: dict[str, str] = {id: name for id, name in short_names(now.studies).items()}
                before = self._index[1] if self._index else None
                years: dict[str, int | None] = {study.id: study.year for study in now.studies}
                index = Index(entries_of(now.studies, now.synthesis, short), years, before)
                used = (theme.facet for theme in now.synthesis.themes)
                facets = tuple(dict.fromkeys((*self.facets(), *used)))
                self._index = (now, index, Known(facets, {study.id: study for study in now.studies}, short))
            return self._index


def _asked(query: str, known: Known) -> Query:
    """The query of a line, its names looked up. Raises BadQuery, and BadInput for a line that asks nothing."""
    from concord.finding.asked import looked_up
    from concord.query import parse

    asked = parse(query)
    if all(term.field == "by" for term in asked.filters) and len(asked.filters) == len(asked.terms):
        raise BadInput("Give at least one word to look for, or a filter such as facet:role.")
    return looked_up(asked, known)
