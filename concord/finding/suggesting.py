"""Queries that find something: to begin with, and in the place of one that finds nothing.

In: an index, and a query that found nothing. Out: records of queries, each with why and how many hits it has. Called by
concord.parts.finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from concord.finding.asked import Known, looked_up
from concord.finding.entries import Entry
from concord.query import Filter, Query, Range, Term, Word
from concord.stems import WORD, fold

if TYPE_CHECKING:
    from synthesis.concept import Concept
    from synthesis.similarity.term import Embedding

Record = dict[str, Any]
CONCEPTS = 3  # most supported ones that are suggested
NEAR = 0.75  # how alike two words are, 0 to 1, of which one may be meant by the other


class Searched(Protocol):
    """What is asked of an index (concord.search.Index)."""

    @property
    def entries(self) -> Sequence[Entry]: ...

    @property
    def vocabulary(self) -> frozenset[str]: ...

    def total(self, query: Query, *, embedding: Embedding | None = None) -> int: ...


def suggestions(index: Searched, known: Known, embedding: Embedding | None = None) -> list[Record]:
    """From what is there: the most supported concepts, what two studies share, what is contested, denied, or newest."""
    return [
        {"query": str(query), "why": why, "total": total}
        for query, why in _openings(index, known)
        if (total := index.total(query, embedding=embedding))
    ]


def instead(
    query: Query, index: Searched, known: Known, embedding: Embedding | None = None, *, nothing: bool = True
) -> list[Record]:
    """Queries near one, as typed: a word spelt as the papers do; where nothing was found, also with less asked."""
    rows: dict[str, Record] = {}
    for near, why in (*_respelt(query, index), *(_looser(query) if nothing else ())):
        if near.terms and str(near) not in rows:
            total = index.total(looked_up(near, known), embedding=embedding)
            rows |= {str(near): {"query": str(near), "why": why, "total": total}} if total else {}
    return list(rows.values())


def _openings(index: Searched, known: Known) -> Iterator[tuple[Query, str]]:
    concepts = [e.concept for e in index.entries if e.kind == "concept" and e.concept and e.status != "rejected"]
    best: dict[str, Concept] = {}  # one of each facet, so that the suggestions show what there is
    for concept in sorted(concepts, key=lambda c: (-c.support.studies, -c.support.effective[0], c.id)):
        best.setdefault(concept.facet, concept)
    for concept in list(best.values())[:CONCEPTS]:
        support = concept.support
        why = f"a {_thing(concept.facet)} that {support.studies} of {support.eligible} studies name"
        yield Query(tuple(map(Word, WORD.findall(concept.label)))), why
    if facet := next(iter(best), ""):
        shared = Filter("support", (Range(2.0, None),))
        yield Query((Filter("kind", ("concept",)), Filter("facet", (facet,)), shared)), "what two studies or more share"
    yield Query((Filter("kind", ("concept",)), Filter("verdict", ("contested", "refuted")))), "where studies disagree"
    yield Query((Filter("kind", ("theme",)), Filter("polarity", ("denies",)))), "what a study says is not so"
    years = sorted(study.year for study in known.studies.values() if study.year is not None)
    if years and years[0] < years[-1]:
        newest = Filter("year", (Range(float(years[-1]), None),))
        yield Query((Filter("kind", ("study", "theme")), newest)), "the newest studies, and what they report"


def _respelt(query: Query, index: Searched) -> Iterator[tuple[Query, str]]:
    """With the word of the papers that is nearest to one that none of them uses."""
    from difflib import get_close_matches

    for term in query.terms:
        if isinstance(term, Filter) or term.excluded:
            continue
        for word in WORD.findall(term.text):
            if fold(word) in index.vocabulary:
                continue
            like = sorted(w for w in index.vocabulary if w[:1] == fold(word)[:1] and abs(len(w) - len(word)) < 3)
            for near in get_close_matches(fold(word), like, 1, NEAR):
                said = type(term)(term.text.replace(word, near))
                yield Query(tuple(said if other == term else other for other in query.terms)), f"“{near}” for “{word}”"


def _looser(query: Query) -> Iterator[tuple[Query, str]]:
    for term in query.phrases:
        if not term.excluded:
            words = tuple(Word(word) for word in WORD.findall(term.text))
            looser: list[Term] = [part for other in query.terms for part in (words if other == term else (other,))]
            yield Query(tuple(looser)), f"the words of {term} apart"
    if len(query.terms) > 1:
        for left_out in query.terms:
            if not isinstance(left_out, Word) or left_out.excluded:
                yield query.without(left_out), f"without {left_out}"


def _thing(facet: str) -> str:
    return facet.replace("_", " ")
