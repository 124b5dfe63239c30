"""Terms to concepts: the aligner.

In: terms of any number of studies and facets, an Embedding, and reviewers' links. Out: an Alignment. Called by
synthesis.synthesise and by `concord align`. The order of the terms changes nothing.

The work is done in synthesis.translation.incremental, whose states are kept where studies come and go; here stands what
is shown of a state. Translations and questions are made when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.theme import ThemeId
from synthesis.concept import Relation, Translation
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement, wider
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation.columns import NUMBER, STEPS, Said, Translations
from synthesis.translation.facet import Facet, Tools
from synthesis.translation.incremental import State, state
from synthesis.translation.judged import Judged
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
    ids = sorted(reading.term.id for facet in facets for reading in facet.readings)
    rank = {id: number for number, id in enumerate(ids)}
    ranks = [np.array([rank[reading.term.id] for reading in facet.readings], dtype=np.int32) for facet in facets]
    nothing = np.zeros(0, dtype=np.int32)
    one = np.concatenate([nothing, *(of[pairs.one] for of, pairs in zip(ranks, shown, strict=True))])
    other = np.concatenate([nothing, *(of[pairs.other] for of, pairs in zip(ranks, shown, strict=True))])
    chance = np.concatenate([np.zeros(0, np.float32), *(pairs.probability for pairs in shown)])
    score = np.round(_rounded(chance) * STEPS).astype(np.int32)
    related = [_related(facet, pairs) for facet, pairs in zip(facets, shown, strict=True)]
    there = np.concatenate([nothing, *(found for found, _ in related)]).astype(np.int8)
    back = np.concatenate([nothing, *(found for _, found in related)]).astype(np.int8)
    source, target = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((target, source, np.tile(-score, 2)))
    facet_of = {reading.term.id: facet for facet in facets for reading in facet.readings}

    def explain(pairs: Sequence[tuple[str, str]]) -> list[Said]:
        return _said(pairs, facet_of, tools)

    relation, scores = np.concatenate([there, back])[order], np.tile(score, 2)[order]
    return Translations(tuple(ids), source[order], target[order], relation, scores, explain)


def _related(facet: Facet, pairs: Judged) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The relation of each pair, there and back, as numbers."""
    names = {name: number for number, name in enumerate({reading.folded for reading in facet.readings})}
    folded = np.array([names[reading.folded] for reading in facet.readings], dtype=np.int32)
    same = np.where(folded[pairs.one] == folded[pairs.other], NUMBER[Relation.EXACT], NUMBER[Relation.CLOSE])
    together = facet.home[pairs.one] == facet.home[pairs.other]
    there = np.where(together, same, NUMBER[Relation.RELATED]).astype(np.int8)
    back = there.copy()
    wide = wider(facet.readings, pairs.one.tolist(), pairs.other.tolist())
    there[wide < 0], back[wide < 0] = NUMBER[Relation.NARROW], NUMBER[Relation.BROAD]
    there[wide > 0], back[wide > 0] = NUMBER[Relation.BROAD], NUMBER[Relation.NARROW]
    return there, back


def _said(pairs: Sequence[tuple[str, str]], facet_of: Mapping[str, Facet], tools: Tools) -> list[Said]:
    """Reasons and quotes of pairs of ids."""
    found: dict[tuple[str, str], Said] = {}
    for facet in {id(facet): facet for facet in (facet_of[one] for one, _ in pairs)}.values():
        own = [pair for pair in pairs if facet_of[pair[0]] is facet]
        places = np.array([(facet.place[one], facet.place[other]) for one, other in own], dtype=np.int32)
        for (one, other), judgement in zip(own, facet.judgements(places, tools), strict=True):
            quotes = facet.readings[facet.place[one]].term.quote, facet.readings[facet.place[other]].term.quote
            found[one, other] = judgement.reasons, quotes
    return [found[pair] for pair in pairs]


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
