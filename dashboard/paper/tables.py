"""A table of a paper to a frame, with the signs of what is marked in its cells.

In: a block of the record of KnowledgeBase.paper, marks. Out: a frame and the headings of its columns. Called by
paper.view; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.paper.text import Mark

Record = dict[str, Any]
_HERE = "◀"


def grid_frame(
    block: Record, marks: Sequence[Mark], here: tuple[int, int] | None = None
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows under the heading, a column a column, and by name of a column the words that stand over it.

    A cell that spans several stands in the first of them, a heading over each of its columns. Behind the words of a
    cell stand the signs of the marks in it, in brackets, and ◀ where a link leads to it.
    """
    cells = block["table"]["cells"]
    width = max((cell["column"] + cell["columns"] for cell in cells), default=0)
    heading = _heading_rows(cells)
    heads: dict[str, list[str]] = {str(column): [] for column in range(width)}
    rows: dict[int, dict[str, str]] = {}
    for cell in cells:
        told = _told(cell, marks, here)
        if cell["row"] < heading:
            for column in range(cell["column"], cell["column"] + cell["columns"]):
                heads[str(column)] += [told] if told else []
        else:
            rows.setdefault(cell["row"], {})[str(cell["column"])] = told
    frame = pd.DataFrame([rows[row] for row in sorted(rows)], columns=list(heads)).fillna("")
    return frame, {name: " / ".join(words) or " " for name, words in heads.items()}


def _heading_rows(cells: Sequence[Record]) -> int:
    """How many rows at the top hold nothing but headings; at least one row is left below them."""
    kinds: dict[int, set[bool]] = {}
    for cell in cells:
        kinds.setdefault(cell["row"], set()).add(cell["header"])
    rows = sorted(kinds)
    plain = next((at for at, row in enumerate(rows) if kinds[row] != {True}), len(rows) - 1)
    return rows[plain] if rows else 0


def _told(cell: Record, marks: Sequence[Mark], here: tuple[int, int] | None) -> str:
    start, end = cell["start"], cell["end"]
    tags = [f"{m.tag} {m.says}".strip() for m in marks if m.start < end and m.end > start]
    words = " ".join(cell["text"].split())
    signs = f" [{' '.join(dict.fromkeys(tags))}]" if tags else ""
    return words + signs + (f" {_HERE}" if here and here[0] < end and here[1] > start else "")
