"""Tables that are drawn with dashes: pandoc's simple, multi-line and grid tables.

In: lines. Out: where such a table ends, and its cells (corpus.part.CellPart). Called by corpus.read.markdown. The
dashes say where columns stand, so cells are cut by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.part import CellPart
from corpus.read.grids import Bold, cell_words
from corpus.strand import BREAK, EMPTY, Strand, join

_GROUPS = re.compile(r"\s*-{2,200}(?:[ ]{1,20}-{2,200}){1,60}\s*")
_FULL = re.compile(r"[ ]{0,8}-{8,400}\s*")
_GRID = re.compile(r"\s{0,8}\+(?:[-=:]{2,200}\+){1,60}\s*")
_LONGEST = 400  # lines of one table
_HEAD = 8  # lines of the header of a multi-line table


def ruled_end(texts: Sequence[str], start: int) -> int | None:
    """Index after the last line of the drawn table that opens at a line; None when none does."""
    text = texts[start]
    if text.lstrip()[:2] in ("+-", "+=") and _GRID.fullmatch(text):
        return _grid_end(texts, start)
    if "--" in text and _FULL.fullmatch(text):
        head = next((i for i in range(start + 1, min(len(texts), start + _HEAD)) if _groups(texts[i])), None)
        if head is None:
            return None
        return next(
            (i + 1 for i in range(head + 1, min(len(texts), start + _LONGEST)) if _FULL.fullmatch(texts[i])), None
        )
    opens = start if _groups(text) else start + 1 if start + 1 < len(texts) and _groups(texts[start + 1]) else None
    if opens is None or (opens > start and not _fits(text, texts[opens])):
        return None
    end = opens + 1
    while end < len(texts) and texts[end].strip() and end - start < _LONGEST:
        end += 1
    return end if end > opens + 1 else None


def ruled_cells(lines: Sequence[Strand]) -> tuple[tuple[CellPart, ...], Bold]:
    """The cells of a drawn table; what stands above its inner rule is header."""
    rows = [*_grid_rows(lines)] if _GRID.fullmatch(lines[0].text) else [*_dashed_rows(lines)]
    cells: list[CellPart] = []
    bold: Bold = []
    for number, (header, row) in enumerate(rows):
        for column, piece in enumerate(row):
            words, spans = cell_words(piece)
            cells.append(CellPart(number, column, words, header=header))
            bold += spans
    return tuple(cells), bold


def _groups(text: str) -> bool:
    return "--" in text and _GROUPS.fullmatch(text) is not None


def _fits(text: str, dashes: str) -> bool:
    """Whether the words of a header stand above the dashes: blank between two groups, at least once."""
    gaps = [match.start() for match in re.finditer(r"(?<=-)[ ]+(?=-)", dashes)]
    return any(text[gap : gap + 1] in ("", " ") for gap in gaps) and bool(text.strip())


def _grid_end(texts: Sequence[str], start: int) -> int | None:
    end = start + 1
    while end < len(texts) and texts[end].lstrip()[:1] in ("+", "|") and end - start < _LONGEST:
        end += 1
    return end if end > start + 2 and _GRID.fullmatch(texts[end - 1]) else None


def _grid_rows(lines: Sequence[Strand]) -> Iterator[tuple[bool, list[Strand]]]:
    edges = [match.start() for match in re.finditer(r"\+", lines[0].text)]
    headed = next((i for i, line in enumerate(lines) if "=" in line.text and _GRID.fullmatch(line.text)), 0)
    row: list[Strand] = []
    for index, line in enumerate(lines):
        if _GRID.fullmatch(line.text):
            if row:
                yield index <= headed, _columns(row, [edge + 1 for edge in edges[:-1]], [edge for edge in edges[1:]])
            row = []
        else:
            row.append(line)


def _dashed_rows(lines: Sequence[Strand]) -> Iterator[tuple[bool, list[Strand]]]:
    ruled = next(i for i, line in enumerate(lines) if _groups(line.text))
    groups = [match.span() for match in re.finditer(r"-+", lines[ruled].text)]
    starts = [0, *(start for start, _ in groups[1:])]
    ends = [*(start for start, _ in groups[1:]), 1_000_000]
    multiline = ruled > 0 and _FULL.fullmatch(lines[0].text) is not None
    row: list[Strand] = []
    for index, line in enumerate((*lines, EMPTY)):
        rule = index == ruled or _groups(line.text) or _FULL.fullmatch(line.text) is not None
        if row and (rule or not multiline or not line.text.strip()):
            yield index <= ruled, _columns(row, starts, ends)
            row = []
        if not rule and line.text.strip():
            row.append(line)


def _columns(row: Sequence[Strand], starts: Sequence[int], ends: Sequence[int]) -> list[Strand]:
    """The lines of one row cut into cells."""
    return [join((line[start:end].strip() for line in row), BREAK) for start, end in zip(starts, ends, strict=True)]
