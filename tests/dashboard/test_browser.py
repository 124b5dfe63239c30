"""The dashboard in a real browser: charts, selections, downloads, uploads, history, and what it shows to all people."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from dashboard.shared.wording import md_escape
from tests.dashboard.conftest import Dashboard, samples
from tests.dashboard.narrow import WIDE, wrong_when_narrow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Settled = Callable[["Page"], None]
ADDRESSES = (
    "/",
    "/ask",
    "/ask?q=skills",
    "/themes",
    "/studies",
    "/agreement",
    "/agreement?view=dependence",
    "/concept",
    "/graph",
    "/refutations",
    "/refutations?view=disputed",
    "/mapping",
    "/mapping?view=studies",
    "/overlap",
    "/compare",
    "/changes",
    "/methods",
    "/reading",
    "/add",
    "/import",
    "/review",
    "/judging",
    "/coding",
    "/codebook",
    "/codebook?view=edit",
    "/export",
    "/text",
)


def row(tab: Page, table: str, number: int) -> None:
    """Ticks the box of a row, the first one is 0, of the table of that key."""
    box = tab.locator(f".st-key-{table} [data-testid=stDataFrame]")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place
    tab.mouse.click(place["x"] + 17, place["y"] + 38 + 35 * number + 17)


def test_a_row_of_the_table_offers_what_the_map_offers(tab: Page, settled: Settled) -> None:
    """Who cannot click a chart chooses a row or an option."""
    tab.goto("/agreement")
    settled(tab)
    row(tab, "concepts", 1)
    settled(tab)

    assert "concept=" in tab.url
    assert tab.locator(".st-key-evidence").is_visible()


def test_a_click_on_two_reviews_names_what_they_share(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """And a click on a cell of the citation matrix the entry that it rests on; Back takes it back."""
    overlap = dashboard.kb.overlap()
    names = {study["id"]: study["short"] for study in dashboard.kb.studies()}
    pair = max(overlap["pairs"], key=lambda pair: (pair["shared"], pair["one"]))
    tab.goto("/overlap")
    settled(tab)
    tile = f'path[aria-label*="Review: {names[pair["one"]]}; Other review: {names[pair["other"]]};"]'
    tab.locator(f"[data-testid=stVegaLiteChart] {tile}").first.click(force=True)
    settled(tab)

    assert f"pair={pair['one']}~{pair['other']}" in unquote(tab.url)
    shared = next(w for w in overlap["works"] if {pair["one"], pair["other"]} <= set(w["reviews"]))["work"]
    row(tab, "in_both", 0)
    settled(tab)
    assert "shared=0" in tab.url
    assert " ".join(shared.split()[:3]) in " ".join(tab.locator(".st-key-pair_evidence").inner_text().split())
    cell = f'path[aria-label*="Primary study: {shared}; Review: {names[pair["one"]]};"]'
    tab.locator(f"[data-testid=stVegaLiteChart] {cell}").first.click(force=True)
    settled(tab)
    assert "cell=" in tab.url
    assert "Also in" in tab.locator(".st-key-cell_evidence").inner_text()
    tab.go_back()
    settled(tab)
    assert "cell=" not in tab.url and "pair=" in tab.url


def test_the_picture_of_dependence_opens_a_tie_or_a_study(
    tab: Page, settled: Settled, dashboard: Dashboard, root: Path
) -> None:
    """Whatever is drawn strongly can be clicked, and leads to the words behind it."""
    dashboard.kb.add(samples(root, "amsel"))
    tab.goto("/agreement?view=dependence")
    settled(tab)
    chart = tab.locator("[data-testid=stEChartsChart]")
    chart.locator("canvas").first.wait_for()
    settled(tab)
    spots = tab.evaluate(_COLOURED_SPOTS)
    place = chart.bounding_box()
    assert spots and place
    tab.mouse.click(place["x"] + spots[0][0], place["y"] + spots[0][1])
    settled(tab)

    assert "study=" in tab.url or "tie=" in tab.url
    assert "Click a line" not in tab.locator(".st-key-evidence").inner_text()
    row(tab, "ties_table", 0)
    settled(tab)
    assert "tie=" in tab.url and "Known from" in tab.locator(".st-key-evidence").inner_text()


def test_a_node_of_the_graph_opens_its_words(tab: Page, settled: Settled) -> None:
    """The middle of some node is found by looking for its shape along the picture."""
    tab.goto("/graph")
    settled(tab)
    chart = tab.locator("[data-testid=stEChartsChart]")
    chart.locator("canvas").first.wait_for()
    tab.wait_for_function(f"() => ({_COLOURED_SPOTS})().length > 0")
    spots = tab.evaluate(_COLOURED_SPOTS)
    place = chart.bounding_box()
    assert place
    tab.mouse.click(place["x"] + spots[0][0], place["y"] + spots[0][1])
    settled(tab)

    assert "node=" in tab.url
    assert "Begin here" in tab.locator(".st-key-evidence").inner_text()
    assert tab.locator(".st-key-evidence").get_by_test_id("stPageLink").count() >= 1


_COLOURED_SPOTS = """() => {
  const canvas = document.querySelector('[data-testid=stEChartsChart] canvas');
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const strong = (x, y) => {
    const at = 4 * (Math.round(y * scale) * canvas.width + Math.round(x * scale));
    const [r, g, b, a] = pixels.slice(at, at + 4);
    return a > 200 && Math.max(r, g, b) - Math.min(r, g, b) > 60;
  };
  const found = [];
  for (let y = 10; y < canvas.height / scale - 120; y += 3)
    for (let x = 10; x < canvas.width / scale - 10; x += 3)
      if (strong(x, y) && strong(x - 3, y) && strong(x + 3, y) && strong(x, y + 3)) found.push([x, y + 2]);
  return found;
}"""


def test_filters_survive_a_reload_and_a_link(tab: Page, settled: Settled) -> None:
    """What is chosen on the page stands in the URL, and the URL opens the same view."""
    tab.goto("/themes")
    settled(tab)
    tab.get_by_label("Facet", exact=True).click()
    tab.get_by_role("option", name="Role").click()
    settled(tab)
    assert "facet=role" in tab.url
    counted = tab.get_by_text("Choose a row to read its evidence").inner_text()

    tab.goto(tab.url)
    settled(tab)
    assert tab.get_by_text("Choose a row to read its evidence").inner_text() == counted


def test_a_download_reads_back_as_the_knowledge_base(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """The file has the bytes of the export, and a row for each concept."""
    tab.goto("/export?format=csv&what=concepts")
    settled(tab)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download concepts.csv").click()
    data = Path(download.value.path()).read_bytes()

    assert download.value.suggested_filename == "concepts.csv"
    assert data == dashboard.kb.export_bytes("csv", "concepts")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert sorted(line["Concept"] for line in read) == sorted(c["label"] for c in dashboard.kb.concepts())


def test_escaped_signs_are_shown_as_they_are(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """A concept's name with every sign that Markdown knows is read on the page letter by letter."""
    signs = "a*b_c`d~e#f|g+h=i!j(k)l{m}n^o%p"
    kb = dashboard.kb
    assert md_escape(signs) != signs
    number = kb.rename(kb.concepts(facet="role")[0]["id"], signs, reason="a test")["number"]
    try:
        tab.goto(f"/concept?concept={next(c['id'] for c in kb.concepts() if c['label'] == signs)}")
        settled(tab)
        assert tab.get_by_role("heading", name=signs, exact=True).is_visible()
    finally:
        kb.undo(number)


def test_the_pages_pass_wcag_and_fit_narrow_screens(chrome: Browser, dashboard: Dashboard, settled: Settled) -> None:
    """axe finds nothing against A and AA, in light and in dark; at 800 pixels and at 200 % no words lie on others."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chrome.new_context(base_url=dashboard.url, color_scheme="light", viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    found, grounds = [], set()
    theme = dashboard.kb.themes()[0]["id"]
    everything, colours = {"type": "tag", "values": _WCAG}, {"type": "rule", "values": ["color-contrast"]}
    for address in (*ADDRESSES, f"/themes?theme={theme}"):
        page.goto(address)
        for scheme, rules in (("light", everything), ("dark", colours)):
            page.emulate_media(color_scheme=scheme)
            settled(page)
            grounds.add((scheme, page.evaluate(_GROUND)))
            result = axe.run(page, options={"runOnly": rules})
            found += [
                f"{address}, {scheme}: {v['id']} {[n['html'][:160] for n in v['nodes'][:3]]}"
                for v in result.response["violations"]
            ]
        found += [f"{address}, {line}" for line in wrong_when_narrow(page)]
    context.close()

    assert found == [], "\n".join(found)
    assert len(grounds) == len({ground for _, ground in grounds}) == 2, grounds


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filled_button_can_be_read(scheme: str, chrome: Browser, dashboard: Dashboard, settled: Settled) -> None:
    """What stands on the button of an import passes WCAG AA, in light and in dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    theme = next(theme for theme in dashboard.kb.themes() if '"' not in theme["quote"])
    table = f'document,facet,code,quote\n{theme["document"]},{theme["facet"]},By hand,"{theme["quote"]}"\n'
    context = chrome.new_context(base_url=dashboard.url, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/import")
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "codes.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.locator('[data-testid="stBaseButton-primary"]:enabled').wait_for(timeout=30_000)
    settled(page)
    result = axe.run(page, options={"runOnly": {"type": "tag", "values": _WCAG}})
    context.close()

    assert [violation["id"] for violation in result.response["violations"]] == []


_GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
