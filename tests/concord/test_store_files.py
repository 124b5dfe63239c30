"""The store in a SQLite file: what only a file can be, so these tests run on SQLite alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord.store import dialects, tables
from concord.store.store import Store, StoredDocument
from corpus.errors import StoreTrouble

ROW = StoredDocument("d1", "b.md", "markdown", 3, "2026-01-01T00:00:00+00:00")
READ_ONLY = """
import os, sqlite3, sys
import sqlalchemy.dialects.sqlite
from concord.store.store import Store, StoredDocument
from corpus.errors import StoreTrouble
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere, nobody may not
store = Store(sys.argv[1])
print(store.document_bytes("d1").decode())
store.put_derived("synthesis", "all", "key", b"made here")
print(store.derived("synthesis", {"all": "key"})["all"].decode(), store.derived("synthesis", {"all": "other"}))
try:
    store.put_codebook("", (), "t")
except StoreTrouble as trouble:
    print(trouble)
"""


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A knowledge base in a folder where nobody may write, and which everybody may look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="shelf") as name:
        folder = Path(name)
        store = Store(folder / "a.db")
        store.put_documents([(ROW, b"abc")])
        store.close()
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "a.db"
        folder.chmod(0o755)


def looked_at(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", READ_ONLY, path], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are another matter there")
def test_a_knowledge_base_on_a_shelf_can_be_read(shelf: Path) -> None:
    """File and folder are read-only: what is kept is read, what is derived is held in memory, a write is refused."""
    text, made, refused = looked_at(shelf)

    assert (text, made) == ("abc", "made here {}")
    assert "cannot be written; copy it to a folder of your own, or ask its owner" in refused
    assert [path.name for path in shelf.parent.iterdir()] == ["a.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are another matter there")
def test_what_its_owner_writes_meanwhile_is_read_too(shelf: Path) -> None:
    """Who may not write reads what the owner has kept, and not yet brought into the file itself."""
    shelf.parent.chmod(0o755)
    shelf.chmod(0o644)
    owner = Store(shelf)
    owner.put_documents([(StoredDocument("d0", "a.md", "markdown", 3, "t"), b"new")])
    assert shelf.with_name("a.db-wal").stat().st_size > 0
    shelf.chmod(0o444)
    shelf.parent.chmod(0o555)
    seen = subprocess.run(
        [sys.executable, "-c", READ_ONLY.replace('"d1"', '"d0"'), shelf], capture_output=True, text=True, check=False
    )
    owner.close()

    assert seen.stdout.splitlines()[0] == "new"


def test_what_sqlite_says_of_a_read_only_file_is_translated(tmp_path: Path) -> None:
    """The driver's own error, raised by the driver, becomes a sentence with the path."""
    Store(tmp_path / "a.db").close()
    db = sa.create_engine(f"sqlite:///file:{tmp_path / 'a.db'}?mode=ro&uri=true")

    with pytest.raises(StoreTrouble, match=r"a\.db cannot be written; copy it"):
        with dialects.said_plainly(dialects.address(tmp_path / "a.db")), db.begin() as connection:
            connection.execute(sa.insert(tables.codebooks).values(version=1, name="", texts=b"", added=""))


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
