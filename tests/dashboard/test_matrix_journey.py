"""From the map of concepts by studies to the words behind it, by clicks on a cell, a name and a head, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dashboard.agreement.matrix_map import LIGHT, ROW, matrix_map
from tests.dashboard.conftest import Dashboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_cell_a_name_and_a_head_of_the_map_open_what_they_say_and_back_closes_it(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """A cell gives the study's quote, a name the concept, a head the study; each is one step of the browser."""
    kb = dashboard.kb
    names = {study["id"]: study["short"] for study in kb.studies()}
    page = kb.matrix("challenge", least=2)
    row = next(at for at, row in enumerate(page["rows"]) if "asserts" in row["cells"].values())
    concept = page["rows"][row]
    column, study = next((at, id) for at, (id, cell) in enumerate(concept["cells"].items()) if cell == "asserts")
    left, top = (matrix_map(page, names, LIGHT).option["grid"][1][side] for side in ("left", "top"))
    tab.goto("/agreement?facet=challenge")
    settled(tab)
    chart = tab.locator("[data-testid=stEChartsChart]").bounding_box()
    assert chart is not None
    wide = (chart["width"] - left - 8) / len(page["columns"])
    across, down = chart["x"] + left + wide * (column + 0.3), chart["y"] + top + ROW * (row + 0.5)

    tab.mouse.click(across, down)
    tab.wait_for_url(f"**concept={concept['id']}&by={study}")
    settled(tab)
    quote = next(t for t in kb.show(concept["id"])["members"] if t["study"] == study)["quote"]
    assert " ".join(quote.split()[:3]) in " ".join(tab.locator(".st-key-evidence").inner_text().split())

    tab.mouse.click(chart["x"] + 20, down)
    tab.wait_for_url(lambda url: "by=" not in url)
    settled(tab)
    tab.mouse.click(chart["x"] + left + wide * (column + 0.5), chart["y"] + top - 12)
    tab.wait_for_url(lambda url: f"by={study}" in url and "concept=" not in url)
    settled(tab)
    assert names[study] in tab.locator(".st-key-evidence").inner_text()
    for _ in range(3):
        tab.go_back()
        settled(tab)
    assert "concept=" not in tab.url and "by=" not in tab.url
    assert tab.locator(".st-key-evidence").count() == 0
