"""The logs: what reviewers decided, coders coded and judges judged, each entry chained to the one before by its hash.

In: a store, an entry without its place, and the clock. Out: entries with their place. Called by KnowledgeBase. Rows are
never changed or deleted (the database refuses it); to take a decision back is one more decision. How the chain is made
stands in synthesis.decisions.chain. Decisions, codings and blind judgements have a log each: only decisions
change a synthesis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa

from concord.store import codec, tables
from concord.store.store import Store
from corpus.errors import BadInput
from synthesis.coding import Entry
from synthesis.decisions import Decision, chained, first_break
from synthesis.judging import Entry as Judgement

Clock = Callable[[], datetime]
E = TypeVar("E", Decision, Entry, Judgement)
_LOGS = {
    Decision: (tables.decisions, "decision"),
    Entry: (tables.codings, "coding"),
    Judgement: (tables.judgements, "judgement"),
}


def now() -> datetime:
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """The time in UTC, ISO 8601, to the second."""
    return clock().astimezone(UTC).isoformat(timespec="seconds")


def append(store: Store, entry: E, *, clock: Clock = now) -> E:
    """Keeps an entry of a log; returns it with its time, number and hash. Of two programs at once one waits."""
    return append_all(store, [entry], clock=clock)[0]


def append_all(store: Store, entries: Sequence[E], *, clock: Clock = now) -> tuple[E, ...]:
    """Keeps entries of one log one after another and nothing between them: all of them, or none."""
    if not entries:
        return ()
    with store.writing() as connection:
        return put(connection, entries, stamp(clock))


def put(connection: sa.Connection, entries: Sequence[E], when: str) -> tuple[E, ...]:
    """The same within a transaction that excludes every other writer. entries: one or more, of one log."""
    table, column = _LOGS[type(entries[0])]
    query = sa.select(table.c[column]).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(query).scalar()
    before = codec.loads(type(entries[0]), last) if last else None
    kept: list[E] = []
    for entry in entries:
        kept.append(chained(replace(entry, when=when), kept[-1] if kept else before))
    connection.execute(sa.insert(table), [_row(entry, column) for entry in kept])
    return tuple(kept)


def append_kept(store: Store, whole: Sequence[Decision]) -> int:
    """Keeps what a log holds beyond the one that is here, as it was written elsewhere; returns how many are new.

    whole: from the first decision, its chain checked.

    Raises:
        BadInput: the log that is here is no beginning of that one.
    """
    table, column = _LOGS[Decision]
    with store.writing() as connection:
        here = connection.execute(sa.select(table.c.number, table.c.hash).order_by(table.c.number)).all()
        for row, told in zip(here, whole, strict=False):
            if row.hash != told.hash:
                raise BadInput(
                    f"That is the log of another knowledge base, or of another time: its decision {row.number} is not "
                    f"the one that {store.name} holds. Nothing was kept."
                )
        new = [_row(entry, column) for entry in whole[len(here) :]]
        if new:
            connection.execute(sa.insert(table), new)
    return len(new)


def _row(entry: E, column: str) -> dict[str, object]:
    return {
        "number": entry.sequence,
        "at": entry.when,
        "by": entry.who,
        column: codec.dumps(entry),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entries(store: Store) -> tuple[Decision, ...]:
    """All decisions, the first one first."""
    return _all(store, Decision)


def codings(store: Store) -> tuple[Entry, ...]:
    """All entries of blind coding, the first one first."""
    return _all(store, Entry)


def judgements(store: Store) -> tuple[Judgement, ...]:
    """All entries of blind judgement, the first one first."""
    return _all(store, Judgement)


def verify(log: Sequence[Decision] | Sequence[Entry] | Sequence[Judgement]) -> str | None:
    """None when the chain holds, else one sentence that names the first entry that is not as it was written."""
    broken = first_break(log)
    if broken is None:
        return None
    what = {Entry: "Coding", Judgement: "Judgement"}.get(type(log[0]), "Decision")
    return f"{what} {broken} is not as it was written: the log was changed past Concord."


def _all(store: Store, kind: type[E]) -> tuple[E, ...]:
    with store.reading() as connection:
        return read(connection, kind)


def read(connection: sa.Connection, kind: type[E], after: int = 0) -> tuple[E, ...]:
    """The entries of one log with a number above `after`, within a transaction."""
    table, column = _LOGS[kind]
    query = sa.select(table.c[column]).where(table.c.number > after).order_by(table.c.number)
    return tuple(codec.loads(kind, row) for row in connection.execute(query).scalars().all())
