"""A table as a value: columns, rows of cells, a caption and a note.

In: the cells of rows. Out: a Table, the same for every format. Called by synthesis.export.tables and
synthesis.export.methods; written by the to_*.py files beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


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
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name}: a row has {len(row)} cells for {len(self.columns)} columns")


def columns_of(spec: str) -> tuple[Column, ...]:
    """Columns of "Name width, Name width"."""
    parts = (part.strip().rsplit(" ", 1) for part in spec.split(","))
    return tuple(Column(name, float(width)) for name, width in parts)
