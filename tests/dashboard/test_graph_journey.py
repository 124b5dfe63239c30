"""A researcher goes through the graph in a real browser: from a word to a concept, a line, its evidence, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_browser import row

pytestmark = pytest.mark.browser


def test_a_word_leads_to_a_concept_its_lines_their_evidence_and_back(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """Each step is in the URL, so that Back takes it back; table and picture come as files by keyboard."""
    concept = max(dashboard.kb.concepts(), key=lambda record: len(record["themes"]))
    tab.goto("/graph")
    settled(tab)
    box = tab.get_by_label("Find a concept, theme or study")
    box.fill(concept["label"])
    box.press("Enter")
    settled(tab)
    tab.locator(f".st-key-hit-{concept['id']} button").click()
    settled(tab)
    assert f"concept={concept['id']}" in tab.url and "find=" not in tab.url

    tab.locator(".st-key-table").get_by_text("Lines", exact=True).click()
    settled(tab)
    row(tab, "edges_table", 0)
    settled(tab)
    chosen = tab.url
    assert "edge=" in chosen
    tab.locator(".st-key-evidence").get_by_test_id("stPageLink").first.click()
    settled(tab)
    assert "/graph" not in tab.url and tab.locator("mark, [data-testid=stMarkdown]").count()
    tab.go_back()
    settled(tab)
    assert tab.url == chosen
    tab.go_back()
    settled(tab)
    assert "edge=" not in tab.url and "table=lines" in tab.url

    for name, begins in (("CSV", b"from,relation,to"), ("SVG", b"<svg")):
        with tab.expect_download() as download:
            button = tab.get_by_role("button", name=name, exact=True)
            button.focus()
            button.press("Enter")
        assert Path(download.value.path()).read_bytes().startswith(begins), name
