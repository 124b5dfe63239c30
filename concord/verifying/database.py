"""Whether the database itself is sound: its pages and indexes, its schema, and what guards the logs.

In: an open connection. Out: troubles. Called by concord.verifying. PostgreSQL looks after its own pages.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from concord.store import seals, tables
from concord.verifying.contents import Trouble

_GUARDED = ("decisions", "codings", "judgements", "snapshots", "additions", "adoptions", "codebooks", "documents")
_MOST = 20  # sentences of SQLite about one file


def troubles(connection: sa.Connection) -> Iterator[Trouble]:
    """All troubles of the database, in a fixed order."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").all():
            if said != "ok":
                yield Trouble("database", "", f"SQLite says of the file: {said}.")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield Trouble("database", str(row[0]), f"A row of {row[0]} names a row of {row[2]} that is not there.")
    there = set(sa.inspect(connection).get_table_names())
    for name in sorted(tables.metadata.tables.keys() - there):
        yield Trouble("database", name, f"The table {name} is gone: it was dropped past Concord.")
    if there >= {*seals.SEALED, tables.derived.name}:
        now = seals.counts(connection)
        for name, number in sorted(seals.sealed(connection).items()):
            if now.get(name, number) < number:
                said = f"Rows of {name} are gone: there were {number}, and there are {now[name]}"
                yield Trouble("database", name, f"{said}; they were taken away past Concord.")
    guards = _guards(connection, sqlite)
    for table in _GUARDED:
        if table in there and table not in guards:
            says = "rows could be changed unseen; restore a backup into a new knowledge base, which has it"
            yield Trouble("database", table, f"What guards the table {table} against changes is switched off: {says}.")


def _guards(connection: sa.Connection, sqlite: bool) -> set[str]:
    """The tables that refuse to delete a row."""
    if sqlite:
        asked = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_delete'"
    else:
        asked = (
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgenabled IN ('O', 'A') "
            "AND pg_table_is_visible(c.oid) "
            "AND t.tgname IN (c.relname || '_append_only', c.relname || '_never_deleted')"
        )
    return set(connection.exec_driver_sql(asked).scalars())
