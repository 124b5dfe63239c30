"""The same papers and decisions give the same bytes in a SQLite file and in a PostgreSQL database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from concord import KnowledgeBase
from concord.exporting import ENDINGS
from concord.snapshots import file_of
from concord.store import history
from tests.concord.conftest import FIR
from tests.stores import Files, Postgres

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def worked_on(place: str, papers: list[Path]) -> dict[str, bytes]:
    """Everything that leaves a knowledge base on which two people have worked."""
    ann = KnowledgeBase(place, user="Ænn", clock=lambda: NOON)
    ben = KnowledgeBase(place, user="ben", clock=lambda: NOON)
    ann.add(papers)
    themes = {(theme["study"][:5], theme["label"]): theme["id"] for theme in ann.themes()}
    noise = [themes["alder", "Noise complaints"], themes["cedar", "Noise complaints"]]
    ann.accept(noise[0])
    ann.merge(*noise, reason="“the same”, wörd for word")
    ben.relate(*noise, "refutes", reason="no")
    ben.rename(noise[1], "žluťoučký Noise")
    ben.add_bytes("Über alles.md", FIR.encode())
    for label in ("Z last", "a first", "Ä between"):
        ann.add_theme(ann.studies()[0]["id"], "challenge", label, "The practice is young")
    ann.undo(1)
    ann.snapshot("both")
    (row,) = history.snapshots(ann._store)
    found = {ending: ann.export_bytes(ending) for ending in ENDINGS}
    found["snapshot"] = file_of(row, history.snapshot_contents(ann._store, "both"))
    found["log"] = ben.export_log()
    found["history"] = repr(ben.history()).encode()
    found["queue"] = repr(ben.queue()).encode()
    ann.close()
    ben.close()
    return found


def test_both_databases_give_the_same_bytes(postgres: Postgres, tmp_path: Path, papers: list[Path]) -> None:
    """Every export, the snapshot with its hash, log, history and queue; one is made anew from the other's log."""
    server = postgres.same_server()
    try:
        one, other = worked_on(Files(tmp_path).empty(), papers), worked_on(server.empty(), papers)
        assert [name for name in one if one[name] != other[name]] == []
        again = KnowledgeBase(server.empty())
        again.add_bytes("Über alles.md", FIR.encode())
        again.add(reversed(papers))
        again.replay_log(one["log"])
        assert [ending for ending in ENDINGS if again.export_bytes(ending) != one[ending]] == []
    finally:
        server.drop()
    assert b"Noise" in one["md"] and len(one) == len(ENDINGS) + 4
