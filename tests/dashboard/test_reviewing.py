"""The page Review: one item at a time with its words side by side, answers with and without a form, and the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from concord.queueing.answers import ANSWERS
from concord.queueing.entry import Asks
from dashboard.review import answering
from dashboard.review import frames as review_frames
from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_pages import opened, press, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

Record = dict[str, Any]
Settled = Callable[["Page"], None]


def row(item: str, kind: str = "theme", facet: str = "role", study: str = "ash") -> Record:
    """As much of an item as the page's lists need."""
    return {"item": item, "kind": kind, "facet": facet, "evidence": [{"study": study}]}


def first(store: Path, kind: str) -> Record:
    return next(row for row in KnowledgeBase(store).queue() if row["kind"] == kind)


def asked_of_all(kb: KnowledgeBase, kind: str) -> Record:
    """The first item of that kind that no blind round asks."""
    return next(row for row in kb.queue() if row["kind"] == kind and not row.get("round"))


def test_what_a_person_put_off_comes_last_and_filters_hold() -> None:
    """By kind, facet and study; the one put off first is the first of the last."""
    queue = [row("a"), row("b", "question"), row("c", study="elm"), row("d", facet="tool"), row("e")]
    put_off = {"a": "10:00", "e": "09:00"}

    assert [r["item"] for r in review_frames.in_turn(queue, put_off, None, None, None)] == list("bcdae")
    assert [r["item"] for r in review_frames.in_turn(queue, {}, "theme", "role", "ash")] == list("ae")
    assert review_frames.kinds_there(queue) == {"question": "Translations 1", "theme": "Themes 4"}


def test_after_the_last_item_comes_the_first_and_before_the_first_none() -> None:
    """And after an item that is gone the first one."""
    queue = [row("a"), row("b"), row("c")]

    assert [review_frames.after(queue, item) for item in ("a", "c", "gone")] == ["b", "a", "a"]
    assert [review_frames.before(queue, item) for item in ("a", "c")] == [None, "b"]
    assert review_frames.after([row("a")], "a") is None


def test_progress_is_told_in_a_sentence_and_by_person() -> None:
    """The share counts answers among answers and what waits."""
    counts = {"waiting": 3, "answered": 1, "skipped": 0}
    progress = {"kinds": {"theme": counts, "reference": dict.fromkeys(counts, 0)}, "total": counts}
    progress["by"] = {"ann": {"theme": 1}}

    assert review_frames.how_far(progress, 2) == (0.25, "1 answer so far; 3 wait, of which you skipped 2")
    assert review_frames.progress_frame(progress).to_dict("records") == [
        {"kind": "Themes", "waiting": 3, "answered": 1, "ann": 1}
    ]


def test_each_kind_has_its_words_and_keys_that_streamlit_leaves_to_pages() -> None:
    """C and R are Streamlit's own; S, U and the arrows lead on and back."""
    for asks in Asks:
        keys = [answering.key_of(answer) for answer in ANSWERS[asks].values()]
        assert len(set(keys)) == len(keys) and not {"C", "R", "S", "U"}.intersection(keys)
        assert review_frames.KINDS[asks] and review_frames.MEANS[asks] and len(review_frames.HEADINGS[asks]) == 2


def test_the_page_asks_one_thing_with_its_words_on_both_sides(store: Path) -> None:
    """Of the kind and the item that the URL names."""
    asked = first(store, "question")
    app = opened("review", kind="question", item=asked["item"])

    assert asked["asked"] in text(app) and "ONE THEME" in text(app) and "THE OTHER THEME" in text(app)
    assert all(" ".join(words["quote"].split()[:4]) in " ".join(text(app).split()) for words in asked["evidence"])
    assert {"The same", "Different", "Relate", "Skip", "Next"} <= {button.label for button in app.button}


def test_an_answer_that_needs_a_reason_asks_for_it_and_tells_what_it_changed(store: Path) -> None:
    """Nothing is kept before; the next item is shown after."""
    kb = KnowledgeBase(store)
    asked = first(store, "question")
    app = opened("review", kind="question", item=asked["item"])
    press(app, "The same")
    assert kb.log() == [] and "It needs a reason" in text(app)
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Keep it")
    assert "needs a reason; it stands in the log" in text(app)
    app.text_input(key="reason").input("they mean the same")
    press(app, "Keep it")

    concept_of = {theme: concept["id"] for concept in kb.concepts() for theme in concept["themes"]}
    assert concept_of[asked["source"]] == concept_of[asked["target"]]
    assert "Kept: the same" in text(app) and app.query_params.get("item") != asked["item"]
    press(app, "Undo my last")
    assert [row["kind"] for row in kb.log()] == ["merge", "undo"] and app.query_params["item"] == asked["item"]


def test_a_theme_is_accepted_at_once_and_relabelled_with_a_form(store: Path) -> None:
    """The old label stands in the box; who signs is asked first."""
    kb = KnowledgeBase(store)
    one, other = [row for row in kb.queue(kinds=["theme"])][:2]
    app = opened("review", kind="theme", item=one["item"])
    press(app, "Accept")
    assert "Give your name first" in text(app) and kb.log() == []
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Accept")
    assert kb.show(one["id"])["status"] == "accepted" and other["asked"] in text(app)
    press(app, "Relabel")
    assert app.text_input(key="answer value").value == other["source_label"]
    app.text_input(key="answer value").input("Another name")
    press(app, "Keep it")

    assert kb.show(other["id"])["label"] == "Another name"
    assert [(d["kind"], d["who"]) for d in kb.log()] == [("accept", "Rosa"), ("rename", "Rosa")]


def test_what_is_skipped_decides_nothing_and_is_last_for_that_person(store: Path) -> None:
    """The place in the list says so."""
    kb = KnowledgeBase(store, user="Rosa")
    asked = first(store, "theme")
    app = opened("review", kind="theme", item=asked["item"])
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Skip")

    assert list(kb.skipped()) == [asked["item"]] and kb.log() == []
    assert "of which you skipped 1" in app.get("progress")[0].proto.text
    assert kb.queue()[-1]["item"] == asked["item"]


def test_any_theme_can_be_moved_merged_split_and_related(store: Path) -> None:
    """Also one that nobody is asked about."""
    kb = KnowledgeBase(store)
    concept = next(row for row in kb.concepts() if len(row["themes"]) > 1)
    one, other = concept["themes"][:2]
    lone = next(row for row in kb.concepts(facet=concept["facet"]) if row["id"] != concept["id"])
    app = opened("review", view="judge", item=one)
    app.text_input(key="reviewer").input("Rosa")
    for act, key, value, said in (
        ("Split", "free others", [other], "split"),
        ("Merge", "free others", [lone["id"]], "merge"),
        ("Relate", "free target", other, "relate"),
    ):
        app.segmented_control(key="free act").set_value(act).run()
        box = app.multiselect(key=key) if isinstance(value, list) else app.selectbox(key=key)
        box.set_value(value)
        app.text_input(key="reason").input("read both")
        app.button(key="do free act").click().run()
        assert not app.exception and kb.log()[-1]["kind"] == said, text(app)


def test_the_log_is_filtered_by_person_kind_and_what_holds(store: Path) -> None:
    """What is taken back holds no more; what took it back does."""
    ann, ben = KnowledgeBase(store, user="ann"), KnowledgeBase(store, user="ben")
    themes = [row["id"] for row in ann.themes()[:3]]
    ann.accept(themes[0])
    ann.reject(themes[1])
    ben.accept(themes[2])
    ann.undo(1)
    log = ann.log()

    def numbers(who: str | None = None, kind: str | None = None, holds: str | None = None) -> list[int]:
        return [row["number"] for row in review_frames.log_rows(log, who, kind, holds)]

    assert (numbers(), numbers(who="ben")) == ([1, 2, 3, 4], [3])
    assert (numbers(kind="accept"), numbers(holds="yes")) == ([1, 3], [2, 3, 4])
    assert "1 decision of 4" in text(opened("review", view="log", who="ben"))


def test_what_an_act_did_is_told_once_also_when_the_first_run_after_it_is_interrupted() -> None:
    """A second click can come before the page that tells it stands; the one after that tells it no more."""

    def page() -> None:
        import streamlit as st

        from dashboard.visitors import signing

        st.button("Act", on_click=lambda: st.session_state.update(_said=("success", "Done."), interrupted=True))
        signing.told()
        if st.session_state.pop("interrupted", False):
            st.rerun()
        signing.seen()

    app = AppTest.from_function(page).run()
    press(app, "Act")
    assert [told.value for told in app.success] == ["Done\\."]
    app.run()
    assert not app.success


@pytest.mark.browser
def test_keys_answer_undo_and_skip_in_a_browser(tab: Page, settled: Settled, dashboard: Dashboard) -> None:
    """A accepts, U takes back, S skips, M opens a form that Return sends; a key typed into a box is a letter."""
    kb = dashboard.kb
    start = len(kb.log())
    theme = asked_of_all(kb, "theme")
    tab.goto(f"/review?kind=theme&item={theme['item']}")
    settled(tab)
    tab.get_by_label("Your name").fill("Tester aaa")
    tab.locator("h1").click()  # not Tab: where buttons are drawn anew before it is let go, Streamlit holds it pressed
    settled(tab)
    tab.keyboard.press("a")
    tab.get_by_text("Kept: accept").wait_for()
    settled(tab)
    assert [(row["kind"], row["who"]) for row in kb.log()[start:]] == [("accept", "Tester aaa")]
    tab.keyboard.press("u")
    tab.get_by_text("Taken back: decision").wait_for()
    settled(tab)
    assert f"item={theme['item']}" in tab.url
    tab.keyboard.press("s")
    tab.get_by_text("Skipped: for you").wait_for()
    settled(tab)

    question = asked_of_all(kb, "question")
    tab.goto(f"/review?kind=question&item={question['item']}")
    settled(tab)
    tab.get_by_label("Your name").fill("Tester aaa")
    tab.locator("h1").click()
    tab.keyboard.press("p")
    tab.get_by_text("It needs a reason.").wait_for()
    tab.get_by_label("Reason").fill("two things")
    tab.keyboard.press("Enter")
    tab.get_by_text("Kept: different").wait_for()
    kept = kb.log()[start:]
    assert [row["kind"] for row in kept] == ["accept", "undo", "split"] and kept[-1]["reason"] == "two things"
    kb.undo(kept[-1]["number"], reason="the test is over")
