"""Rows that tell what was: snapshots, what each addition changed, what was adopted. They are only ever added to.

In: a store, and what is to be kept. Out: rows as plain values. Called by concord.snapshots, concord.parts.keeping and
concord.parts.adopting. The database refuses to change or delete a row, and a name that is taken.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import sqlalchemy as sa

from concord.store import tables
from concord.store.store import Store


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A row of snapshots without its contents. manifest: JSON. hash: of manifest and contents."""

    number: int
    name: str
    at: str
    by: str
    manifest: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class StoredAddition:
    """A row of additions. record: JSON."""

    number: int
    at: str
    by: str
    record: bytes


@dataclass(frozen=True, slots=True)
class StoredAdoption:
    """A row of adoptions: from here on this codebook and this program make what is shown.

    codebook: a version of it, 0 for none. made_by: JSON of the program and its models. record: JSON of what it changed.
    """

    number: int
    at: str
    by: str
    codebook: int
    made_by: bytes
    record: bytes


def put_snapshot(store: Store, row: StoredSnapshot, contents: bytes) -> StoredSnapshot | None:
    """Keeps a snapshot under the next number, which that of the row gives way to; None when the name is taken.

    One transaction: of two programs that want one name, one has it.
    """
    table = tables.snapshots
    values = {"name": row.name, "at": row.at, "by": row.by, "manifest": row.manifest, "hash": row.hash}
    packed = zlib.compress(contents, 6)
    with store.writing() as connection:
        if connection.execute(sa.select(table.c.number).where(table.c.name == row.name)).first():
            return None
        number = next_number(connection, table)
        connection.execute(sa.insert(table).values(number=number, contents=packed, **values))
    return StoredSnapshot(number, row.name, row.at, row.by, row.manifest, row.hash)


def snapshots(store: Store) -> list[StoredSnapshot]:
    """All of them, the first one first."""
    columns = [column for column in tables.snapshots.c if column.name != "contents"]
    with store.reading() as connection:
        rows = connection.execute(sa.select(*columns).order_by(tables.snapshots.c.number)).all()
    return [StoredSnapshot(**row._mapping) for row in rows]


def snapshot_contents(store: Store, name: str) -> bytes:
    """What a snapshot froze, as JSON. KeyError when there is none of that name."""
    table = tables.snapshots
    with store.reading() as connection:
        packed = connection.execute(sa.select(table.c.contents).where(table.c.name == name)).scalar()
    if packed is None:
        raise KeyError(name)
    return zlib.decompress(packed)


def put_addition(store: Store, at: str, by: str, record: bytes) -> int:
    """Keeps what an addition changed; returns its number."""
    with store.writing() as connection:
        number = next_number(connection, tables.additions)
        values = {"number": number, "at": at, "by": by, "record": zlib.compress(record, 6)}
        connection.execute(sa.insert(tables.additions).values(values))
    return number


def additions(
    store: Store, *, last: int | None = None, number: int | None = None, since: str = ""
) -> list[StoredAddition]:
    """All of them, the first one first.

    last: that many of the last ones alone. number: that one alone. since: those kept from then on, ISO 8601 in UTC.
    """
    table = tables.additions
    query = sa.select(table).where(table.c.at >= since).order_by(table.c.number.desc()).limit(last)
    if number is not None:
        query = query.where(table.c.number == number)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [StoredAddition(row.number, row.at, row.by, zlib.decompress(row.record)) for row in reversed(rows)]


def put_adoption(store: Store, at: str, by: str, codebook: int, made_by: bytes, record: bytes) -> int:
    """Keeps that a codebook and a program were adopted, and what that changed; returns its number."""
    values = {"at": at, "by": by, "codebook": codebook, "made_by": made_by, "record": zlib.compress(record, 6)}
    with store.writing() as connection:
        number = next_number(connection, tables.adoptions)
        connection.execute(sa.insert(tables.adoptions).values(number=number, **values))
    return number


def adoptions(store: Store, *, last: int | None = None) -> list[StoredAdoption]:
    """All of them, the first one first. last: that many of the last ones alone."""
    table = tables.adoptions
    with store.reading() as connection:
        rows = connection.execute(sa.select(table).order_by(table.c.number.desc()).limit(last)).all()
    return [StoredAdoption(**{**row._mapping, "record": zlib.decompress(row.record)}) for row in reversed(rows)]


def marks(store: Store) -> tuple[int, int, int, int]:
    """The numbers of the last snapshot, addition and adoption, 0 where there is none; how many items are skipped."""
    with store.reading() as connection:
        numbered = (tables.snapshots, tables.additions, tables.adoptions)
        snapshot, addition, adoption = (_last(connection, table) for table in numbered)
        skipped = connection.execute(sa.select(sa.func.count()).select_from(tables.skips)).scalar_one()
    return snapshot, addition, adoption, skipped


def next_number(connection: sa.Connection, table: sa.Table) -> int:
    """The number of the next row of a table that counts them; ask inside the transaction that writes it."""
    return _last(connection, table) + 1


def _last(connection: sa.Connection, table: sa.Table) -> int:
    return connection.execute(sa.select(sa.func.max(table.c.number))).scalar() or 0
