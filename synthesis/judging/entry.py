"""The log of blind judgements: what is written down of a round in which several people answer the same questions.

In: what a person does, from the shell, which gives the clock. Out: entries that can stand in a chain. Called by
synthesis.judging.round, which reads them, and by concord.log, which keeps them. A judgement is no decision: it changes
no synthesis until the round is settled.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.errors import BadDecision

MACHINE = "machine"
LEAVE = "leave"  # a final answer: nothing is decided, the question stays in the queue


class Act(StrEnum):
    """What can be done to a round. DROP: one's own judgement of an item is taken back."""

    OPEN = "open"
    JUDGE = "judge"
    DROP = "drop"
    HAND_IN = "hand in"
    UNBLIND = "unblind"
    RECONCILE = "reconcile"
    SETTLE = "settle"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the review queue as it stood when the round was opened.

    id: what is asked, by its content. actions: the answers that may be given. record: the whole row of the queue, with
    its evidence, as canonical JSON. draft: the decision that its plainest answer would be, as canonical JSON; it speaks
    of its object by content, so that the round can be settled when the question is no longer there.
    """

    id: str
    kind: str
    actions: tuple[str, ...]
    record: str
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be done. value: a label, facet, relation or verdict, where the action needs one. others: further ids.

    Two answers are the same when only case, spaces or the order of `others` differ.
    """

    action: str
    value: str = ""
    others: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        return self.action, " ".join(self.value.split()).casefold(), tuple(sorted(set(self.others)))

    def __str__(self) -> str:
        """For people: 'merge', 'rename: Hive keeper', 'merge with t1'."""
        value = " ".join(self.value.split())
        named = f"{self.action}: {value}" if value else self.action
        return f"{named} with {', '.join(self.others)}" if self.others else named


_NEEDS_REASON = {
    Act.UNBLIND: "To look at judgements that are still blind",
    Act.RECONCILE: "To reconcile",
    Act.WITHDRAW: "To withdraw a round",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log of judgements.

    round: its name. item, answer: judge, reconcile; item: drop and settle too. items, reviewers, least, drawn: open:
    the questions, the people named (none: anybody), how many have to hand in before anybody sees the others, and how
    the questions were chosen, in words. decision: settle: the number of the decision that was made of it; 0 when the
    question was left. who, when, reason: as in a decision. sequence, previous, hash: the chain, see
    synthesis.decisions.chain.

    Raises:
        BadDecision: it lacks what its act needs.
    """

    act: Act
    round: str
    item: str = ""
    answer: Answer | None = None
    items: tuple[Item, ...] = ()
    reviewers: tuple[str, ...] = ()
    least: int = 2
    drawn: str = ""
    decision: int = 0
    who: str = ""
    when: str = ""
    reason: str = ""
    sequence: int = 0
    previous: str = ""
    hash: str = ""

    def __post_init__(self) -> None:
        if complaint := _complaint(self):
            raise BadDecision(complaint)


def _complaint(entry: Entry) -> str:
    """What an entry lacks, in words; "" for a sound one."""
    people = {fold_name(who) for who in entry.reviewers}
    if not entry.round.strip():
        return "A blind round needs a name."
    if not entry.who.strip():
        return f"'{entry.act}' needs the name of who judges."
    if MACHINE in people | {fold_name(entry.who)}:
        return f"'{MACHINE}' is the name of the program itself; judge under a person's name."
    if entry.act in _NEEDS_REASON and not entry.reason.strip():
        return f"{_NEEDS_REASON[entry.act]} needs a reason; it is kept in the log."
    if entry.act in (Act.JUDGE, Act.RECONCILE) and entry.answer is None:
        return f"'{entry.act}' needs an answer."
    if entry.act is not Act.OPEN:
        return ""
    if not entry.items:
        return "A blind round needs at least one question; nothing in the queue fits."
    if len({item.id for item in entry.items}) != len(entry.items):
        return "A blind round asks each question once."
    if "" in people:
        return "A reviewer needs a name."
    if len(people) != len(entry.reviewers):
        return "Two of the reviewers have the same name; names that differ in case or spaces alone are one person."
    if len(people) == 1:
        return f"A blind round needs two reviewers or more; only {entry.reviewers[0]} is named."
    if entry.least < 2 or (people and entry.least != len(people)):
        return "A blind round waits for two reviewers or more, and for all who are named."
    return ""


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The name as it tells people apart: not by case, spaces or the form of its signs.

    >>> fold_name("  Ann  LEE ")
    'ann lee'
    """
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()
