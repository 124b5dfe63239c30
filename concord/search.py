"""Search over concepts, themes, studies and running text, by words, by meaning and by filters.

In: studies, a synthesis and a query. Out: hits, best first, each with the words that it was found by marked. Called by
KnowledgeBase.find and .ask. Words are ranked by BM25 over stems (concord.finding.postings); what shares no word with
the query can still be found by the cosine of the embedding. The same query on the same state gives the same hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from concord.finding.columns import Columns, Mask
from concord.finding.counting import counted
from concord.finding.entries import Entry, passages_of, things_of
from concord.finding.marking import marks, marks_of, stems_of
from concord.finding.postings import Postings, bm25
from concord.finding.records import Hit, hit_record
from concord.query import Filter, Phrase, Query, Term, Word
from concord.query.fields import BY, KINDS
from concord.stems import WORD, stem
from corpus.study import Study
from extract.theme import Status
from synthesis.concept import Synthesis

if TYPE_CHECKING:
    from synthesis.similarity.term import Embedding

__all__ = ["Entry", "Found", "Hit", "Index", "entries_of", "hit_record", "marks"]

LEAST_MEANING = 0.45  # cosine below which a hit without a common word is noise
MEANING_WEIGHT = 4.0  # what a cosine of 1 adds to a BM25 score
KIND_WEIGHT = {"concept": 1.5, "theme": 1.25, "study": 1.25, "passage": 1.0}
LIVE = Filter("status", (str(Status.REJECTED),), excluded=True)
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """total: all hits; hits: those that were asked for; counts: by field and value, what each filter would leave."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Matches:
    """What words and filters leave, each of shape (entries,). said: what words, phrases and exclusions leave."""

    scores: Scores
    by_words: Mask
    by_meaning: Mask
    said: Mask
    filters: list[tuple[str, Mask]]

    @property
    def left(self) -> Mask:
        return reduce(np.logical_and, (mask for _, mask in self.filters), self.said)

    def by(self, number: int) -> str:
        by = [way for way, found in zip(BY, (self.by_words, self.by_meaning), strict=True) if found[number]]
        return " and ".join(by) or "filters"


def entries_of(studies: Iterable[Study], synthesis: Synthesis, short: Mapping[str, str]) -> tuple[Entry, ...]:
    """Everything that can be found, in a fixed order: concepts, themes, studies, then passages."""
    every = tuple(studies)
    return (*things_of(every, synthesis, short), *(entry for study in every for entry in passages_of(study)))


class Index:
    """A search index in memory, made once for a state of the knowledge base.

    entries: in the order of `entries_of`. years: of the studies, by id. before: the index of an earlier state, whose
    texts are not read again where they are the same.
    """

    def __init__(
        self, entries: Sequence[Entry], years: Mapping[str, int | None] | None = None, before: Index | None = None
    ) -> None:
        self.entries: Sequence[Entry] = entries
        self._things = sum(entry.kind != "passage" for entry in entries)
        searched = [entry.searched for entry in entries]
        known = before._parts if before is not None else ()
        self._parts: tuple[Postings, ...] = tuple(
            _postings(texts, known) for texts in (searched[: self._things], searched[self._things :])
        )
        self.columns = Columns(entries, dict.fromkeys(e.study for e in entries if e.study) if years is None else years)
        self._weights = np.asarray([KIND_WEIGHT[kind] for kind in KINDS])[self.columns.codes["kind"]]
        self._rows: NDArray[np.float32] | None = None

    def find(
        self,
        query: str | Query,
        *,
        embedding: Embedding | None = None,
        limit: int = 20,
        facet: str | None = None,
        study: str | None = None,
    ) -> list[Hit]:
        """Hits, best first; ties in the order of the entries. Without an embedding only words are looked for.

        query: running text, or a query whose facets and studies were looked up. With filters alone: by kind, the most
        supported first. facet, study: only entries that have these themselves; a concept has no study, a passage and a
        study no facet.
        """
        asked = Query((Word(query),)) if isinstance(query, str) else query
        found = self._matches(asked, embedding)
        left = found.left
        for field, value in (("facet", facet), ("study", study)):
            if value is not None:
                left = left & self.columns.has(field, value)
        return self._hits(asked, found, left, slice(limit))

    def ask(self, query: Query, *, embedding: Embedding | None = None, limit: int = 20, offset: int = 0) -> Found:
        """The hits from `offset` on, how many there are, and what each filter would leave; ordered as by `find`."""
        found = self._matches(query, embedding)
        left = found.left
        hits = self._hits(query, found, left, slice(offset, offset + limit))
        return Found(int(left.sum()), tuple(hits), counted(self.columns, found.said, found.filters))

    def total(self, query: Query, *, embedding: Embedding | None = None) -> int:
        """How many hits there are."""
        return int(self._matches(query, embedding).left.sum())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that occur anywhere, without differences of case and accents."""
        return frozenset(word for part in self._parts for word in part.vocabulary)

    def _matches(self, query: Query, embedding: Embedding | None) -> _Matches:
        ways = query.values("by") or BY
        stems = stems_of(query.words)
        by_words, by_meaning = np.zeros(len(self.entries)), np.zeros(len(self.entries))
        if "words" in ways:
            by_words = bm25(self._parts, stems)
        if "meaning" in ways and embedding is not None and stems:
            by_meaning[: self._things] = self._cosines(" ".join(query.words), embedding)
        scores = self._weights * (by_words + MEANING_WEIGHT * by_meaning)
        free = any(isinstance(term, Word) and not term.excluded for term in query.terms)  # a phrase filters by itself
        said = scores > 0 if free else np.ones(len(self.entries), np.bool_)
        for term in query.terms:
            said = said & self._left_by(term)
        asked = [one for one in query.filters if one.field != "by"]
        if not query.values("status"):
            asked.append(LIVE)
        return _Matches(scores, by_words > 0, by_meaning > 0, said, [(f.field, self.columns.mask(f)) for f in asked])

    def _left_by(self, term: Term) -> Mask:
        """Which entries a phrase or an excluded word leaves, shape (entries,); other terms leave all."""
        if isinstance(term, Phrase):
            held = np.concatenate([part.phrase(term.text) for part in self._parts])
            return ~held if term.excluded else held
        if isinstance(term, Word) and term.excluded:
            stems = {stem(word) for word in WORD.findall(term.text)}
            return ~np.concatenate([part.holding(stems) for part in self._parts])
        return np.ones(len(self.entries), np.bool_)

    def _hits(self, query: Query, found: _Matches, left: Mask, wanted: slice) -> list[Hit]:
        numbers = np.flatnonzero(left)
        if query.words:
            order = np.lexsort((numbers, -np.round(found.scores[numbers], 6)))
        else:
            order = np.lexsort((numbers, -self.columns.support[numbers], self.columns.codes["kind"][numbers]))
        return [
            Hit(self.entries[n], float(found.scores[n]), marks_of(self.entries[n].text, query), found.by(n))
            for n in numbers[order[wanted]].tolist()
        ]

    def _cosines(self, text: str, embedding: Embedding) -> Scores:
        """Cosine of a text with the labels of things but studies where it is high enough, else 0, shape (things,)."""
        if self._rows is None:
            self._rows = embedding(list(self._labels))
        if not len(self._rows):
            return np.zeros(self._things)
        cosines = (self._rows @ embedding([text])[0]).astype(np.float64)
        cosines[cosines < LEAST_MEANING] = 0.0
        return np.where(self._label_of >= 0, cosines[self._label_of], 0.0)

    @cached_property
    def _labels(self) -> dict[str, int]:
        """Each label once, with its row; a study's title is too long for its meaning."""
        labels = (entry.label for entry in self.entries[: self._things] if entry.kind != "study")
        return {label: row for row, label in enumerate(dict.fromkeys(labels))}

    @cached_property
    def _label_of(self) -> NDArray[np.int32]:
        things = self.entries[: self._things]
        return np.asarray([-1 if e.kind == "study" else self._labels[e.label] for e in things], np.int32)


def _postings(texts: Sequence[tuple[str, ...]], known: Iterable[Postings]) -> Postings:
    """Those of the same texts where they are known already, as after most decisions."""
    return next((part for part in known if part.texts == texts), None) or Postings(texts)
