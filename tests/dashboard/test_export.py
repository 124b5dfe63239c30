"""The pages Export and Method text: what is looked at is what is taken away, and what is told can be opened."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from concord import BadInput, KnowledgeBase
from dashboard.shared.wording import FORMATS, TABLES
from dashboard.writing.preview import HOLDS, cells, page_frame, starts
from tests.dashboard.conftest import APP
from tests.dashboard.test_pages import opened, text


@pytest.mark.parametrize("name", list(TABLES))
def test_pages_of_a_table_put_together_are_the_file(name: str, small_store: Path) -> None:
    """Row by row, of every table: the preview makes them one page at a time, the export all at once."""
    kb = KnowledgeBase(small_store)
    lines = list(csv.reader(io.StringIO(kb.export_bytes("csv", name).decode())))
    first = kb.table_page(name, rows=3)
    pages = [kb.table_page(name, start=start, rows=40) for start in range(0, first["total"], 40)]
    rows = [row for page in pages for row in page["rows"]]

    assert first["columns"] == lines[0] and first["total"] == len(rows) == len(lines) - 1
    assert first["rows"] == rows[:3]
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert [[" ".join(cell.split()).lstrip("'") for cell in row] for row in lines[1:]] == [
        [" ".join(cell.split()).lstrip("'") for cell in row] for row in told
    ]
    assert all(len(page["opens"]) in (0, len(page["rows"])) for page in pages)


def test_a_page_that_is_none_is_refused_in_a_sentence(small_store: Path) -> None:
    """Before anything is made for it."""
    kb = KnowledgeBase(small_store)
    for wrong in ({"start": -1}, {"rows": 0}, {"rows": 10_000}):
        with pytest.raises(BadInput, match="1 to 500 rows"):
            kb.table_page("themes", **wrong)
    with pytest.raises(BadInput, match="no table 'gone'"):
        kb.table_page("gone")
    assert kb.table_page("themes", start=10**6)["rows"] == []


def test_a_row_of_the_preview_opens_what_it_is_of(store: Path) -> None:
    """On the page and in the order that the link names; a link to one table needs no format."""
    page = KnowledgeBase(store).table_page("evidence", start=25, rows=25)
    app = opened("export", what="evidence", **{"from": "26", "row": "2"})
    links = [link.proto.query_string for link in app.get("page_link")]

    assert app.dataframe[0].value["Quote"].tolist() == [row[4] for row in page["rows"]]
    assert f"theme={page['opens'][2][1]}" in links
    assert all(f"**{name}**" in text(app) for name, _ in cells(page, 2))
    assert app.selectbox(key="format").value == "csv" and HOLDS["csv"] in text(app)


def test_each_format_says_what_it_holds_and_pages_are_counted() -> None:
    """In a sentence; a wide table shows its first columns."""
    wide = {"columns": [f"c{number}" for number in range(60)], "rows": [list(range(60))]}

    assert set(HOLDS) == set(FORMATS)
    assert list(starts(26)) == ["1", "26"] and starts(0) == {}
    assert page_frame(wide).shape == (1, 41) and len(cells(wide, 0)) == 60


def test_each_number_of_the_methods_section_is_a_link_to_a_page(store: Path) -> None:
    """What the sentences count leads to where it is listed, and the text to copy is the same as that of the method."""
    record = KnowledgeBase(store).method_text()
    app = opened("text")
    parts = [part for section in record["sections"] for one in section["sentences"] for part in one["parts"]]
    counted = [part for part in parts if part["page"]]

    assert app.code[0].value.strip() == record["plain"].strip()
    assert counted and all(f"[{part['text']}](" in text(app) for part in counted)
    assert all((APP.parent / "screens" / f"{part['page']}.py").is_file() for part in counted)
