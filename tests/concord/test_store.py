"""The store keeps the truth on both databases, and says plainly when it cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase
from concord.doctor import findings
from concord.store import dialects, history, tables
from concord.store.schema import HEAD
from concord.store.skips import drop_skips, put_skip, skips
from concord.store.store import Store, StoredDocument
from corpus.errors import NotAllowed, StoreTrouble
from tests.concord.conftest import ALDER
from tests.stores import Places, past_concord

ROW = StoredDocument("d1", "b.md", "markdown", 3, "2026-01-01T00:00:00+00:00")
CHAINED = ("decisions", "codings", "judgements")


def renamed(name: str) -> StoredDocument:
    return StoredDocument(ROW.id, name, ROW.format, ROW.size, ROW.added)


def test_what_was_put_comes_back(place: str) -> None:
    """Bytes, names and the list of documents survive closing."""
    Store(place).put_documents([(ROW, b"abc")])
    store = Store(place)

    assert store.document_bytes("d1") == b"abc"
    assert store.state().documents == (ROW,)


def test_bytes_are_kept_once(places: Places) -> None:
    """The second add of a file is none, and of its two names the first in order stays, whichever came first."""
    one, other = Store(places.empty()), Store(places.empty())

    assert one.put_documents([(ROW, b"abc")]) == ["d1"]
    assert one.put_documents([(renamed("a.md"), b"abc")]) == []
    other.put_documents([(renamed("a.md"), b"abc")])
    other.put_documents([(ROW, b"abc")])
    assert one.state().documents == other.state().documents == (renamed("a.md"),)


def test_every_byte_and_every_letter_is_kept(place: str) -> None:
    """All 256 bytes, and names whose letters databases sort, fold or pad in their own ways; documents come by id."""
    names = ["ä.md", "Z.md", "a.md ", "a.md", "I\u0307.md", "\U0001f41d.md", "'; DROP TABLE documents; --"]
    store = Store(place)
    rows = [StoredDocument(f"{id}", name, "markdown", 256, "t") for id, name in zip("bCaäZ_-", names, strict=True)]
    store.put_documents((row, bytes(range(256))) for row in rows)

    assert store.state().documents == tuple(sorted(rows, key=lambda row: row.id))
    assert {store.document_bytes(row.id) for row in rows} == {bytes(range(256))}


def test_a_derived_value_is_found_under_its_key_alone(place: str) -> None:
    """Another key means other inputs, so the old value is not seen; a new one replaces it."""
    store = Store(place)
    store.put_derived("synthesis", "all", "key one", b"1")

    assert store.derived("synthesis", {"all": "key one"}) == {"all": b"1"}
    assert store.derived("synthesis", {"all": "key two"}) == {}
    store.put_derived("synthesis", "all", "key two", b"2")
    assert store.derived("synthesis", {"all": "key one"}) == {}


def test_many_subjects_are_found(place: str) -> None:
    """More than fit into one question to the database."""
    store = Store(place)
    store.put_derived("document", "d1200", "k", b"x")

    assert store.derived("document", {f"d{n}": "k" for n in range(1300)}) == {"d1200": b"x"}


def test_the_codebook_in_force_is_the_last_one(place: str) -> None:
    """Putting the same one again makes no new version."""
    store = Store(place)
    for name in ("one", "two", "two"):
        store.put_codebook(name, ((f"{name}.toml", "x"),), "2026-01-01")
    book = store.state().codebook

    assert book is not None
    assert (book.version, book.name, book.texts) == (2, "two", (("two.toml", "x"),))


def test_a_lock_that_stays_is_said(place: str) -> None:
    """After the busy time, one sentence, and the store is whole."""
    store, blocker = Store(place, busy_seconds=0.2), Store(place)

    with blocker.writing(), pytest.raises(StoreTrouble, match="written by another program"):
        store.put_documents([(ROW, b"abc")])
    assert store.put_documents([(ROW, b"abc")]) == ["d1"]


def test_a_reader_sees_one_state_and_keeps_no_writer_waiting(place: str) -> None:
    """What is written while somebody reads is seen by the next who reads."""
    store, writer = Store(place), Store(place, busy_seconds=1)
    count = sa.select(sa.func.count()).select_from(tables.documents)

    with store.reading() as connection:
        before = connection.execute(count).scalar()
        writer.put_documents([(ROW, b"abc")])
        assert (before, connection.execute(count).scalar()) == (0, 0)
    assert len(store.state().documents) == 1


def test_a_write_that_fails_leaves_nothing_behind(place: str) -> None:
    """Of two documents of one transaction neither is kept when the second one cannot be."""
    store = Store(place)

    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.execute(sa.insert(tables.skips).values(who="ann", item="q1", at="t"))
        raise ZeroDivisionError
    assert skips(store, "ann") == {}


@pytest.mark.parametrize("table", [*CHAINED, "codebooks", "snapshots", "additions", "adoptions"])
def test_what_is_kept_for_good_cannot_be_changed_or_deleted(table: str, place: str) -> None:
    """The database itself refuses it, also to a program that is not Concord, and to replace a row as well."""
    Store(place).close()
    filled = {column.name: _anything(column) for column in tables.metadata.tables[table].c}
    with past_concord(place) as other:
        other.execute(sa.insert(tables.metadata.tables[table]).values(filled))
    forbidden = [f"UPDATE {table} SET {list(filled)[1]} = 'eve'", f"DELETE FROM {table}"]  # noqa: S608
    forbidden.append(f"TRUNCATE {table}" if "://" in place else f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608

    for statement in forbidden:
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), past_concord(place) as other:
            other.exec_driver_sql(statement)


def test_documents_are_never_deleted(place: str) -> None:
    """Whoever quotes one finds it, whatever another program tries."""
    Store(place).put_documents([(ROW, b"abc")])

    with pytest.raises(sa.exc.DBAPIError, match="never deleted"), past_concord(place) as other:
        other.exec_driver_sql("DELETE FROM documents")
    assert Store(place).document_bytes("d1") == b"abc"


def test_adoptions_are_kept_in_order(place: str) -> None:
    """Each with the codebook and the program that were adopted, and what that changed."""
    store = Store(place)
    for codebook in (1, 2):
        history.put_adoption(store, "2026-01-01", "ann", codebook, b'{"program":"x"}', b"what changed")
    one, two = history.adoptions(store)

    assert (one.number, one.codebook, one.made_by, one.record) == (1, 1, b'{"program":"x"}', b"what changed")
    assert history.adoptions(store, last=1) == [two]
    assert history.marks(store)[2] == 2


def test_what_a_reviewer_skips_is_theirs(place: str) -> None:
    """The one skipped first comes first; skipping it again makes it the last; another reviewer sees nothing of it."""
    store = Store(place)
    for item, at in (("q1", "t1"), ("q2", "t2"), ("q1", "t3")):
        put_skip(store, "ann", item, at)

    assert list(skips(store, "ann").items()) == [("q2", "t2"), ("q1", "t3")]
    assert skips(store, "ben") == {}
    assert (drop_skips(store, "ann"), skips(store, "ann")) == (2, {})


def test_a_reader_writes_no_truth(place: str) -> None:
    """Every way to write is closed but that of derived values, which anybody may make again."""
    Store(place).put_documents([(ROW, b"abc")])
    reader = Store(place, writer=False)
    ways = [
        lambda: reader.put_documents([(ROW, b"abc")]),
        lambda: reader.put_codebook("", (), "t"),
        lambda: put_skip(reader, "ann", "q1", "t"),
        lambda: history.put_addition(reader, "t", "ann", b"{}"),
    ]

    for way in ways:
        with pytest.raises(NotAllowed, match="You may read here, not change"):
            way()
    reader.put_derived("synthesis", "all", "key", b"1")
    assert Store(place).derived("synthesis", {"all": "key"}) == {"all": b"1"}
    assert reader.document_bytes("d1") == b"abc"


def test_a_reader_makes_no_knowledge_base(place: str) -> None:
    """Where there is none, none is made."""
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="somebody who may write"):
            Store(place, writer=False)
    assert "://" in place or not Path(place).exists()


def test_doctor_says_which_database_is_open(database: str, place: str) -> None:
    """Its kind, version and schema, and whether the driver of PostgreSQL loads."""
    Store(place).put_documents([(ROW, b"abc")])
    found = {finding["what"].split()[0]: finding for finding in findings(place)}
    kind = {"sqlite": "SQLite 3", "postgresql": "PostgreSQL 1"}[database]

    assert found["knowledge"]["state"] == found["PostgreSQL"]["state"] == "ok"
    assert found["knowledge"]["detail"].startswith(kind)
    assert found["knowledge"]["detail"].endswith(f", schema {HEAD}; 1 documents, 0 decisions")


def test_a_file_name_that_is_no_text_is_kept_in_letters(place: str) -> None:
    """File systems allow names that no database holds: bytes that are no UTF-8, and the letter that ends a C string."""
    kb = KnowledgeBase(place)
    added = kb.add_bytes("al\udcffd\x00er.md", ALDER.encode())

    assert added.unreadable == ()
    assert [d["name"] for s in KnowledgeBase(place).studies() for d in s["documents"]] == list(added.documents)


def test_a_name_that_is_no_text_is_refused(place: str) -> None:
    """A reviewer's name in another encoding than the machine's."""
    with pytest.raises(StoreTrouble, match="is no text"):
        put_skip(Store(place), "J\udcfcrgen", "q1", "t")


def test_other_databases_are_refused() -> None:
    """The message says what there is."""
    with pytest.raises(StoreTrouble, match=r"path \(SQLite\) or postgresql"):
        dialects.address("mysql://host/db")


def test_an_address_is_shown_without_its_password() -> None:
    """Addresses are printed and logged."""
    shown = dialects.shown(dialects.address("postgresql://ann:secret@host/db"))

    assert "secret" not in shown and "host/db" in shown


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """psycopg is an extra."""
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreTrouble, match=r"pip install 'concord-synthesis\[postgres\]'"):
        Store("postgresql://ann@host/db")


def _anything(column: sa.Column[object]) -> object:
    if isinstance(column.type, sa.Integer):
        return 1
    return b"{}" if isinstance(column.type, sa.LargeBinary) else "x"
