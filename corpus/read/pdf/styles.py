"""Headings of a PDF: which chunks are set like one, and how high each style ranks.

In: chunks. Out: for each heading a rank from 1, and the title of the paper. Called by corpus.read.pdf.blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.headings import INCLUDED, REFERENCES, is_capitals, is_top_title, numbered
from corpus.read.pdf.chunks import Chunk
from corpus.read.pdf.print import Print
from corpus.read.pdf.rows import LEADER

_LARGER = 1.06  # times the body's size
_SMALLEST = 0.88  # times the body's size; a bold line that is smaller labels something in a figure
_LONGEST = 220  # characters
_MOST_LINES = 4
Style = tuple[float, bool, bool, bool]  # size in points, bold, capitals, italic


def style_of(chunk: Chunk) -> Style:
    """The print of a chunk, by its first line."""
    line = chunk.first
    return round(line.size * 2) / 2, line.bold, is_capitals(chunk.text), line.italic


def is_heading(chunk: Chunk, below: Chunk | None, how: Print) -> float:
    """How surely, 0 to 1, a chunk is a heading: by its print, or by a number or a known title that stands alone."""
    text = chunk.text
    if chunk.kind not in ("text", "item") or not 1 < len(text) <= _LONGEST or len(chunk.lines) > _MOST_LINES:
        return 0.0
    if sum(map(str.isalpha, text)) < max(2, 0.4 * len(text.replace(" ", ""))) or not _may_open(text):
        return 0.0
    if LEADER.search(text):
        return 0.0
    size, bold, capitals, italic = style_of(chunk)
    number = numbered(text)
    known = is_top_title(text) or REFERENCES.fullmatch(text) is not None or INCLUDED.fullmatch(text) is not None
    closed = text.endswith((".", ",", ";", ":")) and not known
    if chunk.kind == "item":
        return 0.0
    if size >= _LARGER * how.size or (bold and size >= _SMALLEST * how.size):
        return 0.0 if closed and not number else 0.95
    if known and below is not None:
        return 0.9
    if closed or below is None or len(chunk.lines) > 2:
        return 0.0
    if number is not None and number.style in ("decimal", "roman") and len(text) < 120:
        return 0.8
    if capitals and len(text.split()) <= 10 and len(text) > 5:
        return 0.7
    return 0.75 if italic and len(text) <= 100 and len(chunk.lines) == 1 and not below.first.italic else 0.0


def _may_open(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘¿(" or is_top_title(text)


def ranks(heads: Sequence[Chunk]) -> dict[Style, int]:
    """The rank of each style among headings, from 1: larger first, then bold, then capitals, upright before italic."""
    styles = sorted({style_of(head) for head in heads}, key=lambda s: (-s[0], not s[1], not s[2], s[3]))
    return {style: rank for rank, style in enumerate(styles, 1)}


def title_at(chunks: Sequence[Chunk], how: Print) -> int | None:
    """Index of the title: the largest print on the first page that is larger than the body; None when nothing is."""
    first = [i for i, chunk in enumerate(chunks) if chunk.first.page == chunks[0].first.page and chunk.kind != "table"]
    fit = [i for i in first if len(chunks[i].text) >= 12 and sum(map(str.isalpha, chunks[i].text)) > 8]
    if not fit:
        return None
    best = max(fit, key=lambda i: (round(chunks[i].first.size, 1), chunks[i].first.bold, -i))
    return best if chunks[best].first.size >= _LARGER * how.size or chunks[best].first.bold else None
