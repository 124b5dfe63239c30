"""REFI-QDA projects of each maker are read as their maker meant them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.importing.parse import parse
from concord.importing.values import Project
from tests.concord.importing.makers import ALL, ATLAS, MAXQDA, NVIVO, QUALCODER, UNITS, Maker, Sel, Written, guid

TEXT = """Bees on roofs 🐝

The roofs of cities are hot. Keepers 🐝🐝 carry water up the stairs, and
the colonies suffer from heat.

A second visit: the colonies suffer from wind.
"""
CODES = {
    "Hardship": "what is hard for the hive",
    "Hardship > Weather": "",
    "Hardship > Weather > Heat": "over thirty degrees",
    "People": "",
}
SELS = (
    Sel("Keepers", "People", "Ben", "not the owners"),
    Sel("suffer from heat", "Hardship > Weather > Heat", "Ann"),
    Sel("colonies suffer", "Hardship > Weather", "Ben", at=1),
)


def read(data: bytes, name: str = "bees.qdpx") -> Project:
    found = parse(name, data)
    assert isinstance(found, Project)
    return found


def project(maker: Maker, **more: object) -> Project:
    return read(Written(maker, CODES, {"roofs": (TEXT, SELS)}, **more).qdpx())  # type: ignore[arg-type]


@pytest.mark.parametrize("maker", ALL.values(), ids=ALL.keys())
def test_each_maker_is_read_as_it_counts(maker: Maker) -> None:
    """Words, people, notes and the code book of one project are the same in the form of every program."""
    found = project(maker)
    names = {person.key: person.name for person in found.people}
    paths = {code.key: code.path for code in found.codes}

    assert [(c.words, names[c.who], c.note, paths[c.code][-1]) for c in found.codings] == [
        ("Keepers", "Ben", "not the owners", "People"),
        ("suffer from heat", "Ann", "", "Heat"),
        ("colonies suffer", "Ben", "", "Weather"),
    ]
    assert all(found.sources[0].text[c.start : c.end] == c.words for c in found.codings)
    assert found.codings[2].start == TEXT.rindex("colonies suffer")
    assert [(" > ".join(code.path), code.note) for code in found.codes] == list(CODES.items())
    assert (found.maker, found.lost) == (maker.origin, ())
    assert found.sources[0].text == TEXT


def test_positions_of_an_unusual_counting_are_told() -> None:
    """Who reads UTF-16 units as characters has to say so."""
    assert project(NVIVO).remarks == ()
    assert ["UTF-16 units" in remark.why for remark in project(UNITS).remarks] == [True]


@pytest.mark.parametrize("maker", ALL.values(), ids=ALL.keys())
def test_the_text_of_a_pdf_is_coded_text(maker: Maker) -> None:
    """Programs put the words of a PDF and their selections into its representation."""
    assert [c.words for c in project(maker, kind="PDFSource").codings] == [sel.words for sel in SELS]


def test_the_bytes_of_the_files_are_known_again() -> None:
    """The PDF in the archive is the document that was added, by its bytes."""
    from corpus.study import document_id

    pdf = b"%PDF-1.4 of bees"
    written = Written(ATLAS, CODES, {"roofs": (TEXT, SELS)}, kind="PDFSource")
    written.files[f"sources/{ATLAS.id('roofs')}.pdf"] = pdf

    assert str(document_id(pdf)) in read(written.qdpx()).sources[0].files


def test_a_note_that_a_link_joins_to_words_stands_with_the_coding() -> None:
    """NVivo keeps annotations as notes and joins them to selections by links."""
    at = guid("roofs" + str(NVIVO.position(TEXT, TEXT.index("Keepers"))))
    extra = (
        f'<Notes><Note guid="{guid("note")}" name="1" plainTextPath="internal://n.txt"/></Notes>'
        f'<Links><Link guid="{guid("link")}" originGUID="{guid("note")}" targetGUID="{at}"/></Links>'
    )
    found = project(NVIVO, extra=extra, files={"Sources/n.txt": b"ask them again"})

    assert found.codings[0].note == "not the owners\n1\nask them again"
    assert found.lost == ()


def test_a_comment_on_coded_words_goes_with_their_codings_and_others_are_told() -> None:
    """MAXQDA writes comments as selections without a code."""
    sels = (*SELS, Sel("Keepers", "", "Ann", "who exactly?"), Sel("wind", "", "Ann", "also rain?"))
    found = read(Written(MAXQDA, CODES, {"roofs": (TEXT, sels)}).qdpx())

    assert found.codings[0].note == "not the owners\nwho exactly?"
    assert [(lost.what, lost.words) for lost in found.lost] == [("note", "also rain? — wind")]


def test_an_annotation_that_a_note_itself_places_is_read() -> None:
    """QualCoder writes the place of an annotation into the note, with an ampersand that is none of XML."""
    start = TEXT.index("suffer from heat")
    note = (
        f'<Notes><Note guid="{guid("a")}"><PlainTextContent>hot & dry</PlainTextContent><PlainTextSelection '
        f'guid="{guid("b")}" startPosition="{start}" endPosition="{start + 16}"/></Note></Notes>'
    )
    written = Written(QUALCODER, CODES, {"roofs": (TEXT, SELS)}, extra=note)
    written.in_source = f'<NoteRef targetGUID="{guid("a")}"/>'
    found = read(written.qdpx())

    assert found.codings[1].note == "hot & dry"
    assert [remark.what for remark in found.remarks] == ["file"]  # that the XML was mended


def test_a_broken_tag_costs_nothing_that_stands_beside_it() -> None:
    """QualCoder closes the selections of films by a tag with a quote in it, which is no XML."""
    film = (
        '<VideoSource guid="v" name="roof.mp4"><VideoSelection guid="w" begin="1" end="2" name="">'
        f'<Coding guid="x"><CodeRef targetGUID="{QUALCODER.id("People")}"/></Coding></Video\'Selection></VideoSource>'
    )
    written = Written(QUALCODER, CODES, {"roofs": (TEXT, SELS)})
    xml = written.xml().replace("</Sources>", film + "</Sources>")

    found = read(replace_xml(written, xml))

    assert [c.words for c in found.codings] == [sel.words for sel in SELS]
    assert {lost.why for lost in found.lost} >= {"is a film"}
    assert any("skipped" in remark.why for remark in found.remarks)


def replace_xml(written: Written, xml: str) -> bytes:
    class Other(Written):
        def xml(self) -> str:
            return xml

    return Other(**{name: getattr(written, name) for name in written.__dataclass_fields__}).qdpx()


def test_everything_that_is_no_coded_text_is_told_by_name() -> None:
    """Cases, variables, sets, drawings, links, areas of pages: one line each, never dropped in silence."""
    extra = (
        f'<Variables><Variable guid="{guid("v")}" name="Age" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{guid("c")}" name="Anna"/><Case guid="{guid("d")}"/></Cases>'
        f'<Sets><Set guid="{guid("s")}" name="Round one"><Description>the first</Description></Set></Sets>'
        f'<Graphs><Graph guid="{guid("g")}" name="Map"/></Graphs>'
        f'<Links><Link guid="{guid("l")}" name="causes"/></Links>'
        "<Description>About bees</Description>"
    )
    area = (
        f'<PDFSource guid="p" name="paper.pdf"><PDFSelection guid="q" page="3" firstX="1" firstY="1" secondX="2" '
        f'secondY="2" name="Figure 1"><Coding guid="r"><CodeRef targetGUID="{guid("People")}"/></Coding></PDFSelection>'
        f'<Coding guid="z"><CodeRef targetGUID="{guid("People")}"/></Coding></PDFSource>'
        '<PictureSource guid="i" name="hive.png"/><AudioSource guid="j" name="talk.mp3"><Transcript guid="k">'
        '<TranscriptSelection guid="m" name="bee song"/></Transcript></AudioSource>'
    )
    written = Written(MAXQDA, CODES, {"roofs": (TEXT, SELS)}, extra=extra)
    found = read(replace_xml(written, written.xml().replace("</Sources>", area + "</Sources>")))

    assert [(lost.what, lost.where, lost.words) for lost in found.lost] == [
        ("note", "Bees", "About bees"),
        ("source", "paper.pdf", ""),
        ("coding", "paper.pdf, page 3", "Figure 1"),
        ("coding", "paper.pdf", ""),
        ("source", "hive.png", ""),
        ("source", "talk.mp3", ""),
        ("note", "talk.mp3", "bee song"),
        ("case", "Anna", ""),
        ("case", "1 without a name", ""),
        ("variable", "Age", ""),
        ("set", "Round one", "the first"),
        ("drawing", "Map", ""),
        ("link", "causes", ""),
    ]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (5, 5, "begins where it ends"),
        (9, 5, "ends before it begins"),
        (-3, 5, "ends before it begins"),
        (5, 9_999, "beyond the end of the text"),
        (15, 17, "white space"),
    ],
)
def test_a_place_that_is_none_is_told(first: int, last: int, why: str) -> None:
    """ATLAS.ti writes selections without length; others may be broken."""
    text = TEXT.replace("🐝", "b")  # so that only one counting is possible
    written = Written(ATLAS, CODES, {"roofs": (text, SELS[1:2])})
    old = f'startPosition="{text.index("suffer")}" endPosition="{text.index("suffer") + 16}"'
    assert old in written.xml()
    good = written.xml()[written.xml().index("<PlainTextSelection") : written.xml().index("</TextSource>")]
    bad = good.replace(old, f'startPosition="{first}" endPosition="{last}"')
    found = read(replace_xml(written, written.xml().replace(good, good + bad)))

    assert [c.words for c in found.codings] == ["suffer from heat"]
    assert [(lost.what, why in lost.why) for lost in found.lost] == [("coding", True)]


def test_a_code_that_is_a_case_or_unknown_is_told_with_the_words() -> None:
    """NVivo puts cases on words as if they were codes."""
    sels = (Sel("Keepers", "Anna"), Sel("suffer from heat", "nothing of that name"))
    extra = f'<Cases><Case guid="{NVIVO.id("Anna")}" name="Anna"/></Cases>'
    found = read(Written(NVIVO, CODES, {"roofs": (TEXT, sels)}, extra=extra).qdpx())

    assert found.codings == ()
    assert [(lost.words, lost.why) for lost in found.lost[:2]] == [
        ("Keepers", "is put on a case and on no code"),
        ("suffer from heat", "names a code that the code book does not hold"),
    ]


def test_a_source_whose_text_is_elsewhere_is_told_with_its_number_of_selections() -> None:
    """A source may lie outside the archive."""
    xml = Written(ATLAS, CODES, {"roofs": (TEXT, SELS)}).xml()
    found = read(xml.encode(), "bees.qde")

    assert found.codings == ()
    assert [lost.what for lost in found.lost] == ["source"]
    assert "its 3 selections" in found.lost[0].why


def test_two_people_of_one_name_are_two_people() -> None:
    """A key tells them apart; the name that is signed with gets its beginning."""
    from concord.importing.taking import names_of
    from concord.importing.values import Person

    people = (Person("AAAA0000-1", "Ann"), Person("BBBB0000-2", "Ann"), Person("C", "Ben"))

    assert list(names_of(people).values()) == ["Ann (aaaa0000)", "Ann (bbbb0000)", "Ben"]


WORDS = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=4, max_size=8)


@st.composite
def written(draw: st.DrawFn) -> tuple[Written, list[Sel]]:
    """A project of any maker: a text with up to two bees, selections of whole words, a code book of any depth."""
    maker = draw(st.sampled_from(sorted(ALL)))
    words = draw(st.lists(WORDS, min_size=6, max_size=30))
    between = draw(st.lists(st.sampled_from([" ", ", ", "\n", ".\n\n"]), min_size=len(words), max_size=len(words)))
    text = "".join(word + sign for word, sign in zip(words, between, strict=True))
    for at in sorted(draw(st.lists(st.integers(0, len(words) - 1), max_size=2)), reverse=True):
        text = text.replace(words[at], "🐝 " + words[at], 1)
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    paths: list[str] = []
    for name in names:
        above = draw(st.sampled_from(["", *paths]))
        paths.append(f"{above} > {name}" if above else name)
    codes = {path: draw(st.one_of(st.just(""), WORDS)) for path in paths}
    users = tuple(draw(st.lists(WORDS, min_size=1, max_size=3, unique=True)))
    sels = []
    for _ in range(draw(st.integers(1, 6))):
        word = draw(st.sampled_from(words))
        sels.append(
            Sel(word, draw(st.sampled_from(paths)), draw(st.sampled_from(users)), draw(st.one_of(st.just(""), WORDS)))
        )
    sels = [sel for sel in sels if text.count(sel.words) == 1] or [Sel(text, paths[0], users[0])]
    return Written(ALL[maker], codes, {"source": (text, sels)}, users), sels


@given(written())
def test_what_a_program_writes_is_what_is_read(given: tuple[Written, list[Sel]]) -> None:
    """Spans, code book, people and notes of any project come back, in the form of any maker."""
    project, sels = given
    found = read(project.qdpx())
    names = {person.key: person.name for person in found.people}
    paths = {code.key: " > ".join(code.path) for code in found.codes}

    told = {(sel.words.strip(), sel.code, sel.who) for sel in sels}
    assert {(c.words.strip(), paths[c.code], names[c.who]) for c in found.codings} == told
    assert all(c.words == found.sources[0].text[c.start : c.end] for c in found.codings)
    assert {" > ".join(code.path): code.note for code in found.codes} == dict(project.codes)
    assert sorted(names.values()) == sorted(project.users)
    assert {n for c in found.codings for n in c.note.split("\n") if n} == {sel.note for sel in sels if sel.note}


def test_same_bytes_same_project() -> None:
    """Reading is a function of the bytes alone."""
    data = Written(ATLAS, CODES, {"roofs": (TEXT, SELS)}).qdpx()

    assert read(data) == read(data)
    assert read(data, "other.qdpx") == replace(read(data))
