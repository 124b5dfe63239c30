"""Kinds of things in small letters, in sections on tools of fields that no codebook knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def tools(read: Read, sentence: str, title: str) -> set[str]:
    paper = Paper().head("Results").head(title, 2).say(sentence)
    return {theme.label for theme in read(paper, "tool")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Divers carry depth gauges, and one crew flew drones over the reef.", {"Depth gauges", "Drones"}),
        ("Acoustic beacons were lost in two storms.", {"Acoustic beacons"}),
        ("Catches are written down with a paper logbook.", {"Paper logbook"}),
        ("Most harbours use a tide register.", {"Tide register"}),
    ],
)
def test_a_section_on_tools_names_kinds_of_things(themes: Read, sentence: str, expected: set[str]) -> None:
    """What is used or spoken of, when its last word is one for a thing that is made for use."""
    assert tools(themes, sentence, "Tools") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The beacon stays under water, and the system is old.",
        "There is no drone on any of the boats.",
        "ReefEye is a tracker.",
        "The fish are weighed on the pier.",
    ],
)
def test_a_mere_mention_names_no_kind_of_thing(themes: Read, sentence: str) -> None:
    """Known things that come again, what is not there, what only says what a name stands for, other nouns."""
    assert tools(themes, sentence, "Tools") <= {"ReefEye"}


def test_elsewhere_things_are_no_items(themes: Read) -> None:
    """A camera in a story of the field is no finding about tools."""
    assert tools(themes, "One crew flew drones over the reef.", "Two harbours in detail") == set()
