"""A backup holds all that is kept, in one file for both databases, and is restored whole or not at all."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord import BadInput, KnowledgeBase, NotAllowed, StoreIsNewer
from concord.access import Role
from concord.backup import digest_of, write
from concord.log import append_all
from concord.preserving import restore
from concord.store import codec
from concord.store.history import put_addition
from concord.store.kept import TRUTH, KeptInStore
from concord.store.schema import HEAD
from concord.store.skips import put_skip
from concord.store.store import Store, StoredDocument
from corpus.study import document_id
from synthesis.decisions import Address, Decision, Kind
from tests.concord.conftest import DOGWOOD, Run
from tests.stores import Files, Places, Postgres

Change = Callable[[dict[str, bytes]], object]


@pytest.fixture
def worked(kb: KnowledgeBase) -> KnowledgeBase:
    """The three papers, with decisions, a coding, a frozen state and a second addition."""
    theme, other = (t["id"] for t in kb.themes()[:2])
    kb.accept(theme, reason="stands on page 3, §2 “so”")
    kb.undo(1, reason="no: looked again")
    kb.reject(other)
    study = kb.studies()[0]["id"]
    kb.code(study, kb.facets()[0], "A code", kb.coding_units(study)[3]["text"])
    kb.snapshot("round 1", note="before the rest")
    kb.add_bytes("eider.md", DOGWOOD.replace("Dora Dogwood", "Edda Eider").replace("Rooftop", "Garden").encode())
    return kb


@pytest.fixture
def elsewhere(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Places on the other database than that of the test."""
    if database == "postgresql":
        (tmp_path / "elsewhere").mkdir()
        yield Files(tmp_path / "elsewhere")
        return
    server: Postgres = request.getfixturevalue("postgres").same_server()
    yield server
    server.drop()
    server.admin.dispose()


def truth(store: Store) -> dict[str, str]:
    """A hash of each table that holds truth."""
    with store.reading() as connection:
        kept = KeptInStore(connection, HEAD)
        return {table: digest_of(kept, table) for table in TRUTH}


def test_a_backup_moves_to_the_other_database_and_back(
    worked: KnowledgeBase, elsewhere: Places, places: Places, tmp_path: Path
) -> None:
    """Byte for byte: backups of all three, exports, logs with their hashes, snapshots with their contents."""
    files = [tmp_path / f"{n}.zip" for n in range(3)]
    worked.backup(files[0])
    for place, file, after in zip((elsewhere.empty(), places.empty()), files, files[1:], strict=False):
        moved = KnowledgeBase.restored(file, place, user="ann")
        moved.backup(after)
        assert moved.export_bytes("json") == worked.export_bytes("json")
        assert moved.log() == worked.log() and moved.history() == worked.history()
        assert moved.snapshot_bytes("round 1") == worked.snapshot_bytes("round 1")
        assert moved.verify(deep=True) == []
        moved.accept(moved.themes()[2]["id"])
        assert moved.verify_log() is None and len(moved.log()) == len(worked.log()) + 1
        moved.close()

    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


def test_one_state_gives_the_same_bytes(worked: KnowledgeBase, tmp_path: Path) -> None:
    """Made twice, and after everything derived was forgotten."""
    told = worked.backup(tmp_path / "one.zip")
    with worked._store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM derived")
    again = worked.backup(tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert told["sha256"] == again["sha256"] and told["rows"]["documents"] == 4 and told["rows"]["decisions"] == 3


WRITING = """
import sys
import tracemalloc
from concord.log import append_all
from concord.store.store import Store
from synthesis.decisions import Address, Decision, Kind
store = Store(sys.argv[1])
print("ready", flush=True)
for n in range(10**6):
    append_all(store, [Decision(Kind.ACCEPT, (Address("s", "f", f"{n} {half}"),), who="ben") for half in "ab"])
"""


def test_a_backup_is_one_moment_while_others_write(worked: KnowledgeBase, filled_place: str, tmp_path: Path) -> None:
    """Two decisions are always kept together, and no backup has one of them."""
    program = subprocess.Popen([sys.executable, "-c", WRITING, filled_place], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None and program.stdout.readline() == "ready\n"
    before = len(worked.log())
    counts = [worked.backup(tmp_path / f"{n}.zip")["rows"]["decisions"] - before for n in range(5)]
    program.kill()
    program.wait()

    assert [count % 2 for count in counts] == [0] * 5 and counts == sorted(counts)
    assert worked.verify() == []


def test_a_backup_is_restored_into_nothing_else_than_an_empty_place(
    worked: KnowledgeBase, filled_place: str, places: Places, tmp_path: Path
) -> None:
    """What is there is never mixed with what was; and only an admin restores, or takes everything with them."""
    worked.backup(tmp_path / "b.zip")
    before = truth(worked._store)
    with pytest.raises(BadInput, match=r"is not empty \(.*4 documents.*\); a backup is restored into a new one"):
        restore(tmp_path / "b.zip", filled_place)
    with pytest.raises(NotAllowed, match="admin"):
        restore(tmp_path / "b.zip", places.empty(), role=Role.REVIEWER)
    with pytest.raises(NotAllowed, match="admin"):
        KnowledgeBase(filled_place, role=Role.REVIEWER).backup(tmp_path / "c.zip")

    assert truth(worked._store) == before and not (tmp_path / "c.zip").exists()


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(file: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def sealed(parts: dict[str, bytes], **changed: object) -> None:
    """The manifest with other words and a hash that fits them, as who means harm would write it."""
    manifest = json.loads(parts["manifest.json"]) | changed
    del manifest["sha256"]
    import hashlib

    for table, told in manifest["tables"].items():
        if (data := parts.get(f"tables/{table}.jsonl")) is not None:
            told |= {"rows": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}
    manifest["sha256"] = hashlib.sha256(codec.dumps(manifest)).hexdigest()
    parts["manifest.json"] = codec.dumps(manifest)


def flipped(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("documents/"))
    parts[name] = parts[name].replace(b"review", b"Review", 1)


def reworded(parts: dict[str, bytes]) -> None:
    parts["tables/decisions.jsonl"] = parts["tables/decisions.jsonl"].replace(b"looked again", b"never looked")
    sealed(parts)


def without_a_line(parts: dict[str, bytes]) -> None:
    parts["tables/decisions.jsonl"] = parts["tables/decisions.jsonl"].split(b"\n", 1)[1]
    sealed(parts)


def no_row(parts: dict[str, bytes]) -> None:
    parts["tables/skips.jsonl"] = b"[" * 100_000 + b"\n"
    sealed(parts)


HARMS: dict[str, tuple[Change, str]] = {
    "a byte of a document": (flipped, "is not as it was written"),
    "a decision, and a manifest that fits it": (reworded, "Decision 2 is not as it was written"),
    "a decision taken out, and a manifest that fits": (without_a_line, "Decision 1 is missing"),
    "a document taken out": (
        lambda parts: parts.pop(next(name for name in parts if name.startswith("documents/"))),
        "cannot be unpacked",
    ),
    "a manifest with other words": (
        lambda parts: parts.update({"manifest.json": parts["manifest.json"].replace(b'"rows":4', b'"rows":3')}),
        "its manifest is not as it was written",
    ),
    "no manifest": (lambda parts: parts.pop("manifest.json"), "is no backup of Concord"),
    "a path out of the folder": (
        lambda parts: parts.update({"documents/../../etc/passwd": b"x"}),
        "holds a file 'documents/../../etc/passwd'",
    ),
    "a file that no backup has": (lambda parts: parts.update({"run.sh": b"x"}), "holds a file 'run.sh'"),
    "a bomb": (lambda parts: parts.update({"documents/d1": b"0" * 150_000_000}), "would unpack to 150 MB"),
    "a line that is no row": (
        no_row,
        "holds a line that is no row",
    ),
    "a table of somebody else": (
        lambda parts: sealed(parts, tables={"alembic": {"rows": 0, "columns": [], "sha256": ""}}),
        "names tables that are none of Concord",
    ),
}


@pytest.fixture(scope="session")
def backup_of_worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small knowledge base with four documents and decisions."""
    folder = tmp_path_factory.mktemp("backup")
    store = Store(folder / "a.db")
    rows = [(name, f"# A review of {name}\n\nThis review reads {name}.".encode()) for name in ("a", "b", "c", "d")]
    store.put_documents([(StoredDocument(document_id(d), n, "markdown", len(d), "2026"), d) for n, d in rows])
    reasons = ("so", "looked again", "no")
    append_all(store, [Decision(Kind.ACCEPT, (Address("s", "f", r),), reason=r, who="ann") for r in reasons])
    put_skip(store, "ann", "an item", "2026")
    write(store, folder / "b.zip", lambda what, done, total: None)
    store.close()
    return folder / "b.zip"


@pytest.mark.parametrize("harm", HARMS)
def test_a_backup_that_is_not_as_it_was_written_is_refused(
    backup_of_worked: Path, tmp_path: Path, run: Run, harm: str
) -> None:
    """By restore, which then makes no knowledge base, and by verify: a sentence each, no traceback."""
    change, says = HARMS[harm]
    parts = members(backup_of_worked)
    change(parts)
    file = packed(tmp_path / "b.zip", parts)
    with pytest.raises(BadInput, match=r"backup|not as it was written") as refused:
        restore(file, tmp_path / "new.db")
    checked = run("verify", file)

    assert says in str(refused.value)
    assert checked.returncode == 1 and says in checked.stdout + checked.stderr
    assert "Traceback" not in checked.stderr
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("keep", [0, 10, 300, 1500])
def test_a_part_of_a_backup_is_no_backup(backup_of_worked: Path, tmp_path: Path, keep: int) -> None:
    """A copy that was cut off, wherever."""
    (tmp_path / "b.zip").write_bytes(backup_of_worked.read_bytes()[:keep])
    with pytest.raises(BadInput, match="is no backup of Concord, or not all of it"):
        restore(tmp_path / "b.zip", tmp_path / "new.db")

    assert not (tmp_path / "new.db").exists()


def test_a_twin_in_a_backup_is_refused(backup_of_worked: Path, tmp_path: Path) -> None:
    """Two members of one name: one to be checked and one to be taken."""
    file = tmp_path / "b.zip"
    file.write_bytes(backup_of_worked.read_bytes())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("manifest.json", b"{}")

    with pytest.raises(BadInput, match=r"'manifest\.json' twice"):
        restore(file, tmp_path / "new.db")


@pytest.mark.parametrize("change", [{"concord_backup": 2}, {"schema": "0999"}])
def test_a_backup_of_a_later_concord_is_refused(
    backup_of_worked: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    """With the sentence that a later store gets."""
    parts = members(backup_of_worked)
    sealed(parts, **change)
    with pytest.raises(StoreIsNewer, match=r"later Concord.*pip install -U"):
        restore(packed(tmp_path / "b.zip", parts), tmp_path / "new.db")


def test_a_backup_of_an_older_schema_is_brought_up(backup_of_worked: Path, place: str, tmp_path: Path) -> None:
    """By the migrations of its time: what schema 0004 did not have is empty, all else is there."""
    parts = members(backup_of_worked)
    for table in ("judgements", "adoptions", "skips"):
        del parts[f"tables/{table}.jsonl"]
    tables = json.loads(parts["manifest.json"])["tables"]
    sealed(parts, schema="0004", tables={n: told for n, told in tables.items() if f"tables/{n}.jsonl" in parts})
    rows = restore(packed(tmp_path / "b.zip", parts), place)["rows"]
    kb = KnowledgeBase(place)

    assert (rows["documents"], rows["decisions"], rows["judgements"], rows["skips"]) == (4, 3, 0, 0)
    assert [d["reason"] for d in kb.log()] == ["so", "looked again", "no"] and kb.verify_log() is None
    kb.close()


def test_a_backup_never_takes_the_place_of_its_knowledge_base(kb_path: Path) -> None:
    """A slip of the hand on the command line must not cost the review."""
    before = kb_path.read_bytes()
    with pytest.raises(BadInput, match="is the knowledge base itself"):
        KnowledgeBase(kb_path).backup(kb_path)

    assert kb_path.read_bytes() == before


def test_the_commands_make_and_take_a_backup(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """With one line each, and a clear sentence where it cannot be."""
    made = run("backup", "b.zip", "--kb", kb_path)
    checked, taken = run("verify", "b.zip"), run("restore", "b.zip", "--kb", "new.db")
    again, missing = run("restore", "b.zip", "--kb", "new.db"), run("restore", "no.zip", "--kb", "other.db")

    assert (made.returncode, checked.returncode, taken.returncode) == (0, 0, 0)
    assert "3 documents" in made.stdout and "Nothing is wrong: " in checked.stdout and "3 documents" in taken.stdout
    assert again.returncode == missing.returncode == 1
    assert "is not empty" in again.stderr and "no.zip: cannot be read" in missing.stderr
    assert not (tmp_path / "other.db").exists()


texts = st.text(max_size=30)


@settings(max_examples=25)
@given(
    documents=st.lists(st.binary(max_size=200), max_size=4, unique=True),
    words=st.lists(st.tuples(texts, texts.filter(str.strip)), max_size=4),
    skips=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8), unique=True),
    records=st.lists(st.dictionaries(texts, texts, max_size=3), max_size=3),
)
def test_whatever_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[bytes],
    words: list[tuple[str, str]],
    skips: list[str],
    records: list[dict[str, str]],
) -> None:
    """Any bytes and any words, also halves of characters, as damaged files have them: the same truth and bytes."""
    folder = tmp_path_factory.mktemp("any")
    store, back = Store(folder / "a.db"), folder / "b.db"
    store.put_documents([(StoredDocument(document_id(d), "n", "text", len(d), "2026"), d) for d in documents])
    append_all(store, [Decision(Kind.ACCEPT, (Address("s", "f", a),), reason=a, who="ann " + b[:0]) for a, b in words])
    for item in skips:
        put_skip(store, "ann", item, "2026")
    for record in records:
        put_addition(store, "2026", "ann", codec.dumps({**record, "documents": []}))
    write(store, folder / "a.zip", lambda what, done, total: None)
    restore(folder / "a.zip", back)
    again = Store(back)
    write(again, folder / "b.zip", lambda what, done, total: None)

    assert truth(again) == truth(store)
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    store.close()
    again.close()


def test_a_backup_takes_the_memory_of_one_document(tmp_path: Path) -> None:
    """Of eight documents of 3 MB no more than a few are in memory at once, when writing and when restoring."""
    chance = random.Random(1)  # noqa: S311
    store, quiet = Store(tmp_path / "a.db"), lambda what, done, total: None
    for _ in range(8):
        data = chance.randbytes(3_000_000)
        store.put_documents([(StoredDocument(document_id(data), "n", "pdf", len(data), "2026"), data)])
    tracemalloc.start()
    try:
        write(store, tmp_path / "a.zip", quiet)
        restore(tmp_path / "a.zip", tmp_path / "b.db")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (tmp_path / "a.zip").stat().st_size > 24_000_000
    assert peak < 18_000_000
    store.close()
