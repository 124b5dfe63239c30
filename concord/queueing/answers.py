"""What may be answered to each kind of entry of the queue, with the words for it and what it needs.

In: nothing. Out: ANSWERS, and the answer that a word means. Called by concord.queueing.queue, which makes decisions of
them, and by both skins, which show them: the same letter does the same thing everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord.queueing.entry import Asks
from corpus.errors import BadInput


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a kind of entry.

    action: what `KnowledgeBase.answer` takes. key: the letter for it. label: of a button. does: what follows, in a
    sentence for a person. reason, value, others: whether it needs a reason, a value (then `value` says which), or ids
    of other themes or concepts (then `others` says which); "" where it does not.
    """

    action: str
    key: str
    label: str
    does: str
    reason: bool = False
    value: str = ""
    others: str = ""


RELATE = Answer(
    "relate",
    "e",
    "Relate",
    "They stay two, and one stands to the other in the relation that you name.",
    reason=True,
    value="a relation: exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch or refutes",
)
_SIDE = "the id of the one of the two that you mean"
_ALL: dict[Asks, tuple[Answer, ...]] = {
    Asks.CONFLICT: (
        Answer(
            "readdress",
            "d",
            "Say it of another",
            "The decision is said again of the themes that you name, and the old one is taken back.",
            reason=True,
            others="an id for each theme that it no longer finds, in their order",
        ),
        Answer("undo", "t", "Take it back", "The decision no longer holds; it stays in the log."),
    ),
    Asks.CLASH: (
        Answer(
            "settle",
            "k",
            "Keep one",
            "The decision that you name is right; what contradicts it is taken back, and stays in the log.",
            reason=True,
            value="the number of the decision that is right",
        ),
    ),
    Asks.IDENTITY: (
        Answer("merge", "m", "One study", "The two files are one study, which counts once.", reason=True),
        Answer("split", "p", "Two studies", "The two files are two studies, and each counts.", reason=True),
    ),
    Asks.STALE: (
        Answer("accept", "a", "Still stands", "You have looked; it rests on what is there now.", reason=True),
        Answer(
            "assess",
            "w",
            "Assess again",
            "The concept has the level that you give, on what is there now.",
            reason=True,
            value="a level: high, moderate, low or very low",
        ),
        Answer("undo", "t", "Take it back", "The conclusion no longer holds; it stays in the log."),
    ),
    Asks.QUESTION: (
        Answer(
            "merge",
            "m",
            "The same",
            "The concepts that hold them are one from now on, save what a study or a reviewer keeps apart.",
            reason=True,
        ),
        Answer(
            "split",
            "p",
            "Different",
            "The two stand apart from now on; of a concept that holds both each goes with the themes nearest to it.",
            reason=True,
        ),
        RELATE,
        Answer("reject", "r", "One is none", "It stays visible as rejected and no longer counts.", others=_SIDE),
        Answer("relabel", "l", "Relabel one", "It has the label that you give.", value="a new label", others=_SIDE),
        Answer("move", "v", "Move one", "It belongs to the facet that you name.", value="a facet", others=_SIDE),
    ),
    Asks.THEME: (
        Answer("accept", "a", "Accept", "It is a theme of its study, as it stands."),
        Answer("reject", "r", "Reject", "It stays visible as rejected and no longer counts."),
        Answer("relabel", "l", "Relabel", "It is a theme, under the label that you give.", value="a new label"),
        Answer("move", "v", "Move", "It is a theme of the facet that you name.", value="a facet"),
        Answer(
            "merge",
            "m",
            "Merge",
            "It stands in one concept with what you name.",
            reason=True,
            others="ids of the themes or concepts that it belongs with",
        ),
        Answer("split", "p", "Split off", "It leaves its concept.", reason=True),
        Answer(
            "relate",
            "e",
            "Relate",
            "It stands to what you name in the relation that you name.",
            reason=True,
            value=RELATE.value,
            others="the id of the theme or concept that it stands to",
        ),
    ),
    Asks.REFUTATION: (
        Answer("accept", "a", "Confirm", "It is one, as it stands, and weighs against the concept.", reason=True),
        Answer("reject", "r", "Dismiss", "It is none, and leaves the list.", reason=True),
        Answer(
            "relabel",
            "l",
            "Another kind",
            "It is one of the kind that you name.",
            reason=True,
            value="a kind, such as 'other context'",
        ),
    ),
    Asks.REFERENCE: (
        Answer("merge", "m", "One work", "Overlap and weights count them as one work."),
        Answer("split", "p", "Two works", "Overlap and weights count them as two works."),
    ),
}
ANSWERS: Mapping[Asks, Mapping[str, Answer]] = {
    asks: {answer.action: answer for answer in answers} for asks, answers in _ALL.items()
}
_MEANT = {
    "same": "merge",
    "one": "merge",
    "different": "split",
    "two": "split",
    "confirm": "accept",
    "confirmed": "accept",
    "dismiss": "reject",
    "dismissed": "reject",
    "rename": "relabel",
    "looked": "accept",
    "keep": "settle",
}


def answers_of(record: Mapping[str, Any]) -> list[Answer]:
    """What may be answered to an item, from its record."""
    answers = ANSWERS[Asks(record["kind"])]
    return [answers[action] for action in record["actions"]]


def answer_meant(asks: Asks, given: str) -> Answer:
    """The answer of an action, of its letter, or of another word for it. Raises BadInput, with those that there are."""
    answers, word = ANSWERS[asks], " ".join(given.split()).casefold()
    for answer in answers.values():
        if word in (answer.action, answer.key):
            return answer
    if found := answers.get(_MEANT.get(word.split(" ")[0], "")):
        return found
    known = ", ".join(answers)
    raise BadInput(f"A {asks} cannot be answered with {given!r}; it takes: {known}, or skip.")
