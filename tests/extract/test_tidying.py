"""Codes of a series and brackets that point elsewhere are no part of a label."""

from __future__ import annotations

from collections.abc import Callable

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def test_codes_that_count_are_taken_off(themes: Read) -> None:
    """Three labels or more with one letter; the surface keeps what is written."""
    paper = Paper().head("Results").head("Roles", 2).say("The studies name the following roles:")
    paper.list("R1 Ferry pilot", "R2 Deck engineer", "R3 Harbour manager")

    found = themes(paper, "role")

    assert [theme.label for theme in found] == ["Ferry pilot", "Deck engineer", "Harbour manager"]
    assert "R1 Ferry pilot" in found[0].mentions[0].quote


def test_a_name_with_a_number_keeps_it(themes: Read) -> None:
    """One such name counts nothing."""
    paper = Paper().head("Results").head("Tools", 2).say("The studies use the following tools:")
    paper.list("H2 Harbour Planner", "TideTable")

    assert [theme.label for theme in themes(paper, "tool")] == ["H2 Harbour Planner", "TideTable"]


def test_brackets_that_point_elsewhere_are_taken_off(themes: Read) -> None:
    """Numbers of references, Greek marks and tables; other brackets say something of the thing."""
    paper = Paper().head("Results").head("Barriers", 2).say("The main barriers are:")
    paper.list("Fog banks (Table 3)", "Low bridges [α, δ]", "Slow locks [12, 14-16]")

    assert [theme.label for theme in themes(paper, "challenge")] == ["Fog banks", "Low bridges", "Slow locks"]
