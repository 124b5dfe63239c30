"""What a knowledge base holds for good, row by row, wherever it lies: in a store or in a backup.

In: a transaction. Out: rows as plain values in one order for both databases, and what is packed in them one at a time,
so that no more than one document is in memory. Called by concord.backup, concord.restoring and concord.verifying.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import sqlalchemy as sa

from concord.store import tables

Value = str | int | bytes
Row = dict[str, Value]
PACKED = {"additions": "record", "adoptions": "record", "documents": "bytes", "snapshots": "contents"}  # zlib
TRUTH = tuple(sorted(name for name in tables.metadata.tables if name != tables.derived.name))
_AT_ONCE = 200  # rows that are fetched together


class Damage(ValueError):
    """What was packed cannot be unpacked; the message says of what, without an end of sentence."""


class Kept(Protocol):
    """The truth of one state. Rows come in the order of their keys; `packed` unpacks the great column of a row."""

    schema: str

    def names(self) -> tuple[str, ...]: ...
    def rows(self, table: str) -> Iterator[Row]: ...
    def packed(self, table: str, key: str) -> bytes: ...


class KeptInStore:
    """The truth of a store, read over one connection, whose transaction has to see one state throughout."""

    def __init__(self, connection: sa.Connection, schema: str, metadata: sa.MetaData = tables.metadata) -> None:
        self.schema = schema
        self._connection, self._tables = connection, metadata.tables

    def names(self) -> tuple[str, ...]:
        """The tables that hold truth, in order."""
        return tuple(name for name in TRUTH if name in self._tables)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table without what is packed, in the order of their keys."""
        found = self._tables[table]
        columns = [column for column in found.c if column.name != PACKED.get(table)]
        keys = list(found.primary_key.columns)
        query = sa.select(*columns)
        if all(isinstance(key.type, sa.Integer) for key in keys):
            rows = self._connection.execute(query.order_by(*keys).execution_options(yield_per=_AT_ONCE))
            yield from (dict(row._mapping) for row in rows)
            return
        rows = self._connection.execute(query)  # the databases sort words otherwise; such rows are short
        yield from sorted((dict(row._mapping) for row in rows), key=lambda row: [str(row[key.name]) for key in keys])

    def packed(self, table: str, key: str) -> bytes:
        """What is packed in a row. Raises Damage, KeyError."""
        found = self._tables[table]
        (first,) = found.primary_key.columns
        wanted = int(key) if isinstance(first.type, sa.Integer) else key
        data = self._connection.execute(sa.select(found.c[PACKED[table]]).where(first == wanted)).scalar()
        if data is None:
            raise KeyError(key)
        try:
            return zlib.decompress(data)
        except (zlib.error, TypeError) as error:
            raise Damage(f"{table} {key}: cannot be unpacked ({error})") from None


def key_name(table: str) -> str:
    """The column by which a row with something packed is named."""
    (first,) = tables.metadata.tables[table].primary_key.columns
    return str(first.name)
