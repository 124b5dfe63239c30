"""Support, novelty, overlap: against worked examples with exact fractions, and by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.study import StudyId
from synthesis import overlap as ov
from synthesis.dependence import primary_sets
from synthesis.weighing import support as su

A, B, C, D = (StudyId(name) for name in "abcd")
collections = st.dictionaries(
    st.sampled_from([A, B, C, D]), st.frozensets(st.sampled_from("123456"), min_size=1), min_size=1
)


@pytest.mark.real
def test_dependence_examples_come_out(oracle: Callable[[str], Any]) -> None:
    """u, n_eff, n_chron, CCA, IWA and coverage of sets of primary studies, in exact fractions."""
    for case in oracle("G1_dependence_sets")["cases"]:
        sets = {StudyId(str(n)): frozenset(map(str, works)) for n, works in enumerate(case["sets"])}
        supporters = [StudyId(str(n)) for n in case["S"]]
        found = {
            "n_eff": su.effective(sets),
            "n_chron": su.chronological(list(sets.values())),
            "cca": ov.overlap(ov.matrix(sets)).corrected,
            "iwa": su.independence_weighted(supporters, sets),
            "cov": su.coverage(supporters, sets),
            "n_eff_S": su.effective({study: sets[study] for study in supporters}),
        }
        for name, value in found.items():
            assert value == pytest.approx(float(Fraction(case[name])), abs=1e-9), (case["name"], name)
        assert [float(Fraction(u)) for u in case["u"]] == pytest.approx(list(su.novelty(sets).values()), abs=1e-9)


@pytest.mark.real
def test_wilson_examples_come_out(oracle: Callable[[str], Any]) -> None:
    """Also for an n that is no whole number."""
    for case in oracle("G3_wilson")["cases"]:
        assert su.wilson(case["p"], case["n"]) == pytest.approx(tuple(case["ci"]), abs=1e-6)


@pytest.mark.real
def test_prevalence_intervals_of_the_matrix_come_out(oracle: Callable[[str], Any]) -> None:
    """k of n with n the reviews that address the facet."""
    example = oracle("A11_theme_by_study")
    for name, interval in example["expected_wilson95"].items():
        rated = [value for value in example["matrix"][name] if value is not None]
        assert su.wilson(sum(rated) / len(rated), len(rated)) == pytest.approx(tuple(interval), abs=1e-6)


@given(collections)
def test_effective_studies_lie_between_one_and_all(sets: dict[StudyId, frozenset[str]]) -> None:
    """1 <= n_eff <= the number of studies; the number iff the sets are disjoint."""
    value = su.effective(sets)
    disjoint = sum(map(len, sets.values())) == len(frozenset().union(*sets.values()))

    assert 1 - 1e-9 <= value <= len(sets) + 1e-9
    assert (abs(value - len(sets)) < 1e-9) == disjoint


@given(collections)
def test_support_by_all_is_full(sets: dict[StudyId, frozenset[str]]) -> None:
    """IWA and coverage are 1 when every eligible study supports."""
    assert su.independence_weighted(list(sets), sets) == pytest.approx(1)
    assert su.coverage(list(sets), sets) == 1


@given(collections)
def test_a_clone_of_a_study_weighs_nothing(sets: dict[StudyId, frozenset[str]]) -> None:
    """A further review of the same primary studies changes neither n_eff nor the weight of its unit."""
    first = min(sets)
    cloned = {**sets, StudyId("clone"): sets[first]}
    others = [study for study in sets if sets[study] != sets[first]]

    assert su.effective(cloned) == pytest.approx(su.effective(sets))
    assert su.independence_weighted(others, cloned) == pytest.approx(su.independence_weighted(others, sets))


def test_a_review_holds_what_a_review_that_it_includes_holds() -> None:
    """A_B := A_B + A_A, also by way of a third."""
    lists = {A: frozenset("12"), B: frozenset("3"), C: frozenset("4")}

    assert primary_sets(lists, [(B, A), (C, B)]) == {A: frozenset("12"), B: frozenset("123"), C: frozenset("1234")}


def test_an_included_review_without_a_list_is_a_pseudo_study_in_both() -> None:
    """The two then share at least that."""
    found = primary_sets({A: None, B: frozenset("3")}, [(B, A)])

    assert found == {A: frozenset({"study a"}), B: frozenset({"study a", "3"})}


def test_reviews_that_include_each_other_do_not_loop() -> None:
    """It is odd, and bibliographies are odd."""
    assert primary_sets({A: frozenset("1"), B: frozenset("2")}, [(A, B), (B, A)]) == {
        A: frozenset("12"),
        B: frozenset("12"),
    }


def test_unknown_lists_make_an_interval() -> None:
    """max(1, e / (j + 1)) to e + j: two disjoint known lists and one unknown give 1 to 3."""
    assert su.effective_interval({A: frozenset("1"), B: frozenset("2"), C: None}) == (1.0, 3.0)
    assert su.effective_interval({A: frozenset("1"), B: frozenset("2")}) == (2.0, 2.0)
