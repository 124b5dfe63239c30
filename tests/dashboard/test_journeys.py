"""The main journeys of the three users in a real browser: to a shared link, to a table in a file, to a correction."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import docx
import pytest

from tests.dashboard.conftest import LATER, Dashboard, samples
from tests.dashboard.test_browser import row
from tests.dashboard.watching import opened_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Settled = Callable[["Page"], None]


def squeezed(text: str) -> str:
    """Words with one space between."""
    return " ".join(text.split())


def test_a_researcher_comes_from_a_question_to_the_words_and_sends_the_link(
    tab: Page, settled: Settled, chrome: Browser, dashboard: Dashboard
) -> None:
    """A question, its themes, a sentence in its paper, the concept, a cell of the map; a colleague sees the same."""
    kb = dashboard.kb
    concept = max(kb.concepts(facet="challenge"), key=lambda c: (len(c["studies"]), c["id"]))
    tab.goto("/ask")
    settled(tab)
    tab.get_by_role("searchbox", name="Ask").fill(concept["label"])
    tab.keyboard.press("Enter")
    settled(tab)
    number = kb.ask(f"{concept['label']} kind:theme")["total"]
    tab.get_by_role("link", name=f"{number} themes").click()
    settled(tab)
    asked, hit = tab.url, kb.ask(f"{concept['label']} kind:theme")["hits"][0]
    found = tab.locator(".st-key-hit-0")
    assert "kind:theme" in unquote(asked) and tab.get_by_text(f"of {number} hit").is_visible()

    found.get_by_role("link", name="Study:").click()
    tab.wait_for_url("**/studies?*at=*")
    settled(tab)
    assert squeezed(hit["text"])[:30] in squeezed(tab.locator(".st-key-paper_text").inner_text())
    tab.go_back()
    settled(tab)
    assert tab.url == asked
    found.get_by_role("link", name="Concept:").click()
    tab.wait_for_url("**/concept?*")
    settled(tab)
    home = kb.show(next(c["id"] for c in kb.concepts() if f"concept={c['id']}" in tab.url))
    assert tab.get_by_role("heading", name=home["label"], exact=True).is_visible()

    tab.get_by_role("link", name="In the map of concepts by studies").click()
    tab.wait_for_url("**/agreement?*")
    settled(tab)
    study = {s["id"]: s["short"] for s in kb.studies()}[home["members"][0]["study"]]
    tab.get_by_role("combobox", name="Words of").fill(study)
    tab.get_by_role("option", name=study).click()
    settled(tab)
    tab.get_by_role("button", name="Link", exact=False).first.click()
    link = tab.get_by_test_id("stCode").first.inner_text().strip()
    seen = tab.locator(".st-key-evidence").inner_text()
    assert squeezed(home["members"][0]["quote"])[:30] in squeezed(seen)
    with opened_tab(chrome, dashboard.url) as colleague:
        colleague.goto(link)
        settled(colleague)
        expect = pytest.importorskip("playwright.sync_api").expect
        expect(colleague.locator(".st-key-evidence")).to_have_text(seen, use_inner_text=True, timeout=20_000)
        assert colleague.get_by_role("combobox", name="Words of").input_value() == study


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


def test_a_reviewer_adds_a_study_and_corrects_a_concept(
    tab: Page, settled: Settled, dashboard: Dashboard, root: Path
) -> None:
    """A bad file is a sentence, the good one a report; a concept of it is renamed, told, logged, and as before."""
    kb, (paper,) = dashboard.kb, samples(root, LATER)
    before = len(kb.studies())
    tab.goto("/add")
    settled(tab)
    bad = {"name": "broken.xml", "mimeType": "text/xml", "buffer": b"<TEI><text>"}
    good = {"name": paper.name, "mimeType": "text/xml", "buffer": paper.read_bytes()}
    tab.locator("input[type=file]").set_input_files([bad, good])
    tab.get_by_text("broken.xml").first.wait_for()
    settled(tab)
    tab.get_by_role("button", name="Add to the knowledge base").click()
    tab.get_by_role("heading", name="What changed").wait_for(timeout=60_000)
    settled(tab)
    kb = dashboard.kb
    assert "broken.xml" in tab.get_by_role("alert").first.inner_text()
    assert re.search(r"\d+ new themes?; concepts: \d+ ", tab.locator("[data-testid=stMain]").inner_text())
    assert len(kb.studies()) == before + 1

    tab.get_by_role("link", name="See the words behind it").click()
    tab.wait_for_url("**/changes**")
    settled(tab)
    row(tab, "concepts", 0)
    settled(tab)
    tab.locator(".st-key-change").get_by_role("link", name="Concept:").click()
    tab.wait_for_url("**/concept?*")
    settled(tab)
    concept = next(c for c in kb.concepts() if f"concept={c['id']}" in tab.url)
    tab.get_by_role("radio", name="Act on it").click()
    settled(tab)
    tab.get_by_label("Your name").fill("Rosa")
    tab.get_by_label("Reason").fill("says it better")
    tab.get_by_label("New name").fill("A corrected name")
    tab.get_by_role("button", name="Rename", exact=True).click()
    tab.get_by_text("Renamed.").wait_for()
    settled(tab)
    assert tab.get_by_role("heading", name="A corrected name", exact=True).is_visible()
    effect = dashboard.kb.effects(dashboard.kb.log()[-1]["number"])["sentences"][0]
    assert squeezed(effect)[:40] in squeezed(tab.locator("[data-testid=stMain]").inner_text())

    tab.get_by_role("radio", name="History").click()
    settled(tab)
    row(tab, "history", 0)
    settled(tab)
    said = tab.locator(".st-key-the_decision")
    assert "Rosa" in said.inner_text() and "says it better" in said.inner_text()
    said.get_by_label("Your name").fill("Rosa")
    said.get_by_label("Reason").fill("it was right")
    said.get_by_role("button", name="Take it back").click()
    tab.get_by_text("Taken back; both stay in the log.").wait_for()
    settled(tab)
    assert tab.get_by_role("heading", name=concept["label"], exact=True).is_visible()
    kinds = [(line["kind"], line["who"], line["reason"]) for line in dashboard.kb.log()[-2:]]
    assert kinds == [("rename", "Rosa", "says it better"), ("undo", "Rosa", "it was right")]
    tab.get_by_role("link", name="The whole log").click()
    tab.wait_for_url("**/review?*view=log*")
    settled(tab)
    assert tab.get_by_text(f"{len(dashboard.kb.log())} decisions of").is_visible()
