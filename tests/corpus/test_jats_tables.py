"""JATS: tables as HTML and as CALS write them, to cells with their places."""

from __future__ import annotations

from collections.abc import Callable

from corpus.study import BlockKind, Document, Table
from tests.corpus.conftest import texts

Jats = Callable[..., Document]


def wrapped(table: str) -> str:
    return f"<table-wrap><label>Table 1</label><caption><p>Hives.</p></caption>{table}</table-wrap>"


def grid(document: Document, table: Table) -> list[tuple[int, int, int, int, bool, str]]:
    """Row, column, rows, columns, whether it is a header, and the words of each cell."""
    return [(c.row, c.column, c.rows, c.columns, c.header, document.text[c.start : c.end].strip()) for c in table.cells]


def test_spans_push_the_cells_of_the_rows_below_on(jats: Jats) -> None:
    """The grid is the paper's; a head of two rows is all head."""
    document = jats(
        wrapped(
            '<table><thead><tr><th rowspan="2">Study</th><th colspan="2">Hives</th></tr><tr><th>old</th><th>'
            "new</th></tr>"
            '</thead><tbody><tr><td rowspan="2">Noll</td><td>1</td><td>2</td></tr><tr><td>3</td><td/></tr>'
            "</tbody></table>"
        )
    )
    table = document.tables[0]

    assert grid(document, table) == [
        (0, 0, 2, 1, True, "Study"),
        (0, 1, 1, 2, True, "Hives"),
        (1, 1, 1, 1, True, "old"),
        (1, 2, 1, 1, True, "new"),
        (2, 0, 2, 1, False, "Noll"),
        (2, 1, 1, 1, False, "1"),
        (2, 2, 1, 1, False, "2"),
        (3, 1, 1, 1, False, "3"),
        (3, 2, 1, 1, False, ""),
    ]
    assert (table.label, document.text[slice(*(table.caption or (0, 0)))]) == ("Table 1", "Table 1 Hives.")


def test_cals_spans_go_by_the_names_of_columns(jats: Jats) -> None:
    """Also under a namespace of their own, as OASIS has it, and with a row that starts at a named column."""
    specs = "".join(f'<o:colspec colname="c{i}"/>' for i in (1, 2, 3))
    document = jats(
        wrapped(
            '<o:table xmlns:o="http://docs.oasis-open.org/ns/oasis-exchange/table"><o:tgroup cols="3">'
            f'{specs}<o:thead><o:row><o:entry morerows="1">Study</o:entry><o:entry namest="c2" nameend="c3">'
            f"Hives</o:entry>"
            '</o:row><o:row><o:entry colname="c2">old</o:entry><o:entry>new</o:entry></o:row></o:thead><o:tbody><o:row>'
            '<o:entry colname="c3">7</o:entry></o:row></o:tbody></o:tgroup></o:table>'
        )
    )

    assert grid(document, document.tables[0]) == [
        (0, 0, 2, 1, True, "Study"),
        (0, 1, 1, 2, True, "Hives"),
        (1, 1, 1, 1, True, "old"),
        (1, 2, 1, 1, True, "new"),
        (2, 2, 1, 1, False, "7"),
    ]


def test_a_table_without_a_head_has_its_first_row_as_head(jats: Jats) -> None:
    """As in the other formats, and cells marked as heads anywhere."""
    document = jats(wrapped("<table><tr><td>A</td><td>B</td></tr><tr><th>x</th><td>1</td></tr></table>"))

    assert [c.header for c in document.tables[0].cells] == [True, True, True, False]


def test_lines_and_paragraphs_in_a_cell_stay_apart(jats: Jats) -> None:
    """And a list in one, and a link to the bibliography is a citation."""
    ref = (
        '<ref-list><title>References</title><ref id="r1"><mixed-citation>'
        "Noll A. Wind. 2019.</mixed-citation></ref></ref-list>"
    )
    cell = (
        "<p>wind</p><p>heat<break/>rain</p><list><list-item><p>one</p></list-item></list>"
        '<xref ref-type="bibr" rid="r1">1</xref>'
    )
    document = jats(wrapped(f"<table><tr><td>Hazard</td></tr><tr><td>{cell}</td></tr></table>"), back=ref)

    assert grid(document, document.tables[0])[1][-1] == "wind heat rain one 1"
    assert [c.targets for c in document.citations] == [("r1",)]


def test_notes_under_a_table_are_notes(jats: Jats) -> None:
    """Each with its mark; so are the several tables of a group, each with its caption."""
    one = wrapped(
        "<table><tr><td>A</td></tr><tr><td>1<sup>a</sup></td></tr></table>"
        "<table-wrap-foot><fn><label>a</label><p>Guessed.</p></fn><p>Source: us.</p></table-wrap-foot>"
    )
    group = f"<table-wrap-group><label>Tables 1-2</label>{one}{one.replace('Table 1', 'Table 2')}</table-wrap-group>"
    document = jats(group)

    assert [t.label for t in document.tables] == ["Table 1", "Table 2"]
    assert texts(document, BlockKind.NOTE) == ["Guessed.", "Source: us."] * 2
    assert [b.marker for b in document.blocks if b.kind is BlockKind.NOTE] == ["a", "", "a", ""]
    assert texts(document, BlockKind.CAPTION) == ["Tables 1-2", "Table 1 Hives.", "Table 2 Hives."]


def test_of_a_picture_and_a_table_the_table_is_read_and_a_picture_alone_is_told(jats: Jats) -> None:
    """The caption says that the cells are not in the file."""
    both = jats(wrapped("<alternatives><graphic/><table><tr><td>A</td></tr></table></alternatives>"))
    alone = jats(wrapped("<graphic/>"))

    assert len(both.tables) == 1 and both.repairs == ()
    assert alone.tables == () and [r.name for r in alone.repairs] == ["empty table"]


def test_a_span_that_no_table_can_have_is_cut(jats: Jats) -> None:
    """It would cost more than the file is worth."""
    document = jats(wrapped('<table><tr><td colspan="99999999" rowspan="x">A</td><td rowspan="-2">B</td></tr></table>'))

    assert [(c.column, c.columns, c.rows) for c in document.tables[0].cells] == [(0, 200, 1), (200, 1, 1)]
