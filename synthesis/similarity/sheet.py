"""The readings of one facet as arrays: what the features of many pairs are reckoned from at once.

In: readings, an Embedding and a Thesaurus. Out: a Sheet. Made by synthesis.similarity.score, read by
synthesis.similarity.evidence, .lists and .nearness.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import SCALE, Vectors, Whole
from synthesis.similarity.profiles import Told, profiles
from synthesis.similarity.reading import Reading
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.similarity.words import stem

MOST = 8  # words of a label, phrases that the thesaurus knows counted as one, that are compared; few labels have more
SINGLE = 12  # words of a label each counted by itself
NONE = -1

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Sheet:
    """n readings of at most K words.

    study: (n,) number of the study. said: (n,) numbers, equal where two say the same, whoever says it. stems: (n,
    K) numbers of stems, each once in a label, NONE where there is no word. core, heads: (n, K) whether the word is
    part of the core, a head. joined: (n, J) numbers of the coordinated heads in order, NONE filled. words: (n, K)
    numbers of words as written, NONE filled. single, piece: (n, L) numbers of the words each by itself, NONE
    filled, and the column of `words` that each is part of. text, parent, children: (n,) rows of `vectors`: of the
    label, of the parent's, of what it holds. own, stem_set, numbers: (n,) numbers, equal where the reading has the
    same, 0 for nothing; tail: those of the stems behind the first, as in stem_set. topics: (n, topics) whole
    numbers, of length SCALE or 0. profile: (n,) rows of `profiles`, which are as profiles.py makes them. short:
    (n,) and initials: (n, I) numbers of short forms, NONE filled. concept, about: (n,) numbers of the concepts of a
    codebook that a label names and is about, 0 for none; concepts: their rings by number. vocabulary: the stems by
    number. spelled, of_stem, rows: by number of a word, how it is written, its stem and its row of `vectors`.
    """

    study: Ints
    studies: tuple[str, ...]
    said: Ints
    stems: Ints
    core: Bools
    heads: Bools
    joined: Ints
    words: Ints
    single: Ints
    piece: Ints
    text: Ints
    parent: Ints
    children: Ints
    own: Ints
    stem_set: Ints
    tail: Ints
    numbers: Ints
    lacks: Bools
    troubled: Bools
    name: Bools
    topics: Whole
    profile: Ints
    profiles: Whole
    short: Ints
    initials: Ints
    concept: Ints
    about: Ints
    concepts: tuple[str, ...]
    vectors: Whole
    vocabulary: tuple[str, ...]
    spelled: tuple[str, ...]
    of_stem: Ints
    rows: Ints


def sheet(
    readings: Sequence[Reading], embedding: Embedding, thesaurus: Thesaurus = EMPTY, studies: Sequence[str] = ()
) -> Sheet:
    """The arrays of readings, in their order. Many studies say a thing in the same words: these are read once.

    studies: one for each of the readings, in place of its own.
    """
    known: dict[Hashable, int] = {}
    said = np.array([known.setdefault(_says(reading), len(known)) for reading in readings], dtype=np.int32)
    first = np.unique(said, return_index=True)[1].tolist()
    made = _sheet([readings[place] for place in first], embedding, thesaurus)
    return spoken(made, said, studies or [reading.term.study for reading in readings])


def spoken(made: Sheet, places: NDArray[np.integer], studies: Sequence[str]) -> Sheet:
    """The arrays of readings of these studies that say what those at these places of another sheet say."""
    names = tuple(sorted(set(studies)))
    number = {study: place for place, study in enumerate(names)}
    rows = {name: getattr(made, name)[places] for name in _BY_READING}
    return replace(made, study=np.array([number[study] for study in studies], dtype=np.int32), studies=names, **rows)


def _says(reading: Reading) -> Hashable:
    """All of a reading that a sheet holds, less its study."""
    named = (reading.named, reading.short, reading.initials, reading.name, reading.troubled, reading.lacks)
    around = (reading.parent.text if reading.parent else "", reading.children)
    label = (reading.words, reading.stems, reading.text, reading.own, reading.phrase, reading.numbers, reading.topics)
    return label, around, named


def _sheet(readings: Sequence[Reading], embedding: Embedding, thesaurus: Thesaurus) -> Sheet:
    """The same of readings that all say different things, of one study."""
    words = [_each_once(reading) for reading in readings]
    singles = [_singles(row) for row in words]
    forms = sorted({form for row in words for form in row} | {form for row in singles for form, _ in row})
    joined = {kind for reading in readings for kind in reading.phrase.joined}
    vocabulary = tuple(sorted({kind for _, kind in forms} | joined | {kind for one in readings for kind in one.stems}))
    number = {kind: place for place, kind in enumerate(vocabulary)}
    word_number = {form: place for place, form in enumerate(forms)}
    letters = {short: place for place, short in enumerate(sorted({reading.short for reading in readings} - {""}))}
    concepts = ("", *sorted({name for reading in readings for name in reading.named.names}))
    concept_number = {name: place for place, name in enumerate(concepts)}
    texts = [reading.text for reading in readings]
    above = [reading.parent.text if reading.parent else "" for reading in readings]
    below = [" ".join(reading.children) for reading in readings]
    vectors = Vectors([*texts, *above, *below, *(word for word, _ in forms)], embedding)
    sets = _numbered([*(r.stem_set for r in readings), *(frozenset(r.stems[1:]) for r in readings)])
    told = {said: place for place, said in enumerate(dict.fromkeys(map(_told, readings)))}

    def marked(of: Callable[[Reading], frozenset[str]]) -> Bools:
        rows = [[int(kind in of(reading)) for _, kind in row] for reading, row in zip(readings, words, strict=True)]
        return np.asarray(_table(rows) == 1)

    return Sheet(
        study=np.zeros(len(readings), dtype=np.int32),
        studies=("",),
        said=np.arange(len(readings), dtype=np.int32),
        stems=_table([[number[kind] for _, kind in row] for row in words]),
        core=marked(lambda reading: reading.phrase.core),
        heads=marked(lambda reading: reading.phrase.heads),
        joined=_table([[number[kind] for kind in reading.phrase.joined] for reading in readings]),
        words=_table([[word_number[form] for form in row] for row in words]),
        single=_table([[word_number[form] for form, _ in row] for row in singles]),
        piece=_table([[place for _, place in row] for row in singles]),
        text=vectors.places(texts),
        parent=vectors.places(above),
        children=vectors.places(below),
        own=_numbered(reading.own for reading in readings),
        stem_set=sets[: len(readings)],
        tail=sets[len(readings) :],
        numbers=_numbered(reading.numbers for reading in readings),
        lacks=np.array([reading.lacks for reading in readings], dtype=bool),
        troubled=np.array([reading.troubled for reading in readings], dtype=bool),
        name=np.array([reading.name for reading in readings], dtype=bool),
        topics=_topics(readings, thesaurus),
        profile=np.array([told[_told(reading)] for reading in readings], dtype=np.int32),
        profiles=profiles(list(told), vectors, thesaurus),
        short=np.array([letters.get(reading.short, NONE) for reading in readings], dtype=np.int32),
        concept=np.array([concept_number[reading.named.exactly] for reading in readings], dtype=np.int32),
        about=np.array([concept_number[reading.named.about] for reading in readings], dtype=np.int32),
        concepts=concepts,
        initials=_table([[letters[form] for form in reading.initials if form in letters] for reading in readings]),
        vectors=vectors.matrix,
        vocabulary=vocabulary,
        spelled=tuple(word for word, _ in forms),
        of_stem=np.array([number[kind] for _, kind in forms], dtype=np.int32),
        rows=vectors.places([word for word, _ in forms]),
    )


_BY_READING = (
    *("said", "stems", "core", "heads", "joined", "words", "single", "piece", "text", "parent", "children", "own"),
    *("stem_set", "tail", "numbers", "lacks", "troubled", "name", "topics", "profile", "short", "concept", "about"),
    "initials",
)


def distinct(keys: NDArray[np.integer]) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """(a place of each different key, rising by key; for each key which of these it is)."""
    order = np.argsort(keys)
    starts = np.diff(keys[order], prepend=keys[order[:1]] - 1) != 0
    back = np.empty(len(keys), dtype=np.int64)
    back[order] = np.cumsum(starts) - 1
    return order[starts], back


def _told(reading: Reading) -> Told:
    return Told(reading.text, reading.topics, reading.stem_set)


def _each_once(reading: Reading) -> list[tuple[str, str]]:
    """(word, stem) of the words of a label, each stem where it first stands."""
    first: dict[str, str] = {}
    for word, kind in zip(reading.words, reading.stems, strict=True):
        first.setdefault(kind, word)
    return [(word, kind) for kind, word in first.items()][:MOST]


def _singles(words: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """((word, stem), place in words) of each word by itself, each stem where it first stands."""
    first: dict[str, tuple[tuple[str, str], int]] = {}
    for place, (text, _) in enumerate(words):
        for word in text.split():
            first.setdefault(stem(word), ((word, stem(word)), place))
    return list(first.values())[:SINGLE]


def _table(rows: Sequence[Sequence[int]]) -> Ints:
    """Rows of unlike lengths as one array, at least one column wide, NONE filled."""
    width = max(1, max(map(len, rows), default=1))
    return np.array([[*row, *[NONE] * (width - len(row))] for row in rows], dtype=np.int32).reshape(-1, width)


def _numbered(values: Iterable[Hashable]) -> Ints:
    """Equal values have equal numbers; 0 stands for what is empty."""
    known: dict[Hashable, int] = {frozenset(): 0}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int32)


def _topics(readings: Sequence[Reading], thesaurus: Thesaurus) -> Whole:
    known = {topics: thesaurus.topics.vector(topics) for topics in {reading.topics for reading in readings}}
    column = {topic: place for place, topic in enumerate(sorted({topic for row in known.values() for topic in row}))}
    found = np.zeros((len(readings), max(1, len(column))), dtype=np.float32)
    for row, reading in zip(found, readings, strict=True):
        for topic, weight in known[reading.topics].items():
            row[column[topic]] = np.rint(weight * SCALE)
    return found
