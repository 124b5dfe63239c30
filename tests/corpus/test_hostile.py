"""Hostile and broken files: each row of what parsers stumble over, and each file that a fuzzer broke a reader with."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from corpus.errors import ConcordError, UnknownFormat, UnreadableDocument
from corpus.read import read
from corpus.study import Document
from tests.corpus.conftest import PROSE

SECONDS = 10.0  # a reader that takes longer has hung; a file of this module takes far less

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
BODY = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Lamps on quays</title></titleStmt>'
    "<publicationStmt/><sourceDesc/></fileDesc></teiHeader><text><body><div><head>1 Introduction</head>"
    f"<p>{PROSE} MARK</p></div><div><head>2 Results</head><p>{PROSE}</p></div></body></text></TEI>"
)


def tei(mark: str = "", declaration: bytes = HEAD, doctype: str = "", encoding: str = "utf-8") -> bytes:
    """A small paper in TEI with something in its first paragraph, before it, or in another encoding."""
    return declaration + (doctype + BODY.replace("MARK", mark)).encode(encoding)


def reads(data: bytes) -> Document:
    """The document, and never a hang."""
    begun = time.perf_counter()
    found = read("a.xml", data)
    assert time.perf_counter() - begun < SECONDS
    return found


def refused(data: bytes, name: str = "a.xml") -> str:
    """The one sentence that refuses a file, and never a hang or another kind of error."""
    begun = time.perf_counter()
    with pytest.raises(ConcordError) as caught:
        read(name, data)
    assert time.perf_counter() - begun < SECONDS
    sentence = str(caught.value)
    assert sentence.startswith(name) and "\n" not in sentence
    return sentence


# --- entities ------------------------------------------------------------------------------------------------------


def lol(depth: int) -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE TEI [<!ENTITY l0 "lol">{levels}]>'


@pytest.mark.parametrize(
    ("doctype", "mark"),
    [
        (lol(10), "&l9;"),
        (f'<!DOCTYPE TEI [<!ENTITY q "{"q" * 60_000}">]>', "&q;" * 2000),
        ('<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        (lol(10), '<ref target="&l9;">x</ref>'),
    ],
    ids=["billion laughs", "quadratic", "loop", "in an attribute"],
)
def test_entities_that_expand_without_end_are_refused(doctype: str, mark: str) -> None:
    """In a moment, and not after the memory is full."""
    assert "its entities expand without end" in refused(tei(mark, doctype=doctype))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "secret.txt">]>',
        '<!DOCTYPE TEI SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    ],
    ids=["file", "net", "relative", "external subset", "parameter"],
)
def test_nothing_outside_the_file_is_read(doctype: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file and no address: the paper is read without them, or refused."""
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "secret.txt").write_text("SECRET", encoding="utf-8")
    monkeypatch.chdir(folder)
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "SECRET"
    try:
        text = reads(tei("before &x; after" if "ENTITY x" in doctype else "", doctype=doctype)).text
    except UnreadableDocument as error:
        text = str(error)

    assert "SECRET" not in text and host not in text


def test_an_entity_that_the_file_declares_harmlessly_is_its_text() -> None:
    """A name for a few words, as publishers use it."""
    assert "the quays of Ada" in reads(tei("the quays of &a;", doctype='<!DOCTYPE TEI [<!ENTITY a "Ada">]>')).text


@pytest.mark.parametrize(("name", "sign"), [("mdash", "—"), ("nbsp", " "), ("eacute", "é"), ("alpha", "α")])
def test_named_characters_of_html_are_the_characters(name: str, sign: str) -> None:
    """Although XML knows none of them; the repair is told."""
    found = reads(tei(f"lamp&{name};quay"))

    assert f"lamp{sign}quay" in found.text
    assert any(repair.name == "xml repaired" for repair in found.repairs)


def test_xinclude_and_processing_instructions_do_nothing() -> None:
    """They are names like others."""
    mark = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/><?php evil ?>'

    assert "evil" not in reads(tei(mark)).text


# --- size and depth ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "x" * 10_100_000,
        f'<ref target="{"x" * 10_100_000}">x</ref>',
        f"<!--{'x' * 10_100_000}-->",
        f"<{'x' * 60_000}/>",
        "<hi>" * 300 + "x" + "</hi>" * 300,
        "<hi>" * 50_000,
    ],
    ids=["text", "attribute", "comment", "name", "depth", "depth unclosed"],
)
def test_what_goes_beyond_the_limits_of_the_parser_is_refused(mark: str) -> None:
    """With the limit in the sentence, so that nobody looks for another fault."""
    sentence = refused(tei(mark))

    assert "goes beyond what is read of one XML file" in sentence or "breaks off" in sentence


def test_xml_beyond_its_size_is_refused_before_it_is_parsed() -> None:
    """A tree takes twenty times the memory of its file."""
    assert "MB that are parsed" in refused(tei("<hi/>" * 4_200_000))


@pytest.mark.parametrize("size", [8_100_000, 51_000_000])
def test_text_beyond_its_size_is_refused(size: int) -> None:
    """No paper is as long."""
    refused((PROSE + "\n").encode() * (size // len(PROSE)), "a.txt")


def test_lines_without_number_are_refused() -> None:
    """A dump with a word on each line costs a judgement of every line."""
    assert "it has over 60,000 lines" in refused(b"lamp\n" * 70_000, "a.txt")


def test_a_line_without_end_is_refused() -> None:
    """No regular expression meets it."""
    assert "a line of over two million characters" in refused(b"lamp " * 420_000, "a.txt")


# --- files that are something else ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(200), "a zip archive"),
        (b"\x1f\x8b\x08" + bytes(200), "a gzip archive"),
        (bytes(257) + b"ustar\x0000" + bytes(300), "a tar archive"),
        (b'{"title": "A paper", "abstract": "..."}', "JSON"),
        (b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>", "an HTML page"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 40, "a binary file"),
        (HEAD + b'<svg xmlns="http://www.w3.org/2000/svg"><text>Lamps</text></svg>', "XML with the root <svg>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_lies_about_its_type_is_called_by_its_own(data: bytes, kind: str) -> None:
    """Whatever its name ends with."""
    with pytest.raises(UnknownFormat, match=f"this is {kind}"):
        read("paper.tei.xml", data)


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 5000, b"[NO_BLOCKS]"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    """Empty, blank, a byte order mark alone, nothing but NUL, the message of a failed conversion."""
    refused(data)


# --- encodings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-8", "utf-8-sig"),
        ("UTF-8", "cp1252"),
        ("UTF-8", "latin-1"),
        ("ISO-8859-1", "utf-8"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-8"),
        ("x-unheard-of", "utf-8"),
        ("US-ASCII", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_are(declared: str, written: str) -> None:
    """Whatever the declaration says: a wrong one is a common mistake of converters."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n'
    words = "The café of Müller" if "latin" in written else "The café of Müller–Lüdenscheidt"

    assert words in reads((declaration + BODY.replace("MARK", words)).encode(written)).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    """With and without a byte order mark."""
    text = f"# Lamps\n\n## 1 Introduction\n\nThe café of Müller — {PROSE}\n\n## 2 Results\n\n{PROSE} {PROSE}\n"

    assert "The café of Müller — " in reads(text.encode(encoding)).text


# --- broken XML ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "lamp\0quay",
        "lamp\x1fquay",
        "lamp\ufffequay",
        "lamp&#0;quay",
        "lamp&#x1F;quay",
        "lamp&#xD83D;quay",
        "lamp&#99999999;quay",
    ],
    ids=ascii,
)
def test_signs_that_are_none_are_left_out(mark: str) -> None:
    """The words on both sides stay."""
    text = reads(tei(mark)).text

    assert "lamp" in text and "quay" in text and PROSE in text


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("R&D < 5 and > 3", "R&D < 5 and > 3"),
        ("a & b && c", "a & b && c"),
        ("x <5 y", "x <5 y"),
        ("AT&T; lamps", "AT&T; lamps"),
    ],
)
def test_lone_signs_of_mark_up_are_text(mark: str, words: str) -> None:
    """lxml's own recovery drops them, and words with them."""
    assert words in reads(tei(mark)).text


@pytest.mark.parametrize(
    "mark",
    [
        "<hi>lamp</bold> quay",
        '<ref n="1" n="2">lamp</ref> quay',
        "<x:hi>lamp</x:hi> quay",
        '<p xml:id="1a">lamp</p><p xml:id="1a">quay</p>',
    ],
    ids=["mismatched", "attribute twice", "prefix", "id twice"],
)
def test_broken_mark_up_loses_no_words(mark: str) -> None:
    """The repair is told where it was not well-formed."""
    found = reads(tei(mark))

    assert "lamp" in found.text and "quay" in found.text and found.coverage > 0.99


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\n\n  ", b""),
        (b"junk from a server\n", b""),
        (b"", b"\0" * 600),
        (b"", b"\ntrailing words"),
        (b"\xef\xbb\xbf\n", b""),
    ],
    ids=["blank", "junk", "NUL tail", "trailing", "mark"],
)
def test_what_stands_around_the_file_does_not_hide_it(before: bytes, after: bytes) -> None:
    """The paper is read, with a repair for what was passed over."""
    found = reads(before + tei() + after)

    assert found.text.count(PROSE) == 2
    assert found.repairs


def test_two_papers_in_one_file_are_refused() -> None:
    """A parser would keep the first one and say nothing."""
    assert "holds several papers" in refused(tei("The first lamp.") + b"\n" + tei("The second lamp."))


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_said_to_be(share: float) -> None:
    """It is refused with the line, since a half paper would be silent where the whole one speaks."""
    data = tei()

    assert "breaks off" in refused(data[: int(len(data) * share)])


# --- what a fuzzer found -------------------------------------------------------------------------------------------


def paper(body: str) -> bytes:
    """A Markdown paper around what broke a reader."""
    return f"# Lamps on quays\n\n## Abstract\n\n{PROSE}\n\n## 1 Introduction\n\n{PROSE}\n\n{body}\n\n{PROSE}\n".encode()


SPAN = 60_000
TORN = (
    "which difficulties users report. | ## **2.** publications of one professional association up to "
    "January 2022, following the steps of [2]: identification, eligibility check and synthesis. of "
    "them introduce model and three report its use. Level definitions were copied word for word into "
    "a comparison sheet before they were **3.** Maturity models **3.1.** **Connected:** "
    "**Predictive:**"
)
FOUND: dict[str, Callable[[], bytes]] = {
    "blanks in a line": lambda: paper("- lamp" + " \t" * SPAN + "quay"),
    "folded twice": lambda: paper("- " + "lamp  quay " * SPAN),
    "blank lines": lambda: paper("\n" * 250_000),
    "blanks at the start of lines": lambda: paper((" " * 400 + "\n") * 700),
    "words without a full stop": lambda: paper("lamp " * SPAN),
    "lines of one letter": lambda: (PROSE + "\n").encode() * 5 + b"lamp of a-\nquay\n" * 10_000,
    "a word without end": lambda: (PROSE + "\n").encode() * 5 + ("a" * SPAN + "\ufffeb\n").encode() + PROSE.encode(),
    "contents with raised numbers": lambda: paper("| lamps | ³ |\n|---|---|\n| quays | ² |\n| keepers | ¹ |\n"),
    "brackets in a reference": lambda: paper(
        f"## References\n\n[1] Elm, E. Lamps. {'(' * 5000} 2018. Quays, 3, 1-9.\n"
    ),
    "a title of lines that were one part": lambda: TORN.replace(" ", "\n").replace("|", "").encode(),
    "a root that is an address": lambda: b"<https://example.org/lamps> " + tei()[len(HEAD) :] + b"</https:>",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_broke_a_reader_once_is_read_or_refused_in_seconds(name: str) -> None:
    """Each was a hang or a fault: runs of signs that a pattern tried in every way, digits to one test alone."""
    data = FOUND[name]()
    begun = time.perf_counter()
    try:
        found = read("a", data)
    except ConcordError as error:
        assert "\n" not in str(error)
    else:
        assert found.blocks
    assert time.perf_counter() - begun < SECONDS


def test_a_paragraph_without_an_end_beside_a_named_list_takes_no_time() -> None:
    """The sentence that points at a list is looked for at the end of a paragraph, not from each of its words on."""
    items = "• straw • wood • clay • cork"
    body = f"<p>{'see the list shown ' * 20_000}</p><figure><figDesc>Kinds {items}</figDesc></figure>"
    data = f"<TEI><text><body><div><head>Hives</head>{body}</div></body></text></TEI>".encode()

    began = time.process_time()
    read("paper", data)

    assert time.process_time() - began < 5
