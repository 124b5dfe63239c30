"""How far a review is: what waits, what has been answered, and by whom.

In: a state, and what a reviewer has put off. Out: plain counts. Called by concord.queueing.queue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from concord.queueing.entry import Asks
from concord.queueing.waiting import Waiting
from synthesis.decisions import Decision, Kind, in_force
from synthesis.export.records import Record

_ANSWERS = {  # the kind of question that a decision answers
    Kind.MERGE: Asks.QUESTION,
    Kind.SPLIT: Asks.QUESTION,
    Kind.RELATE: Asks.QUESTION,
    Kind.ACCEPT: Asks.THEME,
    Kind.REJECT: Asks.THEME,
    Kind.RENAME: Asks.THEME,
    Kind.MOVE: Asks.THEME,
    Kind.ADJUDICATE: Asks.REFUTATION,
    Kind.MATCH: Asks.REFERENCE,
    Kind.IDENTIFY: Asks.IDENTITY,
    Kind.LOOKED: Asks.STALE,
}


def progress(waiting: Waiting, put_off: Collection[str]) -> Record:
    """`kinds`, `total` and `by`, as KnowledgeBase.progress tells them."""
    waits = Counter(entry.asks for entry in waiting.entries)
    skipped = Counter(entry.asks for entry in waiting.entries if entry.item in put_off)
    answered: Counter[Asks] = Counter()
    by: dict[str, Counter[Asks]] = defaultdict(Counter)
    for decision in in_force(waiting.now.log):
        if asks := _answers(decision):
            answered[asks] += 1
            by[decision.who][asks] += 1
    kinds = {str(asks): {"waiting": waits[asks], "answered": answered[asks], "skipped": skipped[asks]} for asks in Asks}
    return {
        "kinds": kinds,
        "total": {name: sum(row[name] for row in kinds.values()) for name in ("waiting", "answered", "skipped")},
        "by": {who: {str(asks): by[who][asks] for asks in Asks if by[who][asks]} for who in sorted(by)},
    }


def _answers(decision: Decision) -> Asks | None:
    """What a decision answers; a word on a concept as a whole answers no question about a theme."""
    if decision.concept and decision.kind is not Kind.LOOKED:
        return None
    return _ANSWERS.get(decision.kind)
