"""Run-in headings and numbered headings that are items."""

from __future__ import annotations

from collections.abc import Callable

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> list[str]:
    return [theme.label for theme in themes]


def test_short_first_sentences_are_run_in_headings_where_most_paragraphs_open_so(themes: Read) -> None:
    """Without emphasis or colon, the series shows what they are; a paragraph that opens with where is none."""
    paper = Paper().head("Results").head("Roles", 2).say("Four posts recur in the studies of the lower reach.")
    paper.say("River warden. Walks the bank each week, notes what has changed and reports it to the council.")
    paper.say("Gauge keeper. Reads the levels and calls the town when the water comes over the mark.")
    paper.say("At the dam. Nobody is named by the studies that we found, although all of them describe it.")

    assert labels(themes(paper, "role")) == ["River warden", "Gauge keeper"]


def test_one_short_sentence_is_no_run_in_heading(themes: Read) -> None:
    """A paragraph may open with two words and mean nothing by it."""
    paper = Paper().head("Results").head("Stages", 2)
    paper.say("A curious point. The studies never tell what the crews did after the first flood of the year.")
    paper.say("The studies agree on little, and the reasons that they give are as many as the rivers they describe.")
    paper.say("Nobody asked the crews, who could have told, and so the question must be left to those who come later.")

    assert themes(paper, "stage") == []


def test_a_noun_that_numbers_paragraphs_is_no_item_but_what_it_numbers(themes: Read) -> None:
    """ "Phase 1: Survey. ..." tells of the survey."""
    paper = Paper().head("Results").head("Phases of a restoration", 2)
    paper.say("Phase 1: Survey. The reach is walked and drawn, and the owners of the land are asked.")
    paper.say("Phase 2: Planting. Willows are set by hand in the first weeks of spring.")

    found = themes(paper, "stage")

    assert labels(found) == ["Survey", "Planting"]
    assert found[1].definition == "Willows are set by hand in the first weeks of spring"


def test_headings_that_a_cue_numbers_are_items_wherever_they_stand(themes: Read) -> None:
    """Two headings "Step 1: ..." and "Step 2: ..." name steps, though no title above says so."""
    paper = Paper().head("Results").head("Carrying it out", 2)
    paper.head("Step 1: Surveying the reach (spring)", 3).say("The reach is walked and drawn.")
    paper.head("Step 2: Setting willows (autumn)", 3).say("Willows are set by hand.")

    assert labels(themes(paper, "stage")) == ["Surveying the reach", "Setting willows"]


def test_groups_of_persons_are_no_persons(themes: Read) -> None:
    """Paragraphs on groups of people open with words that no person is called by."""
    paper = Paper().head("Results").head("Roles", 2)
    paper.say("Upper reach. The river warden walks the bank each week and reports to the council.")
    paper.say("Management. The water engineer decides on the gates, often against the advice of the others.")

    assert sorted(labels(themes(paper, "role"))) == ["River warden", "Water engineer"]
