"""What the studies themselves keep apart.

In: the readings of one facet. Out: for pairs of their places, whether they are kept apart and why. Called by
synthesis.translation.facet and synthesis.translation.questions. Of a pair of places only the two readings and the lists
of their two studies matter, so another study changes no answer.

What a study sets side by side is two things: members of one list, themes of one sentence, themes under one parent. Save
what it sets equal itself (synthesis.translation.equated), and what it sets above the other: the head of "Stage: doing
this, doing that" is no neighbour of its items.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extract.theme import fold_label
from extract.words import tokens
from synthesis.similarity.reading import Reading
from synthesis.similarity.words import stem
from synthesis.translation.equated import equated, has_sign

Pairs = NDArray[np.integer]  # (pairs, 2) places
Places = NDArray[np.integer]  # (pairs,) places
Bools = NDArray[np.bool_]
Levels = Mapping[tuple[str, str], frozenset[str]]  # by study and parent: the folded labels under it

# What is taken from the log-odds of two themes of one study (by synthesis.translation.facet): two names in one study
# are two things more often than two names in two studies are. Chosen with the threshold of the groups by
# `benchmarks.thresholds`.
WITHIN = 1.0
AGREE = 0.5  # least share of common words, or of common levels, of two scales that are one
# Nouns that name a thing with levels. "Stage" and "phase" are not among them: what they hold are parts, not degrees.
_SCALES = frozenset(
    stem(word)
    for word in "scale ladder level tier grade degree ranking rating grading index staircase continuum spectrum "
    "maturity readiness rubric scorecard".split()
)
_MODELS = frozenset(stem(word) for word in "model framework grid matrix scheme".split())  # of maturity, of readiness


class Constraints:
    """What keeps the readings of one facet apart; places are indices into them."""

    def __init__(self, readings: Sequence[Reading], levels: Levels | None = None) -> None:
        """levels: of the studies of the readings; None when the readings hold all themes of their studies."""
        self._readings = tuple(readings)
        self._levels = levels_of(readings) if levels is None else levels
        self._study = _numbered(reading.term.study for reading in readings)
        self._quote = _numbered(_key(reading, _plain(reading.term.quote)) for reading in readings)
        names = [(term.parent, term.id, term.label) for term in (reading.term for reading in readings)]
        texts = _numbered(_key(reading, of[n]) for n in range(3) for reading, of in zip(readings, names, strict=True))
        self._parent, self._id, self._written = texts.reshape(3, -1)
        self._label = _numbered(reading.folded for reading in readings)
        self._level = np.array([is_level(reading) for reading in readings], dtype=bool)
        self._list = _numbered(_key(reading, " ".join(sorted(reading.term.contrast))) for reading in readings)
        self._odd = np.array([_is_odd(reading) for reading in readings], dtype=bool)
        self._many = np.array([len(reading.stem_set) > 1 for reading in readings], dtype=bool)
        self._scale = _Sets(reading.parent.stem_set if reading.parent else frozenset() for reading in readings)
        self._under = _Sets(self._beneath(reading) for reading in readings)

    def apart(self, pairs: Pairs) -> Bools:
        """(pairs, 2) to (pairs,): whether the two are never one concept unless a reviewer says so."""
        i, j = pairs[:, 0], pairs[:, 1]
        within = self._study[i] == self._study[j]
        levels = self._level[i] & self._level[j] & (within | ~(self._many[i] | self._many[j]))
        levels &= self._parent[i] != self._parent[j]
        levels[levels] = ~self._one_scale(i[levels], j[levels])
        found = np.where(within, self._beside(i, j, levels), levels)
        for place in np.flatnonzero(within & (self._odd[i] | self._odd[j])).tolist():
            found[place] = bool(self.why(int(i[place]), int(j[place])))
        return np.asarray(found)

    def _beside(self, i: Places, j: Places, levels: Bools) -> Bools:
        """Whether a study sets two of its themes side by side, or one above the other that is its level."""
        above = (self._parent[j] > 0) & ((self._parent[j] == self._id[i]) | (self._parent[j] == self._written[i]))
        above |= (self._parent[i] > 0) & ((self._parent[i] == self._id[j]) | (self._parent[i] == self._written[j]))
        place = (self._quote[i] == self._quote[j]) & (self._quote[i] > 0)
        place |= (self._parent[i] == self._parent[j]) & (self._parent[i] > 0)
        place &= self._label[i] != self._label[j]
        place |= (self._list[i] == self._list[j]) & (self._list[i] > 0)
        return np.asarray(np.where(above, self._level[i] | self._level[j], levels | place))

    def why(self, i: int, j: int) -> str:
        """Why two places are kept apart, in words; "" when they are not."""
        one, other = self._readings[i], self._readings[j]
        levels = bool(self._level[i] and self._level[j]) and not self._one_scale(np.array([i]), np.array([j]))[0]
        if one.term.study != other.term.study:
            named = levels and max(len(one.stem_set), len(other.stem_set)) <= 1
            return "levels of two scales that share no more than a name" if named else ""
        if _holds(one, other) or _holds(other, one):
            return "a scale and its level" if self._level[i] or self._level[j] else ""
        if levels and self._parent[i] != self._parent[j]:
            return "levels of two scales"
        place = self._place(one, other, same=bool(self._label[i] == self._label[j]))
        return f"the study sets them side by side {place}" if place and not equated(one, other) else ""

    def _place(self, one: Reading, other: Reading, *, same: bool) -> str:
        """Where a study sets two labels side by side; two equal ones (same) only a list can."""
        if one.term.contrast & other.term.contrast:
            return "in one list"
        if not same and one.term.quote and _plain(one.term.quote) == _plain(other.term.quote):
            return "in one sentence"
        if not same and one.term.parent and one.term.parent == other.term.parent:
            return "under one parent"
        return ""

    def _one_scale(self, i: Places, j: Places) -> Bools:
        """Whether the scales of two levels have the same words, or the same levels."""
        same_words = (self._scale.number[i] == self._scale.number[j]) | (self._scale.share(i, j)[1] >= AGREE)
        common, share = self._under.share(i, j)
        return np.asarray(same_words | ((common > 1) & (share >= AGREE)))

    def _beneath(self, reading: Reading) -> frozenset[str]:
        """The labels under the parent of a reading."""
        return self._levels[reading.term.study, reading.parent.term.id] if reading.parent else frozenset()


class _Sets:
    """A set of words by place. number: (places,) equal where the sets are."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        from scipy.sparse import csr_array

        known: dict[frozenset[str], int] = {}
        self.number = np.array([known.setdefault(words, len(known)) for words in sets], dtype=np.int64)
        column = {word: place for place, word in enumerate(sorted({word for words in known for word in words}))}
        columns = [column[word] for words in known for word in sorted(words)]
        self._size = np.array([len(words) for words in known], dtype=np.int64)
        ends = np.concatenate([[0], np.cumsum(self._size)])
        shape = (len(known), max(len(column), 1))
        self._held = csr_array((np.ones(len(columns), np.int64), columns, ends), shape=shape)

    def share(self, i: Places, j: Places) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """(how many words two places have in common, their share of all words of the two)."""
        one, other = self.number[i], self.number[j]
        if not len(one):
            return np.zeros(0, np.int64), np.zeros(0)
        common = np.asarray(self._held[one].multiply(self._held[other]).sum(axis=1)).astype(np.int64)
        return common, common / np.maximum(self._size[one] + self._size[other] - common, 1)


def levels_of(readings: Iterable[Reading]) -> Levels:
    """By study and parent: the folded labels under it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for reading in readings:
        if reading.parent:
            key = reading.term.study, reading.parent.term.id
            found[key] = found.get(key, frozenset()) | {reading.folded}
    return found


@lru_cache(maxsize=65536)
def is_scale(label: str) -> bool:
    """Whether a label names a thing that has levels.

    >>> is_scale("Harbour maturity model"), is_scale("Model training")
    (True, False)
    """
    words = [stem(word) for word in tokens(label)]
    return bool(_SCALES & set(words)) or (bool(words) and words[-1] in _MODELS)


def _holds(one: Reading, other: Reading) -> bool:
    """Whether a study sets the first above the second: as its parent, or as the head of its sentence."""
    if other.term.parent and other.term.parent in (one.term.id, one.term.label):
        return True
    head, colon, rest = one.term.quote.partition(":")
    within = bool(colon) and one.term.quote == other.term.quote and other.term.label.casefold() in rest.casefold()
    return within and fold_label(head) == one.folded


def _is_odd(reading: Reading) -> bool:
    """Whether more must be known of a theme than its names and places: it may stand above others of its quote, in
    several lists, or under two names."""
    term = reading.term
    head, colon, _ = term.quote.partition(":")
    above = bool(colon) and fold_label(head) == reading.folded
    return above or len(term.contrast) > 1 or has_sign(term.label) or has_sign(term.quote)


def is_level(reading: Reading) -> bool:
    """Whether a theme is a level of a scale, by its facet or its parent."""
    above = reading.parent
    return above is not None and (is_scale(reading.term.facet.replace("_", " ")) or is_scale(above.term.label))


def _key(reading: Reading, value: str) -> tuple[str, str] | None:
    return (reading.term.study, value) if value else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _numbered(values: Iterable[Hashable]) -> NDArray[np.int64]:
    """Equal values have equal numbers; 0 stands for None."""
    known: dict[Hashable, int] = {None: 0}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)
