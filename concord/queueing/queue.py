"""The part of KnowledgeBase that asks: what waits for a reviewer, on which evidence, and what an answer does.

In: names of items and answers to them. Out: plain records. Called as a base class by KnowledgeBase. How the queue is
ranked, what may be answered and what each answer does stand in docs/reviewing.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord import log
from concord.parts.reviewing import Reviews
from concord.store.skips import put_skip, skips
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from concord.queueing.entry import Entry
    from concord.queueing.waiting import Waiting
    from synthesis.export.records import Record


class Queue(Reviews):
    """What waits for a reviewer."""

    _waits: Waiting | None = None

    def queue(
        self,
        limit: int | None = None,
        kinds: Sequence[str] | None = None,
        *,
        facet: str | None = None,
        study: str | None = None,
    ) -> list[Record]:
        """What waits for a reviewer, first what is broken, then what an answer changes most.

        By `kind`: decisions that lost their object (conflict), reviewers who contradict each other (clash), conclusions
        that rest on moved evidence (stale conclusion), contradictions about which file is which work (identity), pairs
        the aligner was unsure of (question), themes the machine is unsure of (theme), disagreements nobody has judged
        (refutation), entries of included studies that may be one work (reference).

        `item`: the name that `answer` takes; of what is asked by content. `asked`: in a sentence. `actions`: what may
        be answered. `evidence`: the words, `side` 0 or 1. `worth`: how many statements an answer is expected to change.
        `rank`: among its kind. `skipped`: by this user; what is skipped comes last.

        Raises BadInput: there is no such kind. NotFound: there is no such facet or study.
        """
        from concord.queueing.records import record

        waiting = self._waiting()
        put_off = self.skipped()
        found = self._entries(waiting, put_off, kinds, facet, study)[:limit]
        return [record(entry, waiting, skipped=entry.item in put_off) for entry in found]

    def queued(self, item: str) -> Record:
        """One item of the queue with more of its words, each in its paragraph (`context`).

        `concepts`: {id, label} by theme. `candidates`, of a decision that lost its object: as `candidates` gives them.
        Raises NotFound.
        """
        from concord.queueing.records import in_full
        from synthesis.decisions import Conflict

        waiting = self._waiting()
        entry = self._entry(waiting, item)
        what = entry.what
        near = self.candidates(what.decision.sequence) if isinstance(what, Conflict) and what.lost else []
        return in_full(entry, waiting, skipped=entry.item in self.skipped(), candidates=near)

    def answer(
        self, item: str, action: str, *, value: str = "", others: Sequence[str] = (), reason: str = ""
    ) -> Record:
        """Decides about an item of the queue; returns the decision that was kept.

        Args:
            action: one of its `actions`; also a letter or another word for it ("one", "dismiss").
            value: what relabel, move, relate and assess need.
            others: ids of other themes or concepts, where the action needs them.

        Returns the decision; where one answer takes several (settle, readdress) the last, with the `numbers` of all.

        Raises NotFound: it does not wait, or there is no such theme. BadInput, BadDecision: it cannot be answered so.
        """
        from concord.queueing.answering import answered
        from concord.queueing.answers import answer_meant
        from extract.theme import Theme

        waiting = self._waiting()
        entry = self._entry(waiting, item)
        meant = answer_meant(entry.asks, action)
        home = waiting.concept_of.get(entry.what.id) if isinstance(entry.what, Theme) else None
        kept = answered(self, entry, meant, value.strip(), tuple(others), reason, home)
        return {"numbers": [kept["number"]], **kept, "item": entry.item, "answered": meant.action}

    def skip(self, item: str) -> None:
        """Puts an item off: for this user it comes last from now on. Decides nothing. Raises NotFound."""
        entry = self._entry(self._waiting(), item)
        put_skip(self._store, self._user, entry.item, log.stamp(self._clock))

    def skipped(self, who: str | None = None) -> dict[str, str]:
        """When somebody put items off (UTC, ISO 8601), by item, the first one first; also of what waits no more.

        who: None for this user.
        """
        return skips(self._store, who if who is not None else self._user)

    def progress(self) -> Record:
        """How far the review is.

        `kinds`: {kind: {waiting, answered, skipped}}, in the order of the queue; waiting counts what is skipped too,
        and skipped is this user's. answered: decisions in force that answer such a question, wherever they were taken.
        `total`: the same of all kinds. `by`: {who: {kind: answered}} of all who have decided.
        """
        from concord.queueing.progress import progress

        return progress(self._waiting(), self.skipped())

    def _waiting(self) -> Waiting:
        """What waits now; made once for each state."""
        from concord.queueing.waiting import Waiting

        now = self._now()
        with self._lock:
            if self._waits is None or self._waits.now is not now:
                self._waits = Waiting(now)
            return self._waits

    def _entry(self, waiting: Waiting, item: str) -> Entry:
        found = waiting.by_item.get(item.strip())
        if found is None:
            raise NotFound(
                f"Nothing in the queue is called {item!r}: it may have been answered since; 'concord review queue' "
                "lists what waits."
            )
        return found

    def _entries(
        self,
        waiting: Waiting,
        put_off: dict[str, str],
        kinds: Sequence[str] | None,
        facet: str | None,
        study: str | None,
    ) -> list[Entry]:
        from concord.queueing.entry import Asks

        if unknown := sorted({kind for kind in kinds or () if kind not in set(Asks)}):
            raise BadInput(f"The queue has no kind {', '.join(map(repr, unknown))}; there are: {', '.join(Asks)}.")
        self._check_facet(facet)
        study = self._study_id(study)
        found = [
            entry
            for entry in waiting.entries
            if (kinds is None or entry.asks in kinds)
            and (facet is None or entry.facet == facet)
            and (study is None or study in entry.studies)
        ]
        last = {item: place for place, item in enumerate(put_off)}
        return sorted(found, key=lambda entry: last.get(entry.item, -1))
