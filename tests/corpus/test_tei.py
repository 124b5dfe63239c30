"""TEI: what GROBID writes, in order and whole."""

from __future__ import annotations

from collections.abc import Callable

from corpus.study import BlockKind, Document
from tests.corpus.conftest import texts

Tei = Callable[..., Document]


def test_words_around_a_citation_are_kept_and_glued_as_in_the_file(tei: Tei) -> None:
    """Inline tags put no space into a word; sentences side by side get one."""
    document = tei('<p>CO<hi>2</hi> rises <ref type="bibr">[1]</ref>, they say.</p><p><s>One.</s><s>Two.</s></p>')

    assert texts(document, BlockKind.PARAGRAPH) == ["CO2 rises [1], they say.", "One. Two."]


def test_the_number_of_a_heading_comes_from_its_attribute(tei: Tei) -> None:
    """It stands in no text, so it is put into none."""
    document = tei('<div><head n="2.1.">Search</head><p>We searched.</p></div>')

    assert [(s.number, s.title, s.level) for s in document.sections if not s.inferred] == [("2.1", "Search", 2)]
    assert "2.1" not in document.text


def test_lists_keep_their_depth(tei: Tei) -> None:
    """A list in an item is a list of its own, one deeper."""
    document = tei("<list><item>a<list><item>(i) x</item></list></item><item>b</item></list>")

    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(document.text[b.start : b.end], b.level, b.marker) for b in items] == [
        ("a", 0, ""),
        ("x", 1, "(i)"),
        ("b", 0, ""),
    ]


def test_text_outside_of_paragraphs_is_kept(tei: Tei) -> None:
    """Bare words in a div, tails, notes, formulas."""
    document = tei('<div>Bare words.<p>Told.</p>A tail.<formula>x = y</formula><note place="foot">A note.</note></div>')

    assert texts(document, BlockKind.PARAGRAPH) == ["Bare words.", "Told.", "A tail."]
    assert texts(document, BlockKind.FORMULA) + texts(document, BlockKind.NOTE) == ["x = y", "A note."]
    assert document.coverage == 1.0


def test_a_table_without_cells_is_reported_and_not_invented(tei: Tei) -> None:
    """GROBID keeps the caption only."""
    inside = "<head>Table 2</head><label>2</label><figDesc>Hives.</figDesc><table/>"
    document = tei(f'<p>See it.</p><figure type="table">{inside}</figure>')

    assert document.tables == ()
    assert [r.name for r in document.repairs] == ["empty table"]
    assert texts(document, BlockKind.CAPTION) == ["Table 2 Hives."]


def test_cells_over_columns_push_the_next_ones_on(tei: Tei) -> None:
    """The grid is the paper's."""
    rows = '<row><cell cols="2">Both</cell><cell>C</cell></row><row><cell>a</cell><cell>b</cell><cell>c</cell></row>'
    table = tei(f'<p>See.</p><figure type="table"><head>Table 1</head><table>{rows}</table></figure>').tables[0]

    assert [(c.row, c.column, c.columns) for c in table.cells][:2] == [(0, 0, 2), (0, 2, 1)]


def test_a_tree_without_body_or_with_lost_capitals_reads(tei: Tei) -> None:
    """Training files, and trees that went through an HTML parser."""
    from corpus.read import read

    document = read("x", b"<tei><teiheader><filedesc><titlestmt><title>Roofs</title></titlestmt></filedesc></teiheader>"
                         b"<text><head>1 Search</head><p>We searched two catalogues.</p></text></tei>")  # fmt: skip

    assert document.metadata.title == "Roofs"
    assert texts(document, BlockKind.PARAGRAPH) == ["We searched two catalogues."]


def test_references_keep_their_fields(tei: Tei) -> None:
    """And a citation without a target is resolved by its number."""
    back = (
        '<div><listBibl><biblStruct xml:id="b0"><analytic><title>Wind</title><author><persName><forename>A</forename>'
        '<surname>Noll</surname></persName></author></analytic><monogr><title>Roofs</title><imprint><date when="2019"/>'
        '<biblScope unit="page" from="3" to="9"/></imprint></monogr></biblStruct></listBibl></div>'
    )
    document = tei('<p>As <ref type="bibr" target="#b0">[1]</ref> and <ref type="bibr">[1]</ref> say.</p>', back)

    found = document.references[0]
    assert (found.title, found.authors, found.year, found.venue, found.first_page) == (
        "Wind",
        ("A Noll",),
        2019,
        "Roofs",
        "3",
    )
    assert [c.targets for c in document.citations] == [("b0",), ("b0",)]
    assert document.sections[-1].inferred and document.sections[-1].title == "References"
