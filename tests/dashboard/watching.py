"""Tabs of a real browser that are watched: whatever goes wrong in one while it is open fails the test.

In: a browser and the address of a dashboard. Out: a tab. Called by the fixture `tab`, and by tests that need a second
visitor. What goes wrong: an error of a script or in the console, a Streamlit exception, also one that the next run
wipes away, a dialog, and any request to another host. Two lines of the console are no error: Streamlit asks below a
page's address for its health and its host first, and where they are when that is a 404.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

_KNOWN = re.compile(r"https?://[^/]+/[^/?]+/_stcore/(health|host-config)")
_WATCH = """new MutationObserver(() => {
  for (const found of document.querySelectorAll('[data-testid=stException]:not([data-told])')) {
    found.dataset.told = 'yes';
    console.error('a Streamlit exception: ' + found.innerText);
  }
}).observe(document, {childList: true, subtree: true})"""


@contextmanager
def opened_tab(chrome: Browser, url: str, picture: Path | None = None, **context: Any) -> Iterator[Page]:
    """A tab with nothing kept from another one, that fails when it is closed if anything went wrong in it.

    url: of the dashboard; picture: where to leave the last screenshot; context: of Browser.new_context.
    """
    usual = {"viewport": {"width": 1400, "height": 2200}, "accept_downloads": True, "reduced_motion": "reduce"}
    visitor = chrome.new_context(base_url=url, **(usual | context))
    broken: list[str] = []

    def guard(route: Any) -> None:
        if route.request.url.startswith((url, "data:", "blob:")):
            route.continue_()
        else:
            broken.append(f"a request to another host: {route.request.url}")
            route.abort()

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not ("404" in message.text and _KNOWN.match(message.location["url"])):
            broken.append(f"in the console: {message.text} {message.location['url']}")

    visitor.add_init_script(_WATCH)
    visitor.route("**/*", guard)
    visitor.on("console", said)
    visitor.on("weberror", lambda error: broken.append(f"in a script: {error.error}"))
    page = visitor.new_page()
    page.on("dialog", lambda dialog: (broken.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    try:
        yield page
        if picture:
            page.screenshot(path=str(picture))
    finally:
        visitor.close()
    assert broken == [], "\n".join(broken)
