"""Decisions as an answer to the review queue would make them, drafted and not kept.

In: a knowledge base, items of its queue, answers. Out: decisions. Called by concord.rounds.judging: when a round is
opened (what does an item speak of?), when somebody judges (can it be answered so?) and when the round is settled.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from concord.queueing.queue import Queue
from corpus.errors import BadDecision, BadInput

if TYPE_CHECKING:
    from concord.deciding.desk import Desk
    from synthesis.decisions import Address, Decision
    from synthesis.export.records import Record
    from synthesis.judging import Answer, Item

UNSAID = "judged in a blind round"  # the reason of a draft, which never reaches the log


class Drafts(Queue):
    """A knowledge base whose decisions are collected instead of kept; everything is checked as if they were kept."""

    def __init__(self, base: Queue) -> None:
        vars(self).update(vars(base))
        self._made: list[Decision] = []
        self._one_desk: Desk | None = None

    def decide_all(self, decisions: Sequence[Decision]) -> list[Record]:
        """Collects them; `decide` comes here too."""
        from concord.tables import decision_record

        self._made += decisions
        return [decision_record(decision) for decision in decisions]

    def of(self, item: str, answer: Answer, reason: str = UNSAID) -> Decision:
        """The decision that an answer to an item of the queue is. Raises what KnowledgeBase.answer raises."""
        self._made.clear()
        self.answer(item, answer.action, value=answer.value, others=answer.others, reason=reason)
        (made,) = self._made
        return made

    def meant(self, item: Item, action: str, value: str, others: Iterable[str], *, final: bool = False) -> Answer:
        """The answer that somebody means by an action, its letter or another word for it, checked as if decided.

        final: LEAVE is an answer too. A value is as the decision would have it.

        Raises:
            BadInput, BadDecision, NotFound: the item cannot be answered so.
        """
        from concord.queueing.answers import answer_meant
        from concord.queueing.entry import Asks
        from synthesis.judging import LEAVE, Answer

        if final and action.strip().casefold() == LEAVE:
            return Answer(LEAVE)
        meant = answer_meant(Asks(item.kind), action)
        if meant.action not in item.actions:
            raise BadInput(f"{item.id} takes {' or '.join(item.actions)} in this round, not {action!r}.")
        named = tuple(other.strip() for other in others if other.strip()) if meant.others else ()
        answer = Answer(meant.action, " ".join(value.split()) if meant.value else "", named)
        for needed, given in ((meant.value, answer.value), (meant.others, answer.others)):
            if needed and not given:
                raise BadInput(f"'{meant.action}' on a {item.kind} needs {needed}.")
        if item.id not in self._waiting().by_item:
            return answer
        decision = self.of(item.id, answer)
        return replace(answer, value=decision.value if answer.value else "")

    def plainest(self, item: str) -> Decision:
        """What the first answer would be that needs neither a value nor further ids."""
        from concord.queueing.answers import ANSWERS
        from synthesis.judging import Answer

        asks = self._entry(self._waiting(), item).asks
        return self.of(item, Answer(next(a.action for a in ANSWERS[asks].values() if not (a.value or a.others))))

    def settling(self, item: Item, answer: Answer, reason: str) -> Decision:
        """The decision that settles an item, whether or not it still waits in the queue.

        What an item spoke of when the round was opened may be gone: the decision is made all the same, becomes a
        conflict when it is replayed, and the queue shows it.

        Raises:
            BadDecision, BadInput, NotFound: it cannot be made, because a theme that the answer names is gone too.
        """
        if item.id in self._waiting().by_item:
            return self.of(item.id, answer, reason)
        from synthesis.decisions import ONE_STUDY, ONE_WORK, TWO_STUDIES, TWO_WORKS, Kind

        draft = replace(drafted(item), reason=reason, who=self._user)
        if draft.kind is Kind.ADJUDICATE:
            return replace(draft, value={"accept": draft.value, "reject": "dismissed"}.get(answer.action, answer.value))
        if draft.kind in (Kind.MATCH, Kind.IDENTIFY):
            words = (ONE_WORK, TWO_WORKS) if draft.kind is Kind.MATCH else (ONE_STUDY, TWO_STUDIES)
            return replace(draft, value=words[answer.action == "split"])
        if answer.action == "split" and len(draft.themes) == 1:
            return self._split_off(item, reason)
        kind = Kind.RENAME if answer.action == "relabel" else Kind(answer.action)
        return replace(draft, kind=kind, themes=self._named(item, draft, answer), value=answer.value)

    def _named(self, item: Item, draft: Decision, answer: Answer) -> tuple[Address, ...]:
        """What an answer speaks of: both of a pair or one of them; a theme, with the others that are named."""
        if len(draft.themes) > 1:
            if not answer.others:
                return draft.themes
            return (draft.themes[answer.others[0] != json.loads(item.record)["source"]],)
        return (*draft.themes, *(address for id in answer.others for address in self._addresses(id)))

    def _split_off(self, item: Item, reason: str) -> Decision:
        """A theme leaves the concept that it is in now."""
        home = next((c for c in self._now().synthesis.concepts if item.id in c.themes and len(c.themes) > 1), None)
        if home is None:
            raise BadDecision(f"{item.id} stands in no concept with others any more; there is nothing to split.")
        self._made.clear()
        self.split(home.id, item.id, reason=reason)
        (made,) = self._made
        return made

    def _addresses(self, id: str) -> tuple[Address, ...]:
        from synthesis.decisions import Address

        synthesis = self._now().synthesis
        members = next((concept.themes for concept in synthesis.concepts if concept.id == id), (id,))
        found = tuple(Address.of(theme) for theme in synthesis.themes if theme.id in members)
        if not found:
            raise BadDecision(f"{id}, which the answer names, is gone; reconcile it anew.")
        return found

    def _desk(self) -> Desk:
        if self._one_desk is None:
            self._one_desk = super()._desk()
        return self._one_desk


def drafted(item: Item) -> Decision:
    """The draft that an item was given when its round was opened."""
    from concord.store import codec
    from synthesis.decisions import Decision

    return codec.loads(Decision, item.draft.encode("utf-8", "surrogatepass"))
