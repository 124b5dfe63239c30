"""The log of decisions: what reviewers said, in the order they said it, each chained to the one before by its hash.

In: a store, a decision without its place, and the clock. Out: decisions with their place. Called by KnowledgeBase.
Rows are never changed or deleted (the database refuses it); to take a decision back is one more decision. How the chain
is made stands in synthesis.decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa

from concord.store import codec
from concord.store.store import Store
from concord.store.tables import decisions
from synthesis.decisions import Decision, chained, first_break

Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """The time in UTC, ISO 8601, to the second."""
    return clock().astimezone(UTC).isoformat(timespec="seconds")


def append(store: Store, decision: Decision, *, clock: Clock = now) -> Decision:
    """Keeps a decision; returns it with its time, number and hash. Of two programs at once one waits."""
    table = decisions
    with store.writing() as connection:
        query = sa.select(table.c.decision).order_by(table.c.number.desc()).limit(1)
        last = connection.execute(query).scalar()
        kept = chained(replace(decision, when=stamp(clock)), codec.loads(Decision, last) if last else None)
        connection.execute(
            sa.insert(table).values(
                number=kept.sequence,
                at=kept.when,
                by=kept.who,
                decision=codec.dumps(kept),
                previous=kept.previous,
                hash=kept.hash,
            )
        )
    return kept


def entries(store: Store) -> tuple[Decision, ...]:
    """All decisions, the first one first."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(decisions.c.decision).order_by(decisions.c.number)).scalars().all()
    return tuple(codec.loads(Decision, row) for row in rows)


def verify(log: Sequence[Decision]) -> str | None:
    """None when the chain holds, else one sentence that names the first decision that is not as it was written."""
    broken = first_break(log)
    return None if broken is None else f"Decision {broken} is not as it was written: the log was changed past Concord."
