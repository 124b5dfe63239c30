"""The part of the page Concept where a person says how far a finding can be trusted."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
from tests.dashboard.conftest import LATER, samples
from tests.dashboard.test_pages import opened, press, text


def shared_concept(kb: KnowledgeBase) -> str:
    """The id of a challenge that several of the first studies name, and that the later one names too."""
    return next(c["id"] for c in kb.concepts(facet="challenge") if len(c["studies"]) > 1)


def test_a_level_needs_a_reason_and_is_kept_with_name_and_concerns(store: Path) -> None:
    """A press without a reason says so in one sentence and keeps nothing."""
    kb = KnowledgeBase(store)
    id = shared_concept(kb)
    app = opened("concept", concept=id, view="trust")
    assert "Not assessed yet" in text(app)

    app.selectbox(key="level").select("moderate")
    app.selectbox(key="concern_adequacy").select("serious")
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Keep the level")
    assert "needs a reason" in app.error[0].value
    assert kb.log() == []

    app.text_input(key="reason").input("two thin lists")
    press(app, "Keep the level")
    (profile,) = kb.profile(id)
    assert (profile["level"], profile["explanation"], profile["assessed_by"]) == ("moderate", "two thin lists", "Rosa")
    assert profile["concerns"] == {"adequacy": "serious"}
    assert "Moderate confidence" in text(app)


def test_a_press_without_a_level_says_which_there_are(store: Path) -> None:
    """And keeps nothing."""
    app = opened("concept", concept=shared_concept(KnowledgeBase(store)), view="trust")
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("why not")
    press(app, "Keep the level")

    assert "high, moderate, low, very low" in app.error[0].value
    assert KnowledgeBase(store).log() == []


def test_what_moved_is_told_until_somebody_looks(store: Path, root: Path) -> None:
    """On the page of the concept and in the queue; the button clears it."""
    kb = KnowledgeBase(store, user="Rosa")
    accepted = [kb.accept(c["id"])[0]["number"] for c in kb.concepts(facet="challenge") if len(c["studies"]) > 1]
    assert kb.conclusions(stale=True) == []
    kb.add(samples(root, LATER))
    stale = kb.conclusions(stale=True)
    assert stale and len(stale) <= len(accepted)
    id = stale[0]["concept"]
    app = opened("concept", concept=id, view="trust")
    assert "4 now support it" in app.warning[0].value and "Varga" in app.warning[0].value
    asked = text(opened("review", kind="stale conclusion"))
    assert "4 now support it" in asked

    app.text_input(key="reviewer").input("Ben")
    app.text_input(key="reason").input("Varga says the same")
    press(app, "I have looked at what moved")
    assert id not in [c["concept"] for c in kb.conclusions(stale=True)]
    assert not app.warning


def test_a_statement_opens_on_its_words(store: Path) -> None:
    """The quotes of the supporters stand under the line that counts them."""
    kb = KnowledgeBase(store)
    (profile,) = kb.profile(shared_concept(kb))
    counted = next(s for s in profile["components"]["adequacy"] if "in its scope support it" in s["text"])
    app = opened("concept", concept=profile["id"], view="trust")
    (line,) = [box for box in app.expander if "in its scope support it" in box.label]

    assert len(counted["words"]) == profile["support"]["studies"]
    assert len(line.caption) == len(counted["words"])
