"""Criteria that keep kinds of works out, against what the review included all the same.

In: the readings of a study and the facts of its method. Out: Disagreements of kind contradiction. Called by
synthesis.refutation.within. What can be checked on titles is that no review of other works is included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.study import Reference
from extract.facts.values import Fact
from extract.facts.values import Kind as FactKind
from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.reading import Place, Reading, Sentence

_REVIEWS = (
    r"(?:secondary\s(?:stud(?:y|ies)|research|sources?|literature)|tertiary\sstudies|(?:literature\s|systematic\s|review\s)?"
    r"(?:reviews|review\s(?:articles?|papers?|studies)|surveys|literature\ssurveys|meta-analyses))"
)
_KEPT_OUT = re.compile(
    rf"\b{_REVIEWS}\b[^.;]{{0,80}}?\b(?:(?:was|were|are|is)\s(?:also\s|therefore\s|thus\s)?(?:excluded|not\s(?:considered|"
    rf"included|eligible)|removed|discarded|omitted|left\sout)|excluded\b|not\sconsidered\b)"
    rf"|\b(?:excluded|excluding|exclude|discarded|removed|omitted)\s(?:all\s|any\s|were\s|as\s|the\s)*(?:\w+,\s)*{_REVIEWS}\b",
    re.IGNORECASE,
)
_OF_REVIEWS = re.compile(
    r"\b(?:systematic|literature|scoping|mapping|multivocal|integrative|narrative|critical|rapid|umbrella|tertiary|"
    r"state[- ]of[- ]the[- ]art|comprehensive)\s(?:\w+\s)?(?:reviews?|mapping|survey|overview|synthesis|study)\b|"
    r"meta-analys|:\s?an?\s(?:\w+\s){0,2}(?:review|survey|overview)\b|\ba\s(?:review|survey)\sof\s(?:the\s)?(?:literature|research|studies)\b",
    re.IGNORECASE,
)
_MOST = 4  # entries that are quoted


def excluded(readings: Sequence[Reading], facts: Iterable[Fact]) -> Iterator[Disagreement]:
    """At most one for each criterion: of the first reading that tells it and lists what was included."""
    criteria = [fact for fact in facts if fact.kind is FactKind.EXCLUSION]
    for reading in readings:
        included = [reference for reference in reading.study.references if reference.included]
        reviews = [reference for reference in included if _OF_REVIEWS.search(reference.title or reference.raw)]
        rule = _rule(reading, criteria) if reviews and len(reviews) < len(included) else None
        if rule is not None:
            sides = [reading.side((rule.start, rule.end), (rule.start, rule.end), "reviews are kept out")]
            sides += _entries(reading, reviews)
            if len(sides) > 1:
                yield _of(sides, reviews, included)
                return


def _rule(reading: Reading, criteria: Sequence[Fact]) -> Sentence | None:
    """The sentence that keeps reviews out."""
    listed = {
        anchor.start
        for fact in criteria
        for anchor in fact.anchors
        if anchor.document == reading.document.id
        and re.match(rf"\W*(?:\w+\W+){{0,3}}{_REVIEWS}\b", fact.value, re.IGNORECASE)
    }
    for sentence in reading.sentences:
        if sentence.place is not Place.BACKGROUND and (
            _KEPT_OUT.search(sentence.text) or any(sentence.start <= at < sentence.end for at in listed)
        ):
            return sentence
    return None


def _entries(reading: Reading, references: Sequence[Reference]) -> list[Side]:
    spans = [(reference, reading.entry(reference.key)) for reference in references]
    return [
        reading.side(span, span, f"included, {reference.number or reference.year or ''}".rstrip(", "), against=True)
        for reference, span in spans
        if span is not None
    ][:_MOST]


def _of(sides: Sequence[Side], reviews: Sequence[Reference], included: Sequence[Reference]) -> Disagreement:
    return Disagreement(
        Kind.CONTRADICTION,
        "Exclusion of reviews",
        tuple(sides),
        ("a criterion keeps reviews of other works out, and entries of the included works are titled as such",),
        0.7,
        f"{len(reviews)} of {len(included)} included works are titled as reviews",
    )
