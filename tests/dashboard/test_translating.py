"""Translations in words: relations, reasons told once, and what a question asks."""

from __future__ import annotations

from typing import Any

from dashboard.concept.translating import relations_told, why_together

NAMES = {"s1": "Moss 2019", "s2": "Reed 2020", "s3": "Sedge 2021"}


def row(theme: str, study: str, label: str, through: str | None, *relations: str, **more: Any) -> dict[str, Any]:
    found = {
        "theme": theme,
        "study": study,
        "label": label,
        "through": through,
        "through_label": "Peat cutting" if through else "",
        "relations": list(relations),
        "score": 0.9,
        "decided_by": ["machine"],
        "reasons": ["same main word: 'cutting'"],
    }
    return found | more


def test_each_theme_stands_to_that_of_another_study_in_words() -> None:
    """The first names the concept, one that only a reviewer has put there says so."""
    rows = [
        row("t1", "s1", "Peat cutting", None),
        row("t2", "s2", "Cutting of peat by hand", "t1", "broadMatch"),
        row("t3", "s3", "Turf work", None, score=0),
    ]

    assert relations_told(rows, NAMES) == {
        "t1": "the concept is named after it",
        "t2": "narrower than “Peat cutting” (Moss 2019)",
        "t3": "here by a reviewer's word",
    }


def test_studies_of_which_the_same_holds_for_the_same_reasons_are_told_together() -> None:
    """With the range of what they score; other words are told by themselves."""
    rows = [
        row("t1", "s1", "Peat cutting", None),
        row("t2", "s2", "peat cutting", "t1", "exactMatch", score=1.0),
        row("t3", "s3", "peat cutting", "t1", "exactMatch", score=0.8),
        row("t4", "s3", "Cutting turf", "t1", "closeMatch"),
    ]

    assert why_together(rows, NAMES) == [
        (
            "“peat cutting” (Reed 2020; Sedge 2021): same as “Peat cutting” (Moss 2019)",
            "0.80 to 1.00, machine",
            ["same main word: 'cutting'"],
        ),
        ("“Cutting turf” (Sedge 2021): close to “Peat cutting” (Moss 2019)", "0.90, machine", rows[3]["reasons"]),
    ]
