"""Another codebook, another program: what each would change is told first, and kept when it is adopted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from concord import BadInput, KnowledgeBase, NotAllowed, NotFound, Role
from concord.deriving import programs
from concord.processes.extractors import Extractors
from concord.settings import Settings
from concord.store import adopting, history, tables
from corpus.study import Study
from tests.concord.conftest import FIR

BEES = """name = "bees"
version = "1"
title = "Bees"
extends = "generic"

[facets.plant]
title = "Plant"
definition = "What bees fly to."
item = "name"
cues = ["plant"]
lexicon = ["NectarLog", "Honey taster"]
"""


YEW = """# What bees of harbours fly to: a review

Yael Yew

2020

## Abstract

This review tells which plants the bees of harbours fly to.

## 1 Introduction

Harbours have few plants, and the bees that live there fly far over water to find them in other places.

## 2 Plants

The plants that bees fly to are:

- Small linden
- Bell heather
- White clover
"""


@pytest.fixture
def bees(tmp_path: Path) -> str:
    """A codebook of somebody's own, with a facet more."""
    path = tmp_path / "bees.toml"
    path.write_text(BEES)
    return str(path)


class Idle(Extractors):
    """Extractors of a test in which nothing may be extracted."""

    def __init__(self, like: KnowledgeBase) -> None:
        self.limits = like._extractors.limits

    def each(self, do: Any, studies: Sequence[Study]) -> Iterator[Any]:
        assert list(studies) == []
        return iter(())


def themes(kb: KnowledgeBase) -> list[tuple[str, str, str]]:
    return [(row["study"], row["facet"], row["label"]) for row in kb.themes()]


def later(monkeypatch: pytest.MonkeyPatch, **parts: str) -> programs.Program:
    """As if this were a later version of Concord, some parts of which are others."""
    here = replace(programs.present(), version="9.9", **(parts or {"themes": "later"}))
    monkeypatch.setattr(programs, "present", lambda: here)
    return here


def test_the_first_document_adopts_the_program(tmp_path: Path) -> None:
    """Silently: there is nothing that it could change."""
    kb = KnowledgeBase(tmp_path / "a.db", user="ann")
    assert kb.adoptions() == []
    kb.add_bytes("fir.md", FIR.encode())
    kb.add_bytes("fir two.md", FIR.replace("stings", "wasps").encode())

    (only,) = kb.adoptions()
    assert (only["kind"], only["by"], only["program"]) == ("first", "ann", programs.present().version)
    assert kb.waiting() == {"update": None, "unfinished": []}


def test_trying_a_codebook_keeps_nothing(kb: KnowledgeBase, bees: str) -> None:
    """The report says what would change, by study and by concept; the knowledge base is as it was."""
    before, revision = themes(kb), kb.revision
    report = kb.try_codebook(bees)

    assert (report["kind"], report["from"], report["to"]) == ("codebook", "auto", "bees 1")
    new = {(row["study"][:5], theme["label"]) for row in report["studies"] for theme in row["new"]}
    assert ("dogwo", "NectarLog") in new or any(row["moved"] for row in report["studies"])
    assert report["changes"]["counts"] and report["sentences"][0].endswith("relabelled.")
    assert (themes(kb), kb.revision, kb.adoptions()[1:]) == (before, revision, [])


def test_what_is_tried_again_is_not_extracted_again(kb: KnowledgeBase, filled_place: str, bees: str) -> None:
    """What was put aside is found aside, and adopting takes it."""
    first = kb.try_codebook(bees)
    again = KnowledgeBase(filled_place, user="ann")
    again._extractors = Idle(kb)

    assert again.try_codebook(bees) == first
    assert again.adopt_codebook(bees, reason="plants count")["sentences"] == first["sentences"]
    assert any(row["facet"] == "plant" for row in again.themes())


def test_one_study_is_tried_alone(kb: KnowledgeBase, bees: str) -> None:
    """For whoever is writing a codebook: nothing is translated, no other study is told."""
    report = kb.try_codebook(bees, study="dogwood")

    assert {row["study"][:7] for row in report["studies"]} <= {"dogwood"}
    assert report["changes"] is None
    with pytest.raises(NotFound):
        kb.try_codebook(bees, study="elm")


def test_an_adopted_codebook_is_in_force_with_its_report(kb: KnowledgeBase, filled_place: str, bees: str) -> None:
    """Another program sees it; the report is there for good, with who and why."""
    report = kb.adopt_codebook(bees, reason="plants count")
    other = KnowledgeBase(filled_place)

    assert [row["name"] for row in other.codebooks() if row["in_force"]] == ["bees"]
    assert "plant" in other.facets()
    last = other.adoptions()[-1]
    assert (last["number"], last["kind"], last["to"], last["reason"]) == (2, "codebook", "bees 1", "plants count")
    told = other.diff("adoption 2")
    assert told["counts"] == report["changes"]["counts"]
    assert told["adoption"]["studies"] == report["studies"]
    assert other.waiting()["update"] is None


def test_each_study_may_choose_again(kb: KnowledgeBase, bees: str) -> None:
    """ "auto" is adopted like any codebook, and everything is as it was before the other one."""
    before = themes(kb)
    kb.adopt_codebook(bees, reason="plants count")
    kb.adopt_codebook("auto", reason="they do not")

    assert themes(kb) == before
    assert [row["to"] for row in kb.adoptions()[1:]] == ["bees 1", "auto"]


def test_a_decision_that_would_lose_its_object_is_told(kb: KnowledgeBase, bees: str) -> None:
    """Before it happens, by number and person; and that it finds it again on the way back."""
    kb.add_bytes("yew.md", YEW.encode())
    kb.adopt_codebook(bees, reason="plants count")
    plant = next(row for row in kb.themes() if row["label"] == "Bell heather")
    number = kb.reject(plant["id"], reason="no plant")[0]["number"]
    report = kb.try_codebook("auto")

    assert [row["number"] for row in report["lost"]] == [number]
    assert f"Decision {number} (reject, by ann) loses what it speaks of" in " ".join(report["sentences"])
    kb.adopt_codebook("auto", reason="back")
    assert [row["number"] for row in kb.try_codebook(bees)["found"]] == [number]


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_adoption_needs_a_reason_and_something_to_adopt(kb: KnowledgeBase, bees: str, reason: str) -> None:
    """One sentence, and nothing is kept."""
    with pytest.raises(BadInput, match="needs a reason"):
        kb.adopt_codebook(bees, reason=reason)
    with pytest.raises(BadInput, match="auto is in force already"):
        kb.adopt_codebook("auto", reason="why not")
    assert len(kb.adoptions()) == 1


def test_who_reviews_may_try_and_not_adopt(kb: KnowledgeBase, filled_place: str, bees: str) -> None:
    """To change how all papers are read takes an admin."""
    ben = KnowledgeBase(filled_place, user="ben", role=Role.REVIEWER)

    assert ben.try_codebook(bees)["studies"]
    with pytest.raises(NotAllowed, match="adopt a codebook"):
        ben.adopt_codebook(bees, reason="I like it")
    with pytest.raises(NotAllowed, match="adopt a program"):
        ben.accept_update(reason="I like it")


def test_of_two_who_adopt_at_once_one_is_told(kb: KnowledgeBase, bees: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the second one saw is not what would change any more."""
    last = adopting.last_adoption(kb._store)
    monkeypatch.setattr(adopting, "last_adoption", lambda store: last - 1)

    with pytest.raises(BadInput, match="Somebody else has adopted"):
        kb.adopt_codebook(bees, reason="plants count")
    assert [row for row in kb.codebooks() if row["in_force"]] == []


def test_naming_another_codebook_changes_no_papers(
    kb: KnowledgeBase, filled_place: str, bees: str, tmp_path: Path
) -> None:
    """The sentence names what to do; the one that is in force may be named, and an empty knowledge base takes any."""
    with pytest.raises(BadInput, match=r"'concord codebook try .*bees.toml'.*'concord codebook adopt .*--reason"):
        KnowledgeBase(filled_place, codebook=bees)
    assert KnowledgeBase(filled_place, codebook="auto").codebooks() == kb.codebooks()
    KnowledgeBase(tmp_path / "new.db", codebook="mlops")
    assert [
        row["name"] for row in KnowledgeBase(tmp_path / "new.db", codebook=bees).codebooks() if row["in_force"]
    ] == ["bees"]


def test_a_later_program_goes_on_with_what_was_read(
    kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so once, reads only what is new, and the earlier one shares that."""
    before = themes(kb)
    kb.close()
    later(monkeypatch, corpus="later", themes="later", facts="later", choice="later")
    said: list[str] = []
    newer = KnowledgeBase(filled_place, tell=said.append)
    newer._extractors = Idle(kb)

    assert themes(newer) == before
    assert len(said) == 1 and "'concord update --accept' adopts it" in said[0]
    assert newer.waiting()["update"] == {"from": kb.adoptions()[0]["program"], "to": "9.9"}


def test_what_is_new_is_shared_by_programs_of_two_versions(
    kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later one adds a paper; the earlier one finds it read, and nothing is read twice."""
    newer_is = later(monkeypatch)
    newer = KnowledgeBase(filled_place, user="ben", tell=lambda sentence: None)
    added = newer.add_bytes("fir.md", FIR.encode())
    assert added.documents == ("fir.md",) and newer.waiting()["update"]["to"] == newer_is.version
    monkeypatch.undo()
    older = KnowledgeBase(filled_place)
    older._extractors = Idle(kb)

    assert themes(older) == themes(newer)
    assert older.waiting()["update"] is None
    (doubt,) = older.verify(deep=True)
    assert doubt["doubt"] and doubt["sentence"].startswith("Papers were added by Concord 9.9")


def test_an_update_is_told_and_then_accepted(
    kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report extracts everything anew, aside; accepting takes it, with a reason, and nothing waits any more."""
    assert kb.update() is None and kb.accept_update(reason="new") is None
    before = themes(kb)
    here = later(monkeypatch)
    newer = KnowledgeBase(filled_place, user="ben", tell=lambda sentence: None)
    report = newer.update()

    assert report is not None
    assert (report["kind"], report["to"], report["studies"], report["sentences"]) == ("program", "9.9", [], [])
    assert len(newer.adoptions()) == 1
    kept = newer.accept_update(reason="round 2")
    assert kept is not None and kept["number"] == 2
    assert (newer.adoptions()[-1]["program"], newer.adoptions()[-1]["reason"]) == ("9.9", "round 2")
    assert programs.loads(newer._truth().program) == here
    assert newer.update() is None and themes(newer) == before


@pytest.mark.parametrize("lost", ["emptied", "unreadable"])
def test_where_nothing_can_be_held_the_program_is_adopted_at_once(
    lost: str, kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that was emptied, or values of a shape that this version does not know: said in one sentence."""
    before = themes(kb)
    with kb._store.writing() as connection:
        if lost == "emptied":
            connection.execute(sa.delete(tables.derived))
        else:
            broken = zlib.compress(b'{"study": "a", "colour": "red"}')
            connection.execute(
                sa.update(tables.derived).where(tables.derived.c.kind == "extraction").values(payload=broken)
            )
    later(monkeypatch)
    said: list[str] = []
    newer = KnowledgeBase(filled_place, user="ben", tell=said.append)

    assert themes(newer) == before
    assert len(said) == 1 and "which is adopted (adoption 2)" in said[0]
    assert (newer.adoptions()[-1]["at_once"], newer.waiting()["update"]) == (True, None)


def test_a_codebook_that_a_later_program_adopts_is_read_by_it(
    kb: KnowledgeBase, filled_place: str, bees: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All themes are extracted anew, by the program that runs; what only it would read otherwise still waits."""
    here = later(monkeypatch, corpus="later", themes="later")
    newer = KnowledgeBase(filled_place, tell=lambda sentence: None)
    newer.adopt_codebook(bees, reason="plants count")
    held = programs.loads(newer._truth().program)

    assert (held.themes, held.corpus == here.corpus) == (here.themes, False)
    assert newer.waiting()["update"] is not None
    newer.accept_update(reason="all of it")
    assert programs.loads(newer._truth().program) == here


def test_who_works_on_concord_holds_nothing(
    kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CONCORD_HOLD=0: everything is derived by the program that runs, and nothing is adopted or said."""
    later(monkeypatch)
    said: list[str] = []
    free = KnowledgeBase(filled_place, settings=Settings(hold=False), tell=said.append)

    assert free._now().program.version == "9.9"
    assert (free.waiting()["update"], said, len(free.adoptions())) == (None, [], 1)


def test_a_knowledge_base_of_an_earlier_version_adopts_the_first_program_that_opens_it(filled_place: str) -> None:
    """It has no adoptions; nothing is said, as every version before read it anew."""
    store = KnowledgeBase(filled_place)._store
    assert history.adoptions(store)
    with store._db.begin() as connection:
        connection.exec_driver_sql("DROP TABLE adoptions")
        tables.adoptions.create(connection)
    said: list[str] = []
    kb = KnowledgeBase(filled_place, tell=said.append)

    assert kb.themes() and said == []
    assert [row["kind"] for row in kb.adoptions()] == ["first"]
