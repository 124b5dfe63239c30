"""Average linkage of many items at once, over arrays.

In: pairs of items with weights, and pairs that must stay apart. Out: the joins of groups, nearest first. Called by
synthesis.translation.relinking.

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
NEVER = -(10**15)  # what a cannot-link weighs: no sum of weights makes up for it


@dataclass(frozen=True, eq=False)
class Joins:
    """The joins of groups, nearest first; of equally near ones the first by place.

    left, right: (joins,) the first item of each of the two groups, left < right; of what they become left is the first.
    mean: (joins,) the mean weight of the pairs between them, above zero, falling.
    """

    left: Ints
    right: Ints
    mean: Floats

    @classmethod
    def none(cls) -> Joins:
        """No join."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))

    @classmethod
    def of(cls, left: Ints, right: Ints, mean: Floats) -> Joins:
        """In any order."""
        order = np.lexsort((right, left, -mean))
        return cls(left[order], right[order], mean[order])

    def where(self, kept: Bools) -> Joins:
        """Those alone."""
        return Joins(self.left[kept], self.right[kept], self.mean[kept])

    def moved(self, place: NDArray[np.integer]) -> Joins:
        """Items by their new numbers, which keep their order."""
        return Joins(place[self.left].astype(np.int64), place[self.right].astype(np.int64), self.mean)

    def with_(self, more: Joins) -> Joins:
        """These and those of other items."""
        left, right = np.concatenate([self.left, more.left]), np.concatenate([self.right, more.right])
        return Joins.of(left, right, np.concatenate([self.mean, more.mean]))

    def home(self, size: int) -> Ints:
        """(size,) the first item of each item's group, when all are joined."""
        into = np.arange(size, dtype=np.int64)
        into[self.right] = self.left  # each group is at most once the right one of two
        while not np.array_equal(further := into[into], into):
            into = further
        return into


def linkage(size: int, pairs: NDArray[np.integer], weight: Ints, cannot: NDArray[np.integer], unjudged: int) -> Joins:
    """The joins of items until no two groups are to be joined.

    Args:
        pairs, weight: (pairs, 2) items, i < j, in order, each pair once, and its weight in units. Two groups are joined
            while the mean weight over all pairs between them is above zero, the nearest first; of equal ones the first
            by place.
        cannot: (links, 2) items, i < j, that are never in one group.
        unjudged: the weight of a pair that is not among the pairs.
    """
    count = np.ones(size, dtype=np.int64)
    near, far = _sorted_out(_given(size, pairs, weight - unjudged, cannot), count, unjudged)
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    while True:
        mean = unjudged + near.above / (count[near.one] * count[near.other])
        mutual = _mutual(near, mean, size)
        left, right = near.one[mutual], near.other[mutual]
        if not len(left):
            return Joins.of(*map(np.concatenate, zip(*found, strict=True)))
        found.append((left, right, mean[mutual]))
        into = np.arange(size, dtype=np.int64)
        into[right] = left
        count[left] += count[right]
        joined = np.zeros(size, dtype=bool)
        joined[left] = joined[right] = True
        touched, near = near.split(joined)
        also, far = far.split(joined)
        touched = touched.with_(also)
        a, b = into[touched.one], into[touched.other]
        moved = Between(np.minimum(a, b), np.maximum(a, b), touched.above).where(a != b).summed(size)
        again, lost = _sorted_out(moved, count, unjudged)
        near, far = near.with_(again), far.with_(lost)


@dataclass(frozen=True, eq=False)
class Between:
    """one, other: (pairs,) groups. above: by how much the weights between them are above those of unjudged pairs."""

    one: Ints
    other: Ints
    above: Ints

    def where(self, kept: Bools | Ints | slice) -> Between:
        return Between(self.one[kept], self.other[kept], self.above[kept])

    def with_(self, more: Between) -> Between:
        columns = zip((self.one, self.other, self.above), (more.one, more.other, more.above), strict=True)
        return Between(*map(np.concatenate, columns))

    def summed(self, size: int) -> Between:
        """Each pair once, in order, with all that is above. size: of the groups' numbers."""
        keys = self.one * size + self.other
        order = np.argsort(keys)
        keys = keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        above = np.add.reduceat(self.above[order], starts) if len(starts) else self.above
        return Between(*np.divmod(keys[starts], size), above)

    def split(self, joined: Bools) -> tuple[Between, Between]:
        """(those with a group that was joined, the others)."""
        touched = joined[self.one] | joined[self.other]
        return self.where(touched), self.where(~touched)


def _sorted_out(pairs: Between, count: Ints, unjudged: int) -> tuple[Between, Between]:
    """(those whose mean weight is above zero, the others, which are not joined unless others are joined first)."""
    likely = unjudged + pairs.above / (count[pairs.one] * count[pairs.other]) > 0
    return pairs.where(likely), pairs.where(~likely)


def _given(size: int, pairs: NDArray[np.integer], above: Ints, cannot: NDArray[np.integer]) -> Between:
    """The pairs as they are given, each of those that are kept apart once, weighing NEVER."""
    keys, apart = _keys(pairs, size), np.sort(_keys(cannot, size))
    apart = apart[np.diff(apart, prepend=-1) > 0]
    free = np.ones(len(keys), dtype=bool)
    if len(keys):
        at = np.minimum(np.searchsorted(keys, apart), len(keys) - 1)
        free[at[keys[at] == apart]] = False
    one, other = pairs[free].astype(np.int64).T
    links = Between(*np.divmod(apart, size), np.full(len(apart), NEVER, dtype=np.int64))
    return Between(one, other, above[free].astype(np.int64)).with_(links)


def _mutual(near: Between, mean: Floats, size: int) -> Ints:
    """Which pairs are those of two groups each of which is the other's nearest. mean: of each pair, above zero."""
    most = np.zeros(size)
    np.maximum.at(most, near.one, mean)
    np.maximum.at(most, near.other, mean)
    best = np.flatnonzero((mean == most[near.one]) | (mean == most[near.other]))
    one, other = near.one[best], near.other[best]
    keys = one * size + other
    nearest = np.full(size, size * size, dtype=np.int64)
    for end in (one, other):
        equal = mean[best] == most[end]
        np.minimum.at(nearest, end[equal], keys[equal])
    return np.asarray(best[(nearest[one] == keys) & (nearest[other] == keys)])


def _keys(pairs: NDArray[np.integer], size: int) -> Ints:
    return np.asarray(pairs[:, 0].astype(np.int64) * size + pairs[:, 1])
