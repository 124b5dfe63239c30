"""Which pairs of themes are worth a judgement: an index instead of all pairs.

In: readings of one facet. Out: pairs of their places. Called by synthesis.translation.incremental. Whether two themes
are a candidate depends on these two alone, never on how many others there are, so that a new study adds pairs and takes
none away.

Many studies say a thing in the same words. Candidates are found between *forms* (forms.py) and then spread over the
themes that have them. Forms are drawn wide, by the cosine of their labels or the words and topics that they share, in
blocks; then sifted by the score that they have when nothing is known of the lists they stand in, save where the one
has all words of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import StudyList
from synthesis.similarity.meaning import SQUARE
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation.forms import Forms
from synthesis.translation.judged import among_themselves

NEAR = 0.35  # cosine of two labels from which they are drawn
NEAR_ON_TOPIC = 0.2  # the same of two labels that speak of one topic
SHARED = 0.4  # share of common stems (twice their number over that of all) from which two labels are drawn
SAME_PARENT = 0.5  # cosine of two parents below which one-word labels under them are nothing to compare
LIKELY = 0.1  # score without lists from which two forms are a candidate
LIST = 10  # labels that a list has of which nothing is known
PART = 400_000  # pairs of themes that are made at a time
BLOCK = 512  # forms that are compared with all at a time, for the sake of memory; it changes no pair

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Sifted:
    """Forms that are candidates with each other.

    pairs: (pairs, 2) places of forms, i <= j, each once. scorer: of readings that say what the forms say. place:
    (forms,) where the scorer has each form that stands in a pair.
    """

    pairs: Ints
    scorer: Scorer
    place: Ints


def form_pairs(forms: Forms, asked: Ints, embedding: Embedding, thesaurus: Thesaurus = EMPTY) -> Sifted:
    """Each asked form with each form that it is a candidate with, itself included.

    asked: places of forms, sorted, each once.
    """
    found = list(_drawn(forms, asked))
    drawn = np.concatenate([np.zeros((0, 2), np.int32), *(pairs for pairs, _ in found)])
    held = np.concatenate([np.zeros(0, dtype=bool), *(whole for _, whole in found)])
    concerned, places = among_themselves(drawn, len(forms.forms))
    readings = [forms.forms[place].reading for place in concerned.tolist()]
    studies = [str(number) for number in range(len(readings))]
    lists = {study: _unknown(reading) for study, reading in zip(studies, readings, strict=True)}
    scorer = Scorer(readings, embedding, thesaurus, lists, studies)
    likely = [scorer.probabilities(places[start : start + PART]) >= LIKELY for start in range(0, len(places), PART)]
    place = np.zeros(len(forms.forms), dtype=np.int32)
    place[concerned] = np.arange(len(concerned))
    return Sifted(drawn[np.concatenate([np.zeros(0, dtype=bool), *likely]) | held], scorer, place)


def spread(pairs: Ints, form: Ints, new: Bools) -> Iterator[Ints]:
    """Pairs of forms to (pairs, 2) pairs of themes, i < j, of which at least one is new, in parts; each pair once.

    form: of each theme, by place. new: whether it is new, by place; the forms of new themes are those that were asked.
    """
    fresh, fresh_start = _holders(np.flatnonzero(new), form, int(pairs.max(initial=0)) + 1)
    held, held_start = _holders(np.arange(len(form)), form, int(pairs.max(initial=0)) + 1)
    unequal = pairs[pairs[:, 0] != pairs[:, 1]]
    one, other = np.vstack([pairs, unequal[:, ::-1]]).T  # from each form of a new theme to each of its partners
    sizes = np.diff(fresh_start)[one] * np.diff(held_start)[other]
    one, other, sizes = one[sizes > 0], other[sizes > 0], sizes[sizes > 0]
    ends = np.cumsum(sizes)
    done = 0
    while done < len(ends):
        before = ends[done - 1] if done else 0
        until = max(int(np.searchsorted(ends, before + PART, side="right")), done + 1)
        part = slice(done, until)
        within = np.arange(ends[until - 1] - before) - np.repeat(ends[part] - sizes[part] - before, sizes[part])
        width = np.repeat(np.diff(held_start)[other[part]], sizes[part])
        a = fresh[np.repeat(fresh_start[one[part]], sizes[part]) + within // width]
        b = held[np.repeat(held_start[other[part]], sizes[part]) + within % width]
        kept = ~new[b] | (a < b)  # of two new themes each finds the other
        yield np.column_stack([np.minimum(a, b), np.maximum(a, b)])[kept].astype(np.int32)
        done = until


def _holders(places: NDArray[np.integer], form: Ints, forms: int) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """(places in order of their forms, where those of each form begin; one more at the end)."""
    order = places[np.argsort(form[places], kind="stable")]
    return order, np.searchsorted(form[order], np.arange(forms + 1))


def _drawn(forms: Forms, asked: Ints) -> Iterator[tuple[Ints, Bools]]:
    """Pairs near in meaning, with common words, topic or concept of the codebook, or initials of each other, in blocks.

    And whether the one of a pair has all words of the other.
    One-word levels of scales are near only under like parents, or among the same levels.
    """
    is_asked = np.zeros(len(forms.forms), dtype=bool)
    is_asked[asked] = True
    columns = np.arange(len(forms.forms))
    lone = forms.levels.sizes > 0
    for start in range(0, len(asked), BLOCK):
        mine = asked[start : start + BLOCK]
        first = int(mine[0]) if is_asked.all() else 0
        cosine = forms.rows[mine] @ forms.rows[first:].T
        near = cosine >= NEAR * SQUARE
        both = forms.words.sizes[mine][:, None] + forms.words.sizes[first:][None]
        shared = forms.words.common(mine, first)
        near |= 2 * shared >= SHARED * both
        near |= (forms.topics.common(mine, first) > 0) & (cosine >= NEAR_ON_TOPIC * SQUARE)
        near |= forms.concepts.common(mine, first) > 0
        near |= (forms.marks.common(mine, first) > 0) & (forms.short[mine][:, None] != forms.short[first:][None])
        if lone[mine].any():
            common = forms.levels.common(mine, first)
            many = forms.levels.sizes[mine][:, None] + forms.levels.sizes[first:][None]
            one_scale = (common > 1) & (3 * common >= many)  # half of all levels
            one_scale |= forms.parents[mine] @ forms.parents[first:].T >= SAME_PARENT * SQUARE
            near &= one_scale | ~(lone[mine][:, None] & lone[first:][None])
        near[np.arange(len(mine)), mine - first] = True
        near &= ~is_asked[first:][None] | (columns[first:][None] >= mine[:, None])
        one, other = np.nonzero(near)
        i, j = mine[one], columns[first:][other]
        whole = shared[one, other] == np.minimum(forms.words.sizes[i], forms.words.sizes[j])
        yield np.column_stack([np.minimum(i, j), np.maximum(i, j)]).astype(np.int32), whole


def _unknown(reading: Reading) -> StudyList:
    """A list of which no more is known than that it holds the label."""
    return StudyList(LIST, 0, dict.fromkeys(reading.stem_set, 1), frozenset())
