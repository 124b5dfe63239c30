"""Frequency and intensity effect sizes, against the published table, a toy by hand, and their identity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.weighing import frequency, intensity

REPORTS = tuple("abcdef")
PARENTS = st.lists(st.sampled_from("PQRS"), min_size=6, max_size=6)
HOLDERS = st.dictionaries(st.integers(0, 9), st.frozensets(st.sampled_from(REPORTS), min_size=1), min_size=1)


@pytest.mark.real
def test_the_published_frequencies_come_out(oracle: Callable[[str], Any]) -> None:
    """Sandelowski and others, 2007, table 2: shares of 19 reports in whole percent."""
    example = oracle("B1_sandelowski2007_table2")
    holders = {row["f"]: row["reports"] for row in example["findings"]}
    reports = {name for names in holders.values() for name in names}
    found = frequency(holders, {name: name for name in reports}, range(example["n_reports"]))

    assert {f: round(100 * share) for f, share in found.items()} == {
        r["f"]: r["es_percent"] for r in example["findings"]
    }


@pytest.mark.real
def test_reports_of_one_parent_study_count_once(oracle: Callable[[str], Any]) -> None:
    """Both effect sizes of the toy and their identity, in exact fractions; without parents the shares are others."""
    example = oracle("B2_metasummary_toy")
    names = sorted({finding for held in example["reports"].values() for finding in held})
    holders = {name: [report for report, held in example["reports"].items() if name in held] for name in names}
    found, strong = frequency(holders, example["parent"]), intensity(holders, example["parent"])
    apart = frequency(holders, {report: report for report in example["reports"]})

    assert found == {name: float(Fraction(share)) for name, share in example["expected_fes"].items()}
    assert strong == {name: float(Fraction(share)) for name, share in example["expected_ies_by_parent"].items()}
    assert apart == {n: float(Fraction(share)) for n, share in example["expected_fes_if_parents_ignored"].items()}
    assert len(holders) * sum(strong.values()) == pytest.approx(example["expected_identity"])
    assert len(strong) * sum(found.values()) == pytest.approx(example["expected_identity"])


@settings(max_examples=2000, deadline=None)
@given(HOLDERS, PARENTS)
def test_findings_times_intensities_are_studies_times_frequencies(
    holders: dict[int, frozenset[str]], parents: list[str]
) -> None:
    """F * sum IES = N * sum FES, and all of them are shares."""
    parent = dict(zip(REPORTS, parents, strict=True))
    found, strong = frequency(holders, parent), intensity(holders, parent)

    assert len(found) * sum(strong.values()) == pytest.approx(len(strong) * sum(found.values()))
    assert all(0 < share <= 1 for share in found.values())
    assert all(0 <= share <= 1 for share in strong.values())


def test_a_study_without_findings_has_no_intensity() -> None:
    """And is a parent study all the same: one of three holds the finding."""
    parent = {"a": "a", "b": "b", "c": "c"}

    assert frequency({"x": ["a"]}, parent) == {"x": 1 / 3}
    assert intensity({"x": ["a"]}, parent) == {"a": 1.0, "b": 0.0, "c": 0.0}
    assert (frequency({}, {}), intensity({}, parent)) == ({}, {"a": 0.0, "b": 0.0, "c": 0.0})
