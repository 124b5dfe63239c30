"""Markdown: clean words, headings with and without signs, lists, tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.read import read
from corpus.read.inline import clean
from corpus.strand import strand_of
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, texts

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a **bold** and *leaning* word", "a bold and leaning word"),
        ("5 * 3 * 2, snake_case_name, \\_\\_init\\_\\_", "5 * 3 * 2, snake_case_name, __init__"),
        ("the 28<sup>th</sup> of May, H<sub>2</sub>O", "the 28th of May, H2O"),
        ("R&amp;D &lt; 5 &nbsp;%", "R&D < 5  %"),
        ("see [the page](https://example.org/a_(b)) and <https://example.org>", "see the page and https://example.org"),
        ("cost $5 and $6, but $x_1 = 2$ and \\$PATH", "cost $5 and $6, but x_1 = 2 and $PATH"),
        ("a < b and c > d, <NotATag>", "a < b and c > d, <NotATag>"),
        ("`code` and ![a picture](x.png)", "code and a picture"),
        ("**unclosed and *this", "**unclosed and *this"),
    ],
)
def test_marks_are_taken_out_and_nothing_else(written: str, words: str) -> None:
    """What only looks like mark-up stays."""
    assert clean(strand_of(written))[0].text == words


def test_emphasis_is_kept_as_spans_of_the_source() -> None:
    """Run-in headings are told by them."""
    source = "**Keepers:** they *inspect*"

    assert [source[a:b] for a, b in clean(strand_of(source))[1]] == ["Keepers:", "inspect"]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("### 2.1. Search terms", "2.1", "Search terms"),
        ("2.1 Search terms", "2.1", "Search terms"),
        ("**2.1** Search terms", "2.1", "Search terms"),
        ("#### Theme 2: Heat on roofs", "Theme 2", "Heat on roofs"),
        ("RQ1: Which hazards are named?", "RQ1", "Which hazards are named?"),
        ("II. RELATED WORK", "II", "RELATED WORK"),
        ("Conclusion", "", "Conclusion"),
    ],
)
def test_headings_are_found_with_and_without_signs(markdown: Read, line: str, number: str, title: str) -> None:
    """The number is no part of the title."""
    document = markdown(f"{line}\n\n{PROSE}")

    assert (document.sections[-1].number, document.sections[-1].title) == (number, title)
    heading = document.blocks[-2]
    assert (heading.kind, document.text[heading.start : heading.end]) == (BlockKind.HEADING, title)


def test_numbers_tell_levels_where_signs_are_random(markdown: Read) -> None:
    """Converters often give all headings one depth."""
    lines = ["#### 1. Methods", "# 1.1. Search", "## 1.1.1. Terms", "# Why these?", "### 2. Results"]
    document = markdown("\n\n".join(f"{line}\n\n{PROSE}" for line in lines))

    assert [s.level for s in document.sections[-5:]] == [1, 2, 3, 4, 1]
    assert [s.title for s in document.section_path(document.blocks[-3])] == ["Methods", "Search", "Terms", "Why these?"]


def test_a_numbered_sentence_is_an_item_and_no_heading(markdown: Read) -> None:
    """It ends like a sentence."""
    document = markdown("1. The hives stand on flat roofs.\n\n2. The keepers live below.")

    assert texts(document, BlockKind.LIST_ITEM) == ["The hives stand on flat roofs.", "The keepers live below."]
    assert len({block.group for block in document.blocks if block.kind is BlockKind.LIST_ITEM}) == 1


def test_a_list_that_a_blank_line_broke_is_one_list(markdown: Read) -> None:
    """Pages break lists."""
    document = markdown("- wind\n- heat\n\n- swarms")

    assert [b.group for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [0, 0, 0]


def test_a_table_knows_its_caption_and_header(markdown: Read) -> None:
    """Cells lie inside the span of their block."""
    document = markdown("Table 2: Hives.\n\n| Roof | Hives |\n|---|---|\n| Flat<br>Wide | 12 |")
    table = document.tables[0]
    block = document.blocks[table.block]

    assert (table.label, document.text[slice(*table.caption or (0, 0))]) == ("Table 2", "Table 2: Hives.")
    assert [(c.header, document.text[c.start : c.end]) for c in table.cells] == [
        (True, "Roof"), (True, "Hives"), (False, "Flat\nWide"), (False, "12"),
    ]  # fmt: skip
    assert all(block.start <= cell.start <= cell.end <= block.end for cell in table.cells)


def test_an_html_table_keeps_its_spans(markdown: Read) -> None:
    """A cell over two rows pushes nothing aside."""
    rows = "<tr><th>A</th><th>B</th></tr><tr><td rowspan='2'>x</td><td>1</td></tr><tr><td>2</td></tr>"
    table = markdown(f"<table>{rows}</table>").tables[0]

    assert [(c.row, c.column, c.rows) for c in table.cells] == [(0, 0, 1), (0, 1, 1), (1, 0, 2), (1, 1, 1), (2, 1, 1)]


def test_a_sentence_about_a_figure_is_no_caption(markdown: Read) -> None:
    """A caption's label is followed by a sign or a capital."""
    document = markdown("Figure 3 shows the hives.\n\nFigure 3: The hives.")

    assert texts(document, BlockKind.CAPTION) == ["Figure 3: The hives."]


@pytest.mark.parametrize(
    ("written", "number", "title"),
    [
        ("What the wind did\n=================", "", "What the wind did"),
        ("What the wind did\n---", "", "What the wind did"),
        ("2. What the wind did\n--------------------", "2", "What the wind did"),
        ("What the wind did to\nhives on roofs\n--------------------", "", "What the wind did to hives on roofs"),
        ("**What the wind did**\n-----------------", "", "What the wind did"),
    ],
)
def test_an_underlined_line_is_a_heading(markdown: Read, written: str, number: str, title: str) -> None:
    """The underline is mark-up and stays in no title."""
    document = markdown(f"{written}\n{PROSE}")

    assert (document.sections[-1].number, document.sections[-1].title) == (number, title)
    assert texts(document, BlockKind.PARAGRAPH)[-1] == PROSE
    assert "--" not in document.text and "==" not in document.text
    assert document.coverage == 1.0


@pytest.mark.parametrize("above", [PROSE, "- wind\n- heat", "1. wind\n2. heat"])
def test_a_rule_under_text_makes_no_heading(markdown: Read, above: str) -> None:
    """Running text and the last item of a list are no titles; the rule goes, the words stay."""
    document = markdown(f"{above}\n---\n\n{PROSE}")

    assert [s.title for s in document.sections][-1] == "Introduction"
    assert "--" not in document.text


def test_a_paper_with_underlined_headings_is_markdown() -> None:
    """Also when nothing else in it is, and its lines are wrapped."""
    prose = "The wind moves the hives that stand on\nroofs, and nobody has asked the keepers\nhow they hold them."
    heads = ("Wind on city roofs", "Abstract", "Introduction", "Results")
    text = "\n\n".join(f"{head}\n{'=' * len(head)}\n\n{prose}" for head in heads)

    document = read("x", text.encode())

    assert (document.format, document.metadata.title) == ("markdown", "Wind on city roofs")
    assert [section.title for section in document.sections] == list(heads[1:])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Care of hives<br>Wet frames<br>3. Wind and<br>rain", "Care of hives\nWet frames\n3. Wind and rain"),
        ("<ul><li>Wet</li><li>frames in rain.</li><li>Wind</li></ul>", "Wet frames in rain.\nWind"),
        ("<ol><li>wind</li><li>rain</li></ol>", "wind\nrain"),
        ("Hives:<br>a) wet<br>b) dry", "Hives:\na) wet\nb) dry"),
    ],
)
def test_lines_of_a_cell_stay_lines_unless_they_go_on_in_lower_case(markdown: Read, cell: str, words: str) -> None:
    """A break before a capital or a number is kept; items that all open in lower case are items."""
    document = markdown(f"Table 2: Hives.\n\n| Roof | Trouble |\n|---|---|\n| Flat | {cell} |")

    last = document.tables[0].cells[-1]
    assert document.text[last.start : last.end] == words


def test_bold_titles_part_a_file_that_has_no_blank_lines_around_them() -> None:
    """The text right below a bold title, and a sentence right below a list, are paragraphs of their own."""
    prose = "Fog signals have been in use for longer than anybody can remember, and most harbours keep one. " * 3
    lines = ["**Fog Signals of Small Harbours**", "**Una Quay**", "**Abstract**", prose]
    for number, title in enumerate(("Introduction", "Signals", "Horns", "Bells", "Losses", "Conclusions"), 1):
        lines += ["", f"**{number}. {title}**", prose, "• Horns are loud.", prose.replace("Fog", "Sound"), ""]
    document = read("fog.md", "\n".join(lines).encode())

    assert document.metadata.title == "Fog Signals of Small Harbours"
    assert [s.title for s in document.sections][-4:] == ["Horns", "Bells", "Losses", "Conclusions"]
    kinds = [b.kind.value for b in document.blocks if b.section == len(document.sections) - 1]
    assert kinds == ["heading", "paragraph", "list_item", "paragraph"]
