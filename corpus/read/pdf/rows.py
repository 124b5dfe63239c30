"""Rows: which lines of a PDF stand in a table, by the pieces that they have beside one another.

In: body lines in reading order. Out: where tables begin and end. Called by corpus.read.pdf.chunks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.read.markdown import BULLETS, CAPTION, ITEM
from corpus.read.pdf.columns import Line
from corpus.read.pdf.print import FAR, Print
from corpus.read.pdf.tables import Set, is_row

LEADER = re.compile(r"(?:\s?\.){4,}\s*[\divxl]{1,6}$|…{2,}\s*[\divxl]{1,6}$")
_ENUMERATOR = re.compile(r"\[\w{1,8}\]|\(\w{1,4}\)|\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")


def table_spans(lines: Sequence[Set], items: frozenset[int], how: Print, start: int) -> dict[int, int]:
    """The first line of each table, and the line after its last."""
    found: dict[int, int] = {}
    index = start
    while index < len(lines):
        end = _table_end(lines, items, how, index)
        rows = [i for i in range(index, end) if _is_row(lines, items, i)]
        captioned = any(CAPTION.match(near.text) for near in (*lines[max(0, index - 3) : index], *lines[end : end + 1]))
        least = 1 if index in found.values() else 2 if captioned else 3  # a table may go on in the next column
        if len(rows) >= least and len(rows) >= 0.4 * (end - index):
            found[_table_start(lines, how, index, start)] = end
            index = end
        else:
            index += 1
    return found


def _is_row(lines: Sequence[Set], items: frozenset[int], index: int) -> bool:
    line = lines[index].line
    marked = index in items or is_bullet(line) or _ENUMERATOR.fullmatch(line.cells[0].text) is not None
    return is_row(line, marked) and CAPTION.match(line.text) is None and LEADER.search(line.text) is None


def _table_end(lines: Sequence[Set], items: frozenset[int], how: Print, start: int) -> int:
    """The line after a run of rows that opens at a line; start when none does. Short lines may stand among rows."""
    if not _is_row(lines, items, start):
        return start
    end, index = start + 1, start + 1
    while index < len(lines):
        above, below = lines[index - 1].line, lines[index].line
        if above.page != below.page or above.column != below.column or below.y - above.y > 3 * how.leading * below.size:
            break
        if _is_row(lines, items, index):
            end = index + 1
        elif not _is_short(below) or index - end > 3:
            break
        elif below.y - above.y <= FAR * how.leading * below.size and end == index:
            end = index + 1 if _within(below, lines[start].line) else end
        index += 1
    return end


def _table_start(lines: Sequence[Set], how: Print, first: int, start: int) -> int:
    """The line that opens a table whose first row is at an index: cells of the head may begin above it."""
    row, index = lines[first].line, first
    while index > start:
        above, below = lines[index - 1].line, lines[index].line
        near = above.page == below.page and above.column == below.column
        near = near and below.y - above.y <= 1.1 * how.leading * above.size and abs(above.size - row.size) < 0.3
        if not (near and _is_short(above) and _within(above, row)):
            break
        index -= 1
    return index


def _is_short(line: Line) -> bool:
    return line.x1 - line.x0 < 0.6 * (line.right - line.left) and CAPTION.match(line.text) is None


def _within(line: Line, row: Line) -> bool:
    """Whether a line of one piece stands under a piece of a row: a cell that goes on."""
    return any(abs(line.x0 - cell.x0) < 3 for cell in row.cells)


def is_bullet(line: Line) -> bool:
    match = ITEM.match(line.text)
    if match is None or line.text[match.start("marker")] not in BULLETS:
        return False
    return line.text[match.start("marker")] not in "–—*+-·" or len(line.cells) > 1 or line.x0 > line.left + 2
