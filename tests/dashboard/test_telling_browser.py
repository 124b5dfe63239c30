"""From the methods section to the words of a contradiction, in a real browser: a number, a list, an item, a paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.dashboard.conftest import Dashboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_number_of_the_methods_section_ends_at_the_words_of_a_paper(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """It opens the contradictions; an arrow key goes to the next one, Back to the one before, a door to the paper."""
    rows = dashboard.kb.refutations()
    tab.goto("/text")
    settled(tab)
    link = tab.get_by_role("link", name=f"{len(rows)} contradiction")
    tab.goto(str(link.first.evaluate("link => link.href")))
    settled(tab)
    card = tab.locator(".st-key-refutation")

    assert rows[0]["label"] in card.inner_text()
    tab.locator("h1").first.click()
    tab.get_by_role("button", name="Next").wait_for()
    settled(tab)
    tab.keyboard.press("ArrowRight")
    tab.wait_for_url(f"**/refutations?*item={rows[1]['id']}*")
    settled(tab)
    tab.go_back()
    tab.wait_for_url(lambda url: "item=" not in url)
    settled(tab)
    assert rows[0]["label"] in card.inner_text()
    said = dashboard.kb.refutation(rows[0]["id"])["asserted"][0]
    card.get_by_role("link", name="Study:").first.click()
    settled(tab)
    assert f"at={said['start']}" in unquote(tab.url) and f"study={said['study']}" in tab.url
