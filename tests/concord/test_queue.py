"""The review queue: what waits, in which order, on which words, and that an answer removes it for good."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from concord import BadDecision, BadInput, KnowledgeBase, NotFound
from concord.queueing.answers import ANSWERS
from concord.queueing.entry import BROKEN, Asks

Record = dict[str, Any]


@pytest.fixture(scope="module")
def undecided(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of the sample corpus in which nobody has decided anything; copy it before writing."""
    path = tmp_path_factory.mktemp("undecided") / "twins.db"
    base = KnowledgeBase(path)
    base.add(root / "data" / "sample_corpus" / "documents" / "water_twins")
    base.queue()
    base.close()
    return path


@pytest.fixture
def sampled_copy(undecided: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(undecided, tmp_path / "twins.db"))


@pytest.fixture
def kb(sampled_copy: Path) -> KnowledgeBase:
    """The copy, in ann's hands."""
    return KnowledgeBase(sampled_copy, user="ann")


def first(kb: KnowledgeBase, kind: str, **wanted: object) -> Record:
    """The first item of a kind that has these values."""
    found = (row for row in kb.queue(kinds=[kind]) if all(row[key] == value for key, value in wanted.items()))
    return next(found)


def items(kb: KnowledgeBase) -> list[str]:
    return [row["item"] for row in kb.queue()]


def test_each_item_has_a_name_of_its_own_answers_and_words_of_a_study(kb: KnowledgeBase) -> None:
    """Whatever its kind; the words are those at the place that is given."""
    waiting = kb.queue()
    texts = {document.name: document.text for study in kb.corpus for document in study.documents}

    assert {"question", "theme", "refutation"} <= {row["kind"] for row in waiting}
    assert len({row["item"] for row in waiting}) == len(waiting)
    for row in waiting:
        assert row["asked"].endswith("?") and set(row["actions"]) <= set(ANSWERS[Asks(row["kind"])])
        assert {words["side"] for words in row["evidence"]} <= {0, 1} and row["evidence"][0]["side"] == 0
        for words in row["evidence"]:
            assert texts[words["document"]][words["start"] : words["end"]] == words["quote"]
            assert words["study_title"]


def test_what_is_broken_comes_first_and_then_what_an_answer_changes_most(kb: KnowledgeBase) -> None:
    """Over all kinds; ranks are those of each kind."""
    theme = first(kb, "theme")
    concept = next(row for row in kb.concepts() if len(row["studies"]) > 2)
    kb.assess(concept["id"], "low", reason="thin")
    kb.reject(next(id for id in concept["themes"] if id != theme["id"]))
    waiting = kb.queue()

    broken = [row["kind"] in set(BROKEN) for row in waiting]
    worth = [row["worth"] for row in waiting if row["kind"] not in set(BROKEN)]
    assert broken[0] and broken == sorted(broken, reverse=True)
    assert worth == sorted(worth, reverse=True)
    for kind in {row["kind"] for row in waiting}:
        ranks = [row["rank"] for row in waiting if row["kind"] == kind and "rank" in row]
        assert ranks == sorted(ranks)


def test_items_survive_another_program_and_another_order_of_adding(
    kb: KnowledgeBase, root: Path, tmp_path: Path
) -> None:
    """Their names are of what is asked by content."""
    files = sorted((root / "data" / "sample_corpus" / "documents" / "water_twins").iterdir())
    other = KnowledgeBase(tmp_path / "other.db", user="ben")
    other.add(list(reversed(files)))

    assert items(other) == items(kb)


@pytest.mark.parametrize(
    ("action", "value", "kept"),
    [("accept", "", "accept"), ("reject", "", "reject"), ("relabel", "A better name", "rename"), ("l", "X", "rename")],
)
def test_an_answered_theme_is_not_asked_about_again(kb: KnowledgeBase, action: str, value: str, kept: str) -> None:
    """Also where its label is another one since; after an undo it is asked again."""
    row = first(kb, "theme")
    decision = kb.answer(row["item"], action, value=value)

    assert (decision["kind"], decision["item"]) == (kept, row["item"])
    assert row["item"] not in items(kb)
    kb.undo(decision["number"])
    assert row["item"] in items(kb)


def test_a_moved_theme_is_of_the_other_facet(kb: KnowledgeBase) -> None:
    """A facet that is none is refused with those that there are."""
    row = first(kb, "theme", facet="challenge")
    with pytest.raises(BadDecision, match=r"there are: .*challenge"):
        kb.answer(row["item"], "move", value="colour")
    kb.answer(row["item"], "move", value="tool")

    assert kb.show(row["id"])["facet"] == "tool" and row["item"] not in items(kb)


def test_a_theme_can_be_merged_split_off_and_related_from_the_queue(kb: KnowledgeBase) -> None:
    """Each needs a reason; a theme that stands alone cannot be split off, and is not offered it."""
    shared = next(row for row in kb.queue(kinds=["theme"]) if "split" in row["actions"])
    alone = next(row for row in kb.queue(kinds=["theme"]) if "split" not in row["actions"])
    with pytest.raises(BadDecision, match="needs a reason"):
        kb.answer(shared["item"], "split")
    with pytest.raises(BadDecision, match="in no concept with others"):
        kb.answer(alone["item"], "split", reason="x")
    kb.answer(shared["item"], "split", reason="another thing")
    home = kb.show(shared["id"])["concept"]
    mate = next(t for t in kb.themes(facet=alone["facet"]) if t["study"] != alone["source_study"])
    with pytest.raises(BadInput, match="needs ids of the themes"):
        kb.answer(alone["item"], "merge", reason="x")
    kb.answer(alone["item"], "relate", value="relatedMatch", others=[mate["id"]], reason="they meet")

    assert home is None or home["id"] != shared["concept"]
    assert {shared["item"], alone["item"]}.isdisjoint(items(kb))
    assert [e["target"] for e in kb.edges() if e["decided_by"] == "ann"] == [mate["id"]]


@pytest.mark.parametrize(("action", "value"), [("merge", ""), ("different", ""), ("relate", "relatedMatch")])
def test_an_answered_question_is_not_asked_again(kb: KnowledgeBase, action: str, value: str) -> None:
    """Also one that was answered with a relation, of which the aligner knows nothing."""
    row = first(kb, "question")
    kb.answer(row["item"], action, value=value, reason="read both")

    assert row["item"] not in items(kb)


def test_one_side_of_a_question_can_be_rejected(kb: KnowledgeBase) -> None:
    """It is named; a third theme is refused."""
    row = first(kb, "question")
    with pytest.raises(BadInput, match="takes one of the two"):
        kb.answer(row["item"], "reject", others=[kb.themes()[-1]["id"]])
    kb.answer(row["item"], "reject", others=[row["target"]])

    assert kb.show(row["target"])["status"] == "rejected" and row["item"] not in items(kb)


@pytest.mark.parametrize(
    ("action", "value", "standing"),
    [("confirm", "", "confirmed"), ("reject", "", "dismissed"), ("relabel", "other context", "confirmed")],
)
def test_a_judged_refutation_leaves_the_queue(kb: KnowledgeBase, action: str, value: str, standing: str) -> None:
    """With a reason, whatever it is found to be."""
    row = first(kb, "refutation")
    with pytest.raises(BadDecision, match="needs a reason"):
        kb.answer(row["item"], action, value=value)
    kb.answer(row["item"], action, value=value, reason="read both")

    assert row["item"] not in items(kb)
    found = [r for r in kb.refutations() if r["id"] == row["id"]]
    assert [r["standing"] for r in found] == [standing] or (standing == "dismissed" and not found)


@pytest.mark.parametrize(("action", "value"), [("accept", ""), ("assess", "moderate"), ("undo", "")])
def test_a_stale_conclusion_still_stands_is_assessed_again_or_taken_back(
    kb: KnowledgeBase, action: str, value: str
) -> None:
    """Its words are what it spoke of, over against what has left; each answer empties the queue of it."""
    concept = next(row for row in kb.concepts() if len(row["studies"]) > 3)
    kb.assess(concept["id"], "low", reason="thin")
    kb.reject(concept["themes"][-1])
    row = first(kb, "stale conclusion")
    told = [(words["side"], words.get("moved"), words["theme"]) for words in row["evidence"]]
    kb.answer(row["item"], action, value=value, reason="looked at it")

    stayed = [(0, None, id) for id in concept["themes"][:-1]]
    assert sorted(told, key=str) == sorted([*stayed, (1, "left", concept["themes"][-1])], key=str)
    assert not kb.queue(kinds=["stale conclusion"])


def test_what_one_person_skips_comes_last_for_that_person_alone(kb: KnowledgeBase, sampled_copy: Path) -> None:
    """It decides nothing; skipped again it is the very last one."""
    one, other = kb.queue(limit=2)
    kb.skip(one["item"])
    kb.skip(other["item"])
    waiting = kb.queue()

    assert [row["item"] for row in waiting[-2:]] == sorted((one["item"], other["item"]))
    assert [row["skipped"] for row in waiting[-3:]] == [False, True, True]
    assert KnowledgeBase(sampled_copy, user="ben").queue(limit=1)[0]["item"] == one["item"]
    assert kb.log() == [] and kb.progress()["total"]["skipped"] == 2


def test_progress_counts_what_waits_what_was_answered_and_by_whom(kb: KnowledgeBase, sampled_copy: Path) -> None:
    """A decision that was taken back counts no more."""
    waits = len(kb.queue(kinds=["theme"]))
    ben = KnowledgeBase(sampled_copy, user="ben")
    kb.answer(first(kb, "theme")["item"], "accept")
    ben.answer(first(ben, "theme")["item"], "reject")
    number = ben.answer(first(ben, "refutation")["item"], "dismiss", reason="two seasons")["number"]
    before = kb.progress()
    ben.undo(number)

    assert before["kinds"]["theme"]["waiting"] == waits - 2
    assert before["by"] == {"ann": {"theme": 1}, "ben": {"theme": 1, "refutation": 1}}
    assert kb.progress()["by"] == {"ann": {"theme": 1}, "ben": {"theme": 1}}
    assert kb.progress()["total"]["answered"] == 2


def test_the_queue_is_asked_by_kind_facet_and_study(kb: KnowledgeBase) -> None:
    """A kind, facet or study that is none is refused."""
    row = first(kb, "theme")
    found = kb.queue(kinds=["theme", "question"], facet=row["facet"], study=row["source_study"])

    assert row["item"] in [r["item"] for r in found] and {r["facet"] for r in found} == {row["facet"]}
    with pytest.raises(BadInput, match="no kind 'themes'; there are: conflict"):
        kb.queue(kinds=["themes"])
    with pytest.raises(NotFound, match="no facet"):
        kb.queue(facet="colour")
    with pytest.raises(NotFound, match="no study"):
        kb.queue(study="elm")


def test_an_item_in_full_has_its_paragraphs(kb: KnowledgeBase) -> None:
    """With the words marked in them, and the concepts that they are in; what waits no more is said to."""
    row = kb.queued(first(kb, "question")["item"])

    for words in row["evidence"]:
        start, end = words["context"]["mark"]
        assert words["context"]["paragraph"][start:end] == words["quote"]
    assert set(row["concepts"]) == {row["source"], row["target"]}
    with pytest.raises(NotFound, match="answered since"):
        kb.queued("q0000000000")


def test_an_answer_that_is_none_is_refused_with_those_that_there_are(kb: KnowledgeBase) -> None:
    """And nothing is kept."""
    with pytest.raises(BadInput, match="it takes: merge, split, relate"):
        kb.answer(first(kb, "question")["item"], "accept")
    with pytest.raises(BadInput, match="needs a new label"):
        kb.answer(first(kb, "theme")["item"], "relabel", value="  ")

    assert kb.log() == []


def test_each_letter_does_one_thing_of_a_kind_and_the_same_thing_of_all() -> None:
    """So that fingers can learn them."""
    letters: dict[str, str] = {}
    for answers in ANSWERS.values():
        assert len({answer.key for answer in answers.values()}) == len(answers)
        for answer in answers.values():
            assert letters.setdefault(answer.key, answer.action) == answer.action


def test_skips_and_answers_are_kept_on_each_database(filled_place: str) -> None:
    """Another program sees them."""
    mine, again = KnowledgeBase(filled_place, user="ann"), KnowledgeBase(filled_place, user="ann")
    one, other = (row["item"] for row in mine.queue(kinds=["question", "theme"], limit=2))
    mine.skip(one)
    action = "split" if other.startswith("q") else "accept"
    mine.answer(other, action, reason="two things")

    assert list(again.skipped()) == [one]
    assert other not in items(again) and items(again)[-1] == one
    for opened in (mine, again):
        opened.close()
