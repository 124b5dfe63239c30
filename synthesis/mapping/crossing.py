"""Two dimensions of a map against each other: the bubbles of a mapping study.

In: a StudyMap, two of its dimensions. Out: Crossed. Called by concord. Two columns of one table are crossed row by row,
since a study may stand in several rows; dimensions of two tables, and years, are crossed by the works that both hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.study import Anchor
from synthesis.mapping.recounting import folded
from synthesis.mapping.values import YEAR, StudyMap


@dataclass(frozen=True, slots=True)
class Crossed:
    """Primary studies of one category of each of two dimensions. works: keys, sorted. rows: that place them."""

    row: str
    column: str
    works: tuple[str, ...]
    rows: tuple[Anchor, ...]


def crossing(found: StudyMap, rows: str, columns: str) -> tuple[Crossed, ...]:
    """The cells that hold a study, by row, then column, in the order of the categories (years in theirs).

    rows, columns: ids of dimensions, or YEAR; a work of unknown year is in the column "".

    Raises ValueError: there is no such dimension.
    """
    known = {dimension.id for dimension in found.dimensions} | {YEAR}
    for asked in (rows, columns):
        if asked not in known:
            raise ValueError(f"there is no dimension {asked!r}; there are: {', '.join(sorted(known))}")
    if YEAR not in (rows, columns) and rows.split(".")[0] == columns.split(".")[0] and rows != columns:
        cells = _row_by_row(found, rows, columns)
    else:
        cells = _by_works(found, rows, columns)
    order = {(c.dimension, folded(c.label)): n for n, c in enumerate(found.categories)}

    def place(dimension: str, label: str) -> tuple[int, str]:
        return (order.get((dimension, folded(label)), len(order)), label) if dimension != YEAR else (0, label)

    return tuple(sorted(cells, key=lambda c: (place(rows, c.row), place(columns, c.column))))


def _row_by_row(found: StudyMap, rows: str, columns: str) -> list[Crossed]:
    written = {(c.dimension, folded(c.label)): c.label for c in found.categories}
    primary = set(found.primary)
    works: dict[tuple[str, str], set[str]] = {}
    anchors: dict[tuple[str, str], list[Anchor]] = {}
    for placed in found.placed:
        mine = [written[d, folded(label)] for d, label in placed.labels if d == rows]
        theirs = [written[d, folded(label)] for d, label in placed.labels if d == columns]
        for cell in ((one, other) for one in dict.fromkeys(mine) for other in dict.fromkeys(theirs)):
            if held := primary.intersection(placed.works):
                works.setdefault(cell, set()).update(held)
                anchors.setdefault(cell, []).append(placed.anchor)
    return [Crossed(*cell, tuple(sorted(keys)), tuple(dict.fromkeys(anchors[cell]))) for cell, keys in works.items()]


def _by_works(found: StudyMap, rows: str, columns: str) -> list[Crossed]:
    naming = {key: [p.anchor for p in found.placed if key in p.works] for key in found.primary}
    mine, theirs = _groups(found, rows), _groups(found, columns)
    cells = []
    for row, held in mine.items():
        for column, there in theirs.items():
            if both := tuple(sorted(held & there)):
                spans = [anchor for key in both for anchor in naming[key]]
                cells.append(Crossed(row, column, both, tuple(dict.fromkeys(sorted(spans, key=lambda a: a.start)))))
    return cells


def _groups(found: StudyMap, dimension: str) -> dict[str, set[str]]:
    if dimension != YEAR:
        return {c.label: set(c.works) for c in found.categories if c.dimension == dimension}
    years: dict[str, set[str]] = {}
    for work in found.works:
        if work.primary:
            years.setdefault(str(work.counted_year or ""), set()).add(work.key)
    return years
