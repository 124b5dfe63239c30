"""Which facet a sentence before a list announces, and which one a section inherits."""

from __future__ import annotations

from collections.abc import Callable

from extract.theme import Theme
from tests.extract.paper import Paper

Themes = Callable[..., list[Theme]]


def test_a_purpose_before_the_main_clause_announces_nothing(themes: Themes) -> None:
    """ "To overcome the barriers, the towns took these measures:" lists measures."""
    paper = Paper().head("Results").head("Solutions", 2)
    paper.say("To overcome the barriers, the towns propose a number of solutions:")
    paper.list("Hives on the town hall", "Courses for neighbours")

    assert {theme.label for theme in themes(paper, "solution")} == {"Hives on the town hall", "Courses for neighbours"}
    assert themes(paper, "challenge") == []


def test_a_noun_in_the_singular_does_not_turn_a_section_around(themes: Themes) -> None:
    """The section speaks of solutions, though "benefit" stands before its list."""
    paper = Paper().head("Results").head("What helped", 2).say("Those with a clear benefit are the following:")
    paper.list("Hives on the town hall", "Courses for neighbours")

    assert {theme.facet for theme in themes(paper)} == {"solution"}


def test_sections_beside_one_on_another_facet_inherit_nothing(themes: Themes) -> None:
    """A parent whose sections speak of different facets is no list of one."""
    mixed = Paper().head("Results").head("Barriers", 2).head("Tools in use", 3).list("HiveScale", "BroodCam")
    mixed.head("Swarm season", 3).list("Late frost in spring", "Mites in the brood")
    alone = Paper().head("Results").head("Barriers", 2).head("Swarm season", 3)
    alone.list("Late frost in spring", "Mites in the brood")

    assert themes(mixed, "challenge") == []
    assert {"Late frost in spring", "Mites in the brood"} <= {theme.label for theme in themes(alone, "challenge")}


def test_products_beside_frameworks_are_products(themes: Themes) -> None:
    """ "Platforms and frameworks such as X": proper names are of the facet whose items are names."""
    paper = Paper().head("Results").say("Towns rely on platforms and frameworks such as HiveOS, BroodNet and SwarmLab.")

    assert {theme.label for theme in themes(paper, "tool")} == {"HiveOS", "BroodNet", "SwarmLab"}
    assert themes(paper, "framework") == []
