"""One hostile paper, and hostile words of people about it: every page shows them as text and makes nothing of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest

from concord import KnowledgeBase
from tests.dashboard.conftest import Dashboard, _started
from tests.dashboard.team import app_text
from tests.dashboard.test_browser import ADDRESSES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BAIT = (
    '<img src=http://evil.example/a.png onerror="window.hacked=1"><script>window.hacked=1</script> '
    "![p](http://evil.example/b.png) [go](javascript:window.hacked=1) [out](http://evil.example/c) $\\LaTeX$ "
    ":material/delete: :red[warm] :smile: `code` **bold** {b} {c|x} <b>fat</b> <svg/onload=window.hacked=1>"
)
SHORT = '<img src=x onerror="window.hacked=1">[go](javascript:window.hacked=1) :material/delete: $\\LaTeX$ {b}'
NAME = '# <b>Eve</b> [go](javascript:1) <img src=x onerror="window.hacked=1">'
FILE = '<img src=x onerror="window.hacked=1"> [go](javascript:1) $x$.xml'


def paper() -> bytes:
    """A TEI file whose title, people, headings, items, sentences and references are bait."""
    bait, short = escape(BAIT), escape(SHORT)
    person = f"<author><persName><forename>{short}</forename><surname>{escape(NAME)}</surname></persName></author>"
    items = "".join(f"<item>{words}</item>" for words in (f"Cost of {short}", "Noise complaints", f"Lack of {short}"))
    cited = f'<analytic><title level="a">{bait}</title>{person}</analytic><monogr><imprint/></monogr>'
    entry = f"<biblStruct>{cited}</biblStruct>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="a" type="main">{bait}</title>
</titleStmt><sourceDesc><biblStruct><analytic>{person}<title level="a" type="main">{bait}</title></analytic>
<monogr><imprint><date type="published" when="2021"/></imprint></monogr></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><p>This review looks at {short}.</p></abstract></profileDesc></teiHeader><text><body>
<div><head n="1">Introduction</head><p>Bees are kept on roofs. {bait}</p></div>
<div><head n="2">Challenges of {short}</head><p>The main challenges are the following:</p><list>{items}</list>
<p>A challenge is the cost of {short}. However, noise is no problem. {bait}</p></div>
<div><head n="3">Tools</head><p>Keepers use tools such as HiveTrack{short}, ApiScale and BroodCam.</p></div></body>
<back><div type="references"><listBibl>{entry}</listBibl></div></back></text></TEI>""".encode()


def spoken_of(kb: KnowledgeBase, eve: KnowledgeBase) -> dict[str, str]:
    """Everything that people can write, written with bait; the ids under which the pages show it."""
    theme, other = (row["id"] for row in kb.themes(facet="challenge")[:2])
    concept = next(row["id"] for row in kb.concepts() if len(row["themes"]) > 1)
    study = next(row["id"] for row in kb.studies() if "evil.example" in row["title"])
    unit = kb.coding_units(study)[1]
    eve.rename(theme, SHORT, reason=BAIT)
    eve.relate(theme, other, "refutes", reason=BAIT)
    eve.rename(concept, SHORT, reason=BAIT)
    renamed = next(row["id"] for row in kb.concepts() if row["label"] == SHORT)
    eve.assess(renamed, "low", reason=BAIT)
    eve.add_theme(study, "challenge", f"{SHORT} again", "Noise complaints", reason=BAIT)
    eve.code(study, "challenge", SHORT, unit["text"], start=unit["start"])
    eve.hand_in(study)
    eve.snapshot(SHORT[:78], note=BAIT)
    eve.reject(other, reason=BAIT)
    return {"theme": theme, "concept": renamed, "study": study}


@pytest.fixture(scope="module")
def baited(
    small_store: Path, root: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Dashboard, dict[str, str]]]:
    """A dashboard without the guard, whose policy would hide what the pages let through; and what to look at."""
    work = tmp_path_factory.mktemp("baited")
    store = work / "baited.db"
    store.write_bytes(small_store.read_bytes())
    kb, eve = KnowledgeBase(store, user="Tester"), KnowledgeBase(store, user=NAME)
    added = eve.add_bytes(FILE, paper())
    assert added.documents and not added.unreadable
    ids = spoken_of(kb, eve)
    server, url = _started(work, store, work / "server.log")
    yield Dashboard(url, store), ids
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(10)


MADE = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const found = [];
  const all = app.querySelectorAll("*");
  for (const one of all) {
    const link = one.tagName === "A" ? one.getAttribute("href") || "" : "";
    if (one.tagName === "SCRIPT" || one.onload || one.onerror) found.push(one.outerHTML);
    if (one.tagName === "IMG" && !one.src.startsWith(location.origin) && !one.src.startsWith("data:"))
      found.push(one.outerHTML);
    if (/^javascript/i.test(link)) found.push(one.outerHTML);
    if (link.includes("evil.example") && decodeURI(link).replace(/\\/$/, "") !== one.textContent.replace(/\\/$/, ""))
      found.push(one.outerHTML);
    if (one.classList.contains("katex")) found.push(one.outerHTML.slice(0, 200));
    if (["B", "SVG"].includes(one.tagName) && one.textContent === "fat") found.push(one.outerHTML);
    if (["STRONG", "CODE"].includes(one.tagName) && /^(bold|code)$/.test(one.textContent)) found.push(one.outerHTML);
    if (one.matches("[data-testid=stIconMaterial], [translate=no]") && one.textContent.trim() === "delete")
      found.push(one.outerHTML);
    if (one.tagName === "SPAN" && one.textContent === "warm" && one.style.color) found.push(one.outerHTML);
  }
  if (window.hacked !== undefined) found.push("a script ran");
  return found;
}"""


def test_bait_is_text_on_every_page(chrome: Browser, baited: tuple[Dashboard, dict[str, str]]) -> None:
    """No element, no dialog, no request to another host; and the bait is there to be read."""
    dashboard, ids = baited
    made = chrome.new_context(base_url=dashboard.url, viewport={"width": 1400, "height": 6000})
    page = made.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.extend(_foreign(request.url, dashboard.url)))
    page.on("dialog", lambda dialog: outside.append(f"a dialog: {dialog.message}"))
    deep = (
        f"/themes?theme={ids['theme']}",
        f"/themes?q=evil&study={ids['study']}",
        f"/concept?concept={ids['concept']}",
        f"/agreement?facet=challenge&concept={ids['concept']}&by={ids['study']}",
        "/refutations",
        f"/graph?facet=challenge&node={ids['theme']}",
        "/graph?facet=challenge",
        f"/review?view=judge&item={ids['concept']}",
        "/review?view=log",
        f"/coding?study={ids['study']}&view=agreement",
        f"/reading?document={ids['study']}",
        f"/studies?study={ids['study']}",
        f"/studies?study={ids['study']}&theme={ids['theme']}",
        f"/studies?study={ids['study']}&view=references&ref=b0",
        f"/studies?study={ids['study']}&view=reading",
        "/changes?from=empty",
        f"/themes?q={SHORT}",
    )
    found, read = {}, 0
    for address in (*ADDRESSES, *deep):
        page.goto(address)
        read += "onerror" in app_text(page)
        assert not page.locator("[data-testid=stException]").count(), address
        for summary in page.locator("[data-testid=stExpander] summary").all():
            summary.click()
        _hover(page)
        if elements := page.evaluate(MADE):
            found[address] = elements
    made.close()

    assert found == {} and outside == []
    assert read >= 10


def test_bait_in_the_words_of_a_link_is_text(chrome: Browser, baited: tuple[Dashboard, dict[str, str]]) -> None:
    """What a page takes from its URL comes from whoever made the link; and the search for bait finds what is one."""
    dashboard, _ = baited
    made = chrome.new_context(base_url=dashboard.url)
    page = made.new_page()
    names = ("q", "theme", "concept", "study", "view", "facet", "item", "from", "node", "studies", "snapshot", "unit")
    for address in ("/themes", "/agreement", "/review", "/changes", "/graph", "/coding"):
        page.goto(f"{address}?{'&'.join(f'{name}={SHORT}' for name in names)}")
        app_text(page)
        assert page.evaluate(MADE) == [], address
        assert not page.locator("[data-testid=stException]").count(), address
    page.evaluate(
        """() => document.querySelector("[data-testid=stApp]").insertAdjacentHTML("beforeend",
        "<b>fat</b><img src='http://evil.example/a.png'><a href='javascript:1'>go</a><span class=katex>x</span>")"""
    )
    assert len(page.evaluate(MADE)) == 4
    made.close()


def _foreign(address: str, url: str) -> list[str]:
    return [] if address.startswith((url, "data:", "blob:", url.replace("http", "ws"))) else [address]


def _hover(page: Page) -> None:
    """Over the charts, whose tooltips are drawn then."""
    for chart in page.locator("[data-testid=stEChartsChart], [data-testid=stVegaLiteChart]").all()[:3]:
        place: Any = chart.bounding_box()
        if place:
            for x, y in ((0.3, 0.3), (0.5, 0.5), (0.7, 0.4)):
                page.mouse.move(place["x"] + place["width"] * x, place["y"] + place["height"] * y)
                page.wait_for_timeout(120)
