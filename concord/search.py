"""Full-text and by-meaning search over concepts, themes, quotes and running text.

In: studies, a synthesis and a query. Out: hits, best first, each with the words that it was found by marked. Called by
KnowledgeBase.find. Words are ranked by BM25 (Robertson and Zaragoza 2009) over stems; what shares no word with the
query can still be found by the cosine of the embedding. The same query on the same state gives the same hits.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.stems import STOP, stem, words
from corpus.study import BlockKind, DocumentId, Study
from extract.theme import Status
from synthesis.concept import Synthesis
from synthesis.export.records import Record

if TYPE_CHECKING:
    from synthesis.similarity.term import Embedding

K1, B = 1.2, 0.75
LEAST_MEANING = 0.45  # cosine below which a hit without a common word is noise
MEANING_WEIGHT = 4.0  # what a cosine of 1 adds to a BM25 score
KIND_WEIGHT = {"concept": 1.5, "theme": 1.25, "passage": 1.0}
_PASSAGES = (BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.NOTE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found. text: what is shown; also: further words that it is found by; start: of text in document."""

    kind: str
    id: str
    label: str
    facet: str
    study: str
    text: str
    document: str = ""
    start: int = 0
    also: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """marks: [start, end) in entry.text, sorted; score: 0 up; by: "words", "meaning" or "words and meaning"."""

    entry: Entry
    score: float
    marks: tuple[tuple[int, int], ...]
    by: str


def entries_of(studies: Iterable[Study], synthesis: Synthesis) -> tuple[Entry, ...]:
    """Everything that can be found, in a fixed order: concepts, themes, then passages of the best rendition."""
    concepts = [
        Entry("concept", c.id, c.label, c.facet, "", c.definition or c.label, also=c.label, status=c.status)
        for c in synthesis.concepts
    ]
    themes = []
    for theme in synthesis.themes:
        if theme.status is Status.REJECTED:
            continue
        best = theme.mentions[0]
        also = " ".join((theme.label, *theme.surfaces))
        where = (best.anchor.document, best.anchor.start)
        themes.append(
            Entry("theme", theme.id, theme.label, theme.facet, theme.study, best.quote, *where, also, theme.status)
        )
    passages = [
        Entry("passage", study.id, study.title, "", study.id, document.text[b.start : b.end], document.id, b.start)
        for study in studies
        for document in study.documents[:1]
        for b in document.blocks
        if b.kind in _PASSAGES
    ]
    return (*concepts, *themes, *passages)


class Index:
    """A search index in memory, made once for a state of the knowledge base."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, entry in enumerate(entries):
            counts = Counter(s for s, _, _ in words(f"{entry.also} {entry.text}") if s not in STOP)
            self._lengths.append(sum(counts.values()))
            for word, count in counts.items():
                self._postings[word].append((number, count))
        self._mean = sum(self._lengths) / max(len(self._lengths), 1) or 1.0

    def find(
        self,
        query: str,
        *,
        embedding: Embedding | None = None,
        limit: int = 20,
        facet: str | None = None,
        study: str | None = None,
    ) -> list[Hit]:
        """Hits, best first; ties in the order of the entries. Without an embedding only words are looked for.

        facet, study: only entries of these; a concept belongs to no study, a passage to no facet.
        """
        stems = [s for s, _, _ in words(query) if s not in STOP] or [stem(w) for w in query.split()]
        by_words = self._bm25(stems)
        by_meaning = self._meaning(query, embedding) if embedding and stems else {}
        scores = {
            number: KIND_WEIGHT[self.entries[number].kind]
            * (by_words.get(number, 0.0) + MEANING_WEIGHT * by_meaning.get(number, 0.0))
            for number in by_words.keys() | by_meaning.keys()
            if facet in (None, self.entries[number].facet) and study in (None, self.entries[number].study)
        }
        best = sorted(scores, key=lambda number: (-round(scores[number], 6), number))[:limit]
        return [
            Hit(self.entries[n], scores[n], marks(self.entries[n].text, stems), _by(n in by_words, n in by_meaning))
            for n in best
        ]

    def _bm25(self, stems: Sequence[str]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        total = len(self.entries)
        for word in dict.fromkeys(stems):
            postings = self._postings.get(word, [])
            rarity = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings:
                norm = K1 * (1 - B + B * self._lengths[number] / self._mean)
                scores[number] += rarity * count * (K1 + 1) / (count + norm)
        return scores

    def _meaning(self, query: str, embedding: Embedding) -> dict[int, float]:
        """Cosine of the query with each concept and theme, where it is high enough; passages are too long for it."""
        numbers = [n for n, entry in enumerate(self.entries) if entry.kind != "passage"]
        if not numbers:
            return {}
        rows = embedding([query, *(self.entries[n].label for n in numbers)])
        cosines = rows[1:] @ rows[0]
        return {n: float(c) for n, c in zip(numbers, cosines, strict=True) if c >= LEAST_MEANING}


def marks(text: str, stems: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where words of the query stand in a text, in any of their forms."""
    wanted = set(stems)
    return tuple((start, end) for s, start, end in words(text) if s in wanted)


def hit_record(hit: Hit, names: Mapping[DocumentId, str]) -> Record:
    """A hit as a plain record; `text` is the quote, definition or passage, `marks` are [start, end) in it."""
    entry = hit.entry
    return {
        "kind": entry.kind,
        "id": entry.id,
        "label": entry.label,
        "facet": entry.facet,
        "study": entry.study,
        "status": entry.status,
        "score": round(hit.score, 4),
        "by": hit.by,
        "text": entry.text,
        "marks": [list(mark) for mark in hit.marks],
        "document": names.get(DocumentId(entry.document), ""),
        "start": entry.start,
        "end": entry.start + len(entry.text) if entry.document else 0,
    }


def _by(words_too: bool, meaning_too: bool) -> str:
    if words_too and meaning_too:
        return "words and meaning"
    return "words" if words_too else "meaning"
