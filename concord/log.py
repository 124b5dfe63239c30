"""The log of decisions: what reviewers said, in the order they said it, each row chained to the one before by its hash.

In: a store, a decision in plain JSON, the clock and the name of its reviewer. Out: entries. Called by KnowledgeBase.
Rows are never changed or deleted (the database refuses it); to take a decision back is one more decision.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from concord.store.store import Store
from concord.store.tables import decisions

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. number: 1, 2, 3, ...; at: UTC, ISO 8601 to the second; hash: over all that stands here and before."""

    number: int
    at: str
    by: str
    decision: dict[str, Any]
    previous: str
    hash: str

    def holds(self, previous: str) -> bool:
        """Whether the row is what was written, right after the row with that hash."""
        return self.previous == previous and self.hash == _hash(
            self.number, self.at, self.by, _canonical(self.decision), previous
        )


def now() -> datetime:
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """The time in UTC, ISO 8601, to the second."""
    return clock().astimezone(UTC).isoformat(timespec="seconds")


def append(store: Store, decision: dict[str, Any], *, by: str, clock: Clock = now) -> Entry:
    """Adds a decision; returns the entry as kept. Of two programs at once the second waits, and both are kept."""
    data = _canonical(decision)
    with store.writing() as connection:
        last = connection.execute(
            sa.select(decisions.c.number, decisions.c.hash).order_by(decisions.c.number.desc()).limit(1)
        ).first()
        number, previous = (last.number + 1, last.hash) if last else (1, "")
        at = stamp(clock)
        row = Entry(number, at, by, decision, previous, _hash(number, at, by, data, previous))
        connection.execute(
            sa.insert(decisions).values(
                number=number, at=at, by=by, decision=data, previous=previous, hash=row.hash
            )
        )
    return row


def entries(store: Store) -> tuple[Entry, ...]:
    """All decisions, the first one first."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(decisions).order_by(decisions.c.number)).all()
    return tuple(Entry(r.number, r.at, r.by, json.loads(r.decision), r.previous, r.hash) for r in rows)


def verify(log: tuple[Entry, ...]) -> str | None:
    """None when the chain holds, else one sentence that names the first decision that is not as it was written."""
    return next(_broken(log), None)


def _broken(log: tuple[Entry, ...]) -> Iterator[str]:
    previous = ""
    for expected, entry in enumerate(log, 1):
        if entry.number != expected:
            yield f"Decision {expected} is missing from the log."
        if not entry.holds(previous):
            yield f"Decision {entry.number} is not as it was written: somebody changed the log past Concord."
        previous = entry.hash


def _canonical(decision: dict[str, Any]) -> bytes:
    return json.dumps(decision, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _hash(number: int, at: str, by: str, decision: bytes, previous: str) -> str:
    head = json.dumps([number, at, by, previous], ensure_ascii=False).encode()
    return hashlib.sha256(head + b"\x1f" + decision).hexdigest()
