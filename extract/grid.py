"""A table as rows and columns.

In: a Table. Out: a Grid. Read by extract.places and extract.sources.categories.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Cell, Table

_SEVERAL = re.compile(r";\s|\n\s*(?:[•●▪◦·*–-]|\(?\d{1,2}[.)])\s|(?:^|\s)\(?1[.)]\s.*\s\(?2[.)]\s", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Grid:
    """A table by rows: the cells that each row shows, with a cell that spans rows, or an empty one's above, in each."""

    table: Table
    rows: dict[int, dict[int, Cell]]
    heads: dict[int, Cell]

    @classmethod
    def of(cls, table: Table) -> Grid:
        rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        heads: dict[int, Cell] = {}
        for cell in table.cells:
            if cell.header:
                heads.setdefault(cell.column, cell)
                continue
            for row in range(cell.row, cell.row + cell.rows):
                if cell.start < cell.end:
                    rows[row][cell.column] = cell
        return cls(table, dict(sorted(rows.items())), heads)

    @cached_property
    def _worded(self) -> tuple[Cell, ...]:
        return tuple(sorted((c for c in self.table.cells if c.start < c.end), key=_start))

    @cached_property
    def _groups(self) -> dict[int, dict[int, Cell]]:
        """The grouping columns that were asked for."""
        return {}

    def cell(self, position: int) -> Cell | None:
        """The cell that holds a position, None when it lies in none with words."""
        at = bisect_right(self._worded, position, key=_start) - 1
        return self._worded[at] if at >= 0 and position < self._worded[at].end else None

    def group_column(self, text: str, before: int) -> dict[int, Cell]:
        """The column left of `before` whose words group the rows: row to cell; {} when no column does.

        A column groups when a value of it holds for two rows or more (the cell spans them, is repeated, or stands alone
        above empty ones), or when most cells of the column `before` hold several items.
        """
        if before not in self._groups:
            self._groups[before] = self._group_column(text, before)
        return self._groups[before]

    def _group_column(self, text: str, before: int) -> dict[int, Cell]:
        listing = [row[before] for row in self.rows.values() if before in row]
        several = sum(bool(_SEVERAL.search(text, c.start, c.end)) for c in listing) > len(listing) / 2
        for column in range(before - 1, -1, -1):
            filled: dict[int, Cell] = {}
            above: Cell | None = None
            for row, cells in self.rows.items():
                above = cells.get(column, above)
                if above is not None:
                    filled[row] = above
            values = {" ".join(text[c.start : c.end].split()).casefold() for c in filled.values()}
            worded = sum(any(map(str.isalpha, value)) for value in values) > len(values) / 2
            if filled and worded and (several or len(values) < len(filled)):
                return filled
        return {}


def _start(cell: Cell) -> int:
    return cell.start
