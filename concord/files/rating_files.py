"""Ratings from a CSV file: columns unit, coder and category, a row a rating.

In: bytes of a file. Out: a Sheet of synthesis.reliability.rating. Called by KnowledgeBase.reliability, for both skins.
No knowledge base is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from concord.files.csv_files import rows_of, text_of
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.reliability import Rating, Sheet

COLUMNS = ("unit", "coder", "category")
MISSING = ("", "NA", "NaN")  # what spreadsheets, R and pandas write into a cell without a rating


def read(name: str, data: bytes, categories: Sequence[str] | None = None) -> Sheet:
    """The ratings of a file. name: of the file, for messages. categories: all that there are; None: those that occur.

    Other columns are passed over; columns may stand in any order, with commas, semicolons or tabs between them.

    Raises:
        BadInput: not such a file; says the row, the first line being row 1.
    """
    from synthesis.reliability import sheet

    try:
        return sheet(_ratings(data, frozenset(categories or ())), categories)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None


def _ratings(data: bytes, categories: frozenset[str]) -> Iterator[Rating]:
    from synthesis.reliability import Rating

    rows = rows_of(text_of(data))
    header, first = next(rows, ([], 0))
    names = [cell.strip().casefold() for cell in header]
    if missing := [column for column in COLUMNS if column not in names]:
        raise BadInput(
            f"has no column {missing[0]!r}; the first row names the columns unit, coder and category"
            + (
                f", here it is {', '.join(cell.strip()[:40] for cell in header[:6])!r}."
                if header
                else ", here it is empty."
            )
        )
    if twice := [column for column in COLUMNS if names.count(column) > 1]:
        raise BadInput(f"row {first}: names the column {twice[0]!r} twice; take one of them out.")
    places = [names.index(column) for column in COLUMNS]
    for cells, line in rows:
        unit, coder, category = (_plain(cells[place]) if place < len(cells) else "" for place in places)
        if not unit and not coder and not category:
            continue
        if not unit or not coder:
            raise BadInput(f"row {line}: has no {'unit' if not unit else 'coder'}; fill it in, or take the row out.")
        yield Rating(unit, coder, "" if category in MISSING and category not in categories else category, line)


def _plain(cell: str) -> str:
    """A cell without blanks around it, and without the mark that keeps a spreadsheet from computing it."""
    from synthesis.export.clean import no_formula

    text = cell.strip()
    return text[1:] if text.startswith("'") and no_formula(text[1:]) == text else text
