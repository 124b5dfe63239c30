"""Two papers with planted disagreements and decoys, through the front door: all planted are found, and no decoy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from concord import BadDecision, BadInput, KnowledgeBase, NotFound
from synthesis.refutation.gather import same_words

PLANTED = Path(__file__).parent / "planted"
KEY = json.loads((PLANTED / "key.json").read_text(encoding="utf-8"))
Row = dict[str, Any]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A knowledge base of the two papers."""
    kb = KnowledgeBase(tmp_path_factory.mktemp("planted") / "planted.db", user="ann")
    assert not kb.add(PLANTED / "papers").unreadable
    return kb


def sides(row: Row) -> list[Row]:
    return [*row["asserted"], *row["refuting"]]


def holds(row: Row, quote: str) -> bool:
    return any(same_words(side["quote"], quote) for side in sides(row))


@pytest.mark.parametrize("entry", KEY["planted"], ids=lambda entry: entry["id"])
def test_what_was_planted_is_found_with_the_words_of_both_sides(entry: Row, base: KnowledgeBase) -> None:
    """One candidate holds each of the quotes; within a study it has the kind of the key."""
    found = [row for row in base.refutations() if all(holds(row, quote) for quote in entry["quotes"])]
    assert found
    assert any(row["scope"] == "between" or row["kind"] == entry["kind"] for row in found)


def test_nothing_else_is_found(base: KnowledgeBase) -> None:
    """Each candidate is one that was planted."""
    planted = [entry["quotes"] for entry in KEY["planted"]]
    extra = [row for row in base.refutations() if not any(all(holds(row, q) for q in quotes) for quotes in planted)]
    assert extra == []


@pytest.mark.parametrize("decoy", KEY["decoys"])
def test_no_decoy_is_taken(decoy: str, base: KnowledgeBase) -> None:
    """ "However", ranges, years, parts of a whole and lists that hold what they announce."""
    papers = [" ".join(path.read_text(encoding="utf-8").split()) for path in sorted((PLANTED / "papers").iterdir())]
    assert any(decoy in paper for paper in papers)
    assert [row["label"] for row in base.refutations() if any(decoy in s["quote"] for s in sides(row))] == []


def test_the_list_is_filtered_and_tells_places(base: KnowledgeBase) -> None:
    """By scope, kind and study; what is unknown is said with what there is; quotes stand where they are said to."""
    rows = base.refutations()
    assert {row["scope"] for row in rows} == {"between", "within"}
    assert base.refutations(scope="within") == [row for row in rows if row["scope"] == "within"]
    assert base.refutations(kind="attribution") == [row for row in rows if row["kind"] == "attribution"] != []
    own = base.refutations(study="maddox", scope="within")
    assert own and {side["study"] for row in own for side in sides(row)} == {"maddox2023keeps"}
    with pytest.raises(BadInput, match="there are: contradiction"):
        base.refutations(kind="quarrel")
    texts = {document.name: document.text for study in base.corpus for document in study.documents}
    for side in (side for row in rows for side in sides(row)):
        assert texts[side["document"]][side["start"] : side["end"]] == side["quote"]


def test_a_verdict_is_kept_listed_and_exported(base: KnowledgeBase) -> None:
    """A dismissed candidate leaves list and table; undone, it is back."""
    (row,) = base.refutations(kind="attribution")
    kept = base.adjudicate(row["id"], "dismissed", reason="the pointer was mended in the erratum")
    assert base.refutations(kind="attribution") == []
    (again,) = base.refutations(standing="dismissed")
    assert (again["id"], again["decided_by"], again["verdict"]) == (
        row["id"],
        "ann",
        "the pointer was mended in the erratum",
    )
    assert "Quill [3]" not in base.export_bytes("csv", "refutations").decode()
    base.undo(kept["number"])
    assert "Quill [3]" in base.export_bytes("csv", "refutations").decode()
    with pytest.raises(NotFound, match="concord refutations"):
        base.adjudicate("x", "dismissed", reason="none")
    with pytest.raises(BadDecision, match="There is no verdict"):
        base.adjudicate(row["id"], "perhaps", reason="none")


def test_one_study_after_the_other_gives_the_same_list(base: KnowledgeBase, tmp_path: Path) -> None:
    """Added one by one, the later paper first."""
    kb = KnowledgeBase(tmp_path / "one_by_one.db")
    for path in sorted((PLANTED / "papers").iterdir(), reverse=True):
        kb.add(path)
    assert kb.refutations() == base.refutations()
