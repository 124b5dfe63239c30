"""A paper on the page: stretches, outline, marks and tables, without Streamlit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord import KnowledgeBase
from dashboard.paper import text as paper_text
from dashboard.paper.marking import with_marks
from dashboard.paper.tables import grid_frame
from dashboard.paper.text import METHOD, Mark, Piece, letters, marks_of, pieces_of

GROUNDS = {"tool": "green", "role": "violet", METHOD: "gray"}
Record = dict[str, Any]


def a_paper(lengths: list[int], headings: set[int]) -> Record:
    """Blocks of so many characters, one apart; those of some numbers are headings of sections of one level."""
    blocks: list[Record] = []
    sections: list[Record] = []
    at = 0
    for number, length in enumerate(lengths):
        if number in headings:
            sections.append({"start": at, "end": 0, "level": 1, "parent": None, "number": "", "title": f"S{number}"})
        kind = "heading" if number in headings else "paragraph"
        section = len(sections) - 1 if sections else None
        text = ("word " * (length // 5 + 1))[:length]
        place = {"kind": kind, "start": at, "end": at + length, "section": section}
        blocks.append({**place, "text": text, "table": None})
        at += length + 1
    for number, part in enumerate(sections):
        part["end"] = sections[number + 1]["start"] if number + 1 < len(sections) else at
    return {"blocks": blocks, "sections": sections, "characters": at, "marks": [], "facts": [], "repairs": []}


papers = st.builds(a_paper, st.lists(st.integers(1, 20_000), min_size=1, max_size=25), st.sets(st.integers(0, 24)))


@settings(max_examples=60, deadline=None)
@given(papers)
def test_the_stretches_of_a_paper_are_all_of_it_and_none_is_long(paper: Record) -> None:
    """Turned from the first to the last, every character is shown once; back leads to where one came from."""
    pieces, at, seen, came = pieces_of(paper), 0, [], None
    while at < len(pieces):
        assert paper_text.stretch_before(paper, pieces, at) == came
        after = paper_text.stretch_end(paper, pieces, at)
        assert sum(piece.end - piece.start for piece in pieces[at:after]) < 4 * paper_text.STRETCH
        seen += pieces[at:after]
        came, at = at, after

    assert seen == pieces
    told = "".join(paper["blocks"][p.block]["text"][_inside(paper, p)] for p in pieces)
    assert told == "".join(block["text"] for block in paper["blocks"])


@settings(max_examples=60, deadline=None)
@given(papers, st.data())
def test_a_link_opens_a_stretch_in_which_its_place_is(paper: Record, data: st.DataObject) -> None:
    """Whatever the place, with at most a little before it, or its heading."""
    pieces = pieces_of(paper)
    place = data.draw(st.integers(0, paper["characters"] - 1))
    first = paper_text.shown_from(paper, pieces, place)

    assert first <= paper_text.piece_at(pieces, place) < paper_text.stretch_end(paper, pieces, first)


def _inside(paper: Record, piece: Piece) -> slice:
    start = paper["blocks"][piece.block]["start"]
    return slice(piece.start - start, piece.end - start)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Text with all signs of Markdown, and marks that lie in it, in one another or side by side."""
    text = draw(st.text("ab *_[]()#:<>$\\`!-.|\n", min_size=1, max_size=60))
    marks = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(list(GROUNDS)))
        says = draw(st.sampled_from(["", "denied", "hedged"]))
        surface = draw(st.sampled_from(["", text[start:end], text[start : start + 1], "a b"]))
        marks.append(Mark(start, end, f"X{number}", kind, str(number), "", says, surface))
    return text, marks


@settings(max_examples=200, deadline=None)
@given(marked_texts(), st.one_of(st.none(), st.tuples(st.integers(0, 30), st.integers(30, 60))))
def test_marks_change_no_word_and_each_has_its_sign(
    given: tuple[str, list[Mark]], here: tuple[int, int] | None
) -> None:
    """Without our grounds, badges and bold the Markdown is the escaped text, and every mark's sign stands in it."""
    text, marks = given
    words, badges = read_back(with_marks(text, 0, marks, GROUNDS, here))

    assert "".join(words.split()) == "".join(text.split())
    assert {mark.tag for mark in marks} <= set(" ".join(badges).split())


def read_back(markdown: str) -> tuple[str, list[str]]:
    """The words of Markdown as Streamlit would show them, and what stands in its badges; only our mark-up is in it."""
    words, badges, open_, at = "", list[str](), list[str](), 0
    while at < len(markdown):
        sign = markdown[at]
        if sign == "\\":
            at, sign = at + 1, markdown[at + 1]
            if open_ and open_[-1] == "badge":
                badges[-1] += sign
            else:
                words += sign
        elif sign == ":":
            head = markdown[at : markdown.index("[", at)]
            open_.append(head.rsplit("-", 1)[1])
            badges += [""] if open_[-1] == "badge" else []
            at += len(head)
        elif sign == "]":
            open_.pop()
        elif markdown.startswith("**", at):
            at += 1
        elif open_ and open_[-1] == "badge":
            badges[-1] += sign
        else:
            assert sign.isalnum() or sign.isspace(), f"{sign} of the text would be mark-up"
            words += sign
        at += 1
    assert open_ == []
    return words, badges


def test_a_denied_mention_is_told_from_one_that_asserts() -> None:
    """By its ground and by a word, so also without colours."""
    text = "Cost is a barrier. Noise is none."
    told = with_marks(
        text,
        100,
        [Mark(100, 118, "C1", "role", "t1", "Cost"), Mark(119, 133, "C2", "role", "t2", "Noise", "denied")],
        GROUNDS,
    )

    assert ":violet-background[Cost is a barrier\\.] :violet-badge[C1]" in told
    assert ":gray-background[Noise is none\\.] :gray-badge[C2 denied]" in told


@given(st.lists(st.text("abcdefxyz_ ", max_size=8), max_size=20, unique=True))
def test_each_kind_of_mark_has_a_letter_of_its_own(kinds: list[str]) -> None:
    """Whatever a codebook calls its facets, up to the letters of the alphabet."""
    found = letters(kinds)

    assert list(found) == kinds and len(set(found.values())) == len(kinds)


def test_signs_number_the_themes_of_a_facet_as_the_paper_comes_to_them(small_store: Any) -> None:
    """A theme has one sign wherever it stands; a rejected one has none."""
    kb = KnowledgeBase(small_store)
    paper = kb.paper(kb.studies()[0]["id"])
    marks = marks_of(paper, kb.facets())

    assert len({(mark.kind, mark.id) for mark in marks}) == len({mark.tag for mark in marks})
    firsts = {mark.tag: mark.start for mark in reversed(marks)}
    for sign in {tag[0] for tag in firsts}:
        own = sorted((tag for tag in firsts if tag[0] == sign), key=lambda tag: int(tag[1:]))
        assert [firsts[tag] for tag in own] == sorted(firsts[tag] for tag in own)
    rejected = {**paper, "marks": [{**row, "status": "rejected"} for row in paper["marks"]]}
    assert {mark.kind for mark in marks_of(rejected, kb.facets())} <= {METHOD}


def test_the_outline_says_where_one_is(small_store: Any) -> None:
    """By a sign, and by the path of sections above a place."""
    kb = KnowledgeBase(small_store)
    paper = kb.paper(next(s["id"] for s in kb.studies() if s["id"].startswith("lindqvist")))
    number, section = next((n, s) for n, s in enumerate(paper["sections"]) if s["number"] == "3.1")
    path = paper_text.section_at(paper, section["start"])
    frame = paper_text.outline_frame(paper, path[-1])

    assert path[-1] == number and [paper["sections"][n]["number"] for n in path] == ["3", "3.1"]
    assert frame["section"].str.startswith("▸").sum() == 1 and frame["id"][number] == str(section["start"])


def test_repairs_of_one_kind_at_one_place_are_counted() -> None:
    """What concerns the whole file stands nowhere in the text."""
    paper = a_paper([10, 10], set())
    joined = {"name": "joined", "start": 12, "end": 14, "note": "two halves", "whole": False}
    paper["repairs"] = [joined, joined, {**joined, "start": 0, "end": 21, "whole": True}]

    assert paper_text.repairs_by_piece(paper, pieces_of(paper)) == {1: ["joined (two halves) × 2"]}


@pytest.mark.parametrize("heads", [1, 2])
def test_a_table_keeps_its_cells_and_says_what_is_marked_in_them(heads: int) -> None:
    """Under its headings, those over several columns over each; a sign stands behind the words of its cell."""
    rows = [*[["Tool", "Tool"], ["Name", "Used by"]][-heads:], ["HiveTrack", "Elm"], ["", "Fir"]]
    cells: list[Record] = []
    at = 0
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            place = {"row": number, "column": column, "rows": 1, "columns": 1, "header": number < heads}
            cells.append({**place, "start": at, "end": at + len(words), "text": words})
            at += len(words) + 1
    start = next(cell["start"] for cell in cells if cell["text"] == "HiveTrack")
    mark = Mark(start, start + 9, "T1", "tool", "t1", "HiveTrack")
    frame, names = grid_frame({"table": {"cells": cells}}, [mark], (start, start + 4))

    assert frame.values.tolist() == [["HiveTrack [T1] ◀", "Elm"], ["", "Fir"]]
    assert list(names.values()) == (["Name", "Used by"] if heads == 1 else ["Tool / Name", "Tool / Used by"])
