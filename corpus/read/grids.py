"""Grids: pipe tables, HTML tables and tab-separated lines become cells.

In: the strand of the lines of one table, mark-up and all. Out: cells (corpus.part.CellPart). A visual line of a tab
table need not be a row: where a cell runs over several lines, corpus.repair.rows puts its lines together again.
Called by corpus.read.markdown and corpus.read.text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import CellPart
from corpus.read.inline import clean
from corpus.repair.rows import goes_on, merge_lines
from corpus.strand import EMPTY, SPACE, Strand, join

Bold = list[tuple[int, int]]
_RULE = re.compile(r"\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,200}\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_CELL_TAG = re.compile(r"<(/?)(table|thead|tbody|tr|td|th|caption)((?:\s[^<>]{0,300})?)/?>", re.IGNORECASE)
_CAPTION = re.compile(r"<caption(?:\s[^<>]{0,300})?>(?P<words>.{0,2000}?)</caption>", re.IGNORECASE | re.DOTALL)
_INNER_RULE = re.compile(r"(?<!\\)\|(?:\s{0,3}:?-{2,200}:?\s{0,3}\|){1,60}")
_SPAN = re.compile(r"(row|col)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)


def is_rule(line: str) -> bool:
    """Whether a line is the one between header and body of a pipe table."""
    text = line.strip()
    return text[:1] in "|:-" and "-" in text and len(text) < 5000 and _RULE.fullmatch(text) is not None


def pipe_cells(lines: Sequence[Strand]) -> tuple[tuple[CellPart, ...], Bold]:
    """The cells of a pipe table; what stands above its rule is header."""
    lines = _whole_rows(_unrolled(lines[0]) if len(lines) == 1 else lines)
    rows = [line for line in lines if not is_rule(line.text)]
    ruled = next((i for i, line in enumerate(lines) if is_rule(line.text)), 0)
    cells: list[CellPart] = []
    bold: Bold = []
    for row, line in enumerate(rows):
        line = line.strip()
        edges = [m.start() for m in _PIPE.finditer(line.text)]
        starts = [0, *(edge + 1 for edge in edges)]
        pieces = [line[a:b] for a, b in zip(starts, [*edges, len(line)], strict=True)]
        if edges and not pieces[0].text.strip():
            pieces = pieces[1:]
        if edges and pieces and not pieces[-1].text.strip():
            pieces = pieces[:-1]
        for column, piece in enumerate(pieces):
            words, spans = cell_words(piece)
            cells.append(CellPart(row, column, words, header=row < ruled))
            bold += spans
    return tuple(cells), bold


def one_line_table(text: str) -> bool:
    """Whether a line holds a pipe table whose line ends were lost: header, rule and rows in one."""
    return "|-" in text.replace(" ", "").replace(":", "") and text.count("|") > 6 and bool(_INNER_RULE.search(text))


def _unrolled(line: Strand) -> list[Strand]:
    """The rows of a table on one line: as many cells each as its rule has."""
    inner = _INNER_RULE.search(line.text)
    if inner is None:
        return [line]
    width = inner.group().count("|") - 1
    edges = [m.start() for m in _PIPE.finditer(line.text)]
    first = edges.index(inner.start())
    start = first % (width + 1)
    rows = [line[edges[at] : edges[at + width] + 1] for at in range(start, len(edges) - width, width + 1)]
    left = edges[start + len(rows) * (width + 1) - 1] + 1 if rows else 0
    beside = (line[: edges[start]], line[left:])
    return [*rows, *(words for words in beside if any(sign.isalnum() for sign in words.text))]


def _whole_rows(lines: Sequence[Strand]) -> list[Strand]:
    """Lines of which each is a row: one that lacks cells takes in the lines below that are none by themselves."""
    wanted = max((len(_PIPE.findall(line.text)) for line in lines if is_rule(line.text)), default=0)
    rows: list[Strand] = []
    for line in lines:
        opens = line.text.lstrip().startswith("|")
        if rows and not opens and not is_rule(line.text) and len(_PIPE.findall(rows[-1].text)) < wanted:
            rows[-1] = join((rows[-1], line), SPACE)
        else:
            rows.append(line)
    return rows


def tab_cells(lines: Sequence[Strand]) -> tuple[tuple[CellPart, ...], Bold]:
    """The cells of lines with tabs between columns; the first row is header when it looks like one."""
    grid: list[list[Strand]] = []
    bold: Bold = []
    for line in lines:
        row, start = [], 0
        for piece in line.text.split("\t"):
            words, spans = cell_words(line[start : start + len(piece)])
            row.append(words)
            bold += spans
            start += len(piece) + 1
        grid.append(row)
    width = max(len(row) for row in grid)
    rows = merge_lines([row + [EMPTY] * (width - len(row)) for row in grid])
    headed = len(rows) > 1 and all(len(cell) < 60 for cell in rows[0]) and any(not _is_number(c.text) for c in rows[0])
    cells = [
        CellPart(r, c, strand, header=headed and r == 0) for r, row in enumerate(rows) for c, strand in enumerate(row)
    ]
    return tuple(cells), bold


def html_cells(table: Strand) -> tuple[tuple[CellPart, ...], Bold]:
    """The cells of an HTML table, with their row and column spans; a table that names no header has its first row."""
    cells: list[CellPart] = []
    bold: Bold = []
    taken: set[tuple[int, int]] = set()
    row, column, in_head, opened = -1, 0, False, None
    for tag in _CELL_TAG.finditer(table.text):
        closing, name = bool(tag.group(1)), tag.group(2).lower()
        if opened is not None and name in ("td", "th", "tr", "table", "tbody", "thead"):
            kind, start, attributes = opened
            words, spans = cell_words(table[start : tag.start()])
            bold += spans
            size = {m.group(1).lower(): max(1, int(m.group(2))) for m in _SPAN.finditer(attributes)}
            rows, columns = min(size.get("row", 1), 500), min(size.get("col", 1), 200)
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            cells.append(CellPart(max(row, 0), column, words, kind == "th" or in_head, rows, columns))
            column += columns
            opened = None
        if name == "thead":
            in_head = not closing
        elif name == "tr" and not closing:
            row, column = row + 1, 0
        elif name in ("td", "th") and not closing:
            opened = (name, tag.end(), tag.group(3))
    if not any(cell.header for cell in cells):
        cells = [replace(cell, header=cell.row == 0) for cell in cells]
    return tuple(cells), bold


def html_rest(table: Strand) -> Strand:
    """What stands in an HTML table outside of its cells and its caption, mark-up and all."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for tag in _CELL_TAG.finditer(table.text):
        name = tag.group(2).lower()
        if opened is not None and name != "caption":
            spans.append((opened, tag.start()))
            opened = None
        if name in ("td", "th") and not tag.group(1):
            opened = tag.end()
    spans += [match.span() for match in [_CAPTION.search(table.text)] if match]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return table.swap((start, end, " ") for start, end in kept)


def html_caption(table: Strand) -> Strand:
    """What stands in the caption of an HTML table, mark-up and all."""
    match = _CAPTION.search(table.text)
    return table[slice(*match.span("words"))].strip() if match else EMPTY


def cell_words(piece: Strand) -> tuple[Strand, Bold]:
    """A cell's words: mark-up gone, spaces folded, the line breaks of a list in it kept.

    A line that opens in lower case goes on with the one above, unless all lines do.
    """
    words, bold = clean(piece)
    lines = [line.strip() for line in words.text.split("\n") if line.strip()]
    wraps = not all(goes_on(line) for line in lines)
    edits = []
    for match in re.finditer(r"\s+", words.text):
        kept = "\n" in match.group() and not (wraps and goes_on(words.text[match.end() : match.end() + 8]))
        wanted = "\n" if kept else " "
        if match.group() != wanted:
            edits.append((*match.span(), wanted))
    return words.swap(edits).strip(), bold


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "").replace(",", "").replace("%", "").isdigit()
