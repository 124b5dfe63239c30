"""A table as a value: columns, rows of cells, a caption and a note; and a plan of one, whose rows are not made yet.

In: the cells of rows. Out: a Table, the same for every format. Called by synthesis.export.tables and
synthesis.export.methods; written by the to_*.py files beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """name: heading. width: share of the page, relative to the other columns."""

    name: str
    width: float = 1.0


@dataclass(frozen=True)
class Table:
    """name: one word, for file and sheet names. title: a caption. note: how to read it. Each row fills all columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name}: a row has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Plan:
    """A table whose rows are made when they are asked for, so that one page of it costs no more than its rows.

    items: what each row is of, in order. row: the cells of an item. opens: what an item is, or what it belongs to:
    "concept", "theme", "study", "refutation" or "pair", and its id ("a~b" of a pair); None where rows have no page.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    items: Sequence[Any]
    row: Callable[[Any], Row]
    note: str = ""
    opens: Callable[[Any], tuple[str, str]] | None = None

    def page(self, start: int, most: int) -> tuple[Row, ...]:
        """At most so many rows from one on, counted from 0; none behind the end."""
        return tuple(map(self.row, self.items[start : start + most]))

    def table(self) -> Table:
        """All rows."""
        return Table(self.name, self.title, self.columns, tuple(map(self.row, self.items)), self.note)


def columns_of(spec: str) -> tuple[Column, ...]:
    """Columns of "Name width, Name width"."""
    parts = (part.strip().rsplit(" ", 1) for part in spec.split(","))
    return tuple(Column(name, float(width)) for name, width in parts)
