"""What the list of one study in one facet tells: how common a word is, what its labels share, which it sets apart.

In: a Sheet, and what is kept of the lists. Out: numbers for pairs of readings, drawn from the lists of their two
studies and from nothing else, so that a third study changes no pair. Used by synthesis.similarity.evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import products
from synthesis.similarity.sheet import NONE, Ints, Sheet

# Two short lists have no mean to speak of: PRIOR labels are mixed in whose cosine with one another and with any label
# is COMMON (its mean over the labelled groups of the benchmark).
PRIOR = 4.0
COMMON = 0.1
LEAST = 0.3  # weight of a word that all labels have

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StudyList:
    """What is kept of the list of one study, so that its labels need not be read again when another study comes.

    labels: how many. names: how many of them are proper names. total: (dimensions,) sum of their vectors.
    counts: in how many labels a stem stands. set_apart: pairs of stems, in order of the alphabet, that the study sets
    side by side.
    """

    labels: int
    names: int
    total: Floats
    counts: Mapping[str, int]
    set_apart: frozenset[tuple[str, str]]


def study_lists(sheet: Sheet) -> dict[str, StudyList]:
    """The list of each study, of all its readings in the sheet."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, study in enumerate(sheet.study.tolist()):
        places[study].append(place)
    rows = sheet.stems.tolist()
    return {
        sheet.studies[study]: _study_list(sheet, own, [rows[place] for place in own]) for study, own in places.items()
    }


def _study_list(sheet: Sheet, places: Sequence[int], rows: Sequence[Sequence[int]]) -> StudyList:
    stems = [frozenset(sheet.vocabulary[number] for number in row if number != NONE) for row in rows]
    return StudyList(
        labels=len(places),
        names=int(sheet.name[places].sum()),
        total=sheet.vectors[sheet.text[places]].sum(axis=0, dtype=np.float64),
        counts=Counter(stem for label in stems for stem in label),
        set_apart=frozenset(_set_apart(stems)),
    )


class Lists:
    """size, names: (studies,) number of labels, and of names. sums: (studies, dimensions) of the labels' vectors."""

    def __init__(self, sheet: Sheet, known: Mapping[str, StudyList]) -> None:
        self._sheet = sheet
        lists = [known[study] for study in sheet.studies]
        number = {stem: place for place, stem in enumerate(sheet.vocabulary)}
        self.size = np.array([of.labels for of in lists], dtype=np.float64)
        self.names = np.array([of.names for of in lists], dtype=np.float64)
        self.sums = np.array([of.total for of in lists]).reshape(len(lists), sheet.vectors.shape[1])
        self._square = products(self.sums, self.sums)
        self._width = len(sheet.vocabulary)
        counts = sorted(
            (study * self._width + number[stem], count)
            for study, of in enumerate(lists)
            for stem, count in of.counts.items()
            if stem in number
        )
        self._keys = np.array([key for key, _ in counts], dtype=np.int64)
        self._counts = np.array([count for _, count in counts], dtype=np.int64)
        apart = sorted(
            (study * self._width + min(number[one], number[other])) * self._width + max(number[one], number[other])
            for study, of in enumerate(lists)
            for one, other in of.set_apart
            if one in number and other in number
        )
        self._set_apart = np.array(apart, dtype=np.int64)

    def weights(self, i: Ints, j: Ints) -> tuple[Floats, Floats]:
        """(pairs, K) weights of the words of both readings, 0 where there is none: rarer in the two lists is more."""
        sheet = self._sheet
        same = sheet.study[i] == sheet.study[j]
        labels = self.size[sheet.study[i]] + np.where(same, 0.0, self.size[sheet.study[j]])

        def weight(mine: Ints) -> Floats:
            stems = sheet.stems[mine]
            count = self._count(sheet.study[i], stems)
            count += np.where(same[:, None], 0.0, self._count(sheet.study[j], stems))
            found = LEAST + np.log(labels[:, None] / np.maximum(count, 1.0))
            return np.where(stems != NONE, found, 0.0)

        return weight(i), weight(j)

    def centred(self, i: Ints, j: Ints) -> Floats:
        """Cosines of the labels less the mean of the other labels of the two lists, -1 to 1.

        The centre is the sum of the other vectors of both lists and of PRIOR vectors p over their number, where
        p . a = p . b = p . p = COMMON.
        """
        sheet = self._sheet
        one, other = sheet.vectors[sheet.text[i]], sheet.vectors[sheet.text[j]]
        mine, theirs = sheet.study[i], sheet.study[j]
        both = mine != theirs
        plain, one_square, other_square = products(one, other), products(one, one), products(other, other)
        square = np.where(both, self._square[mine] + self._square[theirs], self._square[mine])
        square += np.where(both, 2 * products(self.sums[mine], self.sums[theirs]), 0.0)
        one_all = products(one, self.sums[mine]) + np.where(both, products(one, self.sums[theirs]), 0.0)
        other_all = products(other, self.sums[theirs]) + np.where(both, products(other, self.sums[mine]), 0.0)
        others = self.size[mine] + np.where(both, self.size[theirs], 0.0) - 2
        mixed, weight = PRIOR * COMMON, 1 / (others + PRIOR)
        pair = one_square + other_square + 2 * plain
        around = square - 2 * (one_all + other_all) + pair + 2 * mixed * others + mixed * PRIOR
        around *= weight**2
        one_centre = weight * (one_all - one_square - plain + mixed)
        other_centre = weight * (other_all - other_square - plain + mixed)
        lengths = np.maximum(one_square - 2 * one_centre + around, 1e-9) * np.maximum(
            other_square - 2 * other_centre + around, 1e-9
        )
        return np.asarray(np.clip((plain - one_centre - other_centre + around) / np.sqrt(lengths), -1, 1))

    def sets_apart(self, i: Ints, j: Ints, mine: Ints, theirs: Ints) -> NDArray[np.bool_]:
        """Whether one of the two studies has two labels that are alike but for these two stems (numbers, by pair)."""
        found = np.zeros(len(i), dtype=bool)
        low, high = np.minimum(mine, theirs).astype(np.int64), np.maximum(mine, theirs)
        for study in (self._sheet.study[i], self._sheet.study[j]):
            found |= _among((study * self._width + low) * self._width + high, self._set_apart)
        return np.asarray(found & (mine != NONE) & (theirs != NONE))

    def _count(self, study: Ints, stems: Ints) -> Floats:
        """(pairs, K) in how many labels of the study of a pair a stem stands."""
        found = np.zeros(stems.shape)
        held = stems != NONE
        keys = (study[:, None].astype(np.int64) * self._width + stems)[held]
        if not len(self._keys):
            return found
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found[held] = np.where(self._keys[place] == keys, self._counts[place], 0)
        return found


def _set_apart(labels: Iterable[frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs of stems: two labels of the study are alike but for one stem each.

    "sample storage" beside "sample transport" shows that, for these authors, the two words tell different things.
    """
    holes: dict[frozenset[str], set[str]] = defaultdict(set)
    for stems in labels:
        for stem in stems if len(stems) > 1 else ():
            holes[stems - {stem}].add(stem)
    return (pair for stems in holes.values() for pair in combinations(sorted(stems), 2))


def _among(keys: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    return np.asarray(known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys)
