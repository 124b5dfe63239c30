"""Whose words a mention reports, what it rests on, and whether it is a finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.theme import Basis, Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def one(themes: list[Theme], label: str) -> Theme:
    return next(theme for theme in themes if theme.label == label)


def barriers(sentence: str, *marks: tuple[str, str], title: str = "Barriers") -> Paper:
    """A paper with one sentence under a heading; marks: (words of the pointer, key)."""
    paper = Paper().head("Results").head(title, 2)
    paper.refer("r1", "Mara Ito", 2019).refer("r2", "Jon Okoro", 2021)
    paper.say(sentence)
    for words, key in marks:
        paper.cite(words, key)
    return paper


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("Ito et al. [1] report a lack of trained divers.", "[1]"),
        ("According to Ito [1], the lack of trained divers is a barrier.", "[1]"),
        ("As Ito and Vance [1] note, the lack of trained divers is a barrier.", "[1]"),
        ("In the study of Ito et al. [1], the lack of trained divers was a barrier.", "[1]"),
        ("Ito (2019) also stresses the lack of trained divers.", "Ito (2019)"),
        ("A lack of trained divers was reported by Ito et al. [1].", "[1]"),
        ("A survey of nine ports [1] found a lack of trained divers.", "[1]"),
        ("In a study of nine ports, a lack of trained divers was found [1].", "[1]"),
        ("Ito's (2019) survey names the lack of trained divers.", "2019"),
    ],
)
def test_a_work_that_the_sentence_makes_its_source_is_reported(themes: Read, sentence: str, mark: str) -> None:
    """As the subject of what is said, by "according to", as an agent, by its study."""
    theme = one(themes(barriers(sentence, (mark, "r1")), "challenge"), "Lack of trained divers")

    assert theme.attributed_to == ("r1",)
    assert theme.cites == ("r1",)


@pytest.mark.parametrize(
    "sentence",
    [
        "A lack of trained divers is a barrier [1].",
        "In contrast to Ito et al. [1], most ports name the lack of trained divers as a barrier.",
        "The lack of trained divers is a barrier, whereas Ito et al. [1] report on buoys.",
    ],
)
def test_a_finding_that_only_rests_on_a_work_is_the_studys_own(themes: Read, sentence: str) -> None:
    """A pointer in brackets, a comparison, and another clause make no one else the speaker."""
    theme = one(themes(barriers(sentence, ("[1]", "r1")), "challenge"), "Lack of trained divers")

    assert theme.attributed_to == ()


def test_what_goes_on_about_a_work_is_still_its(themes: Read) -> None:
    """Sentences that open with "They" or stand in a paragraph that opens with the work; until the review speaks."""
    words = (
        "Ito et al. [1] studied nine ports. They describe a lack of trained divers. We also found a shortage of buoys."
    )
    found = themes(barriers(words, ("[1]", "r1")), "challenge")

    assert one(found, "Lack of trained divers").attributed_to == ("r1",)
    assert one(found, "Shortage of buoys").attributed_to == ()


def test_a_list_belongs_to_the_work_of_its_lead_in(themes: Read) -> None:
    """The items name no one themselves."""
    paper = barriers("Okoro et al. [2] name the following barriers:", ("[2]", "r2"))
    paper.list("Shortage of pilots", "Fear of fog")

    assert [theme.attributed_to for theme in themes(paper, "challenge")] == [("r2",), ("r2",)]


def test_what_a_section_on_one_work_tells_is_of_that_work(themes: Read) -> None:
    """Its title names the work."""
    paper = Paper().head("Results").refer("r1", "Mara Ito", 2019)
    paper.head("Barriers in the survey of Ito et al. (2019)", 2).cite("Ito et al. (2019)", "r1")
    paper.say("The survey names a lack of trained divers.")

    assert one(themes(paper, "challenge"), "Lack of trained divers").attributed_to == ("r1",)


def test_a_row_of_a_table_of_studies_is_that_studys(themes: Read) -> None:
    """With the studies in the first column; in a last column they are what the row rests on."""
    paper = Paper().head("Results").refer("r1", "Mara Ito", 2019)
    paper.table("Barriers by study", ("Study", "Barrier"), ("Ito 2019", "Shortage of pilots")).cite("Ito 2019", "r1")
    paper.table("Barriers found", ("Barrier", "Sources"), ("Fear of fog", "[1, 2]")).cite("[1, 2]", "r1", "r2")

    found = themes(paper, "challenge")

    assert one(found, "Shortage of pilots").attributed_to == ("r1",)
    assert one(found, "Fear of fog").attributed_to == ()
    assert one(found, "Fear of fog").cites == ("r1", "r2")


def test_a_statement_of_the_background_is_the_cited_works(themes: Read) -> None:
    """Before the study's own results, a pointer in brackets says who found it; and the theme is background."""
    paper = Paper().head("Related work").head("Barriers", 2).refer("r1", "Mara Ito", 2019)
    paper.say("The barriers are (1) fear of fog, (2) theft of buoys, and (3) worn ropes [1].").cite("[1]", "r1")

    theme = one(themes(paper, "challenge"), "Fear of fog")

    assert theme.attributed_to == ("r1",)
    assert theme.basis is Basis.BACKGROUND


def test_a_theme_said_once_in_the_studys_own_voice_is_its_own(themes: Read) -> None:
    """Though it also reports another work's words on it."""
    words = "Ito et al. [1] report a lack of trained divers.", "The lack of trained divers was named by most ports."
    paper = barriers(words[0], ("[1]", "r1")).head("Conclusion").say(words[1])

    theme = one(themes(paper, "challenge"), "Lack of trained divers")

    assert theme.attributed_to == ()
    assert {mention.attributed_to for mention in theme.mentions} == {("r1",), ()}


def test_a_work_that_the_list_does_not_hold_is_named_as_written(themes: Read) -> None:
    """A statement of another author is never taken for the study's own because the reference is missing."""
    theme = one(
        themes(barriers("Vance (2015) reports a lack of trained divers."), "challenge"), "Lack of trained divers"
    )

    assert theme.attributed_to == ("Vance (2015)",)


def test_each_item_rests_on_its_own_pointer(themes: Read) -> None:
    """The mark right behind a label is that label's alone."""
    paper = barriers(
        "The main barriers were shortage of pilots [1], fear of fog [2], and theft of buoys.",
        ("[1]", "r1"),
        ("[2]", "r2"),
    )
    found = themes(paper, "challenge")

    assert one(found, "Shortage of pilots").cites == ("r1",)
    assert one(found, "Fear of fog").cites == ("r2",)


def test_a_long_row_of_paragraphs_on_one_work_is_followed_to_its_start(themes: Read) -> None:
    """Each opens with "They"; a thousand of them are no trouble."""
    paper = barriers("Ito et al. [1] studied nine ports.", ("[1]", "r1"))
    for _ in range(1200):
        paper.say("They went on.")
    paper.say("They describe a lack of trained divers.")

    assert one(themes(paper, "challenge"), "Lack of trained divers").attributed_to == ("r1",)
