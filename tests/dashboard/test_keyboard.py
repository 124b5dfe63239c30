"""By keyboard alone: Tab reaches the main act of the pages on which people ask, compare, judge and decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_reviewing import asked_of_all

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

Settled = Callable[["Page"], None]
_RINGED = """e => {
  for (let at = e, up = 0; at && up < 4; at = at.parentElement, up++) {
    const look = getComputedStyle(at);
    if ((look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none') return true;
  }
  return false;
}"""


def by_tab(page: Page, wanted: Locator, most: int = 60) -> None:
    """Presses Tab until that element has the focus, which can then be seen."""
    wanted.wait_for()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            assert wanted.evaluate(_RINGED), "the focus cannot be seen"
            return
    pytest.fail(f"Tab does not reach {wanted} in {most} steps")


def test_a_question_is_asked_and_its_answer_opened(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """Words, Return, and on to the first hit; then the words of a concept beside the map."""
    concept = max(dashboard.kb.concepts(facet="challenge"), key=lambda c: (len(c["studies"]), c["id"]))
    tab.goto("/ask")
    settled(tab)
    by_tab(tab, tab.get_by_role("searchbox", name="Ask"))
    tab.keyboard.type(f"kind:concept {concept['label']}")
    tab.keyboard.press("Enter")
    settled(tab)
    by_tab(tab, tab.locator(".st-key-hit-0").get_by_role("link").first)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/concept?*")

    tab.goto("/agreement?facet=challenge")
    settled(tab)
    by_tab(tab, tab.get_by_role("combobox", name="Concept", exact=True))
    tab.keyboard.type(concept["label"])
    tab.keyboard.press("Enter")
    settled(tab)
    assert f"concept={concept['id']}" in tab.url
    assert tab.locator(".st-key-evidence").is_visible()


def test_a_concept_is_judged_and_an_item_of_the_queue_is_answered(
    tab: Page, settled: Settled, dashboard: Dashboard
) -> None:
    """A name is given and Accept pressed, on the page of the concept and in the queue."""
    kb = dashboard.kb
    start, concept = len(kb.log()), kb.concepts()[0]
    theme = asked_of_all(kb, "theme")
    try:
        for address in (f"/concept?concept={concept['id']}&view=act", f"/review?kind=theme&item={theme['item']}"):
            tab.goto(address)
            settled(tab)
            by_tab(tab, tab.get_by_label("Your name"))
            tab.keyboard.type("Tester")
            by_tab(tab, tab.get_by_role("button", name="Accept").first)
            tab.keyboard.press("Enter")
            settled(tab)
        assert [(row["kind"], row["who"]) for row in dashboard.kb.log()[start:]] == [("accept", "Tester")] * 2
    finally:
        for row in reversed(dashboard.kb.log()[start:]):
            dashboard.kb.undo(row["number"], reason="the test is over")
