"""What a reviewer puts off: items of the review queue that are shown again after all others.

In: a store, a name and an item of the queue. Out: rows as plain values. Called by concord.queueing.queue. No truth:
skipping decides nothing, and may be taken back.
"""

from __future__ import annotations

import sqlalchemy as sa

from concord.store import tables
from concord.store.store import Store


def put_skip(store: Store, who: str, item: str, at: str) -> None:
    """Remembers that a reviewer skipped an item; skipping it again makes it the last one skipped."""
    table = tables.skips
    with store.writing() as connection:
        connection.execute(sa.delete(table).where(table.c.who == who, table.c.item == item))
        connection.execute(sa.insert(table).values(who=who, item=item, at=at))


def drop_skips(store: Store, who: str) -> int:
    """Forgets what a reviewer skipped, so that it is asked again; returns how many items that were."""
    with store.writing() as connection:
        return connection.execute(sa.delete(tables.skips).where(tables.skips.c.who == who)).rowcount


def skips(store: Store, who: str) -> dict[str, str]:
    """When a reviewer last skipped an item (UTC, ISO 8601), by item; the one skipped first comes first."""
    table = tables.skips
    with store.reading() as connection:
        rows = connection.execute(sa.select(table.c.item, table.c.at).where(table.c.who == who)).all()
    return {item: at for item, at in sorted(rows, key=lambda row: (row.at, row.item))}
