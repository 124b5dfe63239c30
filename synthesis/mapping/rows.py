"""A table as the mapping reads it: heads, rows with spanning cells in each row that they cover, and what cells say.

In: a document and one of its tables. Out: Sheet. Called by synthesis.mapping.placing and synthesis.mapping.stating.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Anchor, Cell, Document, Table

COUNTS = re.compile(
    r"(?:(?:total )?"
    r"(?:number|no\.?|nr\.?|#|n|count|amount|frequency|freq\.?|total|%|percent(?:age)?|share|proportion)s?"
    r"(?: ?of)?(?: the| all)?(?: (?:primary|included|selected|reviewed))?"
    r"(?: ?\(?(?:stud(?:y|ies)|papers?|articles?|publications?|works|reviews|sources|references)\)?)?"
    r"|(?:primary |included |selected )?(?:studies|papers|articles|publications|works|reviews)"
    r"(?: ?(?:count|number|frequency))?)"
    r"(?: ?[(\[/,]? ?(?:n|no\.?|#|%|count|number|n ?= ?\d+|percent(?:age)?|in %|n ?[,/;] ?%|n ?\(%\)?) ?[)\]]*)?"
    r"\s*[.:]?",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\(?(?:[nN] ?= ?)?(?P<number>\d{1,4})(?!\d)(?: ?(?:/|of|out of) ?\d{1,4})?\)?"
    r"(?: (?:primary |included )?(?:stud(?:y|ies)|papers?|articles?|publications?|works|reviews))?"
    r"(?: ?[(\[,;/:–-]? ?(?P<percent>\d{1,3}(?:[.,]\d{1,2})?) ?% ?[)\]]?)?[.:;]?"
    r"|\(?(?P<share>\d{1,3}(?:[.,]\d{1,2})?) ?%\)?(?: ?[(\[,;/] ?(?:[nN] ?= ?)?(?P<after>\d{1,4})[)\]]?)?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A count as a cell tells it; one of the two may be None."""

    number: int | None
    percent: float | None


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table. number: its place among the document's tables, from 1."""

    document: Document
    table: Table
    number: int

    @cached_property
    def _head_rows(self) -> frozenset[int]:
        """The rows of heads: those of header cells alone at the top, else the first row."""
        rows = sorted({cell.row for cell in self.table.cells})
        heads: set[int] = set()
        for row in rows:
            if not all(cell.header for cell in self.table.cells if cell.row == row):
                break
            heads.add(row)
        return frozenset(heads) if heads and len(heads) < len(rows) else frozenset(rows[:1])

    @cached_property
    def heads(self) -> dict[int, str]:
        """By column, the words of its head, of the lowest row of heads that has any."""
        found: dict[int, str] = {}
        for cell in sorted(self.table.cells, key=lambda c: c.row):
            if cell.row in self._head_rows and self.words(cell):
                for column in range(cell.column, cell.column + cell.columns):
                    found[column] = self.words(cell)
        return found

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The rows below the heads, each with its cells with words by column; a spanning cell stands in every row."""
        found: dict[int, dict[int, Cell]] = {}
        for cell in sorted(self.table.cells, key=lambda c: (c.row, c.column)):
            if cell.row in self._head_rows:
                continue
            for row in range(cell.row, cell.row + cell.rows):
                held = found.setdefault(row, {})
                if self.words(cell):
                    held[cell.column] = cell
        return {row: cells for row, cells in sorted(found.items()) if cells}

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that have words below the heads."""
        return tuple(sorted({column for cells in self.rows.values() for column in cells}))

    def column(self, column: int) -> dict[int, Cell]:
        """The cells with words of one column, by row."""
        return {row: cells[column] for row, cells in self.rows.items() if column in cells}

    def words(self, cell: Cell) -> str:
        return " ".join(self.document.text[cell.start : cell.end].split())

    def anchor(self, row: int) -> Anchor:
        """The words of a row, without cells that began in a row above."""
        cells = [cell for cell in self.rows[row].values() if cell.row == row] or list(self.rows[row].values())
        return Anchor(self.document.id, min(c.start for c in cells), max(c.end for c in cells))

    @property
    def worded(self) -> bool:
        """Whether any cell has words."""
        return any(cell.start < cell.end for cell in self.table.cells)

    @property
    def whole(self) -> Anchor:
        """From the first word of the table to its last; it has to have some."""
        cells = [cell for cell in self.table.cells if cell.start < cell.end]
        return Anchor(self.document.id, min(c.start for c in cells), max(c.end for c in cells))

    @property
    def caption(self) -> str:
        return " ".join(self.document.text[slice(*self.table.caption)].split()) if self.table.caption else ""

    @property
    def label(self) -> str:
        """ "Table 2"; a table without a label is named by its place."""
        return self.table.label.capitalize() if self.table.label else f"table no. {self.number}"

    @property
    def title(self) -> str:
        """The title of the section that it stands in."""
        section = self.document.blocks[self.table.block].section
        return self.document.sections[section].title if section is not None else ""

    @cached_property
    def counting(self) -> frozenset[int]:
        """The columns whose cells are counts of studies, by their heads and all their cells."""
        return frozenset(
            column
            for column in self.columns
            if COUNTS.fullmatch(self.heads.get(column, ""))
            and all(told(self.words(cell)) for cell in self.column(column).values())
            and not self._numbers_rows(column)
        )

    def _numbers_rows(self, column: int) -> bool:
        """Whether a column only numbers its rows: 1, 2, 3 ..."""
        words = [self.words(cell).strip(".") for cell in self.column(column).values()]
        return len(words) > 2 and words == [str(n) for n in range(1, len(words) + 1)]


def told(words: str) -> Number | None:
    """The count that the words of a cell are, None when they are anything else.

    >>> told("12 (37.5 %)"), told("n = 4"), told("35%"), told("[12]")
    (Number(number=12, percent=37.5), Number(number=4, percent=None), Number(number=None, percent=35.0), None)
    """
    match = _TOLD.fullmatch(words.strip())
    if match is None:
        return None
    number, percent = match["number"] or match["after"], match["percent"] or match["share"]
    return Number(int(number) if number else None, float(percent.replace(",", ".")) if percent else None)
