"""Additions that have begun: which documents are being kept, by whom, by which process, until their record is kept.

In: a store. Out: rows as plain values. Called by concord.parts.additions. The rows are derived values: where they are
emptied, a record that was not finished is not made later, and nothing else is lost.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import sqlalchemy as sa

from concord.store import tables
from concord.store.history import next_number
from concord.store.store import Store

KIND = "addition begun"


@dataclass(frozen=True, slots=True)
class Begun:
    """token: its name. at: when it began, or was last heard of. told: JSON."""

    token: str
    at: str
    told: bytes


def tell(store: Store, begun: Begun) -> None:
    """Keeps that an addition has begun, or how far it is."""
    store.put_derived(KIND, begun.token, begun.at, begun.told)


def all_begun(store: Store) -> list[Begun]:
    """Those without a record, by time."""
    table = tables.derived
    query = sa.select(table.c.subject, table.c.key, table.c.payload).where(table.c.kind == KIND)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    found = [Begun(row.subject, row.key, zlib.decompress(row.payload)) for row in rows]
    return sorted(found, key=lambda begun: (begun.at, begun.token))


def ended(store: Store, token: str, *, at: str = "", by: str = "", record: bytes = b"") -> int | None:
    """Ends an addition, with its record where one is given; returns the number of the record, 0 for none.

    One transaction, so that of several programs that end it one keeps the record; None for the others.
    """
    table = tables.derived
    with store.writing() as connection:
        gone = connection.execute(sa.delete(table).where(table.c.kind == KIND, table.c.subject == token))
        if not gone.rowcount:
            return None
        if not record:
            return 0
        number = next_number(connection, tables.additions)
        values = {"number": number, "at": at, "by": by, "record": zlib.compress(record, 6)}
        connection.execute(sa.insert(tables.additions).values(values))
    return number
