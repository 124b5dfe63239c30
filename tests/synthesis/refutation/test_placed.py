"""The weak kinds: one product in two classes, one element at two places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.theme import Theme
from synthesis.disagreement import Kind
from synthesis.refutation.outer.classified import classified
from synthesis.refutation.outer.placed import placed
from tests.synthesis.refutation.written import concept, corpus, paper, theme

NORTH, CITIES = "Rooftop bees of the north", "Rooftop bees in cities of glass"


def listed(one: Theme) -> Theme:
    return replace(one, contrast=frozenset({"list at 7"}))


def classes(one: str, other: str) -> list[str]:
    """What is found of the product HiveMind in two studies."""
    studies = paper(NORTH, one), paper(CITIES, other)
    themes = [theme(study, "tool", "HiveMind") for study in studies]
    return [
        found.topic for found in classified(corpus(*studies, themes=themes, concepts=[concept("HiveMind", *themes)]))
    ]


def test_one_product_in_two_classes() -> None:
    """Classes that say of a product that it does two things."""
    told = classes(
        "HiveMind is a swarm forecasting tool.", "Weather logging platforms, such as HiveMind and Combwise, hum."
    )
    assert told == ["Class of HiveMind"]


@pytest.mark.parametrize(
    "other",
    [
        "HiveMind is a tool for forecasting swarms.",
        "Tools such as HiveMind and Combwise hum.",
        "Forecasting platforms such as HiveMind and Combwise hum.",
        "HiveMind is an open source platform.",
        "Weather logging platforms, such as Combwise, hum next to HiveMind.",
        "Weather logging platforms, such as HiveMind, hum. Swarm forecasting tools (HiveMind, Combwise) do not.",
        "Quill (2019) sold HiveMind. We began deploying weather logging systems (Pell, 2011).",
    ],
)
def test_classes_that_agree_or_say_nothing_are_none(other: str) -> None:
    """The same doing, a class without one, another product, and a study that uses both words."""
    assert classes("HiveMind is a swarm forecasting tool.", other) == []


@pytest.mark.parametrize(
    "told",
    [
        "Weighing is an important step of harvesting. Harvesting takes a day.",
        "Harvesting involves lifting frames, smoking the box, and weighing in the yard.",
    ],
)
def test_a_step_of_another_and_a_step_beside_it(told: str) -> None:
    """One study tells a stage as a step of another, the other one lists the two side by side."""
    inside = paper(NORTH, told)
    beside = paper(CITIES, "The work has three stages: Feeding, Weighing, Harvesting.")
    weighing = listed(theme(beside, "stage", "Weighing"))
    harvesting = listed(theme(beside, "stage", "Harvesting"))
    own = theme(inside, "stage", "Harvesting")
    concepts = [concept("Weighing", weighing), concept("Harvesting", harvesting, own)]
    (only,) = placed(corpus(inside, beside, themes=[weighing, harvesting, own], concepts=concepts))
    assert only.kind is Kind.STRUCTURE
    assert [side.study for side in only.sides] == [inside.id, beside.id, beside.id]


def test_a_child_here_and_a_sibling_there() -> None:
    """A theme under another in one study, in one list with it in the other; but not where both do both."""
    inside, beside = paper(NORTH, "Weighing. Harvesting."), paper(CITIES, "Weighing. Harvesting.")
    whole = theme(inside, "stage", "Harvesting")
    part = replace(theme(inside, "stage", "Weighing"), parent=whole.id)
    one = listed(theme(beside, "stage", "Weighing"))
    other = listed(theme(beside, "stage", "Harvesting"))
    concepts = [concept("Weighing", part, one), concept("Harvesting", whole, other)]
    (only,) = placed(corpus(inside, beside, themes=[whole, part, one, other], concepts=concepts))
    assert [side.against for side in only.sides] == [False, True, True]
    under = replace(one, parent=other.id, contrast=frozenset())
    assert list(placed(corpus(inside, beside, themes=[whole, part, under, other], concepts=concepts))) == []
