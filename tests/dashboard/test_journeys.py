"""The author's journey in a real browser: from a table that is chosen and looked at to a document with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import docx
import pytest

from tests.dashboard.conftest import Dashboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Settled = Callable[["Page"], None]


def test_an_author_takes_a_table_into_a_document(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """Chosen and looked at on the page, its numbers in the file are those of the knowledge base, concept by concept."""
    rows = dashboard.kb.agreement()
    tab.goto("/export")
    settled(tab)
    tab.get_by_role("combobox", name="Format").click()
    tab.get_by_role("option", name="Word document").click()
    settled(tab)
    tab.get_by_role("combobox", name="Tables").click()
    tab.get_by_role("option", name="Which study reports what").click()
    settled(tab)
    assert "format=docx" in tab.url and "tables=agreement" in tab.url
    assert tab.get_by_text(f"Which study reports what: {len(rows)} rows").is_visible()
    tab.keyboard.press("Escape")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download agreement.docx").click()
    (table,) = docx.Document(str(download.value.path())).tables
    heads, *lines = [[cell.text for cell in line.cells] for line in table.rows]
    told = [dict(zip(heads, cells, strict=True)) for cells in lines]

    assert sorted((t["Facet"], t["Concept"], t["Support"], t["Verdict"], float(t["Weighted"])) for t in told) == sorted(
        (
            r["facet"].replace("_", " "),
            r["label"],
            f"{r['studies']} of {r['eligible']}",
            r["verdict"],
            round(r["weighted"], 2),
        )
        for r in rows
    )
