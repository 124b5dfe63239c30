"""The words of cells as categories: which columns sort, what a cell names, what is a year, a mark or a total.

In: the words of cells. Out: labels. Called by synthesis.mapping.placing. A column sorts studies when its values come
again; a title, a finding or an aim, which no other row has, does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from corpus.study import Cell
from extract.theme import fold_label
from synthesis.mapping.rows import Number, Sheet, told

_PARTS = re.compile(r"\s*[;,•\n]\s*|\s+/\s+")
_YEAR = re.compile(r"\(?((?:19|20)\d\d)\)?[a-z]?")
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?|sum|all|overall|all (?:studies|papers|articles)", re.IGNORECASE)
_POSITIVE = re.compile(r"[✓✔●•xX+Yy]|[Yy]es|✅|☑|■")
_NEGATIVE = re.compile(r"[✗✘○◦◐–—\-nN×]|[Nn]o|n/?a|N/?A|0")
_COUNTED = re.compile(r"(?P<label>.*\S)\s*[(\[](?P<count>[^()\[\]]{1,40})[)\]]\.?")
_LONGEST = 60  # characters of a category of a study; what is longer is a sentence
_ROW_LABEL = 120  # characters of what a row is of
_DESCRIBES = 60  # characters on average, above which a column describes and does not name
GROUP = -1  # stands for the column of rows that head others


class Labels:
    """Which categories the cells of a column give the studies of their rows."""

    @staticmethod
    def repeated(words: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
        """By row, the categories that its cell names, when the values of the column come again; else {}."""
        split = {row: parts(said) for row, said in words.items()}
        values = [fold_label(part) for several in split.values() for part in several]
        worded = sum(any(map(str.isalpha, value)) for value in values) > len(values) / 2
        short = all(len(part) <= _LONGEST for several in split.values() for part in several)
        again = len(set(values)) <= len(values) / 2 + 1 and len(set(values)) < len(values)
        return {row: several for row, several in split.items() if several} if worded and short and again else {}


def parts(words: str) -> tuple[str, ...]:
    """The values that a cell lists, each once.

    >>> parts("Planning, Control; Planning"), parts("-")
    (('Planning', 'Control'), ())
    """
    found = (part.strip(" .") for part in _PARTS.split(words))
    return tuple(dict.fromkeys(part for part in found if part and not _NEGATIVE.fullmatch(part)))


def as_year(words: str) -> str:
    """The year that a cell is, "" when it is anything else."""
    match = _YEAR.fullmatch(words.strip(" ."))
    return match[1] if match else ""


def is_total(label: str) -> bool:
    """Whether a row is of all together."""
    return _TOTAL.fullmatch(label.strip(" :.")) is not None


def marks(words: Collection[str], *, positive: bool = False) -> bool:
    """Whether cells hold marks alone; with positive: marks that say yes."""
    said = [word.strip() for word in words]
    if positive:
        return all(_POSITIVE.fullmatch(word) for word in said)
    known = all(_POSITIVE.fullmatch(word) or _NEGATIVE.fullmatch(word) for word in said)
    return known and any(_POSITIVE.fullmatch(word) for word in said)


def counted_label(words: str) -> tuple[str, Number | None]:
    """A category and the count in brackets behind it, if it has one.

    >>> counted_label("Route planning (n = 12)")
    ('Route planning', Number(number=12, percent=None))
    """
    match = _COUNTED.fullmatch(words)
    number = told(match["count"]) if match and not as_year(match["count"]) else None
    return (match["label"], number) if match and number is not None else (words, None)


def cells_of_labels(sheet: Sheet, column: int, rows: Collection[int]) -> dict[int, dict[int, Cell]]:
    """By column, the cells that name what rows list works of; GROUP: rows of their own above them.

    Columns in front of the works, an empty cell standing for the one above it; else the first one behind them.
    """
    free = [c for c in sheet.columns if c != column and c not in sheet.counting]
    before = {c: _filled(sheet, c, rows) for c in free if c < column}
    found = {c: cells for c, cells in before.items() if _names(sheet, cells.values())}
    if not found:
        behind = {c: sheet.column(c) for c in free if c > column}
        found = dict([(c, cells) for c, cells in behind.items() if _names(sheet, cells.values())][:1])
    groups = _group_rows(sheet, rows)
    return ({GROUP: groups} if groups else {}) | _sorting(sheet, found)


def _sorting(sheet: Sheet, columns: Mapping[int, dict[int, Cell]]) -> dict[int, dict[int, Cell]]:
    """The columns without those that only describe: of columns that say another thing in each row, the first stays."""
    alike = [c for c, cells in columns.items() if len({sheet.words(x) for x in cells.values()}) == len(cells)]
    return {c: cells for c, cells in columns.items() if c not in alike[1:]}


def _filled(sheet: Sheet, column: int, rows: Collection[int]) -> dict[int, Cell]:
    """The cells of a column by row, an empty one taking that above it; those of rows that list works."""
    found: dict[int, Cell] = {}
    above: Cell | None = None
    for row, cells in sheet.rows.items():
        above = cells.get(column, above)
        if above is not None and row in rows:
            found[row] = above
    return found


def _names(sheet: Sheet, cells: Iterable[Cell]) -> bool:
    """Whether cells name categories or years, and neither count nor describe."""
    words = [sheet.words(cell) for cell in {cell.start: cell for cell in cells}.values()]
    if not words or sum(map(len, words)) > _DESCRIBES * len(words) or max(map(len, words)) > _ROW_LABEL:
        return False
    worded = [w for w in words if any(map(str.isalpha, w)) or as_year(w)]
    return len(worded) > len(words) / 2


def _group_rows(sheet: Sheet, rows: Collection[int]) -> dict[int, Cell]:
    """By row that lists works, the row of one cell of words that heads it; {} unless two such rows head others."""
    found: dict[int, Cell] = {}
    heading: Cell | None = None
    wide = len(sheet.columns) > 1
    order = list(sheet.rows)
    for place, row in enumerate(order):
        cells = list(sheet.rows[row].values())
        below = sheet.rows[order[place + 1]] if place + 1 < len(order) else {}
        if wide and row not in rows and len(cells) == 1 and cells[0].column in below and _names(sheet, cells):
            heading = cells[0]
        elif heading is not None and row in rows:
            found[row] = heading
    return found if len({cell.start for cell in found.values()}) > 1 else {}
