"""Overlap of primary studies: the citation matrix and the covered area.

In: studies, or a matrix made elsewhere. Out: CitationMatrix and numbers, None where a figure is undefined. Called by
synthesis.synthesise, concord and the dashboard. After Pieper et al. (2014), "Systematic review finds overlapping
reviews were not mentioned in every other overview"; structural missingness after Lunny et al. (2021).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.study import Study
from synthesis.dependence import primary_works

Cell = bool | None  # None: not available, the primary study is younger than the review's search


@dataclass(frozen=True)
class CitationMatrix:
    """Primary studies by reviews.

    works: labels of the rows, unique. reviews: labels of the columns, unique. cells: one row of cells for each work.
    warnings: what is odd, in words (a review that holds a study younger than itself).
    """

    works: tuple[str, ...]
    reviews: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.works) or any(len(row) != len(self.reviews) for row in self.cells):
            raise ValueError(f"cells do not fill {len(self.works)} works x {len(self.reviews)} reviews")

    def of(self, reviews: Sequence[str]) -> CitationMatrix:
        """The matrix of some of its reviews, with the works that at least one of them holds."""
        columns = [self.reviews.index(review) for review in reviews]
        rows = [(work, tuple(row[c] for c in columns)) for work, row in zip(self.works, self.cells, strict=True)]
        held = [(work, row) for work, row in rows if any(row)]
        return CitationMatrix(tuple(work for work, _ in held), tuple(reviews), tuple(row for _, row in held))

    def held_by(self, review: str) -> frozenset[str]:
        """The works that a review holds."""
        column = self.reviews.index(review)
        return frozenset(work for work, row in zip(self.works, self.cells, strict=True) if row[column])


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
class PairOverlap:
    """Two reviews: their sizes, what they share, CCA of the pair, and shared / smaller size (1: nested)."""

    one: str
    other: str
    sizes: tuple[int, int]
    shared: int
    corrected: float | None
    coefficient: float | None


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

    A cell is not available when the work's year is after the review's search (years, searched: each may be unknown).
    """
    held = {review: frozenset(works) for review, works in sets.items()}
    works = sorted(frozenset().union(*held.values()))
    years, searched = years or {}, searched or {}
    cells: list[tuple[Cell, ...]] = []
    warnings: list[str] = []
    for work in works:
        row: list[Cell] = []
        for review, mine in held.items():
            year, until = years.get(work), searched.get(review)
            younger = year is not None and until is not None and year > until
            row.append(True if work in mine else None if younger else False)
            if younger and work in mine:
                warnings.append(f"{review} ({until}) holds {work}, which is of {year}")
        cells.append(tuple(row))
    return CitationMatrix(tuple(works), tuple(held), tuple(cells), tuple(warnings))


def overlap(citations: CitationMatrix, *, count_missing: bool = True) -> Overlap:
    """Covered area and corrected covered area of a matrix. count_missing: take cells that are not available as such.

    CA = N / (r c); CCA = (N - r) / (r c - r - X). Rows without a one are dropped.
    """
    held = [row for row in citations.cells if any(row)]
    ones = sum(cell is True for row in held for cell in row)
    rows, reviews = len(held), len(citations.reviews)
    missing = sum(cell is None for row in held for cell in row) if count_missing else 0
    free = rows * reviews - rows - missing
    why = (
        "fewer than two reviews"
        if reviews < 2
        else "no primary study is held by any review"
        if not rows
        else "no cell is left in which the reviews could overlap"
        if free <= 0
        else ""
    )
    covered = ones / (rows * reviews) if rows and reviews else None
    corrected = None if why else (ones - rows) / free
    return Overlap(
        ones, rows, reviews, missing, covered, corrected, band(corrected) if corrected is not None else "", why
    )


def pairwise(citations: CitationMatrix, *, count_missing: bool = True) -> tuple[PairOverlap, ...]:
    """Each two reviews, in order of the columns; a missing cell counts only in rows that exactly one of them holds."""
    found = []
    for one, other in combinations(citations.reviews, 2):
        mine, theirs = citations.held_by(one), citations.held_by(other)
        shared, smaller = len(mine & theirs), min(len(mine), len(theirs))
        corrected = overlap(citations.of((one, other)), count_missing=count_missing).corrected
        sizes = (len(mine), len(theirs))
        found.append(PairOverlap(one, other, sizes, shared, corrected, shared / smaller if smaller else None))
    return tuple(found)


def weighted(citations: CitationMatrix, sizes: Mapping[str, float]) -> float | None:
    """CCA with each row weighted by the square root of its primary study's sample size; None when undefined.

    sum of w (n - 1) over sum of w (c - 1), with w the weight and n the reviews that hold the work.
    """
    counts = {work: sum(map(bool, row)) for work, row in zip(citations.works, citations.cells, strict=True) if any(row)}
    if any(work not in sizes for work in counts) or len(citations.reviews) < 2:
        return None
    weights = {work: math.sqrt(sizes[work]) for work in counts}
    free = math.fsum(weights.values()) * (len(citations.reviews) - 1)
    return math.fsum(weights[work] * (count - 1) for work, count in counts.items()) / free if free else None


def citation_matrix(
    studies: Sequence[Study], *, everything: bool = False, searched: Mapping[str, int] | None = None
) -> CitationMatrix:
    """The matrix of the studies of a corpus that list primary studies, columns in order of id.

    everything: all references count, not only those that a review marks as included.
    searched: by study id, the year of its search as far as it is known. A cell is not available when the work is
    younger than the search, or than the review where the search has no date.
    """
    works = primary_works(studies, everything=everything)
    sets: dict[str, frozenset[str]] = {study: held for study, held in works.of.items() if held}
    years: dict[str, int | None] = {study.id: study.year for study in studies}
    until = {**years, **(searched or {})}
    return matrix(sets, years=works.years, searched={study: until[study] for study in sets})


def under_assumptions(
    studies: Sequence[Study], *, searched: Mapping[str, int] | None = None
) -> tuple[tuple[str, Overlap], ...]:
    """The overlap of a corpus under four assumptions, each in words: a CCA is quoted as the range over them.

    Included studies only or all references; cells of works younger than the review left out or counted as zeros.
    """
    found = []
    for everything, works in ((False, "included studies only"), (True, "all references")):
        citations = citation_matrix(studies, everything=everything, searched=searched)
        for count_missing, cells in ((True, "younger works not available"), (False, "younger works counted as absent")):
            found.append((f"{works}, {cells}", overlap(citations, count_missing=count_missing)))
    return tuple(found)
