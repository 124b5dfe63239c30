"""Noun phrases around a verb, and how far a sentence stands by what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.refutation.said import phrases, voice


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("The queen is late", " is", ("queen",)),
        ("However, when it rains, winter feeding is late", " is", ("winter feeding",)),
        ("The queen of the hive, also called the mother, is late", " is", ("mother", "queen of the hive")),
        ("The queen (the mother) is late", " is", ("queen",)),
        (
            "Winter feeding and swarm control are late",
            " are",
            ("Winter feeding and swarm control", "Winter feeding", "swarm control"),
        ),
        ("Drones, workers, and old queens are late", " are", ()),
        ("It is late", " is", ()),
        ("What the keepers of the northern roofs told us over the long winter evenings is late", " is", ()),
    ],
)
def test_the_phrase_before_a_verb(text: str, verb: str, subjects: tuple[str, ...]) -> None:
    """The subject, its other name and its parts; nothing where a pronoun, a list or a clause stands."""
    assert phrases.before(text, text.rindex(verb)) == subjects


@given(st.text(max_size=80), st.integers(0, 80))
def test_phrases_are_names_of_few_words(text: str, at: int) -> None:
    """Whatever the text, a phrase has a letter, no space around it and at most nine words."""
    for phrase in (*phrases.before(text, at), *phrases.after(text, at)):
        assert phrase == phrase.strip()
        assert any(c.isalpha() for c in phrase)
        assert len(phrase.split()) <= phrases.MOST_WORDS


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("research on city bees", "city bees"),
        ("number of lost queens", "lost queens"),
        ("use of smoke", "smoke"),
        ("research", "research"),
        ("wax moths", "wax moths"),
    ],
)
def test_a_light_head_is_left_out(text: str, core: str) -> None:
    """What is said of research on bees is said of bees."""
    assert phrases.bare(text) == core


@pytest.mark.parametrize("text", ["Are bees late?", "We asked whether bees are late.", "If bees are late, wait."])
def test_questions_and_conditions_assert_nothing(text: str) -> None:
    """A question, an indirect question, a condition."""
    assert voice.unasserted(text)


def test_settings_and_times_are_the_words_that_narrow() -> None:
    """The opening and what follows the key words narrow to a setting; years and "no longer" to a time."""
    text = "In the northern cities, bees are late among young keepers and no longer since 2015."
    key = (text.index("are"), text.index("late") + 4)
    assert voice.settings(text, key) == ("northern cities", "young keepers", "among young keepers")
    assert voice.times(text) == ("no longer", "since 2015")
