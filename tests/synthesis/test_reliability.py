"""Coefficients of agreement against published figures, other libraries and what must hold for any ratings."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from corpus.errors import BadInput
from synthesis import reliability as r

COEFFICIENTS: dict[str, Callable[[r.Ratings, int], float]] = {
    "p_a": lambda rated, q: r.observed(r.counts(rated, q)),
    "alpha_nominal": lambda rated, q: r.krippendorff(r.counts(rated, q)),
    "fleiss": lambda rated, q: r.fleiss(r.counts(rated, q)),
    "ac1": lambda rated, q: r.gwet(r.counts(rated, q)),
    "bp": lambda rated, q: r.brennan_prediger(r.counts(rated, q)),
    "conger": r.conger,
    "cohen": r.cohen,
}


@pytest.mark.real
@pytest.mark.parametrize(
    "id", ["A1_krippendorff_C", "A2_krippendorff_A_binary", "A3_krippendorff_B_nominal", "A4_wikipedia_alpha"]
)
def test_published_examples_of_coders_by_units_come_out(id: str, oracle: Callable[[str], Any]) -> None:
    """Every coefficient that a published example gives is reproduced."""
    example = oracle(id)
    rated = r.ratings(example["coders_by_unit"], example["categories"])

    for name, value in example["expected"].items():
        assert COEFFICIENTS[name](rated, len(example["categories"])) == pytest.approx(value, abs=example["tol"]), name


@pytest.mark.real
@pytest.mark.parametrize("id", ["A5_fleiss1971", "A7_wikipedia_fleiss"])
def test_published_examples_of_counts_come_out(id: str, oracle: Callable[[str], Any]) -> None:
    """Fleiss' own data and the example of Wikipedia."""
    example = oracle(id)
    table = np.array(example["counts"])
    expected = example["expected"]

    assert r.observed(table) == pytest.approx(expected["p_a"], abs=1e-6)
    assert r.fleiss(table) == pytest.approx(expected["fleiss"], abs=1e-6)
    assert r.krippendorff(table) == pytest.approx(expected["alpha_nominal"], abs=1e-6)
    assert r.gwet(table) == pytest.approx(expected["ac1"], abs=1e-6)


@pytest.mark.real
def test_published_two_by_two_tables_come_out(oracle: Callable[[str], Any]) -> None:
    """The tables of the prevalence paradox: equal agreement, unlike kappas."""
    for example in oracle("A8_2x2_tables")["tables"]:
        rated = from_table(example["t"])
        positive, negative, _, _ = r.two_by_two(rated)
        found = {name: COEFFICIENTS[name](rated, 2) for name in ("alpha_nominal", "ac1", "cohen")}
        found |= {
            "p_o": COEFFICIENTS["p_a"](rated, 2),
            "pabak": COEFFICIENTS["bp"](rated, 2),
            "p_pos": positive,
            "p_neg": negative,
        }
        for name, value in example["expected"].items():
            assert found[name] == pytest.approx(value, abs=1e-6), (example["name"], name)


@pytest.mark.real
def test_what_is_undefined_is_said_so(oracle: Callable[[str], Any]) -> None:
    """All ratings in one category, or no unit with two ratings: nan, never 0 or 1."""
    for case in oracle("A10_undefined")["cases"]:
        rated = r.ratings(case["coders_by_unit"], case["categories"])
        for name in case["undefined"]:
            assert math.isnan(COEFFICIENTS[name](rated, 2)), name
        for name in ("p_a", "ac1"):
            if name in case:
                assert COEFFICIENTS[name](rated, 2) == pytest.approx(case[name])


@pytest.mark.real
def test_a_review_that_does_not_address_a_facet_is_a_missing_rating(oracle: Callable[[str], Any]) -> None:
    """Themes by reviews with gaps: gaps are left out, not counted as absence."""
    example = oracle("A11_theme_by_study")
    rated = r.ratings(list(zip(*example["matrix"].values(), strict=True)), [0, 1])
    table = r.counts(rated, 2)
    expected = example["expected"]

    assert r.observed(table) == pytest.approx(expected["p_a"], abs=1e-6)
    assert r.krippendorff(table) == pytest.approx(expected["alpha_nominal"], abs=1e-6)
    assert r.gwet(table) == pytest.approx(expected["ac1"], abs=1e-6)
    assert r.fleiss(table) == pytest.approx(expected["fleiss"], abs=1e-6)
    assert_allclose(r.specific_agreement(table), [expected["p_neg"], expected["p_pos"]], atol=1e-6)


def test_kappa_of_feinstein_and_cicchetti() -> None:
    """85 % agreement gives kappa .70 on one table and .32 on the other (Feinstein and Cicchetti, 1990)."""
    assert r.cohen(from_table([[40, 9], [6, 45]]), 2) == pytest.approx(0.70, abs=0.005)
    assert r.cohen(from_table([[80, 10], [5, 5]]), 2) == pytest.approx(0.32, abs=0.005)


def test_fleiss_agrees_with_statsmodels() -> None:
    """Where ratings are complete, statsmodels gives the same kappa."""
    from statsmodels.stats.inter_rater import fleiss_kappa

    table = np.array([[0, 0, 14], [0, 8, 6], [3, 9, 2], [7, 7, 0], [14, 0, 0]])

    assert r.fleiss(table) == pytest.approx(fleiss_kappa(table, method="fleiss"))


def test_cohen_agrees_with_statsmodels() -> None:
    """Two raters and three categories."""
    from statsmodels.stats.inter_rater import cohens_kappa

    table = [[20, 5, 1], [4, 12, 6], [2, 3, 17]]

    assert r.cohen(from_table(table), 3) == pytest.approx(cohens_kappa(np.array(table), return_results=False))


def test_a_rating_outside_the_categories_is_refused() -> None:
    """The message names the rating and the categories."""
    with pytest.raises(BadInput, match="'maybe' is none of the categories yes, no"):
        r.ratings([["yes", "maybe"]], ["yes", "no"])


def test_coders_of_different_lengths_are_refused() -> None:
    """Each coder has one value a unit."""
    with pytest.raises(BadInput, match="different numbers of units: 2, 1"):
        r.ratings([[0, 1], [0]], [0, 1])


@given(arrays(np.int64, st.tuples(st.integers(1, 8), st.integers(2, 5)), elements=st.integers(-1, 2)), st.randoms())
def test_coefficients_see_sets_of_raters_and_units(rated: r.Ratings, random: Any) -> None:
    """Shuffling raters or units changes nothing."""
    raters, units = list(range(rated.shape[1])), list(range(rated.shape[0]))
    random.shuffle(raters)
    random.shuffle(units)
    shuffled = rated[np.ix_(units, raters)]

    for name in ("p_a", "alpha_nominal", "fleiss", "ac1", "bp", "conger"):
        assert_allclose(COEFFICIENTS[name](shuffled, 3), COEFFICIENTS[name](rated, 3), equal_nan=True, atol=1e-12)


@given(arrays(np.int64, st.tuples(st.integers(1, 8), st.integers(2, 5)), elements=st.integers(-1, 2)))
def test_no_coefficient_is_above_one(rated: r.Ratings) -> None:
    """1 is perfect agreement."""
    for name in ("p_a", "alpha_nominal", "fleiss", "ac1", "bp", "conger"):
        value = COEFFICIENTS[name](rated, 3)
        assert math.isnan(value) or value <= 1 + 1e-12, name


def from_table(table: list[list[int]]) -> r.Ratings:
    """The ratings of two raters that a table of counts sums up."""
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return np.array(pairs)
