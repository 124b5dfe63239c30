"""What readings say, whoever says it: the distinct forms of a facet, and the tables by which like ones are found.

In: readings. Out: Forms, which others can be added to. Made by synthesis.translation.facet, read by
synthesis.translation.candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import Vectors, Whole
from synthesis.similarity.reading import Reading
from synthesis.similarity.term import Embedding, Term
from synthesis.translation.constraints import is_level

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Form:
    """What a reading says, whoever says it and wherever.

    reading: without its theme. levels: for a level of a scale that is called by one word, the stems of all that its
    study has under its parent.
    """

    reading: Reading
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Table:
    """Which form holds which word. number: column by word. held: (forms, words), 1 or nothing. sizes: (forms,)."""

    number: Mapping[str, int]
    held: csr_array
    sizes: NDArray[np.int32]

    @classmethod
    def of(cls, sets: Iterable[Iterable[str]], known: Mapping[str, int] | None = None) -> Table:
        """known: columns that are taken already."""
        from scipy.sparse import csr_array

        number = dict(known or {})
        columns, ends = [], [0]
        for words in sets:
            columns += [number.setdefault(word, len(number)) for word in sorted(words)]
            ends.append(len(columns))
        shape = (len(ends) - 1, max(len(number), 1))
        held = csr_array((np.ones(len(columns), np.int32), columns, ends), shape=shape)
        return cls(number, held, np.diff(ends).astype(np.int32))

    def with_(self, sets: Iterable[Iterable[str]]) -> Table:
        """With further forms."""
        from scipy.sparse import csr_array, vstack

        new = Table.of(sets, self.number)
        mine = csr_array(
            (self.held.data, self.held.indices, self.held.indptr), shape=(len(self.sizes), new.held.shape[1])
        )
        return Table(new.number, csr_array(vstack([mine, new.held])), np.concatenate([self.sizes, new.sizes]))

    def common(self, mine: NDArray[np.integer], first: int) -> NDArray[np.int32]:
        """(mine, forms from the first on) how many words they have in common."""
        if not self.held.nnz:
            return np.zeros((len(mine), len(self.sizes) - first), dtype=np.int32)
        return np.asarray((self.held[mine] @ self.held[first:].T).toarray(), dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Forms:
    """The distinct forms of the readings of one facet.

    place: by form. rows, parents: (forms, dimensions) vectors of the labels and of those of the parents, zeros without
    one. words, topics, levels: what each form holds. concepts: what of the codebook it is about. marks: the short form
    that a label is, or those that it may be the long form of. short: (forms,) whether it is a short form.
    """

    forms: tuple[Form, ...]
    place: Mapping[Form, int]
    rows: Whole
    parents: Whole
    words: Table
    topics: Table
    concepts: Table
    levels: Table
    marks: Table
    short: Bools

    def with_(self, forms: Iterable[Form], embedding: Embedding) -> Forms:
        """These and those of the forms that are not among them."""
        new = [form for form in dict.fromkeys(forms) if form not in self.place]
        if not new:
            return self
        readings = [form.reading for form in new]
        labels = [reading.text for reading in readings]
        above = [reading.parent.text if reading.parent else "" for reading in readings]
        vectors = Vectors([*labels, *above], embedding)
        rows, parents = vectors.rows(labels), vectors.rows(above)
        short = np.array([bool(reading.short) for reading in readings], dtype=bool)
        return Forms(
            forms=self.forms + tuple(new),
            place={**self.place, **{form: len(self.forms) + place for place, form in enumerate(new)}},
            rows=np.vstack([self.rows, rows]) if self.forms else rows,
            parents=np.vstack([self.parents, parents]) if self.forms else parents,
            words=self.words.with_(reading.stem_set for reading in readings),
            topics=self.topics.with_(set(reading.topics) for reading in readings),
            concepts=self.concepts.with_({reading.named.about} - {""} for reading in readings),
            levels=self.levels.with_(form.levels for form in new),
            marks=self.marks.with_({reading.short} - {""} or set(reading.initials) for reading in readings),
            short=np.concatenate([self.short, short]),
        )

    @classmethod
    def none(cls) -> Forms:
        """No form."""
        rows, short = np.zeros((0, 1), np.float32), np.zeros(0, dtype=bool)
        words, topics, concepts, levels, marks = (Table.of([]) for _ in range(5))
        return cls((), {}, rows, rows, words, topics, concepts, levels, marks, short)


def forms_of(readings: Sequence[Reading]) -> list[Form]:
    """The form of each of the readings of one or more studies, all of them."""
    levels: dict[tuple[str, str], set[str]] = {}
    bare: dict[int, Reading] = {}
    for reading in readings:
        if reading.parent:
            levels.setdefault((reading.term.study, reading.parent.term.id), set()).update(reading.stem_set)
            bare[id(reading.parent)] = _bare(reading.parent)
    found = []
    for reading in readings:
        form = Form(_bare(reading))
        if reading.parent:
            form = replace(form, reading=replace(form.reading, parent=bare[id(reading.parent)]))
            if len(reading.stem_set) == 1 and is_level(reading):
                form = replace(form, levels=frozenset(levels[reading.term.study, reading.parent.term.id]))
        found.append(form)
    return found


def _bare(reading: Reading) -> Reading:
    """A reading less what does not count in a comparison of labels: its theme, and what is kept for the reasons."""
    facet, label = reading.term.facet, reading.text
    return replace(reading, term=Term("", "", facet, label), said=(), folded="", written_out=(), parent=None)
