"""The citation matrix and the covered area: against published examples, by hand, and for any matrix."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import StudyId
from synthesis.overlap import Cell, CitationMatrix, band, matrix, overlap, pairwise, weighted
from synthesis.weighing import novelty

MANY = settings(max_examples=2000, deadline=None)


@st.composite
def matrices(draw: st.DrawFn, *, missing: bool = True, least: int = 1) -> CitationMatrix:
    """Any matrix of up to six works and five reviews."""
    rows, columns = draw(st.integers(least, 6)), draw(st.integers(2, 5))
    cell = st.sampled_from((True, False, None) if missing else (True, False))
    cells = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    return CitationMatrix.of_cells([f"w{n}" for n in range(rows)], [f"r{n}" for n in range(columns)], cells)


def worth(citations: CitationMatrix) -> float:
    """n_eff over all columns as they are."""
    return math.fsum(novelty({StudyId(review): held for review, held in citations.sets().items()}).values())


def by_hand(cells: tuple[tuple[Cell, ...], ...], columns: int) -> float | None:
    """CCA as METHODS defines it, cell by cell."""
    held = [row for row in cells if True in row]
    ones, rows = sum(row.count(True) for row in held), len(held)
    free = rows * columns - rows - sum(row.count(None) for row in held)
    return (ones - rows) / free if rows and free else None


@pytest.mark.real
def test_rows_that_no_review_holds_are_dropped(oracle: Callable[[str], Any]) -> None:
    """The 5 x 5 grid of the junoR vignette has CCA 41.67 %, not 15 %."""
    example = oracle("C2_junoR_zero_rows")
    reviews = tuple(example["reviews"])
    cells = [[work in example["reviews"][review] for review in reviews] for work in example["all_rows"]]
    found = overlap(CitationMatrix.of_cells(example["all_rows"], reviews, cells))

    assert (found.ones, found.rows, found.reviews) == (8, 3, 5)
    assert found.corrected == pytest.approx(example["expected"]["CCA"], abs=example["tol"])


@pytest.mark.real
def test_bands_are_half_open(oracle: Callable[[str], Any]) -> None:
    """5 % is moderate, 10 % high, 15 % very high."""
    for percent, label in oracle("C5_bands")["examples"].items():
        assert band(float(percent) / 100).replace(" ", "_") == label


@pytest.mark.real
def test_weighted_overlap_comes_out(oracle: Callable[[str], Any]) -> None:
    """Rows weighted by the square root of the sample size."""
    example = oracle("C6_wcca")
    works = tuple("abcd")
    citations = CitationMatrix.of_cells(works, tuple("xyz"), [[bool(cell) for cell in r] for r in example["matrix"]])
    found = weighted(citations, dict(zip(works, example["sample_sizes"], strict=True)))

    assert overlap(citations).corrected == pytest.approx(example["expected"]["CCA"], abs=example["tol"])
    assert found.corrected == pytest.approx(example["expected"]["wCCA"], abs=example["tol"])


def test_covered_areas_by_hand() -> None:
    """Three wells in two reviews of one and three: 4 ones, 3 rows, CA 4/6, CCA (4 - 3) / (6 - 3)."""
    found = overlap(matrix({"first": ["oak"], "second": ["oak", "elm", "ash"]}))

    assert (found.ones, found.rows, found.reviews, found.missing) == (4, 3, 2, 0)
    assert found.covered == pytest.approx(4 / 6)
    assert found.corrected == pytest.approx(1 / 3)
    assert found.band == "very high"


def test_weighted_overlap_by_hand() -> None:
    """Roots of 100 and 25: 10 for the shared work, 5 for the other; 10 / 15. Without all sizes there is none."""
    citations = matrix({"a": ["large"], "b": ["large", "small"]})

    assert weighted(citations, {"large": 100, "small": 25}).corrected == pytest.approx(10 / 15)
    assert weighted(citations, {"large": 100}).undefined == "the sample size is known of 1 of 2 primary studies"


def test_a_younger_study_is_not_available_to_an_older_review() -> None:
    """It is counted neither for nor against; a one in such a cell stays one and is warned of."""
    citations = matrix(
        {"old": ["w1"], "new": ["w1", "w2"]}, years={"w1": 2010, "w2": 2020}, searched={"old": 2015, "new": 2021}
    )

    assert citations.cells == ((True, True), (None, True))
    assert overlap(citations).corrected == 1.0
    assert overlap(citations, count_missing=False).corrected == 0.5
    assert matrix({"old": ["w2"]}, years={"w2": 2020}, searched={"old": 2015}).warnings == (
        "old (2015) holds w2, which is of 2020",
    )


def test_a_study_of_the_year_of_the_search_is_available() -> None:
    """Only what is younger is not; a year that is not known hides nothing."""
    years = {"same year": 2015, "no year": None}
    citations = matrix({"a": ["same year", "no year"], "b": []}, years=years, searched={"a": 2020, "b": 2015})

    assert citations.cells == ((True, False), (True, False))


def test_missing_cells_count_for_a_pair_only_where_one_of_the_two_holds_the_work() -> None:
    """A third review's young studies do not touch the pair."""
    sets = {"a": ["w1"], "b": ["w1", "w2"], "c": ["w3"]}
    pair = pairwise(matrix(sets, years={"w3": 2020}, searched={"a": 2015, "b": 2015}))[0]

    assert (pair.one, pair.other, pair.shared, pair.corrected, pair.coefficient) == ("a", "b", 1, 0.5, 1.0)


def test_a_nested_review_has_a_small_area_and_a_full_coefficient() -> None:
    """Two of forty: CCA 5 %, overlap coefficient 1."""
    pair = pairwise(matrix({"small": ["w0", "w1"], "large": [f"w{n}" for n in range(40)]}))[0]

    assert (pair.corrected, pair.coefficient, pair.sizes) == (0.05, 1.0, (2, 40))


def test_a_pair_without_room_is_undefined() -> None:
    """Each holds what the other could not; and of two empty reviews nothing can be said."""
    apart = CitationMatrix.of_cells(["v", "w"], ["a", "b"], [[True, None], [None, True]])
    empty = CitationMatrix.of_cells(["v"], ["a", "b"], [[False, False]])

    assert (pairwise(apart)[0].corrected, pairwise(apart)[0].unadjusted) == (None, 0.0)
    assert (pairwise(empty)[0].corrected, pairwise(empty)[0].coefficient) == (None, None)


@pytest.mark.parametrize(
    ("sets", "why"),
    [
        ({"a": ["w"]}, "fewer than two reviews"),
        ({"a": [], "b": []}, "no primary study is held by any review"),
    ],
)
def test_undefined_overlap_is_said_so(sets: dict[str, list[str]], why: str) -> None:
    """None and a reason, never 0."""
    found = overlap(matrix(sets))

    assert (found.covered, found.corrected, found.undefined) == (None, None, why)


def test_an_area_without_room_is_undefined() -> None:
    """All cells but the ones are not available."""
    found = overlap(CitationMatrix.of_cells(["v", "w"], ["a", "b"], [[True, None], [None, True]]))

    assert (found.corrected, found.undefined) == (None, "no cell is left in which the reviews could overlap")
    assert found.covered == 0.5


def test_a_cell_is_not_both_held_and_missing() -> None:
    """Such a matrix is not made."""
    everywhere = np.ones((1, 2), dtype=bool)

    with pytest.raises(ValueError, match="at once"):
        CitationMatrix(("w",), ("a", "b"), everywhere, everywhere)


@MANY
@given(matrices())
def test_the_figures_are_those_of_the_formula(citations: CitationMatrix) -> None:
    """CCA cell by cell; all shares lie between 0 and 1."""
    found = overlap(citations)
    expected = by_hand(citations.cells, len(citations.reviews))

    assert found.corrected == (None if expected is None else pytest.approx(expected, abs=1e-12))
    assert all(share is None or 0 <= share <= 1 for share in (found.covered, found.corrected))
    assert (found.corrected is None) == bool(found.undefined)


@MANY
@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(citations: CitationMatrix, chance: Any) -> None:
    """Nor a row that no review holds."""
    rows, columns = list(range(len(citations.works))), list(range(len(citations.reviews)))
    chance.shuffle(rows)
    chance.shuffle(columns)
    cells = [[citations.cells[r][c] for c in columns] for r in rows]
    works = [*(citations.works[r] for r in rows), "held by nobody"]
    shuffled = CitationMatrix.of_cells(
        works, [citations.reviews[c] for c in columns], [*cells, [None] + [False] * (len(columns) - 1)]
    )

    assert overlap(shuffled) == overlap(citations)
    told = {frozenset((p.one, p.other)): (p.shared, p.corrected, p.coefficient) for p in pairwise(citations)}
    assert told == {frozenset((p.one, p.other)): (p.shared, p.corrected, p.coefficient) for p in pairwise(shuffled)}


@MANY
@given(matrices(missing=False))
def test_a_pair_without_missing_cells_is_jaccard(citations: CitationMatrix) -> None:
    """Shared over union; the coefficient is shared over the smaller one."""
    sets = citations.sets()
    for pair, (one, other) in zip(pairwise(citations), combinations(citations.reviews, 2), strict=True):
        both, either = sets[one] & sets[other], sets[one] | sets[other]
        assert pair.corrected == pair.unadjusted == (len(both) / len(either) if either else None)
        smaller = min(len(sets[one]), len(sets[other]))
        assert pair.coefficient == (len(both) / smaller if smaller else None)


@MANY
@given(matrices())
def test_a_pair_is_the_matrix_of_the_two(citations: CitationMatrix) -> None:
    """With X counted only where one of the two holds the work, which is the matrix of the two alone."""
    for pair in pairwise(citations):
        alone = citations.of((pair.one, pair.other))
        assert pair.corrected == overlap(alone).corrected
        assert pair.unadjusted == overlap(alone, count_missing=False).corrected


@MANY
@given(matrices())
def test_missing_cells_only_ever_raise_the_area(citations: CitationMatrix) -> None:
    """Whole and for each pair."""
    found, plain = overlap(citations), overlap(citations, count_missing=False)
    if found.corrected is not None and plain.corrected is not None:
        assert found.corrected >= plain.corrected
    for pair in pairwise(citations):
        if pair.corrected is not None and pair.unadjusted is not None:
            assert pair.corrected >= pair.unadjusted


@MANY
@given(st.integers(1, 5), st.integers(2, 5))
def test_clones_cover_everything(works: int, reviews: int) -> None:
    """Reviews of one list have CCA 1, and are worth one."""
    sets = {f"r{n}": [f"w{m}" for m in range(works)] for n in range(reviews)}
    citations = matrix(sets)

    assert overlap(citations).corrected == 1
    assert worth(citations) == pytest.approx(1)


@MANY
@given(st.integers(1, 3).flatmap(lambda k: st.lists(st.sets(st.integers(0, 5), min_size=k, max_size=k), min_size=2)))
def test_reviews_of_one_size_are_worth_what_the_area_says(lists: list[set[int]]) -> None:
    """n_eff = c / (1 + (c - 1) CCA), with u over all reviews."""
    citations = matrix({f"r{n}": [f"w{m}" for m in mine] for n, mine in enumerate(lists)})
    corrected, count = overlap(citations).corrected, len(lists)

    assert corrected is not None
    assert worth(citations) == pytest.approx(count / (1 + (count - 1) * corrected))
