"""Rows: visual lines of a tab table that belong to one logical row are put together again.

In: a grid of strands, one row a line of the file. Out: fewer, whole rows. Called by corpus.read.grids.

A line continues the row above when its first cell is empty, or when the cell above it stops in the middle of a sentence
and the line goes on in lower case, or when a numbered list inside a cell goes on ("2." under "1."), also over items
that lost their numbers. In a cell with a list, each line that opens with a capital or a number stays a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.strand import BREAK, EMPTY, SPACE, Strand, join

_NUMBERED = re.compile(r"(?:\(?(\d{1,2})[.)]|[•\-–])\s")
_LETTERED = re.compile(r"[a-z]{1,4}[.)]\s")
_STOPS = (".", "!", "?", ":", ";")
_LOST_ITEMS = 8  # lines above a number that may be items without one


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell. listed: the row held a list before this line came."""

    words: Strand
    listed: bool


def merge_lines(grid: Sequence[Sequence[Strand]]) -> list[list[Strand]]:
    """Whole rows; the first line is always a row of its own, and a line without any words is dropped."""
    lines = [line for line in grid if any(line)]
    rows: list[list[Strand]] = []
    stacks: list[list[list[_Line]]] = []  # of each row and cell
    for index, line in enumerate(lines):
        if rows and (_continues(rows, line) or (len(rows) > 1 and _leads_to_number(lines[index:]))):
            listed = _in_list(rows[-1])
            for stack, words in zip(stacks[-1], line, strict=True):
                stack.append(_Line(words, listed))
            rows[-1] = [_joined(stack) for stack in stacks[-1]]
        else:
            rows.append(list(line))
            stacks.append([[_Line(words, False)] for words in line])
    return rows


def _leads_to_number(lines: Sequence[Sequence[Strand]]) -> bool:
    """Whether lines of the first cell alone end at an item with a number above 1, so that they are items before it."""
    for line in lines[:_LOST_ITEMS]:
        number = _NUMBERED.match(line[0].text)
        if number is not None:
            return line is not lines[0] and number.group(1) not in (None, "1")
        if not line[0] or any(line[1:]):
            return False
    return False


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


def _joined(stack: Sequence[_Line]) -> Strand:
    """The words of a cell from its lines; in a cell or under a row with a list, an entry starts a line of its own."""
    lines = [line for line in stack if line.words]
    numbered = any(_NUMBERED.match(line.words.text) for line in lines)
    whole = lines[0].words if lines else EMPTY
    for line in lines[1:]:
        text = line.words.text
        opens = text[:1].isupper() and (line.listed or numbered)
        own_line = _NUMBERED.match(text) or opens or ("\n" in text and not goes_on(text))
        whole = join((whole, line.words), BREAK if own_line else SPACE)
    return whole


def goes_on(line: str) -> bool:
    """Whether a line of a cell goes on with the one above: it opens in lower case, and not with a letter as marker."""
    return line[:1].islower() and _LETTERED.match(line) is None
