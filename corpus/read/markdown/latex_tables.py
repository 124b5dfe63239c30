"""LaTeX tables inside of Markdown, as nougat writes them: a caption and cells.

In: the strand of one table environment. Out: the strand of its caption, and cells (corpus.part.CellPart).
Called by corpus.read.markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import CellPart
from corpus.read.grids import Bold, cell_words
from corpus.strand import EMPTY, Strand

OPENS = re.compile(r"\s{0,8}\\begin\{(?P<kind>table\*?|tabular\*?|longtable)\}")
_TABULAR = re.compile(r"\\begin\{(tabular\*?|longtable)\}(?:\{[^{}]{0,60}\})?(?:\{(?:[^{}]|\{[^{}]{0,60}\}){0,200}\})?")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule)(?![A-Za-z])|\\c(?:mid)?(?:line|rule)(?:\([a-z]{1,4}\))?\{[\d-]{1,9}\}"
)
_NAMES = re.compile(
    r"\\(?:begin|end|label|vspace|resizebox)\*?\{[^{}]{0,80}\}(?:\[[^\[\]]{0,20}\])?|\\[A-Za-z]{1,20}|[{}]"
)
_ROW = re.compile(r"\\\\(?:\[[^\[\]]{0,20}\])?")
_CELL = re.compile(r"(?<!\\)&")
_MULTI = re.compile(
    r"\s*\\multi(?P<kind>column|row)\{(?P<count>\d{1,2})\}\{[^{}]{0,40}\}\{(?P<inside>(?:[^{}]|\{[^{}]{0,200}\}){0,2000})\}\s*"
)


def latex_end(texts: Sequence[str], start: int) -> int | None:
    """Index after the last line of the table that opens at a line; None when none opens there or it never ends."""
    opening = OPENS.match(texts[start]) if "\\begin{" in texts[start] else None
    if opening is None:
        return None
    closing = f"\\end{{{opening.group('kind')}}}"
    return next((i + 1 for i in range(start, min(len(texts), start + 400)) if closing in texts[i]), None)


def latex_table(table: Strand) -> tuple[Strand, tuple[CellPart, ...], Bold]:
    """The caption (empty when there is none), the cells, and what was emphasised in them."""
    text = table.text
    caption = _caption(table)
    opening = _TABULAR.search(text)
    if opening is None:
        return caption, (), []
    end = text.find("\\end{" + opening.group(1), opening.end())
    body = table[opening.end() : end if end >= 0 else len(text)]
    cells: list[CellPart] = []
    bold: Bold = []
    at, number, header = 0, 0, True
    for stop, after in [*((m.start(), m.end()) for m in _ROW.finditer(body.text)), (len(body), len(body))]:
        row, at = body[at:stop], after
        if number and header and _RULES.match(row.text.lstrip()):
            header = False
        row = row.cut([m.span() for m in _RULES.finditer(row.text)])
        if not row.text.strip():
            continue
        bold += _lay(row, number, header, cells)
        number += 1
    if header:
        cells = [replace(cell, header=cell.row == 0) for cell in cells]
    return caption, tuple(cells), bold


def latex_rest(table: Strand) -> Strand:
    """What stands in the environment outside of its caption and its rows, without the names of macros."""
    spans: list[tuple[int, int]] = []
    opening = _TABULAR.search(table.text)
    if opening is not None:
        end = table.text.find("\\end{" + opening.group(1), opening.end())
        spans.append((opening.start(), end if end >= 0 else len(table)))
    caption = _caption(table)
    start = table.text.find("\\caption{")
    if caption and not any(low <= start < high for low, high in spans):
        spans.append((start, table.text.find(caption.text, start) + len(caption)))
    rest = table.swap((low, high, " ") for low, high in sorted(spans))
    return rest.swap((m.start(), m.end(), " ") for m in _NAMES.finditer(rest.text))


def _lay(row: Strand, number: int, header: bool, cells: list[CellPart]) -> Bold:
    """Append the cells of one row; what was emphasised in them."""
    bold: Bold = []
    column, at = 0, 0
    for stop in [*(m.start() for m in _CELL.finditer(row.text)), len(row)]:
        piece, at = row[at:stop], stop + 1
        size = {"column": 1, "row": 1}
        while (multi := _MULTI.fullmatch(piece.text)) is not None:
            size[multi.group("kind")] = int(multi.group("count"))
            piece = piece[slice(*multi.span("inside"))]
        words, spans = cell_words(piece)
        bold += spans
        cells.append(CellPart(number, column, words, header, max(1, size["row"]), max(1, size["column"])))
        column += max(1, size["column"])
    return bold


def _caption(table: Strand) -> Strand:
    """What stands in the braces of "\\caption{...}"."""
    start = table.text.find("\\caption{")
    if start < 0:
        return EMPTY
    start += len("\\caption{")
    depth = 1
    for match in re.finditer(r"(?<!\\)[{}]", table.text[start:]):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return table[start : start + match.start()].strip()
    return EMPTY
