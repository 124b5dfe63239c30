"""The queue of a reviewer in a terminal: what each entry asks, how many wait, and how to answer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from concord import KnowledgeBase
from concord.cli import reviewing
from concord.cli.options import Format
from synthesis.translation import TOGETHER
from tests.concord.conftest import ALDER, Run


def test_the_queue_says_what_is_asked_how_many_wait_and_how_to_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list for machines holds the entries alone."""
    ends = {f"{end}{key}": "t" for end in ("source", "target") for key in ("", "_label", "_study")}
    waiting = [{"kind": "question", "score": 0.5, "reasons": reasons, **ends} for reasons in ([], [TOGETHER], [])]
    monkeypatch.setattr(reviewing, "open_kb", lambda kb: SimpleNamespace(queue=lambda: waiting))

    reviewing.queue(limit=2, form=Format.TABLE)
    table = capsys.readouterr().out
    reviewing.queue(limit=2, form=Format.CSV)
    machine = capsys.readouterr().out
    reviewing.queue(limit=3, form=Format.TABLE)

    first, second = (line for line in table.splitlines() if line.endswith("t t") or " t " in line)
    assert (first.startswith("one concept?"), second.startswith("rightly one?")) == (True, True)
    assert "The first 2 of 3" in table and "concord review merge ID ID" in table
    assert machine.count("\n") == 3 and machine.startswith("kind,")
    assert "The first" not in capsys.readouterr().out


def test_a_theme_is_not_related_to_itself_and_the_sentence_counts_themes(run: Run, place: str, tmp_path: Path) -> None:
    """It said that two were wanted, not two."""
    (tmp_path / "alder.md").write_text(ALDER, encoding="utf-8")
    base = KnowledgeBase(place)
    base.add(tmp_path / "alder.md")
    id = base.themes()[0]["id"]
    done = run("review", "relate", id, "broadMatch", id, "--reason", "x", "--kb", place)

    assert done.returncode == 1
    assert "two different themes, a source and a target, not 1." in done.stderr
