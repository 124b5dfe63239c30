"""A round of blind judgement as it stands: who said what, who has handed in, and who may see it.

In: what synthesis.judging.growing read in the log. Out: values. Called by concord.rounds.judging and by
synthesis.reliability.round_agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from synthesis.judging.entry import Answer, Item, fold_name


class State(StrEnum):
    """Where a round stands. SHOWN: judgements may be seen. SETTLED: nothing is left to settle."""

    BLIND = "blind"
    SHOWN = "shown"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Word:
    """A person's answer to an item. blind: given when nobody could see anybody else's."""

    item: str
    who: str
    answer: Answer
    reason: str
    when: str
    blind: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """When something was done to a whole round, by whom and why; who is "" where all had handed in."""

    when: str
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round. People are named as they were first written; `fold_name` tells them apart.

    reviewers: those named; () is anybody. least: how many have to hand in. opened: by whom, when, and what for.
    people: those named in their order, then others who judged, by name. shown: since when judgements may be seen; its
    who is that of who unblinded. words: each person's last word on each item, in the order of items and people. blind:
    each person's last blind one: the two differ only where somebody went on after the unblinding. finals: what was
    reconciled. settled: item and number of the decision, 0 where the question was left.
    """

    name: str
    items: tuple[Item, ...]
    reviewers: tuple[str, ...]
    least: int
    drawn: str
    opened: Mark
    people: tuple[str, ...] = ()
    handed_in: tuple[str, ...] = ()
    shown: Mark | None = None
    withdrawn: Mark | None = None
    words: tuple[Word, ...] = ()
    blind: tuple[Word, ...] = ()
    finals: tuple[Word, ...] = ()
    settled: tuple[tuple[str, int], ...] = ()

    @property
    def state(self) -> State:
        if self.withdrawn:
            return State.WITHDRAWN
        if self.shown and len(self.settled) == len(self.items):
            return State.SETTLED
        return State.SHOWN if self.shown else State.BLIND

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not handed in: of those named and of those who have begun."""
        done = {fold_name(who) for who in self.handed_in}
        return tuple(who for who in self.people if fold_name(who) not in done)

    def seen_by(self, who: str) -> Round:
        """The round as a person may see it: while it is blind, with that person's own words alone."""
        if self.shown:
            return self
        own = tuple(word for word in self.words if fold_name(word.who) == fold_name(who))
        return replace(self, words=own, blind=own)

    def invites(self, who: str) -> bool:
        """Whether a person may judge."""
        return not self.reviewers or fold_name(who) in map(fold_name, self.reviewers)

    def has_from(self, who: str) -> bool:
        """Whether a person has handed in."""
        return fold_name(who) in map(fold_name, self.handed_in)

    def item(self, id: str) -> Item | None:
        """The question of that id, None when it is none of the round."""
        return next((item for item in self.items if item.id == id), None)

    def of(self, who: str) -> dict[str, Word]:
        """One person's last words, by item."""
        return {word.item: word for word in self.words if fold_name(word.who) == fold_name(who)}

    def said(self) -> dict[str, tuple[Word, ...]]:
        """The last words on each item, in the order of people; () where nobody said any."""
        found: dict[str, list[Word]] = {item.id: [] for item in self.items}
        for word in self.words:
            found[word.item].append(word)
        return {item: tuple(words) for item, words in found.items()}

    def outcomes(self) -> dict[str, Answer]:
        """What items come to: what was reconciled, else what they agreed on; {} of a round that is still blind."""
        if not self.shown:
            return {}
        finals = {word.item: word.answer for word in self.finals}
        found = {item: finals.get(item) or agreed(words) for item, words in self.said().items()}
        return {item: answer for item, answer in found.items() if answer}

    def to_settle(self) -> dict[str, Answer]:
        """The outcomes that no decision has been made of yet; {} of a round that was withdrawn."""
        done = dict(self.settled)
        return {} if self.withdrawn else {item: a for item, a in self.outcomes().items() if item not in done}

    def final(self, item: str) -> Word | None:
        """What was reconciled on an item, if anything was."""
        return next((word for word in self.finals if word.item == item), None)


def agreed(words: Sequence[Word]) -> Answer | None:
    """What two or more people said alike and nobody otherwise, in the words of the first of them; else None."""
    alike = len(words) > 1 and len({word.answer.key for word in words}) == 1
    return words[0].answer if alike else None


def still_blind(name: str, waiting: Sequence[str], more: int) -> str:
    """Who a blind round waits for, in a sentence. more: how many who have not begun."""
    others = [f"{more} more reviewer{'s' if more > 1 else ''}"] if more > 0 else []
    return (
        f"The round {name!r} is still blind: waiting for {', '.join([*waiting, *others])}. An administrator can lift "
        "that ('concord judging unblind'), and the log tells who did it and why."
    )
