"""Tables: lines whose pieces stand in columns become rows of cells.

In: lines with their strands. Out: a TABLE part when the columns are clean, else one part of kind OTHER with the loose
lines. Called by corpus.read.pdf.blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.part import CellPart, Part
from corpus.read.pdf.columns import Line
from corpus.read.pdf.pieces import Piece
from corpus.repair.wraps import join_lines
from corpus.strand import BREAK, Strand, join
from corpus.study import BlockKind

_LEAST_ROWS = 2
_LOOSE = 1.25  # times the smallest distance of lines: the distance that parts two rows


@dataclass(frozen=True, slots=True)
class Set:
    """A line that has been laid out: its words as a strand of the reading's source."""

    line: Line
    strand: Strand

    @property
    def text(self) -> str:
        return self.strand.text

    def cell(self, index: int) -> Strand:
        """The words of one piece of the line."""
        start = sum(len(piece.text) + 1 for piece in self.line.cells[:index])
        return self.strand[start : start + len(self.line.cells[index].text)]


def is_row(line: Line, markers: bool) -> bool:
    """Whether a line has at least two pieces. markers: its first piece is a bullet or a number of a list."""
    return len(line.cells) - markers >= 2


def table_of(lines: Sequence[Set], label: str, words: Mapping[str, int]) -> Part:
    """The part that the lines of a table make."""
    shifted = _in_one_column([placed.line for placed in lines])
    columns = _columns([piece for line in shifted for piece in line.cells])
    rows = _rows(shifted, columns)
    cells = _cells(lines, shifted, rows, columns, words) if rows and len(columns) >= 2 else None
    if cells is None:
        loose = Part(BlockKind.OTHER, join([placed.strand for placed in lines], BREAK), label=label)
        return loose.mended("table not recovered", "kept as lines of text")
    table = Part(
        BlockKind.TABLE, join([cell.strand for cell in cells]), cells=tuple(cells), label=label, confidence=0.8
    )
    return table.mended("table recovered", f"{rows[-1] + 1} rows from words that stand in {len(columns)} columns")


def _in_one_column(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table that a column or a page cut, set one under the other."""
    out: list[Line] = []
    down, first = 0.0, lines[0]
    for line in lines:
        if (line.page, line.column) != (first.page, first.column):
            down, first = out[-1].y + 2 * line.size - line.y, line
        right = lines[0].left - line.left
        cells = tuple(replace(c, x0=c.x0 + right, x1=c.x1 + right, y=c.y + down) for c in line.cells)
        out.append(replace(line, y=line.y + down, cells=cells))
    return out


def _columns(pieces: Sequence[Piece]) -> list[list[float]]:
    """The columns as [left, right], from the narrow pieces first; a piece over two of them heads both."""
    found: list[list[float]] = []
    for piece in sorted(pieces, key=lambda p: (p.width, p.x0, p.y)):
        over = [column for column in found if piece.x0 < column[1] and column[0] < piece.x1]
        if not over:
            found.append([piece.x0, piece.x1])
        elif len(over) == 1:
            over[0][:] = [min(over[0][0], piece.x0), max(over[0][1], piece.x1)]
    return sorted(found)


def _place(piece: Piece, columns: Sequence[Sequence[float]]) -> tuple[int, int]:
    """The column of a piece and over how many columns it goes."""
    over = [i for i, (left, right) in enumerate(columns) if piece.x0 < right and left < piece.x1]
    return over[0], over[-1] - over[0] + 1


def _rows(lines: Sequence[Line], columns: Sequence[Sequence[float]]) -> list[int]:
    """The row of each line: where rows stand apart, by their distance, else by whether the first column is filled."""
    distances = [below.y - above.y for above, below in pairwise(lines)]
    if not distances or min(distances) <= 0:
        return []
    apart = [distance > _LOOSE * min(distances) for distance in distances]
    wrapped = any(apart[1:]) and not all(apart[1:])
    rows = [0]
    for line, is_apart in zip(lines[1:], apart, strict=True):
        first = _place(line.cells[0], columns)[0]
        rows.append(rows[-1] + (is_apart or (not wrapped and first == 0)))
    return rows


def _cells(
    lines: Sequence[Set],
    shifted: Sequence[Line],
    rows: Sequence[int],
    columns: Sequence[Sequence[float]],
    words: Mapping[str, int],
) -> list[CellPart] | None:
    """The cells, row by row; None when two pieces of a line fall in one column or there is but one row."""
    grid: dict[tuple[int, int], list[Strand]] = {}
    spans: dict[tuple[int, int], int] = {}
    for placed, line, row in zip(lines, shifted, rows, strict=True):
        taken: set[int] = set()
        for index, piece in enumerate(line.cells):
            column, span = _place(piece, columns)
            if taken.intersection(range(column, column + span)):
                return None
            taken.update(range(column, column + span))
            grid.setdefault((row, column), []).append(placed.cell(index))
            spans[row, column] = max(span, spans.get((row, column), 1))
    if rows[-1] + 1 < _LEAST_ROWS:
        return None
    filled = [sum(key[0] == row for key in grid) for row in range(rows[-1] + 1)]
    if sum(count >= 2 for count in filled) < 0.6 * len(filled):
        return None
    return [
        CellPart(row, column, join_lines(grid[row, column], words)[0], row == 0, columns=spans[row, column])
        for row, column in sorted(grid)
    ]
