"""Whatever is changed past Concord is found and named; what is as it was written is not blamed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase
from concord.access import Role
from concord.preserving import verified
from concord.store import tables
from concord.store.kept import PACKED
from tests.concord.conftest import PAPERS, Run
from tests.stores import past_concord

Harm = Callable[[sa.Connection], object]


@pytest.fixture
def worked(kb: KnowledgeBase) -> KnowledgeBase:
    """The three papers, with decisions, a coding and a frozen state."""
    theme, other = (t["id"] for t in kb.themes()[:2])
    kb.accept(theme, reason="stands there")
    kb.reject(other, reason="no theme")
    kb.add_theme(kb.studies()[0]["id"], kb.facets()[0], "Roofs", "Bees are kept on roofs", reason="said at once")
    study = kb.studies()[0]["id"]
    kb.code(study, kb.facets()[0], "A code", kb.coding_units(study)[3]["text"])
    kb.snapshot("round 1")
    kb.synthesis  # noqa: B018  (asked for, so that it is cached after the decisions)
    return kb


def repacked(table: str, change: Callable[[bytes], bytes], where: str = "") -> Harm:
    """Changes what is packed in rows of a table."""
    found = tables.metadata.tables[table]
    column = found.c[PACKED.get(table, "payload")]

    def harm(connection: sa.Connection) -> None:
        key = next(iter(found.primary_key.columns))
        query = sa.select(column).where(sa.text(where or "true")).order_by(key).limit(1)
        old = connection.execute(query).scalar_one()
        new = zlib.compress(change(zlib.decompress(old)))
        assert new != old
        connection.execute(sa.update(found).where(column == old).values({column.name: new}))

    return harm


def moved_anchor(data: bytes) -> bytes:
    """The synthesis with the first quote at another place."""
    plain = json.loads(data)
    anchor = plain["themes"][0]["mentions"][0]["anchor"]
    plain["themes"][0]["mentions"][0]["anchor"] = anchor | {"start": anchor["start"] + 1, "end": anchor["end"] + 1}
    return json.dumps(plain).encode()


def sql(statement: str) -> Harm:
    return lambda connection: connection.exec_driver_sql(statement)


def reworded(connection: sa.Connection) -> None:
    """A decision with another reason, the same hash."""
    table = tables.decisions
    old = connection.execute(sa.select(table.c.decision).where(table.c.number == 2)).scalar_one()
    new = old.replace(b"no theme", b"so there")
    connection.execute(sa.update(table).where(table.c.number == 2).values(decision=new))


HARMS: dict[str, tuple[tuple[str, ...], Harm, str]] = {
    "a byte of a document": (
        ("documents",),
        repacked("documents", lambda data: data.replace(b"roofs", b"Roofs", 1)),
        "are not those that were added as",
    ),
    "bytes that are no document": (("documents",), sql("UPDATE documents SET bytes = 'x'"), "cannot be unpacked"),
    "a document that is gone": (
        ("documents",),
        sql("DELETE FROM documents WHERE name = 'cedar.md'"),
        "is gone: the snapshot 'round 1' was made with it",
    ),
    "a decision with another reason": (("decisions",), reworded, "Decision 2 is not as it was written"),
    "a decision by another person": (
        ("decisions",),
        sql("""UPDATE decisions SET "by" = 'eve' WHERE number = 2"""),
        "Decision 2 is not what the columns beside it say",
    ),
    "a decision in the middle that is gone": (
        ("decisions",),
        sql("DELETE FROM decisions WHERE number = 2"),
        "Decision 2 is missing",
    ),
    "the last decision that is gone": (
        ("decisions",),
        sql("DELETE FROM decisions WHERE number = 3"),
        "Decisions are gone: the snapshot 'round 1' was made after 3 of them",
    ),
    "a coding that is gone": (
        ("codings",),
        sql("DELETE FROM codings"),
        "Rows of codings are gone: there were 1, and there are 0",
    ),
    "a snapshot": (
        ("snapshots",),
        repacked("snapshots", lambda data: data.replace(b"Noise", b"Voice")),
        "snapshot 'round 1' is not as it was written",
    ),
    "an addition that is gone": (("additions",), sql("DELETE FROM additions"), "Rows of additions are gone"),
    "a record that is none": (
        ("additions",),
        repacked("additions", lambda data: b"[1"),
        "The record of addition 1 cannot be read",
    ),
    "a quote of a cached theme": (
        (),
        repacked("derived", moved_anchor, "kind = 'synthesis'"),
        "which does not stand at",
    ),
    "a cached value that is none": ((), sql("UPDATE derived SET payload = 'x' WHERE kind = 'studies'"), "is damaged"),
    "a guard that is off": (
        ("codings",),
        sql("SELECT 1"),
        "What guards the table codings against changes is switched off",
    ),
    "a table that is gone": ((), sql("DROP TABLE skips"), "The table skips is gone"),
}


def test_what_is_as_it_was_written_is_not_blamed(worked: KnowledgeBase) -> None:
    """Nothing is found, also when everything is derived anew, and nothing is changed by looking."""
    with worked._store.reading() as connection:
        before = connection.execute(sa.select(tables.derived).order_by("kind", "subject")).all()

    assert worked.verify(deep=True) == []
    with worked._store.reading() as connection:
        assert connection.execute(sa.select(tables.derived).order_by("kind", "subject")).all() == before


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_changed_is_found_and_named(worked: KnowledgeBase, filled_place: str, harm: str) -> None:
    """Each in a sentence, on either database, by who has the database but not Concord."""
    unguarded, change, says = HARMS[harm]
    worked.close()
    with past_concord(filled_place, *unguarded) as connection:
        change(connection)
    found = verified(filled_place, progress=lambda what, done, total: None)

    assert [t.sentence for t in found.troubles if says in t.sentence], [t.sentence for t in found.troubles]
    assert not found.sound


def test_a_cached_value_that_does_not_follow_is_found_by_deriving_anew(
    worked: KnowledgeBase, filled_place: str
) -> None:
    """A label in the cache that nobody gave: no place is wrong, and yet it is not what follows."""
    worked.close()
    with past_concord(filled_place) as connection:
        repacked("derived", lambda data: data.replace(b'"reasons":["', b'"reasons":["x', 1), "kind = 'extraction'")(
            connection
        )
    kb = KnowledgeBase(filled_place, user="ann")

    assert kb.verify() == []
    assert ["is not what follows" in t["sentence"] for t in kb.verify(deep=True)] == [True]
    kb.close()


def test_who_may_only_read_may_verify(worked: KnowledgeBase, filled_place: str) -> None:
    """To check changes nothing."""
    reader = KnowledgeBase(filled_place, role=Role.READER)

    assert reader.verify() == []
    reader.close()


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off_is_named(kb_path: Path, run: Run, keep: float) -> None:
    """A disk that was full, a copy that was stopped: one sentence or more, exit status 1, never a traceback."""
    whole = kb_path.read_bytes()
    kb_path.write_bytes(whole[: int(len(whole) * keep)])
    done = run("verify", "--kb", kb_path)

    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "damaged" in done.stdout or "SQLite says" in done.stdout
    assert kb_path.read_bytes() == whole[: int(len(whole) * keep)]


def test_a_byte_of_the_file_is_found(kb_path: Path, run: Run) -> None:
    """A page of the database with another byte in it, as a bad disk gives it: something is always named."""
    KnowledgeBase(kb_path).close()
    data = bytearray(kb_path.read_bytes())
    with sqlite3.connect(kb_path) as connection:
        packed = connection.execute("SELECT bytes FROM documents ORDER BY id").fetchone()[0]
    connection.close()
    data[data.find(packed[:40]) + 30] ^= 0xFF
    kb_path.write_bytes(bytes(data))
    done = run("verify", "--kb", kb_path, "--format", "json")

    assert done.returncode == 1
    assert {row["check"] for row in json.loads(done.stdout)} >= {"documents"}


def test_a_copy_without_its_log_is_whole_or_named(kb_path: Path, tmp_path: Path, run: Run) -> None:
    """Whoever copies the .db alone while a program has it open gets an older state, which is sound, or is told."""
    kb = KnowledgeBase(kb_path, user="ann")
    kb.accept(kb.themes()[0]["id"])
    kb.snapshot("round 1")
    copy = Path(shutil.copy(kb_path, tmp_path / "copy.db"))
    assert (tmp_path / "review.db-wal").exists()
    copied, whole = run("verify", "--kb", copy), run("verify", "--kb", kb_path)

    assert "Traceback" not in copied.stderr
    assert copied.returncode == 0 or "Wrong" in copied.stdout
    assert whole.returncode == 0 and "1 decision" in whole.stdout


def test_each_format_says_the_same(kb_path: Path, run: Run) -> None:
    """A table for people, JSON, CSV and Markdown for programs; exit status 1 in each."""
    with past_concord(str(kb_path), "documents") as connection:
        connection.exec_driver_sql("UPDATE documents SET size = 7 WHERE name = 'alder.md'")
    done = {form: run("verify", "--kb", kb_path, "--format", form) for form in ("table", "json", "csv", "md")}

    assert {one.returncode for one in done.values()} == {1}
    assert all(
        "alder.md" in one.stdout and f"has {len(PAPERS['alder.md'])} bytes, not 7" in one.stdout
        for one in done.values()
    )


def test_a_place_without_a_knowledge_base_is_said(run: Run, tmp_path: Path) -> None:
    """And a file that is neither a knowledge base nor a backup; neither is made or changed."""
    (tmp_path / "paper.md").write_text("# A paper\n" * 200)
    missing, paper = run("verify", "no.zip"), run("verify", "paper.md")

    assert missing.returncode == paper.returncode == 1
    assert "There is no knowledge base or backup at no.zip" in missing.stderr
    assert "is not a Concord knowledge base" in paper.stdout and not (tmp_path / "no.zip").exists()
