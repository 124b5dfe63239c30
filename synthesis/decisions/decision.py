"""Reviewers' decisions: what they are.

In: nothing. Out: Decision and Address, made by the shell, which gives the clock, and kept by the store. Called by
everything that reads the log. Decisions speak of themes by content, so that they survive a new extraction, a better
model or an edited codebook.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.errors import BadDecision
from extract.theme import Theme
from synthesis.conclusion import Component, Concern, Rested
from synthesis.decisions.chain import LATER
from synthesis.decisions.kind import Kind
from synthesis.decisions.soundness import complaint


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


@dataclass(frozen=True, slots=True)
class Decision:
    """One word of a reviewer.

    themes: accept, reject, move: one or more. merge: two or more, one concept from now on. split: two or more, kept
    apart from now on, by `groups`. relate: source and target. add: the new theme, once for each quote. rename: one
    theme. adjudicate: the words of a disagreement, each with the study that they stand in, under its kind and topic.
    match: two references, each by its words in its study. assess, looked: the themes of a concept. Others: none.
    value: rename: the label; move: the facet; relate: a Relation; adjudicate: one of VERDICTS; match: ONE_WORK or
    TWO_WORKS; assess: a Level; identify: ONE_STUDY or TWO_STUDIES; undo: the sequence number that is taken back;
    restore: the number after which everything is taken back, 0 for all. groups: split: a group number for each theme;
    () puts each theme into a group of its own; adjudicate: 0 for words of the first side, 1 for those against it.
    concept: accept, reject and rename speak of the concept that holds these themes, not of the themes; assess and
    looked always do. when: ISO 8601, given by the shell. sequence: from 1. previous, hash: the chain, see
    synthesis.decisions.chain.
    rested: what a conclusion on a concept rested on; None in decisions that are older, and in those that are no
    conclusion. members: adjudicate: the themes of the concept that the disagreement is about. concerns: assess: what
    speaks against the finding, each component at most once.
    starts: add: where each quote begins in the document that holds it, to tell equal words; () where that is not known.
    parent: add: the label of the theme of the same study that holds the new one. source: add, describe: what it was
    imported from. documents: identify: the ids of two documents, sorted; describe: those of the study, by which it is
    found again. about: describe: the id of the study. fields: describe: (name, value), names of DESCRIBED, authors with
    BETWEEN_AUTHORS between them; a value outranks what was read, "" says that there is none.

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
    starts: tuple[int, ...] = field(default=(), metadata=LATER)
    parent: str = field(default="", metadata=LATER)
    source: str = field(default="", metadata=LATER)
    documents: tuple[str, ...] = field(default=(), metadata=LATER)
    about: str = field(default="", metadata=LATER)
    fields: tuple[tuple[str, str], ...] = field(default=(), metadata=LATER)

    def __post_init__(self) -> None:
        if lacking := complaint(self):
            raise BadDecision(f"'{self.kind}' {lacking}.")
