"""A folder that is watched: what appears there is added once it has settled, and told; nothing stops it but its end."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from concord import BadInput, KnowledgeBase, NotAllowed, Role, StoreTrouble
from concord.files.settling import Settling
from concord.parts.watching import Watched
from tests.concord.conftest import ALDER, CEDAR, DOGWOOD, FIR

EVERY, SETTLE = 0.1, 0.2
Started = Callable[..., "Program"]


class Program:
    """`concord watch` as a process, whose lines can be waited for."""

    def __init__(self, folder: Path, kb: str, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            "concord",
            "watch",
            str(folder),
            "--kb",
            kb,
            "--every",
            "0.2",
            "--settle",
            "0.3",
        ]
        self.process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "CONCORD_USER": "ann", "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, words: str, seconds: float = 60) -> str:
        """The next line that holds some words."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(end - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"{words!r} was not said in {seconds} s, but: {self.said}") from None
            self.said.append(line)
            if words in line:
                return line

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """An empty folder."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def start() -> Iterator[Started]:
    """Starts watchers, and ends those that still run."""
    begun: list[Program] = []

    def starting(*given: Any) -> Program:
        begun.append(Program(*given))
        return begun[-1]

    yield starting
    for program in begun:
        if program.process.poll() is None:
            program.process.kill()
            program.process.wait()


def once(kb: KnowledgeBase, folder: Path) -> list[Watched]:
    return list(kb.watch(folder, every=EVERY, settle=SETTLE, once=True))


def brought(events: list[Watched]) -> list[str]:
    return [name for one in events if one.added and one.what == "added" for name in one.added.documents]


def test_what_appears_is_added_and_told(watched: Path, place: str, start: Started) -> None:
    """Files, also below and in archives; each addition is kept with what it changed; SIGTERM ends it well."""
    program = start(watched, place)
    program.until("Ctrl-C ends it")
    (watched / "alder.md").write_text(ALDER)
    program.until("Added: alder.md")
    program.until("1 document added; 1 study touched.")
    (watched / "more").mkdir()
    with zipfile.ZipFile(watched / "more" / "two.zip", "w") as archive:
        archive.writestr("cedar.md", CEDAR)
        archive.writestr("dogwood.md", DOGWOOD)
    program.until("Added: cedar.md, dogwood.md")
    program.until("Study cedar2023urban is new.")

    assert program.end(signal.SIGTERM) == 0
    program.until("Stopped; what was read is kept.")
    assert [row["documents"] for row in KnowledgeBase(place).history()] == [["alder.md"], ["cedar.md", "dogwood.md"]]


def test_ctrl_c_ends_between_two_files(watched: Path, tmp_path: Path, start: Started) -> None:
    """What was read is finished and has its record; nothing is left unfinished; started again it goes on."""
    for number in range(26):
        (watched / f"{number:02}.md").write_text(
            ALDER.replace("Ada Alder", f"Ada Alder{number}").replace("Hive", f"H{number}")
        )
    kb = str(tmp_path / "a.db")
    program = start(watched, kb)
    program.until("Added: 00.md")

    assert program.end(signal.SIGINT) == 0
    held = KnowledgeBase(kb)
    files = {document["name"] for document in held.additions()}
    assert 20 <= len(files) < 26 and held.unfinished() == []
    assert {name for row in held.history() for name in row["documents"]} == files


def test_known_bytes_are_not_read_again_after_a_restart(
    watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor after a new name; they are told as known once."""
    from concord.processes.workers import Worker

    (watched / "alder.md").write_text(ALDER)
    assert brought(once(KnowledgeBase(tmp_path / "a.db"), watched)) == ["alder.md"]
    monkeypatch.delattr(Worker, "read")
    monkeypatch.setattr(Worker, "read", lambda *given: pytest.fail("it was read"), raising=False)
    (watched / "alder.md").rename(watched / "birch.md")
    events = once(KnowledgeBase(tmp_path / "a.db"), watched)

    assert [(one.what, one.sentence) for one in events] == [("known", "There already: birch.md.")]


def test_a_file_is_left_alone_until_it_has_settled(watched: Path) -> None:
    """Neither one that grows, nor an empty one, nor a download on its way, nor what is hidden."""
    files, now = Settling(watched, 2.0, own=[watched / "review.db"]), 0.0
    for name in ("a.part", "b.CRDOWNLOAD", "~c.md", "d.md~", ".e.md", "review.db", "f.md.part", "f.md"):
        (watched / name).write_text("x")
    (watched / "empty.md").touch()
    growing = watched / "g.md"
    for now in (0.0, 1.0, 2.0, 3.0):
        growing.write_text("x" * int(now + 1))
        assert files.settled(now) == []
    assert files.settled(4.0) == [] and files.settled(5.0) == [growing]
    files.read(growing)
    assert files.settled(99.0) == []
    (watched / "f.md.part").unlink()
    assert files.settled(100.0) == [] and files.settled(102.0) == [watched / "f.md"]
    growing.write_text("other")
    assert files.settled(103.0) == [watched / "f.md"] and files.settled(106.0) == [watched / "f.md", growing]


def test_a_bad_file_is_told_once_and_the_others_land(watched: Path, tmp_path: Path) -> None:
    """Also a link that leads out; told again only when the file has changed."""
    (watched / "bad.xml").write_text("<TEI")
    (watched / "out.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text(FIR)
    stop, seen = threading.Event(), []
    kb = KnowledgeBase(tmp_path / "a.db")
    for one in kb.watch(watched, every=0.05, settle=0.05, stop=stop):
        seen.append(one)
        if len(seen) == 2:
            (watched / "fir.md").write_text(FIR)
        if one.what == "added":
            (watched / "bad.xml").write_text("<TEI again")
        if sum("bad.xml" in event.sentence for event in seen) == 2:
            stop.set()

    assert [one.what for one in seen] == ["no file", "bad", "added", "bad"]
    assert sum("leads out of the folder" in one.sentence for one in seen) == 1


def test_a_file_that_is_replaced_is_a_new_document(watched: Path, tmp_path: Path) -> None:
    """The earlier bytes stay; it is told that there are two of that name."""
    kb = KnowledgeBase(tmp_path / "a.db")
    (watched / "alder.md").write_text(ALDER)
    once(kb, watched)
    (watched / "alder.md").write_text(ALDER.replace("Noise complaints", "Complaints of neighbours"))
    events = once(kb, watched)

    assert brought(events) == ["alder.md"]
    assert [one.sentence for one in events if one.what == "beside"] == [
        "There was another alder.md: what this one holds is a new document beside it."
    ]
    assert [document["name"] for document in kb.additions()] == ["alder.md", "alder.md"]


def test_a_folder_that_vanishes_is_waited_for(watched: Path, tmp_path: Path) -> None:
    """It is said once that it is gone and once that it is back; what lies in it then is added."""
    stop, seen = threading.Event(), []
    (watched / "alder.md").write_text(ALDER)
    for one in KnowledgeBase(tmp_path / "a.db").watch(watched, every=EVERY, settle=SETTLE, stop=stop):
        seen.append(one)
        if one.what == "added" and len(seen) == 1:
            watched.rename(tmp_path / "away")
            threading.Timer(0.5, lambda: (tmp_path / "away").rename(watched)).start()
        if one.what == "back":
            (watched / "fir.md").write_text(FIR)
        if one.what == "added" and len(seen) > 1:
            stop.set()

    assert [one.what for one in seen] == ["added", "gone", "back", "added"]


def test_two_watchers_of_one_folder_do_no_harm(watched: Path, place: str, start: Started) -> None:
    """Each paper is there once and in one record, whoever was first."""
    programs = [start(watched, place) for _ in range(2)]
    for program in programs:
        program.until("Ctrl-C ends it")
    for name, text in (("alder.md", ALDER), ("cedar.md", CEDAR), ("fir.md", FIR)):
        (watched / name).write_text(text)
    for program in programs:
        program.until("fir.md")  # added, or there already
    assert [program.end(signal.SIGTERM) for program in programs] == [0, 0]
    kb = KnowledgeBase(place)

    assert len(kb.studies()) == 3
    assert sorted(name for row in kb.history() for name in row["documents"]) == ["alder.md", "cedar.md", "fir.md"]
    assert kb.unfinished() == []


def test_the_knowledge_base_may_lie_in_the_folder(watched: Path) -> None:
    """Its own files are no papers."""
    (watched / "alder.md").write_text(ALDER)
    kb = KnowledgeBase(watched / "review.db")

    assert [one.what for one in once(kb, watched)] == ["added"]
    assert once(kb, watched)[0].what == "known"


def test_a_store_that_cannot_be_written_now_is_tried_again(
    watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told once; the file is added when it can be."""
    (watched / "alder.md").write_text(ALDER)
    kb, stop, seen = KnowledgeBase(tmp_path / "a.db"), threading.Event(), []
    tries = []
    real = kb._store.put_documents

    def put(rows: Any) -> list[str]:
        tries.append(1)
        if len(tries) < 3:
            raise StoreTrouble("a.db is being written by another program; try again when it is done.")
        return real(rows)

    monkeypatch.setattr(kb._store, "put_documents", put)
    for one in kb.watch(watched, every=0.05, settle=0.0, stop=stop):
        seen.append(one.what)
        if one.what == "added":
            stop.set()

    assert (seen, len(tries), len(kb.history())) == (["trouble", "added"], 3, 1)


def test_what_makes_no_sense_is_said(watched: Path, filled_place: str, tmp_path: Path) -> None:
    """Before anything is begun: no folder, no time, no right."""
    kb = KnowledgeBase(filled_place)
    with pytest.raises(BadInput, match="There is no folder"):
        kb.watch(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="more than 0"):
        kb.watch(watched, every=0)
    with pytest.raises(NotAllowed):
        KnowledgeBase(filled_place, role=Role.READER).watch(watched)


def test_once_prints_a_record_a_line(watched: Path, run: Any) -> None:
    """And gives status 1 where something was not read."""
    (watched / "alder.md").write_text(ALDER)
    (watched / "bad.xml").write_text("<TEI")
    done = run("watch", watched, "--once", "--settle", "0.1", "--format", "json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert (done.returncode, [row["what"] for row in rows]) == (1, ["added", "bad"])
    assert rows[0]["added"]["documents"] == ["alder.md"] and rows[0]["added"]["addition"] == 1
    assert "bad.xml" in done.stderr
