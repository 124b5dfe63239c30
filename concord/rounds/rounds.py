"""The part of KnowledgeBase that tells of blind rounds: who has handed in and, once it may be seen, who said what.

In: names of rounds. Out: plain records. Called as a base class by concord.rounds.judging. While a round is blind
nobody's judgements leave this module but the signer's own: everything goes through `_round`, which takes the others
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord import log
from concord.deriving.caching import key_of
from concord.queueing.queue import Queue
from concord.rounds.judging_log import JudgingLog
from corpus.errors import BadDecision, NotFound

if TYPE_CHECKING:
    from synthesis.export.records import Record
    from synthesis.judging import Item, Round


class Rounds(Queue):
    """Blind rounds as the signer may see them, and the queue, which says what is asked in one."""

    _judgements: JudgingLog | None = None

    def rounds(self) -> list[Record]:
        """All rounds, the first one first: their state, who has handed in, and how far the signer is."""
        from synthesis.judging import rounds

        return [self._round_record(found) for found in rounds(self._judging().entries())]

    def to_judge(self, round: str) -> list[Record]:
        """The questions of a round in their order, as they stood when it was opened, with the signer's own answers."""
        from concord.tables.judging import asked_record

        found = self._round(round)
        if not found.invites(self._user):
            raise BadDecision(
                f"{self._user} is no reviewer of the round {found.name!r}; it is for {', '.join(found.reviewers)}."
            )
        mine = found.of(self._user)
        return [asked_record(found, item, mine.get(item.id)) for item in found.items]

    def judged(self, round: str) -> list[Record]:
        """Item by item who said what and what it comes to. Raises BadDecision: the round is still blind."""
        from concord.tables.judging import judged_record

        found = self._shown(round)
        said = found.said()
        return [judged_record(found, item, said[item.id]) for item in found.items]

    def round_reliability(self, round: str) -> list[Record]:
        """How far the reviewers of a round agree, by what they judged blind; kind by kind, all together, then each two.

        Each row is the record of concord.tables.reliability, with `round`, `kind` and `reviewers`.
        """
        from concord.tables.reliability import reliability_record
        from synthesis.reliability import round_agreement

        found = self._shown(round)
        return [
            {"round": found.name, "kind": row.kind, "reviewers": list(row.people), **reliability_record(row.figures)}
            for row in round_agreement(found)
        ]

    def round_log(self, round: str | None = None) -> list[Record]:
        """What was done to rounds, the first act first; of a blind round without what others judged."""
        from concord.tables.judging import entry_record, visible
        from synthesis.judging import fold_name, rounds

        entries = self._judging().entries()
        if round is not None:
            self._round(round)
        held = {fold_name(r.name): r for r in rounds(entries) if round is None or fold_name(r.name) == fold_name(round)}
        shown = [e for e in entries if (r := held.get(fold_name(e.round))) and visible(e, r, self._user)]
        return [entry_record(number, entry) for number, entry in enumerate(shown, 1)]

    def verify_judgements(self) -> str | None:
        """None when no judgement was changed past Concord, else one sentence."""
        return log.verify(log.judgements(self._store))

    def queue(
        self,
        limit: int | None = None,
        kinds: Sequence[str] | None = None,
        *,
        facet: str | None = None,
        study: str | None = None,
    ) -> list[Record]:
        """As Queue.queue; `round`: the blind round in which an item is to be answered, or None."""
        asked = self._in_rounds()
        rows = super().queue(limit, kinds, facet=facet, study=study)
        return [{**row, "round": asked.get(row["item"])} for row in rows]

    def queued(self, item: str) -> Record:
        """As Queue.queued, with `round`."""
        found = super().queued(item)
        return {**found, "round": self._in_rounds().get(found["item"])}

    def answer(
        self, item: str, action: str, *, value: str = "", others: Sequence[str] = (), reason: str = ""
    ) -> Record:
        """As Queue.answer. Raises BadDecision for an item of a round that is not settled: it is answered there."""
        if within := self._in_rounds().get(item.strip()):
            raise BadDecision(
                f"{item} is asked in the blind round {within!r}: judge it there ('concord judging next'), so that "
                "nobody is led by your answer; or withdraw the round."
            )
        return super().answer(item, action, value=value, others=others, reason=reason)

    def _revision(self) -> str:
        """As Keeper's; also another one when a round is opened or ends, which the queue shows."""
        asked = self._in_rounds()
        return key_of(super()._revision(), *sorted(asked.items()))[:16] if asked else super()._revision()

    def _judging(self) -> JudgingLog:
        with self._lock:
            if self._judgements is None:
                self._judgements = JudgingLog(self._store, self._clock)
            return self._judgements

    def _round(self, name: str) -> Round:
        """A round as the signer may see it. Everything that tells of rounds goes through here, or `_shown`."""
        from synthesis.judging import round_called

        found = round_called(self._judging().entries(), name)
        if found is None:
            raise NotFound(f"There is no round {name!r}; 'concord judging list' shows those that there are.")
        return found.seen_by(self._user)

    def _shown(self, name: str) -> Round:
        from synthesis.judging import still_blind

        found = self._round(name)
        if found.shown:
            return found
        if found.withdrawn:
            raise BadDecision(
                f"The round {found.name!r} was withdrawn while it was blind; what was judged stays unseen."
            )
        raise BadDecision(still_blind(found.name, found.waiting, found.least - len(found.people)))

    def _round_record(self, found: Round) -> Record:
        from concord.tables.judging import round_record

        return round_record(found.seen_by(self._user), self._user)

    def _asked(self, round: str, item: str) -> tuple[Round, Item]:
        found = self._round(round)
        asked = found.item(item.strip())
        if asked is None:
            raise NotFound(f"The round {found.name!r} asks about nothing called {item!r}.")
        return found, asked

    def _in_rounds(self) -> dict[str, str]:
        """The items of rounds that are under way and not settled, each with the name of its round."""
        from synthesis.judging import State, rounds

        under_way = [r for r in rounds(self._judging().entries()) if r.state in (State.BLIND, State.SHOWN)]
        return {item.id: r.name for r in under_way for item in r.items if item.id not in dict(r.settled)}
