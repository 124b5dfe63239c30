"""The readings of one facet as arrays: what the features of many pairs are reckoned from at once.

In: readings and an Embedding. Out: a Sheet. Made by synthesis.similarity.score, read by synthesis.similarity.evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import Vectors, Whole
from synthesis.similarity.reading import Reading
from synthesis.similarity.term import Embedding

MOST = 12  # words of a label that are compared; further ones hardly ever are there
NONE = -1

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Sheet:
    """n readings of at most K words.

    study: (n,) number of the study. stems: (n, K) numbers of stems, each once in a label, NONE where there is no word.
    core, heads: (n, K) whether the word is part of the core, a head. joined: (n, J) numbers of the coordinated heads in
    order, NONE filled. text, parent: (n,) rows of `vectors`. forms: (n, K) rows of `vectors` of the words as written.
    own, stem_set, numbers, said: (n,) numbers, equal where the reading has the same. vocabulary: the stems by number.
    """

    study: Ints
    studies: tuple[str, ...]
    stems: Ints
    core: Bools
    heads: Bools
    joined: Ints
    forms: Ints
    text: Ints
    parent: Ints
    own: Ints
    stem_set: Ints
    numbers: Ints
    lacks: Bools
    name: Bools
    vectors: Whole
    vocabulary: tuple[str, ...]


def sheet(readings: Sequence[Reading], embedding: Embedding) -> Sheet:
    """The arrays of readings, in their order."""
    words = [_each_once(reading) for reading in readings]
    studies = tuple(sorted({reading.term.study for reading in readings}))
    vocabulary = tuple(sorted({stem for reading in readings for stem in (*reading.stems, *reading.phrase.joined)}))
    number = {stem: place for place, stem in enumerate(vocabulary)}
    parents = [reading.parent.text if reading.parent else "" for reading in readings]
    texts = [reading.text for reading in readings]
    vectors = Vectors([*texts, *parents, *(form for row in words for form, _ in row)], embedding)
    width = max((len(row) for row in words), default=1)

    def table(rows: Iterable[Sequence[int]], columns: int = width) -> Ints:
        return np.array([[*row, *[NONE] * (columns - len(row))] for row in rows], dtype=np.int32).reshape(-1, columns)

    def marked(of: Callable[[Reading], frozenset[str]]) -> Bools:
        rows = zip(readings, words, strict=True)
        return np.asarray(table([[int(stem in of(reading)) for _, stem in row] for reading, row in rows]) == 1)

    joined = [[number[stem] for stem in reading.phrase.joined] for reading in readings]
    return Sheet(
        study=np.array([studies.index(reading.term.study) for reading in readings], dtype=np.int32),
        studies=studies,
        stems=table([[number[stem] for _, stem in row] for row in words]),
        core=marked(lambda reading: reading.phrase.core),
        heads=marked(lambda reading: reading.phrase.heads),
        joined=table(joined, max(1, max(map(len, joined), default=1))),
        forms=table([vectors.places([form for form, _ in row]).tolist() for row in words]),
        text=vectors.places(texts),
        parent=vectors.places(parents),
        own=_numbered(reading.own for reading in readings),
        stem_set=_numbered(reading.stem_set for reading in readings),
        numbers=_numbered(reading.numbers for reading in readings),
        lacks=np.array([reading.lacks for reading in readings], dtype=bool),
        name=np.array([reading.name for reading in readings], dtype=bool),
        vectors=vectors.matrix,
        vocabulary=vocabulary,
    )


def _each_once(reading: Reading) -> list[tuple[str, str]]:
    """(word, stem) of the words of a label, each stem where it first stands."""
    first: dict[str, str] = {}
    for word, stem in zip(reading.words, reading.stems, strict=True):
        first.setdefault(stem, word)
    return [(word, stem) for stem, word in first.items()][:MOST]


def _numbered(values: Iterable[Hashable]) -> Ints:
    """Equal values have equal numbers; 0 stands for what is empty."""
    known: dict[Hashable, int] = {frozenset(): 0}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int32)
