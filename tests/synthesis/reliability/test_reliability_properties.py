"""What must hold for any ratings: order, bounds, gaps, perfect and chance agreement, and how coefficients relate."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synthesis.reliability import Ratings, Reliability, reliability

OF_ANY = (
    "percent_agreement",
    "fleiss_kappa",
    "conger_kappa",
    "gwet_ac1",
    "brennan_prediger",
    "krippendorff_alpha",
)
CHANCE_CORRECTED = OF_ANY[1:]
CASES = settings(max_examples=2000, deadline=None)


def table(units: int, raters: int, data: bytes, least: int, most: int) -> Ratings:
    """Ratings from `least` (-1 for none) to `most`, a byte each: drawn ten times as fast as one by one."""
    cells = np.frombuffer(data, np.uint8)[: units * raters].astype(np.int64)
    return (cells % (most - least + 1) + least).reshape(units, raters)


def tables(raters: tuple[int, int], least: int, most: int) -> st.SearchStrategy[Ratings]:
    cells = st.binary(min_size=8 * raters[1], max_size=8 * raters[1])
    return st.builds(table, st.integers(1, 8), st.integers(*raters), cells, st.just(least), st.just(most))


gappy = tables((2, 5), -1, 2)


def figures(rated: Ratings, categories: int = 3, *, resamples: int = 0) -> Reliability:
    names = [chr(ord("a") + number) for number in range(categories)]
    return reliability(rated, names, [f"coder {n}" for n in range(rated.shape[1])], resamples=resamples)


def same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else math.isclose(one, other, abs_tol=1e-9)


@CASES
@given(gappy, st.integers(0, 2**32))
def test_the_order_of_coders_units_and_categories_changes_nothing(rated: Ratings, seed: int) -> None:
    """All three shuffled at once."""
    raters, units, names = list(range(rated.shape[1])), list(range(rated.shape[0])), [0, 1, 2]
    draw = np.random.default_rng(seed)
    for order in (raters, units, names):
        draw.shuffle(order)
    renamed = np.where(rated < 0, -1, np.array(names)[rated])
    found, turned = figures(rated), figures(renamed[np.ix_(units, raters)])

    assert [name for name in OF_ANY if not same(found[name].value, turned[name].value)] == []
    assert sorted(found.counts) == sorted(turned.counts)


@CASES
@given(gappy, st.integers(0, 2**32))
def test_the_order_of_units_changes_no_interval(rated: Ratings, seed: int) -> None:
    """Not by the last bit."""
    units = list(range(rated.shape[0]))
    np.random.default_rng(seed).shuffle(units)

    assert figures(rated[units], resamples=30).figures == figures(rated, resamples=30).figures


@CASES
@given(gappy)
def test_no_coefficient_is_above_one_and_agreement_is_a_share(rated: Ratings) -> None:
    """Specific agreement too; and Brennan and Prediger's is not below -1 / (q - 1)."""
    found = figures(rated, resamples=20)
    for name in OF_ANY:
        value, interval = found[name].value, found[name].interval
        assert value is None or value <= 1 + 1e-12, name
        assert interval is None or interval[0] <= interval[1] <= 1 + 1e-12, name
    for share in (found["percent_agreement"].value, *dict(found.specific).values()):
        assert share is None or 0 <= share <= 1
    assert found["brennan_prediger"].value is None or found["brennan_prediger"].value >= -0.5 - 1e-12


@CASES
@given(gappy)
def test_every_figure_has_a_value_or_a_reason(rated: Ratings) -> None:
    """Never both, never neither, and never nan."""
    for figure in figures(rated, resamples=20).figures:
        assert (figure.value is None) == bool(figure.undefined), figure.name
        assert figure.value is None or math.isfinite(figure.value)
        assert figure.interval is None or (figure.value is not None and all(map(math.isfinite, figure.interval)))


@CASES
@given(gappy)
def test_a_coder_who_rates_nothing_is_no_disagreement(rated: Ratings) -> None:
    """Only Conger's kappa needs the shares of every coder."""
    more = np.column_stack([rated, np.full(len(rated), -1)])
    found, longer = figures(rated), figures(more)

    names = [name for name in OF_ANY if name != "conger_kappa"]
    assert [name for name in names if not same(found[name].value, longer[name].value)] == []


@CASES
@given(gappy)
def test_a_unit_that_nobody_rated_changes_nothing(rated: Ratings) -> None:
    """Not even an interval."""
    more = np.vstack([rated, np.full(rated.shape[1], -1)])

    assert figures(more, resamples=20).figures == figures(rated, resamples=20).figures


@CASES
@given(gappy, st.integers(0, 2))
def test_a_single_rating_of_another_unit_leaves_observed_agreement_alone(rated: Ratings, category: int) -> None:
    """It is in no pair: percent agreement and alpha, which count pairs alone, stay."""
    alone = np.full((1, rated.shape[1]), -1)
    alone[0, 0] = category
    found, longer = figures(rated), figures(np.vstack([rated, alone]))

    for name in ("percent_agreement", "krippendorff_alpha"):
        assert same(found[name].value, longer[name].value), name


@CASES
@given(arrays(np.int64, st.integers(2, 10), elements=st.integers(0, 2)), st.integers(2, 5))
def test_perfect_agreement_is_one(said: Any, coders: int) -> None:
    """Wherever it is defined; with one category in use kappa and alpha are not."""
    found = figures(np.repeat(said[:, None], coders, axis=1), resamples=20)
    varied = len(set(said.tolist())) > 1

    assert found["percent_agreement"].value == 1
    for name in CHANCE_CORRECTED:
        defined = varied or name in ("gwet_ac1", "brennan_prediger")
        assert found[name].value == (pytest.approx(1) if defined else None), name
        if defined and len(said) > 1 and found[name].skipped < 20:
            assert found[name].interval == (pytest.approx(1), pytest.approx(1))


@CASES
@given(st.lists(st.integers(1, 4), min_size=2, max_size=3), st.lists(st.integers(1, 4), min_size=2, max_size=3))
def test_coding_that_is_independent_has_kappa_zero_within_its_interval(first: list[int], second: list[int]) -> None:
    """Every pair of categories exactly as often as chance has it: Cohen and Conger are 0, and 0 is in the interval."""
    q = max(len(first), len(second))
    pairs = [(i, j) for i, a in enumerate(first) for j, b in enumerate(second) for _ in range(a * b)]
    found = figures(np.array(pairs), q, resamples=400)

    for name in ("cohen_kappa", "conger_kappa"):
        value, interval = found[name].value, found[name].interval
        assert value == pytest.approx(0, abs=1e-9)
        assert interval is not None
        assert interval[0] <= 1e-9 and interval[1] >= -1e-9


def test_chance_coding_has_zero_in_its_interval_about_nineteen_times_in_twenty() -> None:
    """2,000 pairs of coders who throw the same unfair die, 60 units each; the bootstrap is a little too narrow."""
    draw = np.random.default_rng(11)
    held = dict.fromkeys(("cohen_kappa", "fleiss_kappa", "krippendorff_alpha"), 0)
    for _ in range(2000):
        found = figures(draw.choice(3, p=[0.5, 0.3, 0.2], size=(60, 2)), resamples=200)
        for name in held:
            interval = found[name].interval
            held[name] += interval is not None and interval[0] <= 0 <= interval[1]

    assert all(0.90 <= count / 2000 <= 0.97 for count in held.values()), held


@CASES
@given(tables((2, 2), 0, 2))
def test_coefficients_of_two_complete_coders_stand_as_they_must(rated: Ratings) -> None:
    """Conger is Cohen; alpha is Fleiss with a correction for few ratings, 1 - alpha = (1 - 1/2n)(1 - fleiss); both
    chances of kappa: Fleiss' is never below Cohen's, so kappa never above it."""
    found = figures(rated)
    cohen, fleiss = found["cohen_kappa"].value, found["fleiss_kappa"].value
    alpha = found["krippendorff_alpha"].value

    assert same(found["conger_kappa"].value, cohen)
    assert (fleiss is None) == (alpha is None)
    if fleiss is not None and alpha is not None:
        assert 1 - alpha == pytest.approx((1 - 1 / (2 * len(rated))) * (1 - fleiss))
    if fleiss is not None and cohen is not None:
        assert fleiss <= cohen + 1e-9


@CASES
@given(tables((2, 2), 0, 1))
def test_the_figures_of_a_table_of_two_by_two_are_those_of_its_counts(rated: Ratings) -> None:
    """2a / (2a + b + c), 2d / (2d + b + c), (a - d) / N, (b - c) / N; two coders who swap places swap the bias."""
    found, swapped = figures(rated, 2), figures(rated[:, ::-1], 2)
    a, b, c, d = (int(((rated[:, 0] == i) & (rated[:, 1] == j)).sum()) for i in (1, 0) for j in (1, 0))
    n = len(rated)

    assert found.positive == "b"
    assert same(found["positive_agreement"].value, 2 * a / (2 * a + b + c) if 2 * a + b + c else None)
    assert same(found["negative_agreement"].value, 2 * d / (2 * d + b + c) if 2 * d + b + c else None)
    assert same(found["prevalence_index"].value, (a - d) / n)
    assert same(found["bias_index"].value, (b - c) / n)
    assert same(swapped["bias_index"].value, (c - b) / n)


@CASES
@given(gappy)
def test_specific_agreement_averages_to_alphas_observed_agreement(rated: Ratings) -> None:
    """Weighted by pairs of ratings that hold each category, it is the share of all pairs that agree."""
    found = figures(rated)
    table = np.stack([(rated == k).sum(axis=1) for k in range(3)], axis=1)
    size = table.sum(axis=1)
    pairs = int((size * (size - 1)).sum())
    held = (table * np.maximum(size - 1, 0)[:, None]).sum(axis=0)

    if pairs:
        mean = sum(share * weight for share, weight in zip(dict(found.specific).values(), held, strict=True) if share)
        assert mean / pairs == pytest.approx((table * (table - 1)).sum() / pairs)
