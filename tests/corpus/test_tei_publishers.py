"""TEI that no GROBID wrote: journals, libraries and publishers mark up their own way."""

from __future__ import annotations

from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import texts

_BODY = "<div><head>Introduction</head><p>Archives grow, <ref type='bibl' target='#berg'>as said</ref>.</p></div>"


def _read(
    header: str = "<fileDesc/>", body: str = _BODY, back: str = "", front: str = "", beside: str = ""
) -> Document:
    data = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>{beside}'
        f"<text>{front}<body>{body}</body>{back}</text></TEI>"
    )
    return read("journal.xml", data.encode())


def _entries(inside: str) -> str:
    return f"<back><div type='bibliography'><listBibl>{inside}</listBibl></div></back>"


_BERG = (
    "<bibl xml:id='berg'><author><surname>Berg</surname>, <forename>Inga</forename></author>. <date>2010</date>. "
    "<title level='a'>How archives grow</title>. <title level='j'>Journal of Paper</title> "
    "<biblScope unit='volume'>12</biblScope>(<biblScope unit='issue'>3</biblScope>).</bibl>"
)


def test_a_printed_entry_keeps_its_signs_and_its_marked_fields() -> None:
    """No space comes before a comma or a full stop that follows a marked name or title."""
    document = _read(back=_entries(_BERG))

    assert texts(document, BlockKind.REFERENCE) == ["Berg, Inga. 2010. How archives grow. Journal of Paper 12(3)."]
    entry = document.references[0]
    assert (entry.title, entry.authors, entry.year, entry.venue) == (
        "How archives grow",
        ("Inga Berg",),
        2010,
        "Journal of Paper",
    )


def test_titles_without_levels_are_the_work_and_what_it_stands_in() -> None:
    """The first is the work's own; a name with the surname first is turned."""
    inside = "<author>Ulm, Greg</author>. <title>Paper Invention.</title> <title>Shelf Notes</title> 3 (2003): 1-15."
    document = _read(back=_entries(f"<bibl xml:id='ulm'>{inside}</bibl>"))

    entry = document.references[0]
    assert (entry.title, entry.venue, entry.authors) == ("Paper Invention", "Shelf Notes", ("Greg Ulm",))


def test_any_pointer_at_an_entry_is_a_citation() -> None:
    """Whatever its type; one without words of its own stands at the word before it."""
    body = "<div><p>They grow <ref target='#berg'>here</ref>, and <ptr type='x' target='#berg #none'/>.</p></div>"
    document = _read(body=body, back=_entries(_BERG))

    said = [(document.text[c.start : c.end], c.targets) for c in document.citations]
    assert said == [("here", ("berg",)), ("and", ("berg",))]


def test_a_bibliography_beside_the_text_is_read() -> None:
    """standOff holds it in TEI that was made from other formats."""
    entry = "<bibl xml:id='berg'><author><surname>Berg</surname><forename>Inga</forename></author>"
    entry += "<title level='a'>How archives grow</title><date>2010</date></bibl>"
    document = _read(beside=f"<standOff><listPerson><person>Inga B.</person></listPerson>{entry}</standOff>")
    listed = _read(beside=f"<standOff><listBibl>{entry}</listBibl></standOff>")

    assert document.references == ()
    assert [(r.key, r.title, r.authors) for r in listed.references] == [("berg", "How archives grow", ("Inga Berg",))]
    assert [c.targets for c in listed.citations] == [("berg",)]
    assert document.coverage == listed.coverage == 1.0


def test_authors_subtitle_and_number_stand_in_the_statement_of_the_file() -> None:
    """Where the source it was made from names none."""
    header = (
        "<fileDesc><titleStmt><title>Reading</title><title type='sub'>A review</title><author><persName>Olsen, Per"
        "</persName></author><author><name><forename>Ana</forename> <surname>Ruiz</surname></name></author></titleStmt>"
        "<publicationStmt><date>2025</date><idno type='doi'>10.5555/alta.12</idno></publicationStmt><sourceDesc>"
        "<biblStruct><monogr><imprint><date when='2022-09-09'/></imprint></monogr></biblStruct></sourceDesc></fileDesc>"
    )
    known = _read(header).metadata

    assert (known.title, known.authors) == ("Reading: A review", ("Per Olsen", "Ana Ruiz"))
    assert (known.doi, known.date) == ("10.5555/alta.12", "2022-09-09")


def test_abstract_and_key_words_of_the_front_are_such() -> None:
    """A div of the front says by its type what it is."""
    front = (
        "<front><div type='abstract'><p>We read letters.</p></div>"
        "<div type='keywords'><list><item>letters</item><item>towns</item></list></div></front>"
    )
    document = _read(front=front)

    assert document.metadata.abstract == "We read letters."
    assert document.metadata.keywords == ("letters", "towns")


def test_the_title_of_a_table_is_its_caption() -> None:
    """In TEI a table has a head of its own."""
    table = "<table><head>Table 1: Towns</head><row><cell>Town</cell></row><row><cell>Alta</cell></row></table>"
    document = _read(body=f"<div><p>Archives.</p>{table}</div>")

    (found,) = document.tables
    assert found.label == "Table 1"
    assert texts(document, BlockKind.CAPTION) == ["Table 1: Towns"]


def test_a_reference_that_was_taken_for_another_work_is_read_as_printed() -> None:
    """A consolidation may put the title and the DOI of another work beside the entry that the paper prints."""
    inside = (
        "<biblStruct xml:id='b0'><analytic><title level='a'>Million uploads of papers</title><author><persName>"
        "<forename>Gil</forename><surname>Smil</surname></persName></author><idno type='DOI'>10.5555/1</idno>"
        "</analytic><monogr><title level='j'>News</title><imprint><date when='2017'/></imprint></monogr>"
        "<note type='raw_reference'>G. Smil. Understanding layers with linear probes. Journal of Paper, 2017.</note>"
        "</biblStruct>"
    )
    entry = _read(back=_entries(inside)).references[0]

    assert (entry.title, entry.doi) == ("Understanding layers with linear probes", "")
    assert entry.year == 2017


def test_tei_of_the_fourth_edition_is_read() -> None:
    """Its root is TEI.2, its divisions are numbered, and its ids are of no namespace."""
    text = (
        "<TEI.2><teiHeader><fileDesc><titleStmt><title>Shelves</title><author>Holm, Ole</author></titleStmt></fileDesc>"
        "</teiHeader><text><body><div1><head>First</head><div2><head>Under</head><p>As <ref target='#b'>said</ref>.</p>"
        "</div2></div1></body><back><listBibl><bibl id='b'>Berg, I. (1990). How shelves grow. Fjord.</bibl></listBibl>"
        "</back></text></TEI.2>"
    )
    document = read("old.xml", text.encode())

    assert document.metadata.authors == ("Ole Holm",)
    assert [(s.level, s.title) for s in document.sections if not s.inferred] == [(1, "First"), (2, "Under")]
    assert [c.targets for c in document.citations] == [("b",)]


def test_pages_in_two_scopes_and_volumes_cut_short_are_read() -> None:
    """So a converter of publishers' files writes them."""
    scopes = "<biblScope unit='vol'>12</biblScope><biblScope unit='page' from='11'>11</biblScope>"
    scopes += "<biblScope unit='page' to='29'>29</biblScope><date when='2010'/>"
    monogr = f"<monogr><title level='j'>Paper</title><imprint>{scopes}</imprint></monogr>"
    title = "<analytic><title level='a'>How archives grow</title></analytic>"
    entry = _read(back=_entries(f"<biblStruct xml:id='b'>{title}{monogr}</biblStruct>")).references[0]

    assert (entry.volume, entry.first_page, entry.pages) == ("12", "11", "11-29")


def test_a_name_in_a_name_is_said_once() -> None:
    """A group may be named in a person's name."""
    header = (
        "<fileDesc><titleStmt><title>Reading</title><author><persName><name>Group of Shelves</name></persName></author>"
        "</titleStmt></fileDesc>"
    )
    document = _read(header)

    assert document.metadata.authors == ("Group of Shelves",)
    assert texts(document, BlockKind.AUTHORS) == ["Group of Shelves"]
