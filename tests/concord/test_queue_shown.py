"""The queue of a reviewer in a terminal: what each entry asks, how many wait, and how to answer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from concord import KnowledgeBase
from concord.cli import queueing
from concord.cli.options import Format
from synthesis.translation import TOGETHER
from tests.concord.conftest import ALDER, Run


def test_the_queue_says_what_is_asked_how_many_wait_and_how_to_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list for machines holds the entries alone."""
    ends = {f"{end}{key}": "t" for end in ("source", "target") for key in ("", "_label", "_study")}
    waiting = [
        {"item": f"q000000000{number}", "kind": "question", "score": 0.5, "reasons": reasons, **ends}
        for number, reasons in enumerate(([], [TOGETHER], []))
    ]
    monkeypatch.setattr(queueing, "open_kb", lambda kb, user: SimpleNamespace(queue=lambda **only: waiting))

    queueing.queue(limit=2, form=Format.TABLE)
    table = capsys.readouterr().out
    queueing.queue(limit=2, form=Format.CSV)
    machine = capsys.readouterr().out
    queueing.queue(limit=3, form=Format.TABLE)

    first, second = (line for line in table.splitlines() if line.startswith("q000000000"))
    assert ("one concept?" in first, "rightly one?" in second) == (True, True)
    assert "The first 2 of 3" in table and "concord review next" in table
    assert machine.count("\n") == 3 and machine.startswith("item,kind,")
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


@pytest.mark.parametrize("form", [Format.CSV, Format.MD])
def test_a_list_for_machines_has_a_row_for_a_theme_that_is_asked_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: Format
) -> None:
    """A theme has a source and no target, and the column of ids fell over it."""
    theme = {"item": "t0123456789", "id": "t0123456789", "kind": "theme", "facet": "role", "score": 0.6, "reasons": []}
    source = {"source": "t0123456789", "source_label": "Night porter", "source_study": "alder2021night"}
    monkeypatch.setattr(queueing, "open_kb", lambda kb, user: SimpleNamespace(queue=lambda **only: [theme | source]))

    queueing.queue(form=form)

    assert capsys.readouterr().out.count("t0123456789") == 3
