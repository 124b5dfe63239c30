"""What converters do to a paper in Markdown, each on a small made-up text beside what only looks like it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from corpus.build import build
from corpus.read import read
from corpus.read.grids import pipe_cells
from corpus.read.inline import clean
from corpus.read.markdown import read_markdown
from corpus.strand import strand_of
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, not_verbatim, texts
from tests.corpus.papers import markdown as dialects
from tests.corpus.papers.make import paper, papers
from tests.corpus.papers.structure import Items, Paper, flat, said
from tests.corpus.papers.truth import bare, blocks, shared, tree, true_blocks, true_tree

Read = Callable[[str], Document]
LONG = f"## Methods\n\n{PROSE}\n\n## Results\n\n{PROSE}"


def repairs(document: Document) -> set[str]:
    return {repair.name for repair in document.repairs}


def grid(document: Document, number: int = 0) -> list[list[str]]:
    """The cells of a table, row by row."""
    rows: dict[int, list[str]] = {}
    for cell in document.tables[number].cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    return [rows[row] for row in sorted(rows)]


@pytest.mark.parametrize("dialect", sorted(dialects.DIALECTS))
@settings(max_examples=12)
@given(made=papers())
def test_a_paper_reads_the_same_in_every_dialect(dialect: str, made: Paper) -> None:
    """Each converter bends headings, tables, references and pages in its own way."""
    data = dialects.written(made, dialect)
    document = read("paper", data)

    assert document.format == "markdown"
    assert tree(document) == true_tree(made)
    assert shared(blocks(document), true_blocks(made)) >= 0.97
    assert document.coverage > 0.99
    assert len(document.references) == len(made.works)


@pytest.mark.parametrize("dialect", ["pandoc", "docling", "marker", "nougat"])
def test_lists_nest_as_they_were_indented(dialect: str) -> None:
    """Depth is what the indentation says; MinerU keeps none."""
    for seed in (3, 8, 21, 34):
        made = paper(seed)
        document = read("paper", dialects.written(made, dialect))
        wanted = [
            (bare(said(made, item.words)), depth)
            for part, _ in made.all_parts()
            for content in part.content
            if isinstance(content, Items)
            for item, depth, _ in flat(content)
        ]
        items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]

        assert [(bare(document.text[b.start : b.end]), b.level) for b in items] == wanted


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"of \(2x\) and $n \leq 5\%$", "of 2x and n ≤ 5%"),
        (r"$( p < 0 . 0 5 )$ at $\mathrm { C O }$", "( p < 0.05 ) at CO"),
        (r"$h\_t$ and $\alpha$, $10^{-7}$ of $41.0$", "h_t and α, 10^-7 of 41.0"),
        (r"see \[3\] and \[4, 5\]", "see [3] and [4, 5]"),
        (r"[\[3,](#page-9-2) [4\]](#page-9-3), [[12]](#page-1)", "[3, 4], [12]"),
        ("seen.<sup>12</sup> then[^3] and H<sub>2</sub>O", "seen.¹² then³ and H2O"),
        ("10<sup>7</sup> and $^{1,2}$ but 28<sup>th</sup>", "10⁷ and ¹,² but 28th"),
        ("[Small]{.smallcaps} [word]{#id}", "Small word"),
        ("[x] and [a](b c) {not} [y] (z)", "[x] and [a](b c) {not} [y] (z)"),
        ("between $5 and $6, $5/$7", "between $5 and $6, $5/$7"),
        ("______, the same author", "______, the same author"),
    ],
)
def test_formulas_links_and_raised_digits_read_as_on_paper(written: str, words: str) -> None:
    """Prices, brackets and blanks stay."""
    assert clean(strand_of(written))[0].text == words


@pytest.mark.parametrize(
    "written",
    ["$$w = a + b$$", "$$\nw = a + b\n$$", "\\[w = a + b\\]", "\\begin{equation}\nw = a + b\n\\end{equation}"],
)
def test_a_formula_that_stands_alone_is_one(markdown: Read, written: str) -> None:
    """Its delimiters go."""
    assert texts(markdown(f"{PROSE}\n\n{written}\n\n{PROSE}"), BlockKind.FORMULA) == ["w = a + b"]


def test_escaped_brackets_around_a_number_are_no_formula(markdown: Read) -> None:
    """They cite, also when they open the paragraph and another pair ends it."""
    document = markdown("\\[1, 2\\] tell of roofs, as does the work of \\[3\\]")

    assert texts(document, BlockKind.FORMULA) == []
    assert texts(document, BlockKind.PARAGRAPH)[-1] == "[1, 2] tell of roofs, as does the work of [3]"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[^1]", "[^1]: The hives were old."),
        ("<sup>1</sup>", "<sup>1</sup> The hives were old."),
        ("$^{1}$", "$^{1}$ The hives were old."),
        (" 1", "1 The hives were old."),
    ],
)
def test_a_footnote_is_set_apart_in_each_way_of_writing_it(markdown: Read, mark: str, note: str) -> None:
    """The paragraph that it interrupts stays whole."""
    document = markdown(f"The keepers live below the roofs.{mark}\n\n{note}\n\n{PROSE}")

    assert texts(document, BlockKind.NOTE) == ["The hives were old."]


@pytest.mark.parametrize("above", ["We show this in Table 1 below.", "Nothing points at it."])
def test_a_number_that_nothing_points_at_is_no_footnote(markdown: Read, above: str) -> None:
    """ "Table 1" is no mark."""
    document = markdown(f"{above}\n\n1 The hives were old.")

    assert texts(document, BlockKind.NOTE) == []


def test_drawn_tables_of_pandoc_have_their_cells(markdown: Read) -> None:
    """Simple, multi-line and grid; the caption stands below after a colon."""
    simple = "  Roof     Hives\n  -------- -------\n  Flat     12\n  Steep    3\n\n  : Table 1: Hives."
    lined = (
        "-----------------------\nRoof        Hives\n----------- -----------\nFlat and    12\nwide\n\nSteep       3\n"
        "-----------------------"
    )
    rule = "+-------+-------+"
    drawn = f"{rule}\n| Roof  | Hives |\n+=======+=======+\n| Flat  | 12    |\n| wide  |       |\n{rule}"
    document = markdown(f"{simple}\n\n{lined}\n\n{drawn}")

    assert grid(document) == [["Roof", "Hives"], ["Flat", "12"], ["Steep", "3"]]
    assert grid(document, 1) == [["Roof", "Hives"], ["Flat and wide", "12"], ["Steep", "3"]]
    assert grid(document, 2) == [["Roof", "Hives"], ["Flat wide", "12"]]
    assert document.tables[0].label == "Table 1"
    assert [cell.header for cell in document.tables[0].cells[:3]] == [True, True, False]


def test_dashes_between_words_draw_no_table(markdown: Read) -> None:
    """A rule under a line is a heading or a rule."""
    document = markdown("The wind -- and the rain --\nmoved -- or broke -- the hives.\n\n------\n\nAfter the rule.")

    assert document.tables == ()


def test_a_latex_table_has_its_cells_and_caption(markdown: Read) -> None:
    """Nougat keeps tables in LaTeX."""
    body = r"Roof & Hives \& bees \\ \hline Flat & 12 \\ \multicolumn{2}{c}{All} \\ \hline"
    table = rf"\begin{{table}}" "\n" rf"\begin{{tabular}}{{l l}} \hline" f"\n{body}\n" r"\end{tabular}" "\n"
    document = markdown(table + r"\caption{Table 2: Hives by {\em roof}.}" "\n" r"\end{table}")

    assert grid(document) == [["Roof", "Hives & bees"], ["Flat", "12"], ["All"]]
    assert [cell.columns for cell in document.tables[0].cells][-1] == 2
    assert texts(document, BlockKind.CAPTION)[0].startswith("Table 2: Hives")


@pytest.mark.parametrize(
    "written",
    [
        "| Roof | Hives | |---|---| | Flat | 12 | | Steep | 3 |",
        "<html><body><table><tr><td>Roof</td><td>Hives</td></tr><tr><td>Flat</td><td>12</td></tr>"
        "<tr><td>Steep</td><td>3</td></tr></table></body></html>",
        "| Roof | Hives |\n|---|---|\n| Flat | 12 |\n| Steep | 3 |",
    ],
)
def test_a_table_on_one_line_has_its_rows(markdown: Read, written: str) -> None:
    """Line ends get lost; the rule tells how many cells a row has."""
    document = markdown(f"Table 1: Hives.\n\n{written}")

    assert grid(document) == [["Roof", "Hives"], ["Flat", "12"], ["Steep", "3"]]
    assert [cell.header for cell in document.tables[0].cells] == [True, True, False, False, False, False]


def test_a_cell_that_runs_over_lines_is_one_cell() -> None:
    """Its row is not closed on the first line."""
    lines = ["| Roof | Trouble |", "|---|---|", "| Flat | wet frames", "in rain |", "| Steep | wind |"]

    cells, _ = pipe_cells([strand_of(line) for line in lines])

    assert [cell.strand.text for cell in cells] == ["Roof", "Trouble", "Flat", "wet frames in rain", "Steep", "wind"]


def test_a_caption_in_the_first_row_is_a_caption(markdown: Read) -> None:
    """Docling repeats a cell over several columns; what follows is the header."""
    document = markdown("| Table 1: Hives. | Table 1: Hives. |\n|---|---|\n| Roof | Hives |\n| Flat | 12 |")

    assert grid(document) == [["Roof", "Hives"], ["Flat", "12"]]
    assert texts(document, BlockKind.CAPTION) == ["Table 1: Hives."]
    assert "caption in a table" in repairs(document)


def test_a_header_that_says_the_same_twice_is_no_caption(markdown: Read) -> None:
    """Only a label makes it one."""
    document = markdown("| Hives | Hives |\n|---|---|\n| old | new |")

    assert grid(document)[0] == ["Hives", "Hives"]


def test_a_captioned_html_table_keeps_its_caption(markdown: Read) -> None:
    """It stands inside of the table."""
    document = markdown("<table><caption>Table 4. Hives.</caption><tr><th>Roof</th></tr><tr><td>Flat</td></tr></table>")

    assert texts(document, BlockKind.CAPTION) == ["Table 4. Hives."]
    assert grid(document) == [["Roof"], ["Flat"]]


def test_a_table_of_rising_numbers_is_no_table_of_contents(markdown: Read) -> None:
    """It has a caption; a list of sections has none."""
    rows = "| Towns | Hives |\n|---|---|\n| North | 3 |\n| South | 12 |\n| West | 40 |"
    document = markdown(f"Table 1: Hives.\n\n{rows}")

    assert len(document.tables) == 1


def test_page_marks_part_neither_lists_nor_paragraphs(markdown: Read) -> None:
    """Marker writes a line with the number of the page, others a picture or a page number."""
    mark = f"{{3}}{'-' * 48}"
    document = markdown(
        f"- wind\n\n{mark}\n\n- heat\n\nThe keepers live below the flat roofs and\n\n{mark}\n\n"
        "![](_page_3_Figure_1.jpeg)\n\n4\n\nwatch the hives from there."
    )

    assert {b.group for b in document.blocks if b.kind is BlockKind.LIST_ITEM} == {0}
    assert texts(document, BlockKind.PARAGRAPH)[-1].endswith("flat roofs and watch the hives from there.")
    assert "{3}" not in document.text


def test_a_paragraph_torn_before_a_citation_or_a_formula_is_whole(markdown: Read) -> None:
    """Converters of LaTeX start a line there."""
    document = markdown("The keepers count the hives as in\n\n[lund2019bees]. For small\n\n$n_t$ they agree.")

    assert texts(document, BlockKind.PARAGRAPH)[-1] == (
        "The keepers count the hives as in [lund2019bees]. For small n_t they agree."
    )


@pytest.mark.parametrize("below", ["[12] Lund, A. The hives of towns. 2019.", "[Note] The hives are old."])
def test_an_entry_in_brackets_starts_a_paragraph(markdown: Read, below: str) -> None:
    """What follows its bracket opens like a sentence."""
    document = markdown(f"The keepers count the hives as in\n\n{below}")

    assert "as in" in texts(document, BlockKind.PARAGRAPH)[-2][-6:] or below not in document.text.split("as in")[0]


def test_a_bold_line_alone_is_a_heading_below_the_last(markdown: Read) -> None:
    """Its depth is one more."""
    document = markdown(f"## Results\n\n**Signs of wear**\n\n{PROSE}\n\n**Costs:** they {PROSE}")

    section = document.sections[-1]
    assert (section.title, section.level, document.sections[section.parent or 0].title) == (
        "Signs of wear",
        2,
        "Results",
    )
    assert "bold heading" in repairs(document)
    block = document.blocks[-1]
    assert [document.text[a:b] for a, b in block.bold] == ["Costs:"]


@pytest.mark.parametrize("line", ["**The hives are old.**", "**Ana Lund**\n\n**Max Falk**", "**Table 2: Hives**"])
def test_a_bold_sentence_name_or_caption_is_no_heading(markdown: Read, line: str) -> None:
    """Titles stand alone and end without a stop."""
    document = markdown(f"{line}\n\n{PROSE}")

    assert [section.title for section in document.sections][-1] == "Introduction"


def test_what_a_converter_set_as_heading_and_is_none_goes_back(markdown: Read) -> None:
    """Captions, points of a list, running heads."""
    document = markdown(
        f"## Results\n\n{PROSE}\n\n# Figure 2: The hives of towns\n\n# a. They count hives:\n\n## Hives of Towns\n\n"
        f"{PROSE}\n\n## Hives of Towns\n\n{PROSE} Yes.\n\n## Hives of Towns\n\n{PROSE} No."
    )

    assert [section.title for section in document.sections][-2:] == ["Results", "Hives of Towns"]
    assert {"caption made a heading", "item made a heading", "furniture set aside"} <= repairs(document)
    assert texts(document, BlockKind.CAPTION) == ["Figure 2: The hives of towns"]


def test_a_heading_that_comes_back_once_is_no_running_head(markdown: Read) -> None:
    """Two parts of a paper may have like sections."""
    document = markdown(
        f"## Study one\n\n{PROSE}\n\n### Coding of answers\n\n{PROSE}\n\n### Coding of answers\n\n{PROSE}"
    )

    assert [section.title for section in document.sections].count("Coding of answers") == 2


def test_a_number_above_its_title_is_its_number(markdown: Read) -> None:
    """Two headings in a row, the first a number alone."""
    document = markdown(f"# 2\n\n# Signs of wear\n\n{PROSE}")

    assert (document.sections[-1].number, document.sections[-1].title) == ("2", "Signs of wear")


def test_a_yaml_front_says_title_authors_abstract_and_keywords() -> None:
    """In any order; the rest stands aside."""
    front = (
        f"---\nabstract: |\n  {PROSE} {PROSE}\nauthor:\n- Ana Lund\n- name: Max Falk\nkeywords: [hives, roofs]\n"
        'lang: en\ntitle: "What the wind did to hives"\n---'
    )
    document = read("x", f"{front}\n\n# Introduction\n\n{PROSE}\n\n# Results\n\n{PROSE}\n".encode())

    assert document.metadata.title == "What the wind did to hives"
    assert document.metadata.authors == ("Ana Lund", "Max Falk")
    assert document.metadata.abstract == f"{PROSE} {PROSE}"
    assert document.metadata.keywords == ("hives", "roofs")
    assert [section.title for section in document.sections] == ["Introduction", "Results"]


def test_a_rule_at_the_top_opens_no_yaml_front() -> None:
    """Without a key it is a rule."""
    document = read("x", f"---\n\n# What the wind did\n\n## Abstract\n\n{PROSE}\n\n---\n\n{LONG}".encode())

    assert document.metadata.title == "What the wind did"


def test_marks_of_pandoc_are_no_words(markdown: Read) -> None:
    """Identifiers of headings, fenced divs, links by name and their addresses."""
    document = markdown(
        "## Results {#sec:results .unnumbered}\n\n::: {.note}\nThe [keepers][1] count {hives}.\n:::\n\n"
        "> They said so.\n\n[1]: https://example.org/keepers"
    )

    assert document.sections[-1].title == "Results"
    assert texts(document, BlockKind.PARAGRAPH)[-2:] == ["The keepers count {hives}.", "They said so."]
    assert "example.org" not in document.text and ":::" not in document.text


def test_entries_in_the_divs_of_pandoc_are_references_without_a_heading() -> None:
    """The file says itself what they are."""
    entries = "\n\n".join(
        f"::: {{#ref-{name}{year} .csl-entry}}\n{name}, A. ({year}). The hives of {name}. Bee World, 3, 1–9.\n:::"
        for name, year in (("Lund", 2019), ("Falk", 2020))
    )
    text = f"# Hives\n\n## Abstract\n\n{PROSE}\n\n## Results\n\n{PROSE}\n\n::: {{#refs .references}}\n{entries}\n:::\n"
    document = read("x", text.encode())

    assert [reference.year for reference in document.references] == [2019, 2020]


def test_a_term_and_its_definition_are_one_item(markdown: Read) -> None:
    """A definition list; a line after a colon below a table is its caption."""
    document = markdown("Hive\n:   A home of bees.\n\nRoof\n\n:   What covers a house.")

    assert texts(document, BlockKind.LIST_ITEM) == ["Hive A home of bees.", "Roof What covers a house."]


def test_a_paragraph_indented_below_an_item_belongs_to_it(markdown: Read) -> None:
    """And one that is not, does not."""
    document = markdown("- wind\n\n    It comes at night.\n\n- heat\n\nThey count both.")

    assert texts(document, BlockKind.LIST_ITEM) == ["wind It comes at night.", "heat"]
    assert texts(document, BlockKind.PARAGRAPH)[-1] == "They count both."


def test_a_list_in_html_and_a_list_of_tasks_are_lists(markdown: Read) -> None:
    """Neither box nor tag stays."""
    document = markdown("<ul>\n<li>wind</li>\n<li>heat <ul><li>by day</li></ul></li>\n</ul>\n\n- [x] rain\n- [ ] snow")

    assert texts(document, BlockKind.LIST_ITEM) == ["wind", "heat", "by day", "rain", "snow"]
    assert [b.level for b in document.blocks if b.kind is BlockKind.LIST_ITEM][:3] == [0, 0, 1]


def test_half_a_word_that_was_made_an_item_goes_back(markdown: Read) -> None:
    """A page broke the word; the number is the converter's."""
    document = markdown("1. They count the me-\n2. dian of the hives. The median is low.\n3. They stop.")

    assert texts(document, BlockKind.LIST_ITEM) == [
        "They count the median of the hives. The median is low.",
        "They stop.",
    ]


def test_a_picture_gives_its_caption_and_nothing_else(markdown: Read) -> None:
    """A description by a machine is not the authors' word."""
    document = markdown(
        "![Figure 1: The hives.](a.png)\n\n![A photo of a roof](b.png)\n\n<!-- image -->\n\n![](c.jpeg)"
    )

    assert texts(document, BlockKind.CAPTION) == ["Figure 1: The hives."]
    assert "photo" not in document.text and "png" not in document.text


def test_a_file_that_a_model_fenced_is_read_as_if_it_were_not() -> None:
    """The fence is around all of it; one around code inside stays code."""
    text = f"# Hives\n\n## Abstract\n\n{PROSE}\n\n{LONG}"

    assert read("x", f"```markdown\n{text}\n```\n".encode()).text == read("x", text.encode()).text
    assert texts(read("x", f"{text}\n\n```\nx = 1\n```\n".encode()), BlockKind.OTHER) == ["x = 1"]


@pytest.mark.parametrize("dialect", sorted(dialects.DIALECTS))
def test_quotes_of_every_dialect_stand_in_the_file(dialect: str) -> None:
    """What lies between two seams is verbatim, also where digits were raised."""
    data = dialects.written(paper(5), dialect)

    assert not_verbatim(read("x", data), data) == []


_UNCLOSED = [
    "|",
    "a\t",
    "$$ a\n",
    "\\[ a\n\n",
    "\\(",
    "<!--",
    "<ul>\n",
    "<table><td>",
    "[^1]: a\n",
    "*a",
    "[a](",
    "![",
    "1. a\n\n",
]


@pytest.mark.parametrize(
    "piece", [*_UNCLOSED, " " * 300 + "- a\n", "\\begin{table}\n", "term\n: def\n\n", "+--", "$^{", "-- "]
)
def test_no_mark_up_that_goes_on_and_on_stalls_the_reader(piece: str) -> None:
    """Time is linear in the length: 100,000 characters take well under a second, ten allow for a busy machine."""
    source = f"# Hives\n\n{LONG}\n\n" + piece * (100_000 // len(piece))
    start = time.process_time()
    build("x", "markdown", source.encode(), read_markdown(source))

    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("written", "lists"),
    [
        ("1. a roof\n1. a hive\n1. a town", [0, 0, 0]),
        ("1. a roof\n2. a hive\n\n1. a town\n2. a place", [0, 0, 1, 1]),
        ("- a roof\n  - a hive\n    1. a town\n    2. a place\n  - a mill\n- a pond", [0, 1, 2, 2, 1, 0]),
        ("1. a roof\n   - a hive\n   - a town\n2. a place", [0, 1, 1, 0]),
    ],
)
def test_items_know_their_list(markdown: Read, written: str, lists: list[int]) -> None:
    """All may carry the number 1; a lower number starts anew; a deeper one is a list of its own."""
    document = markdown(f"{PROSE}\n\n{written}\n\n{PROSE}")

    assert [b.group for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == lists


def test_a_page_from_the_middle_of_a_paper_keeps_its_table() -> None:
    """What stands above the first heading is no front matter when a table with a caption is among it."""
    table = "Table 3: Hives of towns.\n\n| Roof | Hives |\n|---|---|\n| Flat | 12 |"
    page = f"{table}\n\n3.1.2 Signs of wear\n\n{PROSE}\n\n{PROSE} Yes.\n\n{PROSE} No.\n"
    document = read("x", page.encode())

    assert grid(document) == [["Roof", "Hives"], ["Flat", "12"]]
    assert document.tables[0].label == "Table 3"
    assert document.metadata.title == ""


@pytest.mark.parametrize(
    "written",
    [
        "<table> The hives are old.",
        "<table>The hives are old.<tr><td>Roof</td></tr><tr><td>Flat</td></tr></table>",
        "\\begin{table}\nThe hives are old.\n\\begin{tabular}{l}\nRoof \\\\\nFlat \\\\\n\\end{tabular}\n\\end{table}",
    ],
)
def test_words_beside_the_cells_of_a_table_are_kept(markdown: Read, written: str) -> None:
    """A tag that is never closed loses nothing, and ends at a blank line."""
    document = markdown(f"{written}\n\nThe keepers live below.")

    assert "The hives are old." in document.text
    assert texts(document, BlockKind.PARAGRAPH)[-1] == "The keepers live below."
    assert document.coverage == 1.0


# first contact: converters that give every line of a page the same sign


def test_a_venue_that_heads_each_page_is_furniture_from_its_first_page_on(markdown: Read) -> None:
    head = "# 3rd Conference on Roofs and Bees (CRB2021)\n\n# Hive College, Waxville"
    pages = "\n\n".join(f"{head}\n\n# {name} of Hives\n\n{PROSE}" for name in ("Straw", "Wood", "Wax"))
    document = markdown(f"# 1. Introduction\n\n{PROSE}\n\n{pages}")
    titles = [section.title for section in document.sections]

    assert "Wood of Hives" in titles
    assert not any("Conference" in title or "College" in title for title in titles)


def test_subheadings_that_come_back_keep_their_first(markdown: Read) -> None:
    document = markdown("\n\n".join(f"# {n}. Hive {n}\n\n## Participants\n\n{PROSE}" for n in range(1, 5)))

    assert "Participants" in [section.title for section in document.sections]


def test_a_sentence_that_leads_over_to_a_list_is_no_heading(markdown: Read) -> None:
    line = "The keeping of hives in towns consists of the following:"
    document = markdown(f"# 1. Introduction\n\n{PROSE}\n\n# {line}\n\n- Straw is cheap.\n- Wood is dear.")

    assert line in texts(document, BlockKind.PARAGRAPH)


def test_a_label_a_line_and_a_table_are_a_captioned_table(markdown: Read) -> None:
    document = markdown("# 1. Hives\n\nTable 1\n\nHives of the towns.\n\n| Town | Hives |\n| --- | --- |\n| Ayr | 3 |")

    assert texts(document, BlockKind.CAPTION) == ["Table 1 Hives of the towns."]
    assert document.tables[0].label == "Table 1"


def test_words_of_a_picture_are_no_paragraph(markdown: Read) -> None:
    picture = "**----- Start of picture text -----**<br>\nRoof<br>Hive 3<br>**----- End of picture text -----**<br>"
    table = picture.replace("Roof<br>Hive 3", "TABLE I<br>HIVES OF TOWNS<br>Town Hives<br>Ayr 3")
    document = markdown(f"# 1. Hives\n\n{PROSE}\n\n{picture}\n\n# 2. Roofs\n\n{table}\n\n{PROSE}")

    assert texts(document, BlockKind.CAPTION) == ["TABLE I HIVES OF TOWNS"]
    assert not any("picture text" in text or "Hive 3" in text for text in texts(document, BlockKind.PARAGRAPH))


def test_initials_of_authors_open_no_list() -> None:
    people = "H. Ayr, B. Oe*<br>School of Hives, Waxville"
    source = f"# Bees on Roofs of Towns\n\n{people}\n\n## Abstract\n\n{PROSE}\n\n## 1. Hives\n\n{PROSE} {PROSE}"

    assert read("a.md", source.encode()).metadata.authors == ("H. Ayr", "B. Oe")


def test_marks_in_brackets_are_no_part_of_a_name() -> None:
    people = "Ada Wax _[∗]_ , Bo Comb _[†]_"
    source = f"# Bees on Roofs of Towns\n\n{people}\n\n## Abstract\n\n{PROSE}\n\n## 1. Hives\n\n{PROSE} {PROSE}"

    assert read("a.md", source.encode()).metadata.authors == ("Ada Wax", "Bo Comb")


def test_keywords_may_stand_one_a_paragraph() -> None:
    source = (
        f"# Bees on Roofs\n\n## Keywords:\n\nHives\n\nWax\n\n## Abstract\n\n{PROSE}\n\n## 1. Hives\n\n{PROSE} {PROSE}"
    )

    assert read("a.md", source.encode()).metadata.keywords == ("Hives", "Wax")


def test_a_paper_whose_first_page_is_lost_has_no_title_and_keeps_its_introduction() -> None:
    heads = ("1 Introduction", "2 Hives", "III Roofs", "IV Wax")
    source = "[MISSING_PAGE_EMPTY:1]\n\n" + "\n\n".join(f"## {head}\n\n{PROSE}" for head in heads)
    document = read("a.mmd", source.encode())

    assert document.metadata.title == ""
    assert [(s.number, s.title, s.level) for s in document.sections] == [
        ("1", "Introduction", 1),
        ("2", "Hives", 1),
        ("III", "Roofs", 1),
        ("IV", "Wax", 1),
    ]


def test_a_notice_of_rights_parts_no_paragraph_and_dates_the_paper(markdown: Read) -> None:
    notice = (
        "Permission to make digital or hard copies of all or part of this work for personal or classroom use is "
        "granted without fee provided that copies are not made for profit and bear this notice. *ROOFS'04,* "
        "November 5, 2004. Copyright 2004 Hive House."
    )
    document = markdown(f"# 1. Hives\n\nHives stand on roofs of towns and\n\n{notice}\n\nin gardens, too.\n\n{PROSE}")

    assert "Hives stand on roofs of towns and in gardens, too." in texts(document, BlockKind.PARAGRAPH)
    assert document.metadata.year == 2004


def test_what_a_journal_prints_above_the_title_is_no_title() -> None:
    mast = (
        "HOUSE OF HIVES\n\n#### Contents lists available at ShelfDirect\n\n# Wax\n\njournal homepage: www.hives.example"
    )
    title = "Bees on the roofs of towns and what their keepers say of them after many a long year: a study"
    source = f"{mast}\n\n# {title}\n\nAda Wax, Bo Comb\n\n#### Abstract\n\n{PROSE}\n\n#### 1. Hives\n\n{PROSE} {PROSE}"
    document = read("a.md", source.encode())

    assert document.metadata.title == title
    assert document.metadata.authors == ("Ada Wax", "Bo Comb")
    assert [section.title for section in document.sections] == ["Abstract", "Hives"]


def test_a_manuscript_of_an_archive_has_its_own_title_and_year() -> None:
    mast = (
        "# HHS Public Access\n\nAuthor manuscript\nJ Hives. Author manuscript; available in PMC 2020 April 01.\n"
        "Published in final edited form as:\nJ Hives. 2019 April ; 39(3): 208-216."
    )
    source = f"{mast}\n\n## Bees on Roofs of Towns\n\nAda Wax\n\n## Abstract\n\n{PROSE}\n\n## 1. Hives\n\n{PROSE}"
    document = read("a.md", source.encode())

    assert (document.metadata.title, document.metadata.year) == ("Bees on Roofs of Towns", 2019)


def test_marks_between_pages_are_no_sections(markdown: Read) -> None:
    pages = "\n\n".join(f"## Page {number}\n\n{PROSE}\n\n---" for number in range(1, 4))
    document = markdown(f"{pages}\n\n## 1. Hives\n\n{PROSE}")

    assert not any("Page" in section.title for section in document.sections)
    assert document.coverage == 1.0


LINES = [
    "# Abstract",
    f"{PROSE} {PROSE}",
    "# INTRODUCTION",
    f"Hives are old. {PROSE} {PROSE}",
    f"Hives are new. {PROSE} {PROSE}",
    "Page 2",
    "J Hives. Author manuscript; available in PMC 2019 January 17.",
    "Author Manuscript Author Manuscript Author Manuscript",
    "Wax et al.",
    f"Hives are tall. {PROSE} {PROSE}",
    "Hives are of two kinds:",
    "1. Hives of straw stand in gardens.",
    "2. Hives of wood stand on roofs.",
    f"Hives are small. {PROSE} {PROSE}",
    "Page 3",
    "J Hives. Author manuscript; available in PMC 2019 January 17.",
    "Author Manuscript Author Manuscript Author Manuscript",
    "Wax et al.",
    "# METHODS",
    f"Keepers count. {PROSE} {PROSE}",
    f"Keepers write. {PROSE} {PROSE}",
    "Wax et al.",
]


def test_lines_without_blank_ones_between_are_paragraphs_when_none_was_wrapped() -> None:
    document = read("a.md", "\n".join(f"{line} " for line in ["# Bees on the Roofs of Towns", *LINES]).encode())
    openings = [" ".join(text.split()[:3]) for text in texts(document, BlockKind.PARAGRAPH)]

    assert openings == [
        "Hives are old.",
        "Hives are new.",
        "Hives are tall.",
        "Hives are of",
        "Hives are small.",
        "Keepers count. The",
        "Keepers write. The",
    ]
    assert len(texts(document, BlockKind.LIST_ITEM)) == 2
    assert texts(document, BlockKind.OTHER).count("Wax et al.") == 3
    assert texts(document, BlockKind.OTHER).count("Page 2") == 1


def test_lines_that_were_wrapped_are_one_paragraph(markdown: Read) -> None:
    wrapped = "\n".join(["Hives of straw stand in the gardens of the towns and hives of wood on the"] * 8)
    whole = texts(markdown(f"# 1. Hives\n\n{wrapped} roofs."), BlockKind.PARAGRAPH)[-1]

    assert whole.count("Hives of straw") == 8


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_questions_whose_labels_count_on_are_a_list(markdown: Read, between: str) -> None:
    questions = between.join(["**RQ1:** What hives are there?", "RQ2: Who keeps them?", "RQ3: Who sells them?"])
    document = markdown(f"# 1. Hives\n\n{PROSE}\n\nWe ask:\n\n{questions}\n\n{PROSE}")

    assert texts(document, BlockKind.LIST_ITEM) == ["What hives are there?", "Who keeps them?", "Who sells them?"]


def test_a_question_alone_above_its_answer_is_a_heading(markdown: Read) -> None:
    document = markdown(f"# 1. Hives\n\nRQ1: What hives are there?\n\n{PROSE}\n\nRQ2: Who keeps them?\n\n{PROSE}")

    assert not texts(document, BlockKind.LIST_ITEM)
    assert {"What hives are there?", "Who keeps them?"} <= {section.title for section in document.sections}


def test_the_places_that_a_model_wrote_down_are_no_words() -> None:
    def place(name: str) -> str:
        return f"<|ref|>{name}<|/ref|><|det|>[[115, 306, 882, 565]]<|/det|>\n"

    source = (
        f"{place('title')}# Bees on Roofs of Towns\n\n{place('sub_title')}## 1. Hives\n\n{place('text')}{PROSE}\n\n"
        f"{place('image')}{place('image_caption')}<center>Figure 1: The hives.</center>\n\n{place('text')}{PROSE}"
    )
    document = read("a.mmd", source.encode())

    assert "<|" not in document.text
    assert texts(document, BlockKind.CAPTION) == ["Figure 1: The hives."]


def test_a_text_whose_every_line_was_set_as_a_heading_has_its_paragraphs(markdown: Read) -> None:
    body = [f"### hives of the {kind} stand on the roofs of the northern towns and in the" for kind in "abcdefghij"]
    source = "\n\n".join(["### 1. Hives", *body, "### gardens.", "### 2. Wax", *body, "### gardens."])
    document = markdown(source)

    assert [section.title for section in document.sections if section.number] == ["Hives", "Wax"]
    assert sum("roofs of the northern towns" in text for text in texts(document, BlockKind.PARAGRAPH)) == 2


def test_sections_of_one_name_with_numbers_are_no_running_heads(markdown: Read) -> None:
    heads = ("# 1. Hives", "## 1.1. Questions asked", "# 2. Wax", "## 2.1. Questions asked", "# Questions asked")
    document = markdown("\n\n".join(f"{head}\n\n{PROSE}" for head in heads))

    assert [section.title for section in document.sections].count("Questions asked") == 3


def test_sentences_of_one_paragraph_a_line_each_are_one_paragraph(markdown: Read) -> None:
    paragraph = "\n".join(f"Hives number {n} are old. {PROSE} {PROSE}" for n in ("one", "two", "three", "four"))
    document = markdown("\n\n".join(["# 1. Hives", paragraph, paragraph, paragraph, *[PROSE] * 3]))

    assert sum(text.startswith("Hives number one") for text in texts(document, BlockKind.PARAGRAPH)) == 3
    assert not any(text.startswith("Hives number two") for text in texts(document, BlockKind.PARAGRAPH))
