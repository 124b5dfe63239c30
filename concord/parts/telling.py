"""The part of KnowledgeBase that tells one thing in full: a contradiction, a page of a table, how all of it was made.

In: the id of a refutation; the name of a table and a place in it. Out: plain records. Called as a base class by
KnowledgeBase, for pages that show one thing at a time and must not make all others for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from concord import log
from concord.deriving import programs
from concord.parts.keeping import Keeper
from concord.store import history
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from synthesis.export.records import Record

MOST_ROWS = 500  # of one page of a table


class Telling(Keeper):
    """One contradiction, one page of a table, the methods section."""

    def refutation(self, id: str) -> Record:
        """One contradiction, also one that was dismissed, with both sides in their paragraphs.

        The record of `refutations`; each row of `asserted` and `refuting` has besides `document_id` and `context`, as
        `passage` gives it. Raises NotFound: there is none of that id.
        """
        from concord.both_sides import refutation_detail
        from synthesis.export.records import studies_by_id
        from synthesis.weighing import Assumptions

        now = self._now()
        for found in now.synthesis.disagreements:
            if found.id == id:
                return refutation_detail(found, studies_by_id(now.studies), now.weigher(Assumptions()))
        raise NotFound(f"There is no contradiction {id!r}; 'concord refutations' lists those that there are.")

    def table_page(self, name: str, *, start: int = 0, rows: int = 50) -> Record:
        """Some rows of a table that `export` writes, without making the others.

        Args:
            name: a table of `export`. start: rows before the first one, from 0. rows: at most so many, 1 to 500.

        Returns:
            {name, title, note, columns: [heading], rows: [[cell]], opens: [[kind, id]], start, total}; cells as a CSV
            of it has them before they are made texts: text, number or None. opens: of each row the concept, theme,
            study, refutation or pair of studies ("a~b") that it is of; [] where rows have none.

        Raises BadInput: there is no such table, or no such place in any table.
        """
        from concord.exporting import plan_of

        if start < 0 or not 1 <= rows <= MOST_ROWS:
            raise BadInput(f"A page of a table begins at row 0 or later and has 1 to {MOST_ROWS} rows.")
        plan = plan_of(name, self._now())
        shown = plan.page(start, rows)
        return {
            "name": plan.name,
            "title": plan.title,
            "note": plan.note,
            "columns": [column.name for column in plan.columns],
            "rows": [list(row) for row in shown],
            "opens": [list(plan.opens(item)) for item in plan.items[start : start + rows]] if plan.opens else [],
            "start": start,
            "total": len(plan.items),
        }

    def method_text(self) -> Record:
        """A methods section of what is here now, sentence by sentence, made from the logs and the state.

        Returns {sections: [{title, sentences: [{text, parts: [{text, page, url}]}]}], markdown, plain}; `page` and
        `url` name the page of the dashboard that lists what a part counts. The same state gives the same words; of a
        blind round that is not finished no figure is told. Source: concord.tables.method_text.
        """
        from concord.tables.method_text import Logs, known_of, method_text_record
        from synthesis.judging import rounds
        from synthesis.method_text import Frozen

        now = self._now()
        logs = Logs(
            program=programs.in_force(now.state.program).version,
            decisions=log.entries(self._store),
            rounds=rounds(log.judgements(self._store)),
            codings=log.codings(self._store),
            snapshots=tuple(Frozen(row.name, row.at[:10], row.hash) for row in history.snapshots(self._store)),
            adoptions=[kind for row in history.adoptions(self._store) if (kind := _kind(row.record)) != "first"],
        )
        return method_text_record(known_of(now, logs))


def _kind(record: bytes) -> str:
    """Of an adoption: "first", "codebook" or "program"."""
    return str(json.loads(record).get("kind", ""))
