"""The part of KnowledgeBase that takes decisions back, and looks at what they did.

In: numbers of decisions, moments, reasons. Out: what was kept, or how things were. Called as a base class by
concord.parts.reviewing. To take back is one more decision: everything stays in the log, and can be brought back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from concord import log
from concord.access import Role
from concord.parts.decision_log import DecisionLog
from concord.store.store import Store
from corpus.errors import BadDecision, NotFound

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from synthesis.concept import Synthesis
    from synthesis.decisions import Decision, Dispute
    from synthesis.export.records import Record


class Reconsidering(DecisionLog):
    """Second thoughts: one's own, and those of several people."""

    _seen: Derived | None = None  # what the last decision was taken on

    def undo(self, number: int, *, reason: str = "") -> Record:
        """Takes back a decision, also an earlier undo or restore; both stay in the log.

        What somebody else decided takes a reason, and an admin. Raises NotFound, BadDecision.
        """
        return self.decide(self._undo(number, reason))

    def restore(self, moment: int | str, *, reason: str) -> Record:
        """Takes back everything that was decided after a moment; undo brings all of it back at once.

        moment: the number of the last decision that stays, 0 for none, or a time: "2026-03-01" keeps that whole day
        (UTC), "2026-03-01T12:00" what was decided until then.

        Documents and codebooks stay as they are. Raises NotFound, BadDecision, BadInput.
        """
        from concord.deciding.moments import number_at
        from synthesis.decisions import Decision, Kind, in_force

        decisions = log.entries(self._store)
        number = number_at(moment, decisions)
        if in_force(decisions) == in_force(decisions[:number]):
            raise BadDecision(
                f"Nothing that was decided after decision {number} is in force; there is nothing to undo."
            )
        return self.decide(Decision(Kind.RESTORE, value=str(number), reason=reason, who=self._user))

    def at(self, moment: int | str) -> Synthesis:
        """The synthesis of the documents and the codebook of now as it was after some decisions; nothing is kept.

        moment: as `restore` takes it.
        """
        from concord.deciding.moments import number_at

        return self._after(number_at(moment, self._now().log)).synthesis

    def effects(self, number: int, *more: int) -> Record:
        """What decisions did: compares what follows from the log up to the last of them with that before the first.

        `sentences`: all that changed, in words, weightiest first. `concepts`: {id, facet, label, sorts, sentence}.
        `conflicts`: {number, why} of decisions, these among them, that lost their object by it. `clashes`: {id, why},
        with what other people said.
        """
        from concord.tables.reconsidering import effects_record

        numbers = [self._there(one).sequence for one in (number, *more)]
        before, after = self._after(min(numbers) - 1), self._after(max(numbers))
        return effects_record(numbers, before, after)

    def decisions_on(self, id: str) -> list[Record]:
        """Every decision on a theme or concept, and on the themes of a concept, the first one first.

        Each is a row of the log with `in_force` and `holds`; `on`, the ids of the themes that it speaks of;
        `of_concept`, whether of the concept as a whole; `taken_back_by`, a number or None. Raises NotFound.
        """
        from concord.deciding.desk import concept_named
        from concord.tables.retracing import history_records

        now = self._now()
        alone = [theme for theme in now.synthesis.themes if theme.id == id]
        members = set() if alone else set(concept_named(id, now.synthesis).themes)
        themes = alone or [theme for theme in now.synthesis.themes if theme.id in members]
        return history_records(now.log, now.replayed, themes, not alone)

    def clashes(self) -> list[Record]:
        """Decisions of different people, all in force, that contradict each other; the latest is followed meanwhile.

        `decisions`: rows of the log, each with what it `says`. `sides`: {value, who, numbers}. `holds`: the number of
        the decision that is followed now. `why`: in a sentence. `settle` takes a number of the side that is right.
        """
        from concord.tables.reconsidering import clash_record

        now = self._now()
        return [clash_record(dispute, now) for dispute in self._disputes(now)]

    def settle(self, number: int, *, reason: str) -> list[Record]:
        """One side of a clash is right: takes back what contradicts that decision; all of it, or none.

        What a decision that is taken back said of other themes is said again, unless somebody has spoken since.

        Raises BadDecision: it contradicts nobody, or there is no reason.
        """
        from concord.deciding.resaying import rest_of
        from synthesis.decisions import others_of

        now = self._now()
        on = [dispute for dispute in self._disputes(now) if any(number in side.numbers for side in dispute.sides)]
        if not on:
            raise BadDecision(
                f"Decision {number} contradicts no other one; 'concord review queue' lists those that do."
            )
        if not reason.strip():
            raise BadDecision("To settle a clash needs a reason; it stands in the log.")
        others = sorted({other for dispute in on for other in others_of(dispute, number)})
        undone = [self._undo(other, reason) for other in others]
        disputed = {id for dispute in on for id in dispute.themes}
        rest = [rest_of(now.replayed, other, disputed, reason, self._user) for other in others]
        return self.decide_all([*undone, *(decision for decision in rest if decision is not None)])

    def candidates(self, number: int) -> list[Record]:
        """For each theme that a decision no longer finds, the ones that are nearest to it now, the nearest first.

        {study, facet, label, quote, candidates: [{id, study, facet, label, quote, score}]}; score 0 to 1, of words.
        """
        from concord.deciding.resaying import lost_addresses
        from concord.tables.reconsidering import candidates_record

        now = self._now()
        decision = self._standing(number)
        return [candidates_record(address, now) for address in lost_addresses(decision, now.replayed)]

    def readdress(self, number: int, *themes: str, reason: str) -> list[Record]:
        """Says a decision again of themes that are there now, and takes the old one back; both, or none.

        themes: an id for each theme that the decision no longer finds, in their order (`candidates` lists them); of a
        decision on a concept also the id of one concept, which takes the place of all of them.

        Raises NotFound, BadDecision.
        """
        from concord.deciding.resaying import readdressed

        now = self._now()
        self._seen = now
        again = readdressed(self._standing(number), themes, now, reason, self._user)
        return self.decide_all([self._undo(number, reason), again])

    def _undo(self, number: int, reason: str) -> Decision:
        """The decision that takes another one back, checked."""
        from synthesis.decisions import Decision, Kind

        taken = self._standing(number)
        if taken.who != self._user:
            self._need(Role.ADMIN, "take back what others decided")
            if not reason.strip():
                raise BadDecision(f"Decision {number} is {taken.who}'s: to take it back needs a reason.")
        return Decision(Kind.UNDO, value=str(number), reason=reason, who=self._user)

    def _standing(self, number: int) -> Decision:
        """A decision that nothing takes back. Raises NotFound, BadDecision."""
        from synthesis.decisions import holding

        decision = self._there(number)
        if decision not in holding(log.entries(self._store)):
            raise BadDecision(f"Decision {number} has been taken back already.")
        return decision

    def _there(self, number: int) -> Decision:
        """The decision of that number. Raises NotFound."""
        decisions = log.entries(self._store)
        if not 1 <= number <= len(decisions):
            raise NotFound(f"There is no decision {number}; the log holds {len(decisions)} of them.")
        return decisions[number - 1]

    def _disputes(self, now: Derived) -> Sequence[Dispute]:
        from synthesis.decisions import disputes

        return disputes(now.replayed.applied)

    def _after(self, number: int) -> Derived:
        """What follows from the first decisions of the log; made for looking, and not cached in the store."""
        now = self._now()
        state = replace(now.state, decisions=now.log[number - 1].hash if number else "")
        for known in (now, self._seen):
            if known is not None and known.state == state:
                return known
        return self._derive(_Unkept(self._store), state)


class _Unkept(Store):
    """A store that shares the connections of another one and caches nothing: what is in force stays cached."""

    def __init__(self, store: Store) -> None:
        vars(self).update(vars(store))

    def put_derived(self, kind: str, subject: str, key: str, payload: bytes) -> None:
        """Nothing is kept."""
