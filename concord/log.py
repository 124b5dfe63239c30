"""The logs: what reviewers decided and what coders coded, in that order, each chained to the one before by its hash.

In: a store, an entry without its place, and the clock. Out: entries with their place. Called by KnowledgeBase. Rows are
never changed or deleted (the database refuses it); to take a decision back is one more decision. How the chain is made
stands in synthesis.decisions.chain. Decisions and codings have a log each: to code changes no synthesis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa

from concord.store import codec, tables
from concord.store.store import Store
from synthesis.coding import Entry
from synthesis.decisions import Decision, chained, first_break

Clock = Callable[[], datetime]
E = TypeVar("E", Decision, Entry)
_LOGS = {Decision: (tables.decisions, "decision"), Entry: (tables.codings, "coding")}


def now() -> datetime:
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """The time in UTC, ISO 8601, to the second."""
    return clock().astimezone(UTC).isoformat(timespec="seconds")


def append(store: Store, entry: E, *, clock: Clock = now) -> E:
    """Keeps a decision or a coding; returns it with its time, number and hash. Of two programs at once one waits."""
    table, column = _LOGS[type(entry)]
    with store.writing() as connection:
        query = sa.select(table.c[column]).order_by(table.c.number.desc()).limit(1)
        last = connection.execute(query).scalar()
        timed = replace(entry, when=stamp(clock))
        kept = chained(timed, codec.loads(type(entry), last) if last else None)
        connection.execute(
            sa.insert(table).values(
                {
                    "number": kept.sequence,
                    "at": kept.when,
                    "by": kept.who,
                    column: codec.dumps(kept),
                    "previous": kept.previous,
                    "hash": kept.hash,
                }
            )
        )
    return kept


def entries(store: Store) -> tuple[Decision, ...]:
    """All decisions, the first one first."""
    return _all(store, Decision)


def codings(store: Store) -> tuple[Entry, ...]:
    """All entries of blind coding, the first one first."""
    return _all(store, Entry)


def verify(log: Sequence[Decision] | Sequence[Entry]) -> str | None:
    """None when the chain holds, else one sentence that names the first entry that is not as it was written."""
    broken = first_break(log)
    if broken is None:
        return None
    what = "Coding" if any(isinstance(entry, Entry) for entry in log) else "Decision"
    return f"{what} {broken} is not as it was written: the log was changed past Concord."


def _all(store: Store, kind: type[E]) -> tuple[E, ...]:
    table, column = _LOGS[kind]
    with store.reading() as connection:
        rows = connection.execute(sa.select(table.c[column]).order_by(table.c.number)).scalars().all()
    return tuple(codec.loads(kind, row) for row in rows)
