"""Two studies side by side: who has what, why the other has it not, and how far each speaks in the other's words."""

from __future__ import annotations

import pytest

from corpus.study import StudyId
from extract.theme import Polarity
from synthesis import synthesise
from synthesis.comparing import WHY_NOT, Compared, Comparison, Stands, compare, shared
from synthesis.concept import Dependence, Synthesis
from synthesis.similarity.term import Embedding
from tests.synthesis.small import extraction, study, theme

ASH = study("ash2018", "Sirens warn the town.", "Volunteers fill bags.", "Radio is used.", "Boats are ready.")
ELM = study("elm2020", "A siren warns.", "Boats are of no use.", "Dogs find people.")
FIR = study("fir2021", "Radio may be used.")
SCOPE = {"measure": [ASH.id, ELM.id], "tool": [ASH.id, FIR.id]}


@pytest.fixture(scope="module")
def made(embedding: Embedding) -> Synthesis:
    """Sirens of two studies, boats that one denies, volunteers of one alone, radio in a facet that one leaves out."""
    extractions = [
        extraction(
            ASH,
            theme(ASH, "measure", "sirens", quote="Sirens warn the town."),
            theme(ASH, "measure", "volunteers", quote="Volunteers fill bags."),
            theme(ASH, "measure", "boats", quote="Boats are ready."),
            theme(ASH, "tool", "radio", quote="Radio is used."),
        ),
        extraction(
            ELM,
            theme(ELM, "measure", "siren", quote="A siren warns."),
            theme(ELM, "measure", "boats", quote="Boats are of no use.", polarity=Polarity.DENIES),
            theme(ELM, "measure", "dogs", quote="Dogs find people."),
        ),
        extraction(FIR, theme(FIR, "tool", "radio", quote="Radio may be used.", polarity=Polarity.HEDGES)),
    ]
    return synthesise([ASH, ELM, FIR], extractions, [], embedding=embedding)


def of(found: Comparison, made: Synthesis, label: str) -> Compared:
    """The row of the concept that holds a theme of that label."""
    ids = {theme.id for theme in made.themes if theme.label == label}
    return next(
        row
        for row in found.concepts
        if ids & set(next(concept.themes for concept in made.concepts if concept.id == row.concept))
    )


def test_why_a_study_has_a_concept_not_is_told_apart(made: Synthesis) -> None:
    """It denies boats, is silent on volunteers, and leaves tools out altogether."""
    found = compare(made, SCOPE, [ASH.id], [ELM.id])
    stands = {label: of(found, made, label).other.stands for label in ("boats", "volunteers", "radio", "siren")}

    assert stands == {
        "boats": Stands.DENIES,
        "volunteers": Stands.SILENT,
        "radio": Stands.OUT,
        "siren": Stands.ASSERTS,
    }
    assert WHY_NOT[stands["radio"]] != WHY_NOT[stands["volunteers"]]


def test_a_comparison_turned_round_says_the_same(made: Synthesis) -> None:
    """What the one has alone is what the other one lacks."""
    found, turned = compare(made, SCOPE, [ASH.id], [ELM.id]), compare(made, SCOPE, [ELM.id], [ASH.id])

    assert {(row.concept, row.one, row.other) for row in found.concepts} == {
        (row.concept, row.other, row.one) for row in turned.concepts
    }
    assert (found.there, found.back) == (turned.back, turned.there)


def test_what_goes_over_into_the_words_of_the_other_is_counted_both_ways(made: Synthesis) -> None:
    """Of four themes of the one two go over, sirens and the boats that the other one denies."""
    found = compare(made, SCOPE, [ASH.id], [ELM.id])
    label = {theme.id: theme.label for theme in made.themes}

    assert {label[one.theme] for one in found.there if one.carried} == {"sirens", "boats"}
    assert {label[one.theme]: one.how for one in found.back if not one.carried} == {"dogs": "none"}
    assert len(found.there) == 4 and len(found.back) == 3


def test_one_study_against_the_rest_meets_whoever_says_most(made: Synthesis) -> None:
    """Radio is hedged by one of the others, and out of scope for the other one: the rest has it."""
    found = compare(made, SCOPE, [ASH.id], [ELM.id, FIR.id])

    assert of(found, made, "radio").other.stands is Stands.HEDGES and of(found, made, "radio").other.has
    assert not of(found, made, "volunteers").other.has


def test_two_studies_are_witnesses_as_far_as_they_share_no_primary_study() -> None:
    """A review that includes the other is no second witness, whatever the lists say."""
    tie = Dependence(StudyId("a"), StudyId("b"), "includes", "cites it")
    one, other = frozenset({"x", "y"}), frozenset({"y", "z"})

    assert shared(one, frozenset({"z"}), [], 0.0).verdict == "independent"
    assert (shared(one, other, [], 0.3).verdict, shared(one, other, [], 0.3).works) == ("partly independent", ("y",))
    assert shared(one, other, [tie], 0.3).verdict == "not independent"
    assert shared(one, None, [], None).verdict == "not known"
