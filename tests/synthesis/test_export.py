"""The formats: values in, bytes out, hostile text in each of them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable

import pytest

from corpus.errors import BadInput
from corpus.study import Anchor, Study
from extract.facts.values import Fact, Kind
from synthesis import synthesise
from synthesis.concept import Synthesis
from synthesis.export import TABLES, Column, Table, table, to_csv, to_docx, to_graphml, to_json, to_markdown, to_xlsx
from synthesis.export.citing import short_names
from synthesis.export.clean import clean, no_formula
from synthesis.export.methods import methods_table
from synthesis.export.records import concept_record, edge_record, study_record, theme_record
from synthesis.similarity.term import Embedding
from tests.synthesis.small import extraction, study, theme

HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "a | b",
    "two\nlines",
    "[x](javascript:alert(1))",
    "bell\x07 null\x00 \ud800",
    "+44",
    "@cmd",
    "-3",
    "\t=2",
)
ALL: dict[str, Callable[[Synthesis, list[Study]], bytes]] = {
    "csv": lambda s, st: b"".join(to_csv(table(name, s, st)) for name in TABLES),
    "xlsx": lambda s, st: to_xlsx([table(name, s, st) for name in TABLES]),
    "docx": lambda s, st: to_docx([table(name, s, st) for name in TABLES]),
    "md": lambda s, st: to_markdown([table(name, s, st) for name in TABLES]),
    "json": to_json,
    "graphml": lambda s, _: to_graphml(s),
}


@pytest.fixture(scope="module")
def state(embedding: Embedding) -> tuple[Synthesis, list[Study]]:
    """Two studies that say the same hostile things."""
    made = [
        study(f"evil{year}", *HOSTILE, title="=cmd|' /C calc'!A0", authors=["Eve <b>Mal</b>"], year=year)
        for year in (2001, 2002)
    ]
    reports = [extraction(s, *[theme(s, "claim", text) for text in HOSTILE]) for s in made]
    return synthesise(made, reports, [], embedding=embedding), made


def nasty() -> Table:
    """All hostile texts in one column."""
    return Table(
        "nasty", "Title | <b>", (Column("=what"), Column("n")), tuple((text, 1.5) for text in HOSTILE), "note <i>"
    )


@pytest.mark.parametrize("format", ALL)
def test_the_same_state_gives_the_same_bytes(format: str, state: tuple[Synthesis, list[Study]]) -> None:
    """Twice, and with the studies in another order."""
    synthesis, studies = state

    assert ALL[format](synthesis, studies) == ALL[format](synthesis, studies[::-1])


def test_csv_computes_nothing_and_round_trips() -> None:
    """What a spreadsheet would compute has a quotation mark in front; the rest is as it was."""
    rows = list(csv.reader(io.StringIO(to_csv(nasty()).decode("utf-8"))))

    assert rows[0] == ["'=what", "n"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "<script>alert(1)</script>", "a | b", "two\nlines", "[x](javascript:alert(1))",
        "bell null ", "'+44", "'@cmd", "'-3", "'\t=2",
    ]  # fmt: skip
    assert {row[1] for row in rows[1:]} == {"1.5"}


def test_a_negative_number_is_a_number() -> None:
    """Only text is guarded."""
    assert to_csv(Table("t", "T", (Column("n"),), ((-3.5,),))) == b"n\n-3.5\n"


def test_markdown_cells_cannot_break_out() -> None:
    """As many cells in each row as columns, no tag, no link."""
    text = to_markdown([nasty()]).decode("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert {line.replace("\\|", "").count("|") for line in rows} == {3}
    assert len(rows) == len(HOSTILE) + 2
    assert "<script>" not in text
    assert "\\[x\\](javascript" in text


def test_workbook_text_stays_text() -> None:
    """No formula, no link, numbers as numbers."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(to_xlsx([nasty(), nasty()]))).worksheets[1]
    cells = [row[0] for row in sheet.iter_rows(min_row=2, max_row=len(HOSTILE) + 1)]

    assert [cell.value for cell in cells] == [clean(text) for text in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert sheet["B2"].value == 1.5
    assert sheet.freeze_panes == "A2"


def test_a_cell_that_no_workbook_holds_is_cut() -> None:
    """And says so."""
    from openpyxl import load_workbook

    data = to_xlsx([Table("t", "T", (Column("c"),), (("x" * 40_000,),))])
    value = load_workbook(io.BytesIO(data)).worksheets[0]["A2"].value

    assert (len(value), value[-1]) == (32_767, "…")


def test_a_word_document_has_real_tables_with_repeated_heads() -> None:
    """Text as it is, landscape, and the style of the house."""
    import docx

    document = docx.Document(io.BytesIO(to_docx([nasty(), nasty()], title="Tables")))
    grid = document.tables[0]
    texts = [row.cells[0].text for row in grid.rows]

    assert texts == ["=what", *(clean(text) for text in HOSTILE)]
    assert len(document.tables) == 2
    assert grid.style.name == "Concord Table"
    assert grid.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [p.text for p in document.paragraphs if p.style.name == "Caption"][1] == "Table 2. Title | <b>"


def test_a_table_too_wide_for_a_page_goes_on_below_under_its_first_column() -> None:
    """No cell is lost, and no column is so narrow that its heading breaks between letters."""
    import docx

    columns = tuple(Column(f"c{place}", 2.0) for place in range(15))
    rows = tuple(tuple(f"{row}.{place}" for place in range(15)) for row in range(3))
    document = docx.Document(io.BytesIO(to_docx([Table("t", "Wide", columns, rows, "A note.")])))
    heads = [[cell.text for cell in grid.rows[0].cells] for grid in document.tables]
    bodies = [[cell.text for cell in grid.rows[2].cells] for grid in document.tables]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]

    assert [head[0] for head in heads] == ["c0"] * 3 and [body[0] for body in bodies] == ["1.0"] * 3
    assert [name for head in heads for name in head[1:]] == [f"c{place}" for place in range(1, 15)]
    assert [text for body in bodies for text in body[1:]] == [f"1.{place}" for place in range(1, 15)]
    assert captions == ["Table 1. Wide", "Table 1, continued. Wide", "Table 1, continued. Wide"]
    assert [p.text for p in document.paragraphs].count("A note.") == 1


def test_files_carry_no_date_of_today() -> None:
    """The entries of both archives have one fixed time."""
    for data in (to_docx([nasty()]), to_xlsx([nasty()])):
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_graphml_is_xml_that_networkx_reads_back(state: tuple[Synthesis, list[Study]]) -> None:
    """Parallel edges survive."""
    import networkx as nx

    data = to_graphml(state[0])
    ElementTree.fromstring(data)  # noqa: S314  we wrote it
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)

    assert len(graph) == len(state[0].themes) + len(state[0].concepts)


def test_json_holds_the_records_of_the_contract(state: tuple[Synthesis, list[Study]]) -> None:
    """Raw text: a machine gets what the paper says."""
    content = json.loads(to_json(*state))

    assert {theme["label"] for theme in content["themes"]} >= {"=1+1", "two\nlines"}
    assert [s["id"] for s in content["studies"]] == ["evil2001", "evil2002"]


def test_records_have_the_keys_of_the_contract(state: tuple[Synthesis, list[Study]]) -> None:
    """More may be added, none removed."""
    synthesis, studies = state
    theme_keys = (
        "id study study_title documents facet label definition quote section document start end evidence polarity"
    )
    concept_keys = "id facet label definition themes studies refuted_by status support"
    study_keys = "id title authors year doi documents coverage repairs references includes cites"

    assert set(f"{theme_keys} confidence parent status reasons mentions".split()) <= set(
        theme_record(synthesis.themes[0], studies[0])
    )
    assert set(concept_keys.split()) <= set(record := concept_record(synthesis.concepts[0]))
    assert {"studies", "eligible", "share", "interval", "effective", "weighted", "coverage"} <= set(record["support"])
    assert set(study_keys.split()) <= set(study_record(studies[0], synthesis.dependence))
    assert {"source", "target", "relation", "score", "reasons", "decided_by"} <= set(
        edge_record(synthesis.translations[0])
    )


def test_a_record_quotes_its_document(state: tuple[Synthesis, list[Study]]) -> None:
    """start and end point at the quote in the named document."""
    synthesis, studies = state
    by_id = {s.id: s for s in studies}
    for one in synthesis.themes:
        record = theme_record(one, by_id[one.study])
        document = next(d for d in by_id[one.study].documents if d.name == record["document"])
        assert document.text[record["start"] : record["end"]] == record["quote"]


def test_a_table_that_is_not_there_names_those_that_are(state: tuple[Synthesis, list[Study]]) -> None:
    """One sentence."""
    with pytest.raises(BadInput, match="no table 'x'; there are: concepts agreement"):
        table("x", *state)


def test_the_agreement_table_tells_silence_from_scope(embedding: Embedding) -> None:
    """silent: addresses the facet, not the concept; not addressed: nor the facet."""
    one, two, three = (study(id, "Rest heals.", authors=["An Orr"], year=2000) for id in ("a", "b", "c"))
    reports = [extraction(one, theme(one, "cure", "Rest heals.")), extraction(two, scope=["cure"]), extraction(three)]
    found = table("agreement", synthesise([one, two, three], reports, [], embedding=embedding), [one, two, three])

    assert found.rows[0][2:5] == ("reports", "silent", "not addressed")


def test_a_table_of_nothing_is_a_table_all_the_same() -> None:
    """An empty knowledge base exports headings."""
    empty = Synthesis((), (), (), ())
    tables = [table(name, empty, []) for name in TABLES]

    assert all(t.rows == () for t in tables)
    assert to_docx(tables) == to_docx(tables)
    assert to_xlsx(tables)
    assert to_csv(tables[0]).startswith(b"Facet,Concept")


def test_studies_are_named_by_author_and_year() -> None:
    """Two authors with "&", three with "et al."; twins get letters; no author, the title; neither, the id."""
    made = [
        study("a", authors=["Ann Lee"], year=2001),
        study("b", authors=["Bo Lee"], year=2001),
        study("c", authors=["Ann Lee", "Bo Orr"], year=2001),
        study("d", authors=["Ann Lee", "Bo Orr", "Cy Poe"], year=2001),
        study("e", authors=["!"], title="!"),
        study("f", title="Bees of the old town walls", year=2001),
        study("g", title="Bees"),
    ]

    assert short_names(made) == {
        "a": "Lee 2001a", "b": "Lee 2001b", "c": "Lee & Orr 2001", "d": "Lee et al. 2001", "e": "e",
        "f": "“Bees of the old…” 2001", "g": "“Bees” 2020",
    }  # fmt: skip


def test_the_methods_of_a_study_tell_its_tools_and_its_own_criteria_of_quality() -> None:
    """Tools first, in one cell."""
    made = study("a", "Words.")
    words = (Anchor(made.documents[0].id, 0, 5),)
    facts = [
        Fact(made.id, kind, value, words, ("Words",), 0.9, ("a test",))
        for kind, value in ((Kind.QUALITY, "Is the aim clear?"), (Kind.APPRAISAL, "CASP"))
    ]
    told = methods_table(facts, [made]).table()
    row = dict(zip((column.name for column in told.columns), told.rows[0], strict=True))

    assert row["Quality appraisal"] == "CASP; Is the aim clear?"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "＝1"])
def test_every_way_into_a_formula_is_guarded(text: str) -> None:
    """Also after blanks, and with full-width signs."""
    assert no_formula(text) == "'" + text
