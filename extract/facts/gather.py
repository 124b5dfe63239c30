"""A study to the facts of its method.

In: a Study and the Vocabulary. Out: its Facts, by kind and then as the text has them. Called by concord. Every
rendition is read; a fact that several places tell is one fact with several quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.study import Anchor, Study
from extract.facts.arithmetic import inconsistencies
from extract.facts.count_tables import table_counts
from extract.facts.criteria import criteria
from extract.facts.criteria_tables import table_criteria
from extract.facts.databases import databases
from extract.facts.funnel import counts
from extract.facts.guidelines import appraisals, guidelines, registrations
from extract.facts.own import Own
from extract.facts.people import agreements, reviewers, samples
from extract.facts.periods import periods
from extract.facts.questions import questions
from extract.facts.search_strings import search_strings
from extract.facts.study_type import types
from extract.facts.values import Fact, Found, Kind, Stage
from extract.facts.vocabulary import Vocabulary
from extract.quotes import quote_span

Source = Callable[[Own], Iterator[Found]]
SOURCES: tuple[Source, ...] = (
    types,
    questions,
    guidelines,
    registrations,
    databases,
    table_counts,
    search_strings,
    periods,
    criteria,
    table_criteria,
    reviewers,
    agreements,
    appraisals,
    samples,
)
_REVIEWS_ONLY = (
    Kind.COUNT,
    Kind.DATABASE,
    Kind.SEARCH_STRING,
    Kind.SEARCH_PERIOD,
    Kind.SEARCH_DATE,
    Kind.INCLUSION,
    Kind.EXCLUSION,
    Kind.QUALITY,
    Kind.FRAMING,
)
_SEARCHED = re.compile(
    r"\b(?:we|authors?|researchers?)\s(?:\w+ly\s|then\s|also\s)?(?:searched|(?:conducted|performed|ran|undertook)\s(?:an?\s)?(?:[\w-]+\s){0,3}search)\b"
    r"|\b(?:databases?|literature|PubMed|MEDLINE|Scopus)\b[^.;]{0,80}\b(?:was|were)\s(?:\w+ly\s)?(?:searched|queried)\b|\b(?:literature|systematic|database)\ssearch(?:es)?\s(?:was|were)\b"
    r"|\bincluding\san?\s(?:[\w-]+\s){0,2}?(?:literature\s)?review\b",
    re.IGNORECASE,
)
_SURE = 0.78  # of a count in the method or the abstract; a less sure one that repeats its number adds nothing
_SPOKEN = (Kind.SEARCH_STRING, Kind.RESEARCH_QUESTION, Kind.INCLUSION, Kind.EXCLUSION, Kind.QUALITY)
_QUOTES = 6  # most quotes of one fact
_LONGEST = 400  # characters of a quote that is a whole question, string or criterion


def facts_of(study: Study, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """What a study says of its own method, by kind, then in the order of its best document."""
    held: list[tuple[Own, Found]] = []
    for document in study.documents:
        own = Own(document, vocabulary)
        found = [*_of_document(own)]
        held += [(own, f) for f in sorted(found, key=lambda f: (f.start, f.end, f.kind, f.value))]
    groups: dict[tuple[str, ...], list[tuple[Own, Found]]] = {}
    for own, one in held:
        groups.setdefault(_key(one), []).append((own, one))
    facts = [_fact(study, group) for group in _without_parts(_same_question(list(groups.values())))]
    order, stages = list(Kind), [str(stage) for stage in Stage]
    return tuple(sorted(facts, key=lambda f: (order.index(f.kind), stages.index(f.label) if f.label in stages else 0)))


def _of_document(own: Own) -> Iterator[Found]:
    """The finds of one document; what only a review does is dropped of a paper that shows no sign of being one."""
    told = [*counts(own)]
    found = [*told, *(f for source in SOURCES for f in source(own)), *inconsistencies(own, told)]
    reviews = {entry.name for entry in own.vocabulary.types.entries if entry.review}
    kinds = {f.value for f in found if f.kind is Kind.REVIEW_TYPE}
    reviewing = bool(kinds & reviews) or any(_SEARCHED.search(s.text) for s in own.sentences if s.told_here)
    if not reviewing:
        found = [f for f in found if f.kind not in _REVIEWS_ONLY]
    elif kinds and kinds <= reviews:
        found = [f for f in found if f.kind is not Kind.SAMPLE or f.detail]
    sure = {f.number for f in found if f.kind is Kind.COUNT and f.confidence >= _SURE}
    return (f for f in found if f.kind is not Kind.COUNT or f.confidence >= _SURE or f.number not in sure)


def _key(found: Found) -> tuple[str, ...]:
    """What makes two finds one fact."""
    words = " ".join(re.findall(r"\w+", found.value.lower()))
    if found.kind is Kind.COUNT:
        return (found.kind, words, found.label, found.detail if found.label == Stage.FOUND else "")
    if found.kind in (Kind.SEARCH_PERIOD, Kind.SAMPLE):
        return (found.kind, found.value, found.label)
    if found.kind is Kind.SEARCH_STRING:
        return (found.kind, "".join(found.value.lower().split()), found.detail)
    return (found.kind, words or found.value)


def _same_question(groups: Sequence[list[tuple[Own, Found]]]) -> list[list[tuple[Own, Found]]]:
    """The groups, those joined that tell one research question: "RQ2" in the list and, shortened, over its answer."""
    kept: list[list[tuple[Own, Found]]] = []
    coded: dict[str, list[tuple[Own, Found]]] = {}
    for group in groups:
        labels = [f.label for _, f in group if f.kind is Kind.RESEARCH_QUESTION and re.search(r"\d", f.label)]
        known = next((coded[label] for label in labels if label in coded), None)
        if known is not None:
            known += group
        else:
            kept.append(group)
        coded.update((label, known if known is not None else group) for label in labels)
    return kept


def _without_parts(groups: Sequence[list[tuple[Own, Found]]]) -> list[list[tuple[Own, Found]]]:
    """The groups without those whose words are a part of what another one of the same kind says at the same place."""
    spoken = [(own, f) for group in groups for own, f in group if f.kind in _SPOKEN]
    inside: set[tuple[str, str, int, int]] = set()
    widest: tuple[str, str, int, int] | None = None
    for span in sorted({_span(own, f) for own, f in spoken}, key=lambda s: (s[0], s[1], s[2], -s[3])):
        if widest is not None and span[:2] == widest[:2] and span[3] <= widest[3]:
            inside.add(span)
        else:
            widest = span
    return [group for group in groups if _span(*group[0]) not in inside]


def _span(own: Own, found: Found) -> tuple[str, str, int, int]:
    """Document, kind, start and end of a find."""
    return (own.document.id, found.kind, found.start, found.end)


def _fact(study: Study, group: Sequence[tuple[Own, Found]]) -> Fact:
    """One fact of its finds, the surest first; several places make it surer."""
    ranked = sorted(group, key=lambda row: -row[1].confidence)
    best = ranked[0][1]
    anchors: dict[Anchor, str] = {}
    for own, found in ranked:
        anchor = _anchor(own, found)
        anchors.setdefault(anchor, own.document.quote(anchor))
    kept = list(anchors.items())[:_QUOTES]
    sure = min(0.99, best.confidence + 0.03 * (len(kept) - 1))
    return Fact(
        study.id,
        best.kind,
        best.value,
        tuple(anchor for anchor, _ in kept),
        tuple(quote for _, quote in kept),
        round(sure, 2),
        tuple(dict.fromkeys(found.reason for _, found in ranked)),
        next((f.label for _, f in ranked if f.label), ""),
        next((f.detail for _, f in ranked if f.detail), ""),
        best.number,
        best.years,
    )


def _anchor(own: Own, found: Found) -> Anchor:
    """The words of a find: its whole sentence, as far as that stands together in the file."""
    whole = own.around(found.start, found.end)
    if found.kind in _SPOKEN and whole[1] - whole[0] > _LONGEST:
        whole = (found.start, found.end)
    return Anchor(own.document.id, *quote_span(own.document, whole, (found.start, found.end)))
