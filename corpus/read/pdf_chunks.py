"""Chunks: which lines of a PDF belong to one block, by distance, indentation, style and width.

In: body lines in reading order. Out: Chunks of lines, of one kind of print each. Called by corpus.read.pdf_blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.headings import numbered
from corpus.read.markdown import BULLETS, CAPTION, ITEM
from corpus.read.pdf_columns import Line
from corpus.read.pdf_tables import Set, is_row

OPENS_BODY = re.compile(r"(?:abstract|summary|key\s?words|index terms)\s*[.:—–-]", re.IGNORECASE)
LEADER = re.compile(r"(?:\s?\.){4,}\s*[\divxl]{1,6}$|…{2,}\s*[\divxl]{1,6}$")
_FAR = 1.4  # times the distance of lines in running text: the distance that parts two blocks
_OTHER_SIZE = 0.055  # share by which sizes differ that are not one
_ENDS = re.compile(r"[.!?:;][\"”’')\]]?(?:\s\d{1,2})?$")  # and the number of a note
_ENUMERATOR = re.compile(r"\[\w{1,8}\]|\(\w{1,4}\)|\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_FIRST = re.compile(r"\(?[1ai][.)]\s+\S")
_LABELLED_CAPTION = re.compile(r"[.:–—|-]\s*$")


@dataclass(frozen=True, slots=True)
class Print:
    """How a paper is set: size in points, distance of lines as a multiple of it, how paragraphs are told apart."""

    size: float
    leading: float
    indented: bool
    spaced: bool


@dataclass(slots=True)
class Chunk:
    """Lines of one block. hang: where the lines of an item go on.

    kind: "text", "item", "caption", "table" or "keywords".
    """

    kind: str
    lines: list[Set] = field(default_factory=list)
    hang: float | None = None

    @property
    def first(self) -> Line:
        return self.lines[0].line

    @property
    def last(self) -> Line:
        return self.lines[-1].line

    @property
    def text(self) -> str:
        return " ".join(placed.text for placed in self.lines)


def print_of(lines: Sequence[Line], size: float) -> Print:
    """How the running text of a paper is set. size: see corpus.read.pdf_page.body_size."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.page == below.page and above.column == below.column and _sized(above, size) and _sized(below, size)
    ]
    distances = Counter(round((b.y - a.y) / size, 1) for a, b in pairs if len(a.text) > 20)
    leading = max((d for d in distances if 0.9 < d < 3.5), key=lambda d: (distances[d], -d), default=1.2)
    ends = [pair for pair in pairs if _ends(pair[0].text) and pair[0].x1 < pair[0].right - 2 * size]
    near = [pair for pair in ends if pair[1].y - pair[0].y <= 1.12 * leading * size and not ITEM.match(pair[1].text)]
    starts = [0.7 * size < below.x0 - below.left < 4 * size for _, below in near]
    indented = sum(starts) > 0.5 * len(starts)
    return Print(size, leading, indented, not indented and len(near) < 0.4 * len(ends))


def _ends(text: str) -> bool:
    """Whether a line ends like a sentence, and outside of brackets."""
    return _ENDS.search(text) is not None and text.rfind("(") <= text.rfind(")")


def _sized(line: Line, size: float) -> bool:
    return abs(line.size - size) <= _OTHER_SIZE * size


def chunks_of(lines: Sequence[Set], items: frozenset[int], how: Print, table_from: int = 0) -> Iterator[Chunk]:
    """The chunks of body lines.

    Args:
        items: indices of lines that open a numbered item (corpus.repair.enumerations).
        table_from: index of the first line that may stand in a table; names of authors stand side by side, too.
    """
    tables = _table_spans(lines, items, how, table_from)
    open_: Chunk | None = None
    index = 0
    while index < len(lines):
        placed = lines[index]
        if index in tables:
            if open_:
                yield open_
            yield Chunk("table", list(lines[index : tables[index]]))
            open_, index = None, tables[index]
            continue
        kind = _kind(placed, index in items, open_, how)
        if open_ is None or kind != "text" or _parts(open_, placed, how):
            if open_:
                yield open_
            open_ = Chunk(kind)
        elif open_.kind == "item" and open_.hang is None and placed.line.column == open_.last.column:
            open_.hang = placed.line.x0
        open_.lines.append(placed)
        if kind == "item" and len(placed.line.cells) > 1:
            open_.hang = placed.line.cells[1].x0
        index += 1
    if open_:
        yield open_


def is_bullet(line: Line) -> bool:
    match = ITEM.match(line.text)
    if match is None or line.text[match.start("marker")] not in BULLETS:
        return False
    return line.text[match.start("marker")] not in "–—*+-·" or len(line.cells) > 1 or line.x0 > line.left + 2


def is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column, away from both margins."""
    before, after, width = line.x0 - line.left, line.right - line.x1, line.right - line.left
    return min(before, after) > 0.12 * width and abs(before - after) < 0.1 * width


def _kind(placed: Set, numbered_item: bool, open_: Chunk | None, how: Print) -> str:
    line = placed.line
    if numbered_item and not (line.bold or line.size > (1 + _OTHER_SIZE) * how.size):
        return "item"
    if is_bullet(line):
        return "item"
    inside = open_ is not None and open_.kind == "item" and _ends(open_.last.text)
    if inside and _FIRST.match(line.text):
        return "item"
    caption = CAPTION.match(line.text)
    if caption is None:
        return "text"
    if open_ is None or _ends(open_.last.text) or not _near(open_.last, line, how):
        return "caption"
    own = abs(open_.last.size - line.size) > _OTHER_SIZE * how.size
    return "caption" if own and _LABELLED_CAPTION.search(caption.group()) else "text"


def _near(above: Line, below: Line, how: Print) -> bool:
    """Whether a line follows the one above it at the distance of running text."""
    if above.page != below.page or not 0 < below.y - above.y <= _FAR * how.leading * max(above.size, below.size):
        return False
    return above.column == below.column or min(above.x1, below.x1) > max(above.x0, below.x0)


def _parts(chunk: Chunk, placed: Set, how: Print) -> bool:
    """Whether a new block opens at a line."""
    above, below = chunk.last, placed.line
    if OPENS_BODY.match(below.text) or LEADER.search(above.text):
        return True
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size) or above.bold != below.bold:
        return True
    if not _near(above, below, how):
        apart = above.page == below.page and above.column == below.column
        return apart or _parts_columns(chunk, below, how)
    special = above.bold or above.size > (1 + _OTHER_SIZE) * how.size
    if special:
        return numbered(below.text) is not None and below.x0 <= chunk.first.x0 + 2
    if is_centred(above) != is_centred(below) and chunk.kind == "text" and (is_centred(above) or _ends(above.text)):
        return True
    if above.italic != below.italic and (len(above.text) < 80 or above.x1 < above.right - 4 * above.size):
        return above.x1 < above.right - 2 * above.size
    if chunk.kind == "item":
        return _leaves_item(chunk, below, how)
    if chunk.kind == "caption":
        return _ends_short(above, below) and below.y - above.y > 1.15 * how.leading * above.size
    if how.spaced:
        return below.y - above.y > 1.15 * how.leading * max(above.size, below.size)
    indent = below.x0 - above.x0
    if 0.7 * below.size < indent < 5 * below.size and above.x0 < above.left + 2 and len(chunk.lines) > 1:
        return True
    if 0.7 * below.size < below.x0 - below.left < 5 * below.size and how.indented and _ends(above.text):
        return True
    return _ends_short(above, below)


def _parts_columns(chunk: Chunk, below: Line, how: Print) -> bool:
    """Whether a block ends with its column or page: at the end of a sentence, unless the paper would show a new one."""
    above = chunk.last
    if chunk.kind == "caption" or above.bold or is_centred(above):
        return True
    if not _ends(above.text):
        return False
    if above.x1 < above.right - 0.5 * above.size or chunk.kind == "item":
        return True
    return how.indented and below.x0 > below.left + 0.7 * below.size


def _leaves_item(chunk: Chunk, below: Line, how: Print) -> bool:
    """Whether a line under an item does not belong to it."""
    above = chunk.last
    if chunk.hang is not None and chunk.hang > chunk.first.x0 + 2:
        same_column = chunk.first.column == below.column and chunk.first.page == below.page
        hang = chunk.hang if same_column else chunk.hang - chunk.first.left + below.left
        return abs(below.x0 - hang) > 0.4 * below.size and (below.x0 < hang or _ends(above.text))
    if chunk.hang is None and below.x0 > chunk.first.x0 + 2 and not above.text.endswith((".", "!", "?")):
        return False
    if how.spaced and _near(above, below, how) and above.column == below.column:
        return below.y - above.y > 1.15 * how.leading * below.size
    return _ends_short(above, below) or (below.x0 < chunk.first.x0 - 2 and _ends(above.text))


def _ends_short(above: Line, below: Line) -> bool:
    """Whether a line ends a paragraph: a sentence ends there, and the next line's first word had room."""
    if above.text.rfind("(") > above.text.rfind(")"):
        return False
    room = above.right - above.x1
    word = below.text.split()[0] if below.text else ""
    needed = (len(word) + 1) * (below.x1 - below.x0) / max(1, len(below.text))
    if _ends(above.text):
        return room > needed + 0.8 * above.size
    opens = below.text[:1].isupper() or below.text[:1].isdigit()
    return opens and room > 0.45 * (above.right - above.left) and room > needed + 2 * above.size


def _table_spans(lines: Sequence[Set], items: frozenset[int], how: Print, start: int) -> dict[int, int]:
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
        elif below.y - above.y <= _FAR * how.leading * below.size and end == index:
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
