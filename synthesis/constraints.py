"""What the studies themselves keep apart.

In: the readings of one facet. Out: for pairs of their places, whether they are kept apart and why. Called by
synthesis.facet and synthesis.questions. Of a pair of places only the two readings and the lists of their two studies
matter, so another study changes no answer.

What a study sets side by side is two things: members of one list, themes of one sentence, themes under one parent. Save
what it sets equal itself (synthesis.equated), and what it sets above the other: the head of "Stage: doing this, doing
that" is no neighbour of its items.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from extract.theme import fold_label
from extract.words import tokens
from synthesis.equated import equated, has_sign
from synthesis.similarity.reading import Reading
from synthesis.similarity.words import stem

Pairs = NDArray[np.integer]  # (pairs, 2) places
Bools = NDArray[np.bool_]
Levels = Mapping[tuple[str, str], frozenset[str]]  # by study and parent: the folded labels under it

# What is taken from the log-odds of two themes of one study (by synthesis.facet): two names in one study are two things
# more often than two names in two studies are. Chosen with the threshold of the groups by `benchmarks.thresholds`.
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
        self._study = _numbered(reading.term.study for reading in readings)
        self._quote = _numbered(_key(reading, _plain(reading.term.quote)) for reading in readings)
        self._parent = _numbered(_key(reading, reading.term.parent) for reading in readings)
        self._label = _numbered(reading.folded for reading in readings)
        self._level = np.array([is_level(reading) for reading in readings], dtype=bool)
        self._listed = np.array([bool(reading.term.contrast) for reading in readings], dtype=bool)
        self._scale = _numbered(reading.parent and reading.parent.stem_set for reading in readings)
        self._list = _numbered(_key(reading, " ".join(sorted(reading.term.contrast))) for reading in readings)
        self._plain = np.array([_is_plain(reading) for reading in readings], dtype=bool)
        self._many = np.array([len(reading.stem_set) > 1 for reading in readings], dtype=bool)
        self._levels = levels_of(readings) if levels is None else levels

    def apart(self, pairs: Pairs) -> Bools:
        """(pairs, 2) to (pairs,): whether the two are never one concept unless a reviewer says so."""
        i, j = pairs[:, 0], pairs[:, 1]
        within = self._study[i] == self._study[j]
        beside = (self._quote[i] == self._quote[j]) & (self._quote[i] > 0)
        beside |= (self._parent[i] == self._parent[j]) & (self._parent[i] > 0)
        beside |= self._listed[i] & self._listed[j]
        levels = self._level[i] & self._level[j] & (self._scale[i] != self._scale[j]) & ~(self._many[i] | self._many[j])
        held = self._level[i] | self._level[j]
        found = (self._list[i] == self._list[j]) & (self._list[i] > 0) & self._plain[i] & self._plain[j]
        for place in np.flatnonzero(np.where(within, beside | held, levels) & ~found).tolist():
            found[place] = bool(self.why(int(i[place]), int(j[place])))
        return np.asarray(found)

    def why(self, i: int, j: int) -> str:
        """Why two places are kept apart, in words; "" when they are not."""
        one, other = self._readings[i], self._readings[j]
        levels = bool(self._level[i] and self._level[j])
        if one.term.study != other.term.study:
            named = levels and max(len(one.stem_set), len(other.stem_set)) <= 1 and not self._one_scale(one, other)
            return "levels of two scales that share no more than a name" if named else ""
        if _holds(one, other) or _holds(other, one):
            return "a scale and its level" if self._level[i] or self._level[j] else ""
        if levels and self._parent[i] != self._parent[j] and not self._one_scale(one, other):
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

    def _one_scale(self, one: Reading, other: Reading) -> bool:
        """Whether the scales of two levels have the same words, or the same levels."""
        if one.parent is None or other.parent is None:
            return True
        mine, theirs = one.parent, other.parent
        if mine.stem_set == theirs.stem_set or _share(mine.stem_set, theirs.stem_set) >= AGREE:
            return True
        under_one = self._levels[one.term.study, mine.term.id]
        under_other = self._levels[other.term.study, theirs.term.id]
        return len(under_one & under_other) > 1 and _share(under_one, under_other) >= AGREE


def levels_of(readings: Iterable[Reading]) -> Levels:
    """By study and parent: the folded labels under it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for reading in readings:
        if reading.parent:
            key = reading.term.study, reading.parent.term.id
            found[key] = found.get(key, frozenset()) | {reading.folded}
    return found


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


def _is_plain(reading: Reading) -> bool:
    """Whether a list is all that can be said of a theme: it has no parent, and nothing hints at a second name."""
    term = reading.term
    return not (term.parent or ":" in term.quote or has_sign(term.label) or has_sign(term.quote))


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


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / max(len(mine | theirs), 1)
