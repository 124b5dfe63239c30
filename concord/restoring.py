"""From a backup to an empty knowledge base, from either database to either: all of it, or nothing.

In: the path of a backup, and an open store. Out: the filled store. Called by concord.preserving. The backup is checked
before a row is written, and what was written is checked before it is kept: both in the one transaction that fills the
store, so a program that is killed leaves it empty. A backup of an older schema is brought up by the migrations that
brought up the knowledge bases of its time.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from concord.backup import KeptInFile, digest_of, opened
from concord.deriving.readings import Progress
from concord.store import tables
from concord.store.kept import PACKED, TRUTH, Damage, Kept, KeptInStore, Row, key_name
from concord.store.schema import HEAD, migrate
from concord.store.store import Store
from concord.verifying.contents import troubles
from corpus.errors import BadInput

_AT_ONCE = 200  # rows in one statement; those with something packed go one by one


def restore(path: Path, make: Callable[[], Store], progress: Progress) -> dict[str, int]:
    """Fills an empty store from a backup; returns the number of rows of each table. make: opens it, and may make it.

    Raises:
        BadInput: the file is no whole backup, and then no store is made; or the store is not empty. StoreIsNewer: a
        later Concord wrote the file. StoreTrouble: the store cannot be opened or written.
    """
    with opened(path) as backup:
        progress("checking the backup", 0, 3)
        _check(backup, f"{path} is not as it was written")
        store = make()
        try:
            counts = _restored(path, backup, store, progress)
        finally:
            store.close()
    progress("done", 1, 1)
    return counts


def _restored(path: Path, backup: KeptInFile, store: Store, progress: Progress) -> dict[str, int]:
    with store.writing() as connection:
        _check_empty(connection, store.name)
        progress("restoring", 1, 3)
        try:
            _fill(connection, backup)
        except Damage as damage:  # the file was changed since it was checked
            raise BadInput(f"{path} is not as it was written, and nothing was restored: {damage}.") from None
        progress("checking what was restored", 2, 3)
        here = KeptInStore(connection, HEAD)
        _check(here, f"{path} could not be restored whole")
        counts = {table: _count(connection, table) for table in TRUTH}
        if other := _other(here, backup, counts):
            raise BadInput(f"{path} could not be restored: {other} came out otherwise; please report it.")
    return counts


def _check(kept: Kept, says: str) -> None:
    """Raises BadInput with the first trouble and the number of the others."""
    found = [trouble.sentence for trouble in troubles(kept) if not trouble.doubt]
    if found:
        more = f" ({len(found) - 1} more: 'concord verify FILE' lists all)" if len(found) > 1 else ""
        raise BadInput(f"{says}, and nothing was restored: {found[0]}{more}")


def _other(here: Kept, backup: KeptInFile, counts: dict[str, int]) -> str:
    """The first table that is not what the backup says, "" when all are; an older one has fewer columns to compare."""
    for name in backup.names():
        told = backup.manifest["tables"][name]
        same = backup.schema != HEAD or digest_of(here, name) == told["sha256"]
        if counts[name] != told["rows"] or not same:
            return name
    return ""


def _check_empty(connection: sa.Connection, name: str) -> None:
    if there := {table: number for table in TRUTH if (number := _count(connection, table))}:
        holds = ", ".join(f"{n:,} {table.removesuffix('s') if n == 1 else table}" for table, n in there.items())
        raise BadInput(f"{name} is not empty ({holds}); a backup is restored into a new one: give another --kb.")


def _count(connection: sa.Connection, table: str) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(tables.metadata.tables[table])).scalar() or 0


def _fill(connection: sa.Connection, backup: KeptInFile) -> None:
    """The rows, under the schema that they were written for, and then under that of this program."""
    if backup.schema == HEAD:
        metadata = tables.metadata
    else:
        migrate(connection, backup.schema)
        metadata = sa.MetaData()
        metadata.reflect(connection)
    for name in backup.names():
        rows = _whole_rows(backup, name)
        while some := list(islice(rows, 1 if name in PACKED else _AT_ONCE)):
            connection.execute(sa.insert(metadata.tables[name]), some)
    if backup.schema != HEAD:
        migrate(connection, HEAD)


def _whole_rows(backup: KeptInFile, table: str) -> Iterator[dict[str, Any]]:
    for row in backup.rows(table):
        whole: Row = dict(row)
        if table in PACKED:
            whole[PACKED[table]] = zlib.compress(backup.packed(table, str(row[key_name(table)])), 6)
        yield whole
