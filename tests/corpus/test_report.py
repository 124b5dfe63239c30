"""The parse report says what was lost and what to look at, each with its place, and nothing of a sound paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.doubts import Doubt, Severity
from corpus.errors import ConcordError
from corpus.read import read
from corpus.report import LEAST_COVERAGE, ParseReport, refusal, report
from corpus.study import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Document,
    DocumentId,
    Metadata,
    Reference,
    Repair,
    Section,
    Table,
)

SOUND = """# Lamps on quays: a systematic review

Ada Alder, Ben Birch

2021

## Abstract

This review looks at how lamps are kept on quays and at which tools and people that takes.

## 1 Introduction

Lamps are kept on quays [1]. The practice is young and is told of in two reports of harbours [2].

## 2 Results

### 2.1 Challenges

The main challenges are salt and wind, which all of the reports name as the first two [1, 2].

### 2.2 Roles

Keepers of lamps look after them every week and write down what they have seen [2].

## References

[1] Elm, E. (2018). Lamps above the water. Journal of Quays, 3, 1-9.

[2] Fir, F. (2019). Salt and light. Journal of Quays, 4, 10-19.
"""


def document(text: str = "x" * 500, **fields: object) -> Document:
    """A document made by hand, whole unless a field says otherwise."""
    whole: dict[str, object] = {
        "metadata": Metadata("A title", ("Ada Alder",), 2021, "", "An abstract."),
        "references": (Reference("b0", "Elm 2018"),),
        "citations": (Citation(0, 1, ("b0",)),),
    }
    return Document(DocumentId("d0"), "a.md", "markdown", text, **{**whole, **fields})  # type: ignore[arg-type]


def doubts(found: Document, name: str) -> list[Doubt]:
    return [doubt for doubt in report(found).doubts if doubt.name == name]


def test_a_sound_paper_has_no_doubts() -> None:
    """It passes the gate, and its report counts what is there."""
    found = report(read("a.md", SOUND.encode()))

    assert found.kinds(Severity.LOST, Severity.DOUBT) == ()
    assert (found.sections, found.references, found.uncited, found.orphans) == (6, 2, 0, 0)
    assert refusal(found) == ""


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("## 2 Results", "## 4 Results", "numbers jump"),
        ("### 2.1 Challenges", "### 2.2 Challenges", "numbers jump"),
        (
            "The main challenges are salt and wind, which all of the reports name as the first two [1, 2].\n",
            "",
            "section without text",
        ),
        ("every week and write", "everyweekandwritedowneverythingtheyhaveseenthere and write", "words run together"),
        ("every week", "every wee\ufffd", "characters replaced"),
        ("what they have seen [2].", "what they have seen of the", "paragraph cut"),
        ("2021\n", "", "year guessed"),
        ("Ada Alder, Ben Birch\n", "", "no authors"),
    ],
)
def test_damage_is_found_at_its_place(before: str, after: str, name: str) -> None:
    """Each kind of damage alone, in a paper that is sound otherwise."""
    assert before in SOUND
    found = read("a.md", SOUND.replace(before, after).encode())
    named = {doubt.name for doubt in report(found).doubts}

    assert name in named


def test_many_references_without_a_pointer_are_a_sign_of_lost_pointers() -> None:
    """A quarter may be uncited; more is a doubt, and each of them has its place."""
    lines = [f"Entry {n} of the list." for n in range(8)]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    blocks = tuple(Block(BlockKind.REFERENCE, at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    references = tuple(Reference(f"b{n}", line) for n, line in enumerate(lines))
    cited = {most: tuple(Citation(0, 1, (f"b{n}",)) for n in range(most)) for most in (6, 5)}

    few = document(text, blocks=blocks, references=references, citations=cited[6])
    many = document(text, blocks=blocks, references=references, citations=cited[5])

    assert doubts(few, "pointers lost") == []
    assert [text[d.start : d.end] for d in doubts(few, "never cited")] == lines[6:]
    assert doubts(many, "pointers lost")[0].note.startswith("3 of 8 references")
    assert report(many).uncited_share == 3 / 8


def test_a_citation_that_no_reference_answers_to_is_a_doubt_at_its_place() -> None:
    """It counts as an orphan."""
    found = document("As seen before [9]. " * 20, citations=(Citation(15, 18, ()), Citation(0, 1, ("b0",))))

    assert [(doubt.start, doubt.end) for doubt in doubts(found, "citation of nothing")] == [(15, 18)]
    assert report(found).orphans == 1


def test_a_tail_that_is_lost_refuses_a_document() -> None:
    """The sentence says what and what to do; other repairs refuse nothing."""
    torn = document(repairs=(Repair("tail lost", 10, 90, "the paragraph breaks off"),))
    mended = document(repairs=(Repair("hyphen joined", 10, 90, "two halves"),))

    assert refusal(report(torn)) == "a.md: tail lost; add a better copy of the paper, or add it without --strict."
    assert doubts(torn, "tail lost")[0].severity is Severity.LOST
    assert refusal(report(mended)) == ""


def test_coverage_below_the_threshold_refuses_a_document() -> None:
    """At the threshold it passes."""
    assert "only 98.9 % of its letters and digits" in refusal(report(document(coverage=0.989)))
    assert refusal(report(document(coverage=LEAST_COVERAGE))) == ""


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ([(0, 0), (1, 0), (2, 0)], "single column"),
        ([(0, 0), (0, 1)], "single row"),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], ""),
    ],
)
def test_a_table_that_is_none_is_a_doubt(shape: list[tuple[int, int]], why: str) -> None:
    """One column or one row; a table of both is fine."""
    cells = tuple(Cell(row, column, n, n + 1) for n, (row, column) in enumerate(shape))
    found = document(blocks=(Block(BlockKind.TABLE, 0, len(shape)),), tables=(Table(0, cells, "Table 1"),))

    assert [doubt.note for doubt in doubts(found, "table garbled")] == ([f"Table 1 has a {why}"] if why else [])


def test_a_table_of_empty_cells_is_a_doubt() -> None:
    """Words of its cells were lost, or never there."""
    cells = tuple(Cell(row, column, 0, 0 if row + column else 1) for row in range(3) for column in range(3))
    found = document(blocks=(Block(BlockKind.TABLE, 0, 5),), tables=(Table(0, cells),))

    assert doubts(found, "table garbled")[0].note == "a table has mostly empty cells"


def test_a_caption_whose_table_is_gone_is_a_doubt() -> None:
    """Unless a table answers to its label, or the reader has told of the torn one already."""
    text = "Table 2. Lamps of the quays\n" + "x" * 400
    caption = (Block(BlockKind.CAPTION, 0, 27),)
    table = Table(1, (Cell(0, 0, 30, 31), Cell(0, 1, 31, 32), Cell(1, 0, 32, 33)), "Table 2")
    held = document(text, blocks=(*caption, Block(BlockKind.TABLE, 30, 40)), tables=(table,))
    told = document(text, blocks=caption, repairs=(Repair("table not recovered", 28, 60, "lines"),))

    assert doubts(document(text, blocks=caption), "caption without table")[0].note == "no table answers to Table 2"
    assert doubts(held, "caption without table") == doubts(told, "caption without table") == []


@pytest.mark.parametrize(
    ("numbers", "jumps"),
    [
        (["1", "2", "2.1", "2.2", "3"], []),
        (["1", "2", "5"], ["section 2 is followed by 5"]),
        (["2", "3"], ["the first is 2"]),
        (["I", "II", "III", "IV", "V"], []),
        (["I", "II", "IV"], ["section II is followed by IV"]),
        (["1", "2", "1", "2"], []),
        (["", "A", "B", "RQ1"], []),
    ],
)
def test_numbers_of_sections_that_jump_are_a_doubt(numbers: list[str], jumps: list[str]) -> None:
    """In digits at any depth and in Roman numbers; a count that begins anew is none."""
    sections = tuple(Section(number, "A", 1, 10 * n, 10 * n + 9) for n, number in enumerate(numbers))

    assert [doubt.note for doubt in doubts(document(sections=sections), "numbers jump")] == jumps


def test_the_parent_of_a_section_with_text_is_not_empty() -> None:
    """Only a section with nothing in it and nothing under it is."""
    sections = (Section("1", "A", 1, 0, 90), Section("1.1", "B", 2, 10, 50, 0), Section("1.2", "C", 2, 50, 90, 0))
    found = document(sections=sections, blocks=(Block(BlockKind.PARAGRAPH, 20, 30, section=1),))

    assert [doubt.note for doubt in doubts(found, "section without text")] == ["nothing under 'C'"]


def test_addresses_and_names_are_no_words_run_together() -> None:
    """Long as they are."""
    text = "See https://example.org/averyveryveryverylongaddressofonepage and e.g. Node.js, or write to a@example.com. "

    assert doubts(document(text * 3), "words run together") == []


@given(st.text(max_size=300), st.integers(0, 20))
def test_every_doubt_lies_in_the_text(extra: str, at: int) -> None:
    """Whatever stands in a paper: places are in order, and the same document gives the same report."""
    try:
        found = read("a.md", (SOUND[: at * 40] + extra + SOUND[at * 40 :]).encode("utf-8", "replace"))
    except ConcordError:  # what the reader refuses has no report
        return
    made: ParseReport = report(found)

    assert all(0 <= doubt.start <= doubt.end <= len(found.text) for doubt in made.doubts)
    assert made == report(found)


def test_the_golden_papers_are_reported(golden: Callable[[str], Document]) -> None:
    """All three formats, with their repairs by name."""
    for name in ("rooftop_bees.md", "rooftop_bees.tei.xml", "tram_brakes.txt"):
        found = report(golden(name))
        assert found.coverage > 0.99 and found.name == name
        assert sum(count for _, count in found.repairs) == len(golden(name).repairs)
