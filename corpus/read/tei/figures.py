"""TEI's figures and tables to parts: a caption, the grid of cells, and the notes below it.

In: a TeiSource and the number of a figure or table. Out: parts. Called by corpus.read.tei. A description without head
and label may be prose or a list that was torn out of the text: it gets no label, and corpus.mend looks at it.
"""

from __future__ import annotations

import re

from corpus.part import CellPart, Part
from corpus.read.tei.source import INLINE, TeiSource
from corpus.strand import EMPTY, Strand, join
from corpus.study import BlockKind

_LABEL = re.compile(r"(?:Table|Tableau|Tabelle|Tabla|Tabela)\s{1,2}[\dIVX]{1,4}", re.IGNORECASE)


def figure_parts(source: TeiSource, figure: int) -> list[Part]:
    """The caption, the table and what else a figure holds."""
    head, label, description, table, notes = EMPTY, EMPTY, EMPTY, None, []
    for child in source.children(figure):
        name = source.names[child]
        if name == "head" and not head:
            head = source.strand(child)
        elif name == "label" and not label:
            label = source.strand(child)
        elif name == "figDesc" and not description:
            description = source.strand(child)
        elif name == "table" and table is None:
            table = child
        elif name not in INLINE and (words := source.strand(child)):
            notes.append(words)
    notes += _loose(source, figure)
    kind = "Table" if source.attribute(figure, "type") == "table" else "Figure"
    name = f"{kind} {label.text}".strip() if label.text[:1].isdigit() else label.text
    caption = _caption(head, label, description)
    grid = table_parts(source, table, name) if table is not None else []
    found: list[Part] = []
    if caption:
        part = Part(BlockKind.CAPTION, caption, label=name if head or label else "")
        lost = table is not None and not grid and name
        found.append(part.mended("empty table", "the table has a caption but no cells in the file") if lost else part)
    return [*found, *grid, *(Part(BlockKind.NOTE, words) for words in notes)]


def _caption(head: Strand, label: Strand, description: Strand) -> Strand:
    """Head, label and description as one, each said once."""
    named = head if head and label and label.text in head.text else join((head, label))
    return named if named.text == description.text else join((named, description))


def _loose(source: TeiSource, figure: int) -> list[Strand]:
    """Words that stand in the figure itself, in no element of their own."""
    place, found = source.starts[figure], []
    for child in source.children(figure):
        if source.names[child] not in INLINE:
            found.append(source.span(place, source.starts[child]))
            place = source.ends[child]
    found.append(source.span(place, source.ends[figure]))
    return [words for words in found if words]


def table_parts(source: TeiSource, table: int, label: str) -> list[Part]:
    """The table as a grid; ragged rows stay ragged, and a cell over columns pushes the next ones on."""
    names, after = source.names, source.after
    cells: list[CellPart] = []
    below: list[tuple[int, int]] = []  # columns that cells of earlier rows still fill: (column, row after the last)
    number, worded = 0, False
    head = next((i for i in source.children(table) if names[i] == "head"), None)
    title = source.strand(head) if head is not None else EMPTY
    if title and not label and (match := _LABEL.match(title.text)):
        label = match.group()
    for row in source.all("row", table):
        column, role = 0, source.attribute(row, "role")
        below = [(filled, last) for filled, last in below if number < last]
        for cell in source.children(row):
            if names[cell] != "cell":
                continue
            while below and any(filled == column for filled, _ in below):
                column += 1
            node = source.nodes[cell]
            rows, columns = (_count(node.get("rows")), _count(node.get("cols"))) if node.keys() else (1, 1)
            words = source.strand(cell)
            worded = worded or bool(words)
            top = number == 0 or role == "label" or node.get("role") == "label"
            cells.append(CellPart(number, column, words, top, rows, columns))
            if rows > 1:
                below += [(column + step, number + rows) for step in range(columns)]
            column += columns
        number += 1
    if worded:
        rest = _around(source, table, head) if after[table] > table + 1 else []
        grid = Part(BlockKind.TABLE, source.strand(table), cells=tuple(cells), label=label)
        caption = [Part(BlockKind.CAPTION, title, label=label)] if title else []
        return [*caption, grid, *(Part(BlockKind.OTHER, words) for words in rest)]
    words = source.strand(table)
    return [Part(BlockKind.OTHER, words)] if words else []


def _around(source: TeiSource, table: int, head: int | None) -> list[Strand]:
    """Words of a table that stand in none of its cells, and not in its title."""
    place, found = source.starts[table], []
    for index in range(table + 1, source.after[table]):
        if (source.names[index] == "cell" or index == head) and source.starts[index] >= place:
            found.append((place, source.starts[index]))
            place = source.ends[index]
    found.append((place, source.ends[table]))
    return [source.span(a, b) for a, b in found if not source.text[a:b].isspace() and a < b]


def _count(written: str | None) -> int:
    """A span attribute as a number from 1 to 200."""
    return min(200, max(1, int(written))) if written and written.isascii() and written.isdigit() else 1
