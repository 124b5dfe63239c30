"""Turns: of several programs that are about to derive the same thing from one state, one does and the others wait.

In: an engine and a word for what is derived. Out: a block in which nobody else is at it. Called by concord.store.store.
A turn is held by the operating system (SQLite) or by the server (PostgreSQL) and ends with the program that has it,
also with kill -9; nothing is written for it. Nobody waits for ever: whoever has waited long enough, or cannot have a
turn, goes on without one, which costs work and changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

_SLOTS = 64  # so many turns can be held at once; two words may share one, and then wait for one another
_FIRST = 727_372_100  # the names of PostgreSQL's advisory locks for turns begin here
_NAP, _LONGEST_NAP = 0.01, 0.2  # seconds


@contextmanager
def turn(db: sa.Engine, word: str, seconds: float) -> Iterator[None]:
    """A block that one program at a time is in, for one word and one knowledge base; after so many seconds, any."""
    slot = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % _SLOTS
    with (_of_server if db.dialect.name == "postgresql" else _of_machine)(db, slot, seconds):
        yield


@contextmanager
def _of_server(db: sa.Engine, slot: int, seconds: float) -> Iterator[None]:
    key = {"key": _FIRST + slot}
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(sa.exc.SQLAlchemyError):
            connection = stack.enter_context(db.execution_options(isolation_level="AUTOCOMMIT").connect())
            ask, end = (sa.text(f"SELECT {name}(:key)") for name in ("pg_try_advisory_lock", "pg_advisory_unlock"))
            if _waited(lambda: bool(connection.execute(ask, key).scalar()), seconds):
                stack.callback(_quietly, lambda: connection.execute(end, key))
        yield


def _quietly(does: Callable[[], object]) -> None:
    """The server may be gone meanwhile, and the turn with it."""
    with contextlib.suppress(sa.exc.SQLAlchemyError):
        does()


@contextmanager
def _of_machine(db: sa.Engine, slot: int, seconds: float) -> Iterator[None]:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows: everybody goes on at once
        yield
        return
    path = os.path.realpath(str(db.url.database))
    name = f"concord-{os.getuid()}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}-{slot}.turn"
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            handle = os.open(Path(tempfile.gettempdir()) / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            stack.callback(os.close, handle)  # which ends the turn

            def taken() -> bool:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                return True

            _waited(taken, seconds)
        yield


def _waited(taken: Callable[[], bool], seconds: float) -> bool:
    """Tries until it is taken or the time is over; returns whether it is."""
    deadline, nap = time.monotonic() + seconds, _NAP
    while not taken():
        if time.monotonic() > deadline:
            return False
        time.sleep(nap)
        nap = min(2 * nap, _LONGEST_NAP)
    return True
