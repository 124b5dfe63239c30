"""Terms to concepts: the aligner.

In: terms of any number of studies and facets, an Embedding, and reviewers' links. Out: an Alignment. Called by
synthesis.synthesise and by `concord align`. The order of the terms changes nothing.

Who outranks whom: a reviewer's must-link, a reviewer's cannot-link, what the studies themselves keep apart (two
themes of one list), and only then the score.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.theme import ThemeId
from synthesis.candidates import candidates
from synthesis.cluster import Pair, groups
from synthesis.concept import Relation, Translation
from synthesis.constraints import WITHIN, Constraints, apart
from synthesis.questions import Question, questions
from synthesis.similarity.lists import PRIOR
from synthesis.similarity.reading import Reading, read_terms
from synthesis.similarity.score import Judgement, Scorer
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus

THRESHOLD = -0.5  # mean log-odds of the score above which groups join; higher: fewer wrong merges, less found
CAUTION = 2.5  # what is added to it for a facet of two labels; the more labels, the less (see `threshold`)
RELATED = 0.2  # least score of a translation between two concepts
TOGETHER = "they stand in one concept now: is that right?"  # said of a question that doubts a concept


@dataclass(frozen=True)
class Alignment:
    """What the aligner made of terms.

    concepts: ids, each term in exactly one, sorted within and by first id. translations: both directions of each pair,
    best first. questions: pairs that a reviewer should decide, most useful first, one direction each. changes: how many
    pairs of themes the answer to each question is expected to join or part.
    """

    concepts: tuple[tuple[str, ...], ...]
    translations: tuple[Translation, ...]
    questions: tuple[Translation, ...]
    changes: tuple[float, ...] = ()


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
    ordered = sorted(terms, key=lambda term: (term.facet, term.id))
    readings = read_terms(ordered)
    must, cannot = _links(must_link), _links(cannot_link) - _links(must_link)
    facets: dict[str, list[Reading]] = defaultdict(list)
    for term in ordered:
        facets[term.facet].append(readings[term.id])
    parts = [
        _align_facet(facets[facet], Scorer(facets[facet], embedding, thesaurus), must, cannot)
        for facet in sorted(facets)
    ]
    queue = sorted((asked for _, queue in parts for asked in queue), key=lambda a: (-a[0], a[1].source, a[1].target))
    return Alignment(
        concepts=tuple(sorted(concept for part, _ in parts for concept in part.concepts)),
        translations=_best_first(edge for part, _ in parts for edge in part.translations),
        questions=tuple(edge for _, edge in queue),
        changes=tuple(change for change, _ in queue),
    )


def threshold(labels: int) -> float:
    """Log-odds above which groups join in a facet of so many labels: few labels hardly show what tells them apart."""
    return THRESHOLD + CAUTION * PRIOR / (max(labels - 2, 0) + PRIOR)


def _align_facet(
    readings: Sequence[Reading], scorer: Scorer, must: frozenset[frozenset[str]], cannot: frozenset[frozenset[str]]
) -> tuple[Alignment, list[tuple[float, Translation]]]:
    place = {reading.term.id: i for i, reading in enumerate(readings)}
    musts, cannots = _places(must, place), _places(cannot, place)
    judged = {
        (place[j.one], place[j.other]): j for j in scorer.judge(sorted(set(candidates(scorer)) | musts | cannots))
    }
    kept_apart = apart(readings, judged)
    clusters = groups(
        len(readings),
        {
            pair: _log_odds(j.score)
            - threshold(len(readings))
            - WITHIN * (readings[pair[0]].term.study == readings[pair[1]].term.study)
            for pair, j in judged.items()
        },
        must=sorted(musts),
        cannot=sorted(kept_apart),
        split=sorted(cannots),
    )
    home = {i: number for number, cluster in enumerate(clusters) for i in cluster}
    edges = [
        edge
        for (i, j), judgement in sorted(judged.items())
        for edge in _edges(readings[i], readings[j], judgement, home[i] == home[j])
    ]
    concepts = tuple(tuple(readings[i].term.id for i in cluster) for cluster in clusters)
    pairs = np.array(sorted(judged), dtype=np.int64).reshape(-1, 2)
    constraints = Constraints(readings)
    odds = np.array([_log_odds(judged[i, j].score) for i, j in pairs.tolist()]) - constraints.caution(pairs)
    queue = questions(constraints, pairs, 1 / (1 + np.exp(-odds)), clusters, joined=musts, parted=cannots)
    asked = [(question.change, _question(readings, question, judged[question.pair])) for question in queue]
    return Alignment(concepts, tuple(edges), ()), asked


def _question(readings: Sequence[Reading], question: Question, judgement: Judgement) -> Translation:
    i, j = question.pair
    edge = _edge(readings[i], readings[j], Relation.CLOSE, judgement)
    return replace(edge, reasons=(*edge.reasons, TOGETHER)) if question.together else edge


def _edges(one: Reading, other: Reading, judgement: Judgement, together: bool) -> list[Translation]:
    """Both directions of a pair; nothing when it is too weak to say anything."""
    if together:
        there = back = Relation.EXACT if judgement.equal else Relation.CLOSE
    elif judgement.score < RELATED:
        return []
    else:
        there = back = Relation.RELATED
    if judgement.wider:
        there, back = (Relation.NARROW, Relation.BROAD) if judgement.wider < 0 else (Relation.BROAD, Relation.NARROW)
    return [_edge(one, other, there, judgement), _edge(other, one, back, judgement)]


def _edge(source: Reading, target: Reading, relation: Relation, judgement: Judgement) -> Translation:
    return Translation(
        source=ThemeId(source.term.id),
        target=ThemeId(target.term.id),
        relation=relation,
        score=round(judgement.score, 4),
        reasons=judgement.reasons,
        quotes=(source.term.quote, target.term.quote),
    )


def _best_first(edges: Iterable[Translation]) -> tuple[Translation, ...]:
    return tuple(sorted(edges, key=lambda edge: (-edge.score, edge.source, edge.target)))


def _links(pairs: Iterable[tuple[str, str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in pairs)


def _places(links: frozenset[frozenset[str]], place: dict[str, int]) -> set[Pair]:
    found = set()
    for link in links:
        places = sorted(place[id] for id in link if id in place)
        if len(places) == 2:
            found.add((places[0], places[1]))
    return found


def _log_odds(score: float) -> float:
    score = min(max(score, 1e-9), 1 - 1e-9)
    return math.log(score / (1 - score))
