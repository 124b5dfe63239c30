"""Codebooks and programs on screen: what waits is said, a report comes before the button that adopts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.deriving import programs
from concord.store import begun
from dashboard.changes import frames as changing
from dashboard.changes import trying
from tests.dashboard.test_pages import opened, text


def test_a_codebook_is_tried_and_then_adopted(store: Path) -> None:
    """The report stands there before the button; the reason is kept; the list tells it afterwards."""
    app = opened("codebook", view="edit")
    app.selectbox(key="to_try").set_value("generic").run()
    assert "Adopt it" not in {button.label for button in app.button}
    next(b for b in app.button if b.label.startswith("Show what")).click().run()
    assert not app.exception and "From codebook auto to generic" in text(app)

    app.text_input(key="reviewer").set_value("ann")
    app.text_input(key="reason").set_value("one for all").run()
    next(b for b in app.button if b.label == "Adopt it").click().run()
    assert not app.exception and "Adopted; what it changed is kept." in text(app)
    last = KnowledgeBase(store).adoptions()[-1]
    assert (last["to"][:7], last["by"], last["reason"]) == ("generic", "ann", "one for all")
    assert f"adoption {last['number']}" in changing.states([], [], KnowledgeBase(store).adoptions())


def test_an_update_that_waits_is_said_and_adopted(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the overview with a link, and on the page with the report before the button."""
    later = replace(programs.present(), version="9.9", themes="later")
    monkeypatch.setattr(programs, "present", lambda: later)
    app = opened("changes", view="adoptions")

    assert "this program is 9.9" in text(app)
    app.button[0].click().run()
    assert "to 9.9" in text(app) and not app.exception
    app.text_input(key="reviewer").set_value("ann")
    app.text_input(key="reason").set_value("round 2").run()
    next(b for b in app.button if b.label == "Adopt it").click().run()
    assert KnowledgeBase(store).adoptions()[-1]["program"] == "9.9"
    assert "this program is 9.9" not in text(opened("changes"))


def test_an_addition_that_was_stopped_is_said_and_completed(store: Path) -> None:
    """With one button; the record is there afterwards."""
    kb = KnowledgeBase(store)
    at = "2020-01-01T00:00:00+00:00"
    told = {"at": at, "by": "ben", "host": "", "process": 0, "ids": [kb.additions()[-1]["document"]]}
    begun.tell(kb._store, begun.Begun("one", at, json.dumps(told).encode()))
    app = opened("changes")
    assert "by ben (1 file) was stopped before what it changed was written down" in text(app).replace(
        "\\", ""
    ) + "".join(warning.value for warning in app.warning)
    app.text_input(key="reviewer").set_value("ann").run()
    next(b for b in app.button if b.label == "Write it down now").click().run()

    assert not app.exception and KnowledgeBase(store).unfinished() == []


def test_frames_hold_every_theme_of_a_report() -> None:
    """Each with what becomes of it and what it was."""
    theme = {"label": "Hive", "quote": "a hive", "facet": "tool"}
    row = {"study": "s", "before": 2, "after": 2, "new": [theme], "gone": []}
    row |= {"moved": [{**theme, "from": "tool", "to": "role", "was": "Hive"}], "relabelled": [{**theme, "was": "Box"}]}
    report = {"studies": [row]}

    assert trying.studies_frame(report).iloc[0].tolist() == ["s", 2, 2, 1, 0, 1, 1]
    assert trying.themes_frame(report)["was"].tolist() == ["", "Hive (tool, now role)", "Box"]
