"""Which pairs of themes are worth a judgement: an index instead of all pairs.

In: readings of one facet. Out: pairs of their places. Called by synthesis.incremental. Whether two themes are a
candidate depends on these two alone, never on how many others there are, so that a new study adds pairs and takes none
away.

Many studies say a thing in the same words. Candidates are found between *forms* (what a reading says, whoever says it)
and then spread over the themes that have them. Forms are drawn wide, by the cosine of their labels or the words that
they share, in blocks; then sifted by the score that they have when nothing is known of the lists they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import StudyList
from synthesis.similarity.meaning import SQUARE, Vectors, Whole
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NEAR = 0.3  # cosine of two labels from which they are drawn
SHARED = 0.4  # share of common stems (twice their number over that of all) from which two labels are drawn
SAME_PARENT = 0.5  # cosine of two parents below which one-word labels under them are nothing to compare
LIKELY = 0.15  # score without lists from which two forms are a candidate
LIST = 10  # labels that a list has of which nothing is known
PART = 400_000  # pairs of themes that are made at a time
BLOCK = 512  # forms that are compared with all at a time, for the sake of memory; it changes no pair

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Form:
    """What a reading says, whoever says it and wherever. reading: without its theme. levels: for a label of one word
    that has a parent, the stems of all that its study has under that parent.
    """

    reading: Reading
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Forms:
    """The distinct forms of the readings of one facet.

    place: by form. rows, parents: (forms, dimensions) vectors of the labels and of those of the parents, zeros without
    one. lone: (forms,) whether a label of one word has a parent.
    """

    forms: tuple[Form, ...]
    place: Mapping[Form, int]
    rows: Whole
    parents: Whole
    lone: Bools

    @classmethod
    def of(cls, forms: Sequence[Form], embedding: Embedding) -> Forms:
        """In order; each form once."""
        labels = [form.reading.text for form in forms]
        above = [form.reading.parent.text if form.reading.parent else "" for form in forms]
        vectors = Vectors([*labels, *above], embedding)
        return cls(
            forms=tuple(forms),
            place={form: place for place, form in enumerate(forms)},
            rows=vectors.rows(labels),
            parents=vectors.rows(above),
            lone=np.array([bool(form.levels) for form in forms], dtype=bool),
        )

    def with_(self, forms: Sequence[Form], embedding: Embedding) -> Forms:
        """These and those of the forms that are not among them."""
        new = Forms.of([form for form in dict.fromkeys(forms) if form not in self.place], embedding)
        if not new.forms:
            return self
        if not self.forms:
            return new
        return Forms(
            forms=self.forms + new.forms,
            place={**self.place, **{form: len(self.forms) + place for form, place in new.place.items()}},
            rows=np.vstack([self.rows, new.rows]),
            parents=np.vstack([self.parents, new.parents]),
            lone=np.concatenate([self.lone, new.lone]),
        )


NO_FORMS = Forms((), {}, np.zeros((0, 1), np.float32), np.zeros((0, 1), np.float32), np.zeros(0, dtype=bool))


def forms_of(readings: Sequence[Reading]) -> list[Form]:
    """The form of each of the readings of one or more studies, all of them."""
    levels: dict[tuple[str, str], set[str]] = {}
    for reading in readings:
        if reading.parent:
            levels.setdefault((reading.term.study, reading.parent.term.id), set()).update(reading.stem_set)
    bare = {id(reading.parent): _bare(reading.parent) for reading in readings if reading.parent}
    return [
        Form(_bare(reading))
        if reading.parent is None
        else Form(
            replace(_bare(reading), parent=bare[id(reading.parent)]),
            frozenset(levels[reading.term.study, reading.parent.term.id])
            if len(reading.stem_set) == 1
            else frozenset(),
        )
        for reading in readings
    ]


def form_pairs(forms: Forms, asked: Ints, embedding: Embedding, thesaurus: Thesaurus = EMPTY) -> Ints:
    """(pairs, 2): each asked form with each form that it is a candidate with, itself included; each pair once, i <= j.

    asked: places of forms, sorted, each once.
    """
    drawn = np.concatenate([np.zeros((0, 2), np.int32), *_drawn(forms, asked)])
    concerned, where = np.unique(drawn, return_inverse=True)
    readings = [
        replace(forms.forms[place].reading, term=replace(forms.forms[place].reading.term, study=str(number)))
        for number, place in enumerate(concerned.tolist())
    ]
    lists = {reading.term.study: _unknown(reading) for reading in readings}
    scorer = Scorer(readings, embedding, thesaurus, lists)
    likely = scorer.probabilities(where.reshape(-1, 2).astype(np.int32)) >= LIKELY
    return np.asarray(drawn[likely | (drawn[:, 0] == drawn[:, 1])])


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


def _drawn(forms: Forms, asked: Ints) -> Iterator[Ints]:
    """Pairs that are near in meaning or share words, in blocks.

    Labels of one word that have parents are near only under like parents, or among the same levels.
    """
    words, number = _table([form.reading.stem_set for form in forms.forms])
    levels, many = _table([form.levels for form in forms.forms])
    is_asked = np.zeros(len(forms.forms), dtype=bool)
    is_asked[asked] = True
    columns = np.arange(len(forms.forms))
    for start in range(0, len(asked), BLOCK):
        mine = asked[start : start + BLOCK]
        first = int(mine[0]) if is_asked.all() else 0
        near = forms.rows[mine] @ forms.rows[first:].T >= NEAR * SQUARE
        shared = (words[mine] @ words[first:].T).toarray()
        near |= 2 * shared >= SHARED * (number[mine][:, None] + number[first:][None])
        if forms.lone[mine].any():
            alone = forms.lone[mine][:, None] & forms.lone[first:][None]
            common = (levels[mine] @ levels[first:].T).toarray()
            one_scale = (common > 1) & (3 * common >= many[mine][:, None] + many[first:][None])  # half of all levels
            near &= ~alone | one_scale | (forms.parents[mine] @ forms.parents[first:].T >= SAME_PARENT * SQUARE)
        near[np.arange(len(mine)), mine - first] = True
        near &= ~is_asked[first:][None] | (columns[first:][None] >= mine[:, None])
        one, other = np.nonzero(near)
        i, j = mine[one], columns[first:][other]
        yield np.column_stack([np.minimum(i, j), np.maximum(i, j)]).astype(np.int32)


def _table(sets: Sequence[frozenset[str]]) -> tuple[csr_array, NDArray[np.int32]]:
    """(which form holds which word, how many words each holds)."""
    from scipy.sparse import csr_array

    number: dict[str, int] = {}
    columns = [number.setdefault(word, len(number)) for words in sets for word in sorted(words)]
    sizes = np.array([len(words) for words in sets], dtype=np.int32)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    table = csr_array((np.ones(len(columns), np.int32), columns, ends), shape=(len(sets), max(len(number), 1)))
    return table, sizes


def _bare(reading: Reading) -> Reading:
    """A reading less what does not count in a comparison of labels: its theme, and what is kept for the reasons."""
    facet, label = reading.term.facet, reading.text
    return replace(reading, term=Term("", "", facet, label), said=(), folded="", written_out=(), parent=None)


def _unknown(reading: Reading) -> StudyList:
    """A list of which no more is known than that it holds the label."""
    return StudyList(LIST, 0, dict.fromkeys(reading.stem_set, 1), frozenset())
