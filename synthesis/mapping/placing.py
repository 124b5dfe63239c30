"""Where the tables of a paper place primary studies: which works under which categories, row by row.

In: a Sheet, the document's Pointing. Out: Placing. Called by synthesis.mapping.study_map. Three shapes are understood:
rows that are studies with their attributes in columns, rows that list the studies of a category, and a grid whose cells
list them. A table of any other shape is passed over with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from corpus.citations import id_form
from corpus.study import Anchor, Cell
from corpus.tabled import SOURCES, STUDIES
from synthesis.mapping.labels import Labels, as_year, cells_of_labels, counted_label, is_total, marks, parts
from synthesis.mapping.pointing import Pointing
from synthesis.mapping.rows import Number, Sheet, told
from synthesis.mapping.values import Dimension, Placed, Shape

_SPEAKS = re.compile(
    r"\b(?:stud(?:y|ies)|papers?|articles?|publications?|references?|refs?|sources?|citations?|authors?|ids?|works?)\b",
    re.IGNORECASE,
)
_NOT_WORKS = re.compile(r"\b(?:type|kind|design|method|year|date|number of|country|aim|focus)\b", re.IGNORECASE)
_SHARE = 0.6  # of the filled cells of a column have to name works
_LEAST = 2  # rows that name works; one is no sorting
_ONE_EACH = 0.9  # of the rows name one work that no other row names: the rows are studies


@dataclass(frozen=True, slots=True)
class Stated:
    """A count that a row tells. dimension: "" where the table places no works. label: of its category or year."""

    dimension: str
    label: str
    number: Number
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Placing:
    """What one table says. shape: None when it was not understood, why says so. years: by key, the year a row tells."""

    shape: Shape | None
    why: str
    dimensions: tuple[Dimension, ...] = ()
    placed: tuple[Placed, ...] = ()
    stated: tuple[Stated, ...] = ()
    years: tuple[tuple[str, int, Anchor], ...] = ()


Named = Mapping[int, tuple[str, ...]]  # by row, the works that a column names


def placing(sheet: Sheet, pointing: Pointing, primary: Collection[str]) -> Placing:
    """What a table places. primary: keys of the works that the review is known to include."""
    named = {column: _named(sheet, pointing, column) for column in sheet.columns if column not in sheet.counting}
    named = {column: rows for column, rows in named.items() if rows}
    full = {c: rows for c, rows in named.items() if len(rows) >= max(_LEAST, _SHARE * len(sheet.column(c)))}
    told_so = {column: rows for column, rows in full.items() if _speaks(sheet.heads.get(column, ""))}
    if not named:
        return Placing(None, "no cell names a study")
    if not told_so and len(named) > 1 and sum(map(len, named.values())) >= _LEAST:
        return _grid(sheet, named)
    if not full:
        return Placing(None, "no column names studies in most of its rows")
    column = max(told_so or full, key=lambda c: (len({k for keys in full[c].values() for k in keys}), -c))
    if not _one_each(full[column]):
        if not primary and max(map(len, full[column].values())) == 1:
            return Placing(None, "its rows name one source each, and nothing says that these are the reviewed studies")
        return _lists(sheet, pointing, column, full[column])
    works = {key for keys in full[column].values() for key in keys}
    if column not in told_so and len(works & set(primary)) < _SHARE * len(works):
        return Placing(None, "its rows cite one work each, and nothing says that these are the reviewed studies")
    return _studies(sheet, pointing, column, full[column])


def _speaks(head: str) -> bool:
    """Whether a head says that its column names studies."""
    whole = STUDIES.fullmatch(head) or SOURCES.fullmatch(head)
    return bool(whole) or (bool(_SPEAKS.search(head)) and not _NOT_WORKS.search(head))


def _named(sheet: Sheet, pointing: Pointing, column: int) -> Named:
    name: Callable[[Cell], tuple[str, ...]] = pointing.cited
    if _speaks(sheet.heads.get(column, "")):
        name = pointing.named
    return {row: keys for row, cell in sheet.column(column).items() if (keys := name(cell))}


def _one_each(rows: Named) -> bool:
    lone = [keys[0] for keys in rows.values() if len(keys) == 1]
    return len(set(lone)) >= _ONE_EACH * len(rows)


def _studies(sheet: Sheet, pointing: Pointing, column: int, rows: Named) -> Placing:
    """Rows are studies: the other columns hold their years and categories, or marks under the names of categories."""
    pointing.learn(_ids(sheet, rows))
    years: list[tuple[str, int, Anchor]] = []
    labels: dict[int, list[tuple[str, str]]] = {row: [] for row in rows}
    dimensions: list[Dimension] = []
    marked: list[int] = []
    for other in sheet.columns:
        cells = {row: cell for row, cell in sheet.column(other).items() if row in rows}
        words = {row: sheet.words(cell) for row, cell in cells.items()}
        if other == column or other in sheet.counting or len(cells) < _LEAST:
            continue
        if all(as_year(w) for w in words.values()):
            years += [(key, int(as_year(words[r])), sheet.anchor(r)) for r in cells for key in rows[r]]
        elif marks(words.values()):
            marked.append(other)
        elif not _speaks(sheet.heads.get(other, "")) and (found := Labels.repeated(words)):
            dimensions.append(_dimension(sheet, other))
            for row, several in found.items():
                labels[row] += [(dimensions[-1].id, label) for label in several]
    if len(marked) > 1:
        dimensions.append(Dimension(f"{sheet.number}.heads", sheet.label, "columns that are marked"))
        for row, other in ((row, other) for other in marked for row in rows if other in sheet.rows[row]):
            if marks([sheet.words(sheet.rows[row][other])], positive=True) and sheet.heads.get(other):
                labels[row].append((dimensions[-1].id, sheet.heads[other]))
    if not years and not dimensions:
        return Placing(None, "it names studies and sorts them by nothing")
    placed = [Placed(sheet.anchor(row), rows[row], tuple(labels[row])) for row in rows]
    return Placing(Shape.STUDIES, "", tuple(dimensions), tuple(placed), (), tuple(years))


def _ids(sheet: Sheet, rows: Named) -> dict[str, str]:
    """The ids that a column gives the works of rows, each another one; {} without such a column."""
    for column in sheet.columns:
        ids = {row: id_form(sheet.words(cell)) for row, cell in sheet.column(column).items() if row in rows}
        given = {row: id for row, id in ids.items() if id}
        if len(given) >= _SHARE * len(rows) and len(set(given.values())) == len(given):
            return {id: rows[row][0] for row, id in given.items()}
    return {}


def _lists(sheet: Sheet, pointing: Pointing, column: int, rows: Named) -> Placing:
    """Rows list the studies of a category, which one or several columns name, or a row of its own above."""
    naming = cells_of_labels(sheet, column, rows)
    if not naming:
        return Placing(None, "its rows list studies, and no cell of words says of what")
    dimensions = {c: _dimension(sheet, c) if c >= 0 else _groups(sheet) for c in naming}
    placed: list[Placed] = []
    stated: list[Stated] = []
    years: list[tuple[str, int, Anchor]] = []
    for row, keys in rows.items():
        found = {c: counted_label(sheet.words(cells[row])) for c, cells in naming.items() if row in cells}
        if any(is_total(label) for label, _ in found.values()) or not found:
            continue
        anchor = sheet.anchor(row)
        placed.append(Placed(anchor, keys, tuple((dimensions[c].id, label) for c, (label, _) in found.items())))
        years += [(k, int(as_year(label)), anchor) for label, _ in found.values() if as_year(label) for k in keys]
        last = max(found)
        inside = told(pointing.uncited(sheet.rows[row][column])) if row in sheet.column(column) else None
        numbers = [(c, number) for c, (_, number) in found.items()] + [(last, inside)]
        stated += [Stated(dimensions[c].id, found[c][0], n, anchor) for c, n in numbers if n is not None]
    stated += _counted(sheet, naming, dimensions)
    return Placing(Shape.LISTS, "", tuple(dimensions.values()), tuple(placed), tuple(stated), tuple(years))


def _counted(
    sheet: Sheet, naming: Mapping[int, Mapping[int, Cell]], dimensions: Mapping[int, Dimension]
) -> list[Stated]:
    """The counts of the columns that count, each of the category whose cell is as high as its own, else of the last."""
    found: list[Stated] = []
    for count in sorted(sheet.counting):
        for row, cell in sheet.column(count).items():
            there = [c for c, cells in naming.items() if row in cells]
            number = told(sheet.words(cell))
            if row != cell.row or not there or number is None:
                continue
            high = [c for c in there if naming[c][row].rows == cell.rows]
            of = max(high or there)
            label = counted_label(sheet.words(naming[of][row]))[0]
            found.append(Stated(dimensions[of].id, label, number, sheet.anchor(row)))
    return found


def _grid(sheet: Sheet, named: Mapping[int, Named]) -> Placing:
    """Cells list the studies of the category of their row and of that of their column."""
    first = next((c for c in sheet.columns if c not in named and c not in sheet.counting), None)
    if first is None or not all(sheet.heads.get(column) for column in named):
        return Placing(None, "its cells cite works, and its rows or columns have no names")
    rows, heads = _dimension(sheet, first), Dimension(f"{sheet.number}.heads", sheet.label, "columns")
    placed = [
        Placed(
            Anchor(sheet.document.id, cell.start, cell.end),
            keys,
            ((rows.id, counted_label(sheet.words(sheet.rows[row][first]))[0]), (heads.id, sheet.heads[column])),
        )
        for column, found in named.items()
        for row, keys in found.items()
        if first in sheet.rows[row]
        for cell in [sheet.rows[row][column]]
    ]
    if len(placed) < _LEAST:
        return Placing(None, "fewer than two cells list works")
    return Placing(Shape.CELLS, "", (rows, heads), tuple(placed))


def _dimension(sheet: Sheet, column: int) -> Dimension:
    return Dimension(f"{sheet.number}.{column + 1}", sheet.label, sheet.heads.get(column, ""))


def _groups(sheet: Sheet) -> Dimension:
    return Dimension(f"{sheet.number}.group", sheet.label, "rows that head others")


def counts_alone(sheet: Sheet) -> tuple[Stated, ...]:
    """The counts of a table that names no works, with the words in front of them."""
    found: list[Stated] = []
    for count in sorted(sheet.counting):
        for row, cell in sheet.column(count).items():
            before = [c for c in sheet.rows[row] if c < count and c not in sheet.counting]
            number = told(sheet.words(cell))
            if before and number is not None and row == cell.row:
                label = " ".join(parts(sheet.words(sheet.rows[row][max(before)]))[:1])
                found.append(Stated("", label, number, sheet.anchor(row)))
    return tuple(found)
