"""Rows: visual lines of a tab table that belong to one logical row are put together again.

In: a grid of strands, one row a line of the file. Out: fewer, whole rows. Called by corpus.read.grids.

A line continues the row above when its first cell is empty, or when the cell above it stops in the middle of a sentence
and the line goes on in lower case, or when a numbered list inside a cell goes on ("2." under "1.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.strand import BREAK, SPACE, Strand, join

_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|[•\-–])\s")
_STOPS = (".", "!", "?", ":", ";")


def merge_lines(grid: Sequence[Sequence[Strand]]) -> list[list[Strand]]:
    """Whole rows; the first line is always a row of its own, and a line without any words is dropped."""
    rows: list[list[Strand]] = []
    for line in grid:
        if not any(line):
            continue
        if rows and _continues(rows, line):
            listed = _in_list(rows[-1])
            rows[-1] = [_append(above, below, listed) for above, below in zip(rows[-1], line, strict=True)]
        else:
            rows.append(list(line))
    return rows


def _continues(rows: Sequence[Sequence[Strand]], line: Sequence[Strand]) -> bool:
    above = rows[-1]
    if len(line) < 2:
        return False
    if not line[0]:
        return len(rows) > 1 or bool(above[0])
    if len(rows) == 1 and not any(line[1:]) and line[0].text[:1].islower():
        return True
    if len(rows) == 1:
        return False
    if _NUMBERED.match(line[0].text):
        return True
    broken = any(_is_open(a) and b.text[:1].islower() for a, b in zip(above[1:], line[1:], strict=True))
    return line[0].text[:1].islower() or (broken and not _row_opens(line)) or (not any(line[1:]) and _in_list(above))


def _row_opens(line: Sequence[Strand]) -> bool:
    """Whether every cell of a line opens like a new entry: with a capital or a digit."""
    return all(cell and not cell.text[:1].islower() for cell in line)


def _in_list(row: Sequence[Strand]) -> bool:
    return any("\n" in cell.text or _NUMBERED.match(cell.text) for cell in row)


def _is_open(cell: Strand) -> bool:
    return bool(cell) and not cell.text.endswith(_STOPS)


def _append(above: Strand, below: Strand, listed: bool) -> Strand:
    """The words of a cell with those of the line under it; a new numbered entry starts a line of its own."""
    if not above or not below:
        return above or below
    own_line = _NUMBERED.match(below.text) or "\n" in below.text or (listed and below.text[:1].isupper())
    return join((above, below), BREAK if own_line else SPACE)
