"""Reviewers' decisions: what they are.

In: nothing. Out: Decision and Address, made by the shell, which gives the clock, and kept by the store. Called by
everything that reads the log. Decisions speak of themes by content, so that they survive a new extraction, a better
model or an edited codebook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.errors import BadDecision
from extract.theme import Theme
from synthesis.concept import Relation
from synthesis.conclusion import Component, Concern, Level, Rested
from synthesis.decisions.chain import LATER
from synthesis.decisions.kind import DESCRIBED, ONE_STUDY, ONE_WORK, TWO_STUDIES, TWO_WORKS, Kind
from synthesis.disagreement import VERDICTS

_NEEDS_REASON = (
    Kind.MERGE,
    Kind.SPLIT,
    Kind.RELATE,
    Kind.ADJUDICATE,
    Kind.ASSESS,
    Kind.LOOKED,
    Kind.IDENTIFY,
    Kind.RESTORE,
)
_NEEDS_VALUE = {
    Kind.RENAME: "a new label",
    Kind.MOVE: "a facet",
    Kind.RELATE: "a relation",
    Kind.ADJUDICATE: "a verdict",
    Kind.MATCH: "a verdict",
    Kind.ASSESS: "a level",
    Kind.IDENTIFY: "a verdict",
    Kind.UNDO: "a number",
    Kind.RESTORE: "a number",
}
_WORDS = {
    Kind.RELATE: ("relations", tuple(Relation)),
    Kind.ADJUDICATE: ("verdicts", tuple(VERDICTS)),
    Kind.MATCH: ("verdicts", (ONE_WORK, TWO_WORKS)),
    Kind.ASSESS: ("levels", tuple(Level)),
    Kind.IDENTIFY: ("verdicts", (ONE_STUDY, TWO_STUDIES)),
}
_YEARS = range(1400, 2200)
_NUMBER = re.compile(r"[0-9]{1,18}")


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
        if lacking := _complaint(self):
            raise BadDecision(f"'{self.kind}' {lacking}.")


def _complaint(decision: Decision) -> str:
    """What a decision lacks, in words; "" for a sound one.

    Decisions that are read back are looked at too, so a check that older logs would fail has no place here.
    """
    kind = decision.kind
    if not decision.who.strip():
        return "needs the name of who decides"
    if kind in _NEEDS_REASON and not decision.reason.strip():
        return "needs a reason"
    if kind in _NEEDS_VALUE and not decision.value.strip():
        return f"needs {_NEEDS_VALUE[kind]}"
    if kind in _WORDS and decision.value not in _WORDS[kind][1]:
        what, known = _WORDS[kind]
        return f"knows the {what} {', '.join(known)}, not {decision.value!r}"
    if kind in (Kind.UNDO, Kind.RESTORE) and not _NUMBER.fullmatch(decision.value):
        return f"needs the number of a decision, not {decision.value[:40]!r}"
    if len(dict(decision.concerns)) != len(decision.concerns) or (decision.concerns and kind is not Kind.ASSESS):
        return "takes one concern for each component of an assessment"
    return _of_themes(decision) or _of_words(decision) or _of_studies(decision)


def _of_themes(decision: Decision) -> str:
    kind, count, different = decision.kind, len(decision.themes), len(set(decision.themes))
    if kind in (Kind.MERGE, Kind.SPLIT) and different < 2:
        return f"needs at least two different themes, not {different}"
    if kind is Kind.SPLIT and decision.groups and (len(decision.groups) != count or len(set(decision.groups)) < 2):
        return "needs a group number for each theme, and at least two groups"
    if kind is Kind.RELATE and (count != 2 or different != 2):
        return f"needs two different themes, a source and a target, not {different}"
    if kind in (Kind.ASSESS, Kind.LOOKED) and not (count and decision.concept):
        return "needs a concept"
    if kind in (Kind.ACCEPT, Kind.REJECT, Kind.MOVE, Kind.RENAME) and not count:
        return "needs a theme"
    if kind is Kind.RENAME and count != 1 and not decision.concept:
        return f"takes one theme at a time, not {count}"
    return ""


def _of_words(decision: Decision) -> str:
    kind, themes = decision.kind, decision.themes
    quoted = all(address.quote.strip() for address in themes)
    if kind is Kind.ADJUDICATE and not (
        quoted and len(decision.groups) == len(themes) and {*decision.groups} == {0, 1}
    ):
        return "needs the words of both sides"
    if kind is Kind.MATCH and not (quoted and len(themes) == 2):
        return "needs the words of two references"
    if kind is Kind.ADD:
        if not themes or not quoted or not all(address.label.strip() for address in themes):
            return "needs one theme with a label and the quote that it rests on"
        if len({(address.study, address.facet, address.label) for address in themes}) > 1:
            return "takes quotes of one theme: one study, one facet, one label"
        if decision.starts and len(decision.starts) != len(themes):
            return "needs a place for each quote, or none"
    elif decision.starts or decision.parent:
        return "takes no places and no parent: only 'add' does"
    elif decision.source and kind is not Kind.DESCRIBE:
        return "takes no source: only 'add' and 'describe' do"
    return ""


def _of_studies(decision: Decision) -> str:
    kind, told = decision.kind, dict(decision.fields)
    if kind is Kind.IDENTIFY and (len(decision.documents) != 2 or len(set(decision.documents)) != 2):
        return "needs two different documents"
    if kind is not Kind.DESCRIBE:
        return "speaks of no study's fields: only 'describe' does" if decision.about or decision.fields else ""
    if not decision.about.strip() or not told:
        return "needs a study and at least one of: " + ", ".join(DESCRIBED)
    if unknown := sorted(told.keys() - set(DESCRIBED)):
        return f"knows the fields {', '.join(DESCRIBED)}, not {unknown[0]!r}"
    if len(told) != len(decision.fields):
        return "takes each field once"
    if not told.get("title", "a title").strip():
        return "needs a title that is not empty"
    year = told.get("year", "")
    if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        return f"needs a year such as 2021, not {year!r}"
    return ""
