"""Judged pairs as columns.

In: places of readings and probabilities. Out: Judged values. Made by synthesis.translation.facet, read by
synthesis.translation.align. A pair takes 13 bytes here; as two Translation objects with their reasons it takes two
thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Judged:
    """one, other: (pairs,) places, one < other, in order of both. probability: (pairs,) that they name one thing.

    apart: (pairs,) whether the studies keep them apart.
    """

    one: Ints
    other: Ints
    probability: Floats
    apart: Bools

    @classmethod
    def of(cls, pairs: Ints, probability: Floats, apart: Bools) -> Judged:
        """(pairs, 2) in any order, each once, i < j."""
        order = np.argsort(pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1])
        return cls(
            np.ascontiguousarray(pairs[order, 0], dtype=np.int32),
            np.ascontiguousarray(pairs[order, 1], dtype=np.int32),
            np.asarray(probability[order], dtype=np.float32),
            np.asarray(apart[order], dtype=bool),
        )

    def __len__(self) -> int:
        return len(self.one)

    @property
    def pairs(self) -> Ints:
        """(pairs, 2)."""
        return np.column_stack([self.one, self.other])

    def where(self, kept: Bools) -> Judged:
        """Those pairs alone."""
        return Judged(self.one[kept], self.other[kept], self.probability[kept], self.apart[kept])

    def at(self, numbers: NDArray[np.integer]) -> Judged:
        """The pairs of these numbers, in their order."""
        return Judged(self.one[numbers], self.other[numbers], self.probability[numbers], self.apart[numbers])

    def moved(self, place: Ints) -> Judged:
        """The places by their new numbers, -1 for what is gone; the order of places is to be the old one."""
        one, other = place[self.one], place[self.other]
        if not (place < 0).any():
            return Judged(one, other, self.probability, self.apart)
        kept = (one >= 0) & (other >= 0)
        return Judged(one[kept], other[kept], self.probability[kept], self.apart[kept])

    def with_(self, more: Judged) -> Judged:
        """These and other pairs; none may be in both."""
        if not len(more):
            return self
        at = self._before(more.one, more.other) + np.arange(len(more))
        mine = np.ones(len(self) + len(more), dtype=bool)
        mine[at] = False

        def both(own: NDArray[T], others: NDArray[T]) -> NDArray[T]:
            found = np.empty(len(mine), dtype=own.dtype)
            found[mine], found[at] = own, others
            return found

        return Judged(
            both(self.one, more.one),
            both(self.other, more.other),
            both(self.probability, more.probability),
            both(self.apart, more.apart),
        )

    def find(self, pairs: Ints) -> NDArray[np.int64]:
        """(n, 2) pairs to their numbers here, -1 for those that were not judged."""
        at = self._before(pairs[:, 0], pairs[:, 1])
        known = np.minimum(at, len(self) - 1)
        same = (self.one[known] == pairs[:, 0]) & (self.other[known] == pairs[:, 1]) if len(self) else at < 0
        return np.where(same, at, -1)

    def _before(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> NDArray[np.int64]:
        """How many pairs come before each of (n,) pairs; halves of the pairs of its first place are looked at."""
        low = np.searchsorted(self.one, one.astype(np.int32), side="left")
        high = np.searchsorted(self.one, one.astype(np.int32), side="right")
        while (left := np.flatnonzero(low < high)).size:
            middle = (low[left] + high[left]) // 2
            later = self.other[middle] < other[left]
            low[left] = np.where(later, middle + 1, low[left])
            high[left] = np.where(later, high[left], middle)
        return low

    @property
    def bytes(self) -> int:
        """Memory of the columns."""
        return self.one.nbytes + self.other.nbytes + self.probability.nbytes + self.apart.nbytes


NOTHING = Judged(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, dtype=bool))


def among_themselves(pairs: Ints, size: int) -> tuple[Ints, Ints]:
    """(the places that stand in (n, 2) pairs, rising; the pairs by their ranks among these); size: of all."""
    held = np.zeros(size, dtype=bool)
    held[pairs.ravel()] = True
    rank = np.cumsum(held, dtype=np.int32) - 1
    return np.flatnonzero(held).astype(np.int32), rank[pairs].reshape(-1, 2)
