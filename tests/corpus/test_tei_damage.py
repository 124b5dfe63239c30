"""Damage that GROBID does to a paper, each beside text that looks like it and is whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.errors import UnreadableDocument
from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, texts

Tei = Callable[..., Document]


def mends(document: Document) -> set[str]:
    return {repair.name for repair in document.repairs}


def heads(*titles: str) -> str:
    return "".join(f"<div><head>{title}</head><p>{PROSE}</p></div>" for title in titles)


def test_a_caption_in_a_paragraph_is_a_caption_and_a_sentence_about_a_table_is_not(tei: Tei) -> None:
    """The colon or stop after the number tells them apart."""
    document = tei(f"<p>{PROSE}</p><p>Table 2: Hives by town.</p><p>Table 2 shows hives by town.</p>")

    assert texts(document, BlockKind.CAPTION) == ["Table 2: Hives by town."]
    assert texts(document, BlockKind.PARAGRAPH)[1:] == ["Table 2 shows hives by town."]
    assert "caption out of the text" in mends(document)


def test_the_number_of_an_equation_joins_it_and_a_citation_does_not(tei: Tei) -> None:
    """GROBID puts it into a paragraph of its own."""
    document = tei(f"<p>{PROSE}</p><formula>w = a + b</formula><p>(3)</p><p>(Noll, 2019)</p>")

    assert texts(document, BlockKind.FORMULA) == ["w = a + b (3)"]
    assert texts(document, BlockKind.PARAGRAPH)[-1] == "(Noll, 2019)"


def test_the_axis_of_a_chart_is_set_aside_and_a_short_paragraph_is_not(tei: Tei) -> None:
    """Numbers without a word are nothing that a paper says."""
    document = tei(f"<p>{PROSE}</p><p>2.5 3.5 4.5 5.5</p><p>Ten of 20 hives.</p>")

    assert texts(document, BlockKind.OTHER) == ["2.5 3.5 4.5 5.5"]
    assert texts(document, BlockKind.PARAGRAPH)[-1] == "Ten of 20 hives."


def test_a_paragraph_that_stands_twice_is_set_aside_once_and_a_short_one_stays(tei: Tei) -> None:
    """Its themes would count twice; a refrain may come back."""
    document = tei(f"<p>{PROSE * 3}</p><p>So they say.</p><p>{PROSE * 3}</p><p>So they say.</p>")

    assert len(texts(document, BlockKind.PARAGRAPH)) == 3
    assert len(texts(document, BlockKind.OTHER)) == 1


def test_sentences_in_a_formula_are_text_and_a_long_formula_is_none(tei: Tei) -> None:
    """Prompts and definitions end up there."""
    prose = "Each hive is a box of wood with a lid that keeps the rain from the comb, and each of them is numbered."
    sums = (
        "max(a_1 + b_1, a_2 + b_2) = log P(x | y) + sum_i w_i f(x_i) for i in the set of n, with w_i = 1 / n_i and so"
    )
    document = tei(f"<p>{PROSE}</p><formula>{prose}</formula><formula>{sums}</formula>")

    assert texts(document, BlockKind.PARAGRAPH)[-1] == prose
    assert texts(document, BlockKind.FORMULA) == [sums]


def test_dots_of_a_sequence_are_no_bullets(tei: Tei) -> None:
    """Nor is a placeholder in a bracket; a bullet after a number is one before a word."""
    document = tei(
        "<p>Towns 1, 2, • • • , n were seen, and f (x, •) was found in each of them, • as always.</p>"
        "<p>• Model: Hive 4.1 • Maker: Noll and sons</p><p>At 37 • C it melts.</p>"
    )

    assert texts(document, BlockKind.LIST_ITEM) == ["Model: Hive 4.1", "Maker: Noll and sons"]
    assert len(texts(document, BlockKind.PARAGRAPH)) == 2


def test_a_table_and_a_note_stand_after_the_paragraph_that_points_at_them(tei: Tei) -> None:
    """GROBID puts them after the last section; what no one points at stays there."""
    point = '<ref type="table" target="#tab_0">1</ref><ref type="foot" target="#foot_0">2</ref>'
    table = (
        '<figure type="table" xml:id="tab_0"><head>Table 1</head><label>1</label><figDesc>Hives.</figDesc>'
        "<table><row><cell>Town</cell><cell>Hives</cell></row><row><cell>Ulm</cell><cell>3</cell></row></table></figure>"
    )
    notes = '<note place="foot" n="2" xml:id="foot_0">Ours.</note><note place="foot" xml:id="foot_1">Rights.</note>'
    start = f"<div><head>Roofs</head><p>See Table {point} here.</p><p>{PROSE}</p></div>"
    document = tei(start + heads("Conclusion") + table + notes)

    kinds = [block.kind for block in document.blocks if block.kind is not BlockKind.TITLE]
    assert kinds[2:6] == [BlockKind.CAPTION, BlockKind.TABLE, BlockKind.NOTE, BlockKind.PARAGRAPH]
    assert document.sections[document.blocks[document.tables[0].block].section or 0].title == "Roofs"
    assert [block.marker for block in document.blocks if block.kind is BlockKind.NOTE] == ["2", ""]
    assert kinds[-1] is BlockKind.NOTE


def test_an_empty_figure_is_told_and_leaves_no_block(tei: Tei) -> None:
    """The picture is not in the file."""
    document = tei(f"<p>{PROSE}</p><figure><graphic/></figure>")

    assert "empty figure" in mends(document)
    assert texts(document, BlockKind.CAPTION) == []


def test_a_list_parts_its_paragraph_and_a_figure_does_not(tei: Tei) -> None:
    """Order is that of the paper; no word is glued to another."""
    inside = "<figure><head>Figure 1</head><figDesc>A hive.</figDesc></figure>"
    document = tei(f"<p>Three<list><item>– a</item><item>– b</item></list>stand. They hold{inside}, too.</p>")

    assert texts(document, BlockKind.PARAGRAPH) == ["Three", "stand. They hold, too."]
    assert [(b.marker, document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [
        ("–", "a"),
        ("–", "b"),
    ]


def test_a_cell_over_rows_pushes_the_next_row_on_and_words_beside_cells_are_kept(tei: Tei) -> None:
    """The grid is the paper's."""
    rows = '<row><cell rows="2">Ulm</cell><cell>3</cell></row>lost<row><cell>4</cell></row>'
    document = tei(f'<p>See.</p><figure type="table"><head>Table 1</head><table>{rows}</table></figure>')

    assert [(c.row, c.column) for c in document.tables[0].cells] == [(0, 0), (0, 1), (1, 1)]
    assert texts(document, BlockKind.OTHER) == ["lost"]


def test_a_collection_of_papers_is_refused_and_one_of_one_is_read() -> None:
    """A study is one paper."""
    paper = f"<TEI><teiHeader/><text><body><p>{PROSE}</p></body></text></TEI>"

    assert texts(read("x", f"<teiCorpus><teiHeader/>{paper}</teiCorpus>".encode()), BlockKind.PARAGRAPH) == [PROSE]
    with pytest.raises(UnreadableDocument, match="holds 2 texts"):
        read("x", f"<teiCorpus>{paper}{paper}</teiCorpus>".encode())


def test_the_header_says_who_made_the_file_and_the_entry_who_edited_the_book() -> None:
    """Fields as they are stated, nothing guessed."""
    person = "<persName><forename>{}</forename><surname>{}</surname></persName>"
    entry = (
        f"<biblStruct xml:id='b0'><analytic><title>Wind</title><author>{person.format('A', 'Noll')}</author></analytic>"
        f"<monogr><title>Roofs</title><editor>{person.format('B', 'Orr')}</editor><imprint><date when='2019'/>"
        "<biblScope unit='issue'>4</biblScope><biblScope unit='page' from='3' to='9'/></imprint></monogr></biblStruct>"
    )
    data = (
        "<TEI><teiHeader><fileDesc><publicationStmt><date when='2021-03-08'/></publicationStmt></fileDesc>"
        "<encodingDesc><appInfo><application ident='GROBID' version='0.8.2'/></appInfo></encodingDesc></teiHeader>"
        f"<text><body><p>{PROSE}</p></body><back><listBibl>{entry}</listBibl></back></text></TEI>"
    )
    document = read("x", data.encode())

    assert (document.metadata.made_by, document.metadata.date) == ("GROBID 0.8.2", "2021-03-08")
    reference = document.references[0]
    assert (reference.editors, reference.issue, reference.pages) == (("B Orr",), "4", "3-9")


def test_the_id_of_a_footnote_is_no_text_and_its_number_is(tei: Tei) -> None:
    """GROBID writes "foot_3" where it lost the number."""
    lost = '<ref type="foot" target="#foot_3">foot_3</ref>'
    document = tei(f'<p>Hives stand {lost} here<ref type="foot" target="#foot_4">4</ref>. A foot_3 is long.</p>')

    assert texts(document, BlockKind.PARAGRAPH) == ["Hives stand here4. A foot_3 is long."]
    assert "note ids left out" in mends(document)
    assert document.coverage == 1.0


def test_an_entry_as_printed_fills_what_was_not_seen_in_it_and_changes_nothing_else(tei: Tei) -> None:
    """Title and year from the words of the paper; the year of a preprint from its number."""
    raw = "Noll A, Orr B. Wind on roofs. Hive Journal 2019;4:3-9."
    entry = (
        f'<biblStruct xml:id="b0"><monogr><title level="j">Bees</title></monogr><note type="raw_reference">{raw}</note>'
    )
    preprint = '<biblStruct xml:id="b1"><monogr><title>Rain</title><idno type="arXiv">arXiv:2105.01234</idno></monogr>'
    document = tei(f"<p>{PROSE}</p>", f"<listBibl>{entry}</biblStruct>{preprint}</biblStruct></listBibl>")

    first, second = document.references
    assert (first.title, first.year, first.raw) == ("Bees", 2019, raw)
    assert (second.title, second.year) == ("Rain", 2021)


def test_a_paper_without_a_title_of_its_own_has_that_of_the_work_it_was_made_from() -> None:
    """Header files state it in the source description."""
    source = "<sourceDesc><biblStruct><analytic><title>Roofs of Ulm</title></analytic></biblStruct></sourceDesc>"
    header = f"<teiHeader><fileDesc><titleStmt><title/></titleStmt>{source}</fileDesc></teiHeader>"

    document = read("x", f"<TEI>{header}<text><body><p>{PROSE}</p></body></text></TEI>".encode())

    assert document.metadata.title == "Roofs of Ulm"


def test_a_formula_parts_no_sentence_and_ends_one_that_is_over(tei: Tei) -> None:
    """What is announced with a colon goes on after it in lower case."""
    body = "<p>The strength of a colony in spring is:</p><formula>w = a + b</formula><p>where a is its age.</p>"
    document = tei(f"{body}<p>{PROSE}</p><formula>w = b</formula><p>where b is its breed.</p>")

    assert texts(document, BlockKind.PARAGRAPH) == [
        "The strength of a colony in spring is: where a is its age.",
        PROSE,
        "where b is its breed.",
    ]
    assert texts(document, BlockKind.FORMULA) == ["w = a + b", "w = b"]


def test_the_label_of_an_item_is_its_marker(tei: Tei) -> None:
    """Hand-made TEI writes lists so; nothing is lost of a label that no item follows."""
    document = tei(
        "<list><label>a)</label><item>Hives</item><label>b)</label><item>2. Roofs</item><item>Rain</item>"
        "<label>c)</label></list>"
    )

    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(b.marker, document.text[b.start : b.end]) for b in items] == [
        ("a)", "Hives"),
        ("b)", "2. Roofs"),
        ("", "Rain"),
    ]
    assert texts(document, BlockKind.OTHER) == ["c)"]


def test_a_table_that_no_link_points_at_stands_after_the_paragraph_that_names_it(tei: Tei) -> None:
    """Table 1 is not Table 12; what is named nowhere stays where it is."""
    cells = "<table><row><cell>x{0}</cell></row></table>"
    table = f'<figure type="table"><head>Table {{0}}</head><label>{{0}}</label>{cells}</figure>'
    start = f"<div><head>Roofs</head><p>In Table 12 hives.</p><p>In Table 1 and 2 roofs.</p><p>{PROSE}</p></div>"
    document = tei(start + heads("Conclusion") + table.format(1) + table.format(7))

    sections = [document.sections[document.blocks[found.block].section or 0].title for found in document.tables]
    assert sections == ["Roofs", "Conclusion"]
    assert texts(document, BlockKind.PARAGRAPH)[1] == "In Table 1 and 2 roofs."
    above = document.blocks[document.tables[0].block - 2]
    assert document.text[above.start : above.end] == "In Table 1 and 2 roofs."
