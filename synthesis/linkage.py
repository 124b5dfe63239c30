"""Average linkage of many items at once, over arrays.

In: pairs of items with weights, and pairs that must stay apart. Out: the group of each item. Called by synthesis.facet.

In rounds: two groups join when each is the other's nearest, which for average linkage is what joining the nearest two
of all, one by one, comes to (Murtagh 1983, "A survey of recent advances in hierarchical clustering algorithms":
reciprocal nearest neighbours of a reducible linkage); cannot-links keep it reducible. Groups that no weight above zero
connects change nothing of one another.

Weights are whole numbers, so that sums of them are the same in any order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

UNIT = 10_000  # whole weights in a log-odds of 1


def linkage(size: int, pairs: NDArray[np.integer], weight: Ints, cannot: NDArray[np.integer], unjudged: int) -> Ints:
    """(size,) the first item of each item's group.

    Args:
        pairs, weight: (pairs, 2) items, i < j, each pair once, and its weight in units. Two groups are joined while the
            mean weight over all pairs between them is above zero, the nearest first; of equal ones the first by place.
        cannot: (links, 2) items, i < j, that are never in one group.
        unjudged: the weight of a pair that is not among the pairs.
    """
    home = np.arange(size, dtype=np.int64)
    count = np.ones(size, dtype=np.int64)
    apart = np.unique(_keys(cannot, size))
    keys, above = _keys(pairs, size), weight.astype(np.int64) - unjudged
    order = np.argsort(keys, kind="stable")
    keys, above = keys[order], above[order]
    while True:
        keys, above = _without(keys, above, apart)
        one, other = np.divmod(keys, size)
        mean = unjudged + above / (count[one] * count[other])
        joined = _mutual(one, other, mean, size)
        if not len(joined):
            return home
        into = np.arange(size, dtype=np.int64)
        into[other[joined]] = one[joined]
        count[one[joined]] += count[other[joined]]
        home = into[home]
        keys, above = _summed(into, keys, above, size)
        apart = np.unique(_moved(into, apart, size))


def _mutual(one: Ints, other: Ints, mean: Floats, size: int) -> Ints:
    """The places of the pairs in which each of the two is the other's nearest; pairs are in order of their keys."""
    likely = np.flatnonzero(mean > 0)
    one, other, mean = one[likely], other[likely], mean[likely]
    most = np.zeros(size)
    np.maximum.at(most, one, mean)
    np.maximum.at(most, other, mean)
    nearest = np.full(size, len(likely), dtype=np.int64)
    for end in (one, other):
        equal = np.flatnonzero(mean == most[end])
        np.minimum.at(nearest, end[equal], equal)
    places = np.arange(len(likely))
    return np.asarray(likely[(nearest[one] == places) & (nearest[other] == places)])


def _without(keys: Ints, above: Ints, apart: Ints) -> tuple[Ints, Ints]:
    if not len(apart) or not len(keys):
        return keys, above
    free = apart[np.minimum(np.searchsorted(apart, keys), len(apart) - 1)] != keys
    return keys[free], above[free]


def _summed(into: Ints, keys: Ints, above: Ints, size: int) -> tuple[Ints, Ints]:
    """Pairs of groups after a round, in order, those of one pair of groups added up."""
    one, other = np.divmod(keys, size)
    a, b = into[one], into[other]
    touched = (a != one) | (b != other)
    between = a != b
    moved = _keys(np.column_stack([np.minimum(a, b), np.maximum(a, b)])[touched & between], size)
    every = np.concatenate([keys[~touched], moved])
    values = np.concatenate([above[~touched], above[touched & between]])
    order = np.argsort(every, kind="stable")
    every, values = every[order], values[order]
    if not len(every):
        return every, values
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]]))
    return every[starts], np.add.reduceat(values, starts)


def _moved(into: Ints, keys: Ints, size: int) -> Ints:
    a, b = into[keys // size], into[keys % size]
    return np.asarray(np.minimum(a, b) * size + np.maximum(a, b))


def _keys(pairs: NDArray[np.integer], size: int) -> Ints:
    return np.asarray(pairs[:, 0].astype(np.int64) * size + pairs[:, 1])
