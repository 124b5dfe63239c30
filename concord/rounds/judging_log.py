"""The log of blind judgements: kept under its rules, and settled together with the decisions that it makes.

In: a store, entries, decisions. Out: entries as they were kept. Called by concord.rounds.judging. The rules are looked
at in the transaction that writes, so that of two programs at once the second one is told what the first one did.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from concord import log
from concord.store import tables
from concord.store.store import Store
from corpus.errors import BadDecision
from synthesis.decisions import Decision
from synthesis.judging import Act, Answer, Entry, refusal, round_called

Settled = tuple[str, Answer, Decision | None]  # an item, what it comes to, and its decision; None: it is left


class JudgingLog:
    """What is known of the log of one store. The log only grows, so what was read once is not read again."""

    def __init__(self, store: Store, clock: log.Clock) -> None:
        self._store, self._clock = store, clock
        self._known: tuple[Entry, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """All of them, the first one first."""
        with self._store.reading() as connection:
            return self._read(connection)

    def keep(self, *entries: Entry) -> tuple[Entry, ...]:
        """Keeps entries, all of them or none. Raises BadDecision: the rules of the round refuse one."""
        if not entries:
            return ()
        with self._store.writing() as connection:
            there = self._read(connection)
            for number, entry in enumerate(entries):
                if complaint := refusal((*there, *entries[:number]), entry):
                    raise BadDecision(complaint)
            return log.put(connection, entries, log.stamp(self._clock))

    def settle(self, name: str, who: str, wanted: Sequence[Settled]) -> list[Entry]:
        """Keeps the decisions of a round with the note of each, all at once; returns the notes.

        What somebody else has settled, or reconciled otherwise, since the decisions were drafted is passed over.
        """
        when = log.stamp(self._clock)
        with self._store.writing() as connection:
            found = round_called(self._read(connection), name)
            left = found.to_settle() if found else {}
            sound = [row for row in wanted if row[0] in left and left[row[0]].key == row[1].key]
            made = [decision for _, _, decision in sound if decision]
            numbers = iter([kept.sequence for kept in log.put(connection, made, when)] if made else [])
            notes = [
                Entry(Act.SETTLE, name, item=item, decision=next(numbers) if decision else 0, who=who)
                for item, _, decision in sound
            ]
            return list(log.put(connection, notes, when)) if notes else []

    def _read(self, connection: sa.Connection) -> tuple[Entry, ...]:
        known, table = self._known, tables.judgements
        if known:
            query = sa.select(table.c.hash).where(table.c.number == known[-1].sequence)
            if connection.execute(query).scalar() != known[-1].hash:
                known = ()  # another log stands there: a backup was restored
        known = (*known, *log.read(connection, Entry, after=len(known)))
        self._known = known
        return known
