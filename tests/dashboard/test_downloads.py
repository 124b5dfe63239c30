"""Each table can be had as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.shared.downloads import csv_of, file_name
from tests.dashboard.test_pages import opened


@settings(max_examples=40)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_no_cell_of_a_file_is_taken_for_a_formula(cells: list[str]) -> None:
    """A spreadsheet computes what begins with one of four signs, also behind blanks."""
    written = csv_of(pd.DataFrame({"=label": cells}), ["=label"]).decode()

    rows = list(csv.reader(io.StringIO(written)))
    assert all(not cell.lstrip(" ").startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_file_holds_the_shown_columns_in_their_order() -> None:
    """What is missing is an empty cell, a list is its parts, and a hidden column stays hidden."""
    frame = pd.DataFrame({"id": ["x"], "year": pd.array([None], dtype="Int64"), "score": [float("nan")]})
    frame["parts"], frame["share"], frame["label"] = [["a", "b"]], [0.5], ["Älter"]

    assert csv_of(frame, ["label", "year", "score", "parts", "share"]).decode().splitlines() == [
        "label,year,score,parts,share",
        "Älter,,,a; b,0.5",
    ]


@given(st.text())
def test_a_file_has_a_name_that_every_system_takes(name: str) -> None:
    """Whatever the table is called."""
    made = file_name(name, "csv")

    assert made.endswith(".csv") and 5 <= len(made) <= 68
    assert not set(made[:-4]) & set('/\\:*?"<>|. ')


@pytest.mark.parametrize("page", ["overview", "studies", "graph"])
def test_each_table_of_a_page_has_its_file(page: str, store: Path) -> None:
    """As many downloads as tables, each of a name of its own."""
    app = opened(page)
    files = [button for button in app.get("download_button") if button.proto.label == "CSV"]

    assert len(files) == len(app.dataframe) > 0
    assert len({button.proto.id for button in files}) == len(files)
