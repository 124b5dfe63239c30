"""The methods section: each number is one that was given, what was not done is told so, and nothing else is said."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from synthesis.method_text import Book, Frozen, JudgedRound, Known, Shared, markdown, plain, sections
from synthesis.method_text.values import Section, sentence

BOOK = Book("bees 1.2.0", 3, ("plant", "season"))
FULL = Known(
    program="0.9",
    studies=3,
    documents=4,
    formats={"tei": 3, "pdf": 1},
    years=(2011, 2019),
    coverage=0.9987,
    books=(BOOK,),
    themes=40,
    rejected=5,
    quotes=61,
    translations={"exactMatch": 6, "closeMatch": 2},
    concepts={"consensus": 7, "single study": 9},
    shared=7,
    merged_from=-1.0,
    ties={"includes": 1},
    overlap=Shared(3, 20, 26, 0.081, "moderate", (0.05, 0.12), 8, "included studies only"),
    contradictions={"candidate": 2, "confirmed": 1},
    reviewers={"Ann": 3, "Ben": 1},
    decided={"accept": 3, "add": 1},
    taken_back=1,
    rounds=(JudgedRound("first look", False, 12, 2, 4, (("theme", 0.71, (0.5, 0.9), 12),)),),
    coded={"Ann": 2},
    assessed={"moderate": 2},
    imports=(1, 8),
    adoptions={"codebook": 1},
    snapshots=(Frozen("round 1", "2026-01-31", "abcdef0123456789"),),
)


def told(known: Known) -> str:
    """The text without headings."""
    return " ".join(one.text for section in sections(known) for one in section.sentences)


def test_all_that_is_known_is_told_with_its_number() -> None:
    """In a text that begins with the corpus and ends with the snapshots."""
    said = told(FULL)

    for words in (
        "3 studies, published 2011 to 2019, in 4 documents (1 PDF and 3 GROBID TEI)",
        "at least 99.8 % of its letters",
        "40 themes on 61 quotes",
        "8 translations, told in each direction (6 the same and 2 close)",
        "16 concepts, of which 7 have",
        "is 8.1 % (moderate)",
        "5.0 to 12.0 %",
        "3 contradictions between studies or within one, as candidates for people: 1 confirmed, 0 dismissed and 2 not",
        "2 reviewers took 4 decisions that are in force: 3 accept and 1 add.",
        "Ann (3) and Ben (1)",
        "Krippendorff's alpha was 0.71 (95 % interval 0.50 to 0.90), over 12 questions on a theme",
        "“round 1” (2026-01-31, SHA-256 abcdef012345)",
    ):
        assert words in said


def test_what_was_not_done_is_told_as_not_done() -> None:
    """And no figure is made up for it."""
    said = told(Known(program="0.9", studies=2, documents=2, formats={"tei": 2}, books=(BOOK,)))

    for words in (
        "No decision of a reviewer is in force",
        "No blind round was held",
        "Nobody coded a study by hand",
        "was not assessed",
        "No snapshot was frozen",
        "fewer than two reviews list theirs",
    ):
        assert words in said
    assert "alpha" not in said and "corrected covered area" not in said


def test_of_a_round_that_is_blind_no_figure_is_told() -> None:
    """Not even where somebody would hand one over."""
    blind = replace(FULL, rounds=(JudgedRound("first look", True, 12, 2, None, (("theme", 0.71, None, 12),)),))

    assert "not finished, and nothing of it counts yet" in told(blind) and "0.71" not in told(blind)


def test_an_empty_knowledge_base_has_a_text_of_one_sentence_and_its_state() -> None:
    """It says that there is nothing, and does not fail."""
    found = sections(Known(program="0.9"))

    assert [section.title for section in found] == ["Corpus", "State and versions"]


def test_each_number_of_a_corpus_leads_to_a_list() -> None:
    """The counts of what is kept stand in parts with a page; the dashboard makes links of them."""
    parts = [part for section in sections(FULL) for one in section.sentences for part in one.parts]
    doors = {(part.page, *dict(part.url).values()) for part in parts if part.page}

    assert {("studies",), ("reading",), ("themes",), ("overlap",), ("refutations", "confirmed")} <= doors
    assert {("review", "log", "Ann"), ("judging", "first look"), ("changes", "snapshots")} <= doors


NUMBERS = st.integers(0, 10**6)


@given(studies=st.integers(1, 10**6), themes=NUMBERS, quotes=NUMBERS, rejected=NUMBERS, taken=NUMBERS)
def test_no_number_is_told_that_was_not_given(
    studies: int, themes: int, quotes: int, rejected: int, taken: int
) -> None:
    """Whatever the counts are: each one in the paragraphs on corpus, themes and people is one of them."""
    known = Known("9", studies, studies, {"tei": studies}, books=(), themes=themes, quotes=quotes, rejected=rejected)
    found = sections(replace(known, taken_back=taken, merged_from=-1.0))
    wanted = ("Corpus", "Extraction of themes", "Review by people")
    said = " ".join(one.text for section in found if section.title in wanted for one in section.sentences)

    given = {studies, themes, quotes, rejected, taken, 9}
    assert {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", said)} <= given


def test_marks_of_names_are_text_in_both_forms() -> None:
    """A round may be called what it likes."""
    (section,) = (Section("Rounds", (sentence("The round {0}.", "*a* [b](c) <i>"),)),)

    assert plain([section]) == "Rounds\n\nThe round *a* [b](c) <i>.\n"
    assert markdown([section]) == "## Rounds\n\nThe round \\*a\\* \\[b\\](c) \\<i\\>.\n"
