"""JATS: the front matter, what it states of the paper and what else it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.study import BlockKind, Document
from tests.corpus.conftest import texts

Jats = Callable[..., Document]
AUTHOR = '<contrib contrib-type="author">{}</contrib>'
NAME = "<name><surname>{1}</surname><given-names>{0}</given-names></name>"


def people(*contributors: str) -> str:
    return f"<contrib-group>{''.join(AUTHOR.format(c) for c in contributors)}</contrib-group>"


def test_authors_are_given_and_surname_in_the_order_of_the_paper(jats: Jats) -> None:
    """Also with a suffix, in a string, among alternatives, and as a group; a group's members are not named twice."""
    group = f"<collab>Hive Group<contrib-group>{AUTHOR.format(NAME.format('Una', 'Mo'))}</contrib-group></collab>"
    suffix = "<name><surname>Sand</surname><given-names>C.</given-names><suffix>Jr</suffix></name>"
    others = f"<name-alternatives>{NAME.format('Bo', 'Ito')}<name><surname>伊藤</surname></name></name-alternatives>"
    document = jats(
        meta=people(NAME.format("Mara", "Quist"), suffix, others, "<string-name>Ole Berg</string-name>", group)
    )

    assert document.metadata.authors == ("Mara Quist", "C. Sand Jr", "Bo Ito", "Ole Berg", "Hive Group")
    assert texts(document, BlockKind.AUTHORS) == ["Mara Quist C. Sand Jr Bo Ito Ole Berg Hive Group"]
    assert document.coverage == 1.0


@pytest.mark.parametrize("kind", ["editor", "author non-byline", "reviewer"])
def test_editors_and_members_of_groups_are_no_authors(jats: Jats, kind: str) -> None:
    """They stand in a group of contributors, too; their names are kept."""
    other = f'<contrib-group><contrib contrib-type="{kind}">{NAME.format("Ed", "It")}</contrib></contrib-group>'
    document = jats(meta=people(NAME.format("Mara", "Quist")) + other)

    assert document.metadata.authors == ("Mara Quist",)
    assert "It Ed" in texts(document, BlockKind.OTHER)


def test_a_subtitle_belongs_to_the_title_and_a_mark_does_not() -> None:
    """The sign of a footnote at the title is kept in the text only."""
    from corpus.read import read

    mark = '<xref ref-type="fn" rid="n1">*</xref><fn><p>Paid.</p></fn>'
    title = f"<article-title>Roofs{mark}</article-title><subtitle>a review</subtitle>"
    data = (
        f"<article><front><article-meta><title-group>{title}</title-group></article-meta></front><body><p>x</p></body>"
    )
    document = read("a", f"{data}</article>".encode())

    assert document.metadata.title == "Roofs: a review"
    assert texts(document, BlockKind.TITLE) == ["Roofs* a review"]


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        ('<pub-date pub-type="epub"><day>5</day><month>3</month><year>2016</year></pub-date>', "2016-03-05"),
        (
            '<pub-date pub-type="epub"><year>2015</year></pub-date><pub-date pub-type="ppub"><month>1</month>'
            "<year>2016</year></pub-date>",
            "2016-01",
        ),
        ('<pub-date date-type="pub" iso-8601-date="2014-02-01"/>', "2014"),
        ('<pub-date pub-type="collection"><season>Spring</season><year>2012</year></pub-date>', "2012"),
        (
            '<history><date date-type="received"><year>2009</year></date></history><permissions>'
            "<copyright-year>2010</copyright-year></permissions>",
            "2010",
        ),
    ],
)
def test_the_year_is_that_of_the_issue_or_of_what_date_there_is(jats: Jats, dates: str, date: str) -> None:
    """Of an early view and an issue, the issue; months and days where they are given."""
    known = jats(meta=dates).metadata

    assert (known.date, known.year) == (date, int(date[:4]))


def test_identifiers_and_key_words_are_found(jats: Jats) -> None:
    """Of key words in two languages, those of the paper; all of them stand in the text, as do the other identifiers."""
    document = jats(
        meta='<article-id pub-id-type="pmid">12345</article-id>'
        '<article-id pub-id-type="doi">10.5555/Roof.1</article-id>'
        '<kwd-group xml:lang="en"><title>Key words:</title><kwd>bees</kwd><kwd>city roofs</kwd></kwd-group>'
        '<kwd-group kwd-group-type="abbreviations"><kwd>RQ</kwd></kwd-group>'
    )

    assert document.metadata.doi == "10.5555/roof.1"
    assert document.metadata.keywords == ("bees", "city roofs")
    assert texts(document, BlockKind.KEYWORDS) == ["Key words: bees city roofs", "RQ"]
    assert any("12345" in words for words in texts(document, BlockKind.OTHER))


def test_a_structured_abstract_keeps_its_titles(jats: Jats) -> None:
    """As blocks of their own in the text, so that no quote begins with one; run in, in the metadata."""
    parts = "<sec><title>Aims</title><p>To see.</p></sec><sec><title>Results:</title><p>We saw.</p><p>Much.</p></sec>"
    document = jats(meta=f"<abstract>{parts}</abstract>")

    assert document.metadata.abstract == "Aims: To see.\n\nResults: We saw.\n\nMuch."
    assert texts(document, BlockKind.ABSTRACT) == ["Aims", "To see.", "Results:", "We saw.", "Much."]
    assert document.sections == ()


def test_the_main_abstract_is_the_one_of_no_special_kind(jats: Jats) -> None:
    """Teasers, summaries for all and translations are kept behind it."""
    meta = (
        '<abstract abstract-type="teaser"><p>Buzz!</p></abstract><abstract><p>Bees fly.</p></abstract>'
        '<abstract abstract-type="summary"><title>Author Summary</title><p>They fly far.</p></abstract>'
        '<trans-abstract xml:lang="de"><title>Zusammenfassung</title><p>Bienen fliegen.</p></trans-abstract>'
    )
    headed = jats("<sec><title>Aims</title><p>x</p></sec>", meta=meta)
    bare = jats("<p>x</p>", meta=meta)

    assert headed.metadata.abstract == "Bees fly."
    assert texts(headed, BlockKind.ABSTRACT) == ["Bees fly.", "Buzz!", "They fly far.", "Bienen fliegen."]
    assert [s.title for s in headed.sections] == ["Author Summary", "Zusammenfassung", "Aims"]
    assert bare.sections == () and "Author Summary" in texts(bare, BlockKind.ABSTRACT)


def test_an_abstract_without_paragraphs_is_read(jats: Jats) -> None:
    """Its words stand right in it, behind a title or alone."""
    words = "Bees <italic>fly</italic>.</abstract>"
    bare, titled = jats(meta=f"<abstract>{words}"), jats(meta=f"<abstract><title>Summary</title>{words}")

    assert bare.metadata.abstract == titled.metadata.abstract == "Bees fly."
    assert titled.coverage == 1.0


def test_what_else_the_front_says_is_kept_once(jats: Jats) -> None:
    """Affiliations, rights, funding, statements on data; footnotes are notes."""
    document = jats(
        meta=people(NAME.format("Mara", "Quist") + '<xref ref-type="aff" rid="a1">1</xref>')
        + '<aff id="a1"><label>1</label>Institute of Roofs, Norderby</aff>'
        + "<author-notes><corresp>quist@example.org</corresp><fn><label>†</label><p>Equal work.</p></fn></author-notes>"
        + "<permissions><copyright-statement>© 2020</copyright-statement></permissions><funding-group>"
        + "<funding-statement>Paid by nobody.</funding-statement></funding-group><custom-meta-group><custom-meta>"
        + "<meta-name>Data Availability</meta-name><meta-value>On request.</meta-value></custom-meta>"
        + "</custom-meta-group>"
    )

    assert texts(document, BlockKind.NOTE) == ["Equal work."]
    front = " | ".join(texts(document, BlockKind.OTHER))
    for words in ("1 Institute of Roofs, Norderby", "quist@example.org", "© 2020", "Paid by nobody.", "On request."):
        assert front.count(words) == 1
    assert "Quist" not in front.replace("quist@", "")
    assert document.coverage == 1.0


def test_the_language_is_stated(jats: Jats) -> None:
    """Where the file states it."""
    from corpus.read import read
    from tests.corpus.conftest import article

    data = article("<p>Bienen fliegen.</p>").replace("<article ", '<article xml:lang="de" ', 1)

    assert read("a", data.encode()).metadata.language == "de"
    assert jats().metadata.language == ""


def test_what_an_archive_says_of_its_processing_is_no_paragraph(jats: Jats) -> None:
    """PubMed Central puts it before the front matter."""
    document = jats(beside="<processing-meta><restricted-by>pmc</restricted-by></processing-meta>")

    assert texts(document, BlockKind.PARAGRAPH) == ["Bees fly."]
    assert texts(document, BlockKind.OTHER) == ["pmc"]


def test_people_of_a_group_of_authors_are_its_authors(jats: Jats) -> None:
    """Some editors write that a contributor is a person, and that the group is of authors."""
    one = '<contrib contrib-type="person"><name><surname>{}</surname><given-names>A</given-names></name></contrib>'
    groups = "".join(
        f'<contrib-group content-type="{kind}">{one.format(name)}</contrib-group>'
        for kind, name in (("author", "Berg"), ("editor", "Holm"))
    )

    assert jats(meta=groups).metadata.authors == ("A Berg",)
