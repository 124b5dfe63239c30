"""Rows: visual lines of a tab table that belong to one logical row are put together again.

In: a grid of strands, one row a line of the file. Out: fewer, whole rows. Called by corpus.read.grids.

A line continues the row above when its first cell is empty, or when the cell above it stops in the middle of a sentence
and the line goes on in lower case, or when a numbered list inside a cell goes on ("2." under "1."), also over items
that lost their numbers. In a cell with a list, each line that opens with a capital or a number stays a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.strand import BREAK, SPACE, Strand, join

_NUMBERED = re.compile(r"(?:\(?(\d{1,2})[.)]|[•\-–])\s")
_LETTERED = re.compile(r"[a-z]{1,4}[.)]\s")
_STOPS = (".", "!", "?", ":", ";")
_LOST_ITEMS = 8  # lines down to a number that may be items without one


class _Row:
    """A row in the making: the lines of each cell, each with whether the row held a list before it came."""

    def __init__(self, line: Sequence[Strand]) -> None:
        self.cells: list[list[tuple[Strand, bool]]] = [[(words, False)] if words else [] for words in line]
        self.listed = _holds_list(line)

    def add(self, line: Sequence[Strand]) -> None:
        for cell, words in zip(self.cells, line, strict=True):
            if words:
                cell.append((words, self.listed))
        self.listed = self.listed or _holds_list(line)

    def is_open(self, column: int) -> bool:
        """Whether a cell stops in the middle of a sentence."""
        cell = self.cells[column]
        return bool(cell) and not cell[-1][0].text.endswith(_STOPS)


def merge_lines(grid: Sequence[Sequence[Strand]]) -> list[list[Strand]]:
    """Whole rows; the first line is always a row of its own, and a line without any words is dropped."""
    lines = [line for line in grid if any(line)]
    rows: list[_Row] = []
    for index, line in enumerate(lines):
        if rows and (
            _continues(rows, line) or (len(rows) > 1 and _leads_to_number(lines[index : index + _LOST_ITEMS]))
        ):
            rows[-1].add(line)
        else:
            rows.append(_Row(line))
    return [[_joined(cell) for cell in row.cells] for row in rows]


def _leads_to_number(lines: Sequence[Sequence[Strand]]) -> bool:
    """Whether lines of the first cell alone end at an item with a number above 1, so that they are items before it."""
    for line in lines:
        number = _NUMBERED.match(line[0].text)
        if number is not None:
            return line is not lines[0] and number.group(1) not in (None, "1")
        if not line[0] or any(line[1:]):
            return False
    return False


def _continues(rows: Sequence[_Row], line: Sequence[Strand]) -> bool:
    above = rows[-1]
    if len(line) < 2:
        return False
    if not line[0]:
        return len(rows) > 1 or bool(above.cells[0])
    if len(rows) == 1 and not any(line[1:]) and line[0].text[:1].islower():
        return True
    if len(rows) == 1:
        return False
    if _NUMBERED.match(line[0].text):
        return True
    broken = any(above.is_open(i) and words.text[:1].islower() for i, words in enumerate(line) if i)
    return line[0].text[:1].islower() or (broken and not _row_opens(line)) or (not any(line[1:]) and above.listed)


def _row_opens(line: Sequence[Strand]) -> bool:
    """Whether every cell of a line opens like a new entry: with a capital or a digit."""
    return all(cell and not cell.text[:1].islower() for cell in line)


def _holds_list(line: Sequence[Strand]) -> bool:
    return any("\n" in words.text or _NUMBERED.match(words.text) for words in line)


def _joined(cell: Sequence[tuple[Strand, bool]]) -> Strand:
    """The words of a cell from its lines; in a cell or under a row with a list, an entry starts a line of its own."""
    numbered = any(_NUMBERED.match(words.text) for words, _ in cell)
    entries: list[list[Strand]] = []
    for words, listed in cell:
        text = words.text
        opens = text[:1].isupper() and (listed or numbered)
        if not entries or _NUMBERED.match(text) or opens or ("\n" in text and not goes_on(text)):
            entries.append([words])
        else:
            entries[-1].append(words)
    return join((join(entry, SPACE) for entry in entries), BREAK)


def goes_on(line: str) -> bool:
    """Whether a line of a cell goes on with the one above: it opens in lower case, and not with a letter as marker."""
    return line[:1].islower() and _LETTERED.match(line) is None
