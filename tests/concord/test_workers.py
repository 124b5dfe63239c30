"""Files are read in a process of their own; a file that breaks it costs that process and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concord import KnowledgeBase, StoreTrouble, UnknownFormat, UnreadableDocument
from concord.processes.workers import Worker, shared_worker
from concord.settings import Settings
from corpus.read import read
from tests.concord.conftest import ALDER, CEDAR, Run, write_papers

GB = 1_000_000_000
# Seconds of reading: many different words on as many lines as a paper may have.
WORDS = "Word{0} of line {0} was found by Elm{0} et al. (1{1}) in {0}{2} by Fir{0}, who looked at {0} of them."
LONG = "# Long\n\n" + "\n\n".join(WORDS.format(n, n % 900 + 100, ", again" * (n % 5)) for n in range(29_000))
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of memory are those of Unix")

Make = Callable[[float, int], Worker]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes workers that end with the test."""
    made: list[Worker] = []

    def worker(seconds: float = 60.0, memory: int = 2 * GB) -> Worker:
        made.append(Worker(seconds, memory))
        return made[-1]

    yield worker
    for one in made:
        one.close()


def test_a_document_comes_out_as_it_does_without_a_worker(make: Make) -> None:
    """Every field survives the way through the pipe."""
    assert make(60.0, 2 * GB).read("alder.md", ALDER.encode()) == read("alder.md", ALDER.encode())


def test_one_process_reads_file_after_file(make: Make) -> None:
    """Starting an interpreter for each file would cost more than reading it."""
    worker = make(60.0, 2 * GB)
    worker.read("alder.md", ALDER.encode())
    first = worker.pid
    worker.read("cedar.md", CEDAR.encode())

    assert worker.pid == first is not None


def test_what_a_reader_refuses_is_told_in_its_own_words(make: Make) -> None:
    """The same errors with the same sentences as without a worker, and the process lives on."""
    worker = make(60.0, 2 * GB)
    for data, error in ((b"", UnreadableDocument), (b"\x89PNG\r\n\x1a\n" + bytes(100), UnknownFormat)):
        with pytest.raises(error) as there:
            worker.read("a", data)
        with pytest.raises(error) as here:
            read("a", data)
        assert str(there.value) == str(here.value)
    assert worker.pid is not None


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read(make: Make) -> None:
    """The sentence says the limit and what to do; the process is another one afterwards."""
    worker = make(0.5, 2 * GB)
    worker.read("alder.md", ALDER.encode())
    before, begun = worker.pid, time.monotonic()

    with pytest.raises(UnreadableDocument, match=r"long\.md: .* more than the 0.5 seconds .* CONCORD_PARSE_SECONDS"):
        worker.read("long.md", LONG.encode())

    assert time.monotonic() - begun < 5
    assert worker.read("alder.md", ALDER.encode()).name == "alder.md"
    assert worker.pid != before


@unix
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not hold a process to a limit of addresses")
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_is_read(make: Make) -> None:
    """A limit that a small paper fits in and a long one does not."""
    worker = make(60.0, 80_000_000)
    assert worker.read("alder.md", ALDER.encode()).name == "alder.md"

    with pytest.raises(UnreadableDocument, match=r"long\.md: reading it took more memory .* CONCORD_PARSE_MB"):
        worker.read("long.md", LONG.encode())

    assert worker.read("alder.md", ALDER.encode()).name == "alder.md"


@unix
def test_a_process_that_was_killed_between_two_files_is_replaced(make: Make) -> None:
    """The system may end any process; that is no fault of the next file."""
    worker = make(60.0, 2 * GB)
    worker.read("alder.md", ALDER.encode())
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)

    assert worker.read("cedar.md", CEDAR.encode()).name == "cedar.md"
    assert worker.pid != first


class Killer(threading.Thread):
    """Kills the process of a worker while it reads, so many times."""

    def __init__(self, worker: Worker, times: int) -> None:
        super().__init__(daemon=True)
        self.worker, self.times, self.killed = worker, times, list[int]()

    def run(self) -> None:
        end = time.monotonic() + 30
        while len(self.killed) < self.times and time.monotonic() < end:
            pid = self.worker.pid
            if pid is not None and pid not in self.killed:
                time.sleep(0.5)  # it has started by then and reads
                os.kill(pid, signal.SIGKILL)
                self.killed.append(pid)
            time.sleep(0.01)


@unix
def test_a_process_that_is_killed_once_reads_the_file_in_a_second_one(make: Make) -> None:
    """What killed it may have been the system, short of memory because of others."""
    worker = make(60.0, 2 * GB)
    killer = Killer(worker, 1)
    killer.start()

    assert worker.read("long.md", LONG.encode()).name == "long.md"
    assert len(killer.killed) == 1


@unix
def test_a_file_that_breaks_two_processes_is_refused_and_the_next_one_is_read(make: Make) -> None:
    """The sentence says how the process ended."""
    worker = make(60.0, 2 * GB)
    killer = Killer(worker, 2)
    killer.start()

    with pytest.raises(UnreadableDocument, match=r"long\.md: .* broke the process that reads \(signal SIGKILL\)"):
        worker.read("long.md", LONG.encode())

    killer.join()
    assert worker.read("alder.md", ALDER.encode()).name == "alder.md"


def test_threads_share_a_worker(make: Make) -> None:
    """Each gets the answer to its own file."""
    worker, found = make(60.0, 2 * GB), dict[str, str]()

    def one(name: str) -> None:
        found[name] = worker.read(name, ALDER.encode()).name

    threads = [threading.Thread(target=one, args=(f"{n}.md",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {f"{n}.md": f"{n}.md" for n in range(8)}


@unix
def test_a_process_that_cannot_start_is_said(make: Make) -> None:
    """A limit that not even the interpreter fits in is a fault of the settings and not of the file."""
    with pytest.raises(StoreTrouble, match=r"did not start within 1 MB .* CONCORD_PARSE_MB"):
        make(60.0, 1_000_000).read("alder.md", ALDER.encode())


def test_a_knowledge_base_loses_only_the_file_that_takes_too_long(tmp_path: Path) -> None:
    """The others of the same call land, whatever comes first."""
    papers = write_papers(tmp_path / "papers")
    (tmp_path / "papers" / "b_long.md").write_text(LONG, encoding="utf-8")
    kb = KnowledgeBase(tmp_path / "a.db", user="ann", settings=Settings(parse_seconds=0.5))

    added = kb.add(tmp_path / "papers")

    assert sorted(added.documents) == sorted(path.name for path in papers)
    assert len(added.unreadable) == 1 and added.unreadable[0].startswith("b_long.md: ")
    assert KnowledgeBase(tmp_path / "a.db").unreadable == []


def test_the_limits_are_settings_of_the_command_line(run: Run, tmp_path: Path) -> None:
    """One sentence on standard error, exit status 1, and the other file is there."""
    write_papers(tmp_path / "papers", "alder.md")
    (tmp_path / "papers" / "long.md").write_text(LONG, encoding="utf-8")

    done = run("add", "papers", env={"CONCORD_PARSE_SECONDS": "0.5"})

    assert done.returncode == 1
    assert done.stdout.startswith("1 document added, 1 not read")
    assert done.stderr.strip().splitlines()[-1].startswith("long.md: ") and "Traceback" not in done.stderr


def test_a_script_without_a_guard_can_add_papers(tmp_path: Path) -> None:
    """The worker is no child that runs the user's script again, as those of multiprocessing do."""
    write_papers(tmp_path, "alder.md")
    script = "print('ran')\nfrom concord import KnowledgeBase\nprint(KnowledgeBase('a.db').add('alder.md').documents)\n"
    (tmp_path / "script.py").write_text(script, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True
    )

    assert done.stdout.split("\n")[:2] == ["ran", "('alder.md',)"]
    assert done.stderr == ""


@unix
def test_no_process_stays_behind_when_the_program_is_killed(tmp_path: Path) -> None:
    """A worker whose parent is gone reads the end of its input, and ends."""
    program = (
        "import os, signal\nfrom concord.processes.workers import shared_worker\nw = shared_worker(60.0, 0)\n"
        f"w.read('a.md', {ALDER.encode()!r})\nprint(w.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    pid, end = int(done.stdout), time.monotonic() + 10

    while time.monotonic() < end and _runs(pid):
        time.sleep(0.05)
    assert not _runs(pid)


def test_the_worker_sees_no_secrets_of_the_surroundings(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that took over the process would find no address of a database there."""
    monkeypatch.setenv("CONCORD_KB", "postgresql://ann:secret@example.org/kb")
    worker = make(60.0, 2 * GB)
    worker.read("alder.md", ALDER.encode())
    surroundings = Path(f"/proc/{worker.pid}/environ")
    if not surroundings.exists():
        pytest.skip("this system has no /proc to look into")

    assert b"secret" not in surroundings.read_bytes()


def test_the_program_has_one_worker_for_equal_limits() -> None:
    """However many knowledge bases are open."""
    assert shared_worker(60.0, GB) is shared_worker(60.0, GB) is not shared_worker(30.0, GB)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that is dead and waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_process_that_is_killed_while_it_starts_is_started_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel of a machine short of memory takes whom it will; the file is read all the same."""
    started: list[int] = []
    real = subprocess.Popen

    def killed_at_first(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        process = real(*arguments, **options)  # type: ignore[call-overload]
        started.append(process.pid)
        if len(started) == 1:
            process.kill()
        return process  # type: ignore[no-any-return]

    monkeypatch.setattr(subprocess, "Popen", killed_at_first)
    worker = Worker(60, 0)
    document = worker.read("paper.md", ALDER.encode())
    worker.close()

    assert len(started) == 2 and document.metadata.title.startswith("Keeping bees")
