"""A visitor with a browser, who opens pages, works their controls and takes the time.

In: a browser and the address of a dashboard. Out: seconds from a click until the page has settled. Called by
benchmarks/dashboard.py. The time is taken in the page itself: Streamlit tells when a script begins and ends.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

LONGEST = 60_000  # milliseconds
QUIET = 250  # milliseconds without a change after which a page has settled
APP = "[data-testid=stApp]"
KINDS = {  # what a visitor clicks, by kind
    "link": "[data-testid=stMain] a[data-testid=stPageLink-NavLink]",
    "choice": "[data-testid=stMain] [data-testid=stButtonGroup] button",
    "toggle": "[data-testid=stMain] [data-testid=stCheckbox] label",
    "tab": "[data-testid=stMain] [data-testid=stTab]",
    "box": "[data-testid=stMain] [data-testid=stSelectbox]",
    "row": "[data-testid=stMain] [data-testid=stDataFrame]",
    "chart": "[data-testid=stMain] [data-testid=stEChartsChart], [data-testid=stMain] [data-testid=stVegaLiteChart]",
}
WATCH = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  window.__ran = [];
  new MutationObserver(() => window.__ran.push([performance.now(), app.getAttribute('data-test-script-state')]))
    .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""
BEGIN = "() => { window.__ran.length = 0; window.__began = performance.now(); }"
ENDED = """quiet => {
  const last = window.__ran.at(-1), now = performance.now();
  if (!last) return now - window.__began > 4 * quiet ? -1 : null;
  return last[1] === 'notRunning' && now - last[0] > quiet ? last[0] - window.__began : null;
}"""


class Visitor:
    """One session. A context: the session ends with it."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url

    def __enter__(self) -> Visitor:
        self._context = self._browser.new_context(viewport={"width": 1440, "height": 1800}, reduced_motion="reduce")
        self._page = self._context.new_page()
        self._page.set_default_timeout(LONGEST)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()

    def opened(self, address: str) -> float:
        """Seconds from asking for a page until it has settled."""
        began = time.monotonic()
        self._page.goto(f"{self._url}/{address}")
        self._page.locator("[data-testid=stMain] h1").first.wait_for()
        self._page.locator(f"{APP}[data-test-script-state=notRunning]").wait_for()
        seconds = time.monotonic() - began
        self._page.evaluate(WATCH)
        return seconds

    def worked(self, address: str, each: int) -> Iterator[tuple[str, float]]:
        """Clicks up to so many controls of each kind; gives what was clicked, and the seconds that it took.

        A click that makes no script run (one that the browser answers by itself) is not counted.
        """
        for kind, selector in KINDS.items():
            many = min(self._page.locator(selector).count(), each)
            for number in range(many):
                self._back_to(address)
                found = self._page.locator(selector)
                if number >= found.count() or not found.nth(number).is_visible():
                    continue
                seconds = self._timed(kind, found.nth(number))
                if seconds is not None:
                    yield f"{kind} {number + 1}", seconds

    def _back_to(self, address: str) -> None:
        """Each click begins on the page as its address opens it, so that no click hides what the next one needs."""
        if self._page.url.rstrip("/") != f"{self._url}/{address}".rstrip("/"):
            self.opened(address)

    def _timed(self, kind: str, control: Locator) -> float | None:
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        if box is None:
            return None
        self._prepare(kind, control)
        self._page.evaluate(BEGIN)
        self._click(kind, control, box)
        found = self._page.wait_for_function(ENDED, arg=QUIET, timeout=LONGEST, polling=20).json_value()
        return found / 1000 if found >= 0 else None

    def _prepare(self, kind: str, control: Locator) -> None:
        if kind == "box":  # opening the list is the browser's; choosing is what the server answers
            control.locator("input").first.click()
            self._page.locator("[role=option]").first.wait_for(timeout=5_000)

    def _click(self, kind: str, control: Locator, box: Any) -> None:
        if kind == "box":
            self._page.locator("[role=option]").nth(min(1, self._page.locator("[role=option]").count() - 1)).click()
        elif kind == "row":
            self._page.mouse.click(box["x"] + 20, box["y"] + 55)
        elif kind == "chart":
            self._page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        else:
            control.click()
