"""The store keeps the truth, and says plainly when it cannot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord.store import dialects, tables
from concord.store.schema import HEAD, MIGRATIONS, migrate
from concord.store.store import Store, StoredDocument
from corpus.errors import StoreIsNewer, StoreTrouble

ROW = StoredDocument("d1", "b.md", "markdown", 3, "2026-01-01T00:00:00+00:00")


def renamed(name: str) -> StoredDocument:
    return StoredDocument(ROW.id, name, ROW.format, ROW.size, ROW.added)


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    """Bytes, names and the list of documents survive closing."""
    Store(tmp_path / "a.db").put_documents([(ROW, b"abc")])
    store = Store(tmp_path / "a.db")

    assert store.document_bytes("d1") == b"abc"
    assert store.state().documents == (ROW,)


def test_bytes_are_kept_once(tmp_path: Path) -> None:
    """The second add of a file is none, and of its two names the first in order stays, whichever came first."""
    one, other = Store(tmp_path / "a.db"), Store(tmp_path / "b.db")

    assert one.put_documents([(ROW, b"abc")]) == ["d1"]
    assert one.put_documents([(renamed("a.md"), b"abc")]) == []
    other.put_documents([(renamed("a.md"), b"abc")])
    other.put_documents([(ROW, b"abc")])
    assert one.state().documents == other.state().documents == (renamed("a.md"),)


def test_a_derived_value_is_found_under_its_key_alone(tmp_path: Path) -> None:
    """Another key means other inputs, so the old value is not seen; a new one replaces it."""
    store = Store(tmp_path / "a.db")
    store.put_derived("synthesis", "all", "key one", b"1")

    assert store.derived("synthesis", {"all": "key one"}) == {"all": b"1"}
    assert store.derived("synthesis", {"all": "key two"}) == {}
    store.put_derived("synthesis", "all", "key two", b"2")
    assert store.derived("synthesis", {"all": "key one"}) == {}


def test_many_subjects_are_found(tmp_path: Path) -> None:
    """More than fit into one question to the database."""
    store = Store(tmp_path / "a.db")
    store.put_derived("document", "d1200", "k", b"x")

    assert store.derived("document", {f"d{n}": "k" for n in range(1300)}) == {"d1200": b"x"}


def test_the_codebook_in_force_is_the_last_one(tmp_path: Path) -> None:
    """Putting the same one again makes no new version."""
    store = Store(tmp_path / "a.db")
    for name in ("one", "two", "two"):
        store.put_codebook(name, ((f"{name}.toml", "x"),), "2026-01-01")
    book = store.state().codebook

    assert book is not None
    assert (book.version, book.name, book.texts) == (2, "two", (("two.toml", "x"),))


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    """Up, down and up again; then alembic finds no difference between the database and the tables."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    db = dialects.engine(dialects.address(tmp_path / "a.db"), 5)
    for revision in (HEAD, "base", HEAD):
        with dialects.writing(db) as connection:
            migrate(connection, revision)
    with dialects.reading(db) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_newest_migration_is_the_one_we_ask_for() -> None:
    """HEAD is written by hand, so that opening does not load alembic."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_later_schema_is_said(tmp_path: Path) -> None:
    """A knowledge base of a later Concord is not touched."""
    Store(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")

    with pytest.raises(StoreIsNewer, match=r"later Concord.*0999.*pip install -U"):
        Store(tmp_path / "a.db")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A SQLite file with tables of its own gets none of ours."""
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE cats (name)")

    with pytest.raises(StoreTrouble, match="another program"):
        Store(tmp_path / "a.db")


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    """A paper given as --kb, for instance; it is not changed."""
    paper = tmp_path / "paper.md"
    paper.write_text("# A paper\n" * 200)

    with pytest.raises(StoreTrouble, match="not a Concord knowledge base"):
        Store(paper)
    assert paper.read_text() == "# A paper\n" * 200


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """Folders are not made behind the user's back."""
    with pytest.raises(StoreTrouble, match="does not exist; make it first"):
        Store(tmp_path / "no" / "a.db")


def test_a_folder_is_no_knowledge_base(tmp_path: Path) -> None:
    """The message says what a knowledge base is."""
    with pytest.raises(StoreTrouble, match=r"is a folder; .*concord\.db"):
        Store(tmp_path)


def test_a_lock_that_stays_is_said(tmp_path: Path) -> None:
    """After the busy time, one sentence, and the store is whole."""
    store = Store(tmp_path / "a.db", busy_seconds=0.2)
    blocker = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreTrouble, match="written by another program"):
        store.put_documents([(ROW, b"abc")])
    blocker.execute("ROLLBACK")
    assert store.put_documents([(ROW, b"abc")]) == ["d1"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_can_be_said(tmp_path: Path) -> None:
    """A write to a file that may only be read names the file and what to do."""
    Store(tmp_path / "a.db").close()
    (tmp_path / "a.db").chmod(0o444)

    with pytest.raises(StoreTrouble, match="cannot be written"):
        Store(tmp_path / "a.db").put_documents([(ROW, b"abc")])


def test_what_sqlite_says_of_a_read_only_file_is_translated(tmp_path: Path) -> None:
    """The driver's own error, raised by the driver, becomes a sentence with the path."""
    Store(tmp_path / "a.db").close()
    db = sa.create_engine(f"sqlite:///file:{tmp_path / 'a.db'}?mode=ro&uri=true")

    with pytest.raises(StoreTrouble, match=r"a\.db cannot be written; copy it"):
        with dialects.said_plainly(dialects.address(tmp_path / "a.db")), db.begin() as connection:
            connection.execute(sa.insert(tables.codebooks).values(version=1, name="", texts=b"", added=""))


def test_decisions_cannot_be_changed_or_deleted(tmp_path: Path) -> None:
    """The database itself refuses it, also to a program that is not Concord."""
    Store(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("INSERT INTO decisions VALUES (1, 'now', 'ann', x'7b7d', '', 'h')")
        for statement in ("UPDATE decisions SET by = 'eve'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


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


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/home/ann/a.db", "nfs4"), ("/home/local/a.db", None), ("/a.db", None), ("/mnt/my share/a.db", "cifs")],
)
def test_network_file_systems_are_known(path: str, kind: str | None) -> None:
    """The longest mount point that holds the path decides; WAL loses data on these."""
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n"
        "/dev/sdb1 /home/local ext4 rw 0 0\n//s/x /mnt/my\\040share cifs rw 0 0\n"
    )

    assert dialects.network_file_system(Path(path), mounts) == kind


def test_a_copy_of_the_file_is_a_whole_store(tmp_path: Path) -> None:
    """After closing, everything is in the one file: it can be copied and sent."""
    store = Store(tmp_path / "a.db")
    store.put_documents([(ROW, b"abc")])
    store.close()

    assert Store(shutil.copy(tmp_path / "a.db", tmp_path / "b.db")).document_bytes("d1") == b"abc"
