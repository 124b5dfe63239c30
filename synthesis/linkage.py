"""Average linkage of many items at once, over arrays.

In: pairs of items with weights, and pairs that must stay apart. Out: the group of each item. Called by synthesis.facet.

In rounds: two groups join when each is the other's nearest, which for average linkage is what joining the nearest two
of all, one by one, comes to (Murtagh 1983, "A survey of recent advances in hierarchical clustering algorithms":
reciprocal nearest neighbours of a reducible linkage); cannot-links keep it reducible. Groups that no weight above zero
connects change nothing of one another.

Weights are whole numbers, so that sums of them are the same in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    free = ~_among(_keys(pairs, size), apart)
    one, other = pairs[free].astype(np.int64).T
    near, far = _sorted_out(_Between(one, other, weight[free].astype(np.int64) - unjudged), count, unjudged)
    while True:
        left, right = _mutual(near, unjudged + near.above / (count[near.one] * count[near.other]), size)
        if not len(left):
            return home
        into = np.arange(size, dtype=np.int64)
        into[right] = left
        count[left] += count[right]
        home = into[home]
        apart = np.unique(_moved(into, apart, size))
        joined = np.zeros(size, dtype=bool)
        joined[left] = joined[right] = True
        touched, near = near.split(joined)
        also, far = far.split(joined)
        touched = touched.with_(also)
        keys, sums = _summed(_moved(into, touched.one * size + touched.other, size), touched.above)
        kept = (keys // size != keys % size) & ~_among(keys, apart)
        a, b = np.divmod(keys[kept], size)
        again, lost = _sorted_out(_Between(a, b, sums[kept]), count, unjudged)
        near, far = near.with_(again), far.with_(lost)


@dataclass(frozen=True, eq=False)
class _Between:
    """one, other: (pairs,) groups. above: by how much the weights between them are above those of unjudged pairs."""

    one: Ints
    other: Ints
    above: Ints

    def where(self, kept: Bools) -> _Between:
        return _Between(self.one[kept], self.other[kept], self.above[kept])

    def with_(self, more: _Between) -> _Between:
        columns = zip((self.one, self.other, self.above), (more.one, more.other, more.above), strict=True)
        return _Between(*map(np.concatenate, columns))

    def split(self, joined: Bools) -> tuple[_Between, _Between]:
        """(those with a group that was joined, the others)."""
        touched = joined[self.one] | joined[self.other]
        return self.where(touched), self.where(~touched)


def _sorted_out(pairs: _Between, count: Ints, unjudged: int) -> tuple[_Between, _Between]:
    """(those whose mean weight is above zero, the others, which are not joined unless others are joined first)."""
    likely = unjudged + pairs.above / (count[pairs.one] * count[pairs.other]) > 0
    return pairs.where(likely), pairs.where(~likely)


def _mutual(near: _Between, mean: Floats, size: int) -> tuple[Ints, Ints]:
    """The two of each pair in which each is the other's nearest. mean: the weight of each pair, above zero."""
    one, other = near.one, near.other
    most = np.zeros(size)
    np.maximum.at(most, one, mean)
    np.maximum.at(most, other, mean)
    best = np.flatnonzero((mean == most[one]) | (mean == most[other]))
    one, other, mean = one[best], other[best], mean[best]
    keys = one * size + other
    nearest = np.full(size, size * size, dtype=np.int64)
    for end in (one, other):
        equal = mean == most[end]
        np.minimum.at(nearest, end[equal], keys[equal])
    mutual = (nearest[one] == keys) & (nearest[other] == keys)
    return one[mutual], other[mutual]


def _summed(keys: Ints, above: Ints) -> tuple[Ints, Ints]:
    """Each key once, with the sum of what stands above it."""
    order = np.argsort(keys, kind="stable")
    keys, above = keys[order], above[order]
    if not len(keys):
        return keys, above
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[starts], np.add.reduceat(above, starts)


def _among(keys: Ints, known: Ints) -> Bools:
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    return np.asarray(known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys)


def _moved(into: Ints, keys: Ints, size: int) -> Ints:
    a, b = into[keys // size], into[keys % size]
    return np.asarray(np.minimum(a, b) * size + np.maximum(a, b))


def _keys(pairs: NDArray[np.integer], size: int) -> Ints:
    return np.asarray(pairs[:, 0].astype(np.int64) * size + pairs[:, 1])
