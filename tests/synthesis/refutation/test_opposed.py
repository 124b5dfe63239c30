"""Opposed claims: what is taken for one, and what is not."""

from __future__ import annotations

import pytest

from extract.theme import Polarity
from synthesis.disagreement import Kind, Scope
from synthesis.refutation.between import found_between
from synthesis.refutation.outer.denial import denials
from synthesis.refutation.outer.opposed import opposed
from tests.synthesis.refutation.written import concept, corpus, found, paper, theme


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Swarm control is easy.", "We find that swarm control remains difficult on most roofs."),
        ("Winter feeding is necessary.", "Winter feeding was found to be unnecessary."),
        ("Winter feeding is indispensable.", "Winter feeding is not necessary."),
        ("Hive insulation is expensive.", "Hive insulation is cheap."),
        ("Varroa counts are reliable.", "Sticky boards are common, but varroa counts are unreliable."),
        ("Oxalic acid treatment is effective [3].", "Oxalic acid treatment was ineffective [7]."),
        ("Pollen diversity has received considerable attention.", "Pollen diversity is rarely studied."),
        ("Rooftop bees are well established.", "Research on rooftop bees is still in its infancy."),
        ("Queen loss is the main problem.", "Queen loss was not a problem."),
        ("The role of keepers is well defined.", "The role of keepers is unclear."),
        ("Roof collapse is rare.", "Roof collapse is common."),
        ("The colony cycle is linear.", "The colony cycle is iterative."),
        ("Hive weighing is largely manual.", "Hive weighing is fully automated."),
        ("The use of smoke is increasing.", "The use of smoke is declining."),
        ("There is strong evidence for winter feeding.", "We found no evidence for winter feeding."),
        ("Hive registration is compulsory.", "Hive registration is optional."),
        ("Queen loss was seen by most and is, in our reading, the chief problem.", "Queen loss is a minor problem."),
        ("There is a lack of trained keepers.", "There is no shortage of trained keepers."),
        ("Trained keepers are scarce.", "There are enough trained keepers."),
        (
            "There is broad agreement on the stages of colony growth.",
            "There is no consensus about the phases of colony growth.",
        ),
        ("The reviews agree on the definition of urban hive.", "Authors disagree about the definition of urban hive."),
        ("Sensor data, also called hive telemetry, is easily done.", "Hive telemetry is cumbersome."),
    ],
)
def test_opposite_poles_of_one_thing_are_a_contradiction(one: str, other: str) -> None:
    """Two studies that place one thing at the two ends of a scale contradict each other, with a quote of either."""
    (only,) = found(opposed, one, other)
    assert (only.kind, only.scope) == (Kind.CONTRADICTION, Scope.BETWEEN)
    assert {side.against for side in only.sides} == {False, True}
    assert only.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Swarm control is easy.", "However, in contrast to earlier work, we also looked at swarm control."),
        ("Swarm control is easy.", "But winter feeding is difficult."),
        ("Swarm control is easy.", "Swarm control may be difficult."),
        ("Swarm control is easy.", "Swarm control seems difficult."),
        ("Swarm control is easy.", "According to Pell (2011), swarm control is difficult."),
        ("Swarm control is easy.", "Pell and Moss (2011) argue that swarm control is difficult."),
        ("Swarm control is easy.", "Several keepers said that swarm control is difficult; some participants think it."),
        ("Swarm control is easy.", "We asked whether swarm control is difficult."),
        ("Swarm control is easy.", "Is swarm control difficult?"),
        ("Swarm control is easy.", "If swarm control is difficult, a second visit helps."),
        ("Swarm control is easy.", "Swarm control is not difficult."),
        ("Swarm control is easy.", "Swarm control is not only difficult but a sport."),
        ("Swarm control is easy.", "It is difficult."),
        ("Swarm control is easy.", "Swarm control is difficult on towers. On sheds, swarm control is easy."),
        ("Hive weighing is manual.", "Hive weighing is automatic scale work."),
        ("Roof collapse is rare.", "Roof collapse is a common noun."),
        ("Swarm control is easy.", "Swarm control is more difficult than feeding."),
        ("Swarm control is difficult.", "Swarm control is a simple printed sheet of rules."),
        ("Smoke is required for moving frames.", "Smoke is not required for feeding."),
        ("Swarm control is easy to learn.", "Swarm control is difficult to time on tall roofs."),
        ("Swarm control is easy.", "Neighbours, brood, and swarm control are difficult to tell apart."),
        ("Data are sufficient.", "Data are insufficient."),
        ("Cost is a major barrier.", "Cost was not a barrier."),
        ("Hive scales are adequate.", "What the field needs is the missing hive scales."),
        ("The two coders reached broad agreement on the stages.", "There is no consensus on the stages."),
        ("Most respondents agree on the stages.", "There is no consensus on the stages."),
    ],
)
def test_other_things_hedges_and_others_words_are_none(one: str, other: str) -> None:
    """Signal words, other subjects, hedges, questions, others' words and words that fit anything oppose nothing."""
    assert found(opposed, one, other) == []


def test_a_setting_or_a_time_on_one_side_makes_another_kind() -> None:
    """Where only one side is narrowed to a setting or to a time, the kind says so, and so does the reason."""
    (setting,) = found(opposed, "Queen loss is the main problem.", "In small apiaries, queen loss is not a problem.")
    (time,) = found(opposed, "Queen loss is the main problem.", "Since 2015, queen loss is no longer a problem.")
    assert (setting.kind, time.kind) == (Kind.CONTEXT, Kind.TIME)
    assert "small apiaries" in setting.reasons[1]
    assert "2015" in time.reasons[1]
    assert setting.confidence < found(opposed, "Queen loss is easy.", "Queen loss is difficult.")[0].confidence


def test_studies_of_other_fields_are_not_compared() -> None:
    """The same words in reviews whose titles share no field speak of two things."""
    bees = paper("Rooftop bees of the north", "There is broad agreement on the stages of the process.")
    nurses = paper("Night shifts on wards", "There is no consensus on the stages of the process.")
    assert list(opposed(corpus(bees, nurses))) == []


def test_all_studies_that_take_a_side_are_on_it() -> None:
    """One disagreement for a thing and a scale, with one claim of each study on either side."""
    texts = {
        "Rooftop bees of the north": "Winter feeding is necessary.",
        "Rooftop bees in cities of glass": "Winter feeding is superfluous.",
        "Rooftop bees of the coast": "We conclude that winter feeding is indispensable.",
    }
    (only,) = opposed(corpus(*(paper(title, text) for title, text in texts.items())))
    assert sorted((len(side.study) > 0, side.against) for side in only.sides) == [
        (True, False),
        (True, False),
        (True, True),
    ]


def test_the_order_of_the_studies_changes_nothing() -> None:
    """The same disagreements come in the same order, whichever study was added first."""
    one = paper("Rooftop bees of the north", "Winter feeding is necessary. Hive insulation is cheap.")
    other = paper("Rooftop bees in cities of glass", "Hive insulation is expensive. Winter feeding is optional.")
    assert list(opposed(corpus(one, other))) == list(opposed(corpus(other, one)))


def test_what_two_detectors_oppose_in_the_same_words_is_told_once() -> None:
    """A concept that one study denies, and the same words as a claim, make one disagreement with all the words."""
    one = paper("Rooftop bees of the north", "Queen loss: seen on most roofs.", "Queen loss is the main problem.")
    other = paper("Rooftop bees in cities of glass", "Queen loss was not a problem.")
    said, denied = theme(one, "challenge", "Queen loss"), theme(other, "challenge", "Queen loss", Polarity.DENIES)
    both = corpus(
        one, other, themes=[said, denied], concepts=[concept("Queen loss", said, denied, denied_by=[other.id])]
    )
    assert [len(list(detector(both))) for detector in (denials, opposed)] == [1, 1]
    (only,) = found_between(both)
    assert [(side.study, side.against) for side in only.sides] == [(one.id, False), (one.id, False), (other.id, True)]
