"""Reviewers who contradict each other: decisions of different people, all in force, of which only one can be right.

In: what was applied (a Replay). Out: Dispute values. Called by the shell, for the queue. The later decision holds until
somebody settles it; nothing is withdrawn by itself. Somebody who changes their own mind contradicts nobody: of each
person the last word on a thing counts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from extract.theme import ThemeId
from synthesis.concept import Relation
from synthesis.decisions.identifying import pair_of
from synthesis.decisions.kind import Kind
from synthesis.decisions.links import parted
from synthesis.decisions.replayed import Applied

Thing = tuple[str, ...]  # what is spoken of: an aspect, then ids or words
TOGETHER, APART = "one concept", "apart"


@dataclass(frozen=True, slots=True)
class Side:
    """What some people say in the end. numbers: of their decisions that say it, in order."""

    value: str
    who: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody said of a thing, with the number of the decision."""

    number: int
    who: str
    value: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing of which people say what cannot both be.

    about: "status", "label", "facet", "concept or two", "relation", "status of a concept", "label of a concept",
    "confidence", "verdict", "reference", "identity" or a field of a study. themes: those that are spoken of, sorted; ()
    for words, documents and studies. sides: by their first decision. votes: all that was said of it, in order, also
    what its people have thought better of. holds: the number of the decision that is followed now. id: "k" and ten hex
    digits, of what is spoken of and what is said: the same in every run.
    """

    about: str
    themes: tuple[ThemeId, ...]
    sides: tuple[Side, ...]
    votes: tuple[Vote, ...]

    @property
    def holds(self) -> int:
        return self.votes[-1].number

    @property
    def id(self) -> str:
        said = sorted((side.value, *map(str, side.numbers)) for side in self.sides)
        return "k" + hashlib.sha256(repr((self.about, said)).encode()).hexdigest()[:10]


def disputes(applied: Iterable[Applied]) -> tuple[Dispute, ...]:
    """What people disagree on, in the order of the latest decision on it. applied: in order of sequence."""
    votes: dict[Thing, list[Vote]] = defaultdict(list)
    themes: dict[Thing, tuple[ThemeId, ...]] = {}
    concepts = _Concepts()
    for one in applied:
        for thing, value, about in _said(one, concepts):
            votes[thing].append(Vote(one.decision.sequence, one.decision.who, value))
            themes[thing] = about
    found = [made for thing, cast in votes.items() if (made := _dispute(thing[0], themes[thing], cast))]
    alike: dict[tuple[str, tuple[Vote, ...]], list[Dispute]] = defaultdict(list)
    for dispute in found:
        alike[dispute.about, dispute.votes].append(dispute)
    whole = [
        replace(group[0], themes=tuple(sorted({id for dispute in group for id in dispute.themes})))
        for group in alike.values()
    ]
    return tuple(sorted(whole, key=lambda d: (d.holds, d.about, d.id)))


def others_of(dispute: Dispute, number: int) -> tuple[int, ...]:
    """The decisions that contradict one of them, in order: all that those who say something else said against it.

    Also what they have thought better of: it would be followed again when the later one is taken back.
    """
    mine = next(side for side in dispute.sides if number in side.numbers)
    return tuple(v.number for v in dispute.votes if v.who not in mine.who and v.value != mine.value)


def _dispute(about: str, themes: tuple[ThemeId, ...], votes: list[Vote]) -> Dispute | None:
    last = {vote.who: vote.value for vote in votes}
    if len(set(last.values())) < 2 or (about == "relation" and not _opposed(set(last.values()))):
        return None
    sides = []
    for value in dict.fromkeys(vote.value for vote in votes if last[vote.who] == vote.value):
        who = tuple(sorted(name for name, said in last.items() if said == value))
        numbers = tuple(vote.number for vote in votes if vote.who in who and vote.value == value)
        sides.append(Side(value, who, numbers))
    return Dispute(about, themes, tuple(sides), tuple(votes))


def _said(one: Applied, concepts: _Concepts) -> Iterator[tuple[Thing, str, tuple[ThemeId, ...]]]:
    """Each thing that a decision speaks of, what it says, and the themes that it is about."""
    decision, ids = one.decision, one.themes
    kind = decision.kind
    if decision.concept and kind in _OF_CONCEPTS:
        about = _OF_CONCEPTS[kind]
        known = concepts.of(ids)
        yield (about, *known), decision.value or str(kind), tuple(sorted(ids))
    elif kind in _OF_THEMES and not decision.concept:
        for id in dict.fromkeys(ids):
            yield (_OF_THEMES[kind], id), decision.value or str(_SAYS.get(kind, kind)), (id,)
    elif kind in (Kind.MERGE, Kind.SPLIT):
        pairs = combinations(ids, 2) if kind is Kind.MERGE else parted(decision, ids)
        for a, b in {(min(pair), max(pair)): None for pair in pairs if pair[0] != pair[1]}:
            yield ("concept or two", a, b), TOGETHER if kind is Kind.MERGE else APART, (a, b)
    elif kind is Kind.RELATE:
        yield ("relation", *ids), decision.value, tuple(sorted(ids))
    elif kind in (Kind.ADJUDICATE, Kind.MATCH):
        words = sorted({(address.study, " ".join(address.quote.split())) for address in decision.themes})
        about = "verdict" if kind is Kind.ADJUDICATE else "reference"
        yield (about, *(part for place in words for part in place)), decision.value, ()
    elif kind is Kind.IDENTIFY:
        yield ("identity", *pair_of(decision)), decision.value, ()
    elif kind is Kind.DESCRIBE:
        for name, value in decision.fields:
            yield (name, one.study), value, ()


def _opposed(said: set[str]) -> bool:
    """Whether relations between two themes cannot all hold: two themes may well have several."""
    same = said & {Relation.EXACT, Relation.CLOSE}
    return bool((Relation.REFUTES in said and same) or {Relation.BROAD, Relation.NARROW} <= said)


class _Concepts:
    """Which decisions speak of one concept: each names most of the themes that the other one names."""

    def __init__(self) -> None:
        self._known: list[frozenset[ThemeId]] = []
        self._of: dict[ThemeId, list[int]] = defaultdict(list)

    def of(self, ids: tuple[ThemeId, ...]) -> tuple[ThemeId, ...]:
        """The themes by which the concept was first named, sorted."""
        wanted = frozenset(ids)
        for place in sorted({place for id in wanted for place in self._of[id]}):
            known = self._known[place]
            if 2 * len(known & wanted) > max(len(known), len(wanted)):
                return tuple(sorted(known))
        for id in wanted:
            self._of[id].append(len(self._known))
        self._known.append(wanted)
        return tuple(sorted(wanted))


_OF_THEMES = {
    Kind.ACCEPT: "status",
    Kind.REJECT: "status",
    Kind.ADD: "status",
    Kind.RENAME: "label",
    Kind.MOVE: "facet",
}
_SAYS = {Kind.ADD: Kind.ACCEPT}  # who adds a theme says that it is one
_OF_CONCEPTS = {
    Kind.ACCEPT: "status of a concept",
    Kind.REJECT: "status of a concept",
    Kind.RENAME: "label of a concept",
    Kind.ASSESS: "confidence",
}
