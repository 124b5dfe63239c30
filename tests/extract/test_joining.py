"""One theme a meaning: what says the same in other words is joined, and what one list sets side by side stays apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.gist import american, gist, without_want
from extract.theme import Theme, fold_label
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def two_lists(first: str, second: str) -> Paper:
    """Two barriers, each in a list of its own with one other item."""
    paper = Paper().head("Results").head("Barriers", 2).say("The first survey names these barriers:")
    paper.list(first, "Wet paper").say("The second survey names these barriers:")
    return paper.list(second, "Blunt knives")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shortage of skilled personnel", "Lack of trained staff"),
        ("Lack of trained staff", "Staff are not trained"),
        ("Insufficient funding", "Lack of funds"),
        ("Labelling of jars", "Labeling of jars"),
        ("Standardisation of forms", "Standardization of forms"),
        ("High cost of glue", "Expensive glue"),
        ("Workflow gaps", "Work-flow gaps"),
        ("Resistance to change", "Reluctance to change"),
        ("Fear of mistakes", "Fear of mistakes among apprentices"),
        ("Unclear rules", "Lack of clear rules"),
        ("Conflicting policies", "A conflicting policy"),
        ("Not enough glue", "Insufficient amount of glue"),
        ("Understaffing of the workshop", "Lack of staff in the workshop"),
        ("Low print literacy", "Limited print skills"),
    ],
)
def test_two_ways_to_say_one_thing_are_one_theme(one: str, other: str, themes: Read) -> None:
    """Whichever comes first; both places are kept."""
    for first, second in ((one, other), (other, one)):
        found = themes(two_lists(first, second), "challenge")

        assert len(found) == 3, [theme.label for theme in found]
        assert max(len(theme.mentions) for theme in found) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lack of training", "Lack of time"),
        ("Cost", "Cost of insurance for the workshop"),
        ("Fear of mistakes", "Fear of dismissal"),
        ("Poor glue quality", "Poor paper quality"),
        ("Binding machine failure", "Failure to report"),
    ],
)
def test_two_things_stay_two_themes(one: str, other: str, themes: Read) -> None:
    """Shared words are not the same meaning."""
    assert len(themes(two_lists(one, other), "challenge")) == 4


def test_items_of_one_list_are_never_joined(themes: Read) -> None:
    """The study itself tells them apart."""
    paper = (
        Paper().head("Results").say("The main barriers are:").list("Lack of trained staff", "Shortage of skilled staff")
    )

    assert len(themes(paper, "challenge")) == 2


def test_a_label_that_two_others_go_on_with_joins_neither(themes: Read) -> None:
    """Training of binders and training of printers are two barriers."""
    paper = two_lists("Lack of training for binders", "Lack of training for printers")

    assert len(themes(paper, "challenge")) == 4


def test_a_stage_named_by_its_verb_is_the_stage_named_by_its_noun(themes: Read) -> None:
    """ "Validating the print" and "validation of the print"; the list item leads, the mention is kept."""
    paper = Paper().head("Results").head("Stages", 2).say("The stages are:").list("Print validation", "Glue drying")
    paper.say("Another study has the following stages: (1) validating prints, (2) cutting the edges.")

    found = {theme.label: theme for theme in themes(paper, "stage")}

    assert set(found) == {"Print validation", "Glue drying", "Cutting the edges"}
    assert len(found["Print validation"].mentions) == 2


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@given(st.lists(words, min_size=1, max_size=6))
def test_a_gist_does_not_depend_on_the_order_of_words(parts: list[str]) -> None:
    """Nor is it ever empty: words that say nothing are kept where there are no others."""
    folded = fold_label(" ".join(parts))

    assert gist(folded) == gist(" ".join(reversed(folded.split())))


@given(words)
def test_one_spelling_is_its_own_spelling(word: str) -> None:
    """Applying it twice changes no more than applying it to a plural's rest did."""
    assert american(american(american(word))) == american(american(word))


def test_what_is_wanting_is_a_concept_of_its_own() -> None:
    """So that a fear and its absence differ, while under barriers the thing alone may stand for its absence."""
    assert gist("lack of trust") != gist("trust")
    assert without_want(gist("lack of trust")) == gist("trust")


def test_a_phrase_with_a_circumstance_is_the_listed_thing_itself(themes: Read) -> None:
    """ "Poor drying of covers during winter" and "Poor cover drying"."""
    paper = Paper().head("Results").head("Barriers", 2).say("The barriers are:").list("Poor cover drying", "Wet paper")
    paper.say("Poor drying of covers during winter is a barrier.")

    found = {theme.label: theme for theme in themes(paper, "challenge")}

    assert set(found) == {"Poor cover drying", "Wet paper"}
    assert len(found["Poor cover drying"].mentions) == 2


def test_a_short_title_is_the_only_longer_one(themes: Read) -> None:
    """ "The support worker" where one list has a night support worker, and no other."""
    paper = (
        Paper().head("Results").head("Roles", 2).say("The roles are:").list("Night support worker", "Press operator")
    )
    paper.say("A support worker folds the sheets. The press operators wait.")

    assert [theme.label for theme in themes(paper, "role")] == ["Night support worker", "Press operator"]
