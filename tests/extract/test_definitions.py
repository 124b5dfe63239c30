"""What a study says that its subject is becomes a theme; what it says of a tool or a role explains that theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.codebook import Codebook
from extract.language import Language
from extract.pipeline import extract
from extract.theme import Theme
from tests.extract.paper import Paper

Themes = Callable[..., list[Theme]]


@pytest.fixture
def defined(language: Language, generic: Codebook) -> Callable[[str], list[Theme]]:
    """The definition themes of one paragraph in a paper on beekeeping in towns."""

    def read(words: str) -> list[Theme]:
        study = Paper().head("Introduction").say(words).study()
        (document,) = study.documents
        titled = replace(document, metadata=replace(document.metadata, title="Urban beekeeping: a review"))
        found = extract(study.with_documents((titled,)), generic, language).themes
        return [theme for theme in found if theme.facet == "definition"]

    return read


@pytest.mark.parametrize(
    "sentence",
    [
        "Urban beekeeping is the keeping of honey bees in towns by people who live there.",
        "Urban beekeeping refers to the keeping of honey bees in towns.",
        "Urban beekeeping is defined as the keeping of honey bees in towns.",
        "Garner defines urban beekeeping as the keeping of honey bees in towns.",
        "By urban beekeeping we mean the keeping of honey bees in towns.",
        "The term urban beekeeping denotes the keeping of honey bees in towns.",
        "The keeping of honey bees in towns is called urban beekeeping.",
        "Urban beekeeping is often seen as the keeping of honey bees in towns.",
    ],
)
def test_the_subject_of_a_study_is_defined(sentence: str, defined: Callable[[str], list[Theme]]) -> None:
    """In each of the usual ways to put it; the label begins with the term."""
    (theme,) = defined(f"Bees are in trouble. {sentence} We return to this below.")

    assert theme.label.startswith("Urban beekeeping: keeping of honey bees in towns")
    assert theme.definition.lower().startswith("the keeping of honey bees in towns")
    assert theme.mentions[0].quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Urban beekeeping is an important topic for every town council.",
        "Urban beekeeping is one of the few hobbies that keep growing.",
        "Urban beekeeping is a challenge for neighbours and for their dogs.",
        "It is the keeping of honey bees in towns.",
        "A swarm is a group of bees that leaves its hive.",
        "Whether urban beekeeping is popular has not been asked.",
    ],
)
def test_a_judgement_is_no_definition(sentence: str, defined: Callable[[str], list[Theme]]) -> None:
    """Nor is what the study says of something else than its subject, or of "it"."""
    assert defined(sentence) == []


def test_a_study_may_define_its_own_terms(defined: Callable[[str], list[Theme]]) -> None:
    """Terms that the title does not hold count where the study says that it defines them."""
    (theme,) = defined("In this paper we define a swarm as a group of bees that leaves its hive.")

    assert theme.label == "Swarm: group of bees that leaves its hive"


def test_two_definitions_of_one_term_are_two_themes(defined: Callable[[str], list[Theme]]) -> None:
    """A study that reports several keeps them apart; the same one said again adds a mention."""
    found = defined(
        "Urban beekeeping is the keeping of honey bees in towns. Urban beekeeping is a form of small farming on roofs. "
        "Urban beekeeping is the keeping of honey bees in towns."
    )

    assert [len(theme.mentions) for theme in found] == [2, 1]


def test_what_a_sentence_says_of_a_tool_or_role_explains_it(themes: Themes) -> None:
    """By an apposition or a duty; the theme keeps its own place and gains a mention."""
    paper = (
        Paper()
        .head("Results")
        .head("Tools", 2)
        .list("HiveScale", "BroodCam")
        .say("HiveScale, a balance that reports the weight of a hive, was bought most often.")
        .head("Roles", 2)
        .list("Swarm catcher", "Hive inspector")
        .say("The swarm catcher is responsible for the removal of swarms from balconies.")
    )
    told = {theme.label: theme for theme in themes(paper)}

    assert told["HiveScale"].definition == "a balance that reports the weight of a hive"
    assert told["Swarm catcher"].definition.startswith("responsible for the removal of swarms")
    assert told["BroodCam"].definition == ""
    assert len(told["HiveScale"].mentions) > len(told["BroodCam"].mentions)


@pytest.mark.parametrize(
    "judged",
    [
        "the opposite: an hour in the garden, once a month, in the sun",
        "the same in all of the gardens that we saw",
        "the most widely used of the four balances",
    ],
)
def test_a_judgement_explains_nothing(judged: str, themes: Themes) -> None:
    """What a thing is like, beside others, is not what it is."""
    paper = Paper().head("Results").head("Tools", 2).list("HiveScale", "BroodCam").say(f"HiveScale is {judged}.")

    assert {theme.label: theme.definition for theme in themes(paper)}["HiveScale"] == ""
