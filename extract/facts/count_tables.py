"""Counts that stand in tables: how much each database gave.

In: an Own. Out: Found of kind COUNT, label "found", detail the database. Called by gather. A table counts when two
databases or more are its rows, and a column of whole numbers is headed as results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import Cell, Table
from extract.facts.own import Own, Place
from extract.facts.values import Found, Kind, Stage

_RESULTS = re.compile(
    r"\b(?:results?|hits|records|articles|papers|studies|publications|found|retrieved|identified|returned|initial|"
    r"number|no\.?|n|count|total)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\d{1,3}(?:[,. \u00a0]\d{3})*|\d+")


def table_counts(own: Own) -> Iterator[Found]:
    """What the tables of a search count by database, row by row."""
    document = own.document
    for table in document.tables:
        if own.place(document.blocks[table.block]) in (Place.BACK, Place.BACKGROUND):
            continue
        rows = _rows(own, table)
        column = _column(own, table, set(rows))
        for row, name in rows.items() if len(rows) > 1 and column is not None else ():
            cell = next((c for c in table.cells if (c.row, c.column) == (row, column)), None)
            if cell is None or not (told := _WHOLE.fullmatch(_text(own, cell))):
                continue
            number = int(re.sub(r"\D", "", told[0]))
            reason = "in a table by database"
            yield Found(Kind.COUNT, str(number), cell.start, cell.end, 0.85, reason, Stage.FOUND, name, number)


def _rows(own: Own, table: Table) -> dict[int, str]:
    """The database that each row is of."""
    found: dict[int, str] = {}
    for cell in table.cells:
        if cell.row > 0 and cell.column < 2 and cell.row not in found:
            text = _text(own, cell)
            hits = [h for h in own.vocabulary.databases.hits(text) if 2 * (h.end - h.start) >= len(text)]
            if len(hits) == 1:
                found[cell.row] = hits[0].entry.name
    return found


def _column(own: Own, table: Table, rows: set[int]) -> int | None:
    """The first column of whole numbers under a header of results."""
    heads = {c.column: _text(own, c) for c in table.cells if c.row == 0}
    for column in sorted(heads):
        cells = [c for c in table.cells if c.column == column and c.row in rows and c.start < c.end]
        if cells and _RESULTS.search(heads[column]) and all(_WHOLE.fullmatch(_text(own, c)) for c in cells):
            return column
    return None


def _text(own: Own, cell: Cell) -> str:
    return own.document.text[cell.start : cell.end].strip()
