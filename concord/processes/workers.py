"""Files of strangers are read in a process of their own, with limits of time and memory.

In: the name and the bytes of one file. Out: corpus.study.Document, or UnreadableDocument with one sentence. Called by
concord.parts.keeping; concord.processes.extractors builds on it. One warm worker reads file after file; a file that
breaks it, hangs it or exhausts it costs that worker and nothing else. The worker is a fresh interpreter
(concord.processes.parse_process) and no fork, because the dashboard has threads, and no child of multiprocessing,
because that would run the main script of the user again.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import IO

from concord import rooms
from concord.processes import parse_process
from concord.processes.parse_process import FAULT, MEMORY, UNREADABLE, Header
from concord.store import codec
from corpus.errors import StoreTrouble, UnknownFormat, UnreadableDocument
from corpus.study import Document

MOST_REPLY = 1_000_000_000  # bytes of one document as JSON
_START_SECONDS = 60.0
_PROGRAM = (
    "import importlib, json, sys; given = json.loads(sys.argv[1]); sys.path[:] = given['path']; "
    "importlib.import_module(given['module']).main(given['memory'], given['most'])"
)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # a process is for one core
_KEPT = ("PATH", "LANG", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH")
_ELSEWHERE = "the other files are not touched; export it again or add the paper in another format"


class Broken(UnreadableDocument):
    """A file that took its reader beyond a limit or broke it. limit: "time", "memory", "process" or "fault"."""

    def __init__(self, limit: str, name: str, reason: str, advice: str) -> None:
        super().__init__(name, reason, advice)
        self.limit = limit


class Late(Exception):
    """An answer took more than its time."""


class Died(Exception):
    """The process is gone twice over; what it died of, in words."""


class Process:
    """A process that answers one question after another. Safe to use from several threads, which wait for one another.

    module: that of its program, which has a `main(memory, most)`. what: what it does, for messages. setting: how the
    environment variable is called that raises its memory.
    """

    module = what = setting = ""

    def __init__(self, seconds: float, memory: int) -> None:
        """Starts nothing yet.

        Args:
            seconds: longest time for one answer; 0 sets no limit.
            memory: most bytes that the process may take, where the platform can bound them; 0 sets no limit.
        """
        self.seconds, self.memory = seconds, memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._given_up = False

    @property
    def pid(self) -> int | None:
        """The number of the process that runs now, None when none does."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(self, header: Header, body: bytes) -> tuple[Header, bytes]:
        """The answer to a question. Raises Late, Died, and StoreTrouble when no process can be started here."""
        with self._lock:
            for last in (False, True):  # once more, in a fresh process: the first may have died of something else
                try:
                    return self._ask(header, body)
                except Died:
                    if last or self._given_up:
                        raise
            raise AssertionError("the second try answers or raises")

    def give_up(self) -> None:
        """Ends the process and whatever it answers just now, for good."""
        self._given_up = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """Ends the process; the next file starts another one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _shut(stream)

    def _ask(self, header: Header, body: bytes) -> tuple[Header, bytes]:
        process = self._running()
        late = threading.Event()
        watch = _watch(process, self.seconds, late)
        try:
            assert process.stdin is not None and process.stdout is not None  # noqa: S101  (pipes, as asked for)
            parse_process.send(process.stdin, {**header, "seconds": self.seconds}, body)
            frame = parse_process.receive(process.stdout, MOST_REPLY)
        except (OSError, EOFError, ValueError, MemoryError):
            frame = None
        except BaseException:  # Ctrl-C: the answer to this file must not be taken for that to the next one
            self.close()
            raise
        finally:
            watch.cancel()
        if late.is_set():
            self.close()
            raise Late
        if frame is None:
            how = self._ending(process)
            self.close()
            raise Died(how)
        if frame[0].get("no") == MEMORY:
            self.close()
        return frame

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self.close()
            # once more: the first may have been killed by somebody else while it started
            self._process, self._owner = self._start() or self._start(last=True), os.getpid()
        assert self._process is not None  # noqa: S101  (the last try raises)
        return self._process

    def _start(self, *, last: bool = False) -> subprocess.Popen[bytes] | None:
        """A process that is ready; None when it ended while it started, unless this is the last try."""
        path = [str(Path(p).absolute()) for p in sys.path]
        given = {"module": self.module, "path": path, "memory": self.memory, "most": MOST_REPLY}
        environment = {k: v for k, v in os.environ.items() if k.upper() in _KEPT or k.startswith(("PYTHON", "LC_"))}
        environment |= dict.fromkeys(_THREADS, "1")
        try:
            process = subprocess.Popen(  # noqa: S603  (this interpreter and a constant program)
                [sys.executable, "-P", "-c", _PROGRAM, json.dumps(given)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=rooms.HOME,
                env=environment,
            )
        except OSError as error:
            raise StoreTrouble(f"No process {self.what} in can be started ({error}); free some memory.") from None
        late = threading.Event()
        watch = _watch(process, _START_SECONDS, late)
        try:
            assert process.stdout is not None  # noqa: S101
            ready = parse_process.receive(process.stdout, MOST_REPLY)
        except (OSError, EOFError, ValueError):
            ready = None
        finally:
            watch.cancel()
        if ready is None:
            process.kill()
            process.wait()
            if not (last or late.is_set() or self._given_up):
                return None
            raise StoreTrouble(
                f"The process {self.what} in did not start within {self.memory / 1e6:,.0f} MB "
                f"({self._ending(process)}); raise {self.setting}, or run 'concord doctor'."
            )
        if trouble := ready[0].get("trouble"):
            process.wait()
            raise StoreTrouble(str(trouble))
        return process

    @staticmethod
    def _ending(process: subprocess.Popen[bytes]) -> str:
        """What a process ended with, in words."""
        try:
            status = process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return "it answered out of turn"
        if status >= 0:
            return f"exit status {status}"
        try:
            return f"signal {signal.Signals(-status).name}"
        except ValueError:
            return f"signal {-status}"


class Worker(Process):
    """A process that reads files."""

    module, what, setting = parse_process.__name__, "to read files", "CONCORD_PARSE_MB"

    def read(self, name: str, data: bytes) -> Document:
        """The document in a file.

        Raises:
            UnreadableDocument, UnknownFormat: as corpus.read.read does.
            Broken: the file took more than its time or memory, met a fault, or broke the process twice.
            StoreTrouble: no process can be started here.
        """
        try:
            reply, body = self.ask({"name": name}, data)
        except Late:
            reason = f"reading it took more than the {self.seconds:g} seconds that a file may take"
            raise Broken("time", name, reason, "add the paper alone, or raise CONCORD_PARSE_SECONDS") from None
        except Died as died:
            reason = f"reading it broke the process that reads ({died})"
            raise Broken("process", name, reason, _ELSEWHERE) from None
        return _document(name, reply, body)


@cache
def shared_worker(seconds: float, memory: int) -> Worker:
    """The worker of this program with those limits; it ends with the program."""
    worker = Worker(seconds, memory)
    atexit.register(worker.close)
    return worker


def _watch(process: subprocess.Popen[bytes], seconds: float, late: threading.Event) -> threading.Timer:
    """Kills the process after that time (0: never) and says so."""

    def end() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(seconds or 1e6, end)
    watch.daemon = True
    watch.start()
    return watch


def _document(name: str, reply: Header, body: bytes) -> Document:
    """The document of an answer, or the error that it tells of."""
    no = reply.get("no")
    if no is None:
        try:
            return codec.loads(Document, body)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = f"the process that reads gave no document ({type(error).__name__})"
            raise Broken("fault", name, reason, _ELSEWHERE) from None
    if no == UNREADABLE:
        raise UnreadableDocument(name, str(reply["reason"]), str(reply["advice"]), reply["line"])
    if no == MEMORY:
        reason = "reading it took more memory than a file may take"
        raise Broken("memory", name, reason, "add the paper alone, or raise CONCORD_PARSE_MB")
    if no == FAULT:
        reason = f"a fault in Concord stopped its reading ({reply['says']})"
        raise Broken("fault", name, reason, f"{_ELSEWHERE}, and please report it")
    raise UnknownFormat(str(reply["says"]))


def _shut(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # what was still to be written has no reader any more
        return
