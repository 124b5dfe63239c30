"""What the list of one study in one facet tells: how common a word is, what its labels share, which it sets apart.

In: a Sheet, and what is kept of the lists. Out: numbers for pairs of readings, drawn from the lists of their two
studies and from nothing else, so that a third study changes no pair. Used by synthesis.similarity.evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import Whole
from synthesis.similarity.profiles import LENGTH
from synthesis.similarity.sheet import NONE, Bools, Ints, Sheet, distinct

PRIOR = 4.0  # labels that a list must have beside two, before what it tells of them counts for half
LEAST = 0.3  # weight of a word that all labels have
DOUBT = 2.0  # labels that are mixed into a list for the mean and the spread of its likenesses
USUAL, SPREAD = 0.2, 0.2  # mean and deviation of the likenesses of labels of one facet
STEPS = 10000.0  # likenesses are summed in steps of 1 / STEPS, as whole numbers
FURTHEST = 6.0  # deviations beyond which a standing tells no more
PLENTY = 0.08  # share of labels that speak of something bad from which a list is one of troubles

BATCH = 8192  # pairs whose profiles are compared at a time
WORTH = 4  # a table of all sums is made once a quarter of it is asked for
LARGEST = 40_000_000  # sums, or counts of stems, in such a table

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StudyList:
    """What is kept of the list of one study, so that its labels need not be read again when another study comes.

    labels: how many. names: how many of them are proper names.
    counts: in how many labels a stem stands. set_apart: pairs of stems, in order of the alphabet, that the study sets
    side by side. troubled: how many of the labels speak of something bad or wanting. rows: (labels, dimensions) their
    profiles; none when all that is known of the list is its size, and any trouble may be in it.
    """

    labels: int
    names: int
    counts: Mapping[str, int]
    set_apart: frozenset[tuple[str, str]]
    troubled: int = 0
    rows: Whole = field(default_factory=lambda: np.zeros((0, 1), dtype=np.float32))


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
        counts=Counter(stem for label in stems for stem in label),
        set_apart=frozenset(_set_apart(stems)),
        troubled=int(sheet.troubled[places].sum()),
        rows=sheet.profiles[sheet.profile[places]],
    )


class Lists:
    """size, names: (studies,) number of labels, and of names."""

    def __init__(self, sheet: Sheet, known: Mapping[str, StudyList]) -> None:
        self._sheet = sheet
        lists = [known[study] for study in sheet.studies]
        number = {stem: place for place, stem in enumerate(sheet.vocabulary)}
        self.size = np.array([of.labels for of in lists], dtype=np.float64)
        self.names = np.array([of.names for of in lists], dtype=np.float64)
        self._rows = [of.rows for of in lists]
        self._number = np.array([len(of.rows) for of in lists], dtype=np.float64)
        self._own = _steps(np.einsum("pd,pd->p", sheet.profiles, sheet.profiles))
        self._asked = 0
        self._table: Floats | None = None  # of all sums, once so many are asked for that it pays
        self._troubled = np.array([of.troubled if len(of.rows) else of.labels for of in lists], dtype=np.float64)
        self._width = len(sheet.vocabulary)
        counted = np.array([number.get(stem, NONE) for of in lists for stem in of.counts], dtype=np.int64)
        counts = np.array([count for of in lists for count in of.counts.values()], dtype=np.int32)
        sizes = np.array([len(of.counts) for of in lists], dtype=np.int64)
        keys = np.repeat(np.arange(len(lists)) * self._width, sizes) + counted
        held = np.flatnonzero(counted != NONE)
        held = held[np.argsort(keys[held])]
        self._keys, self._counts = keys[held], counts[held]
        self._all_counts: Ints | None = None  # of each stem in each study, where these are not too many
        if len(lists) * self._width <= LARGEST:
            self._all_counts = np.zeros(len(lists) * self._width, dtype=np.int32)
            self._all_counts[self._keys] = self._counts
        apart = sorted(
            (study * self._width + min(number[one], number[other])) * self._width + max(number[one], number[other])
            for study, of in enumerate(lists)
            for one, other in of.set_apart
            if one in number and other in number
        )
        self._set_apart = np.array(apart, dtype=np.int64)

    def weights(self, i: Ints, j: Ints, stems: Ints) -> Floats:
        """Weights of (pairs, K) stems, 0 where there is none: rarer in the two lists is more."""
        sheet = self._sheet
        same = sheet.study[i] == sheet.study[j]
        labels = self.size[sheet.study[i]] + np.where(same, 0.0, self.size[sheet.study[j]])
        count = self._count(sheet.study[i], stems)
        count += np.where(same[:, None], 0.0, self._count(sheet.study[j], stems))
        return np.where(stems != NONE, LEAST + np.log(labels[:, None] / np.maximum(count, 1.0)), 0.0)

    def troubles(self, i: Ints, j: Ints) -> Floats:
        """0 to 1: how far the two lists tell of things bad or wanting, the two labels themselves aside.

        In such a list "lack of training" and "training" name one obstacle; in another the one denies the other.
        """
        sheet = self._sheet
        both = sheet.study[i] != sheet.study[j]
        size, bad = (of[sheet.study[i]] + np.where(both, of[sheet.study[j]], 0.0) for of in (self.size, self._troubled))
        others = np.maximum(bad - sheet.troubled[i] - sheet.troubled[j], 0.0)
        return np.asarray(np.minimum(others / (np.maximum(size - 2, 0.0) + DOUBT) / PLENTY, 1.0))

    def standings(self, pairs: Ints, first: NDArray[np.integer], back: NDArray[np.integer]) -> tuple[Floats, Floats]:
        """How much nearer two labels are than the other labels of the list of each are to the other, in deviations.

        (the label of i among its list, seen from j; the label of j among its list, seen from i): the product of the
        profiles less the mean of those of the other labels, over their standard deviation; DOUBT labels of likeness
        USUAL and deviation SPREAD are mixed in.

        pairs: (pairs, 2) places i, j. first: numbers of pairs of which no two say the same. back: for each pair which
        of these says what it says.
        """
        sheet = self._sheet
        mine, theirs = pairs[first].T
        step = np.maximum(self._likeness(mine, theirs), STEPS * (sheet.own[mine] == sheet.own[theirs]))[back]
        i, j = pairs.T
        same = sheet.study[i] == sheet.study[j]
        first_way = self._standing(step, same, sheet.study[i], sheet.profile[j])
        return first_way, self._standing(step, same, sheet.study[j], sheet.profile[i])

    def _likeness(self, i: Ints, j: Ints) -> Floats:
        """The products of the profiles of places, in steps; nothing where the embedding knows no word."""
        one, other = self._sheet.profile[i], self._sheet.profile[j]
        rows, found = self._sheet.profiles, np.zeros(len(i), dtype=np.float32)
        for start in range(0, len(i), BATCH):
            part = slice(start, start + BATCH)
            found[part] = np.einsum("pd,pd->p", rows[one[part]], rows[other[part]])
        return _steps(found)

    def _standing(self, step: Floats, same: Bools, study: Ints, seen_from: Ints) -> Floats:
        """Of pairs of likeness `step`: where it stands among those of the labels of a study with a profile."""
        number, total, squares = self._sums(seen_from, study)
        own = same * self._own[seen_from]
        known = number > 0
        size = np.where(known, number - 1 - same, 0.0) + DOUBT
        mean = (np.where(known, total - step - own, 0.0) + DOUBT * USUAL * STEPS) / size
        around = DOUBT * (USUAL**2 + SPREAD**2) * STEPS**2
        variance = (np.where(known, squares - step**2 - own**2, 0.0) + around) / size - mean**2
        return np.asarray(np.clip((step - mean) / np.sqrt(np.maximum(variance, 1.0)), -FURTHEST, FURTHEST))

    def _sums(self, profile: Ints, study: Ints) -> tuple[Floats, Floats, Floats]:
        """Of each profile with the labels of the study beside it: number, sum and sum of squares of the likenesses."""
        everything = len(self._rows) * len(self._sheet.profiles)
        self._asked += len(study)
        if self._table is None and everything <= LARGEST and WORTH * self._asked > everything:
            self._table = np.zeros((2, len(self._rows), len(self._sheet.profiles)))
            for row, rows in zip(self._table.transpose(1, 0, 2), self._rows, strict=True):
                if len(rows):
                    row[:] = _summed(self._sheet.profiles, rows)
        number = self._number[study]
        if self._table is not None:
            return number, self._table[0, study, profile], self._table[1, study, profile]
        asked, place = distinct(study.astype(np.int64) * len(self._sheet.profiles) + profile)
        studies, profiles = study[asked], profile[asked]
        found = np.zeros((2, len(asked)))
        bounds = np.searchsorted(studies, np.arange(len(self._rows) + 1)).tolist()
        for rows, (start, end) in zip(self._rows, pairwise(bounds), strict=True):
            if end > start and len(rows):
                found[:, start:end] = _summed(self._sheet.profiles[profiles[start:end]], rows)
        return number, found[0, place], found[1, place]

    def divided(self, i: Ints, j: Ints, stems: Ints) -> Floats:
        """(pairs,) log of how many more labels of the study of j than of that of i have what both labels say.

        stems: (pairs, K) of both labels, NONE filled; of several the rarest in each list counts. A study with "test
        design" and "test execution" divides the "testing" of another.
        """
        there = stems != NONE
        mine, theirs = (
            np.where(there, np.maximum(self._count(self._sheet.study[of], stems), 1.0), np.inf).min(axis=1)
            for of in (i, j)
        )
        return np.asarray(np.log(theirs / mine))

    def sets_apart(self, i: Ints, j: Ints, mine: Ints, theirs: Ints) -> Bools:
        """Whether one of the two studies has two labels that are alike but for these two stems (numbers, by pair)."""
        found = np.zeros(len(i), dtype=bool)
        low, high = np.minimum(mine, theirs).astype(np.int64), np.maximum(mine, theirs)
        for study in (self._sheet.study[i], self._sheet.study[j]):
            found |= _among((study * self._width + low) * self._width + high, self._set_apart)
        return np.asarray(found & (mine != NONE) & (theirs != NONE))

    def _count(self, study: Ints, stems: Ints) -> Floats:
        """(pairs, K) in how many labels of the study of a pair a stem stands."""
        if self._all_counts is not None:
            places = study[:, None].astype(np.int64) * self._width + np.maximum(stems, 0)
            return np.where(stems != NONE, self._all_counts[places], 0.0)
        found = np.zeros(stems.shape)
        held = stems != NONE
        keys = (study[:, None].astype(np.int64) * self._width + stems)[held]
        if not len(self._keys):
            return found
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found[held] = np.where(self._keys[place] == keys, self._counts[place], 0)
        return found


def _summed(profiles: Whole, rows: Whole) -> tuple[Floats, Floats]:
    """Of each profile: the sum and the sum of squares of its likenesses with rows."""
    found = _steps(profiles @ rows.T)
    return found.sum(axis=1), np.einsum("pr,pr->p", found, found)


def _steps(products: NDArray[np.float32]) -> Floats:
    """Products of profiles, which are whole numbers, as likenesses in steps, whole numbers too."""
    return np.asarray(np.rint(products / np.float32(LENGTH**2 / STEPS)), dtype=np.float64)


def _set_apart(labels: Iterable[frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs of stems: two labels of the study are alike but for one stem each.

    "sample storage" beside "sample transport" shows that, for these authors, the two words tell different things.
    """
    holes: dict[frozenset[str], set[str]] = defaultdict(set)
    for stems in labels:
        for stem in stems if len(stems) > 1 else ():
            holes[stems - {stem}].add(stem)
    return (pair for stems in holes.values() for pair in combinations(sorted(stems), 2))


def _among(keys: NDArray[np.int64], known: NDArray[np.int64]) -> Bools:
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    return np.asarray(known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys)
