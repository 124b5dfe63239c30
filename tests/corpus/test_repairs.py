"""Each repair on a small made-up text, and on the text that looks like damage and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.part import Part
from corpus.read import read
from corpus.repair.bullets import split_fused
from corpus.repair.enumerations import item_lines
from corpus.repair.furniture import is_page_number, is_rights, typical_width
from corpus.repair.heading_numbers import set_numbers_apart
from corpus.repair.leads import part_leads
from corpus.repair.lists import continue_labels, number_lists
from corpus.repair.promoted import demote_items
from corpus.repair.reference_lines import first_reference, reference_blocks
from corpus.repair.rows import merge_lines
from corpus.repair.swallowed import restore_swallowed
from corpus.repair.torn import join_torn
from corpus.repair.wraps import Vocabulary, join_lines
from corpus.strand import EMPTY, strand_of
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, texts

Read = Callable[[str], Document]


def paragraph(text: str) -> Part:
    return Part(BlockKind.PARAGRAPH, strand_of(text))


def item(text: str, marker: str = "•", level: int = 0) -> Part:
    return Part(BlockKind.LIST_ITEM, strand_of(text), marker=strand_of(marker), level=level)


def heading(text: str, number: str) -> Part:
    return Part(BlockKind.HEADING, strand_of(text), number=number)


def caption(text: str) -> Part:
    return Part(BlockKind.CAPTION, strand_of(text))


def words(parts: list[Part]) -> list[str]:
    return [f"{part.marker.text or part.number} {part.text}".strip() for part in parts]


def test_bullets_in_one_paragraph_become_items() -> None:
    """The lead stays a paragraph."""
    parts = list(split_fused([paragraph("They need: • water. • shade, and • 5G masts")]))

    assert words(parts) == ["They need:", "• water.", "• shade, and", "• 5G masts"]
    assert [part.kind for part in parts[:2]] == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]


def test_numbers_in_one_paragraph_become_items() -> None:
    """Only numbers that go on count: the year in the middle does not."""
    parts = list(split_fused([paragraph("1. Ask in 2019. 2. Search. 3. Read (p. 4. 5)")]))

    assert words(parts) == ["1. Ask in 2019.", "2. Search.", "3. Read (p. 4. 5)"]


@pytest.mark.parametrize(
    "text", ["kept at 37 • C and at 4 • C", "It took 3. Then 4. Later 5.", "A sign • in a sentence"]
)
def test_signs_inside_a_sentence_are_no_bullets(text: str) -> None:
    """A glyph after a digit is a degree, and numbers need to open the paragraph."""
    assert [part.text for part in split_fused([paragraph(text)])] == [text]


def test_an_item_that_was_made_a_heading_goes_back_with_its_tail() -> None:
    """Its number goes on with the list and not with the sections."""
    parts = [heading("Methods", "2"), item("Ask.", "1."), item("Search.", "2."), heading("Read all of", "3")]

    mended = demote_items([*parts, paragraph("the records. 4. Code."), heading("Results", "3")])

    assert words(mended) == [
        "2 Methods",
        "1. Ask.",
        "2. Search.",
        "3 Read all of the records.",
        "4. Code.",
        "3 Results",
    ]


def test_a_heading_after_a_list_stays_a_heading_when_the_sections_go_on() -> None:
    """A list of two at the end of section 2 does not eat section 3."""
    parts = [
        heading("Methods", "2"),
        item("Ask.", "1."),
        item("Search.", "2."),
        heading("Results", "3"),
        paragraph("X"),
    ]

    assert demote_items(parts) == parts


def test_items_in_a_caption_go_back_into_the_list_that_misses_them() -> None:
    """Also the tail of the last one, which had been left behind the first."""
    parts = [item("Cheap. and rarely used.", "1."), item("Notice.", "4."), caption("2. Wet. 3. Liked by all")]

    assert words(restore_swallowed(parts)) == ["1. Cheap.", "2. Wet.", "3. Liked by all and rarely used.", "4. Notice."]


def test_bullets_in_a_caption_go_to_the_one_sentence_that_announces_a_list() -> None:
    """A sentence with a colon right before a heading has lost its list."""
    parts = [paragraph("The hazards are:"), heading("End", "4"), paragraph("Done."), caption("• Heat. • Wind.")]

    assert words(restore_swallowed(parts)) == ["The hazards are:", "• Heat.", "• Wind.", "4 End", "Done."]


def test_halves_of_a_paragraph_are_joined_over_a_figure() -> None:
    """The figure's caption follows after the whole paragraph."""
    first = paragraph("The hives of the northern district stand on flat roofs that are")
    parts = [first, caption("Figure 1: Roofs."), paragraph("hard to reach.")]

    assert words(join_torn(parts, {})) == [first.text + " hard to reach.", "Figure 1: Roofs."]


def test_a_whole_paragraph_is_not_joined_to_the_next() -> None:
    """A full stop ends it, whatever follows."""
    parts = [paragraph("The hives of the northern district stand on flat roofs."), paragraph("hard words.")]

    assert join_torn(parts, {}) == parts


def test_a_list_goes_on_after_page_furniture_but_not_after_a_paragraph() -> None:
    """Items of one list share a number."""
    furniture = Part(BlockKind.OTHER, strand_of("12"))
    parts = [item("a"), furniture, item("b"), paragraph("Text."), item("c")]

    assert [part.list for part in number_lists(parts)] == [0, None, 0, None, 1]


def test_deeper_items_are_a_list_of_their_own() -> None:
    """And the outer list goes on after them."""
    parts = number_lists([item("a"), item("x", level=2), item("y", level=2), item("b")])

    assert [(part.list, part.level) for part in parts] == [(0, 0), (1, 1), (1, 1), (0, 0)]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("its main-", "tenance is due", "its maintenance is due"),
        ("a well-", "known case", "a well-known case"),
        ("the ICSE-", "Companion volume", "the ICSE-Companion volume"),
        ("see https://example.org/a-", "b for more", "see https://example.org/a-b for more"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_only_when_it_cut_a_word(above: str, below: str, whole: str) -> None:
    """What the rest of the file writes decides."""
    seen = Vocabulary("maintenance\nthe well-known one\nknown\nknown")

    joined, _ = join_lines([strand_of(above), strand_of(below)], seen)

    assert joined.text == whole


@pytest.mark.parametrize("line", ["12", "iv", "Page 3 of 9", "- 4 -"])
def test_page_numbers_are_known(line: str) -> None:
    """In the forms that extractors leave."""
    assert is_page_number(line)


@pytest.mark.parametrize(
    "line", ["© 2020 The Authors", "DOI: 10.5555/1", "In Proceedings of the 3rd Meeting", "ISSN 1234-5678"]
)
def test_rights_lines_are_known(line: str) -> None:
    """They speak of the paper, not of its subject."""
    assert is_rights(line)


def test_the_width_of_wrapped_lines_is_found_and_whole_paragraphs_have_none() -> None:
    """Titles, tables and last lines do not mislead it."""
    assert typical_width(["w" * 60] * 20 + ["w" * 30] * 10 + ["w" * 110] * 3) == 60
    assert typical_width(["w" * (100 + 37 * n) for n in range(12)]) == 0


def test_an_enumeration_inside_a_sentence_opens_no_item() -> None:
    """(2) at the start of a line is an item only when (1) opened a line, too."""
    inline = ["three kinds: (1) weather;", "(2) wear; and (3) age."]
    listed = ["(1) weather", "(2) wear", "of shoes", "(3) age"]

    assert item_lines(inline) == frozenset()
    assert item_lines(listed) == {0, 1, 3}


def test_references_of_author_year_style_open_where_the_one_above_has_its_year() -> None:
    """A line that goes on with the authors looks like a start and is none."""
    lines = ["Noll, A., Ruiz, B.,", "Sand, C., & Tan, D. (2020). On", "wind. Roofs, 3.", "Zell, E. (2019). Heat."]

    blocks = [
        [line.text for line in block] for block, _ in reference_blocks([strand_of(x) for x in lines], lambda _: False)
    ]

    assert blocks == [lines[:3], lines[3:]]


def test_the_list_of_references_is_found_without_a_heading() -> None:
    """By its look, at the end of the file."""
    prose = [f"The text goes on in line {n}." for n in range(40)]
    entries = [f"Noll, A. (20{n}). On wind." for n in range(10, 16)]

    assert first_reference(prose + entries) == len(prose)
    assert first_reference(prose) == len(prose)


def test_visual_lines_of_one_row_are_put_together() -> None:
    """An empty first cell, a lower-case start or a list that goes on continue the row above."""
    grid = [
        ["Problem", "Remedy"],
        ["Heat in", "1. Shade the"],
        ["summer", "roof."],
        ["", "2. Water."],
        ["Wind", "Shields"],
    ]

    rows = merge_lines([[strand_of(cell) if cell else EMPTY for cell in row] for row in grid])

    assert [[cell.text for cell in row] for row in rows] == [
        ["Problem", "Remedy"],
        ["Heat in summer", "1. Shade the roof.\n2. Water."],
        ["Wind", "Shields"],
    ]


def test_the_lines_of_a_listed_cell_stay_lines_before_its_first_number_too() -> None:
    """A category, items without numbers, one with a number; what goes on in lower case is joined with a blank."""
    grid = [
        ["Problem", "Remedy"],
        ["Care of hives", "Ask the keepers of the town, who know"],
        ["Bees without", "how to hold them."],
        ["shade in summer", ""],
        ["Wet frames", ""],
        ["3. Wind", "Masts"],
        ["Heat", "Shade"],
    ]

    rows = merge_lines([[strand_of(cell) if cell else EMPTY for cell in row] for row in grid])

    assert [row[0].text for row in rows][:2] == [
        "Problem",
        "Care of hives\nBees without shade in summer\nWet frames\n3. Wind",
    ]
    assert rows[1][1].text == "Ask the keepers of the town, who know how to hold them. Masts"


def test_rows_of_short_cells_stay_rows() -> None:
    """Numbers and capitalised entries open rows."""
    grid = [["Study", "Year"], ["43", "2023"], ["44", "2017"]]

    assert len(merge_lines([[strand_of(cell) for cell in row] for row in grid])) == 3


def test_lines_that_were_each_made_a_paragraph_are_joined(markdown: Read) -> None:
    """Double spacing."""
    lines = ["The keepers of the town were asked in spring, and most of them", "said that they had no plan for swarms",
             "that leave the roof in the middle of the day, since nobody had", "ever asked for one."]  # fmt: skip

    assert " ".join(lines) in texts(markdown("## Findings\n\n" + "\n\n".join(lines)), BlockKind.PARAGRAPH)


def test_a_table_of_contents_is_set_aside(markdown: Read) -> None:
    """It repeats headings without their text, and is neither a table nor a list."""
    document = markdown("## Contents\n\nIntroduction\t1\nMethods\t4\nResults\t9\n\n## Results\n\n" + PROSE)

    assert document.tables == ()
    assert any("Methods" in text for text in texts(document, BlockKind.OTHER))


def test_a_number_inside_a_heading_is_set_apart() -> None:
    """Letters count as numbers only where sections have Roman ones; rights lines are no headings."""
    titles = ["I. AIMS", "A. Search terms", "II. ENDS", "© 2020 Us"]
    heads = [Part(BlockKind.HEADING, strand_of(title)) for title in titles]

    assert words(set_numbers_apart(heads)) == titles
    assert [(part.kind, part.number) for part in set_numbers_apart(heads)] == [
        (BlockKind.HEADING, "I"), (BlockKind.HEADING, "A"), (BlockKind.HEADING, "II"), (BlockKind.OTHER, ""),
    ]  # fmt: skip
    assert [part.number for part in set_numbers_apart(heads[1:2])] == [""]


def test_labelled_paragraphs_go_on_with_the_list_above_them() -> None:
    """A converter kept the bullets of the first page only."""
    parts = [
        item("Q1. Who?"),
        item("Q2. When?"),
        paragraph("Q3. Where?"),
        paragraph("Q9. Why?"),
        paragraph("Qualms. No."),
    ]

    kinds = [part.kind for part in continue_labels(parts)]

    assert kinds == [BlockKind.LIST_ITEM] * 3 + [BlockKind.PARAGRAPH] * 2
    assert {part.list for part in number_lists(continue_labels(parts)[:3])} == {0}


DUMP = (
    "Wind on city roofs\nMara Quist\nAbstract\n{prose}\n1 Introduction\n{prose}\n2 Results\n{prose}\n"
    "Keepers named these troubles:\n{items}\nSwarms were named by all keepers, who told us at length what they did\n"
    "about them, and how little of it had helped in the end.\n3 Discussion\n{prose}\nReferences\n"
    "Noll, A. (2019). On wind. Roofs, 3.\nRuiz, B. (2018). On water. Roofs, 4.\n"
)
LINES = "\n".join(
    [
        "The wind moves the hives that stand on roofs, and nobody has asked the keep",
        "ers of the city how they hold them, or what they do when a storm is coming.",
    ]
    * 6
)


@pytest.mark.parametrize(
    ("items", "last"),
    [
        ("1. Wind\n2. Heat in summer\n3. Swarms", "Swarms"),
        ("(a) Wind\n(b) Heat in summer\n(c) Swarms that leave", "Swarms that leave"),
        ("• Wind\n• Heat in summer\n• Swarms", "Swarms"),
    ],
)
def test_the_last_item_of_a_list_in_a_dump_ends_at_its_line(items: str, last: str) -> None:
    """Where it is far shorter than a line can be and its siblings are one line each."""
    document = read("x", DUMP.format(prose=LINES, items=items).encode())

    assert texts(document, BlockKind.LIST_ITEM)[-1] == last
    assert any(text.startswith("Swarms were named") for text in texts(document, BlockKind.PARAGRAPH))


def test_an_item_of_several_lines_in_a_dump_goes_on() -> None:
    """Its first line is full, or the next one goes on in lower case."""
    items = (
        "1. Wind moves the hives that stand on roofs and on the terraces of the old\nMarket Hall\n"
        "2. Heat in summer\nand in spring\n3. Swarms."
    )
    document = read("x", DUMP.format(prose=LINES, items=items).encode())

    assert [text[-11:] for text in texts(document, BlockKind.LIST_ITEM)] == ["Market Hall", "d in spring", "Swarms."]


def test_a_fused_list_in_a_caption_goes_to_the_text_that_points_at_it() -> None:
    """Its first words name the list and stay a caption; the items come after the paragraph."""
    parts = [
        heading("Troubles", "2"),
        paragraph("The keepers named four troubles, which are listed in the box below."),
        paragraph("Only one of them was new to us, and it was the last."),
        heading("Tools", "3"),
        paragraph("They use smoke."),
        caption("Troubles of keepers • Wind on flat roofs. • Heat in summer. • Swarms."),
    ]

    found = restore_swallowed(parts)

    assert words(found)[:6] == [
        "2 Troubles",
        "The keepers named four troubles, which are listed in the box below.",
        "Troubles of keepers",
        "• Wind on flat roofs.",
        "• Heat in summer.",
        "• Swarms.",
    ]
    assert [part.kind for part in found[2:4]] == [BlockKind.CAPTION, BlockKind.LIST_ITEM]


def test_a_fused_list_that_nothing_points_at_stays_where_it_is() -> None:
    """As a caption and its items."""
    parts = [
        paragraph("They use smoke."),
        caption("Troubles • Wind. • Heat. • Swarms."),
        paragraph("Smoke calms bees."),
    ]

    assert words(restore_swallowed(parts)) == [
        "They use smoke.",
        "Troubles",
        "• Wind.",
        "• Heat.",
        "• Swarms.",
        "Smoke calms bees.",
    ]


def _after_bullets(line: str, below: str) -> Document:
    front = f"**A paper about roofs**\n\nMara Quist^{{1}}\n\n*Abstract*\n\n{PROSE}\n\n1. Introduction\n\n{PROSE}"
    bullets = "- Hives move in wind.\n- Roofs and masts.\n- Ropes.\n- Rain."
    return read("paper", f"{front}\n\n2. Results\n\n{PROSE}\n\n{bullets}\n\n{line}\n\n{below}\n".encode())


@pytest.mark.parametrize("below", [PROSE, "1. Wind moves hives.\n\n2. Masts hold them."])
def test_a_numbered_title_right_after_bullets_is_a_heading(below: str) -> None:
    """Its number is the next of the paper's own sections; what stands below, a list too, is in its section."""
    document = _after_bullets("3. Conclusion", below)

    assert document.format == "markdown"
    numbers = [section.number for section in document.sections if section.number]
    assert numbers == ["1", "2", "3"]
    last = document.blocks[-1]
    assert last.section == len(document.sections) - 1
    assert last.kind is (BlockKind.PARAGRAPH if below == PROSE else BlockKind.LIST_ITEM)


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("4. Conclusion", PROSE),
        ("3. Masts hold the hives.", PROSE),
        ("3. masts", PROSE),
        ("3. Masts", "4. Ropes\n\nThat is all."),
        ("2. Ropes\n3. Masts", PROSE),
        ("3. Masts", f"{PROSE}\n\n3. Conclusion\n\n{PROSE}"),
    ],
)
def test_a_numbered_item_after_bullets_stays_an_item(line: str, below: str) -> None:
    """Another number, a sentence, a word in lower case, a list that goes on, or a heading of that number below."""
    document = _after_bullets(line, below)

    items = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert line.split("\n")[-1].split(" ", 1)[1] in items


def test_a_declaration_in_a_paragraph_of_its_own_is_a_section(markdown: Read) -> None:
    """Outermost, so that nothing that is declared is read as a conclusion; a sentence on funding is no declaration."""
    declared = "Declaration on the use of tools: A program helped with spelling.\n\nFunding: None."
    told = f"Funding was a matter of debate: nobody paid. {PROSE}"
    numbered = f"## 2. Results\n\n{PROSE}\n\n## 3. Conclusion\n\n{told}\n\n{declared}"
    document = markdown(numbered.replace("## 2.", f"## 1. Method\n\n{PROSE}\n\n## 2."))

    assert [(s.title, s.level) for s in document.sections][-3:] == [
        ("Conclusion", 1),
        ("Declaration on the use of tools", 1),
        ("Funding", 1),
    ]
    assert told in texts(document, BlockKind.PARAGRAPH)
    assert texts(document, BlockKind.PARAGRAPH)[-2:] == ["A program helped with spelling.", "None."]


def test_the_sentence_that_announces_a_list_stands_by_itself() -> None:
    """Whether the paper set it so or not; a sentence that announces nothing stays in its paragraph."""
    announced = [paragraph("Hives were old. The kinds were:"), item("Straw.")]
    spoken = [paragraph("Hives were old. They stood: so we think."), item("Straw.")]

    assert [part.text for part in part_leads(announced)] == ["Hives were old.", "The kinds were:", "Straw."]
    assert [part.text for part in part_leads(spoken)] == ["Hives were old. They stood: so we think.", "Straw."]
