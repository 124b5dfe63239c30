"""Tables of JATS files, as HTML and as CALS write them, to cells with their places.

In: a table or tgroup node. Out: a part of kind TABLE, or None when it has no words. Called by corpus.read.jats.body.
A cell that spans rows pushes those of the rows below it on; spans beyond 200 are taken as 200.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.part import CellPart, Part
from corpus.read.jats.source import Node, Outline
from corpus.strand import join
from corpus.study import BlockKind

_LARGEST = 200


def table_part(outline: Outline, table: Node, label: str) -> Part | None:
    """A table as one part; label: what its caption calls it."""
    cells = list(_cells(outline, list(_rows(table))))
    if not any(cell.strand for cell in cells):
        return None
    return Part(BlockKind.TABLE, join([cell.strand for cell in cells]), cells=tuple(cells), label=label)


def beside(table: Node) -> list[Node]:
    """What stands in a table and in none of its cells: a caption that HTML puts there."""
    return [node for node in _outside(table) if not node.children or node.kind in ("caption", "title", "label")]


def _rows(table: Node) -> Iterator[tuple[Node, bool, dict[str, int]]]:
    """The rows of a table, whether they are its head, and the columns that their group names; none of inner tables."""
    stack: list[tuple[Node, bool, dict[str, int]]] = [(table, False, {})]
    while stack:
        node, head, columns = stack.pop()
        if node.kind in ("tr", "row"):
            yield node, head, columns
            continue
        if node.own("colspec", "spanspec"):
            columns = _named_columns(node)
        inner = [child for child in node.children if child.kind not in ("td", "th", "entry", "caption")]
        stack.extend((child, head or node.kind == "thead", columns) for child in reversed(inner))


def _outside(table: Node) -> Iterator[Node]:
    stack = [table]
    while stack:
        node = stack.pop()
        if node.kind in ("tr", "row"):
            continue
        if node is not table:
            yield node
        if node.kind != "caption":
            stack.extend(reversed(node.children))


def _named_columns(group: Node) -> dict[str, int]:
    """The places of columns, from 0, by the names that a CALS group gives them."""
    columns: dict[str, int] = {}
    place = 0
    for spec in group.own("colspec"):
        number = spec.get("colnum")
        place = int(number) - 1 if number.isascii() and number.isdigit() and 0 < int(number) <= _LARGEST else place
        columns[spec.get("colname")] = place
        place += 1
    return columns


def _cells(outline: Outline, rows: Sequence[tuple[Node, bool, dict[str, int]]]) -> Iterator[CellPart]:
    headed = any(head for _, head, _ in rows)
    taken: dict[int, int] = {}  # how many rows from here each column is still taken by a cell above
    for number, (row, head, columns) in enumerate(rows):
        column = 0
        below = {place: left - 1 for place, left in taken.items() if left > 1}
        for cell in row.own("td", "th", "entry"):
            named = columns.get(cell.get("namest") or cell.get("colname")) if columns else None
            column = max(column, named) if named is not None else column
            while taken and taken.get(column):
                column += 1
            last = columns.get(cell.get("nameend")) if columns else None
            wide = max(1, last - column + 1) if last is not None else _count(cell.get("colspan"))
            high = _count(cell.get("morerows"), 1) if cell.kind == "entry" else _count(cell.get("rowspan"))
            is_head = head or cell.kind == "th" or (not headed and number == 0)
            words = outline.strand(cell)
            words = words.fold() if "  " in words.text else words
            yield CellPart(number, column, words, is_head, high, wide)
            if high > 1:
                below.update(dict.fromkeys(range(column, column + wide), high - 1))
            column += wide
        taken = below


def _count(written: str, more: int = 0) -> int:
    """A span as a number from 1 to 200; more: what has to be added to what is written."""
    return (
        min(_LARGEST, max(1, int(written) + more))
        if written.isascii() and written.isdigit() and len(written) < 9
        else 1
    )
