"""How much there was once: the last number of each log and how many documents, kept beside them with every write.

In: a transaction that writes. Out: the numbers. Called by concord.store.store at the end of each write, and by
concord.verifying, which so finds that the end of a log was taken away: a chain only tells what is missing within it.
Nothing that is kept for good ever becomes less. The numbers lie with what is derived; where that is emptied they begin
anew.
"""

from __future__ import annotations

import zlib
from typing import Any

import sqlalchemy as sa

from concord.store import tables

KIND = "seal"
_NOTHING = zlib.compress(b"")
LOGS = ("additions", "adoptions", "codings", "decisions", "judgements", "snapshots")
SEALED = (*LOGS, "documents")


def _count(table: str) -> sa.Select[tuple[str, int]]:
    found = tables.metadata.tables[table]
    number = sa.func.count() if table == "documents" else sa.func.coalesce(sa.func.max(found.c.number), 0)
    return sa.select(sa.literal(table), number).select_from(found)


_COUNTS = sa.union_all(*map(_count, SEALED))


def counts(connection: sa.Connection) -> dict[str, int]:
    """How much there is now, by table."""
    rows: list[Any] = list(connection.execute(_COUNTS).all())
    return {str(name): int(number) for name, number in rows}


def sealed(connection: sa.Connection) -> dict[str, int]:
    """How much there was when something was last written, by table."""
    table = tables.derived
    rows = connection.execute(sa.select(table.c.subject, table.c.key).where(table.c.kind == KIND))
    return {row.subject: int(row.key) for row in rows if row.key.isdigit()}


def seal(connection: sa.Connection) -> None:
    """Keeps how much there is, where that is more than there was."""
    table, before = tables.derived, sealed(connection)
    more = {name: number for name, number in counts(connection).items() if number > before.get(name, 0)}
    if more:
        connection.execute(sa.delete(table).where(table.c.kind == KIND, table.c.subject.in_(more)))
        rows = [
            {"kind": KIND, "subject": name, "key": str(number), "payload": _NOTHING} for name, number in more.items()
        ]
        connection.execute(sa.insert(table), rows)
