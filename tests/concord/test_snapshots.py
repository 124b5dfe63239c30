"""Snapshots freeze a state for good, additions are remembered, and two states are compared by name."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord import BadInput, KnowledgeBase, NotFound, StoreTrouble
from concord.snapshots import hash_of
from concord.store import codec, history, tables
from concord.store.history import StoredSnapshot
from concord.store.store import Store
from tests.concord.conftest import FIR, PAPERS, Run, write_papers
from tests.stores import Places, past_concord

ROW = StoredSnapshot(0, "one", "2024-05-01T12:00:00+00:00", "ann", b"{}", "h")


def test_a_snapshot_says_what_it_froze(kb: KnowledgeBase) -> None:
    """Documents by hash and name, codebooks by hash, the log's head, versions, counts, who, and one hash over all."""
    kb.rename(kb.concepts()[0]["id"], "Another name")
    made = kb.snapshot("round 1", note="before the second search")

    assert kb.snapshots() == [made]
    assert (made["name"], made["note"], made["by"], made["number"]) == ("round 1", "before the second search", "ann", 1)
    assert sorted(row["name"] for row in made["documents"]) == sorted(PAPERS)
    assert made["counts"]["concepts"] == len(kb.concepts())
    assert made["decisions"] == {"count": 1, "head": kb.log()[0]["hash"]}
    assert all(len(row["sha256"]) == 64 for row in made["codebook"]["texts"])
    assert made["program"]["version"] and len(made["models"]) == 5
    assert made["hash"] == hash_of({key: value for key, value in made.items() if key not in ("number", "hash")})


def test_a_name_is_never_used_twice(kb: KnowledgeBase) -> None:
    """One sentence says who has it, and the snapshot stays as it was."""
    first = kb.snapshot("round 1")
    kb.reject(kb.concepts()[0]["id"])

    with pytest.raises(BadInput, match=r"'round 1' already, of .* by ann, and a snapshot is never overwritten"):
        kb.snapshot(" round  1 ")
    assert kb.snapshots() == [first]


def test_whoever_keeps_what_it_read_sees_that_something_was_frozen(kb: KnowledgeBase) -> None:
    """The word by which the dashboard knows that its records are old is another one after a snapshot."""
    before = kb.revision
    kb.snapshot("round 1")

    assert kb.revision != before


def test_of_two_programs_that_want_one_name_one_has_it(place: str) -> None:
    """The store decides inside the transaction, after both have looked."""
    store = Store(place)

    assert (history.put_snapshot(store, ROW, b"{}") or ROW).number == 1
    assert history.put_snapshot(Store(place), ROW, b"[]") is None
    assert history.snapshot_contents(store, "one") == b"{}"


@pytest.mark.parametrize("name", ["", "  ", "now", "last", "empty", "addition 3", "a\x1bb", "x" * 81])
def test_a_name_that_means_something_else_is_none(name: str, kb: KnowledgeBase) -> None:
    """Blank, too long, unprintable, or a word that diff takes for another state."""
    with pytest.raises(BadInput, match="A snapshot"):
        kb.snapshot(name)


def test_what_one_process_froze_another_one_reads(run: Run, filled_place: str) -> None:
    """The command line freezes; Python in this process compares, and nothing has changed."""
    assert run("snapshot", "round 1", "--kb", filled_place).returncode == 0
    record = KnowledgeBase(filled_place).diff("round 1")

    assert (record["before"]["name"], record["after"]["name"], record["sentences"]) == ("round 1", "now", [])


def test_two_snapshots_around_an_addition_say_what_came(kb: KnowledgeBase) -> None:
    """The new study, what it brought, and the words on both sides of what it strengthened."""
    kb.snapshot("before")
    added = kb.add_bytes("fir.md", FIR.encode())
    kb.snapshot("after")
    record = kb.diff("before", "after")
    (study,) = added.studies
    stronger = next(row for row in record["concepts"] if "strengthened" in row["sorts"])

    assert record["studies"] == {"new": [study], "gone": []}
    assert record["counts"]["new"] >= 2 and stronger["gained"] == [study]
    assert {row["study"] for row in stronger["after"]["quotes"]} - {
        r["study"] for r in stronger["before"]["quotes"]
    } == {study}
    assert all(row["document"] in (*PAPERS, "fir.md") for row in stronger["after"]["quotes"])
    assert [row["study"] for row in record["by_study"]] == [study]
    assert any("Noise complaints" in sentence for sentence in record["sentences"])


def test_a_comparison_with_nothing_finds_everything(kb: KnowledgeBase) -> None:
    """From "empty" all is new, and back all is gone."""
    there, back = kb.diff("empty"), kb.diff("now", "empty")

    assert there["counts"] == {"new": len(kb.concepts())}
    assert back["counts"] == {"gone": len(kb.concepts())}


def test_a_decision_is_a_change(kb: KnowledgeBase) -> None:
    """A merge moves themes; undone, the diff is empty again."""
    kb.snapshot("before")
    one, other = (row["id"] for row in kb.concepts(facet="challenge")[-2:])
    number = kb.merge(one, other, reason="the same")["number"]

    assert kb.diff("before")["counts"]["moved"] >= 1
    assert len(kb.diff("before")["moved"]) == 1
    kb.undo(number)
    assert kb.diff("before")["sentences"] == []


def test_the_order_of_adding_leaves_no_trace_in_a_snapshot(places: Places, tmp_path: Path) -> None:
    """Two knowledge bases with the same papers have the same content, at whatever time and by whomever."""
    paths = write_papers(tmp_path / "papers")
    one, other = KnowledgeBase(places.empty(), user="ann"), KnowledgeBase(places.empty(), user="ben")
    one.add(paths)
    for path in reversed(paths):
        other.add(path)

    assert one.snapshot("a")["content"] == other.snapshot("b")["content"]
    assert one.snapshots()[0]["hash"] != other.snapshots()[0]["hash"]


def test_what_an_addition_changed_outlives_the_program(kb: KnowledgeBase, filled_place: str) -> None:
    """Another program reads it, with the quotes of the themes that came; a later decision does not change it."""
    added = kb.add_bytes("fir.md", FIR.encode())
    kb.reject(kb.concepts()[0]["id"])
    other = KnowledgeBase(filled_place)
    kept = other.history()[-1]

    assert (kept["number"], kept["by"], kept["documents"]) == (added.number, "ann", ["fir.md"])
    record = other.diff()
    assert record["after"]["name"] == f"addition {added.number}"
    assert (record["studies"]["new"], record["themes"]["new"]) == (list(added.studies), added.changes.new_themes)
    stronger = next(row for row in record["concepts"] if "strengthened" in row["sorts"])
    assert [row["theme"] for row in stronger["after"]["quotes"]] == [row["theme"] for row in stronger["came"]]
    assert other.diff(f"addition {added.number}") == record


def test_an_addition_of_nothing_is_not_remembered(kb: KnowledgeBase) -> None:
    """The same bytes again, and a file that cannot be read."""
    before = kb.history()

    assert kb.add_files([("alder.md", PAPERS["alder.md"].encode()), ("empty.md", b"")]).number == 0
    assert kb.history() == before and len(before) == 1


def test_mere_scope_is_counted_and_not_kept(kb: KnowledgeBase) -> None:
    """An addition changes the scope of many concepts; their number is enough for good."""
    kb.add_bytes("fir.md", FIR.encode())
    record = kb.diff("last")

    assert record["counts"]["scope changed"] > 0
    assert [row for row in record["concepts"] if row["sorts"] == ["scope changed"]] == []


def test_snapshots_and_additions_cannot_be_changed_or_deleted(place: str) -> None:
    """The database itself refuses it."""
    store = Store(place)
    history.put_snapshot(store, ROW, b"{}")
    history.put_addition(store, ROW.at, ROW.by, b"{}")
    statements = (
        "UPDATE snapshots SET name = 'two'",
        "DELETE FROM snapshots",
        "UPDATE additions SET by = 'eve'",
        "DELETE FROM additions",
    )
    for statement in statements:
        with (
            pytest.raises(sa.exc.DBAPIError, match=r"(snapshots|additions) is append-only"),
            past_concord(place) as other,
        ):
            other.exec_driver_sql(statement)


@pytest.mark.parametrize("column", ["manifest", "contents"])
def test_a_snapshot_that_was_changed_past_concord_is_said(column: str, kb: KnowledgeBase, filled_place: str) -> None:
    """Whoever takes the guard away and writes is found by the hash."""
    kb.snapshot("round 1")
    kb.reject(kb.concepts()[0]["id"])
    kb.snapshot("round 2")
    kb.close()
    later = sa.select(tables.snapshots.c[column]).where(tables.snapshots.c.name == "round 2").scalar_subquery()
    with past_concord(filled_place, "snapshots") as other:
        other.execute(sa.update(tables.snapshots).values({column: later}))

    with pytest.raises(StoreTrouble, match="'round 1' is not as it was written: it was changed past Concord"):
        KnowledgeBase(filled_place).diff("round 1")


def test_a_snapshot_of_a_version_with_other_values_is_one_sentence(kb: KnowledgeBase) -> None:
    """A field that this version does not know is named, with the version that wrote it."""
    made = kb.snapshot("round 1")
    contents = json.loads(history.snapshot_contents(kb._store, "round 1"))
    contents["synthesis"]["concepts"][0]["charm"] = "strange"
    packed = codec.dumps(contents)
    manifest = {key: value for key, value in made.items() if key not in ("number", "hash")}
    manifest |= {
        "name": "later",
        "content": hashlib.sha256(packed).hexdigest(),
        "program": {"version": "9.1", "code": ""},
    }
    row = StoredSnapshot(0, "later", made["at"], made["by"], codec.dumps(manifest), hash_of(manifest))
    history.put_snapshot(kb._store, row, packed)

    with pytest.raises(StoreTrouble, match=r"made by Concord 9\.1, .* cannot read it: Concept has no field 'charm'"):
        kb.diff("later")
    assert kb.snapshots()[1]["name"] == "later"
    assert b'"charm": "strange"' in kb.snapshot_bytes("later")


def test_a_snapshot_in_a_file_can_be_checked_by_anybody(kb: KnowledgeBase, filled_place: str, tmp_path: Path) -> None:
    """The same bytes each time, and both hashes follow from what is in the file by the standard library."""
    kb.snapshot("round 1")
    data = kb.export_snapshot("round 1", tmp_path / "one.json").read_bytes()
    whole = json.loads(data)

    def sha256(value: object) -> str:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    assert KnowledgeBase(filled_place).snapshot_bytes("round 1") == data
    assert sha256(whole["contents"]) == whole["concord_snapshot"]["content"]
    assert sha256(whole["concord_snapshot"]) == whole["hash"]
    assert {"synthesis", "studies", "codebooks"} <= whole["contents"].keys()


def test_states_that_are_not_there_are_said(kb: KnowledgeBase, papers: list[Path]) -> None:
    """With a name that is near, with those that there are, with what to do."""
    with pytest.raises(NotFound, match=r"no snapshot 'x'; 'concord snapshot NAME' makes one"):
        kb.diff("x")
    kb.snapshot("round 1")
    with pytest.raises(NotFound, match=r"did you mean 'round 1'\?"):
        kb.diff("round 2")
    with pytest.raises(NotFound, match=r"no addition 7 .*; there are 1 of them"):
        kb.diff("addition 7")
    with pytest.raises(BadInput, match="name no second state"):
        kb.diff("last", "round 1")
    with pytest.raises(BadInput, match="cannot be written"):
        kb.export_snapshot("round 1", papers[0] / "x.json")


def test_the_commands_print_in_every_format(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """A list of snapshots, and a comparison: a page to read, rows, and the whole record."""
    assert "No snapshots yet" in run("snapshot", "--kb", kb_path).stderr
    made = run("snapshot", "round 1", "--note", "first", "--export", "one.json", "--kb", kb_path)
    assert "Concord snapshot “round 1”" in made.stdout and (tmp_path / "one.json").stat().st_size > 1000
    assert run("show", "round 1", "--kb", kb_path).stdout.startswith("Concord snapshot “round 1”")
    assert "no study, theme or concept 'round 9'" in run("show", "round 9", "--kb", kb_path).stderr
    again = run("snapshot", "round 1", "--kb", kb_path)
    assert (again.returncode, again.stdout) == (1, "") and "never overwritten" in again.stderr
    (tmp_path / "fir.md").write_text(FIR)
    run("add", "fir.md", "--kb", kb_path)

    page = run("diff", "round 1", "--kb", kb_path).stdout
    rows = list(csv.DictReader(io.StringIO(run("diff", "round 1", "--format", "csv", "--kb", kb_path).stdout)))
    record = json.loads(run("diff", "round 1", "--format", "json", "--kb", kb_path).stdout)
    markdown = run("diff", "round 1", "--format", "md", "--kb", kb_path).stdout

    assert "Strengthened (" in page and "From 'round 1' (" in page and max(map(len, page.splitlines())) <= 120
    assert len(rows) == len(record["concepts"]) == len(markdown.splitlines()) - 2 > 0
    assert {row["id"] for row in rows} == {row["id"] for row in record["concepts"]}
    listed = json.loads(run("snapshot", "--format", "json", "--kb", kb_path).stdout)
    assert [row["note"] for row in listed] == ["first"]
    assert run("snapshot", "--note", "lost", "--kb", kb_path).returncode == 2
