"""Chunks: which lines of a PDF belong to one block, by distance, indentation, style and width.

In: body lines in reading order. Out: Chunks of lines, of one kind of print each. Called by corpus.read.pdf.blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.headings import numbered
from corpus.read.markdown import CAPTION
from corpus.read.pdf.columns import Line
from corpus.read.pdf.print import FAR, OTHER_SIZE, Print, ends, is_centred
from corpus.read.pdf.rows import LEADER, is_bullet, table_spans
from corpus.read.pdf.tables import Set

OPENS_BODY = re.compile(r"(?:abstract|summary|key\s?words|index terms)\s*[.:—–-]", re.IGNORECASE)
_FIRST = re.compile(r"\(?[1ai][.)]\s+\S")
_LABELLED_CAPTION = re.compile(r"[.:–—|-]\s*$")


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


def chunks_of(lines: Sequence[Set], items: frozenset[int], how: Print, table_from: int = 0) -> Iterator[Chunk]:
    """The chunks of body lines.

    Args:
        items: indices of lines that open a numbered item (corpus.repair.enumerations).
        table_from: index of the first line that may stand in a table; names of authors stand side by side, too.
    """
    tables = table_spans(lines, items, how, table_from)
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


def _kind(placed: Set, numbered_item: bool, open_: Chunk | None, how: Print) -> str:
    line = placed.line
    if numbered_item and not (line.bold or line.size > (1 + OTHER_SIZE) * how.size):
        return "item"
    if is_bullet(line):
        return "item"
    inside = open_ is not None and open_.kind == "item" and ends(open_.last.text)
    if inside and _FIRST.match(line.text):
        return "item"
    caption = CAPTION.match(line.text)
    if caption is None:
        return "text"
    if open_ is None or ends(open_.last.text) or not _near(open_.last, line, how):
        return "caption"
    own = abs(open_.last.size - line.size) > OTHER_SIZE * how.size
    return "caption" if own and _LABELLED_CAPTION.search(caption.group()) else "text"


def _near(above: Line, below: Line, how: Print) -> bool:
    """Whether a line follows the one above it at the distance of running text."""
    if above.page != below.page or not 0 < below.y - above.y <= FAR * how.leading * max(above.size, below.size):
        return False
    return above.column == below.column or min(above.x1, below.x1) > max(above.x0, below.x0)


def _parts(chunk: Chunk, placed: Set, how: Print) -> bool:
    """Whether a new block opens at a line."""
    above, below = chunk.last, placed.line
    if OPENS_BODY.match(below.text) or LEADER.search(above.text):
        return True
    if abs(above.size - below.size) > OTHER_SIZE * max(above.size, below.size) or above.bold != below.bold:
        return True
    if not _near(above, below, how):
        apart = above.page == below.page and above.column == below.column
        return apart or _parts_columns(chunk, below, how)
    special = above.bold or above.size > (1 + OTHER_SIZE) * how.size
    if special:
        return numbered(below.text) is not None and below.x0 <= chunk.first.x0 + 2
    if is_centred(above) != is_centred(below) and chunk.kind == "text" and (is_centred(above) or ends(above.text)):
        return True
    if above.italic != below.italic and (len(above.text) < 80 or above.x1 < above.right - 4 * above.size):
        return above.x1 < above.right - 2 * above.size
    if chunk.kind == "item":
        return _leaves_item(chunk, below, how)
    if chunk.kind == "caption":
        return ends_short(above, below) and below.y - above.y > 1.15 * how.leading * above.size
    if how.spaced:
        return below.y - above.y > 1.15 * how.leading * max(above.size, below.size)
    indent = below.x0 - above.x0
    if 0.7 * below.size < indent < 5 * below.size and above.x0 < above.left + 2 and len(chunk.lines) > 1:
        return True
    if 0.7 * below.size < below.x0 - below.left < 5 * below.size and how.indented and ends(above.text):
        return True
    return ends_short(above, below)


def _parts_columns(chunk: Chunk, below: Line, how: Print) -> bool:
    """Whether a block ends with its column or page: at the end of a sentence, unless the paper would show a new one."""
    above = chunk.last
    if chunk.kind == "caption" or above.bold or is_centred(above):
        return True
    if not ends(above.text):
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
        return abs(below.x0 - hang) > 0.4 * below.size and (below.x0 < hang or ends(above.text))
    if chunk.hang is None and below.x0 > chunk.first.x0 + 2 and not above.text.endswith((".", "!", "?")):
        return False
    if how.spaced and _near(above, below, how) and above.column == below.column:
        return below.y - above.y > 1.15 * how.leading * below.size
    return ends_short(above, below) or (below.x0 < chunk.first.x0 - 2 and ends(above.text))


def ends_short(above: Line, below: Line) -> bool:
    """Whether a line ends a paragraph: a sentence ends there, and the next line's first word had room."""
    if above.text.rfind("(") > above.text.rfind(")"):
        return False
    room = above.right - above.x1
    word = below.text.split()[0] if below.text else ""
    needed = (len(word) + 1) * (below.x1 - below.x0) / max(1, len(below.text))
    if ends(above.text):
        return room > needed + 0.8 * above.size
    opens = below.text[:1].isupper() or below.text[:1].isdigit()
    return opens and room > 0.45 * (above.right - above.left) and room > needed + 2 * above.size
