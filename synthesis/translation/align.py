"""Terms to concepts: the aligner.

In: terms of any number of studies and facets, an Embedding, and reviewers' links. Out: an Alignment. Called by
synthesis.synthesise and by `concord align`. The order of the terms changes nothing.

The work is done in synthesis.translation.incremental, whose states are kept where studies come and go; here stands what
is shown of a state. Translations and questions are made when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.theme import ThemeId
from synthesis.concept import Relation, Translation
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation.facet import Facet, Tools
from synthesis.translation.incremental import State, state
from synthesis.translation.judged import Ints, Translations
from synthesis.translation.questions import questions

RELATED = 0.2  # least score of a translation between two concepts
TOGETHER = "they stand in one concept now: is that right?"  # said of a question that doubts a concept


@dataclass(frozen=True, eq=False)
class Alignment:
    """What the aligner made of terms. Two are equal when all that they show is.

    concepts: ids, each term in exactly one, sorted within and by first id. translations: both directions of each pair,
    best first. questions: pairs that a reviewer should decide, most useful first, one direction each.
    """

    state: State

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alignment):
            return NotImplemented
        mine, theirs = (self.concepts, self.questions), (other.concepts, other.questions)
        return mine == theirs and self.translations == other.translations

    @cached_property
    def concepts(self) -> tuple[tuple[str, ...], ...]:
        """Ids."""
        named = [(list(facet.place), facet.groups) for facet in self.state.facets.values()]
        return tuple(sorted(tuple(ids[place] for place in group) for ids, groups in named for group in groups))

    @cached_property
    def translations(self) -> Translations:
        """A sequence that makes its members when they are looked at."""
        return _translations(tuple(self.state.facets.values()), self.state.tools)

    @cached_property
    def questions(self) -> tuple[Translation, ...]:
        """Of all facets, those first whose answer would change most."""
        asked = [asked for facet in self.state.facets.values() for asked in _questions(facet, self.state.tools)]
        return tuple(edge for _, edge in sorted(asked, key=lambda a: (-a[0], a[1].source, a[1].target)))


def align(
    terms: Iterable[Term],
    *,
    embedding: Embedding,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
    thesaurus: Thesaurus = EMPTY,
) -> Alignment:
    """Concepts, translations and open questions.

    Args:
        terms: each id once; only terms of one facet are compared.
        must_link, cannot_link: pairs of ids as reviewers decided them; ids that are no term are passed over.
        thesaurus: which words and phrases name one thing, in any field and in the codebook.
    """
    return Alignment(state(embedding, thesaurus).with_all(terms, must_link, cannot_link))


class Aligner:
    """Aligns as `align` does, time and again; it keeps the last state, so that only what has changed is reckoned.

    For one thread at a time.
    """

    def __init__(self) -> None:
        self._last: State | None = None

    def __call__(
        self,
        terms: Iterable[Term],
        *,
        embedding: Embedding,
        must_link: Iterable[tuple[str, str]] = (),
        cannot_link: Iterable[tuple[str, str]] = (),
        thesaurus: Thesaurus = EMPTY,
    ) -> Alignment:
        last = self._last
        if last is None or (last.tools.embedding, last.tools.thesaurus) != (embedding, thesaurus):
            last = state(embedding, thesaurus)
        self._last = last.with_all(terms, must_link, cannot_link)
        return Alignment(self._last)


def _translations(facets: Sequence[Facet], tools: Tools) -> Translations:
    """Both directions of each pair that is in one concept or likely enough to say anything."""
    shown = [
        facet.pairs.where(
            (facet.pairs.probability >= np.float32(RELATED))
            | (facet.home[facet.pairs.one] == facet.home[facet.pairs.other])
        )
        for facet in facets
    ]
    first = np.cumsum([0, *map(len, shown)])
    ids = sorted(reading.term.id for facet in facets for reading in facet.readings)
    rank = {id: number for number, id in enumerate(ids)}
    ranks = [np.array([rank[reading.term.id] for reading in facet.readings], dtype=np.int32) for facet in facets]
    nothing = np.zeros(0, dtype=np.int32)
    one = np.concatenate([nothing, *(of[pairs.one] for of, pairs in zip(ranks, shown, strict=True))])
    other = np.concatenate([nothing, *(of[pairs.other] for of, pairs in zip(ranks, shown, strict=True))])
    score = np.concatenate([np.zeros(0, np.float32), *(pairs.probability for pairs in shown)])
    source, target = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((target, source, np.tile(-_rounded(score), 2)))
    size = len(one)
    by_source = np.argsort(source[order], kind="stable").astype(np.int32)
    starts = np.searchsorted(source[order][by_source], np.arange(len(ids) + 1))

    def make(numbers: Ints) -> list[tuple[Translation, Translation]]:
        made: list[tuple[Translation, Translation]] = []
        for facet, pairs, start in zip(facets, shown, first, strict=False):
            own = numbers[(numbers >= start) & (numbers < start + len(pairs))] - start
            if len(own):
                made += _edges(facet, pairs.pairs[own], tools)
        return made

    def sources(theme: str) -> Sequence[int]:
        at = rank.get(theme)
        return [] if at is None else by_source[starts[at] : starts[at + 1]].tolist()

    return Translations((order % max(size, 1)).astype(np.int32), order >= size, make, sources)


def _edges(facet: Facet, pairs: Ints, tools: Tools) -> list[tuple[Translation, Translation]]:
    """Both directions of each pair."""
    found = []
    for (i, j), judgement in zip(pairs.tolist(), facet.judgements(pairs, tools), strict=True):
        together = bool(facet.home[i] == facet.home[j])
        there, back = _relations(judgement, together=together)
        one, other = facet.readings[i], facet.readings[j]
        found.append((_edge(one, other, there, judgement), _edge(other, one, back, judgement)))
    return found


def _questions(facet: Facet, tools: Tools) -> list[tuple[float, Translation]]:
    """(change, one direction of the pair)."""
    pairs = facet.pairs.pairs
    queue = questions(
        facet.constraints,
        pairs,
        1 / (1 + np.exp(-facet.odds(facet.pairs) - facet.doubt(pairs))),  # a short list is a reason to ask
        facet.groups,
        joined=facet.places(facet.must),
        parted=facet.places(facet.cannot),
    )
    places = np.array([question.pair for question in queue], dtype=np.int32).reshape(-1, 2)
    found = []
    for question, (i, j), judgement in zip(queue, places.tolist(), facet.judgements(places, tools), strict=True):
        edge = _edge(facet.readings[i], facet.readings[j], Relation.CLOSE, judgement)
        found.append((question.change, replace(edge, reasons=(*edge.reasons, TOGETHER)) if question.together else edge))
    return found


def _relations(judgement: Judgement, *, together: bool) -> tuple[Relation, Relation]:
    """How the first stands to the second, and the second to the first."""
    if judgement.wider:
        narrow = (Relation.NARROW, Relation.BROAD)
        return narrow if judgement.wider < 0 else (Relation.BROAD, Relation.NARROW)
    if not together:
        return Relation.RELATED, Relation.RELATED
    return (Relation.EXACT, Relation.EXACT) if judgement.equal else (Relation.CLOSE, Relation.CLOSE)


def _edge(source: Reading, target: Reading, relation: Relation, judgement: Judgement) -> Translation:
    return Translation(
        source=ThemeId(source.term.id),
        target=ThemeId(target.term.id),
        relation=relation,
        score=float(_rounded(np.array([judgement.score]))[0]),
        reasons=judgement.reasons,
        quotes=(source.term.quote, target.term.quote),
    )


def _rounded(score: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(np.round(score.astype(np.float64), 4))
