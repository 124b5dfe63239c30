"""The tour: from a question to a quote to a link, with a way back for those who stray, and an end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import KnowledgeBase
from dashboard.visitors import tour
from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_overview import doors
from tests.dashboard.test_pages import PAGES, opened, press, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


@given(st.text(min_size=1, max_size=200))
def test_a_tour_can_be_made_of_any_concept(label: str) -> None:
    """Its question has no sign that the query language would take for its own, and each stop is a page."""
    concept = {"id": "c1", "label": label, "facet": "role"}
    steps = tour.steps(concept, {"study": "ash2020", "document": "ash.md", "start": 3, "end": 9})

    assert {step.page or "overview" for step in steps} <= set(PAGES)
    assert not set(steps[1].url["q"]) & set('":<>-()')
    assert steps[4].url == {"study": "ash2020", "document": "ash.md", "at": "3", "end": "9"}


def test_the_tour_is_walked_by_its_links(store: Path) -> None:
    """Each step leads to the next with the number of it in the address, and back; the last one has no next."""
    number, page, url = 1, "overview", {"tour": "1"}
    while True:
        app = opened(page, **url)
        assert f"Tour, {number} of 6" in text(app) and "You have left the way" not in text(app)
        links = {label: (page, query) for label, page, query in doors(app)}
        following = next((link for label, link in links.items() if label.startswith("Next: ")), None)
        assert ("Back" in links) == (number > 1)
        if following is None:
            break
        number, page = number + 1, following[0] or "overview"
        url = dict(pair.split("=", 1) for pair in following[1].replace("+", " ").split("&"))
        assert url["tour"] == str(number)
    assert number == 6


def test_who_strays_from_the_tour_is_told_the_way_back(store: Path) -> None:
    """On another page the step waits, and nobody is led anywhere against their will."""
    app = opened("overview", tour="2")

    assert "You have left the way of the tour" in text(app)
    assert any(label == "Back to this step" and page == "ask" for label, page, _ in doors(app))
    press(app, "End the tour")
    assert "Tour, " not in text(app) and "tour" not in app.query_params


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "999", ""])
def test_a_wrong_step_begins_no_tour(wrong: str, store: Path) -> None:
    """A link that somebody mistyped shows the page alone."""
    assert "Tour, " not in text(opened("overview", tour=wrong))


def test_a_number_beyond_the_last_step_is_the_last_one(store: Path) -> None:
    """As after a version whose tour was longer."""
    assert "Tour, 6 of 6" in text(opened("concept", tour="42", concept=KnowledgeBase(store).concepts()[0]["id"]))


@pytest.mark.browser
def test_a_newcomer_comes_from_the_question_to_the_quote(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """By the links of the tour alone, in a real browser; Back of the browser takes a step back."""
    tab.goto("/ask?tour=2")
    for title in ("who agrees", "one concept", "the words in the paper"):
        tab.get_by_role("link", name=f"Next: {title}").click()
        tab.get_by_text(f": {title}", exact=False).first.wait_for()
        settled(tab)
    assert "/studies?" in tab.url and "at=" in tab.url

    tab.go_back()
    tab.get_by_text("Tour, 4 of 6").wait_for()
    assert "/concept?" in tab.url
