"""Scales, their levels and their criteria, as sentences and tables tell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def under(themes: list[Theme], scale: str) -> list[str]:
    """The labels of the themes whose parent has this label."""
    ids = {theme.id for theme in themes if theme.label == scale}
    return [theme.label for theme in themes if theme.parent in ids]


@pytest.mark.parametrize(
    "sentence",
    [
        "It runs from dormant through seasonal and managed to restored.",
        "Its rungs are dormant, seasonal, managed and restored.",
        "A reach has one of four states, which the authors call dormant, seasonal, managed and restored.",
        "A reach is dormant (1), seasonal (2), managed (3) or restored (4).",
        "On the lowest rung, dormant, nothing flows; on the second, seasonal, water returns in spring; "
        "managed, the third, means that gates are set daily, and reaches on the top rung, restored, need none.",
    ],
)
def test_levels_told_in_a_sentence_hang_under_the_scale_before_them(themes: Read, sentence: str) -> None:
    """However a sentence goes through the levels of a scale, they stand under its name, in their order."""
    paper = Paper().head("Results").head("Maturity of river restoration", 2)
    paper.say(f"Two studies use the Meander Recovery Grid. {sentence}")

    found = themes(paper, "maturity_level")

    assert under(found, "Meander Recovery Grid") == ["Dormant", "Seasonal", "Managed", "Restored"]


def test_levels_are_told_by_what_earns_them(themes: Read) -> None:
    """ "Earns Bronze for ..., Silver for ..." names two levels of the scheme."""
    paper = Paper().head("Results").head("How mature the weirs are", 2)
    paper.say(
        "In the Pearl-Sapphire-Ruby scheme, a weir earns Pearl for one pass, Sapphire for two and Ruby for three."
    )

    assert under(themes(paper, "maturity_level"), "Pearl-Sapphire-Ruby scheme") == ["Pearl", "Sapphire", "Ruby"]


def test_criteria_hang_under_the_scale_that_judges_by_them(themes: Read) -> None:
    """What a scale judges by belongs to it; who judges does not."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say("The Weir Care Ladder has been tried twice. Weirs are placed by access, upkeep and use of records.")

    assert under(themes(paper, "maturity_level"), "Weir Care Ladder") == ["Access", "Upkeep", "Use of records"]


def test_each_scale_keeps_its_own_levels(themes: Read) -> None:
    """A noun or an ordinal points back at one of several scales; a name may also follow its levels."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say("Two yardsticks are in use, the Bank Care Ladder and the Flood Alert Index.")
    paper.say("The ladder goes from bare over planted to wooded. The index moves from silent through local to joint.")
    paper.say("Another grading is marked from 0 (clogged) to 3 (clear); it is known as the Silt Radar.")

    found = themes(paper, "maturity_level")

    assert under(found, "Bank Care Ladder") == ["Bare", "Planted", "Wooded"]
    assert under(found, "Flood Alert Index") == ["Silent", "Local", "Joint"]
    assert under(found, "Silt Radar") == ["Clogged", "Clear"]


def test_numbered_levels_hang_under_the_scale_that_their_sentence_names(themes: Read) -> None:
    """The authors of a scale that has a name of its own are no second name of it."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say("The Reed Bed Index, proposed by Ito and Falk (2019), has levels: (1) sown, (2) rooted and (3) dense.")

    found = themes(paper, "maturity_level")

    assert len(found) == 4
    assert under(found, "Reed Bed Index") == ["Sown", "Rooted", "Dense"]


def test_a_grid_of_pipes_is_no_scale_where_the_section_speaks_of_other_things(themes: Read) -> None:
    """Words like "grid" end the name of a scale only in a section on scales."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.say("The North Valley Grid runs from the dam through the town and the mill to the sea.")

    assert themes(paper, "maturity_level") == []


def test_a_short_form_stands_for_the_scale_and_levels_may_have_numbers_only(themes: Read) -> None:
    """Once a scale has its short form, the sentences that use it speak of that scale."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say("Four towns used the River Data Adoption Model (RDAM). Towns were at stage 2 and stage 5 of six.")
    paper.say(
        "Two others used the Flood Warning Grid (FWG). The FWG of Ito (2019) distinguishes three levels: "
        "(1) silent, (2) local, and (3) joint."
    )

    found = themes(paper, "maturity_level")

    assert under(found, "River Data Adoption Model (RDAM)") == ["Stage 2", "Stage 5"]
    assert under(found, "Flood Warning Grid (FWG)") == ["Silent", "Local", "Joint"]


def test_common_words_may_name_a_scale_before_its_levels(themes: Read) -> None:
    """A scale without a proper name is a theme when its levels follow."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say(
        "The last study uses the open-gate stages of a union, which start with rope, pass through crank and winch, "
        "and end with motor."
    )

    assert under(themes(paper, "maturity_level"), "open-gate stages") == ["Rope", "Crank", "Winch", "Motor"]


def test_a_section_on_stages_that_names_a_scale_speaks_of_its_levels(themes: Read) -> None:
    """ "Stages" counts the steps of a process or the levels of a scale; the text decides."""
    paper = Paper().head("Results").head("Stages of improvement", 2)
    paper.say("The Weir Care Maturity Model has four stages: neglect, repair, upkeep and foresight.")

    assert under(themes(paper, "maturity_level"), "Weir Care Maturity Model") == [
        "Neglect",
        "Repair",
        "Upkeep",
        "Foresight",
    ]
    assert themes(paper, "stage") == []


def test_a_scale_rates_its_criteria_as_one_of_its_levels(themes: Read) -> None:
    """Criteria and levels of one scale may stand in one sentence."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.say(
        "The Bank Care Profile rates three capabilities, namely access, upkeep and records, as weak, fair or strong."
    )

    assert under(themes(paper, "maturity_level"), "Bank Care Profile") == [
        "Access",
        "Upkeep",
        "Records",
        "Weak",
        "Fair",
        "Strong",
    ]
