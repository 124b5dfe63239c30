"""What the server makes ready before the first visitor comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import KnowledgeBase
from dashboard.shared import state, warming


def test_what_was_made_ready_is_not_made_again_for_a_page(
    small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each record lies where the pages look for it, under the words that they ask with."""
    store = tmp_path / "warm.db"
    store.write_bytes(small_store.read_bytes())
    monkeypatch.setenv("CONCORD_KB", str(store))
    warming.warm()

    def again(*_: object, **__: object) -> None:
        raise AssertionError("made twice")

    for name in ("studies", "overview", "progress", "waiting", "suggestions", "overlap"):
        monkeypatch.setattr(KnowledgeBase, name, again)
    assert state.records("overview")["studies"] == len(state.records("studies")) > 0
    assert state.records("progress")["total"] and state.records("suggestions") and state.records("waiting")
    assert state.records("overlap", "included", missing=True, doubtful=False, rows=False)["reviews"]


def test_making_ready_makes_no_knowledge_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none yet, or what lies there is none, the first page says so."""
    note = tmp_path / "notes.db"
    note.write_text("this is a note\n" * 40)
    for place in (tmp_path / "none.db", note):
        monkeypatch.setenv("CONCORD_KB", str(place))
        warming.warm()

    assert [path.name for path in tmp_path.iterdir()] == ["notes.db"]
