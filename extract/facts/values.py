"""The values of facts/: what a study says of its own method.

In: nothing. Out: frozen values, made by the modules of kinds, joined by gather, read by the shell. As with themes,
grounding is absolute: a Fact cannot be built without an anchor.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from corpus.study import Anchor, StudyId


class Kind(StrEnum):
    """What a fact speaks of; the order of definition is the order of tables."""

    REVIEW_TYPE = "review type"
    RESEARCH_QUESTION = "research question"
    GUIDELINE = "guideline"
    FRAMING = "framing"
    REGISTRATION = "registration"
    DATABASE = "database"
    SEARCH_STRING = "search string"
    SEARCH_PERIOD = "search period"
    SEARCH_DATE = "search date"
    INCLUSION = "inclusion criterion"
    EXCLUSION = "exclusion criterion"
    COUNT = "count"
    REVIEWERS = "reviewers"
    AGREEMENT = "agreement"
    QUALITY = "quality criterion"
    APPRAISAL = "appraisal"
    SAMPLE = "sample"
    INCONSISTENCY = "inconsistency"


class Stage(StrEnum):
    """Labels of counts: where in the selection a number stands. The order of definition is the order of the flow."""

    DATABASES = "databases"
    FOUND = "found"
    DUPLICATES = "duplicates removed"
    UNIQUE = "after duplicates"
    SCREENED = "screened"
    EXCLUDED = "excluded"
    REMAINING = "remaining"
    FULL_TEXT = "full text"
    INCLUDED = "included"


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of one document, before renditions are joined.

    start, end: the quote, in the document's canonical text. value, number, years, label, detail: as in Fact.
    confidence: 0 to 1. reason: why it was taken, in words that a person reads.
    """

    kind: Kind
    value: str
    start: int
    end: int
    confidence: float
    reason: str
    label: str = ""
    detail: str = ""
    number: float | None = None
    years: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What a study says of its own method.

    value: normalised: a known name, a number in digits, a date "2021", "2021-07" or "2021-07-31", a period "2015–2024",
    "2015–" or "–2021-07", else the study's own words.
    label: what the value is of, within its kind: a Stage of a count, "search" or "included studies" of a period, "RQ1",
    "respondents", "Cohen's kappa". detail: where or why: a database of a count or string, the reason of an exclusion.
    number: the value of counts, samples, reviewers and coefficients. years: first and last year of a period or date,
    None where it is open.
    anchors, quotes: the words that say so, the surest first, never empty; quotes[i] is the text of anchors[i].
    confidence: 0 to 1. reasons: in words that a person reads.
    """

    study: StudyId
    kind: Kind
    value: str
    anchors: tuple[Anchor, ...]
    quotes: tuple[str, ...]
    confidence: float
    reasons: tuple[str, ...]
    label: str = ""
    detail: str = ""
    number: float | None = None
    years: tuple[int | None, int | None] | None = None

    def __post_init__(self) -> None:
        if not self.anchors or len(self.anchors) != len(self.quotes):
            raise ValueError(
                f"the fact {self.kind} {self.value!r} of {self.study} needs an anchor and a quote for each"
            )

    @property
    def id(self) -> str:
        """ "f" and ten hex digits, of study, kind, value and label: the same in every run."""
        key = "\x1f".join((self.study, self.kind, self.value, self.label))
        return "f" + hashlib.sha256(key.encode()).hexdigest()[:10]

    @property
    def anchor(self) -> Anchor:
        """The surest one."""
        return self.anchors[0]

    @property
    def quote(self) -> str:
        """The words of the surest anchor."""
        return self.quotes[0]
