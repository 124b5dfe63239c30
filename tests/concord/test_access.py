"""Roles: what each may do, that every public method is told apart, and that a reader changes no row of truth."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase, NotAllowed, NotFound, Role
from concord.access import NEEDS, READS
from concord.store import tables
from concord.store.store import StoredDocument
from synthesis.decisions import Decision, Kind
from tests.concord.test_judging import HAZEL

METHODS = sorted(name for name, _ in inspect.getmembers(KnowledgeBase, inspect.isfunction) if not name.startswith("_"))
TRUTH = [table for table in tables.metadata.sorted_tables if table.name != "derived"]
ROUND = "first look"
Arguments = Callable[[KnowledgeBase, Path], tuple[Any, ...]]


def nothing(kb: KnowledgeBase, folder: Path) -> tuple[Any, ...]:
    return ()


def a_study(kb: KnowledgeBase) -> str:
    return str(kb.studies()[0]["id"])


def a_concept(kb: KnowledgeBase) -> str:
    return str(kb.concepts()[0]["id"])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


GIVEN: dict[str, Arguments] = {  # what the methods that cannot be called without arguments are called with
    "align": lambda kb, folder: ([{"id": "1", "study": "one", "facet": "challenge", "label": "heat"}],),
    "appearing": lambda kb, folder: (2021,),
    "ask": lambda kb, folder: ("noise",),
    "at": lambda kb, folder: (1,),
    "candidates": lambda kb, folder: (1,),
    "check_codebook": lambda kb, folder: ('name = "mine"',),
    "cite": lambda kb, folder: ("round 1",),
    "coding_disagreements": lambda kb, folder: (a_study(kb),),
    "coding_sheet": lambda kb, folder: (a_study(kb),),
    "compare": lambda kb, folder: (a_study(kb),),
    "coding_units": lambda kb, folder: (a_study(kb),),
    "compare_codebooks": lambda kb, folder: ("mlops",),
    "decisions_on": lambda kb, folder: (a_concept(kb),),
    "effects": lambda kb, folder: (1,),
    "evaluate": lambda kb, folder: (
        written(folder / "alder.json", '{"themes": [{"facet": "challenge", "label": "Heat"}]}').parent,
    ),
    "export": lambda kb, folder: (folder / "out.csv", "themes"),
    "export_bytes": lambda kb, folder: ("csv", "themes"),
    "export_snapshot": lambda kb, folder: ("round 1", folder / "snapshot.json"),
    "find": lambda kb, folder: ("noise",),
    "frame": lambda kb, folder: ("themes",),
    "frame_columns": lambda kb, folder: ("themes",),
    "import_codebook": lambda kb, folder: (written(folder / "codes.csv", "code,parent\nCost,Barriers\n"),),
    "import_preview": lambda kb, folder: (written(folder / "codes.csv", "study,code,quote\nalder,Heat,Heat\n"),),
    "judged": lambda kb, folder: (ROUND,),
    "judging_sheet": lambda kb, folder: (ROUND,),
    "my_codes": lambda kb, folder: (a_study(kb),),
    "overlap_of": lambda kb, folder: (written(folder / "matrix.csv", "work,one,two\nElm,1,1\nFir,1,0\n"),),
    "paper": lambda kb, folder: (a_study(kb),),
    "edge": lambda kb, folder: (kb.neighbourhood()["edges"][0]["id"],),
    "nodes_named": lambda kb, folder: ("noise",),
    "passage": lambda kb, folder: (str(kb.corpus[0].documents[0].id), 0, 10),
    "queued": lambda kb, folder: (kb.queue()[0]["item"],),
    "references": lambda kb, folder: (a_study(kb),),
    "refutation": lambda kb, folder: ("x123456789",),
    "reliability": lambda kb, folder: (written(folder / "r.csv", "unit,coder,category\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n"),),
    "rests_on": lambda kb, folder: (a_concept(kb),),
    "reviewer_agreement": lambda kb, folder: ("ann", "ben", "themes"),
    "round_reliability": lambda kb, folder: (ROUND,),
    "show": lambda kb, folder: (a_concept(kb),),
    "snapshot_bytes": lambda kb, folder: ("round 1",),
    "table_page": lambda kb, folder: ("themes",),
    "to_judge": lambda kb, folder: (ROUND,),
    "under": lambda kb, folder: (a_concept(kb), []),
}


@pytest.fixture(scope="module")
def worked_on(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three papers, judged by two people, coded by both, and frozen."""
    path = Path(shutil.copy(filled, tmp_path_factory.mktemp("worked_on") / "kb.db"))
    for who in ("ann", "ben"):
        kb = KnowledgeBase(path, user=who)
        kb.accept(kb.themes()[0]["id"])
        kb.reject(kb.themes()[1]["id"])
        unit = kb.coding_units(a_study(kb))[3]
        kb.code(a_study(kb), kb.facets()[0], "One thing", unit["text"], start=unit["start"])
        kb.hand_in(a_study(kb))
        if who == "ann":
            kb.add_bytes("hazel.md", HAZEL.encode())
            kb.open_round(ROUND, kinds=["theme"], limit=1)
        kb.judge(ROUND, kb.to_judge(ROUND)[0]["item"], "accept", reason="it is one")
        kb.hand_in_round(ROUND)
        kb.close()
    kb.snapshot("round 1")
    kb.close()
    return path


def truth_of(path: Path) -> dict[str, list[str]]:
    """Every row of every table but the cache, as the database holds it."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = {table.name: sorted(map(repr, connection.execute(sa.select(table)))) for table in TRUTH}
    engine.dispose()
    return found


def test_every_public_method_is_told_apart() -> None:
    """A new method is written into concord/access.py: into READS, or into NEEDS with the role that it takes."""
    assert not set(METHODS) - set(NEEDS) - READS, "say in concord/access.py who may call these"
    assert not (set(NEEDS) | READS) - set(METHODS), "these are no methods any more"
    assert not set(NEEDS) & READS
    makers = inspect.getmembers(KnowledgeBase, inspect.ismethod)
    assert [name for name, _ in makers if not name.startswith("_")] == ["restored"], "a class method asks for no role"
    assert "role" in inspect.signature(KnowledgeBase.restored).parameters


@pytest.mark.parametrize("name", METHODS)
def test_a_reader_changes_no_row_of_truth(name: str, worked_on: Path, tmp_path: Path) -> None:
    """Whatever method a reader calls: it reads, or it is refused before it looks at what it was given."""
    reader = KnowledgeBase(worked_on, user="Rita", role=Role.READER)
    before = truth_of(worked_on)

    if name in NEEDS:
        with pytest.raises(NotAllowed, match="You may read here, not"):
            getattr(reader, name)()
    elif name == "refutation":  # these papers hold none
        with pytest.raises(NotFound):
            reader.refutation(*GIVEN[name](reader, tmp_path))
    else:
        getattr(reader, name)(*GIVEN.get(name, nothing)(reader, tmp_path))
    assert truth_of(worked_on) == before
    reader.close()


@pytest.mark.parametrize("name", sorted(name for name, (role, _) in NEEDS.items() if role is Role.ADMIN))
def test_a_reviewer_is_refused_what_takes_an_admin(name: str, worked_on: Path) -> None:
    """Reviewers speak for themselves; what binds everybody is an admin's."""
    reviewer = KnowledgeBase(worked_on, user="Rolf", role=Role.REVIEWER)

    with pytest.raises(NotAllowed, match=r"takes an admin"):
        getattr(reviewer, name)()
    reviewer.close()


def test_a_method_that_nobody_has_thought_of_is_closed_to_readers() -> None:
    """The tables forget nothing at run time either: what is in neither takes a reviewer."""
    from concord.access import guarded
    from concord.parts.keeping import Keeper

    @guarded
    class Careless(Keeper):
        def __init__(self) -> None:
            self._role, self._user = Role.READER, "Rita"

        def burn(self) -> None:
            raise AssertionError("reached")

    with pytest.raises(NotAllowed, match="'burn'"):
        Careless().burn()


def test_the_store_of_a_reader_writes_no_truth(worked_on: Path) -> None:
    """Past the front door there is a second one: the store itself refuses."""
    reader = KnowledgeBase(worked_on, user="Rita", role=Role.READER)
    before = truth_of(worked_on)

    with pytest.raises(NotAllowed):
        reader._store.put_documents([(StoredDocument("id", "a.md", "md", 1, "2026-01-01", ""), b"a")])
    with pytest.raises(NotAllowed):
        reader._store.put_codebook("", (), "2026-01-01")
    assert truth_of(worked_on) == before
    reader.close()


def test_a_reader_gives_no_codebook_and_makes_no_knowledge_base(worked_on: Path, tmp_path: Path) -> None:
    """Opening is no way round: a codebook is refused, and an empty place stays empty."""
    from concord import ConcordError

    with pytest.raises(NotAllowed, match="codebook"):
        KnowledgeBase(worked_on, codebook="generic", role=Role.READER)
    with pytest.raises(ConcordError):
        KnowledgeBase(tmp_path / "new.db", role=Role.READER)
    assert not (tmp_path / "new.db").exists()


def test_a_reviewer_decides_and_the_row_has_the_name(worked_on: Path, tmp_path: Path) -> None:
    """What a role covers is done as before, in the person's own name."""
    kb = KnowledgeBase(shutil.copy(worked_on, tmp_path / "copy.db"), user="Rolf", role=Role.REVIEWER)

    assert kb.accept(kb.themes()[2]["id"])[0]["who"] == "Rolf"
    assert kb.decide(Decision(Kind.UNDO, value=str(kb.log()[-1]["number"]), who="Rolf"))["who"] == "Rolf"
    kb.close()
