"""Coefficients of agreement against published figures and other libraries, and what is said where one is undefined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from corpus.errors import BadInput
from synthesis.reliability import Rating, Ratings, Reliability, positive_of, ratings, reliability, sheet

NAMES = {  # of the worked examples
    "p_a": "percent_agreement",
    "p_o": "percent_agreement",
    "p_pos": "positive_agreement",
    "p_neg": "negative_agreement",
    "alpha_nominal": "krippendorff_alpha",
    "fleiss": "fleiss_kappa",
    "conger": "conger_kappa",
    "cohen": "cohen_kappa",
    "ac1": "gwet_ac1",
    "bp": "brennan_prediger",
    "pabak": "brennan_prediger",
}


def of_coders(coders: Sequence[Sequence[Any]], categories: Sequence[Any], **more: Any) -> Reliability:
    """Few resamples are enough where intervals are not asked."""
    names = [f"coder {number}" for number in range(len(coders))]
    return reliability(ratings(coders, categories), [str(c) for c in categories], names, **{"resamples": 0} | more)


def of_table(table: Sequence[Sequence[int]], **more: Any) -> Reliability:
    """Two coders, by a table of counts; the first row and column are the positive category when there are two."""
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    names = ["yes", "no"] if len(table) == 2 else [str(n) for n in range(len(table))]
    return reliability(np.array(pairs), names, ["ann", "ben"], **{"resamples": 0} | more)


def of_counts(rows: Sequence[Sequence[int]]) -> Reliability:
    """As many coders as there are ratings of a unit; who gave which is not known, and does not matter."""
    coders = zip(*([k for k, n in enumerate(row) for _ in range(n)] for row in rows), strict=True)
    return of_coders(list(coders), range(len(rows[0])))


def missed(found: Reliability, example: dict[str, Any], tolerance: float) -> dict[str, tuple[float | None, float]]:
    """The expected figures that did not come out, with what came."""
    wanted = {name: example[name] for name in NAMES if name in example}
    got = {name: found[NAMES[name]].value for name in wanted}
    assert wanted
    return {
        name: (got[name], value)
        for name, value in wanted.items()
        if got[name] is None or abs(float(got[name] or 0) - value) > tolerance
    }


@pytest.mark.real
@pytest.mark.parametrize(
    "id", ["A1_krippendorff_C", "A2_krippendorff_A_binary", "A3_krippendorff_B_nominal", "A4_wikipedia_alpha"]
)
def test_published_examples_of_coders_by_units_come_out(id: str, oracle: Callable[[str], Any]) -> None:
    """Every coefficient that a published example gives is reproduced."""
    example = oracle(id)

    assert missed(of_coders(example["coders_by_unit"], example["categories"]), example["expected"], 1e-6) == {}


@pytest.mark.real
@pytest.mark.parametrize("id", ["A5_fleiss1971", "A7_wikipedia_fleiss"])
def test_published_examples_of_counts_come_out(id: str, oracle: Callable[[str], Any]) -> None:
    """Fleiss' own data and the example of Wikipedia."""
    example = oracle(id)

    assert missed(of_counts(example["counts"]), example["expected"], 1e-6) == {}


@pytest.mark.real
def test_published_two_by_two_tables_come_out(oracle: Callable[[str], Any]) -> None:
    """The tables of the prevalence paradox: equal agreement, unlike kappas."""
    tables = oracle("A8_2x2_tables")["tables"]

    assert {t["name"]: missed(of_table(t["t"]), t["expected"], 1e-6) for t in tables} == {t["name"]: {} for t in tables}


@pytest.mark.real
def test_what_is_undefined_is_said_so(oracle: Callable[[str], Any]) -> None:
    """All ratings in one category, or no unit with two ratings: None and a reason, never 0 or 1."""
    cases = oracle("A10_undefined")["cases"]
    for case in cases:
        found = of_coders(case["coders_by_unit"], case["categories"])
        undefined = [found[NAMES[name]] for name in case["undefined"]]
        assert [figure.value for figure in undefined] == [None] * len(undefined)
        assert all(figure.undefined and figure.interval is None for figure in undefined)
        if "ac1" in case:
            assert missed(found, {name: case[name] for name in ("p_a", "ac1")}, 1e-9) == {}


@pytest.mark.real
def test_a_review_that_does_not_address_a_facet_is_a_missing_rating(oracle: Callable[[str], Any]) -> None:
    """Themes by reviews with gaps: gaps are left out, not counted as absence; five coders have positive agreement."""
    example = oracle("A11_theme_by_study")
    coders = list(zip(*example["matrix"].values(), strict=True))

    assert missed(of_coders(coders, [0, 1]), example["expected"], 1e-6) == {}


def test_kappa_of_feinstein_and_cicchetti() -> None:
    """85 % agreement gives kappa .70 on one table and .32 on the other; the prevalence index tells them apart."""
    even, uneven = of_table([[40, 9], [6, 45]]), of_table([[80, 10], [5, 5]])

    assert even["cohen_kappa"].value == pytest.approx(0.70, abs=0.005)
    assert uneven["cohen_kappa"].value == pytest.approx(0.32, abs=0.005)
    assert [f["percent_agreement"].value for f in (even, uneven)] == [0.85, 0.85]
    assert [f["prevalence_index"].value for f in (even, uneven)] == [pytest.approx(-0.05), pytest.approx(0.75)]
    assert [f["bias_index"].value for f in (even, uneven)] == [pytest.approx(0.03), pytest.approx(0.05)]


def test_fleiss_agrees_with_statsmodels() -> None:
    """Where ratings are complete, statsmodels gives the same kappa, and the same for uniform chance."""
    from statsmodels.stats.inter_rater import fleiss_kappa

    table = np.array([[0, 0, 14], [0, 8, 6], [3, 9, 2], [7, 7, 0], [14, 0, 0]])
    found = of_counts(table.tolist())

    assert found["fleiss_kappa"].value == pytest.approx(fleiss_kappa(table, method="fleiss"))
    assert found["brennan_prediger"].value == pytest.approx(fleiss_kappa(table, method="uniform"))


def test_cohen_agrees_with_statsmodels() -> None:
    """Two raters and three categories."""
    from statsmodels.stats.inter_rater import cohens_kappa

    table = [[20, 5, 1], [4, 12, 6], [2, 3, 17]]
    expected = cohens_kappa(np.array(table), return_results=False)

    assert of_table(table)["cohen_kappa"].value == pytest.approx(expected)


def test_cohen_and_specific_agreement_agree_with_scikit_learn() -> None:
    """Positive agreement of two coders is the F1 score of either against the other; on 200 seeded tables."""
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is no dependency; install it to compare")
    draw = np.random.default_rng(7)
    for _ in range(200):
        first, second = draw.integers(0, 2, size=(2, 40))
        found = of_coders([first.tolist(), second.tolist()], [0, 1])

        assert found["cohen_kappa"].value == pytest.approx(metrics.cohen_kappa_score(first, second))
        assert found["positive_agreement"].value == pytest.approx(metrics.f1_score(first, second))
        assert found["negative_agreement"].value == pytest.approx(metrics.f1_score(first, second, pos_label=0))


def test_an_interval_is_that_of_resampling_units_one_by_one() -> None:
    """Drawing units with replacement in a plain loop, with another seed, gives about the same percentiles."""
    table = [[30, 6], [9, 55]]
    found = of_table(table, resamples=2000)["cohen_kappa"]
    draw = np.random.default_rng(99)
    pairs = np.array([(i, j) for i in (0, 1) for j in (0, 1) for _ in range(table[i][j])])
    values = []
    for _ in range(2000):
        drawn = pairs[draw.integers(0, 100, size=100)]
        agree, shares = (drawn[:, 0] == drawn[:, 1]).mean(), drawn.mean(axis=0)
        chance = shares.prod() + (1 - shares).prod()
        values.append((agree - chance) / (1 - chance))

    assert found.interval == pytest.approx(tuple(np.percentile(values, [2.5, 97.5])), abs=0.02)


def test_resamples_in_which_a_coefficient_is_undefined_are_counted() -> None:
    """One unit of ten holds all the disagreement and the rare category: a third of the resamples miss it."""
    found = of_coders([[1] * 10, [1] * 9 + [0]], [0, 1], resamples=2000)

    assert found["cohen_kappa"].skipped == found["fleiss_kappa"].skipped
    assert found["cohen_kappa"].skipped / 2000 == pytest.approx(0.9**10, abs=0.04)
    assert found["percent_agreement"].skipped == 0


def test_one_unit_alone_has_no_interval() -> None:
    """Resampling it gives itself each time, which would look certain."""
    found = of_coders([["a", "b", None], ["b", None, "a"]], ["a", "b"])

    assert (found.units, found.compared) == (3, 1)
    assert found["percent_agreement"].value == 0
    assert found["percent_agreement"].interval is None


def test_what_does_not_apply_says_why() -> None:
    """Three coders, three categories, one category alone."""
    three = of_coders([["a", "b"], ["a", "b"], ["c", "b"]], ["a", "b", "c"])
    alone = of_coders([["a", "a"], ["a", "a"]], ["a"])

    assert three["cohen_kappa"].undefined == "it compares two coders, and there are 3"
    assert three["positive_agreement"].undefined == "it needs two categories, and there are 3"
    assert alone["gwet_ac1"].undefined == "only one category is known; name all that there are"
    assert alone["krippendorff_alpha"].undefined == "all ratings that it counts fall into one category"
    assert alone["percent_agreement"].value == 1


def test_agreement_on_a_category_that_nobody_gave_is_undefined() -> None:
    """Two coders who never said yes agree on no; how far they would on yes nobody knows."""
    found = of_coders([["no", "no"], ["no", "no"]], ["no", "yes"])

    assert found["positive_agreement"].undefined == "no rating that can be compared is 'yes'"
    assert found["negative_agreement"].value == 1
    assert found["gwet_ac1"].value == 1


@pytest.mark.parametrize(
    ("categories", "positive"),
    [
        (["0", "1"], "1"),
        (["no", "Yes"], "Yes"),
        (["absent", "present"], "present"),
        (["accept", "reject"], "accept"),
        (["barrier", "no"], "barrier"),
        (["blue", "green"], "green"),
        (["a"], None),
        (["a", "b", "c"], None),
    ],
)
def test_the_positive_category_is_found_by_its_word(categories: list[str], positive: str | None) -> None:
    """A word of affirmation; else what is no word of denial; else the last of the alphabet."""
    assert positive_of(categories) == positive
    assert positive_of(categories[::-1]) == positive


def test_a_named_positive_category_is_taken() -> None:
    """What was positive agreement is negative agreement then."""
    table = [[8, 1], [2, 9]]

    turned = of_table(table, positive="no")["positive_agreement"]
    assert turned.value == of_table(table)["negative_agreement"].value == pytest.approx(18 / 21)
    with pytest.raises(BadInput, match="'maybe' is none of the categories yes, no"):
        of_table(table, positive="maybe")


def test_a_rating_outside_the_categories_is_refused() -> None:
    """The message names the rating and the categories."""
    with pytest.raises(BadInput, match="'maybe' is none of the categories yes, no"):
        ratings([["yes", "maybe"]], ["yes", "no"])


def test_coders_of_different_lengths_are_refused() -> None:
    """Each coder has one value a unit."""
    with pytest.raises(BadInput, match="different numbers of units: 2, 1"):
        ratings([[0, 1], [0]], [0, 1])


def test_single_ratings_are_laid_out_by_name() -> None:
    """In any order of rows; numbers by size; who rates nothing is no coder; names that look alike are told."""
    rows = [
        Rating("u2", "ben", "10"),
        Rating("u1", "ann", "9"),
        Rating("u1", "Ben", "10"),
        Rating("u2", "cid", ""),
        Rating("u2", "ann", "9"),
    ]
    found, turned = sheet(rows), sheet(rows[::-1])

    assert (found.units, found.coders, found.categories) == (("u1", "u2"), ("Ben", "ann", "ben"), ("9", "10"))
    assert found.rated.tolist() == turned.rated.tolist() == [[1, 0, -1], [-1, 0, 1]]
    assert found.silent == ("cid",)
    assert found.notes == ("'Ben' and 'ben' count as 2 coders; write them alike if they are one.",)


def test_many_units_and_coders_are_resampled_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks change no figure."""
    draw = np.random.default_rng(3)
    rated: Ratings = draw.integers(-1, 4, size=(300, 5))
    names, coders = list("abcd"), list("vwxyz")
    whole = reliability(rated, names, coders, resamples=60)
    monkeypatch.setattr("synthesis.reliability.agreement._ROOM", 1000)
    blocks = reliability(rated, names, coders, resamples=60)

    ends = [[figure.interval for figure in found.figures if figure.interval] for found in (whole, blocks)]
    assert len(ends[0]) == 6
    np.testing.assert_allclose(ends[1], ends[0], rtol=0, atol=1e-12)
