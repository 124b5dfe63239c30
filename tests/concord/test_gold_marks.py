"""How parents, basis, polarity, attribution and pairs of matched themes are scored: small cases by hand."""

from __future__ import annotations

from typing import Any

import pytest

from concord.gold import GoldStudy, match
from concord.gold_marks import marks


def gold(label: str, **more: Any) -> dict[str, Any]:
    return {"id": f"g {label}", "facet": "challenge", "label": label, "quote": "", **more}


def found(label: str, **more: Any) -> dict[str, Any]:
    theme = {"id": f"t {label}", "facet": "challenge", "label": label, "quote": "", "documents": ["a.md"]}
    theme |= {"parent": None, "basis": "finding", "polarity": "asserts", "relations": []}
    return {**theme, "attributed_to": [], "attributed_works": [], **more}


def scored(golds: list[dict[str, Any]], themes: list[dict[str, Any]]) -> dict[str, Any]:
    study = GoldStudy("a", frozenset(["a"]), tuple(golds), None)
    return marks([(study, themes, match(golds, themes))])


def test_a_parent_is_right_when_it_is_the_gold_parent_or_reads_like_it() -> None:
    """By id or by label; a parent that the annotation does not give is counted as given, and not as right."""
    golds = [
        gold("ice", parent="g weather"),
        gold("weather"),
        gold("worn ropes", parent="Old gear"),
        gold("theft"),
        gold("fog", parent="g weather"),
    ]
    themes = [
        found("ice", parent="t weather"),
        found("weather"),
        found("worn ropes", parent="t old gear"),
        found("old gear"),
        found("theft", parent="t weather"),
        found("fog"),
    ]
    report = scored(golds, themes)

    assert report["parents"] == pytest.approx(2 / 3)
    assert (report["parents_gold"], report["parents_given"], report["parents_right"]) == (3, 3, 2)


def test_polarity_counts_unmarked_themes_as_asserted_where_an_annotation_marks_any() -> None:
    """In its own words or ours; an annotation without any mark is not judged."""
    golds = [gold("ice", polarity="denied"), gold("fog", polarity="hedges"), gold("theft")]
    themes = [found("ice", polarity="denies"), found("fog"), found("theft", polarity="hedges")]
    report = scored(golds, themes)

    assert report["polarity"] == pytest.approx(1 / 3)
    assert report["not_asserted_f1"] == pytest.approx(2 / 4)
    assert scored([gold("ice")], [found("ice")])["polarity"] is None


def test_an_attribution_is_found_and_resolved_by_surname_and_year() -> None:
    """An interviewee is no work; a wrong reference is found and not resolved."""
    golds = [
        gold("ice", attributed_to="Ito et al. (2019)"),
        gold("fog", attributed_to="J. Okoro (2021)"),
        gold("theft", attributed_to="interviewee"),
        gold("worn ropes"),
    ]
    themes = [
        found("ice", attributed_to=["r1"], attributed_works=["Ito, M. (2019). Ice."]),
        found("fog", attributed_to=["r1"], attributed_works=["Ito, M. (2019). Ice."]),
        found("theft"),
        found("worn ropes", attributed_to=["r1"], attributed_works=["Ito, M. (2019). Ice."]),
    ]
    report = scored(golds, themes)

    assert report["attributed_precision"] == pytest.approx(2 / 3)
    assert report["attributed_recall"] == 1.0
    assert report["resolved"] == 0.5


def test_basis_is_judged_where_it_is_annotated() -> None:
    """The share of right ones, and the F1 of background."""
    golds = [gold("ice", basis="background"), gold("fog", basis="finding"), gold("theft")]
    report = scored(golds, [found("ice"), found("fog"), found("theft", basis="background")])

    assert report["basis"] == 0.5
    assert report["background_f1"] == 0.0


def test_pairs_are_judged_between_matched_themes_only() -> None:
    """One pair found of two, and one drawn that the annotation does not have."""
    golds = [gold("ice"), gold("fog"), gold("radar", addresses=["g fog", "g ice"])]
    edge = {"kind": "addresses", "source": "t radar"}
    other = {"kind": "addresses", "source": "t fog", "target": "t ice"}
    themes = [
        found("ice"),
        found("fog", relations=[other]),
        found("radar", relations=[{**edge, "target": "t fog"}, {**edge, "target": "t horn"}]),
        found("horn"),
    ]
    report = scored(golds, themes)

    assert report["addresses"] == 2
    assert report["addresses_precision"] == 0.5
    assert report["addresses_recall"] == 0.5
