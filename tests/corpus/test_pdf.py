"""PDFs that the tests make: what was put in comes out, in the order in which one reads it."""

from __future__ import annotations

import io
from collections import Counter
from difflib import SequenceMatcher
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import texts
from tests.corpus.papers import pdf
from tests.corpus.papers.make import paper
from tests.corpus.papers.structure import Paper
from tests.corpus.papers.truth import bare, blocks, shared, tree, true_blocks, true_tree

SETTINGS: list[dict[str, Any]] = [
    {},
    {"columns": 2},
    {"columns": 3},
    {"styled": False},
    {"columns": 2, "justified": False, "indented": False, "hyphens": False},
    {"columns": 2, "heads": False, "hanging": False, "font": "Helvetica"},
]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: " ".join(f"{k}={v}" for k, v in setting.items()))
@pytest.mark.parametrize("seed", [5, 11])
def test_a_paper_reads_as_it_was_written_however_it_is_set(seed: int, setting: dict[str, Any]) -> None:
    """The whole section tree, and nearly all blocks; only tables that a column cut may come in two."""
    made = paper(seed)
    document = read("paper.pdf", pdf.written(made, **setting))

    assert document.format == "pdf"
    assert tree(document) == true_tree(made)
    assert shared(blocks(document), true_blocks(made)) >= 0.96
    assert document.metadata.title == made.title
    assert document.metadata.authors == tuple(f"{given} {surname}" for given, surname in made.authors)
    assert bare(document.metadata.abstract) == bare(made.abstract)
    assert document.metadata.keywords == made.keywords
    assert document.coverage > 0.998


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_come_in_the_order_of_the_columns(columns: int) -> None:
    """Down one column and then down the next, page after page."""
    made = paper(8)
    document = read("paper.pdf", pdf.written(made, columns=columns))
    wanted = [text for (kind, text), _ in true_blocks(made).items() if kind in ("paragraph", "list_item")]
    got = [bare(t) for kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) for t in texts(document, kind)]
    order = [bare(document.text[b.start : b.end]) for b in document.blocks]
    places = [order.index(text) for text in sorted(wanted, key=_place(made)) if text in got]

    assert places == sorted(places) and len(places) >= 0.97 * len(wanted)


def _place(made: Paper) -> Any:
    whole = list(true_blocks(made))
    return lambda text: next(i for i, (_, said) in enumerate(whole) if said == text)


@pytest.mark.parametrize("seed", [7, 10])
def test_no_running_head_stands_inside_of_a_paragraph(seed: int) -> None:
    """Heads, feet and page numbers are set aside, each once a page, and stay in the text as blocks of kind other."""
    made = paper(seed)
    document = read("paper.pdf", pdf.written(made, columns=2))
    heads = [bare(made.title[:60]), bare(f"{made.authors[0][1]} et al.")]
    running = [
        bare(t)
        for kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.REFERENCE)
        for t in texts(document, kind)
    ]
    aside = Counter(bare(text) for text in texts(document, BlockKind.OTHER))

    assert not [text for text in running if heads[0] in text or heads[1] == text or text.isdigit()]
    assert all(aside[head] >= 1 for head in heads)
    assert {str(page) for page in range(1, 4)} <= set(aside)


def test_raised_numbers_cite_the_works_that_they_number() -> None:
    """A number that is raised and that no note of the page carries points to the entry of that number."""
    made = paper(8)
    document = read("paper.pdf", pdf.written(made, columns=2, raised=True))
    known = {reference.number for reference in document.references}
    resolved = Counter(target for citation in document.citations for target in citation.targets)

    assert made.numeric and known == {str(n) for n in range(1, len(made.works) + 1)}
    assert sum(resolved.values()) >= 20 and set(resolved) <= known
    assert len(document.references) == len(made.works)


def test_words_that_a_line_end_cut_are_whole_again() -> None:
    """The paper knows its own words, so each comes back as it is written elsewhere."""
    made = paper(5)
    cut = read("cut.pdf", pdf.written(made, columns=3, hyphens=True))
    whole = read("whole.pdf", pdf.written(made, columns=3, hyphens=False))
    words = Counter(word for text in texts(whole, BlockKind.PARAGRAPH) for word in text.split())
    again = Counter(word for text in texts(cut, BlockKind.PARAGRAPH) for word in text.split())

    assert sum((again - words).values()) <= 0.01 * sum(words.values())
    assert any(repair.name == "hyphen joined" for repair in cut.repairs)


class Drawn:
    """A PDF of one's own, line by line. y counts downward from the top, in points."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)

    def line(self, x: float, y: float, text: str, size: float = 10, font: str = "Times-Roman") -> Drawn:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, A4[1] - y, text)
        return self

    def prose(self, x: float, y: float, lines: int = 12) -> Drawn:
        for number in range(lines):
            self.line(
                x, y + 12 * number, f"In year {number} the wardens of the town counted the lamps on the bridge [3]."
            )
        return self

    def page(self) -> Drawn:
        self.canvas.showPage()
        return self

    def read(self) -> Document:
        self.canvas.save()
        return read("drawn.pdf", self.out.getvalue())


def test_a_stamp_along_the_margin_is_set_aside() -> None:
    """Archives print their number up the left side of the first page."""
    drawn = Drawn().line(60, 80, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 120)
    drawn.canvas.saveState()
    drawn.canvas.rotate(90)
    drawn.canvas.drawString(200, -30, "arXiv:0000.00000v1 [cs.XX] 1 Jan 2020")
    drawn.canvas.restoreState()
    document = drawn.read()

    assert [text for text in texts(document, BlockKind.OTHER) if text.startswith("arXiv")]
    assert "arXiv" not in " ".join(texts(document, BlockKind.PARAGRAPH))


def test_a_box_of_keywords_beside_the_abstract_is_read_by_itself() -> None:
    """Many journals print dates and keywords to the left of the abstract, line beside line."""
    drawn = Drawn().line(60, 110, "How wardens keep lamps on bridges: a review", 16, "Times-Bold")
    drawn.line(60, 140, "Ana Lima, Bo Chen", 12).line(60, 200, "Keywords:", 9, "Times-Bold").line(
        220, 200, "Abstract", 9
    )
    for number, term in enumerate(("Lamps", "Small bridges", "Wardens")):
        drawn.line(60, 219 + 11 * number, term, 8.5)
    for number in range(9):
        drawn.line(
            220, 219 + 10 * number, f"In year {number} the wardens of small towns counted the lamps once more.", 8.5
        )
    drawn.line(60, 340, "1. Introduction", 10, "Times-Bold")
    for number in range(20):
        drawn.line(60, 360 + 12 * number, f"In line {number} the keepers left their lamps [3] alone.")
        drawn.line(307, 340 + 12 * number, f"On row {number} the riders saw their lamps [4] in the fog.")
    metadata = drawn.read().metadata

    assert metadata.keywords == ("Lamps", "Small bridges", "Wardens")
    assert metadata.abstract.startswith("In year 0") and metadata.abstract.count("counted the lamps once more.") == 9
    assert metadata.authors == ("Ana Lima", "Bo Chen")


def test_small_print_beside_the_first_page_is_set_aside() -> None:
    """Dates and rights in a narrow margin are no part of the text that runs beside them."""
    drawn = Drawn().line(170, 80, "How wardens keep lamps on bridges: a review", 16, "Times-Bold").prose(170, 120, 40)
    for number, words in enumerate(("Received: 1 May 2021", "Accepted: 3 June 2021", "Rights: the wardens of towns")):
        drawn.line(60, 400 + 10 * number, words, 7.5)
    document = drawn.read()

    assert [text for text in texts(document, BlockKind.OTHER) if text.startswith("Received: 1 May 2021")]
    assert not [text for text in texts(document, BlockKind.PARAGRAPH) if "Received" in text or "Rights" in text]


def test_numbers_of_lines_stay_out_of_the_sentences() -> None:
    """Manuscripts for reviewers carry them in the margin of each page."""
    drawn = Drawn().line(60, 80, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 120, 20)
    for number in range(20):
        drawn.line(30, 120 + 12 * number, str(number + 1), 7)
    document = drawn.read()

    assert "bridge [3]. In year 7 the wardens" in " ".join(document.text.split())
    assert [text.split()[:3] for text in texts(document, BlockKind.OTHER)][-1] == ["1", "2", "3"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    """Its baseline is that of the second line or the third."""
    drawn = Drawn().line(60, 60, "Lamps on bridges: a review", 18, "Times-Bold").line(60, 103, "T", 32)
    drawn.line(82, 82, "HIS is the tale of wardens who lit the lamps [3] of the town and of all who helped")
    drawn.line(82, 94, "them to carry oil over the bridge when the wind had blown out what they had lit before,")
    drawn.line(60, 106, "year after year, until the first electric lamps came.").prose(60, 140)

    assert "THIS is the tale of wardens" in drawn.read().text


def test_a_table_of_contents_is_no_text() -> None:
    """Its lines end in dots and a page; they are set aside one by one, and none of them is a heading."""
    drawn = (
        Drawn().line(60, 60, "Lamps on bridges: a review", 18, "Times-Bold").line(60, 90, "Contents", 12, "Times-Bold")
    )
    for number, title in enumerate(("Introduction", "Methods", "Results"), 1):
        drawn.line(60, 96 + 14 * number, f"{number} {title} . . . . . . . . . . . . . . . . . . . . . . {number}")
    for number, title in enumerate(("Introduction", "Methods", "Results"), 1):
        drawn.line(60, 180 + 120 * (number - 1), f"{number} {title}", 12, "Times-Bold").prose(
            60, 200 + 120 * (number - 1), 6
        )
    document = drawn.read()

    assert [s.title for s in document.sections if s.number] == ["Introduction", "Methods", "Results"]
    assert sum(". . ." in text for text in texts(document, BlockKind.OTHER)) == 3


def test_words_of_a_figure_are_set_aside() -> None:
    """The labels of a chart stand above its caption, and none of them is a heading or a paragraph."""
    drawn = Drawn().line(60, 60, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 90)
    for x, y, label in ((80, 260, "Lamps lit"), (200, 300, "North bank"), (150, 330, "Spring"), (220, 330, "Autumn")):
        drawn.line(x, y, label, 8, "Times-Bold")
    document = drawn.line(60, 360, "Figure 1: Lamps that were lit in two seasons.", 9).prose(60, 390).read()

    assert texts(document, BlockKind.CAPTION) == ["Figure 1: Lamps that were lit in two seasons."]
    assert not [s for s in document.sections if not s.inferred and s.title != "Lamps on bridges: a review"]
    assert {"Lamps lit", "North bank"} <= {
        line for text in texts(document, BlockKind.OTHER) for line in text.split("\n")
    }


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    """A wide table is printed with the page turned; its text is turned back."""
    drawn = Drawn().line(60, 80, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 120).page()
    drawn.canvas.rotate(90)
    drawn.canvas.translate(0, -A4[0])
    for number in range(8):
        drawn.canvas.drawString(
            60, A4[0] - 80 - 12 * number, f"On page two the keepers told {number} tales of the harbour lights."
        )
    document = drawn.read()
    whole = " ".join(document.text.split())

    assert "told 0 tales of the harbour lights. On page two the keepers told 1 tales" in whole


def test_invisible_text_is_read_only_where_nothing_else_is() -> None:
    """The hidden layer of a scan is its text; hidden words beside visible ones are not the paper's."""

    def hidden(drawn: Drawn, y: float, words: str) -> None:
        text = drawn.canvas.beginText(60, A4[1] - y)
        text.setFont("Times-Roman", 10)
        text.setTextRenderMode(3)
        text.textOut(words)
        drawn.canvas.drawText(text)

    visible = Drawn().line(60, 80, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 120)
    hidden(visible, 500, "Words that nobody sees.")
    scanned = Drawn()
    for number in range(20):
        hidden(
            scanned,
            80 + 12 * number,
            f"In year {number} the wardens of the town counted the lamps on the bridge [3].",
        )

    assert "nobody sees" not in visible.read().text
    assert "In year 7 the wardens" in scanned.read().text


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    """Some programs print each letter twice, a hair apart."""
    drawn = Drawn().prose(60, 120)
    drawn.line(60, 80, "Lamps on bridges: a review", 18).line(60.3, 80, "Lamps on bridges: a review", 18)

    assert drawn.read().text.count("Lamps on bridges") == 1


def test_bold_words_are_marked_as_such() -> None:
    """Run-in headings of paragraphs and items are found by their print."""
    drawn = Drawn().line(60, 80, "Lamps on bridges: a review", 18, "Times-Bold").prose(60, 120)
    drawn.line(60, 300, "Lamp keeper:", 10, "Times-Bold").line(
        122, 300, "lights the lamps of the whole town each night."
    )
    document = drawn.read()
    block = next(b for b in document.blocks if document.text[b.start : b.end].startswith("Lamp keeper"))

    assert [document.text[a:b] for a, b in block.bold] == ["Lamp keeper:"]


def test_a_quote_is_what_pdfium_gives_for_the_page() -> None:
    """The canonical text between two seams stands in the extracted text, white space aside."""
    import pypdfium2

    data = pdf.written(paper(11), hyphens=False)
    document = read("paper.pdf", data)
    pages = pypdfium2.PdfDocument(data)
    raw = bare(" ".join(page.get_textpage().get_text_range() for page in pages))
    paragraphs = [bare(text) for text in texts(document, BlockKind.PARAGRAPH)]
    found = [
        max(SequenceMatcher(None, p, raw, autojunk=False).find_longest_match().size / len(p), 0) for p in paragraphs[:8]
    ]

    assert min(found) > 0.5 and sum(share > 0.99 for share in found) >= 0.8 * len(found)
