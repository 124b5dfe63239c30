"""JATS: entries of the bibliography, and the links to them."""

from __future__ import annotations

from collections.abc import Callable

from corpus.study import BlockKind, Citation, Document
from tests.corpus.conftest import texts

Jats = Callable[..., Document]


def listed(*entries: str) -> str:
    return f"<ref-list><title>References</title>{''.join(entries)}</ref-list>"


def many(count: int) -> str:
    entry = (
        '<ref id="r{0}"><label>{0}.</label><mixed-citation>Noll A. Wind on roofs, part {0}. 2019.</mixed-citation>'
        "</ref>"
    )
    return listed(*(entry.format(number) for number in range(1, count + 1)))


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(document.text[c.start : c.end], c.targets) for c in document.citations]


def link(*numbers: int, text: str = "") -> str:
    return f'<xref ref-type="bibr" rid="{" ".join(f"r{n}" for n in numbers)}">{text or numbers[0]}</xref>'


def test_all_fields_that_are_marked_are_read(jats: Jats) -> None:
    """And the words of an entry whose fields have nothing between them are not glued."""
    names = (
        '<person-group person-group-type="author"><name><surname>Noll</surname><given-names>A. B.</given-names></name>'
        "<collab>Hive Group</collab></person-group>"
        '<person-group person-group-type="editor"><name><surname>Ruiz</surname><given-names>C</given-names>'
        "</name></person-group>"
    )
    entry = (
        f'<ref id="r1"><label>[1]</label><element-citation>{names}<year>2019a</year><article-title>'
        f"Wind <italic>on</italic>"
        " roofs.</article-title><source>J Roofs</source><volume>3</volume><issue>2</issue><fpage>11</fpage>"
        "<lpage>19</lpage>"
        '<pub-id pub-id-type="doi">10.5555/Wind.9</pub-id><pub-id pub-id-type="pmid">777</pub-id>'
        "</element-citation></ref>"
    )
    found = jats(back=listed(entry)).references[0]

    assert (found.key, found.number, found.title, found.year) == ("r1", "1", "Wind on roofs", 2019)
    assert (found.authors, found.editors) == (("A. B. Noll", "Hive Group"), ("C Ruiz",))
    assert (found.venue, found.volume, found.issue, found.first_page, found.pages) == (
        "J Roofs",
        "3",
        "2",
        "11",
        "11-19",
    )
    assert (found.doi, found.pmid) == ("10.5555/wind.9", "777")
    assert found.raw == "Noll A. B. Hive Group Ruiz C 2019a Wind on roofs. J Roofs 3 2 11 19 10.5555/Wind.9 777"


def test_a_mixed_citation_stands_as_it_is_written(jats: Jats) -> None:
    """Its punctuation is the file's; the DOI behind a link is found, too."""
    entry = (
        '<ref id="r1"><mixed-citation><string-name><surname>Noll</surname>, <given-names>A.</given-names></string-name>'
        " (<year>2019</year>). <article-title>Wind</article-title>. <source>J Roofs</source>, <volume>"
        "3</volume>(<issue>2"
        '</issue>), <fpage>11</fpage>–<lpage>19</lpage>. <ext-link xlink:href="https://doi.org/10.5555/wind.9">'
        "Link</ext-link>"
        "</mixed-citation></ref>"
    )
    document = jats(back=listed(entry))
    found = document.references[0]

    assert found.raw == "Noll, A. (2019). Wind. J Roofs, 3(2), 11–19. Link"
    assert texts(document, BlockKind.REFERENCE) == [found.raw]
    assert (found.title, found.authors, found.doi, found.number) == ("Wind", ("A. Noll",), "10.5555/wind.9", "")


def test_a_marked_doi_may_hold_any_sign(jats: Jats) -> None:
    """Old ones have angle brackets and semicolons; one that a line end broke is joined."""
    ids = ("10.1002/(SICI)1096(19980907)398:4&lt;515::AID-CNE4&gt;3.0.CO;2-5", "doi:10.1371/roof. 1001")
    cited = "<mixed-citation><source>Nights</source> <pub-id pub-id-type='doi'>{}</pub-id></mixed-citation>"
    document = jats(back=listed(*(f"<ref id='r{i}'>{cited.format(id)}</ref>" for i, id in enumerate(ids))))

    assert [r.doi for r in document.references] == [
        "10.1002/(sici)1096(19980907)398:4<515::aid-cne4>3.0.co;2-5",
        "10.1371/roof.1001",
    ]


def test_books_chapters_and_older_elements_are_read(jats: Jats) -> None:
    """A book's title is its source; a chapter's venue is the book."""
    name = "<name><surname>Sand</surname><given-names>C</given-names></name>"
    people = f'<person-group person-group-type="author">{name}</person-group>'
    document = jats(
        back=listed(
            f'<ref id="a"><nlm-citation>{people}<source>Nights</source><year>2020</year></nlm-citation></ref>',
            f'<ref id="b"><citation>{people}<chapter-title>Trays</chapter-title>. <source>Nights</source>'
            f"</citation></ref>",
        )
    )

    assert [(r.title, r.venue, r.authors) for r in document.references] == [
        ("Nights", "", ("C Sand",)),
        ("Trays", "Nights", ("C Sand",)),
    ]


def test_an_entry_without_marks_is_taken_apart_by_its_typography(jats: Jats) -> None:
    """As in a paper that has no mark-up at all."""
    words = "Sand, C. (2020). Handbook of night inspections. Hive Press."
    found = jats(back=listed(f'<ref id="r1"><mixed-citation>{words}</mixed-citation></ref>')).references[0]

    assert (found.title, found.year, found.raw) == ("Handbook of night inspections", 2020, words)


def test_several_works_in_one_entry_are_several_references(jats: Jats) -> None:
    """A link to the entry means all of them; of two forms of one citation, one is read."""
    document = jats(
        f"<p>As shown {link(1, text='[1]')}.</p>",
        back=listed(
            '<ref id="r1"><label>1</label><mixed-citation>Noll A. Wind on roofs. 2019.</mixed-citation>'
            "<mixed-citation>Ruiz B. Water in towns. 2020.</mixed-citation></ref>",
            '<ref id="r2"><citation-alternatives><element-citation><source>Nights</source></element-citation>'
            "<mixed-citation>Nights.</mixed-citation></citation-alternatives></ref>",
        ),
    )

    assert [(r.key, r.number) for r in document.references] == [("r1", "1"), ("r1b", "1b"), ("r2", "3")]
    assert cited(document) == [("[1]", ("r1", "r1b"))]
    assert document.coverage == 1.0


def test_keys_are_unique_also_where_ids_are_not(jats: Jats) -> None:
    """A link to an id that is there twice means the first."""
    entry = '<ref id="r1"><mixed-citation>Noll A. Wind on roofs, part {}. 2019.</mixed-citation></ref>'
    document = jats(f"<p>As shown {link(1, text='[1]')}.</p>", back=listed(entry.format(1), entry.format(2)))

    assert len({r.key for r in document.references}) == 2
    assert cited(document) == [("[1]", ("r1",))] and "part 1" in document.reference_of["r1"].raw


def test_the_works_between_the_linked_ends_of_a_range_are_cited(jats: Jats) -> None:
    """Inside of one bracket, between two, and as a superscript."""
    document = jats(
        f"<p>Some [{link(1)}–{link(3)}, {link(5)}] and [{link(2)}]–[{link(4)}] and so<sup>"
        f"{link(3)}-{link(5)}</sup>.</p>",
        back=many(6),
    )

    assert [targets for _, targets in cited(document)] == [
        ("r1", "r2", "r3"),
        ("r5",),
        ("r2", "r3", "r4"),
        ("r3", "r4", "r5"),
    ]


def test_one_link_may_mean_several_works_and_an_empty_one_means_none(jats: Jats) -> None:
    """As publishers hide the works inside of a range."""
    document = jats(f'<p>So [{link(2, 4, text="2,4")}]<xref ref-type="bibr" rid="r5"/>.</p>', back=many(6))

    assert cited(document) == [("2,4", ("r2", "r4"))]


def test_links_to_figures_tables_and_notes_are_no_citations(jats: Jats) -> None:
    """A link without a type is one when it points at an entry."""
    other = "".join(f'<xref ref-type="{kind}" rid="x">1</xref>' for kind in ("fig", "table", "fn", "aff", "sec"))
    document = jats(f'<p>{other} and <xref rid="r1">Noll 2019</xref>.</p>', back=many(2))

    assert cited(document) == [("Noll 2019", ("r1",))]


def test_a_list_of_included_studies_tells_them_from_the_others(jats: Jats) -> None:
    """By its title, also when it stands inside of another list."""
    inner = (
        "<ref-list><title>Studies included in this review</title>"
        '<ref id="i1"><mixed-citation>Ruiz B. Water in towns. 2020.</mixed-citation></ref></ref-list>'
    )
    document = jats(back=listed('<ref id="r1"><mixed-citation>Noll A. Wind. 2019.</mixed-citation></ref>', inner))

    assert {r.key: r.included for r in document.references} == {"r1": False, "i1": True}


def test_a_list_without_a_title_gets_its_heading(jats: Jats) -> None:
    """Inferred, since the file says what it is."""
    back = '<ref-list><ref id="r1"><mixed-citation>Noll A. Wind. 2019.</mixed-citation></ref></ref-list>'

    assert [(s.title, s.inferred) for s in jats(back=back).sections] == [("References", True)]


def test_a_citation_in_a_paragraph_stays_its_words(jats: Jats) -> None:
    """Lists of data sets are written so; its fields are apart."""
    data = (
        "<p>Data: <element-citation><name><surname>Noll</surname><given-names>A</given-names></name><year>"
        "2019</year></element-citation></p>"
    )
    document = jats(data)

    assert texts(document, BlockKind.PARAGRAPH) == ["Data: Noll A 2019"]
    assert document.references == () and document.citations == ()


def test_a_citation_stands_where_its_words_stand(jats: Jats) -> None:
    """Spans of the canonical text."""
    document = jats(f"<p>Wind matters {link(1, text='[1]')}.</p>", back=many(1))

    assert document.citations == (Citation(document.text.index("[1]"), document.text.index("[1]") + 3, ("r1",)),)


def test_a_citation_that_is_printed_and_marked_is_one_entry(jats: Jats) -> None:
    """Journals of SciELO give each twice: as it stands on the page, and with its fields marked."""
    printed = "<mixed-citation>Berg I. How shelves grow. J Paper. 2010;12:11-29.</mixed-citation>"
    marked = (
        "<element-citation><person-group><name><surname>Berg</surname><given-names>I</given-names></name></person-group>"
        "<article-title>How shelves grow</article-title><source>J Paper</source><year>2010</year></element-citation>"
    )
    refs = (
        f"<ref id='B1'><label>1</label>{printed}{marked}</ref><ref id='B2'>{marked}{printed}</ref>"
        f"<ref id='B3'><citation-alternatives>{marked}{printed}</citation-alternatives></ref>"
    )
    document = jats(back=f"<ref-list>{refs}</ref-list>")

    assert [(r.key, r.title, r.authors, r.year) for r in document.references] == [
        (key, "How shelves grow", ("I Berg",), 2010) for key in ("B1", "B2", "B3")
    ]
    assert texts(document, BlockKind.REFERENCE) == ["Berg I. How shelves grow. J Paper. 2010;12:11-29."] * 3
    assert texts(document, BlockKind.OTHER) == ["Berg I How shelves grow J Paper 2010"] * 3
    assert document.citations == ()


def test_people_of_no_role_after_the_title_of_a_chapter_edited_its_book(jats: Jats) -> None:
    """They are no authors of the chapter."""
    group = "<person-group><name><surname>{}</surname><given-names>A</given-names></name></person-group>"
    inside = (
        f"{group.format('Berg')}<chapter-title>Shelves</chapter-title>{group.format('Holm')}<source>Rooms</source>"
        "<year>2006</year>"
    )
    document = jats(back=f"<ref-list><ref id='b'><element-citation>{inside}</element-citation></ref></ref-list>")

    entry = document.references[0]
    assert (entry.title, entry.authors, entry.editors) == ("Shelves", ("A Berg",), ("A Holm",))
