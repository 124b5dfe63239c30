"""Overlap of each two reviews, as columns: half a million pairs are a few arrays until one of them is shown.

In: a CitationMatrix. Out: Pairs. Called by concord and by the benchmark. In a pair a cell that is not available counts
only in rows that exactly one of the two reviews holds: the third review's studies do not touch it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.overlap.citations import CitationMatrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_BLOCK = 128  # reviews whose missing cells are counted at once


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """Two reviews: their sizes, what they share, CCA of the pair, and shared / smaller size (1: nested).

    corrected: with cells that are not available as such, unadjusted: with them as absent; None where undefined.
    """

    one: str
    other: str
    sizes: tuple[int, int]
    shared: int
    corrected: float | None
    coefficient: float | None
    unadjusted: float | None


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every two reviews, in order of the columns. All arrays are (pairs,); nan where a figure is undefined.

    one, other: places in reviews, one < other. sizes: (reviews,). Fields as in PairOverlap.
    """

    reviews: tuple[str, ...]
    one: Ints
    other: Ints
    sizes: Ints
    shared: Ints
    corrected: Floats
    coefficient: Floats
    unadjusted: Floats

    def __len__(self) -> int:
        return len(self.one)

    def __getitem__(self, at: int) -> PairOverlap:
        one, other = int(self.one[at]), int(self.other[at])
        return PairOverlap(
            self.reviews[one],
            self.reviews[other],
            (int(self.sizes[one]), int(self.sizes[other])),
            int(self.shared[at]),
            _number(self.corrected[at]),
            _number(self.coefficient[at]),
            _number(self.unadjusted[at]),
        )

    def __iter__(self) -> Iterator[PairOverlap]:
        sizes = self.sizes.tolist()
        shares = ([_number(v) for v in part.tolist()] for part in (self.corrected, self.coefficient, self.unadjusted))
        columns = (self.one.tolist(), self.other.tolist(), self.shared.tolist(), *shares)
        for one, other, shared, *figures in zip(*columns, strict=True):
            yield PairOverlap(self.reviews[one], self.reviews[other], (sizes[one], sizes[other]), shared, *figures)

    def most_shared(self, most: int) -> Ints:
        """The places of the pairs that share most, at most so many, those that share nothing left out."""
        order = np.argsort(-self.shared, kind="stable")[:most]
        return np.asarray(order[self.shared[order] > 0])


def pairwise(citations: CitationMatrix, *, count_missing: bool = True) -> Pairs:
    """Each two reviews. CCA of a pair is shared / (union - X), which without missing cells is Jaccard's index."""
    from scipy.sparse import csr_array

    held = csr_array(citations.held.T.astype(np.int64))  # reviews by works
    number = len(citations.reviews)
    both = (held @ held.T).toarray()
    out = np.zeros((number, number), dtype=np.int64)
    if count_missing and bool(citations.missing.any()):
        for start in range(0, number, _BLOCK):
            block = citations.missing[:, start : start + _BLOCK].astype(np.int64)
            out[:, start : start + _BLOCK] = held @ block
        out = out + out.T
    one, other = np.triu_indices(number, 1)
    sizes, shared = citations.sizes, both[one, other]
    union = sizes[one] + sizes[other] - shared
    return Pairs(
        citations.reviews,
        one,
        other,
        sizes,
        shared,
        _share(shared, union - out[one, other]),
        _share(shared, np.minimum(sizes[one], sizes[other])),
        _share(shared, union),
    )


def _share(part: Ints, whole: Ints) -> Floats:
    return np.asarray(np.where(whole > 0, part / np.maximum(whole, 1), np.nan))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
