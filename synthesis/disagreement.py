"""Disagreements: where studies contradict one another, or one contradicts itself.

In: nothing. Out: frozen values, made by synthesis.refutation, judged by people, kept in a Synthesis, read by concord
and the dashboard. As with themes, grounding is absolute: a Side cannot be built without its anchor.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from corpus.study import Anchor, StudyId
from extract.theme import ThemeId


class Kind(StrEnum):
    """What sort of disagreement it is: those of METHODS (section 6), then those that a study can have with itself.

    The last four (classification, structure, unsupported, rendition) are weaker than the rest.
    """

    CONTRADICTION = "contradiction"
    DEFINITION = "other definition"
    CONTEXT = "other context"
    TIME = "other time"
    METHOD = "other method"
    ARITHMETIC = "arithmetic"  # a paper's own numbers disagree
    MISREPORT = "misreport"  # a study reports its source otherwise than the source reads
    ATTRIBUTION = "attribution"  # a pointer leads to another work than the words name
    CLASSIFICATION = "classification"  # one thing, two classes
    STRUCTURE = "structure"  # one element at two places of a whole
    UNSUPPORTED = "unsupported"  # announced and not delivered
    RENDITION = "rendition"  # two files of one study read otherwise


class Scope(StrEnum):
    """Between two studies or more, or within one."""

    BETWEEN = "between"
    WITHIN = "within"


class Standing(StrEnum):
    """What people have said of a disagreement."""

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one side.

    says: what they come to, in a few words or a number, for a person ("five themes"); "" where the quote says it all.
    against: on the second side of the two; each disagreement has both. theme: the theme that the words are of, if any.
    """

    study: StudyId
    anchor: Anchor
    quote: str
    says: str = ""
    against: bool = False
    theme: ThemeId | None = None

    def __post_init__(self) -> None:
        if len(self.quote) != self.anchor.end - self.anchor.start:
            raise ValueError(f"a quote of {len(self.quote)} characters does not fill {self.anchor}")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A candidate that people judge: two sides, each on its own words.

    topic: what it is about, in a few words. sides: those of the first side, then those against it, each in the order in
    which they are to be read; at least one of both. computed: what was reckoned up ("81 - 34 = 47, not 49"), "" where
    nothing was. reasons: in words that a person reads. confidence: 0 to 1. facet, concept: of what it is about, if any.
    standing, decided_by, verdict: what people have said of it, who, and why; "machine" and "" where
    nobody has.
    """

    kind: Kind
    topic: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    confidence: float
    computed: str = ""
    facet: str = ""
    concept: str = ""
    standing: Standing = Standing.CANDIDATE
    decided_by: str = "machine"
    verdict: str = ""

    def __post_init__(self) -> None:
        if {side.against for side in self.sides} != {False, True}:
            raise ValueError(f"the disagreement on {self.topic!r} needs words of both sides")

    @property
    def id(self) -> str:
        """ "x" and ten hex digits, of the studies and their quotes: the same in every run, whatever its kind."""
        told = sorted((side.study, " ".join(side.quote.split())) for side in self.sides)
        return "x" + hashlib.sha256(repr(told).encode()).hexdigest()[:10]

    @property
    def scope(self) -> Scope:
        return Scope.BETWEEN if len(self.studies) > 1 else Scope.WITHIN

    @property
    def studies(self) -> tuple[StudyId, ...]:
        """Each once, sorted."""
        return tuple(sorted({side.study for side in self.sides}))


DISMISSED = "dismissed"  # the verdict that takes a candidate off the list; any other verdict is the name of a kind
VERDICTS = (*(kind.value for kind in Kind), DISMISSED)
