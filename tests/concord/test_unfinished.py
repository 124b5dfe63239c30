"""An addition that is stopped keeps what it has done, and the record of what it changed is completed later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.store import begun
from concord.store.store import Store
from tests.concord.conftest import FIR, Run, write_papers

STOPPED = """
import os, sys
from concord import KnowledgeBase
from concord.parts.additions import Additions
Additions._told = lambda *given, **named: os.kill(os.getpid(), 9)  # between keeping the documents and the record
KnowledgeBase(sys.argv[1], user="ben").add(sys.argv[2:])
"""
HELD = """
import sys, time
from concord import KnowledgeBase
from concord.parts.additions import Additions
told = Additions._told
def slowly(*given, **named):
    print("kept", flush=True)
    sys.stdin.readline()
    return told(*given, **named)
Additions._told = slowly
print(KnowledgeBase(sys.argv[1], user="ben").add(sys.argv[2:]).number, flush=True)
"""
no_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@no_kill
def test_the_record_of_an_addition_that_was_killed_is_completed(place: str, tmp_path: Path) -> None:
    """Its documents are there; the next addition makes the record that an undisturbed one makes, in the right name."""
    papers = write_papers(tmp_path / "p")
    start(STOPPED, place, *papers[:2]).communicate(timeout=120)
    said: list[str] = []
    kb = KnowledgeBase(place, user="ann", tell=said.append)
    (waits,) = kb.unfinished()
    assert (waits["by"], waits["documents"], kb.history()) == ("ben", ["alder.md", "cedar.md"], [])

    added = kb.add(papers[2])
    first, second = kb.history()
    assert (first["by"], first["documents"], first["completed"]) == ("ben", ["alder.md", "cedar.md"], True)
    assert (second["number"], second["documents"]) == (added.number, ["dogwood.md"])
    assert len(said) == 1 and 'concord diff "addition 1"' in said[0]
    assert kb.unfinished() == [] and kb.finish() == []
    other = KnowledgeBase(tmp_path / "other.db")
    other.add(papers[:2])
    assert first["changes"] == other.history()[0]["changes"]


@no_kill
def test_the_next_command_completes_the_record(kb_path: Path, tmp_path: Path, run: Run) -> None:
    """Whatever it is; one sentence on standard error says so, and the answer stands on standard output as ever."""
    (tmp_path / "fir.md").write_text(FIR)
    start(STOPPED, kb_path, tmp_path / "fir.md").communicate(timeout=120)
    done = run("studies", "--kb", kb_path, "--format", "json")

    assert (done.returncode, len(json.loads(done.stdout))) == (0, 4)
    assert "The addition of " in done.stderr and 'concord diff "addition 2"' in done.stderr
    assert "The addition of " not in run("studies", "--kb", kb_path).stderr
    assert "new: fir2024bees" in run("diff", "last", "--kb", kb_path).stdout


def test_ctrl_c_is_completed_by_the_same_program(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two papers in a notebook; the record tells what they changed, of decisions made before nothing."""
    kb.reject(kb.concepts()[0]["id"])

    def stop(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(kb), "_told", stop)
        with pytest.raises(KeyboardInterrupt):
            kb.add_bytes("fir.md", FIR.encode())
    assert [row["documents"] for row in kb.unfinished()] == [["fir.md"]]
    assert "fir.md" in [d["name"] for s in kb.studies() for d in s["documents"]]

    assert kb.finish() == [2]
    record = kb.diff("addition 2")
    assert [study[:3] for study in record["studies"]["new"]] == ["fir"]
    assert "status changed" not in record["counts"]


@no_kill
def test_an_addition_that_is_on_its_way_is_left_alone(filled_place: str, tmp_path: Path) -> None:
    """Another program neither takes it for stopped nor writes its record; it writes its own."""
    (tmp_path / "fir.md").write_text(FIR)
    program = start(HELD, filled_place, tmp_path / "fir.md")
    assert program.stdout is not None and program.stdout.readline() == "kept\n"
    kb = KnowledgeBase(filled_place, user="ann")
    assert kb.unfinished() == [] and kb.finish() == []
    assert "fir.md" in [d["name"] for s in kb.studies() for d in s["documents"]]
    out, _ = program.communicate("go\n", timeout=120)

    assert out == "2\n"
    assert [(row["number"], row["by"]) for row in kb.history()] == [(1, "ann"), (2, "ben")]


def test_an_addition_of_another_machine_is_stopped_when_it_has_been_silent_long_enough(kb: KnowledgeBase) -> None:
    """Nobody can ask another machine whether a process still runs."""
    now = datetime.now(UTC)
    for token, age in (("new", timedelta(minutes=5)), ("old", timedelta(hours=2))):
        at = (now - age).isoformat(timespec="seconds")
        told = b'{"at": "%s", "by": "cem", "host": "elsewhere", "process": 7, "ids": []}' % at.encode()
        begun.tell(kb._store, begun.Begun(token, at, told))

    assert len(kb.unfinished()) == 1
    kb.finish()
    assert [row.token for row in begun.all_begun(kb._store)] == ["new"]


def test_of_two_programs_that_complete_an_addition_one_keeps_the_record(place: str) -> None:
    """The word that it has begun goes with the record, in one transaction."""
    store = Store(place)
    begun.tell(store, begun.Begun("one", "2026-01-01T00:00:00+00:00", b"{}"))

    assert begun.ended(store, "one", at="2026", by="ann", record=b"{}") == 1
    assert begun.ended(Store(place), "one", at="2026", by="ben", record=b"{}") is None


@no_kill
def test_wherever_it_is_killed_every_document_ends_in_one_record(tmp_path: Path, filled: Path) -> None:
    """At moments from its start on; afterwards the same papers are added again."""
    papers = write_papers(tmp_path / "p")
    for wait in (0.5, 0.9, 1.3, 2.0):
        path = tmp_path / f"{wait}.db"
        command = [sys.executable, "-m", "concord", "add", *map(str, papers), "--kb", str(path)]
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ.copy())
        time.sleep(wait)
        program.kill()
        program.wait()
        kb = KnowledgeBase(path, user="ann")
        kb.add(papers)

        assert sorted(name for row in kb.history() for name in row["documents"]) == sorted(p.name for p in papers)
        assert kb.export_bytes("json") == KnowledgeBase(filled).export_bytes("json")
