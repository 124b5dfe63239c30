"""Several programs at once, and programs that are killed: nothing is lost, nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.durability_server import Server
from benchmarks.together import together
from concord import KnowledgeBase
from concord.store.store import Store
from tests.concord.conftest import ALDER, Run, write_papers

KEEP = """
import sys
from concord.store.store import Store, StoredDocument
store, name = Store(sys.argv[1]), sys.argv[2]
for k in range(10**6):
    rows = [(StoredDocument(f"{name}-{k}-{half}", "n", "f", 1, "t"), b"x" * 5000) for half in "ab"]
    store.put_documents(rows)
    print(k, flush=True)
"""
DECIDE = """
import sys
from concord import log
from concord.store.store import Store
from synthesis.decisions import Address, Decision, Kind
store, name = Store(sys.argv[1]), sys.argv[2]
for k in range(int(sys.argv[3])):
    log.append(store, Decision(Kind.ACCEPT, (Address("s", "f", f"{name} {k}"),), who=name))
"""


def start(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload, no-any-return]


def test_programs_that_make_and_fill_a_store_at_once_lose_nothing(tmp_path: Path) -> None:
    """Four programs meet on a file that is not there yet, and decide 25 times each: one chain of 100."""
    programs = [start(DECIDE, tmp_path / "a.db", name, 25) for name in ("ann", "ben", "cem", "dan")]
    for program in programs:
        assert program.communicate(timeout=120)[1] == "" and program.returncode == 0
    kb = KnowledgeBase(tmp_path / "a.db")

    assert [d["number"] for d in kb.log()] == list(range(1, 101))
    assert {d["who"] for d in kb.log()} == {"ann", "ben", "cem", "dan"}
    assert kb.verify_log() is None


def test_papers_and_decisions_at_once_all_land(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """One program adds a paper while another one decides; both end well and both are seen."""
    theme = next(t["id"] for t in KnowledgeBase(kb_path).themes() if t["label"] == "NectarLog")
    (tmp_path / "new.md").write_text(
        ALDER.replace("Ada Alder, Ben Birch", "Finn Fir").replace("HiveTrack", "Hivemeter")
    )
    environment = {**os.environ, "CONCORD_USER": "ann"}
    command = [sys.executable, "-m", "concord", "add", "new.md", "--kb", str(kb_path)]
    adding = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    decided = [run("review", "accept", theme, "--kb", kb_path).returncode for _ in range(3)]

    assert adding.wait(120) == 0 and decided == [0, 0, 0]
    after = KnowledgeBase(kb_path)
    assert len(after.log()) == 3
    assert "new.md" in [d["name"] for s in after.studies() for d in s["documents"]]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_killed_program_leaves_a_whole_store(tmp_path: Path) -> None:
    """Killed at a random moment, many times: what it had said was kept is there, nothing is half there."""
    path, chance = tmp_path / "a.db", random.Random(7)  # noqa: S311
    acknowledged: set[str] = set()
    for round in range(8):
        program = start(KEEP, path, f"r{round}")
        assert program.stdout is not None
        said = [program.stdout.readline().strip()]
        time.sleep(chance.uniform(0.01, 0.15))
        program.send_signal(signal.SIGKILL)
        said += program.stdout.read().split("\n")[:-1]
        program.wait()
        acknowledged |= {f"r{round}-{k}" for k in said}
    kept = [document.id.rsplit("-", 1) for document in Store(path).state().documents]

    batches = {batch: sorted(half for b, half in kept if b == batch) for batch, _ in kept}
    assert acknowledged <= batches.keys() and len(acknowledged) > 8
    assert set(map(tuple, batches.values())) == {("a", "b")}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_an_add_that_is_killed_can_be_done_again(tmp_path: Path, filled: Path) -> None:
    """Wherever it was stopped, the second try ends in the state that an undisturbed add gives."""
    papers = write_papers(tmp_path / "p")
    for wait in (0.4, 1.0, 1.8):
        path = tmp_path / f"{wait}.db"
        command = [sys.executable, "-m", "concord", "add", *map(str, papers), "--kb", str(path)]
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        program.kill()
        program.wait()
        again = KnowledgeBase(path)
        again.add(papers)
        assert again.export_bytes("json") == KnowledgeBase(filled).export_bytes("json")


def test_several_threads_see_one_synthesis(kb: KnowledgeBase) -> None:
    """The dashboard asks from several threads at once; nothing is made twice, nothing deadlocks."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: kb.synthesis, range(12)))

    assert len({id(synthesis) for synthesis in found}) == 1


def test_writers_and_readers_of_every_sort_at_once(database: str, request: pytest.FixtureRequest) -> None:
    """The short form of the bench: nothing is lost, nobody is told of a lock, readers see whole states."""
    server = None
    if database == "postgresql":
        address = request.getfixturevalue("postgres").server.render_as_string(hide_password=False)
        server = Server(str(address))
    tally = together(server, 5, ("script", "command line", "dashboard", "queue"), ("reader",))

    assert tally.troubles == []
    assert tally.writes["decide"] >= 1 and tally.writes["dashboard"] >= 1 and sum(tally.reads.values()) >= 1
    assert tally.decisions >= tally.writes["dashboard"] + tally.writes["decide"]
