"""Reviewers' decisions: what they are, how they are chained, and how they are replayed on a new extraction.

In: extractions, decisions in order of sequence, and studies (for quotes that a reviewer adds). Out: a Replay. Called
by synthesis.synthesise; Decision values are made by the shell, which gives the clock, and kept by the store.
Decisions speak of themes by content, so that they survive a new extraction, a better model or an edited codebook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.errors import BadDecision
from extract.theme import Theme
from synthesis.concept import Relation
from synthesis.conclusion import Component, Concern, Level, Rested
from synthesis.decisions.chain import LATER
from synthesis.disagreement import VERDICTS


class Kind(StrEnum):
    """What a reviewer can say."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    RELATE = "relate"
    ADD = "add"
    ADJUDICATE = "adjudicate"
    MATCH = "match"
    ASSESS = "assess"
    LOOKED = "looked"
    UNDO = "undo"


ONE_WORK, TWO_WORKS = "one work", "two works"  # what a reviewer says of two references


@dataclass(frozen=True, slots=True)
class Address:
    """A theme by its content. quote: of its best mention; it finds the theme again when the label has changed."""

    study: str
    facet: str
    label: str
    quote: str = ""

    @classmethod
    def of(cls, theme: Theme) -> Address:
        return cls(theme.study, theme.facet, theme.label, theme.mentions[0].quote)

    def __str__(self) -> str:
        return f"{self.facet} '{self.label}' of {self.study}"


_NEEDS_REASON = (Kind.MERGE, Kind.SPLIT, Kind.RELATE, Kind.ADJUDICATE, Kind.ASSESS, Kind.LOOKED)
_NEEDS_VALUE = {
    Kind.RENAME: "a new label",
    Kind.MOVE: "a facet",
    Kind.RELATE: "a relation",
    Kind.ADJUDICATE: "a verdict",
    Kind.MATCH: "a verdict",
    Kind.ASSESS: "a level",
    Kind.UNDO: "a number",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One word of a reviewer.

    themes: accept, reject, move: one or more. merge: two or more, one concept from now on. split: two or more, kept
    apart from now on, by `groups`. relate: source and target. add: the new theme, with its quote. rename: one theme.
    undo: none. adjudicate: the words of a disagreement, each with the study that they stand in, under its kind and
    topic. match: two references, each by its words in its study. assess, looked: the themes of a concept. value:
    rename: the label; move: the facet; relate: a Relation; adjudicate: one of VERDICTS; match: ONE_WORK or TWO_WORKS;
    assess: a Level; undo: the sequence number that is taken back. groups: split: a group number for each theme; ()
    puts each theme into a group of its own; adjudicate: 0 for words of the first side, 1 for those against it. concept:
    accept, reject and rename speak of the concept that holds these themes, not of the themes; assess and looked always
    do. when: ISO 8601, given by the shell. sequence: from 1. previous, hash: the chain, see synthesis.decisions.chain.
    rested: what a conclusion on a concept rested on; None in decisions that are older, and in those that are no
    conclusion. members: adjudicate: the themes of the concept that the disagreement is about. concerns: assess: what
    speaks against the finding, each component at most once.

    Raises:
        BadDecision: it lacks what its kind needs.
    """

    kind: Kind
    themes: tuple[Address, ...] = ()
    value: str = ""
    reason: str = ""
    who: str = ""
    when: str = ""
    groups: tuple[int, ...] = ()
    concept: bool = False
    sequence: int = 0
    previous: str = ""
    hash: str = ""
    rested: Rested | None = field(default=None, metadata=LATER)
    members: tuple[Address, ...] = field(default=(), metadata=LATER)
    concerns: tuple[tuple[Component, Concern], ...] = field(default=(), metadata=LATER)

    def __post_init__(self) -> None:
        if complaint := _complaint(self):
            raise BadDecision(f"'{self.kind}' {complaint}.")


def _complaint(decision: Decision) -> str:
    """What a decision lacks, in words; "" for a sound one."""
    kind, count = decision.kind, len(decision.themes)
    if not decision.who.strip():
        return "needs the name of who decides"
    if kind in _NEEDS_REASON and not decision.reason.strip():
        return "needs a reason"
    if kind in _NEEDS_VALUE and not decision.value.strip():
        return f"needs {_NEEDS_VALUE[kind]}"
    if kind in (Kind.MERGE, Kind.SPLIT) and len(set(decision.themes)) < 2:
        return f"needs at least two different themes, not {len(set(decision.themes))}"
    if kind is Kind.SPLIT and decision.groups and (len(decision.groups) != count or len(set(decision.groups)) < 2):
        return "needs a group number for each theme, and at least two groups"
    if kind is Kind.RELATE and (count != 2 or len(set(decision.themes)) != 2):
        return f"needs two different themes, a source and a target, not {len(set(decision.themes))}"
    if kind is Kind.RELATE and decision.value not in set(Relation):
        return f"knows the relations {', '.join(Relation)}, not {decision.value!r}"
    if kind is Kind.ADJUDICATE and decision.value not in VERDICTS:
        return f"knows the verdicts {', '.join(VERDICTS)}, not {decision.value!r}"
    if kind is Kind.ADJUDICATE and (
        len(decision.groups) != count
        or set(decision.groups) != {0, 1}
        or not all(address.quote.strip() for address in decision.themes)
    ):
        return "needs the words of both sides"
    if kind is Kind.MATCH and decision.value not in (ONE_WORK, TWO_WORKS):
        return f"knows the verdicts {ONE_WORK}, {TWO_WORKS}, not {decision.value!r}"
    if kind is Kind.MATCH and (count != 2 or not all(address.quote.strip() for address in decision.themes)):
        return "needs the words of two references"
    if kind is Kind.ASSESS and decision.value not in set(Level):
        return f"knows the levels {', '.join(Level)}, not {decision.value!r}"
    if kind in (Kind.ASSESS, Kind.LOOKED) and not (count and decision.concept):
        return "needs a concept"
    if len(dict(decision.concerns)) != len(decision.concerns) or (decision.concerns and kind is not Kind.ASSESS):
        return "takes one concern for each component of an assessment"
    if kind is Kind.ADD and (
        count != 1 or not decision.themes[0].quote.strip() or not decision.themes[0].label.strip()
    ):
        return "needs one theme with a label and the quote that it rests on"
    if kind is Kind.UNDO and not (decision.value.isascii() and decision.value.isdigit()):
        return f"needs the number of a decision, not {decision.value!r}"
    if kind in (Kind.ACCEPT, Kind.REJECT, Kind.MOVE, Kind.RENAME) and not count:
        return "needs a theme"
    if kind is Kind.RENAME and count != 1 and not decision.concept:
        return f"takes one theme at a time, not {count}"
    return ""


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that hold, in order, without the undos: an undo takes back what it names, also an earlier undo."""
    taken_back: set[int] = set()
    held: list[Decision] = []
    for decision in sorted(decisions, key=lambda decision: decision.sequence, reverse=True):
        if decision.sequence in taken_back:
            continue
        if decision.kind is Kind.UNDO:
            if int(decision.value) < decision.sequence:
                taken_back.add(int(decision.value))
        else:
            held.append(decision)
    return tuple(reversed(held))
