"""Overlap of primary studies: the citation matrix and the covered area.

In: sets of works by review, or a matrix made elsewhere. Out: CitationMatrix and numbers, None where a figure is
undefined, with the reason. Called by synthesis.overlap.corpus, synthesis.overlap.pairs and concord. After Pieper et al.
(2014), "Systematic review finds overlapping reviews were not mentioned in every other overview"; structural missingness
after Lunny et al. (2021).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cell = bool | None  # None: not available, the primary study is younger than the review's search
Grid = NDArray[np.bool_]

TOO_FEW = "fewer than two reviews"
NO_WORKS = "no primary study is held by any review"
NO_ROOM = "no cell is left in which the reviews could overlap"


@dataclass(frozen=True, eq=False)
class CitationMatrix:
    """Primary studies by reviews.

    works: labels of the rows, unique. reviews: labels of the columns, unique. held, missing: (works, reviews), whether
    a review holds a work, and whether it could not; never both. warnings: what is odd, in words (a review that holds a
    study younger than itself).
    """

    works: tuple[str, ...]
    reviews: tuple[str, ...]
    held: Grid
    missing: Grid
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.works), len(self.reviews))
        if self.held.shape != shape or self.missing.shape != shape:
            raise ValueError(f"cells do not fill {shape[0]} works x {shape[1]} reviews")
        if bool((self.held & self.missing).any()):
            raise ValueError("a cell is held and not available at once")

    @classmethod
    def of_cells(
        cls,
        works: Sequence[str],
        reviews: Sequence[str],
        cells: Iterable[Sequence[Cell]],
        warnings: tuple[str, ...] = (),
    ) -> CitationMatrix:
        """The matrix of rows of cells: True, False or None."""
        rows = [tuple(row) for row in cells]
        shape = (len(works), len(reviews))
        if len(rows) != shape[0] or any(len(row) != shape[1] for row in rows):
            raise ValueError(f"cells do not fill {shape[0]} works x {shape[1]} reviews")
        held = np.array([[cell is True for cell in row] for row in rows], dtype=bool).reshape(shape)
        missing = np.array([[cell is None for cell in row] for row in rows], dtype=bool).reshape(shape)
        return cls(tuple(works), tuple(reviews), held, missing, warnings)

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """One row of cells for each work."""
        return tuple(
            tuple(None if gone else here for here, gone in zip(row, out, strict=True))
            for row, out in zip(self.held.tolist(), self.missing.tolist(), strict=True)
        )

    @property
    def sizes(self) -> NDArray[np.int64]:
        """(reviews,) how many works each review holds."""
        return np.asarray(self.held.sum(axis=0, dtype=np.int64))

    def of(self, reviews: Sequence[str]) -> CitationMatrix:
        """The matrix of some of its reviews, with the works that at least one of them holds."""
        columns = [self.reviews.index(review) for review in reviews]
        held, missing = self.held[:, columns], self.missing[:, columns]
        rows = np.flatnonzero(held.any(axis=1))
        return CitationMatrix(tuple(self.works[r] for r in rows), tuple(reviews), held[rows], missing[rows])

    def held_by(self, review: str) -> frozenset[str]:
        """The works that a review holds."""
        return frozenset(self.works[row] for row in np.flatnonzero(self.held[:, self.reviews.index(review)]))

    def sets(self) -> dict[str, frozenset[str]]:
        """The works that each review holds, in order of the columns."""
        return {review: self.held_by(review) for review in self.reviews}


@dataclass(frozen=True, slots=True)
class Overlap:
    """The figures of one matrix; shares are 0 to 1, None where undefined.

    ones: N. rows: r, works that a review holds. reviews: c. missing: X, cells that are not available. covered: CA.
    corrected: CCA, with structural missingness where there is any. band: the label of CCA, "" if undefined.
    undefined: why CCA has no value, "" when it has.
    """

    ones: int
    rows: int
    reviews: int
    missing: int
    covered: float | None
    corrected: float | None
    band: str
    undefined: str


@dataclass(frozen=True, slots=True)
class WeightedOverlap:
    """CCA with rows weighted by sample sizes. known: of how many of the `rows` primary studies the size is known."""

    corrected: float | None
    known: int
    rows: int
    undefined: str


BANDS = ((0.05, "slight"), (0.10, "moderate"), (0.15, "high"))


def band(corrected: float) -> str:
    """The label of a CCA: below 5 % slight, below 10 moderate, below 15 high, else very high. A label, no test."""
    return next((label for limit, label in BANDS if corrected < limit - 1e-12), "very high")


def matrix(
    sets: Mapping[str, Iterable[str]],
    *,
    years: Mapping[str, int | None] | None = None,
    searched: Mapping[str, int | None] | None = None,
) -> CitationMatrix:
    """The matrix of reviews and the works they hold; works sorted, reviews in the order given.

    A cell is not available when the work's year is after the review's search (years, searched: each may be unknown); a
    work that the review holds all the same stays held, and is warned of.
    """
    lists = {review: frozenset(works) for review, works in sets.items()}
    works = tuple(sorted(frozenset().union(*lists.values())))
    at = {work: row for row, work in enumerate(works)}
    held = np.zeros((len(works), len(lists)), dtype=bool)
    for column, mine in enumerate(lists.values()):
        held[[at[work] for work in mine], column] = True
    made = _numbers((years or {}).get(work) for work in works)
    until = _numbers((searched or {}).get(review) for review in lists)
    younger = made[:, None] > until[None, :]  # nan, a year that is not known, is after no other
    reviews = tuple(lists)
    odd = zip(*np.nonzero((held & younger).T), strict=True)
    warnings = tuple(f"{reviews[c]} ({int(until[c])}) holds {works[r]}, which is of {int(made[r])}" for c, r in odd)
    return CitationMatrix(works, reviews, held, younger & ~held, warnings)


def _numbers(years: Iterable[int | None]) -> NDArray[np.float64]:
    return np.array([math.nan if year is None else float(year) for year in years], dtype=np.float64)


def overlap(citations: CitationMatrix, *, count_missing: bool = True) -> Overlap:
    """Covered area and corrected covered area of a matrix. count_missing: take cells that are not available as such.

    CA = N / (r c); CCA = (N - r) / (r c - r - X). Rows without a one are dropped.
    """
    kept = citations.held.any(axis=1)
    rows, reviews = int(kept.sum()), len(citations.reviews)
    ones = int(citations.held.sum())
    missing = int(citations.missing[kept].sum()) if count_missing else 0
    free = rows * reviews - rows - missing
    unsound = TOO_FEW if reviews < 2 else "" if rows else NO_WORKS
    why = unsound or (NO_ROOM if free <= 0 else "")
    corrected = None if why else (ones - rows) / free
    return Overlap(
        ones=ones,
        rows=rows,
        reviews=reviews,
        missing=missing,
        covered=None if unsound else ones / (rows * reviews),
        corrected=corrected,
        band=band(corrected) if corrected is not None else "",
        undefined=why,
    )


def weighted(citations: CitationMatrix, sizes: Mapping[str, float]) -> WeightedOverlap:
    """CCA with each row weighted by the square root of its primary study's sample size (by label, above 0).

    sum of w (n - 1) over sum of w (c - 1), with w the weight and n the reviews that hold the work; cells that are not
    available count as absent. Undefined unless the size of every work that a review holds is known.
    """
    counts = citations.held.sum(axis=1)
    held = [(work, int(count)) for work, count in zip(citations.works, counts, strict=True) if count]
    known = sum(work in sizes for work, _ in held)
    reviews = len(citations.reviews)
    why = (
        TOO_FEW
        if reviews < 2
        else NO_WORKS
        if not held
        else f"the sample size is known of {known} of {len(held)} primary studies"
        if known < len(held)
        else ""
    )
    if why:
        return WeightedOverlap(None, known, len(held), why)
    weights = [(math.sqrt(sizes[work]), count) for work, count in held]
    free = math.fsum(sorted(weight for weight, _ in weights)) * (reviews - 1)
    shared = math.fsum(sorted(weight * (count - 1) for weight, count in weights))
    return WeightedOverlap(shared / free, known, len(held), "")
