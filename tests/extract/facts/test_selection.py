"""The flow of a selection: the numbers that a paper tells, and an honest word on whether they add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.study import Anchor, DocumentId, StudyId
from extract.facts.selection import Selection, Sum, selection_of
from extract.facts.values import Fact, Kind, Stage


def count(stage: Stage, number: int, detail: str = "", at: int = 0) -> Fact:
    """A made-up fact: so many at that stage."""
    anchor = Anchor(DocumentId("d"), at, at + 5)
    return Fact(
        StudyId("s"), Kind.COUNT, str(number), (anchor,), ("words",), 0.9, (), str(stage), detail, float(number)
    )


def flow(*facts: Fact) -> Selection:
    return selection_of(facts)


@pytest.mark.parametrize(
    ("facts", "verdict", "words"),
    [
        ([], Sum.NOTHING, "no number"),
        ([count(Stage.INCLUDED, 8)], Sum.PARTLY, "only how many were included"),
        (
            [count(Stage.FOUND, 412), count(Stage.EXCLUDED, 377), count(Stage.EXCLUDED, 27), count(Stage.INCLUDED, 8)],
            Sum.RIGHT,
            "412 found less 377 less 27 leaves 8 included",
        ),
        ([count(Stage.FOUND, 238), count(Stage.INCLUDED, 8)], Sum.PARTLY, "230 are not accounted for"),
        (
            [count(Stage.FOUND, 100), count(Stage.EXCLUDED, 50), count(Stage.INCLUDED, 8)],
            Sum.PARTLY,
            "From 100 to 8 are 92; the paper tells of 50 taken away",
        ),
        ([count(Stage.FOUND, 100), count(Stage.SCREENED, 120)], Sum.WRONG, "120 screened of 100 found"),
    ],
)
def test_a_flow_says_whether_it_adds_up(facts: list[Fact], verdict: Sum, words: str) -> None:
    """Each verdict comes with a sentence that a person can reckon after."""
    found = flow(*facts)

    assert found.sum is verdict and words in found.why


def test_reasons_of_an_exclusion_are_not_taken_away_twice() -> None:
    """50 excluded, 30 of them for their language: the 30 are told and not subtracted again."""
    found = flow(
        count(Stage.FOUND, 60),
        count(Stage.EXCLUDED, 50, at=10),
        count(Stage.EXCLUDED, 30, "not in English", at=20),
        count(Stage.INCLUDED, 10),
    )

    assert found.sum is Sum.RIGHT
    assert [(fact.value, fact.detail) for fact in found.excluded] == [("50", ""), ("30", "not in English")]


def test_what_the_paper_itself_contradicts_does_not_add_up() -> None:
    """A disagreement that was found in the text outweighs a sum that happens to come out."""
    doubt = replace(
        count(Stage.FOUND, 0), kind=Kind.INCONSISTENCY, label="selection", value="9 less 1 is 8, not 7", number=None
    )
    found = flow(count(Stage.FOUND, 9), count(Stage.EXCLUDED, 2), count(Stage.INCLUDED, 7), doubt)

    assert (found.sum, found.why) == (Sum.WRONG, "9 less 1 is 8, not 7.")


@given(st.lists(st.integers(0, 500), min_size=2, max_size=4), st.lists(st.integers(0, 500), max_size=4))
def test_what_adds_up_can_be_reckoned_after(left: list[int], gone: list[int]) -> None:
    """For any numbers: those of the sentence, less one another, leave what is said to be left."""
    stages = (Stage.FOUND, Stage.SCREENED, Stage.FULL_TEXT, Stage.INCLUDED)
    found = flow(
        *(count(stage, number) for stage, number in zip(stages, left, strict=False)),
        *(count(Stage.EXCLUDED, number, at=place) for place, number in enumerate(gone)),
    )

    numbers = [int(word) for word in found.why.replace(",", "").split() if word.isdigit()]
    if found.sum is Sum.RIGHT:
        assert numbers[0] - sum(numbers[1:-1]) == numbers[-1]
    assert [int(fact.value) for fact in found.excluded] == gone
