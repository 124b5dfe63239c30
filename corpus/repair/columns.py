"""Columns kept side by side by spaces: a dump that keeps the layout of the page is put into reading order.

In: the lines of a dump with their spaces. Out: the lines column after column, and where each page opens. Called by
corpus.read.text.lines. A page is split where a gutter of blanks runs down most of its lines; a line across the gutter
(a title, a wide table, a figure's caption) parts the columns above it from those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.repair.page_marks import is_page_mark
from corpus.strand import Strand

_LEAST = 12  # lines with words on both sides, for a gutter to be one
_WIDE = 2  # blanks, at least, between two columns


def split_columns(page: Sequence[Strand]) -> tuple[list[Strand], int]:
    """The lines of one page in reading order, and how many of them stood beside another column's."""
    gutter = _gutter([line.text for line in page])
    if gutter is None:
        return list(page), 0
    out: list[Strand] = []
    left: list[Strand] = []
    right: list[Strand] = []
    split = 0
    for line in page:
        halves = _halves(line, gutter)
        if halves is None:
            out += [*left, *right, line]
            left, right = [], []
            continue
        split += bool(halves[0].text.strip()) and bool(halves[1].text.strip())
        left.append(halves[0])
        right.append(halves[1])
    return [*out, *left, *right], split


def _gutter(texts: Sequence[str]) -> int | None:
    """The column, in characters, at which the right column starts; None when no gutter runs down the page.

    It is the start of words that most lines with a wide gap share, in the middle half of the page's width.
    """
    width = max((len(text.rstrip()) for text in texts), default=0)
    starts: dict[int, int] = {}
    both = 0
    for text in texts:
        gaps = [m.end() for m in re.finditer(r"(?<=\S)\s{2,}(?=\S)", text) if 0.3 * width <= m.end() <= 0.7 * width]
        if not gaps:
            gaps = [m.end() for m in re.finditer(r"^\s+(?=\S)", text) if 0.3 * width <= m.end() <= 0.7 * width]
        else:
            both += 1
        for start in gaps:
            starts[start] = starts.get(start, 0) + 1
    if both < _LEAST or not starts:
        return None
    gutter = max(starts, key=lambda start: (sum(starts.get(start + off, 0) for off in (0, 1, 2, 3)), -start))
    filled = [text for text in texts if text.strip()]
    clear = [text for text in filled if not text[gutter - _WIDE : gutter].strip()]
    crossed = sum(1 for text in filled if text[gutter - _WIDE : gutter].strip())
    shared = sum(1 for text in clear if text[:gutter].strip() and text[gutter:].strip())
    return gutter if shared >= _LEAST and crossed <= 0.35 * len(filled) and shared >= 0.4 * len(filled) else None


def _halves(line: Strand, gutter: int) -> tuple[Strand, Strand] | None:
    """A line cut at the gutter; None when its words run across."""
    text = line.text
    if text[gutter - _WIDE : gutter].strip():
        return None
    if text[:gutter].strip() and not text[gutter:].strip():
        over = len(text.rstrip()) > gutter
        return None if over else (line[:gutter], line[gutter:])
    return line[:gutter], line[gutter:]


def pages(lines: Sequence[Strand]) -> Iterator[list[Strand]]:
    """The lines of each page: a form feed opens a new one, or a mark that a script wrote between pages."""
    page: list[Strand] = []
    for line in lines:
        if page and ("\f" in line.text or is_page_mark(line.text.strip())):
            yield page
            page = []
        page.append(line)
    if page:
        yield page
