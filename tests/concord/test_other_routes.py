"""What takes an admin takes one by every route, and what is drafted is never kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from concord import BadDecision, BadInput, KnowledgeBase, NotAllowed, Role
from concord.deciding.log_file import log_bytes
from concord.processes.workers import Broken
from concord.store import adopting, codec, tables
from concord.store.adopting import Adoption
from corpus.study import Document
from synthesis.decisions import Decision, Kind, chained
from tests.concord.importing.test_imports import written


def theme(kb: KnowledgeBase, label: str) -> str:
    return str(next(t for t in kb.themes() if t["label"] == label)["id"])


@pytest.fixture
def rolf(filled_place: str, kb: KnowledgeBase) -> Iterator[KnowledgeBase]:
    """A reviewer at the knowledge base of ann, an admin."""
    opened = KnowledgeBase(filled_place, user="rolf", role=Role.REVIEWER)
    yield opened
    opened.close()


def test_a_decision_made_by_hand_takes_back_no_more_than_undo_does(kb: KnowledgeBase, rolf: KnowledgeBase) -> None:
    """A reviewer who gives `decide` an undo of somebody else's word, or a restore, is refused; one's own is taken."""
    kb.accept(theme(kb, "NectarLog"))
    rolf.reject(theme(kb, "Theft of hives"))

    with pytest.raises(NotAllowed, match="not take back what others decided"):
        rolf.decide(Decision(Kind.UNDO, value="1", reason="no", who="rolf"))
    with pytest.raises(NotAllowed, match="not go back to a moment"):
        rolf.decide_all([Decision(Kind.RESTORE, value="0", reason="no", who="rolf")])
    rolf.decide(Decision(Kind.UNDO, value="2", reason="mine", who="rolf"))
    assert [entry["in_force"] for entry in kb.log()] == [True, False, False]


def test_an_import_of_somebody_else_is_taken_back_by_an_admin(kb: KnowledgeBase, rolf: KnowledgeBase) -> None:
    """Who imported may take it back, whoever coded; another reviewer may not."""
    kb.import_codings(("bees.qdpx", written()), facet="role")
    with pytest.raises(NotAllowed, match="not take back what others imported"):
        rolf.undo_import(1)
    assert kb.imports()[0]["in_force"] == kb.imports()[0]["decisions"]

    kb.undo_import(1)
    number = rolf.import_codings(("bees.qdpx", written()), facet="role")["number"]
    assert len(rolf.undo_import(number)) == 4


def test_a_reviewer_signs_codings_of_nobody_with_no_other_name(kb: KnowledgeBase, rolf: KnowledgeBase) -> None:
    """Under the name of a colleague neither themes nor blind codings are taken from a reviewer."""
    sheet = ("codes.csv", f"study,facet,label,quote\n{kb.studies()[0]['id']},role,Warden,grants access\n".encode())
    for kind in ("themes", "codings"):
        with pytest.raises(NotAllowed, match="not code in the name of others"):
            rolf.import_codings(sheet, coder="ann", kind=kind)
    assert kb.log() == []
    assert kb.coders() == []


def test_a_reviewer_puts_no_blind_codings_under_the_names_of_a_file(kb: KnowledgeBase, rolf: KnowledgeBase) -> None:
    """The log of codings keeps no importer, so a file could put words into a colleague's blind coding unseen."""
    with pytest.raises(NotAllowed, match="not code in the name of others"):
        rolf.import_codings(("bees.qdpx", written()), facet="role", kind="codings")
    assert kb.coders() == []


def test_a_draft_is_kept_by_no_route(kb: KnowledgeBase) -> None:
    """Answers that take several decisions at once are collected as well as those that take one."""
    from concord.rounds.drafting import Drafts

    drafts = Drafts(kb)
    word = Decision(Kind.UNDO, value="7", who="ann")
    drafts.decide_all([word, word])

    assert kb.log() == []


def test_the_rest_of_a_decision_stays_the_word_of_who_said_it(kb: KnowledgeBase, filled_place: str) -> None:
    """A clash that was not settled is there afterwards: nobody's mind is changed by settling another one."""
    ben = KnowledgeBase(filled_place, user="ben")
    nectar, theft = theme(kb, "NectarLog"), theme(kb, "Theft of hives")
    kb.accept(nectar)
    kb.accept(theft)
    ben.reject(nectar, theft, reason="in passing")
    assert [clash["label"] for clash in kb.clashes()] == ["NectarLog", "Theft of hives"]

    kb.settle(1, reason="read again")
    (left,) = kb.clashes()
    assert (left["label"], [(s["value"], s["who"]) for s in left["sides"]]) == (
        "Theft of hives",
        [("accept", ["ann"]), ("reject", ["ben"])],
    )
    ben.close()


@pytest.mark.parametrize("when", ["yesterday", "2026-01-01T00:00:00", ""])
def test_a_log_with_a_time_that_is_none_is_refused_whole(kb: KnowledgeBase, when: str) -> None:
    """Its chain may hold, and still `restore` could not find a moment in it; nothing is kept."""
    made = chained(Decision(Kind.UNDO, value="1", who="x", when=when), None)

    with pytest.raises(BadInput, match="Line 2 of the log is no decision"):
        kb.replay_log(log_bytes([made]))
    assert kb.log() == []


def test_a_number_that_no_decision_can_have_is_refused(kb: KnowledgeBase) -> None:
    """It would be kept, and then nothing could be derived any more."""
    with pytest.raises(BadDecision, match="needs the number of a decision"):
        Decision(Kind.UNDO, value="9" * 5000, who="ann")


def test_a_file_that_could_not_be_read_for_a_while_comes_back(filled_place: str, kb: KnowledgeBase) -> None:
    """What was made without it, while the machine was busy, is not taken for the whole afterwards."""
    whole = kb.synthesis
    with kb._store.writing() as connection:
        connection.execute(sa.delete(tables.derived))
    busy, well = KnowledgeBase(filled_place), KnowledgeBase(filled_place)
    read = busy._reader

    def slow(name: str, data: bytes) -> Document:
        if name == "cedar.md":
            raise Broken("time", name, "it took longer than a minute", "try again")
        return read(name, data)

    busy._reader = slow
    assert len(busy.synthesis.themes) < len(whole.themes)
    assert [sentence[:8] for sentence in busy.unreadable] == ["cedar.md"]
    assert well.synthesis == whole
    for opened in (busy, well):
        opened.close()


def test_a_reader_makes_nothing_in_the_name_of_a_program_that_is_gone(filled_place: str, kb: KnowledgeBase) -> None:
    """Where nothing is left of what the adopted program made, a reader sees this one's; an admin adopts it."""
    program = json.dumps(dict.fromkeys(("version", "corpus", "choice", "themes", "facts"), "gone"))
    record, after = codec.dumps({"kind": "program"}), adopting.last_adoption(kb._store)
    adopting.adopt(kb._store, Adoption("2026-01-01T00:00:00+00:00", "ann", program, record, after))
    reader = KnowledgeBase(filled_place, user="rita", role=Role.READER)

    assert [reader._now().program.version == "gone" for _ in range(2)] == [False, False]
    assert reader.synthesis.themes
    reader.close()
    told: list[str] = []
    admin = KnowledgeBase(filled_place, user="ann", tell=told.append)
    assert admin.synthesis.themes
    assert "what that one made is not there any more" in told[0]
    assert admin.waiting()["update"] is None
    admin.close()
