"""Downloads of tables: each one as CSV, made when somebody clicks and not before.

In: frames as the pages draw them. Out: a button beneath the table, and the bytes of the file. Called by parts.table;
pictures names its files the same way. A cell that a spreadsheet would compute gets a "'" in front, as in every export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from synthesis.export.to_csv import to_csv
from synthesis.export.values import Cell, Column, Table

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 60  # characters of a file's name before its ending


def csv_button(frame: Callable[[], pd.DataFrame], columns: Sequence[str], key: str, name: str) -> None:
    """A button that gives the table as CSV. frame: asked when it is clicked. name: what the table is called."""
    st.download_button(
        "CSV",
        lambda: csv_of(frame(), columns),
        file_name(name, "csv"),
        "text/csv",
        key=f"csv {key}",
        help="This table as a file for a spreadsheet",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def csv_of(frame: pd.DataFrame, columns: Sequence[str]) -> bytes:
    """These columns of a frame in their order, UTF-8, with a heading row; what is missing is an empty cell."""
    kept = frame[list(columns)]
    rows = tuple(tuple(_cell(value) for value in row) for row in kept.astype(object).to_numpy().tolist())
    return to_csv(Table("table", "", tuple(Column(str(name)) for name in kept.columns), rows))


def file_name(name: str, ending: str) -> str:
    """What a file is called after its table or picture: small letters and hyphens.

    >>> file_name("Ties between studies, with evidence", "csv")
    'ties-between-studies-with-evidence.csv'
    """
    stem = "-".join(re.findall(r"[^\W_]+", name.lower()))[:LONGEST].strip("-")
    return f"{stem or 'concord'}.{ending}"


def _cell(value: Any) -> Cell:
    import pandas as pd

    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value)
    if pd.isna(value):
        return None
    return value if isinstance(value, (bool, int, float, str)) else str(value)
