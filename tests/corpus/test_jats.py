"""JATS: the blocks of the text as the file marks them, in order and whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.errors import UnknownFormat, UnreadableDocument
from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import article, texts

Jats = Callable[..., Document]
P = BlockKind.PARAGRAPH


def said(document: Document, *kinds: BlockKind) -> list[tuple[str, str]]:
    """Kind and words of the blocks from the first one of the body on."""
    found = [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]
    return [(kind, words) for kind, words in found if not kinds or kind in kinds][1:]


def items(document: Document) -> list[tuple[str, str, int, int | None]]:
    return [
        (b.marker, document.text[b.start : b.end], b.level, b.group)
        for b in document.blocks
        if b.kind is BlockKind.LIST_ITEM
    ]


def test_words_are_neither_glued_nor_broken(jats: Jats) -> None:
    """Mark-up inside a line puts no space into a word; a break, and the white space of a pretty file, is one space."""
    document = jats(
        "<p>CO<sub>2</sub> and H<sub>2</sub>O <italic>fall</italic>,\n   <bold>m</bold>ore<break/>or<sc>less</sc>.</p>"
        "<p>Next<!-- a comment -->door.</p>"
    )

    assert texts(document, P) == ["CO2 and H2O fall, more orless.", "Nextdoor."]


def test_sections_nest_as_in_the_file(jats: Jats) -> None:
    """Labels are numbers; a title that holds its number gives it up; a section without a title opens no level."""
    document = jats(
        "<sec><label>1.</label><title>Methods</title><p>a</p><sec><label>1.1</label><title>Search</title><p>b</p></sec>"
        "</sec><sec><title>2 Results</title><sec><p>c</p><sec><title>Funnel</title><p>d</p></sec></sec></sec>"
    )

    assert [(s.number, s.title, s.level) for s in document.sections] == [
        ("1", "Methods", 1),
        ("1.1", "Search", 2),
        ("2", "Results", 1),
        ("", "Funnel", 2),
    ]
    assert not any(s.inferred for s in document.sections)


def test_a_section_without_a_title_is_named_after_its_type(jats: Jats) -> None:
    """The file says what it is, but in no words: the heading is inferred, and a repair says so."""
    document = jats('<sec sec-type="methods"><p>We searched.</p></sec>', back="<ack><p>Thanks.</p></ack>")

    assert [(s.title, s.inferred) for s in document.sections] == [("Methods", True), ("Acknowledgments", True)]
    assert [r.name for r in document.repairs] == ["heading inferred", "heading inferred"]


def test_sections_that_were_never_nested_nest_by_their_numbers(jats: Jats) -> None:
    """Some converters write every section side by side."""
    flat = "".join(f"<sec><title>{t}</title><p>x</p></sec>" for t in ("1 Aims", "2 Ways", "2.1 Search", "2.2 Sift"))

    assert [s.level for s in jats(flat).sections] == [1, 1, 2, 2]


def test_nested_sections_are_believed_before_their_numbers(jats: Jats) -> None:
    """As in a chapter, whose sections all have the number of the chapter before their own."""
    inner = "<sec><title>2.1.1 Words</title><p>x</p></sec>"
    nested = f"<sec><title>2.1 Search</title>{inner}</sec><sec><title>2.2 Sift</title><p>x</p></sec>"

    assert [s.level for s in jats(nested).sections] == [1, 2, 1]


def test_lists_keep_labels_order_and_depth(jats: Jats) -> None:
    """A list in an item is a list of its own; paragraphs of one item are one; lists side by side stay two."""
    document = jats(
        '<p>These:<list list-type="order"><list-item><p>first</p><p>and more</p></list-item><list-item><p>second</p>'
        "<list><list-item><label>•</label><p>deep</p></list-item></list></list-item></list>and so on.</p>"
        "<list><list-item><label>(a)</label><p>other</p></list-item></list>"
    )

    assert items(document) == [
        ("1.", "first and more", 0, 0),
        ("2.", "second", 0, 0),
        ("•", "deep", 1, 1),
        ("(a)", "other", 0, 2),
    ]
    assert texts(document, P) == ["These:", "and so on."]


def test_definitions_are_items_with_their_term_in_bold(jats: Jats) -> None:
    """A glossary is a section of the back matter."""
    document = jats(
        back="<glossary><title>Terms</title><def-list><def-item><term>hive</term><def><p>a box</p></def></def-item>"
        "</def-list></glossary>"
    )

    block = next(b for b in document.blocks if b.kind is BlockKind.LIST_ITEM)
    assert document.text[block.start : block.end] == "hive a box"
    assert [document.text[a:b] for a, b in block.bold] == ["hive"]
    assert document.sections[0].title == "Terms"


def test_floats_in_a_paragraph_leave_it_whole(jats: Jats) -> None:
    """Figure, formula and footnote follow the sentence that they stand in."""
    document = jats(
        "<p>As<fn><label>1</label><p>Seen twice.</p></fn>, <fig><label>Fig. 1</label><caption><title>Hive.</title>"
        "<p>Open.</p></caption></fig>we get<disp-formula><label>(2)</label>a = b</disp-formula> where a is b.</p>"
    )

    assert said(document) == [
        ("paragraph", "As, we get where a is b."),
        ("note", "Seen twice."),
        ("caption", "Fig. 1 Hive. Open."),
        ("formula", "a = b"),
    ]
    assert [b.marker for b in document.blocks[-3:]] == ["1", "", "(2)"]


def test_what_belongs_to_a_figure_and_is_no_caption_is_a_note(jats: Jats) -> None:
    """Its identifier and its description for the blind; rights are set aside."""
    document = jats(
        "<p>x</p><fig><object-id>10.5555/roof.g1</object-id><label>Fig. 1</label><caption><p>Hive.</p></caption>"
        "<alt-text>A box.</alt-text><permissions><license><license-p>Free.</license-p></license></permissions></fig>"
    )

    assert said(document)[1:] == [
        ("note", "10.5555/roof.g1"),
        ("caption", "Fig. 1 Hive."),
        ("note", "A box."),
        ("other", "Free."),
    ]


def test_a_formula_that_is_there_twice_is_told_once(jats: Jats) -> None:
    """TeX on a line of its own, the signs of MathML within a line; the frame of a TeX document is none of it."""
    tex = r"<tex-math>\documentclass{minimal}\begin{document}$$x^2$$\end{document}</tex-math>"
    signs = "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"
    both = f"<alternatives>{tex}{signs}</alternatives>"
    document = jats(f"<p>Let <inline-formula>{both}</inline-formula> be.</p><disp-formula>{both}</disp-formula>")

    assert said(document) == [("paragraph", "Let x2 be."), ("formula", "$$x^2$$")]
    assert document.coverage == 1.0


def test_a_fraction_does_not_glue_what_stands_above_its_bar_to_what_is_below(jats: Jats) -> None:
    """Nor do cells of a matrix; the formula's annotation says the same again and is left out."""
    document = jats(
        "<p>Of <mml:math><mml:semantics><mml:mrow><mml:mi>a</mml:mi><mml:mo>=</mml:mo><mml:mfrac><mml:mi>b</mml:mi>"
        "<mml:mi>c</mml:mi></mml:mfrac></mml:mrow><mml:annotation>a=b/c</mml:annotation></mml:semantics></mml:math> and"
        "<mml:math><mml:mtable><mml:mtr><mml:mtd>1</mml:mtd><mml:mtd>2</mml:mtd></mml:mtr></mml:mtable></mml:math>.</p>"
    )

    assert texts(document, P) == ["Of a=b c and1 2."]
    assert document.coverage == 1.0


def test_boxes_open_no_section_since_the_text_goes_on_behind_them(jats: Jats) -> None:
    """Their title is a caption, titles inside are bold paragraphs."""
    document = jats(
        "<sec><title>Results</title><boxed-text><label>Box 1</label><caption><title>Rules</title></caption><sec>"
        "<title>First</title><p>Feed.</p></sec></boxed-text><p>They hold.</p></sec>"
    )

    assert said(document) == [
        ("heading", "Results"),
        ("caption", "Box 1 Rules"),
        ("paragraph", "First"),
        ("paragraph", "Feed."),
        ("paragraph", "They hold."),
    ]
    assert [s.title for s in document.sections] == ["Results"]


def test_quotations_verses_speeches_and_statements_are_text(jats: Jats) -> None:
    """A statement's name and its first sentence are one block, with the name in bold."""
    document = jats(
        "<p>He said:<disp-quote><p>No.</p><attrib>Keeper 3</attrib></disp-quote></p><verse-group><verse-line>Bees"
        "</verse-line><verse-line>fly</verse-line></verse-group><speech><speaker>A:</speaker><p>Why?</p></speech>"
        "<statement><label>Theorem 1.</label><p>All fly.</p></statement>"
    )

    assert texts(document, P) == ["He said:", "No.", "Bees fly", "A: Why?", "Theorem 1. All fly."]
    assert texts(document, BlockKind.NOTE) == ["Keeper 3"]


def test_code_keeps_its_lines_and_is_no_text(jats: Jats) -> None:
    """Nothing that counts words should take it for prose."""
    document = jats("<p>Run:</p><code>a = 1\n  b = 2</code>")

    assert texts(document, BlockKind.OTHER) == ["a = 1\n  b = 2"]


def test_floats_at_the_end_of_the_file_stand_where_they_are_first_named(jats: Jats) -> None:
    """One that nobody names stands behind the text."""
    figure = '<fig id="{0}"><label>Figure {1}</label><caption><p>C{1}.</p></caption></fig>'
    document = jats(
        '<p>See <xref ref-type="fig" rid="f2">Figure 2</xref>.</p><p>On.</p>',
        back="<ack><title>Thanks</title><p>To you.</p></ack>",
        beside=f"<floats-group>{figure.format('f1', 1)}{figure.format('f2', 2)}</floats-group>",
    )

    assert [words for _, words in said(document)] == [
        "See Figure 2.",
        "Figure 2 C2.",
        "On.",
        "Figure 1 C1.",
        "Thanks",
        "To you.",
    ]
    assert document.citations == ()


def test_floats_without_an_id_of_their_own_are_kept(jats: Jats) -> None:
    """Nothing can point at them; they stand behind the text."""
    figures = "".join(f"<fig{id}><label>F{n}</label></fig>" for n, id in enumerate(("", ' id="a"', ' id="a"', "")))
    document = jats("<p>x</p>", beside=f"<floats-group>{figures}</floats-group>stray")

    assert sorted(texts(document, BlockKind.CAPTION)) == ["F0", "F1", "F2", "F3"]
    assert texts(document, BlockKind.OTHER) == ["stray"]


def test_the_back_matter_has_sections_of_its_own(jats: Jats) -> None:
    """Appendices, notes, groups of footnotes with a title."""
    document = jats(
        back="<app-group><app><label>Appendix A</label><title>Strings</title><p>q</p><sec><title>More</title><p>r</p>"
        '</sec></app></app-group><notes><title>Data availability</title><p>Here.</p></notes><sec sec-type="x">'
        "<title>Additional</title><fn-group><title>Interests</title><fn><p>None.</p></fn></fn-group></sec>"
    )

    assert [(s.number, s.title, s.level) for s in document.sections] == [
        ("Appendix A", "Strings", 1),
        ("", "More", 2),
        ("", "Data availability", 1),
        ("", "Additional", 1),
        ("", "Interests", 2),
    ]
    assert texts(document, BlockKind.NOTE) == ["None."]


def test_letters_and_replies_follow_the_article(jats: Jats) -> None:
    """Each is a section with its sections, and its references are references."""
    ref = '<back><ref-list><ref id="s1"><mixed-citation>Noll A. Wind. 2019.</mixed-citation></ref></ref-list></back>'
    document = jats(
        "<sec><title>Results</title><p>x</p></sec>",
        beside="<sub-article><front-stub><title-group><article-title>Decision letter</article-title></title-group>"
        "</front-stub><body><p>Dear authors</p><sec><title>Major</title><p>y</p></sec></body>"
        f"{ref}</sub-article><response><front-stub><title-group><article-title>Reply</article-title></title-group>"
        "</front-stub><body><p>Dear editor</p></body></response>",
    )

    assert [(s.title, s.level) for s in document.sections] == [
        ("Results", 1),
        ("Decision letter", 1),
        ("Major", 2),
        ("References", 2),
        ("Reply", 1),
    ]
    assert [r.key for r in document.references] == ["s1"]


def test_words_where_none_should_stand_are_kept(jats: Jats) -> None:
    """Right in a section, a list, a figure, the body."""
    document = jats(
        "Bare.<p>Told.</p><sec><title>T</title>Loose<p>Fine.</p></sec><list>stray<list-item><p>i</p></list-item></list>"
        "<unheard-of><p>Inside.</p></unheard-of><unheard-of>Words</unheard-of>"
    )

    assert document.coverage == 1.0
    assert {"Bare.", "Told.", "Fine.", "Inside.", "Words"} <= set(texts(document, P))
    assert {"Loose", "stray"} <= set(texts(document, BlockKind.OTHER))


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet href="a.xsl"?>\n<!-- made up -->\n',
        '<!DOCTYPE article PUBLIC "-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN" "journalpublishing3.dtd">',
        '<!DOCTYPE article SYSTEM "archivearticle.dtd" [<!ENTITY x "y">]>',
    ],
)
def test_any_prologue_reads(head: str) -> None:
    """With a document type or without, of any version."""
    document = read("paper", (head + article("<p>Bees fly.</p>")).encode())

    assert (document.format, texts(document, P)) == ("jats", ["Bees fly."])


def test_a_namespace_for_all_elements_changes_nothing() -> None:
    """As an archive's interface wraps it."""
    inner = article("<p>Bees fly.</p>").replace(
        "<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" '
    )
    data = f"<OAI-PMH><GetRecord><record><metadata>{inner}</metadata></record></GetRecord></OAI-PMH>"

    assert texts(read("paper", data.encode()), P) == ["Bees fly."]


def test_broken_files_read_with_a_repair() -> None:
    """Characters named in a document type that nobody loads, and an attribute given twice."""
    text = article('<p>Bees &mdash; they <ext-link xlink:href="a" xlink:href="b">fly</ext-link> &amp; rest.</p>')
    document = read("paper", text.encode())

    assert texts(document, P) == ["Bees — they fly & rest."]
    assert document.repairs


def test_a_collection_of_one_is_that_article_and_of_several_is_refused() -> None:
    """Two articles in one document would be one study; the message says what to do."""
    one = article("<p>Bees fly.</p>")

    assert texts(read("set", f"<pmc-articleset>{one}</pmc-articleset>".encode()), P) == ["Bees fly."]
    with pytest.raises(UnreadableDocument, match=r"2 articles; save each article as a file of its own\.$"):
        read("set", f"<articles>{one}{one}</articles>".encode())
    with pytest.raises(UnreadableDocument, match="without an article"):
        read("set", b'<pmc-articleset><Reply error="no such id"/></pmc-articleset>')


def test_what_holds_no_text_or_is_no_article_is_refused_with_a_reason() -> None:
    """A title alone, a file that breaks off, an XML of another kind."""
    with pytest.raises(UnreadableDocument, match="no text beyond its title"):
        read("a", article("", meta="<volume>3</volume>").encode())
    with pytest.raises(UnreadableDocument, match="neither the front matter nor the body"):
        read("a", b"<article><header2>Bees</header2><p>fly.</p></article>")
    with pytest.raises(UnreadableDocument, match="breaks off"):
        read("a", article("<p>Bees fly over the roofs.</p>").encode()[:-60])
    with pytest.raises(UnknownFormat, match="root <catalog>"):
        read("a", b'<?xml version="1.0"?><catalog><group><uri name="a"/></group></catalog>')


def test_a_record_with_an_abstract_and_no_body_is_read() -> None:
    """That is what an index sends of a paper that is not free."""
    front = "<title-group><article-title>Roofs</article-title></title-group><abstract><p>Bees fly.</p></abstract>"
    document = read("a", f"<article><front><article-meta>{front}</article-meta></front></article>".encode())

    assert (document.metadata.abstract, texts(document, BlockKind.ABSTRACT)) == ("Bees fly.", ["Bees fly."])


def test_relatives_of_other_publishers_read_by_their_own_names() -> None:
    """Elsevier's and IOP's elements do the same under other names."""
    data = """<converted-article xmlns="http://x/ja/dtd" xmlns:ce="http://x/common/dtd" xmlns:sb="http://x/sb/dtd">
      <item-info><ce:doi>10.5555/roof.1</ce:doi></item-info>
      <ce:floats><ce:figure id="f1"><ce:label>Fig. 1</ce:label><ce:caption><ce:simple-para>A hive.</ce:simple-para>
      </ce:caption></ce:figure></ce:floats>
      <head><ce:title>Roofs</ce:title><ce:author-group><ce:author><ce:given-name>Mara</ce:given-name>
      <ce:surname>Quist</ce:surname></ce:author></ce:author-group></head>
      <body><ce:sections><ce:section><ce:label>1</ce:label><ce:section-title>Aims</ce:section-title>
      <ce:para>Bees fly <ce:cross-ref refid="b1">[1]</ce:cross-ref>, see <ce:cross-ref refid="f1">Fig. 1</ce:cross-ref>.
      </ce:para><ce:para>So.</ce:para></ce:section></ce:sections></body>
      <tail><ce:bibliography><ce:section-title>References</ce:section-title><ce:bibliography-sec>
      <ce:bib-reference id="b1"><ce:label>[1]</ce:label><sb:reference><sb:contribution><sb:authors><sb:author>
      <ce:given-name>A.</ce:given-name><ce:surname>Noll</ce:surname></sb:author></sb:authors><sb:title>
      <sb:maintitle>Wind</sb:maintitle></sb:title></sb:contribution><sb:host><sb:issue><sb:series><sb:title>
      <sb:maintitle>Roof Letters</sb:maintitle></sb:title></sb:series></sb:issue></sb:host></sb:reference>
      </ce:bib-reference></ce:bibliography-sec></ce:bibliography></tail></converted-article>"""
    document = read("paper", data.encode())

    assert (document.metadata.title, document.metadata.authors, document.metadata.doi) == (
        "Roofs",
        ("Mara Quist",),
        "10.5555/roof.1",
    )
    assert [words for _, words in said(document)][-6:-1] == [
        "Aims",
        "Bees fly [1], see Fig. 1.",
        "Fig. 1 A hive.",
        "So.",
        "References",
    ]
    assert [(r.title, r.authors, r.venue) for r in document.references] == [("Wind", ("A. Noll",), "Roof Letters")]
    assert [c.targets for c in document.citations] == [("b1",)]


def test_a_citation_does_not_begin_or_end_with_the_blanks_of_an_indented_file(jats: Jats) -> None:
    """Some makers put each tag on a line of its own."""
    body = "<p>Bees fly<xref ref-type='bibr' rid='b1'>\n\t<sup>1</sup>\n</xref> home.</p>"
    refs = "<ref-list><ref id='b1'><mixed-citation>Bee A. Flight. 2001.</mixed-citation></ref></ref-list>"
    document = jats(body, refs)

    assert [document.text[c.start : c.end] for c in document.citations] == ["1"]


def test_a_part_of_an_appendix_has_its_whole_number(jats: Jats) -> None:
    """The letter and the number after it are one."""
    back = "<app-group><app><title>Appendix A</title><sec><title>Appendix A.1. More bees</title><p>Bees.</p></sec>"
    document = jats(back=f"{back}<sec><title>Appendix B: Fewer</title><p>One.</p></sec></app></app-group>")

    numbers = [(s.number, s.title) for s in document.sections if s.number]
    assert numbers == [("Appendix A.1", "More bees"), ("Appendix B", "Fewer")]
