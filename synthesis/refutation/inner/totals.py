"""The last row of a table that says it is the total, against the rows above it.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. Only columns of whole
numbers are summed, in tables with one total; percentages, means and columns with a gap are left out, and so is a total
smaller than the sum, where works may have been counted in several rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import Cell, Table
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.reading import Reading

_TOTAL = re.compile(r"(?:grand\s)?total|sum|all|overall", re.IGNORECASE)
_WHOLE = re.compile(r"(?P<number>\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?:\s?\(\s?\d{1,3}(?:\.\d+)?\s?%?\s?\))?")
_LEAST = 3  # rows above a total


def totals(reading: Reading) -> Iterator[Disagreement]:
    """One for each column whose rows come to less than its total, table by table."""
    for table in reading.document.tables:
        rows: dict[int, dict[int, Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        named = [
            row
            for row in sorted(rows)
            if 0 in rows[row] and _TOTAL.fullmatch(_text(reading, rows[row][0]).rstrip(": "))
        ]
        body = [row for row in sorted(rows) if row > 0 and row not in named]
        if len(named) == 1 and named[0] == max(rows) and len(body) >= _LEAST:
            for column in sorted(rows[named[0]]):
                yield from _of_column(reading, table, rows, body, named[0], column)


def _of_column(
    reading: Reading, table: Table, rows: dict[int, dict[int, Cell]], body: list[int], last: int, column: int
) -> Iterator[Disagreement]:
    head = _text(reading, rows[0][column]) if column in rows.get(0, {}) else ""
    cells = [rows[row].get(column) for row in body]
    if (
        column == 0
        or any(cell is None for cell in cells)
        or re.search(r"%|per\s?cent|mean|average|ratio|year", head, re.I)
    ):
        return
    parts = [_number(_text(reading, cell)) for cell in cells if cell is not None]
    told = _number(_text(reading, rows[last][column]))
    if told is None or any(part is None for part in parts):
        return
    summed = sum(part for part in parts if part is not None)
    if 0 < summed < told <= 2 * summed:
        first, total = rows[body[0]][column], rows[last]
        span = (first.start, max(cell.end for cell in rows[body[-1]].values()))
        key, sums = (first.start, first.end), (total[column].start, total[column].end)
        end = (total[min(total)].start, max(cell.end for cell in total.values()))
        name = f"{table.label.capitalize() or 'a table'}, {head}".strip(", ")
        yield Disagreement(
            Kind.ARITHMETIC,
            f"Total of {name}",
            (reading.side(span, key, f"{summed} in all"), reading.side(end, sums, str(told), against=True)),
            ("the rows of a table come to less than its total",),
            0.7,
            f"{' + '.join(str(part) for part in parts)} = {summed}, not {told}",
        )


def _text(reading: Reading, cell: Cell) -> str:
    return " ".join(reading.document.text[cell.start : cell.end].split())


def _number(text: str) -> int | None:
    match = _WHOLE.fullmatch(text)
    return int(re.sub(r"\D", "", match["number"])) if match else None
