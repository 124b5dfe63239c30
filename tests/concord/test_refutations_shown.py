"""Refutations on the command line: a table that can be read, and one with the words of both sides."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.cli.options import Format
from concord.cli.printing import print_list
from concord.cli.refutations import REFUTATIONS
from tests.concord.conftest import Run

LAKE = (
    "# Fears of divers in cold lakes\n\nAda Quill\n\n## Abstract\n\nDivers were asked on the shore of a lake what "
    "they are afraid of, and what they do about it; the answers were sorted by hand and counted.\n\n## Results\n\n"
    "The lake is cold in May, and cold again in October, so that most of them wear two suits.\n\n"
    "Divers named four fears: cold, dark, weed, pike, and mud.\n"
)


def side(study: str, quote: str) -> dict[str, object]:
    return {"study": study, "theme": None, "quote": quote, "says": "", "section": "", "document": "a.md", "start": 0}


def test_a_refutation_is_shown_with_its_words_and_what_was_reckoned(run: Run, place: str, tmp_path: Path) -> None:
    """By the id that the list gives; an id of none is said to be unknown."""
    (tmp_path / "fears.md").write_text(LAKE, encoding="utf-8")
    base = KnowledgeBase(place, user="ada")
    base.add(tmp_path / "fears.md")
    (row,) = base.refutations(kind="arithmetic")
    at = ("--kb", place)
    shown, unknown = run("show", row["id"], *at), run("show", "x0000000000", *at)

    assert "Divers named four fears" in shown.stdout
    assert "reckoned: 4 announced, 5 listed" in shown.stdout
    assert f"concord review adjudicate {row['id']}" in shown.stdout
    assert json.loads(run("show", row["id"], "--format", "json", *at).stdout) == row
    assert (unknown.returncode, "There is no" in unknown.stderr) == (1, True)
    base.adjudicate(row["id"], "dismissed", reason="mud is weed")
    assert "dismissed" in run("show", row["id"], *at).stdout


def test_the_table_of_refutations_breaks_no_word_in_120_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Each word of a line is one of the record, however long the quotes are, of which each side shows one."""
    long = "The municipal waterworks of the archipelago reported extraordinary interruptions throughout the winter"
    record = {
        "id": "x0123456789",
        "kind": "other definition",
        "label": "Interruptions in winter",
        "standing": "candidate",
        "asserted": [side("rasmussen2021waterworks", long)] * 3,
        "refuting": [side("oppenheimer2019archipelago", f"No {long}")],
        "computed": "12 interruptions here, 13 there",
    }
    print_list([record], REFUTATIONS, Format.TABLE, "")
    lines = capsys.readouterr().out.splitlines()
    allowed = set(re.findall(r"\w+", f"{record} rasmussen2021 oppenheimer2019 and 2 more".replace("'", " ")))
    heading = {"topic", "one", "other", "reckoned"}

    assert max(map(len, lines)) <= 120
    assert set(re.findall(r"\w+", " ".join(lines))) <= allowed | heading | {"side", "id", "kind"}
    assert "and 2 more" in " ".join(" ".join(lines).split())
