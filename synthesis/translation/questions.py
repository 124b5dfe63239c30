"""What a reviewer should be asked: the pairs whose answer would change the synthesis most.

In: the judged pairs of one facet, the groups, what keeps them apart, and what reviewers have said already. Out:
Question values, most useful first. Called by synthesis.translation.align; after each answer the queue is made anew.

Two questions are asked. Of two groups: are they one? A yes joins all their pairs, so the change to be expected is
their number, times the probability of a yes; pairs that are not near at all count no more than the near ones, lest two
large groups be asked about for one pair between them. A yes is the likelier the nearer their nearest pair is, and the
fewer other groups either is near to: what is near to many is seldom one with any of them. Shown are two themes that
are near each other and each at home in its group, as the answer is taken for all of them. Of a group: does the theme
that is least sure of it belong there? A no takes it out, so the change to be expected is its pairs, times the
probability that even the nearest of them is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from synthesis.translation.cluster import Pair
from synthesis.translation.constraints import Constraints, Pairs

# `benchmarks.thresholds` prints how often pairs of each probability are right, `benchmarks.reviewer` what answers are
# worth.
ASKED = 0.02  # probability below which at most one pair in fifty is one thing
SURE = 0.99  # probability above which a theme of a group is not doubted
# Log-odds of a yes: from those of the nearest pair, and from how many groups there are to choose among (its logarithm).
# Logistic regression on what the gold of the seeds and the open fields says to the questions gives 0.8 and -0.7;
# `benchmarks.reviewer` chose the second of these between -0.5 and -0.7.
NEAREST = 0.8
CROWD = -0.6
DOUBT = 0.35  # what a pair of a doubtful group counts for, beside one that is missing
AT_HOME = 8.0  # power of the mean probability of a theme in its group, in the choice of the pair that is shown
MOST = 1000  # questions that are kept of a facet

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]

_NONE = np.zeros((0, 2), dtype=np.int64), np.zeros(0)


@dataclass(frozen=True, slots=True)
class Question:
    """Are two themes one thing? pair: places. together: they are in one group now. change: pairs, expected."""

    pair: Pair
    together: bool
    change: float


def questions(
    constraints: Constraints,
    pairs: Pairs,
    probability: Floats,
    clusters: Sequence[Sequence[int]],
    *,
    joined: Collection[Pair] = (),
    parted: Collection[Pair] = (),
) -> list[Question]:
    """The questions of one facet, by falling change; ties by place.

    Args:
        constraints: of the readings at the places.
        pairs, probability: (pairs, 2) places, i < j, in order, and how likely each is one thing, 0 to 1.
        clusters: each place in one.
        joined, parted: pairs that reviewers have decided. Of two groups that hold a parted pair, or two themes that the
            study itself keeps apart, nothing is asked.
    """
    size = sum(map(len, clusters))
    home = np.zeros(size, dtype=np.int64)
    for number, places in enumerate(clusters):
        home[list(places)] = number
    known = np.zeros(len(pairs), dtype=bool)
    if joined:
        known = np.isin(_keys(pairs, size), _keys(np.array(sorted(joined)), size))
    sure = np.where(known, 1.0, probability.astype(np.float64))
    inside = home[pairs[:, 0]] == home[pairs[:, 1]]
    missing, joins = _missing(pairs[~inside], sure[~inside], home, _at_home(pairs[inside], sure[inside], home))
    doubtful, parts = _doubtful(pairs[inside], sure[inside], home)
    asked, change = np.vstack([missing, doubtful]), np.round(np.concatenate([joins, parts]), 6)
    barred = {_pair(int(home[i]), int(home[j])) for i, j in parted}
    found: list[Question] = []
    for at in np.lexsort((asked[:, 1], asked[:, 0], -change)).tolist():
        i, j = asked[at].tolist()
        between = _pair(int(home[i]), int(home[j]))
        together = at >= len(missing)
        if together or not (between in barred or _kept_apart(constraints, *(clusters[n] for n in between))):
            found.append(Question((i, j), together, float(change[at])))
            if len(found) == MOST:
                break
    return found


def _at_home(pairs: Pairs, probability: Floats, home: Ints) -> Floats:
    """(places,) the mean probability of the pairs that a place has in its group; 1 for one that is alone."""
    total = np.bincount(pairs.ravel(), weights=np.repeat(probability, 2), minlength=len(home))
    others = np.bincount(home)[home] - 1
    return np.where(others > 0, total / np.maximum(others, 1), 1.0)


def _missing(pairs: Pairs, probability: Floats, home: Ints, at_home: Floats) -> tuple[Pairs, Floats]:
    """For each two groups that may be one the pair to be shown, and the change."""
    if not len(pairs):
        return _NONE
    between, size = np.sort(home[pairs], axis=1), np.bincount(home)
    first, group = np.unique(between[:, 0] * len(size) + between[:, 1], return_index=True, return_inverse=True)[1:]
    ends, likely = between[first], np.flatnonzero(probability >= ASKED)
    nearest = np.zeros(len(first))
    np.maximum.at(nearest, group, probability)
    near = np.bincount(group[likely], minlength=len(first))
    near_to = np.bincount(ends[near > 0].ravel(), minlength=len(size))[ends].max(axis=1)
    yes = 1 / (1 + np.exp(-NEAREST * _log_odds(nearest) - CROWD * np.log(np.maximum(near_to, 1))))
    change = yes * np.minimum(np.prod(size[ends], axis=1), 2 * near)
    worth = probability[likely] * (at_home[pairs[likely, 0]] * at_home[pairs[likely, 1]]) ** AT_HOME
    order = likely[np.lexsort((pairs[likely, 1], pairs[likely, 0], -worth, group[likely]))]
    shown = order[np.diff(group[order], prepend=-1) > 0]
    return pairs[shown], change[group[shown]]


def _doubtful(pairs: Pairs, probability: Floats, home: Ints) -> tuple[Pairs, Floats]:
    """For each group the place that is least sure of it, with the place that is nearest to it there, and the change."""
    if not len(pairs):
        return _NONE
    places = np.r_[pairs[:, 0], pairs[:, 1]]
    order = np.lexsort((np.r_[pairs[:, 1], pairs[:, 0]], -np.r_[probability, probability], places))
    nearest = order[np.r_[True, np.diff(places[order]) > 0]] % len(pairs)  # of each place, by place
    of = np.unique(places)
    weakest = np.lexsort((of, probability[nearest], home[of]))
    first = weakest[np.r_[True, np.diff(home[of][weakest]) > 0]]
    first = first[probability[nearest[first]] < SURE]
    others = np.bincount(home)[home[of[first]]] - 1
    return pairs[nearest[first]], DOUBT * others * (1 - probability[nearest[first]])


def _log_odds(probability: Floats) -> Floats:
    clipped = np.clip(probability, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _kept_apart(constraints: Constraints, one: Sequence[int], other: Sequence[int]) -> bool:
    return bool(constraints.apart(np.array(list(product(one, other)))).any())


def _keys(pairs: Pairs, size: int) -> Ints:
    return np.asarray(pairs[:, 0].astype(np.int64) * size + pairs[:, 1])


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
