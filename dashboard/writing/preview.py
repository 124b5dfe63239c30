"""The preview of an export: a page of a table as a frame, and one of its rows in full.

In: the records of KnowledgeBase.table_page. Out: pandas frames and pairs of words. Called by the page Export; tested
without Streamlit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

Record = dict[str, Any]
PAGE = 25  # rows at a time
MOST_COLUMNS = 40  # that are shown; a table of a thousand studies has a column each
HOLDS = {  # what a file of each format holds, in a sentence
    "csv": "One table as text, a line a row: any spreadsheet and any program reads it.",
    "xlsx": "Each table on a sheet of its own, with its caption and note, numbers as numbers.",
    "docx": "Each table as a table of Word, numbered, with caption and note; wide ones are continued in parts.",
    "md": "Each table as a table of Markdown with caption and note.",
    "json": "Studies, themes with all their quotes, concepts, translations and evidence profiles, for programs.",
    "graphml": "Themes and concepts as nodes, translations as edges with their reasons, for Gephi, yEd or networkx.",
}


def page_frame(page: Record) -> pd.DataFrame:
    """The rows as a frame, at most MOST_COLUMNS columns; id: place of the row on the page."""
    columns = page["columns"][:MOST_COLUMNS]
    rows = [{"id": str(at)} | dict(zip(columns, row, strict=False)) for at, row in enumerate(page["rows"])]
    return pd.DataFrame(rows, columns=["id", *columns])


def starts(total: int, page: int = PAGE) -> dict[str, str]:
    """The first rows of the pages, counted from 1, with what each page shows.

    >>> starts(60)
    {'1': '1 to 25', '26': '26 to 50', '51': '51 to 60'}
    """
    return {str(at): f"{at:,} to {min(at + page - 1, total):,}" for at in range(1, total + 1, page)}


def cells(page: Record, at: int) -> list[tuple[str, str]]:
    """Heading and text of each cell of a row that is not empty."""
    row: Sequence[Any] = page["rows"][at]
    return [(name, str(cell)) for name, cell in zip(page["columns"], row, strict=True) if cell not in (None, "")]
