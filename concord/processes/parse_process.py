"""The program that runs in a worker process: reads one file after another and can lose nothing but itself.

In: frames on standard input, each the name and the bytes of one file. Out: frames on standard output, each a document
in canonical JSON or the reason why there is none. Started by concord.processes.workers as a fresh interpreter, with
lxml and the room corpus/ alone; the network, the store and the settings of the parent stay outside. Nothing is pickled,
so bytes that took over this process could still say no more than a wrong document. concord.processes.extract_process
serves as this one.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import IO, Any

from concord.store import codec
from corpus.errors import ConcordError, UnknownFormat, UnreadableDocument

Header = dict[str, Any]
Answer = Callable[[Header, bytes], tuple[Header, bytes]]
MEMORY, FAULT, UNREADABLE, UNKNOWN = "memory", "fault", "unreadable", "unknown format"
_LENGTHS = struct.Struct(">QQ")
_GRACE = 10  # seconds after which a worker whose parent is gone ends itself


def send(stream: IO[bytes], header: Header, body: bytes = b"") -> None:
    """Writes a frame: two lengths, a header in JSON, a body."""
    head = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> tuple[Header, bytes] | None:
    """The next frame, None at the end of the stream. EOFError: it broke off. ValueError: it is none."""
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise EOFError
    of_head, of_body = _LENGTHS.unpack(lengths)
    if of_head + of_body > most:
        raise ValueError(f"a frame of {of_head + of_body:,} bytes")
    head, body = stream.read(of_head), stream.read(of_body)
    if len(head) + len(body) < of_head + of_body:
        raise EOFError
    header = json.loads(head)
    if not isinstance(header, dict):
        raise ValueError("a frame without a header")
    return header, body


def answer(header: Header, data: bytes) -> tuple[Header, bytes]:
    """What reading a file gives: a document, or the reason why there is none."""
    from corpus.read import read  # here, so that the parent, which imports the frames, need not load it

    try:
        return {}, codec.dumps(read(header["name"], data))
    except UnreadableDocument as error:
        return {"no": UNREADABLE, "reason": error.reason, "advice": error.advice, "line": error.line}, b""
    except UnknownFormat as error:
        return {"no": UNKNOWN, "says": str(error)}, b""


def guarded(answer: Answer, header: Header, data: bytes) -> tuple[Header, bytes]:
    """The answer, or that it took too much memory or met a fault."""
    try:
        return answer(header, data)
    except MemoryError:
        return {"no": MEMORY}, b""
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return {"no": FAULT, "says": f"{type(error).__name__} in {where}"}, b""


def serve(inbox: IO[bytes], outbox: IO[bytes], most: int, answer: Answer = answer) -> None:
    """Answers until the parent hangs up."""
    while frame := receive(inbox, most):
        header, data = frame
        _alarm(header["seconds"])
        reply, body = guarded(answer, header, data)
        _alarm(0)
        del data, frame
        gc.collect()
        send(outbox, reply, body)


def limit(what: str, most: int) -> None:
    """Bounds what this process may take of AS (memory), CORE (core dumps) or FSIZE (files written), in bytes.

    Where the platform has no such limits (Windows), only the time limit of the parent holds.
    """
    try:
        import resource
    except ImportError:
        return
    kind = getattr(resource, f"RLIMIT_{what}")
    hard = resource.getrlimit(kind)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a limit on addresses that it thinks too low
        resource.setrlimit(kind, (value, value))


def _alarm(seconds: float) -> None:
    """Ends this process some time after the parent should have; 0 takes that back."""
    if hasattr(signal, "alarm"):
        signal.alarm(ceil(seconds) + _GRACE if seconds else 0)


def main(memory: int, most: int) -> None:
    """Reads files."""

    def prepare() -> None:
        import corpus.read  # noqa: F401  (now, so that the first file need not wait, and a limit that is too low shows)

    run(memory, most, prepare, answer)


def run(memory: int, most: int, prepare: Callable[[], object], answer: Answer) -> None:
    """Serves on the standard streams, and keeps what libraries print out of them. prepare: loads what answers need."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which hangs up
    sys.dont_write_bytecode = True
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if memory:
        limit("AS", memory)
    try:
        prepare()
    except ConcordError as error:
        send(outbox, {"trouble": str(error)})
        return
    limit("CORE", 0)
    limit("FSIZE", 0)
    gc.disable()  # after each file instead: while one is read, its growing tree would be looked through over and over
    gc.freeze()
    send(outbox, {"ready": True})
    serve(inbox, outbox, most, answer)
