"""Overlap and dependence as users have them: by Python and by the command line, and reviewers' words on references."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from concord import KnowledgeBase
from concord.matrix_files import matrix_overlap
from corpus.errors import BadDecision, BadInput, NotFound
from tests.concord.conftest import Run

PAPER = """# {title}

{author}

{year}

## Abstract

This review tells what is known of {matter} in towns and who looks after them there.

## 1 Method

We searched Scopus in {searched}. {count} studies were included [1, 2].

## 2 Results

### 2.1 Challenges

The challenges are the following:

- Lack of money
- Noise at night

## References

[1] {first}

[2] {second}
"""
OWLS = "Elm, E. (2015). Owls in the attics of old towns. Journal of Birds, 3, 1-9."
OWLS_MISDATED = "Elm, E. (2019). Owls in the attics of old towns. Journal of Birds, 3, 11-19."
BATS = "Fir, F. (2014). Bats under bridges and viaducts. Journal of Mammals, 4, 10-19."
SWIFTS = "Gorse, G. (2012). Swifts and their nests in walls. Journal of Birds, 7, 2-8."
FIRST = ("Owls of the towns: a systematic review", "Ada Alder", 2018, "owls", 2017, "Two", OWLS, BATS)
CITED = "Alder, A. (2018). Owls of the towns: a systematic review. Journal of Birds, 8, 1-19."
SECOND = ("Birds of the towns: a systematic review", "Ben Birch", 2022, "birds", 2021, "Two", OWLS_MISDATED, CITED)
THIRD = ("Nests in towns: a systematic review", "Cleo Cedar", 2021, "nests", 2020, "Two", SWIFTS, OWLS)
NAMES = "title author year matter searched count first second".split()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reviews; the second includes the first and dates a work of it otherwise."""
    folder = tmp_path_factory.mktemp("towns")
    for number, paper in enumerate((FIRST, SECOND, THIRD)):
        text = PAPER.format(**dict(zip(NAMES, paper, strict=True)))
        (folder / f"paper{number}.md").write_text(text, encoding="utf-8")
    kb = KnowledgeBase(folder / "towns.db", user="ann")
    kb.add(folder)
    kb.overlap()
    kb.close()
    return folder / "towns.db"


@pytest.fixture
def kb(made: Path, tmp_path: Path) -> KnowledgeBase:
    """A copy that a test may write to."""
    copy = tmp_path / "towns.db"
    copy.write_bytes(made.read_bytes())
    return KnowledgeBase(copy, user="ann")


def test_overlap_tells_each_assumption_and_never_one_number(kb: KnowledgeBase) -> None:
    """Owls in three lists under two years: with doubtful matches in it is one work."""
    found = kb.overlap()
    by = {(row["works"], row["missing"], row["doubtful"]): row for row in found["assumptions"]}

    assert len(by) == 8
    assert [by["included", False, doubtful]["ones"] for doubtful in (False, True)] == [6, 6]
    assert [by["included", False, doubtful]["rows"] for doubtful in (False, True)] == [5, 4]
    assert by["included", False, False]["corrected"] == pytest.approx(1 / 10)
    assert by["included", False, True]["corrected"] == pytest.approx(2 / 8)
    assert found["range"][0] <= 1 / 10 < 2 / 8 <= found["range"][1]
    assert all(pair["range"][0] <= pair["corrected"] <= pair["range"][1] for pair in found["pairs"])


def test_the_chosen_assumption_is_the_one_of_the_list(kb: KnowledgeBase) -> None:
    """whole is the row of assumptions that was asked for."""
    for works in ("included", "all"):
        for missing in (True, False):
            found = kb.overlap(works, missing=missing, doubtful=True)
            (row,) = [r for r in found["assumptions"] if r["assumption"] == found["chosen"]["assumption"]]
            assert found["whole"]["corrected"] == row["corrected"]
            assert (row["works"], row["missing"], row["doubtful"]) == (works, missing, True)


def test_some_reviews_alone(kb: KnowledgeBase) -> None:
    """By the beginnings of their ids; a study that is none is said."""
    found = kb.overlap(studies=["alder", "cedar"], missing=False)

    assert [review[:5] for review in found["reviews"]] == ["alder", "cedar"] and found["pairs_total"] == 1
    assert found["whole"]["corrected"] == pytest.approx(1 / 3) == found["pairs"][0]["corrected"]
    assert len(found["lists"]) == 2
    with pytest.raises(NotFound, match="no study 'elm'"):
        kb.overlap(studies=["elm"])


def test_works_that_are_none_are_said(kb: KnowledgeBase) -> None:
    """With those that there are."""
    with pytest.raises(BadInput, match="no works 'some' to overlap; there are: included, all"):
        kb.overlap("some")


def test_lists_tell_until_when_each_review_searched(kb: KnowledgeBase) -> None:
    """With the words that say so."""
    rows = {row["review"][:5]: row for row in kb.overlap()["lists"]}

    assert rows["alder"]["searched"] == 2017
    assert "searched Scopus in 2017" in rows["alder"]["quote"]
    assert (rows["birch"]["included"], rows["birch"]["unnamed"]) == (2, 0)


def test_each_cell_opens_on_its_entry(kb: KnowledgeBase) -> None:
    """Only where it is asked for: the raw entry, why it is included, what it was matched by."""
    cells = [cell for cell in kb.overlap(cells=True)["cells"] if cell["work"].startswith("Elm 2015")]

    assert "cells" not in kb.overlap()
    assert [cell["review"][:5] for cell in cells] == ["alder", "cedar"]
    assert OWLS in cells[0]["reference"] and "studies were included" in cells[0]["why"]
    assert {"title", "year", "author"} <= set(cells[0]["matched"])
    assert (cells[0]["with_review"], cells[0]["list"], cells[0]["judged"]) == (cells[1]["review"], "included", False)


def test_a_doubt_is_judged_and_the_matrix_follows(kb: KnowledgeBase) -> None:
    """The queue has it by the same id; undo brings it back."""
    doubts = kb.overlap()["doubts"]
    waiting = [row for row in kb.queue() if row["kind"] == "reference"]
    before = kb.overlap()["whole"]["corrected"]

    assert doubts and {row["id"] for row in doubts} == {row["id"] for row in waiting}
    kept = [kb.match(row["id"], "one", reason="the same owls") for row in doubts]
    assert kb.overlap()["whole"]["rows"] == 4 and kb.overlap()["whole"]["corrected"] > before
    assert kb.overlap()["doubts"] == [] == [row for row in kb.queue() if row["kind"] == "reference"]
    assert any(cell["judged"] for cell in kb.overlap(cells=True)["cells"])
    for decision in kept:
        kb.undo(decision["number"])
    assert [row["id"] for row in kb.overlap()["doubts"]] == [row["id"] for row in doubts]


def test_two_works_stay_two_also_with_doubtful_matches_in(kb: KnowledgeBase) -> None:
    """A reviewer's word is no assumption."""
    for row in kb.overlap()["doubts"]:
        kb.match(row["id"], "two")

    assert {row["rows"] for row in kb.overlap()["assumptions"] if row["works"] == "included"} == {5}


def test_a_verdict_or_an_id_that_is_none_is_refused(kb: KnowledgeBase) -> None:
    """Before anything is kept."""
    (doubt, *_) = kb.overlap()["doubts"]

    with pytest.raises(NotFound, match="no references in doubt called 'm0'"):
        kb.match("m0", "one")
    with pytest.raises(BadDecision, match="knows the verdicts one work, two works, not 'perhaps'"):
        kb.match(doubt["id"], "perhaps")
    assert kb.log() == []


def test_dependence_tells_ties_with_evidence_and_dates(kb: KnowledgeBase) -> None:
    """The second review includes the first; all three searched one database over years that overlap."""
    found = kb.dependence()
    (includes,) = [tie for tie in found["ties"] if tie["kind"] == "includes"]

    assert (includes["source"][:5], includes["target"][:5], includes["strength"]) == ("birch", "alder", "strong")
    assert includes["dates"] == ["2022", "2018"] and "Owls of the towns" in includes["evidence"]
    assert found["nested"] == [{"study": includes["source"], "includes": [includes["target"]], "through": []}]
    assert found["cycles"] == found["impossible"] == found["units"] == []


def test_dependence_is_filtered_by_kind(kb: KnowledgeBase) -> None:
    """A kind that is none is said with those that there are; weaker kinds make one witness where asked."""
    windows = kb.dependence("same search window")

    assert {tie["kind"] for tie in windows["ties"]} == {"same search window"}
    assert "both searched Scopus" in windows["ties"][0]["evidence"]
    assert len(kb.dependence(merged=["same search window"])["units"]) == 1
    with pytest.raises(BadInput, match="no kind of tie 'likes'; there are: includes, version, cites"):
        kb.dependence("likes")


def test_the_exported_matrix_gives_the_same_figures(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Reviewers leave with the matrix, and come back with it."""
    kb.export(tmp_path / "matrix.csv", "citations")
    found, whole = matrix_overlap(tmp_path / "matrix.csv"), kb.overlap()["whole"]

    assert (found["cca"], found["n"], found["rows"]) == (whole["corrected"], whole["ones"], whole["rows"])
    assert found["missing"] == whole["missing"] > 0 and found["warnings"] == []


def test_the_command_line_tells_the_same(kb: KnowledgeBase, run: Run, tmp_path: Path) -> None:
    """Records in json; lists in every format."""
    place = str(tmp_path / "towns.db")

    def told(*arguments: str) -> Any:
        return json.loads(run(*arguments, "--kb", place, "--format", "json").stdout)

    assert told("overlap") == json.loads(json.dumps(kb.overlap()))
    assert told("overlap", "--works", "all", "--no-missing", "--doubtful") == json.loads(
        json.dumps(kb.overlap("all", missing=False, doubtful=True))
    )
    assert told("dependence", "--kind", "includes") == json.loads(json.dumps(kb.dependence("includes")))
    page = run("overlap", "--kb", place).stdout
    assert "included studies" in page and "10.0 %" in page and "lowest and highest" in page
    assert "--doubts" in page
    for what, form in (("--cells", "csv"), ("--cells", "table"), ("--doubts", "md"), ("--assumptions", "table")):
        done = run("overlap", what, "--kb", place, "--format", form)
        assert done.returncode == 0 and done.stdout.strip(), (what, form, done.stderr)
    assert "includes" in run("dependence", "--kb", place).stdout


def test_a_doubt_is_judged_on_the_command_line(kb: KnowledgeBase, run: Run, tmp_path: Path) -> None:
    """And told in the log."""
    (doubt, *_) = kb.overlap()["doubts"]
    done = run("review", "match", doubt["id"], "one", "--reason", "the same", "--kb", tmp_path / "towns.db")

    assert done.returncode == 0, done.stderr
    assert "match reference" in done.stdout and "one work" in done.stdout
    assert kb.log()[0]["kind"] == "match" and kb.log()[0]["in_force"]
