"""What differs between SQLite and PostgreSQL, and nothing else: the only module that knows which database it is.

In: the address that a user gave. Out: an engine whose `writing` transactions exclude one another, and errors of the
driver said as StoreTrouble. Called by concord.store.store and by the migrations.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from corpus.errors import StoreTrouble

_NETWORK = ("nfs", "cifs", "smb", "lustre", "gpfs", "afs", "beegfs", "ceph", "glusterfs", "fuse.sshfs", "9p")
_CONNECT_SECONDS = 10
_ENDED = ("server closed the connection", "terminating connection", "connection is lost", "connection is closed")
_WRITERS = 727_372_001  # any fixed number: the name of PostgreSQL's advisory lock for Concord's writers


def address(where: str | Path) -> sa.URL:
    """The database address that a path or URL means. Raises StoreTrouble for other kinds of database."""
    text = str(where)
    if "://" not in text:
        return sa.URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise StoreTrouble(f"{text!r} is no address of a knowledge base; give a path or postgresql://...") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise StoreTrouble(f"A knowledge base is a path (SQLite) or postgresql://..., not {url.drivername}://...")


def shown(url: sa.URL) -> str:
    """The address as it may be printed: a path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    secret = {name: "***" for name in url.query if name in ("password", "sslpassword")}
    told = url.set(drivername=url.get_backend_name()).update_query_dict(secret)
    return told.render_as_string(hide_password=True)


def exists(url: sa.URL) -> bool:
    """Whether the file is there; a server is taken to be."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).exists()


def file_of(url: sa.URL) -> tuple[int, int] | None:
    """What tells the file of a knowledge base from another one of its name; None on a server, or without a file."""
    if url.get_backend_name() != "sqlite":
        return None
    try:
        found = Path(str(url.database)).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def engine(url: sa.URL, busy_seconds: float) -> sa.Engine:
    """An engine for that address; nothing is opened yet. Raises StoreTrouble when it could not work there."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_seconds)
    given = url.query.get("options", ())
    options = " ".join([*([given] if isinstance(given, str) else given), f"-c lock_timeout={int(busy_seconds * 1000)}"])
    wait = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
    try:
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"options": options, **wait})
    except ModuleNotFoundError:
        raise StoreTrouble("PostgreSQL needs the package psycopg: pip install 'concord-synthesis[postgres]'.") from None


@contextmanager
def writing(db: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that excludes every other writer, also of other processes; rolled back when the block raises."""
    if db.dialect.name == "postgresql":
        # a transaction that took its view of the data while it waited for the lock would not see the writer before it
        db = db.execution_options(isolation_level="READ COMMITTED")
    with db.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
        yield connection


@contextmanager
def reading(db: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state throughout and keeps no writer waiting."""
    options: dict[str, Any] = {"read_only": True}
    if db.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with db.execution_options(**options).begin() as connection:
        yield connection


class Changes:
    """Tells cheaply whether a database was written, by a connection of its own that never writes. Thread-safe."""

    def __init__(self, db: sa.Engine) -> None:
        self._db, self._lock = db, threading.Lock()
        self._watching: Any = None
        self._tells = db.dialect.name == "sqlite" and not isinstance(db.pool, sa.NullPool)

    def mark(self) -> int | None:
        """A number that is another one after each write; None for a database that tells of none."""
        if not self._tells:
            return None
        with self._lock:
            try:
                if self._watching is None:
                    self._watching = self._db.raw_connection()
                mark: int = self._watching.cursor().execute("PRAGMA data_version").fetchone()[0]
            except (sqlite3.Error, sa.exc.SQLAlchemyError, StoreTrouble):  # told by who reads next
                return None
            return mark

    def close(self) -> None:
        """Gives the connection back; the next mark takes another one."""
        with self._lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None


def unfit(connection: sa.Connection) -> str | None:
    """What an empty database lacks to become a knowledge base, as the end of a sentence; None when it will do."""
    if connection.dialect.name != "postgresql":
        return None
    encoding = connection.execute(sa.text("SHOW server_encoding")).scalar()
    if encoding == "UTF8":
        return None
    return f"holds text as {encoding}; make one with: createdb --encoding UTF8 --template template0 NAME"


def about(connection: sa.Connection) -> str:
    """Which database it is, in a few words, and that it may only be read, where that is so."""
    if connection.dialect.name == "postgresql":
        words = f"PostgreSQL {connection.execute(sa.text('SHOW server_version')).scalar()}"
        rights = "SELECT has_table_privilege('decisions', 'INSERT') AND NOT pg_is_in_recovery()"
        writable = bool(connection.execute(sa.text(rights)).scalar())
    else:
        words = f"SQLite {connection.execute(sa.text('SELECT sqlite_version()')).scalar()}"
        writable = _writable(Path(str(connection.engine.url.database)).absolute())
    return words if writable else f"{words}, may only be read by this user"


def may_not_write(trouble: StoreTrouble) -> bool:
    """Whether a write failed because the file, its folder or the user of the database may only be read with."""
    said = str(getattr(trouble.__cause__, "orig", ""))
    return any(sign in said for sign in ("readonly database", "permission denied", "read-only transaction"))


@contextmanager
def said_plainly(url: sa.URL) -> Iterator[None]:
    """Errors of the database and its driver come out as StoreTrouble with one sentence."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreTrouble(_sentence(shown(url), str(error.orig))) from error
    except UnicodeEncodeError as error:  # half a character, from a name in another encoding
        raise StoreTrouble(f"{shown(url)} cannot keep {error.object!r}: that is no text; write it anew.") from error
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise StoreTrouble(f"{shown(url)}: {error}") from error


def network_file_system(path: Path, mounts: str) -> str | None:
    """The network file system that a path lies on, None when it is a local one; mounts: text of /proc/mounts."""
    best = (-1, "")
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point):
            best = max(best, (len(point.parts), fields[2]))
    return best[1] if best[1].startswith(_NETWORK) else None


def _sqlite(url: sa.URL, busy_seconds: float) -> sa.Engine:
    path = Path(str(url.database)).absolute()
    if not path.parent.is_dir():
        raise StoreTrouble(f"The folder {path.parent} of the knowledge base does not exist; make it first.")
    if path.is_dir():
        raise StoreTrouble(f"{path} is a folder; a knowledge base is a file, such as {path / 'concord.db'}.")
    _refuse_network(path)
    if path.exists() and not _writable(path):
        # one connection a transaction, since how the file is to be opened depends on whether its owner is writing
        db = sa.create_engine("sqlite://", creator=partial(_for_reading, path, busy_seconds), poolclass=sa.NullPool)
        db.url = url
    else:
        db = sa.create_engine(url, connect_args={"timeout": busy_seconds})
        event.listen(db, "connect", partial(_for_writing, busy_seconds))

    @event.listens_for(db, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return db


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _for_writing(busy_seconds: float, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # stop sqlite3 from managing transactions itself
    connection.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
    _to_wal(connection, busy_seconds)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _for_reading(path: Path, busy_seconds: float) -> Any:
    """A connection to a file that cannot be written, or whose folder cannot.

    SQLite reads a file in WAL mode with the help of a second one beside it, which it could not make here. When that is
    missing nobody has the file open to write, so it can be taken for unchanging.
    """
    import sqlite3

    how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=busy_seconds, isolation_level=None)


def _to_wal(connection: Any, busy_seconds: float) -> None:
    """SQLite does not wait for its busy timeout when two programs turn on WAL at once, so this does."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _refuse_network(path: Path) -> None:
    mounts = Path("/proc/mounts")
    try:
        kind = network_file_system(path.resolve(), mounts.read_text(encoding="utf-8", errors="replace"))
    except OSError:  # not Linux
        return
    if kind:
        raise StoreTrouble(
            f"{path} lies on a network file system ({kind}), where SQLite loses data; "
            "use a local folder, or PostgreSQL for a team."
        )


def _sentence(where: str, said: str) -> str:
    low = " ".join(said.split())
    known = {
        "file is not a database": f"{where} is not a Concord knowledge base; give another path with --kb.",
        "database is locked": f"{where} is being written by another program; try again when it is done.",
        "lock timeout": f"{where} is being written by another program; try again when it is done.",
        "readonly database": f"{where} cannot be written; copy it to a folder of your own, or ask its owner.",
        "permission denied": f"{where} does not let this user do that ({low}); ask its owner for the right to.",
        "read-only transaction": f"{where} is a copy that can only be read; write to the server that it is a copy of.",
        "unable to open database file": f"{where} cannot be opened; check its folder and who may read and write there.",
        "disk is full": f"{where} cannot grow: the disk is full; nothing was half kept, so make room and try again.",
        "disk I/O error": f"{where} cannot be read or written: the disk is full, or fails; nothing was half kept.",
        "malformed": f"{where} is damaged ({low}); take the last copy that you have.",
        "never deleted": f"{where}: documents are never deleted, so that every quote keeps its source.",
        "append-only": f"{where}: logs and snapshots are never changed; undo a decision, or make another snapshot.",
        "connection failed": f"{where} cannot be reached: {low}",
        "connection timeout": f"{where} cannot be reached: {low}",
    }
    for sign in (
        "server closed the connection",
        "terminating connection",
        "connection is lost",
        "connection is closed",
    ):
        known[sign] = f"{where}: the server ended the connection; nothing was half kept, so try again."
    return next((sentence for sign, sentence in known.items() if sign in low), f"{where}: {low}")
