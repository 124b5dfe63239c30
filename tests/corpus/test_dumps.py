"""Text dumps: each kind of damage on a small made-up text, and the text that looks like it and is none."""

from __future__ import annotations

import pytest

from benchmarks.dumps import found_kinds
from benchmarks.printing import EXTRACTORS, HOUSES, dumped
from corpus.decode import decode
from corpus.mend import mend
from corpus.part import Part
from corpus.read import read
from corpus.read.paperlike import why_no_paper
from corpus.read.text import read_text
from corpus.read.text.headings import numbered_sections, titles_without_number
from corpus.read.text.lines import dump_lines
from corpus.repair.columns import split_columns
from corpus.repair.enumerations import item_lines
from corpus.repair.pages import chart_lines, page_lines
from corpus.strand import strand_of
from corpus.study import BlockKind
from tests.corpus.papers.make import paper

FULL = "The keepers of the northern towns count their hives by hand and write"
MORE = "the numbers down in a book that the council reads once every spring, and"
LAST = "nobody asks for more than that."
OPEN = [FULL, MORE, FULL.lower(), MORE]
CLOSED = [FULL, MORE, LAST]


def body(count: int, seed: str = "") -> list[str]:
    """Lines of running text, no two alike, of one width."""
    return [f"line {seed}{'abcdefghij'[n % 10] * (n + 3)} of a text about hives".ljust(70, "x") for n in range(count)]


def parts(*lines: str) -> list[Part]:
    """The mended parts of a dump that opens like a paper."""
    front = ["Hives in Small Towns", "", "Abstract", *CLOSED, "", "1 Introduction", *CLOSED, *CLOSED]
    return mend(read_text("\n".join([*front, *lines])))


def of(found: list[Part], kind: BlockKind) -> list[str]:
    return [part.text for part in found if part.kind is kind]


def names(found: list[Part]) -> set[str]:
    return {mend.name for part in found for mend in part.mends}


# furniture: 61, 63, 67


def test_page_numbers_count_on_from_page_to_page() -> None:
    """Also where one page has none."""
    lines = [*body(14, "a"), "7", *body(14, "b"), "8", *body(30, "c"), "10", *body(3, "d")]

    assert [lines[index] for index in page_lines(lines)] == ["7", "8", "10"]


def test_numbers_of_a_formula_or_a_chart_are_no_page_numbers() -> None:
    """They do not count on; those of an axis stand close together."""
    lines = [*body(20, "a"), "1", "k + 2", *body(20, "b"), "0", "20", "40", "60", *body(200, "c"), "1", *body(200, "d")]

    assert page_lines(lines) == {}
    assert [lines[index] for index in sorted(chart_lines(lines, {}))] == ["0", "20", "40", "60"]


@pytest.mark.parametrize(
    ("heads", "text"),
    [
        (["Bees on Roofs", "Bees on Roofs", "Bees on Roofs"], "the same"),
        (["2 A. Noll et al.", "4 A. Noll et al.", "6 A. Noll et al."], "numbered, of even pages"),
        (["Roofs, May 2020 31", "Roofs, May 2020 32", "Roofs, May 2020 33"], "numbered behind a year"),
    ],
)
def test_running_heads_come_back_page_after_page(heads: list[str], text: str) -> None:
    """Alike or counted by a number of their own."""
    lines = [line for n, head in enumerate(heads) for line in (head, *body(30, text[n]))]

    assert [lines[index] for index in sorted(page_lines(lines))] == heads


@pytest.mark.parametrize(
    "again",
    [
        ["Yes or no", "Yes or no", "Yes or no"],
        [
            "Towns in dry valleys 1 236",
            *body(20, "a"),
            "Towns in dry valleys 5 12",
            *body(20, "b"),
            "Towns in dry valleys 2 9",
        ],
        [
            "Table 1 shows the hives",
            *body(20, "a"),
            "Table 2 shows the hives",
            *body(20, "b"),
            "Table 3 shows the hives",
        ],
    ],
)
def test_what_comes_back_as_list_or_table_is_no_running_head(again: list[str]) -> None:
    """It stands close together, or its numbers count nothing, or it is a caption."""
    assert page_lines([*body(20, "c"), *again, *body(20, "d")]) == {}


def test_a_head_at_a_form_feed_needs_only_two_pages() -> None:
    """Where the file marks its pages, a line beside two of the marks is enough; elsewhere two are none."""
    lines = [*body(15, "a"), "Letters, Vol. 7", *body(15, "b"), "Letters, Vol. 7", *body(15, "c")]

    assert sorted(page_lines(lines, {15, 31})) == [15, 31]
    assert page_lines(lines) == {}


def test_a_running_head_in_the_middle_of_a_sentence_is_set_aside_and_the_sentence_joined() -> None:
    """The paragraph comes first, whole."""
    pages = [line for n in range(3) for line in (*OPEN, "Roofs and Hives Quarterly", FULL.lower(), LAST, *CLOSED * 4)]

    found = parts(*pages)

    assert of(found, BlockKind.OTHER).count("Roofs and Hives Quarterly") == 3
    assert not any("Quarterly" in text for text in of(found, BlockKind.PARAGRAPH))
    assert any(f"{MORE} {FULL.lower()} {LAST}" in text for text in of(found, BlockKind.PARAGRAPH))


def test_an_archives_stamp_between_lines_is_furniture_and_an_entry_of_it_is_not() -> None:
    """Also one set upright, letter by letter."""
    upright = list("]LC.sc[1v24630.1061:viXra")

    found = page_lines(
        [*body(5, "a"), "arXiv:1601.03642v1 [cs.CV] 12 Jan 2016", *body(5, "b"), *upright, *body(5, "c")]
    )

    assert len(found) == 1 + len(upright)
    assert page_lines([*body(5), "arXiv:1601.03642", *body(5, "b"), "A. Noll, arXiv:1601.03642, 2016"]) == {}


def test_a_notice_of_rights_inside_a_sentence_is_set_aside_with_all_its_lines() -> None:
    """A sentence of the body about rights stays."""
    notice = [
        "Permission to make digital or hard copies of this work for",
        "personal or classroom use is granted without fee provided",
        "that copies bear this notice.",
        "Copyright 2019 ACM 978-1-0000-0000-0/19/05...$15.00.",
    ]
    told = "Who may copy the books of a council is told by each council for itself."

    found = parts(*OPEN, *notice, *CLOSED, told)

    assert of(found, BlockKind.OTHER)[-4:] == notice
    assert any(told in text for text in of(found, BlockKind.PARAGRAPH))


def test_a_footnote_between_lines_is_a_note() -> None:
    """Its number counts on, it stands at the foot of a page; a line that opens with a year or a measure is text."""
    lines = [
        *OPEN,
        "1Based on the books of the council.",
        "\f3",
        *CLOSED,
        *body(14),
        "2https://example.org/hives",
        "\f4",
    ]

    found = parts(*lines, *body(14, "b"), "3 towns lost all their hives, and the keepers", "\f5", *body(14, "c"))

    assert of(found, BlockKind.NOTE) == ["1Based on the books of the council.", "2https://example.org/hives"]


# headings: 71, 72


def chain(*lines: str) -> list[str]:
    """Which lines are the sections of a paper."""
    texts = list(lines)

    def beside(index: int, step: int) -> str:
        return texts[index + step] if 0 <= index + step < len(texts) else ""

    return [texts[index] for index in sorted(numbered_sections(texts, 70, item_lines(texts), beside))]


def test_sections_count_on_while_a_list_starts_again() -> None:
    """A list that counts to four inside of section two is none of them."""
    items = ["1. Look for the queen", "2. Weigh the frames", "3. Close the lid", "4. Write it down"]

    found = chain(
        "1. Introduction", *CLOSED, "2. Care of Hives", *CLOSED, *items, *CLOSED, "3. Results", *CLOSED, "4. Conclusion"
    )

    assert found == ["1. Introduction", "2. Care of Hives", "3. Results", "4. Conclusion"]


def test_a_numbered_line_after_bullets_is_an_item_when_its_list_goes_on() -> None:
    """Not the third section of a paper that has none."""
    found = parts("• Ropes", "• Sails", "3. Masts", "4. Anchors", *CLOSED, *CLOSED)

    assert "Masts" not in of(found, BlockKind.HEADING)


def test_a_lost_section_is_put_back_and_marked() -> None:
    """From the numbers of its subsections."""
    found = parts("2.1 Care of Hives", *CLOSED, "2.2 Loss of Hives", *CLOSED, "3 Results", *CLOSED)

    assert [part.number for part in found if part.title] == ["2"]
    assert "heading inferred" in names(found)


def test_a_heading_in_the_middle_of_a_torn_sentence_is_known_by_its_number() -> None:
    """The sentence above it stops in the middle, since a page broke it off."""
    found = parts(*OPEN, "2 Care of Hives", *CLOSED, *CLOSED, "3 Results", *CLOSED)

    assert of(found, BlockKind.HEADING)[-2:] == ["Care of Hives", "Results"]


@pytest.mark.parametrize(
    "lines",
    [
        ("2.1 What the Keepers of Small Towns Say About the Loss of Hives and", "Other Stock"),
        ("2.1 What the keepers of small towns say about the loss of hives in", "cold and wet springs"),
    ],
)
def test_a_heading_over_two_lines_is_joined(lines: tuple[str, str]) -> None:
    """In title case, or where the first line is full and the second short."""
    found = parts("2 Care of Hives", *CLOSED, *lines, *CLOSED, "2.2 Loss of Hives", *CLOSED)

    assert " ".join(lines)[4:] in of(found, BlockKind.HEADING)


def test_a_paragraph_under_a_heading_is_no_second_line_of_it() -> None:
    """Its first line is full."""
    found = parts("2 Care of Hives", *CLOSED, "2.1 What the Keepers Say", *CLOSED, "2.2 Loss of Hives", *CLOSED)

    assert "What the Keepers Say" in of(found, BlockKind.HEADING)


def test_small_capitals_are_read_as_words() -> None:
    """An article before a word stays apart."""
    found = parts(
        *CLOSED, "2 A S URVEY OF H IVES AND T OWNS", *CLOSED, "a survey of hives and towns was made.", "3 Results"
    )

    assert "A SURVEY OF HIVES AND TOWNS" in of(found, BlockKind.HEADING)


def test_a_number_alone_above_its_title_goes_before_it() -> None:
    """A page's number above a line does not."""
    found = parts(
        *CLOSED, "", "2", "", "METHODS", "", *CLOSED, "", "2.1", "", "Search of books", "", *CLOSED, "", "3 Results"
    )

    assert [part.number for part in found if part.kind is BlockKind.HEADING] == ["", "1", "2", "2.1", "3"]
    assert dump_lines("a line\n12\nMany towns keep hives").lines[1].text == "12"


def titled(*lines: str) -> list[str]:
    """Which lines are titles without a number."""
    texts = list(lines)

    def beside(index: int, step: int) -> str:
        return texts[index + step] if 0 <= index + step < len(texts) else ""

    return [" ".join(texts[a:b]) for a, b in titles_without_number(texts, 70, (), beside).items()]


def test_a_title_without_a_number_stands_between_a_closed_and_a_new_sentence() -> None:
    """Over one line or two."""
    found = titled(
        *CLOSED, "Care of Hives", *CLOSED, "What the Keepers of Small Northern Towns Say of", "Their Losses", *CLOSED
    )

    assert found == ["Care of Hives", "What the Keepers of Small Northern Towns Say of Their Losses"]


def test_a_title_that_stands_apart_may_head_one_short_sentence_or_another_title() -> None:
    """With blank lines around it; a short line below that is no sentence makes none."""
    assert titled(*CLOSED, "", "Aids", "These are the aids that were found:", *CLOSED) == ["Aids"]
    assert titled(*CLOSED, "", "Losses of Hives", "", "Overview", *CLOSED) == ["Losses of Hives", "Overview"]
    assert titled(*CLOSED, "", "Losses of Hives", "a third", *CLOSED) == []


@pytest.mark.parametrize(
    "line", ["Noll, A. and Abel, B.", "Table 2: Hives", "• Care of Hives", "Hives 1998", "and so they do"]
)
def test_other_short_lines_are_no_titles(line: str) -> None:
    """Names, captions, items, numbers, and the end of a sentence."""
    assert titled(*CLOSED, line, *CLOSED) == []
    assert titled(*OPEN, "Care of Hives", *CLOSED) == []


# lines: 62, 68, 70, 75, 76, 77, 79


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    """Where a gutter runs down the page; a title across it stands above both."""
    left, right = body(14, "l"), body(14, "r")
    page = [
        "A Title That Runs Across Both Columns of the Page".center(120),
        *(a[:50].ljust(56) + b[:50] for a, b in zip(left, right, strict=True)),
    ]

    lines, split = split_columns([strand_of(line) for line in page])

    assert [line.text.strip() for line in lines] == [page[0].strip(), *(a[:50] for a in left), *(b[:50] for b in right)]
    assert split == 14


def test_a_table_or_an_indented_list_is_not_parted() -> None:
    """A few lines with gaps make no gutter."""
    page = [*body(20), "Town      Hives", "North     12", "South     40", *("   • " + line[:40] for line in body(5))]

    assert split_columns([strand_of(line) for line in page])[1] == 0


@pytest.mark.parametrize("sign", ["\uf0b7", "(cid:127)", "\ufffd"])
def test_a_sign_of_the_font_that_opens_lines_is_a_bullet(sign: str) -> None:
    """Inside of a sentence it is left as it is."""
    found = parts(
        f"{sign} Count the hives.", f"{sign} Weigh the frames.", f"{sign} Close the lid.", "The angle (cid:12) is 3."
    )

    assert of(found, BlockKind.LIST_ITEM) == ["Count the hives.", "Weigh the frames.", "Close the lid."]
    assert "bullet restored" in names(found)


def test_bullets_alone_on_their_lines_go_before_their_items() -> None:
    """One, or as many as there are items below."""
    found = parts("", "•", "", "•", "", "Count the hives.", "Weigh the frames.", "", *CLOSED)

    assert of(found, BlockKind.LIST_ITEM)[:2] == ["Count the hives.", "Weigh the frames."]


def test_an_item_over_lines_ends_where_a_new_sentence_opens_after_a_short_line() -> None:
    """Its own lines are narrower than the column, and full ones do not end it."""
    item = [
        "• Count the hives of the town, and do it",
        "before the spring, when the frames are full.",
        "Then the weight tells more.",
    ]

    found = parts(*item, *CLOSED)

    assert of(found, BlockKind.LIST_ITEM) == [" ".join(item)[2:]]


def test_a_word_that_an_extractor_joined_over_a_line_end_is_whole() -> None:
    """And keeps its hyphen where the file writes one."""
    lines = dump_lines("many ap\ufffeples and self\ufffeconsistent towns\nself-consistent towns are rare").lines

    assert lines[0].text == "many apples and self-consistent towns"


def test_a_layer_of_text_that_stands_twice_is_set_aside() -> None:
    """Lines that come back now and then are not."""
    twice = dump_lines("\n".join(line for line in body(30) for _ in (0, 1)))
    once = dump_lines("\n".join([*body(30), *body(5)]))

    assert len(twice.aside) == 30
    assert not once.aside


def test_words_run_together_are_told_and_not_parted() -> None:
    """Nothing is guessed; long addresses are no such words."""
    glued = ["Thekeepersofthetowncounttheirhives andwritethemdown."] * 9

    found = dump_lines("\n".join([*body(20)[:5], *glued]))
    plain = dump_lines("\n".join(["see https://example.org/averyveryverylongaddressofapage"] * 20))

    assert [mend.name for mend in found.reading] == ["words run together"]
    assert not plain.reading
    assert found.lines[-1].text == glued[0]


def test_a_heading_of_the_references_that_is_glued_to_a_line_is_parted() -> None:
    """Only at the end of a sentence."""
    found = dump_lines(
        "The books are shared by the council.REFERENCES\nNoll A., 2016, Hives, 3, 12\nsee the References"
    )

    assert [line.text for line in found.lines][:2] == ["The books are shared by the council.", "REFERENCES"]
    assert found.lines[-1].text == "see the References"


def test_a_label_that_broke_to_a_new_line_is_no_caption() -> None:
    """The sentence above it leads to it, or nothing follows it."""
    found = parts(
        *CLOSED,
        "What the books of the council say of the hives is listed in",
        "Table 1.",
        "Figure 1. A hive on a roof.",
    )

    assert of(found, BlockKind.CAPTION) == ["Figure 1. A hive on a roof."]


# the whole


def test_prose_without_any_sign_of_a_paper_is_refused() -> None:
    """A paper of few words is not."""
    story = "It was late when the boat came in. " + "The old man held the rope and did not look up. " * 40

    assert why_no_paper(story) is not None
    assert why_no_paper(f"Abstract\n{story}\nReferences\n[1] A. Noll, 2016.") is None


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_no_letter_of_a_dump_is_lost_or_doubled(extractor: str) -> None:
    """Whatever the extractor's manner."""
    house = HOUSES[1]
    source, _ = decode("".join(words for words, _ in dumped(paper(5, numbering="none"), house, extractor, 5)).encode())

    read = mend(read_text(source))
    texts = (
        strand.text for part in read for strand in (part.marker, part.strand, *(cell.strand for cell in part.cells))
    )

    def letters(text: str) -> list[str]:
        return sorted(sign for sign in text if sign.isalnum() and sign.isascii())

    assert letters("".join(texts)) == letters(source.replace("(cid:127)", ""))


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_lines_of_a_dump_become_what_they_were(extractor: str) -> None:
    """Nine in ten at the least, in every manner of dump; benchmarks.dumps has the figures."""
    kinds = [
        pair
        for house in HOUSES[:3]
        for pair in found_kinds(dumped(paper(2, numbering=house.numbering), house, extractor, 2))
    ]

    assert sum(was == got or was == "keywords" for _, was, got in kinds) > 0.9 * len(kinds)


# front matter, notes, lists of references


def test_the_number_of_a_page_beside_a_running_head_is_furniture() -> None:
    """Also in a file of two pages."""
    lines = [
        *body(30, "a"),
        "Roofs Quarterly 2020",
        "413",
        *body(30, "b"),
        "Roofs Quarterly 2020",
        "414",
        *body(30, "c"),
    ]
    assert [lines[index] for index in sorted(page_lines(lines))] == [
        "Roofs Quarterly 2020",
        "413",
        "Roofs Quarterly 2020",
        "414",
    ]


def test_loose_lines_above_a_caption_belong_to_it() -> None:
    """The words of a figure, the rows of a table; a heading or an item above a caption does not."""
    found = parts(
        *CLOSED,
        "North 12 40",
        "South 9 31",
        "West 3 18",
        "Table 1: Hives in three towns.",
        *CLOSED,
        "2 Results",
        *CLOSED,
    )
    kept = parts(*CLOSED, "• Count the hives", "• Weigh the frames", "Figure 1: A hive.", *CLOSED, "2 Results", *CLOSED)

    assert "North 12 40\nSouth 9 31\nWest 3 18" in of(found, BlockKind.OTHER)
    assert of(kept, BlockKind.LIST_ITEM) == ["Count the hives", "Weigh the frames"]


def test_entries_that_put_the_year_behind_the_names_are_told_apart() -> None:
    """ "A. Noll. 1999. Title." over one line or two."""
    entries = [
        "A. Noll. 1999. Hives of the north. Journal of Hives,",
        "12(2):101-120.",
        "B. Brandt, C. Castro, and D. Dahl. 2001. Roofs and",
        "what is wrong with them. In Proceedings, pages 17-24.",
        "Emil Ekman and F. Falk. 2003. Old masts. In Proceedings,",
        "pages 55-63.",
    ]

    found = parts("2 Results", *CLOSED * 4, "References", *entries)

    assert [text[:8] for text in of(found, BlockKind.REFERENCE)] == ["A. Noll.", "B. Brand", "Emil Ekm"]


def test_two_columns_of_references_read_as_one_are_parted_at_their_labels() -> None:
    """And what is unsure is told."""
    entries = [
        "[Abe99] A. Abel. Hives. 1999. [Noo01] N. Noor. Roofs. 2001.",
        "[Bra98] B. Brand. Masts. 1998. [Orl02] O. Orlov. Kites. 2002.",
        "[Cas97] C. Castro. Looms. 1997. [Pet03] P. Petit. Ponds. 2003.",
    ]

    found = parts("2 Results", *CLOSED * 4, "References", *entries)

    assert len(of(found, BlockKind.REFERENCE)) == 6
    assert "columns read across" in names(found)


def test_authors_whose_name_a_line_end_broke_are_whole() -> None:
    """With affiliation marks, and names in two scripts; an address is no author."""
    front = [
        "Hives in Small Towns",
        "Y. Yan (闫耀)1, C. Henk2, A.",
        "Brunner1, and K. Yang3",
        "1 North Observatory, 520 Mill Road, Northport",
    ]
    found = read(
        "paper.txt",
        "\n".join([*front, "Abstract", *CLOSED, "1 Introduction", *CLOSED * 3, "2 Results", *CLOSED]).encode(),
    )

    assert found.metadata.authors == ("Y. Yan", "C. Henk", "A. Brunner", "K. Yang")


def test_the_venue_above_a_title_is_not_the_title() -> None:
    """Nor is a running head with the number of the first page."""
    front = [
        "Proceedings of the 43rd Meeting, pages 173-180,",
        "Northport, June 2005",
        "Hives in Small Towns",
        "Max Novak",
    ]
    found = read(
        "paper.txt",
        "\n".join([*front, "Abstract", *CLOSED, "1 Introduction", *CLOSED * 3, "2 Results", *CLOSED]).encode(),
    )

    assert found.metadata.title == "Hives in Small Towns"


def test_an_outline_that_repeats_the_headings_does_not_move_the_references() -> None:
    """Some extractors print the bookmarks of the file behind its text."""
    entries = [f"[Noo{n:02}]\nN. Noor. Roofs of the north. Journal of Roofs, {1990 + n % 10}." for n in range(12)]
    outline = ["Introduction", "Results", "References", "Appendix A: Tables"]

    found = parts(
        "2 Results", *CLOSED * 4, "REFERENCES", *"\n".join(entries).split("\n"), "GLOSSARY", *CLOSED, *outline
    )

    assert len(of(found, BlockKind.REFERENCE)) == 12


def test_a_heading_that_breaks_off_is_told() -> None:
    """Its last line is not in the file, and nothing is put in."""
    found = parts(
        "2 Results",
        *CLOSED,
        "2.1 Count of Hives and",
        "The keepers count their hives by hand, as they were taught.",
        LAST,
    )

    assert [part.text for part in found if part.kind is BlockKind.HEADING and "tail lost" in names([part])] == [
        "Count of Hives and"
    ]


def test_a_row_of_numbers_is_not_the_title_as_a_running_head() -> None:
    """It holds no word that the title does not."""
    found = parts("Table 1: Hives and towns.", "Noll 1 1 1 0 4", "1 1 1 1 0 4", "Abel 1 0 1 0 2", *CLOSED)

    assert "furniture set aside" not in names(found)


def test_the_notes_on_the_first_page_of_a_transaction_are_set_aside() -> None:
    """When it came, who its authors are with, its number; the heading below them stays."""
    notes = [
        "Manuscript received July 2, 2008; revised November 14, 2008. Current",
        "version published April 1, 2009. This work was supported by the Guild",
        "under Grant 17-22.",
        "M. Novak is with the Department of Upkeep, University of Northport,",
        "Northport, Farland.",
        "Digital Object Identifier 10.5555/TH.2009.1",
    ]

    found = parts(*CLOSED, *notes, "2 Care of Hives", *CLOSED, "3 Results", *CLOSED)

    assert of(found, BlockKind.OTHER)[-6:] == notes
    assert of(found, BlockKind.HEADING)[-2:] == ["Care of Hives", "Results"]


def test_a_label_alone_in_capitals_opens_a_caption() -> None:
    """Its words stand on the next line, and its rows below; a label that ends a sentence does not."""
    found = parts(*CLOSED, "TABLE I", "TYPES OF HIVES", "Kind Hives", "Top 23", "Bar 14", *CLOSED, "2 Results", *CLOSED)

    assert of(found, BlockKind.CAPTION) == ["TABLE I TYPES OF HIVES"]
    assert "TYPES OF HIVES" not in of(found, BlockKind.HEADING)
    assert of(parts(*OPEN, "Table 1", "shows what the keepers of the towns have to say."), BlockKind.CAPTION) == []


def test_the_life_of_an_author_ends_the_list_of_references() -> None:
    """An entry by the same author does not."""
    life = ["Max Noor (M’05) received the Ph.D. degree in upkeep from the", "University of Northport in 2003."]
    entries = [f"[{n}] M. Noor, “Roofs,” Journal of Roofs, vol. {n}, 1999." for n in range(1, 9)]

    found = parts("2 Results", *CLOSED * 4, "References", *entries, *life)

    assert len(of(found, BlockKind.REFERENCE)) == 8
    assert " ".join(life) in of(found, BlockKind.PARAGRAPH)


def test_letters_that_all_stand_apart_are_read_as_words() -> None:
    """As some publishers set their small heads; single letters of a formula stay."""
    lines = dump_lines("a r t i c l e   i n f o\na b c\nwhere a b c d is the area").lines

    assert [line.text for line in lines] == ["article info", "a b c", "where a b c d is the area"]


def test_the_first_page_of_a_journal_gives_title_authors_and_abstract() -> None:
    """Below the name of the journal and before its notes; affiliations are no authors."""
    front = [
        "Roof Weather 12 (2011) 33-41",
        "Contents lists available at Shelf",
        "Roof Weather",
        "journal homepage: www.example.org/roofw",
        "How kites and masts share the wind of harbour towns: A survey",
        "of practice",
        "Ana Abel a,*, Karl Brandt b, Bela Castro a,b",
        "a Department of Wind, University of Northport, Farland",
        "b Institute of Masts, Coastal University, Farland",
        "a r t i c l e   i n f o",
        "Article history:",
        "Received 12 March 2010",
        "a b s t r a c t",
    ]
    found = read(
        "paper.txt", "\n".join([*front, *CLOSED, "1. Introduction", *CLOSED * 3, "2. Results", *CLOSED]).encode()
    )

    assert found.metadata.title == "How kites and masts share the wind of harbour towns: A survey of practice"
    assert found.metadata.authors == ("Ana Abel", "Karl Brandt", "Bela Castro")
    assert found.metadata.abstract == " ".join(CLOSED)


def test_thanks_whose_name_opens_their_paragraph_are_a_section() -> None:
    """Also behind a full stop, as journals of astronomy set it; a sentence about thanks stays."""
    found = parts(
        "2 Results", *CLOSED, "Acknowledgements. We thank the keepers of the town.", "", "Thanks. They were many."
    )

    assert "Acknowledgements" in of(found, BlockKind.HEADING)
    assert "Thanks" not in of(found, BlockKind.HEADING)


def test_the_names_of_a_figures_pictures_are_no_list() -> None:
    """Also where a word of one is cut; a list of letters in the text is one."""
    found = parts(
        *CLOSED, "(a) A roof", "(b) A hive on a found-", "ation", "Figure 1: A town.", *CLOSED, "2 Results", *CLOSED
    )
    kept = parts(*CLOSED, "(a) count the hives,", "(b) weigh the frames.", *CLOSED, "2 Results", *CLOSED)

    assert of(found, BlockKind.LIST_ITEM) == []
    assert of(kept, BlockKind.LIST_ITEM) == ["count the hives,", "weigh the frames."]


# first contact: dumps of other makers


def test_the_tab_behind_a_bullet_makes_no_table() -> None:
    found = parts(
        "Hives come in kinds:", "•\tA hive of straw.", "•\tA hive of wood that stands on a roof,", "and is old."
    )

    assert of(found, BlockKind.LIST_ITEM) == ["A hive of straw.", "A hive of wood that stands on a roof, and is old."]
    assert not of(found, BlockKind.TABLE)


def test_lines_with_tabs_behind_their_markers_are_a_table() -> None:
    found = parts("1.\tStraw\t14\tsold", "2.\tWood\t15\tkept", "", *CLOSED)

    assert len(of(found, BlockKind.TABLE)) == 1


def test_names_under_the_heading_of_thanks_are_no_heading() -> None:
    front = ["Hives in Small Towns", "", "Abstract", *CLOSED, "", "INTRODUCTION", *CLOSED, *CLOSED, "THANKS"]
    names_line = "Ada Wax, Bo Comb, Cy Smoke, Di Swarm and Ed"
    found = mend(read_text("\n".join([*front, names_line, FULL.replace("The keepers", "Drone helped"), MORE, LAST])))

    assert not any("Bo Comb" in text for text in of(found, BlockKind.HEADING))


def test_half_a_word_does_not_end_a_heading() -> None:
    line = "On Its Help and Support Pages the Council Pub-"
    found = parts(
        "1.1 Hives of the Council", line, "lishes how many hives each town has, and who keeps them in", *CLOSED
    )

    assert "Hives of the Council" in of(found, BlockKind.HEADING)


def test_a_digit_in_a_word_does_not_bar_a_lettered_title() -> None:
    lines = ["I. INTRODUCTION", *CLOSED, "II. METHODS", "A. The 3D Hive Model", *CLOSED, "B. Keepers", *CLOSED]
    found = parts(*lines, "III. RESULTS", *CLOSED, *CLOSED)

    assert "The 3D Hive Model" in of(found, BlockKind.HEADING)


def run_in(*between: str) -> list[Part]:
    """A paper of IEEE's style with two run-in titles and lines between them."""
    first = ["1) Keeping of Hives: The keepers of the northern towns count their own", *OPEN[2:], LAST]
    second = ["2) Selling of Wax: The wax of the northern towns is sold in spring by", *OPEN[2:], LAST]
    lines = ["I. INTRODUCTION", *CLOSED, "II. METHODS", "A. Hives", *CLOSED, *first, *between, *second, "III. RESULTS"]
    return parts(*lines, *CLOSED, *CLOSED)


def test_numbered_run_in_titles_with_paragraphs_between_them_are_headings() -> None:
    found = run_in(FULL + " where", MORE, LAST, *CLOSED)
    heads = [part for part in found if part.kind is BlockKind.HEADING]

    assert [(part.text, part.level) for part in heads if part.marker.text == "1)"] == [("Keeping of Hives", 3)]
    assert not of(found, BlockKind.LIST_ITEM)


def test_numbered_run_in_titles_right_under_each_other_are_a_list() -> None:
    assert len(of(run_in(), BlockKind.LIST_ITEM)) == 2


def test_a_line_of_licence_is_furniture_wherever_it_stands() -> None:
    line = (
        "Authorized licensed use limited to: TOWN LIBRARY. Downloaded on May 1,2024 from the shelf. Restrictions apply."
    )
    found = parts(*CLOSED, FULL, line, MORE, LAST)

    assert line in of(found, BlockKind.OTHER)


def paged(*pages: list[str]) -> str:
    """Pages with the marks of a script between them, as a file of PyMuPDF or pypdf often has them."""
    said = ["# Hives.pdf", "# Pages extracted: 1-3 of 3", ""]
    return "\n".join([*said, *(line for n, page in enumerate(pages, 1) for line in (f"--- Page {n} ---", *page))])


PAGES = (
    ["Hives in Small Towns", "Ada Wax", "Abstract", *CLOSED, "INTRODUCTION", *CLOSED, *OPEN],
    ["HIVES IN SMALL TOWNS", "2", "in autumn, " + LAST, *CLOSED, "METHODS", *CLOSED, *OPEN],
    ["HIVES IN SMALL TOWNS", "3", "in winter, " + LAST, *CLOSED, "RESULTS", *CLOSED, *CLOSED],
)


def test_marks_that_a_script_wrote_between_pages_make_no_markdown() -> None:
    document = read("a.txt", paged(*PAGES).encode())
    aside = {document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.OTHER}

    assert document.format == "text"
    assert {"# Hives.pdf", "--- Page 1 ---", "--- Page 3 ---", "HIVES IN SMALL TOWNS", "2", "3"} <= aside
    assert [section.title for section in document.sections if section.title.isupper()] == [
        "INTRODUCTION",
        "METHODS",
        "RESULTS",
    ]


def test_a_title_that_comes_back_in_capitals_stays_the_title() -> None:
    assert read("a.txt", paged(*PAGES).encode()).metadata.title == "Hives in Small Towns"


def test_comments_in_a_printed_program_make_no_markdown_of_a_dump() -> None:
    code = ["# This file is made by", "# the hive command", "# DO NOT EDIT", "wax = 3"]
    pages = [[*page[:-1], *code] for page in PAGES]

    assert read("a.txt", "\f".join("\n".join([*page, ""]) for page in pages).encode()).format == "text"


def test_one_mark_of_a_page_may_be_words() -> None:
    assert "--- Page 3 ---" in " ".join(of(parts(*CLOSED, "--- Page 3 ---", *CLOSED), BlockKind.PARAGRAPH))


def test_a_word_of_a_figure_right_above_its_caption_is_no_heading() -> None:
    found = parts(*CLOSED, "", "OUTPUT HIVES", "Figure 1. The hives of towns.", "", *CLOSED)

    assert "OUTPUT HIVES" not in of(found, BlockKind.HEADING)


def test_a_long_line_of_the_shelf_is_furniture() -> None:
    line = (
        "15516709, 1990, 2, Downloaded from https://onlinelibrary.example/doi/10.1207/s1 by Town Library, Online "
        "Library on [27/11/2025]. See the Terms and Conditions (https://onlinelibrary.example/terms) for rules of use; "
        "OA articles are governed by the applicable Creative Commons License"
    )

    assert line in of(parts(*CLOSED, *OPEN, line, "in autumn, " + LAST), BlockKind.OTHER)


def test_the_source_of_a_program_is_no_paper_however_much_it_says() -> None:
    words = "\n".join(f"    {line}" for line in CLOSED)
    source = f'"""Introduction: hives.\n\n{words}\n"""\n\nimport re\n\n\ndef hives() -> None:\n    """{FULL}."""\n'

    assert why_no_paper(source) == "it is the source code of a program, not a paper"
    assert why_no_paper("\n".join(["Abstract", *CLOSED, *CLOSED, "1 Introduction", *CLOSED, "import wax"])) is None


def test_a_name_in_a_program_is_no_heading() -> None:
    assert "HIVE_LIST_OFFSET" not in of(parts(*CLOSED, "", "HIVE_LIST_OFFSET", "", *CLOSED), BlockKind.HEADING)
