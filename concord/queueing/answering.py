"""From an answer to the decision that it is.

In: an entry of the queue, an answer to it, and the reviewer's words. Out: the decision as it was kept. Called by
concord.queueing.queue. What an answer lacks is said before anything is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.queueing.answers import Answer
from concord.queueing.entry import Asks, Entry
from corpus.errors import BadDecision, BadInput
from corpus.study import Clash
from extract.theme import Theme
from synthesis.concept import Concept, Translation
from synthesis.conclusion import Conclusion
from synthesis.decisions import Conflict, Dispute
from synthesis.export.records import Record

if TYPE_CHECKING:
    from concord.parts.reviewing import Reviews


def answered(
    kb: Reviews, entry: Entry, answer: Answer, value: str, others: Sequence[str], reason: str, home: Concept | None
) -> Record:
    """home: the concept of the theme that is asked about. Raises BadInput, BadDecision, NotFound."""
    _check(entry, answer, value, others, reason)
    what = entry.what
    if isinstance(what, Conflict):
        return _lost(kb, what, answer, others, reason)
    if isinstance(what, Dispute):
        if not (value.isascii() and value.isdigit()):
            raise BadInput(f"'settle' takes {answer.value}, not {value!r}.")
        return _all(kb.settle(int(value), reason=reason))
    if isinstance(what, Clash):
        one, other = what.documents
        return kb.identify(one, other, "one" if answer.action == "merge" else "two", reason=reason)
    if isinstance(what, Conclusion):
        return _concluded(kb, what, answer, value, reason)
    if isinstance(what, Translation):
        return _paired(kb, what, answer, value, others, reason)
    if isinstance(what, Theme):
        return _on_theme(kb, what, answer, value, others, reason, home)
    if entry.asks is Asks.REFUTATION:
        verdict = {"accept": "confirmed", "reject": "dismissed"}.get(answer.action, value)
        return kb.adjudicate(entry.item, verdict, reason=reason)
    if entry.asks is Asks.REFERENCE:
        return kb.match(entry.item, "one" if answer.action == "merge" else "two", reason=reason)
    raise BadInput(f"A {entry.asks} cannot be answered with {answer.action!r}.")


def _check(entry: Entry, answer: Answer, value: str, others: Sequence[str], reason: str) -> None:
    if answer.reason and not reason.strip():
        raise BadDecision(f"'{answer.action}' needs a reason; it stands in the log.")
    if answer.value and not value.strip():
        raise BadInput(f"'{answer.action}' on a {entry.asks} needs {answer.value}.")
    if answer.others and not others:
        raise BadInput(f"'{answer.action}' on a {entry.asks} needs {answer.others}.")


def _lost(kb: Reviews, what: Conflict, answer: Answer, others: Sequence[str], reason: str) -> Record:
    if answer.action == "undo":
        return kb.undo(what.decision.sequence, reason=reason)
    return _all(kb.readdress(what.decision.sequence, *others, reason=reason))


def _all(kept: Sequence[Record]) -> Record:
    """The last of several decisions, with the numbers of all."""
    return {**kept[-1], "numbers": [row["number"] for row in kept]}


def _concluded(kb: Reviews, what: Conclusion, answer: Answer, value: str, reason: str) -> Record:
    if answer.action == "undo":
        return kb.undo(what.number, reason=reason)
    if answer.action == "assess":
        return kb.assess(what.concept, value, reason=reason)
    return kb.looked(what.concept, reason=reason)


def _paired(kb: Reviews, what: Translation, answer: Answer, value: str, others: Sequence[str], reason: str) -> Record:
    pair = (what.source, what.target)
    if answer.action == "merge":
        return kb.merge(*pair, reason=reason)
    if answer.action == "split":
        return kb.split(*pair, reason=reason)
    if answer.action == "relate":
        return kb.relate(*pair, value, reason=reason)
    if len(others) != 1 or others[0] not in pair:
        raise BadInput(f"'{answer.action}' takes one of the two: {pair[0]} or {pair[1]}.")
    return _judged(kb, others[0], answer, value, reason)


def _on_theme(
    kb: Reviews, what: Theme, answer: Answer, value: str, others: Sequence[str], reason: str, home: Concept | None
) -> Record:
    if answer.action == "merge":
        return kb.merge(what.id, *others, reason=reason)
    if answer.action == "relate":
        if len(others) != 1:
            raise BadInput(f"'relate' takes one theme or concept that it stands to, not {len(others)}.")
        return kb.relate(what.id, others[0], value, reason=reason)
    if answer.action == "split":
        if home is None or len(home.themes) < 2:
            raise BadDecision(f"'split': the theme {what.id} stands in no concept with others.")
        return kb.split(home.id, what.id, reason=reason)
    return _judged(kb, what.id, answer, value, reason)


def _judged(kb: Reviews, id: str, answer: Answer, value: str, reason: str) -> Record:
    """What is said of one theme alone."""
    if answer.action == "relabel":
        return kb.rename(id, value, reason=reason)
    if answer.action == "move":
        return kb.move(id, facet=value, reason=reason)
    (kept,) = (kb.accept if answer.action == "accept" else kb.reject)(id, reason=reason)
    return kept
