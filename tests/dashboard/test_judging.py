"""The page of blind rounds: one question after the other, nothing of anybody else, then both sides and their end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.judging import frames as judging_frames
from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_pages import opened, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUND = "first look"
HIDDEN = "quagga"  # stands in each word of Theo, and nowhere else
HOSTILE = f"{HIDDEN} <script>window.hacked=1</script>![x](http://evil.example/x.png) :red[b]"


def begun(store: Path, *, parted: int = 1) -> tuple[KnowledgeBase, KnowledgeBase, list[str]]:
    """A round of four themes that Theo has judged and handed in, and Rosa has not begun."""
    rosa, theo = KnowledgeBase(store, user="Rosa"), KnowledgeBase(store, user="Theo")
    rosa.open_round(ROUND, kinds=["theme"], limit=4, reviewers=("Rosa", "Theo"))
    items = [row["item"] for row in theo.to_judge(ROUND)]
    for number, item in enumerate(items):
        if number < parted:
            theo.judge(ROUND, item, "relabel", value=f"The {HIDDEN}", reason=HOSTILE)
        else:
            theo.judge(ROUND, item, "accept", reason=HIDDEN)
    theo.hand_in_round(ROUND)
    return rosa, theo, items


def as_person(app: AppTest, who: str) -> AppTest:
    app.text_input(key="reviewer").set_value(who).run()
    assert not app.exception, app.exception[0].value
    return app


def everything(app: AppTest) -> str:
    """All that the page holds: its elements as they are sent to the browser, and its tables."""
    tables = [str(frame.value.to_dict()) for frame in app.dataframe]
    return "\n".join([str(app.main), text(app), str(dict(app.query_params)), *tables])


def test_rosa_judges_the_items_one_after_the_other(store: Path) -> None:
    """An answer leads to the next item; the last one is handed in after a confirmation."""
    rosa, _, items = begun(store)
    app = as_person(opened("judging", view="judge", round=ROUND), "Rosa")

    for number, item in enumerate(items):
        assert f"{number + 1} of 4" in text(app) and app.button(key=f"answer {item} accept")
        app.text_input(key="judging reason").set_value(f"reason {number}").run()
        app.button(key=f"answer {item} accept").click().run()
        assert not app.exception
    assert [row["mine"]["reason"] for row in rosa.to_judge(ROUND)] == [f"reason {n}" for n in range(4)]
    hand_in = next(button for button in app.button if button.label == "Hand in")
    assert hand_in.disabled
    next(box for box in app.checkbox if box.label.startswith("I have finished")).check().run()
    next(button for button in app.button if button.label == "Hand in").click().run()
    assert rosa.rounds()[0]["shown"] is not None
    assert "All have handed in" in text(app)


def test_an_answer_with_a_value_is_given_in_the_form(store: Path) -> None:
    """A facet is chosen from those that there are; what is missing is said and nothing is kept."""
    rosa, _, items = begun(store)
    app = as_person(opened("judging", view="judge", round=ROUND), "Rosa")
    key = f"more {items[0]} Rosa"
    app.button(key=f"{key} give").click().run()
    assert "needs a new label" in text(app)
    app.text_input(key=f"{key} value").set_value("Another name").run()
    app.button(key=f"{key} give").click().run()

    assert rosa.to_judge(ROUND)[0]["mine"]["answer"] == "relabel: Another name"


@pytest.mark.parametrize("who", ["", "Rosa", "Ulla"])
@pytest.mark.parametrize("view", ["rounds", "judge", "compare"])
def test_no_view_shows_anything_of_another_reviewer(store: Path, view: str, who: str) -> None:
    """Not to who is in the round, nor to others, nor to who gives no name: only that Theo has handed in."""
    _, theo, items = begun(store)
    assert HIDDEN in str(theo.to_judge(ROUND))
    app = opened("judging", view=view, round=ROUND, item=items[0])
    app = as_person(app, who) if who else app

    assert HIDDEN not in everything(app)
    if view == "rounds":
        (table,) = [frame.value for frame in app.dataframe]
        assert (table["handed in"][0], table["waiting for"][0]) == ("Theo", "Rosa")
        assert table[["agreed", "parted", "settled"]].isna().all(axis=None)
    if view == "compare":
        assert "still blind: waiting for Rosa" in text(app)


def test_another_name_sees_nothing_that_was_typed_before(store: Path) -> None:
    """At one browser Rosa types a reason, then Theo takes her place: the box is empty."""
    begun(store)
    KnowledgeBase(store, user="Rosa").open_round("second", kinds=["theme"], limit=2)
    app = as_person(opened("judging", view="judge", round="second"), "Rosa")
    app.text_input(key="judging reason").set_value("a private thought").run()

    assert app.text_input(key="judging reason").value == "a private thought"
    as_person(app, "Theo")
    assert "a private thought" not in everything(app)


def test_both_sides_are_laid_side_by_side_reconciled_and_settled(store: Path) -> None:
    """What Theo wrote is shown as text; the final answer needs a reason; settling decides."""
    rosa, _, items = begun(store)
    for item in items:
        rosa.judge(ROUND, item, "accept")
    rosa.hand_in_round(ROUND)
    app = as_person(opened("judging", view="compare", round=ROUND), "Ulla")

    assert "3 items agreed or reconciled and not yet settled; 1 to be reconciled" in text(app)
    assert f"Theo: **relabel: The {HIDDEN}**" in text(app) and "<script>" in text(app)
    assert not re.search(r"(?<!\\)<script", "".join(element.value for element in app.markdown))
    table = next(frame.value for frame in app.dataframe if "by Theo" in frame.value)
    assert list(table["state"]) == ["parted", "agreed", "agreed", "agreed"]
    app.button(key=f"answer {items[0]} reject").click().run()
    assert "needs a reason" in text(app)
    app.text_input(key="judging reason").set_value("a heading").run()
    app.button(key=f"answer {items[0]} reject").click().run()
    next(button for button in app.button if button.key == "settle").click().run()
    assert not app.exception
    assert [(row["kind"], row["who"]) for row in rosa.log()] == [("reject", "Ulla")] + [("accept", "Ulla")] * 3
    figures = next(frame.value for frame in app.dataframe if "gwet_ac1" in frame.value)
    assert figures["percent_agreement"][0] == 0.75


def test_unblinding_and_opening_on_the_page(store: Path) -> None:
    """Both are signed; to unblind takes a reason."""
    rosa, _, _ = begun(store)
    app = as_person(opened("judging", round=ROUND), "Ulla")

    def press(label: str) -> None:
        next(button for button in app.button if button.label == label).click().run()
        assert not app.exception

    press("Unblind")
    assert "needs a reason" in text(app)
    app.text_input(key="reason").set_value("Rosa left").run()
    press("Unblind")
    assert rosa.rounds()[0]["shown"]["who"] == "Ulla"
    assert "Unblinded by Ulla" in text(app)
    app.text_input(key="opening name").set_value("second")
    app.text_input(key="opening reviewers").set_value("Rosa; Ulla")
    app.number_input(key="opening limit").set_value(3)
    press("Open the round")
    assert [(row["round"], row["items"], row["reviewers"]) for row in rosa.rounds()[1:]] == [
        ("second", 3, ["Rosa", "Ulla"])
    ]


def test_the_frames_hold_what_the_records_hold(store: Path) -> None:
    """A row a round, an item, a kind; what is not known yet is empty."""
    rosa, _, items = begun(store)
    (row,) = rosa.rounds()
    frame = judging_frames.rounds_frame([row], mine=True)
    assert frame.to_dict("records")[0]["you"] == "0 of 4"
    asked = judging_frames.asked_frame(rosa.to_judge(ROUND), {})
    assert list(asked["id"]) == items and not asked["answer"].any()
    rosa.hand_in_round(ROUND, incomplete=True)
    judged = judging_frames.judged_frame(rosa.judged(ROUND), {})
    assert list(judged["state"]) == ["alone"] * 4 and "by Rosa" not in judged
    figures: dict[str, Any] = judging_frames.reliability_frame(rosa.round_reliability(ROUND)).to_dict("records")[0]
    assert figures["both"] == 0 and "Agree: no unit has two ratings" in figures["undefined"]


@pytest.mark.browser
def test_a_round_is_judged_by_keyboard_and_the_page_holds_nothing_of_others(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """Keys answer and lead on; neither the page nor its address holds a word of Theo's before both handed in."""
    rosa, _, items = begun(dashboard.store)
    tab.goto(f"/judging?view=judge&round={ROUND.replace(' ', '%20')}")
    settled(tab)
    tab.get_by_label("Your name").fill("Rosa")
    tab.keyboard.press("Enter")
    settled(tab)
    tab.locator("h1").click()
    tab.keyboard.press("a")
    settled(tab)
    tab.keyboard.press("ArrowRight")
    settled(tab)

    assert [bool(row["mine"]) for row in rosa.to_judge(ROUND)] == [True, False, False, False]
    assert f"item={items[2]}" in tab.url
    assert HIDDEN not in tab.content() and HIDDEN not in tab.url
    for view in ("rounds", "compare"):
        tab.goto(f"/judging?view={view}&round={ROUND.replace(' ', '%20')}")
        settled(tab)
        assert HIDDEN not in tab.content()
    rosa.hand_in_round(ROUND, incomplete=True)
    tab.reload()
    settled(tab)
    assert HIDDEN in tab.content() and tab.evaluate("window.hacked") is None
