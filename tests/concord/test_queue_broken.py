"""What is broken waits first: decisions that lost their object, reviewers who disagree, files of one study or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import BadDecision, BadInput, KnowledgeBase
from synthesis.decisions import Address, Decision, Kind
from tests.concord.conftest import ALDER, CEDAR
from tests.concord.test_overlap_shown import FIRST, NAMES, PAPER, SECOND


@pytest.fixture
def lost(kb: KnowledgeBase) -> KnowledgeBase:
    """A decision speaks of a theme that nobody finds."""
    study = next(s["id"] for s in kb.studies() if s["id"].startswith("dogwood"))
    gone = Address(study, "challenge", "Thefts of a hive", "What nobody wrote.")
    kb.decide(Decision(Kind.REJECT, (gone,), who="ann", reason="rare"))
    return kb


def test_a_lost_decision_is_said_again_of_what_is_near(lost: KnowledgeBase) -> None:
    """The item shows what it spoke of beside what may be meant; the answer keeps two decisions."""
    first = lost.queue()[0]
    whole = lost.queued(first["item"])
    near = whole["candidates"][0]["candidates"][0]
    with pytest.raises(BadInput, match="needs an id for each theme"):
        lost.answer(first["item"], "readdress", reason="the same")
    kept = lost.answer(first["item"], "readdress", others=[near["id"]], reason="the same")

    assert (first["kind"], first["actions"]) == ("conflict", ["readdress", "undo"])
    assert [(w["side"], w["label"]) for w in whole["evidence"]][:2] == [(0, "Thefts of a hive"), (1, "Theft of hives")]
    assert kept["numbers"] == [2, 3] and lost.show(near["id"])["status"] == "rejected"
    assert not lost.queue(kinds=["conflict"])


def test_a_lost_decision_is_taken_back(lost: KnowledgeBase) -> None:
    """It stays in the log."""
    lost.answer(lost.queue()[0]["item"], "undo")

    assert [row["kind"] for row in lost.log()] == ["reject", "undo"] and not lost.queue(kinds=["conflict"])


def test_reviewers_who_disagree_are_settled_by_the_decision_that_is_right(kb: KnowledgeBase, filled_place: str) -> None:
    """Both stand in the item with their reasons; the number of the right one is the answer."""
    ben = KnowledgeBase(filled_place, user="ben")
    theme = kb.themes()[0]["id"]
    kb.reject(theme, reason="said in passing")
    ben.accept(theme, reason="said twice")
    (row,) = kb.queue(kinds=["clash"])
    with pytest.raises(BadInput, match="the number of the decision"):
        kb.answer(row["item"], "settle", value="ann", reason="read")
    kb.answer(row["item"], "keep", value="1", reason="read together")

    assert kb.themes()[0]["label"] in row["asked"] and "'accept'" in row["target_label"]
    assert [(d["number"], d["reason"]) for d in row["decisions"]] == [(1, "said in passing"), (2, "said twice")]
    assert [words["theme"] for words in row["evidence"]] == [theme]
    assert kb.show(theme)["status"] == "rejected" and not kb.queue(kinds=["clash"])
    ben.close()


@pytest.mark.parametrize(("answer", "studies"), [("one", 1), ("two", 2)])
def test_files_that_contradict_each_other_are_one_study_or_two(
    tmp_path: Path, place: str, answer: str, studies: int
) -> None:
    """Both are shown with what they say of themselves; either answer takes the question off the queue."""
    (tmp_path / "alder.md").write_text(ALDER, encoding="utf-8")
    (tmp_path / "cedar.md").write_text(
        CEDAR.replace(CEDAR.split("\n", 1)[0], ALDER.split("\n", 1)[0]), encoding="utf-8"
    )
    kb = KnowledgeBase(place, user="ann")
    kb.add([tmp_path / "alder.md", tmp_path / "cedar.md"])
    (row,) = kb.queue(kinds=["identity"])
    assert 0 <= kb.queued(row["item"])["overlap"] < 0.5
    with pytest.raises(BadDecision, match="needs a reason"):
        kb.answer(row["item"], answer)
    kb.answer(row["item"], answer, reason="read both")

    assert [(w["document"], w["fields"]["authors"][0]) for w in row["evidence"]] in (
        [("alder.md", "Ada Alder"), ("cedar.md", "Cleo Cedar")],
        [("cedar.md", "Cleo Cedar"), ("alder.md", "Ada Alder")],
    )
    assert len(kb.studies()) == studies and not kb.queue(kinds=["identity"])
    kb.close()


@pytest.mark.parametrize(("answer", "says"), [("one", "one work"), ("two", "two works")])
def test_two_references_are_one_work_or_two(tmp_path: Path, place: str, answer: str, says: str) -> None:
    """Both entries are shown with their fields; either answer takes the question off the queue."""
    for number, paper in enumerate((FIRST, SECOND)):
        text = PAPER.format(**dict(zip(NAMES, paper, strict=True)))
        (tmp_path / f"paper{number}.md").write_text(text, encoding="utf-8")
    kb = KnowledgeBase(place, user="ann")
    kb.add(sorted(tmp_path.glob("paper*.md")))
    row = kb.queue(kinds=["reference"])[0]
    kept = kb.answer(row["item"], answer)

    assert {words["fields"]["year"] for words in row["evidence"]} == {2015, 2019}
    assert all("Owls in the attics" in words["quote"] for words in row["evidence"])
    assert kept["value"] == says and row["item"] not in [r["item"] for r in kb.queue()]
    kb.close()
