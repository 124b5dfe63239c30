"""What is read, what is refused, and with which words."""

from __future__ import annotations

import pytest

from corpus.errors import UnknownFormat, UnreadableDocument
from corpus.read import LARGEST, read
from tests.corpus.conftest import GOLDEN, PROSE

TEI = (GOLDEN / "rooftop_bees.tei.xml").read_bytes()
BOMB = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"ha") for i in range(10))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04...", "zip"),
        (b"<!DOCTYPE html><html><body><p>Error</p></body></html>", "HTML"),
        (b'{"title": "A paper", "year": 2020}', "JSON"),
        (bytes(range(32)) * 100, "binary"),
        (b"<?xml version='1.0'?><gpx><trk/></gpx>", "<gpx>"),
    ],
)
def test_a_foreign_type_is_named_whatever_the_file_is_called(data: bytes, kind: str) -> None:
    """The message says what it is and what is read instead."""
    with pytest.raises(UnknownFormat, match=kind) as raised:
        read("paper.txt", data)

    assert "tei, jats, markdown, text" in str(raised.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n...", "damaged"),
        (b" \n\t \n", "blank"),
        (b"- milk\n- eggs\n- bread\n", "letters"),
        (b"name,age,town\n" + b"Ida,31,Norderby\n" * 80, "data table"),
        (b"import os\n\ndef main():\n    return os.name\n\n" * 20, "program code"),
        (TEI[: len(TEI) // 2], "breaks off"),
        (TEI.rstrip()[:-6], "breaks off"),
        (b"<TEI><teiHeader/><text><body/></text></TEI>", "no text"),
        (b"<!DOCTYPE TEI [" + BOMB + b"]><TEI><text><body><p>&a9;</p></body></text></TEI>", "entities"),
        (b"<TEI><text><body>" + b"<div>" * 400 + b"</div>" * 400 + b"</body></text></TEI>", "beyond"),
        (PROSE.encode() * 25_000, "line"),
        ((PROSE + "\n").encode() * 80_000, "million characters"),
        (b"<TEI>" + b" " * 20_000_000 + b"</TEI>", "XML of 20 MB"),
    ],
)
def test_what_is_no_paper_gets_one_clear_sentence(data: bytes, reason: str) -> None:
    """With the file's name, the reason and what to do."""
    with pytest.raises(UnreadableDocument, match=reason) as raised:
        read("some file", data)

    message = str(raised.value)
    assert message.startswith("some file") and message.endswith(".") and "\n" not in message


def test_a_file_beyond_the_cap_is_refused_by_its_size_alone() -> None:
    """Before anything looks at its bytes."""
    with pytest.raises(UnreadableDocument, match="more than the 50 MB"):
        read("big", bytes(LARGEST + 1))


def test_an_external_entity_is_never_fetched() -> None:
    """Its name stays in the text as it was written."""
    declared = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = declared + b"<TEI><text><body><p>So &x; it is</p></body></text></TEI>"

    assert "So &x; it is" in read("x", data).text


def test_broken_characters_in_xml_are_mended_before_anything_is_lost() -> None:
    """A lone ampersand, a lone less-than sign and a named character keep their words."""
    document = read("x", b"<TEI><text><body><p>R&D < 5 &mdash; more</p></body></text></TEI>")

    assert "R&D < 5 — more" in document.text
    assert [repair.name for repair in document.repairs] == ["xml repaired"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_the_encoding_is_told_by_the_bytes(encoding: str) -> None:
    """The same words in any Unicode encoding."""
    text = f"# Überblick\n\n## Abstract\n\n{PROSE} {PROSE} Ünïted.\n\n## References\n\nNoll, A. (2019). Wind. Roofs.\n"

    assert "Ünïted" in read("x", text.encode(encoding)).text


def test_pictures_in_the_text_are_left_out() -> None:
    """Converters put them in as one long word, which would look like no paper."""
    picture = "![A roof](data:image/png;base64," + "iVBORw0KGgo" * 300_000 + ")"
    text = f"# Roofs\n\n## Abstract\n\n{PROSE} {PROSE}\n\n{picture}\n\n## Methods\n\n{PROSE}\n"

    assert "iVBOR" not in read("x", text.encode()).text


def test_windows_1252_is_read_where_utf_8_fails() -> None:
    """As older editors wrote it."""
    text = f"# A title of a paper\n\n## Abstract\n\n{PROSE} {PROSE} Café – naïve.\n\n## Methods\n\n{PROSE}\n"

    assert "Café – naïve" in read("x", text.encode("cp1252")).text


def test_a_short_genuine_paper_is_read() -> None:
    """Two thousand characters with an abstract are enough."""
    text = f"# Short\n\nAbstract\n\n{PROSE}\n\n1. Introduction\n\n{PROSE} {PROSE}\n\n2. Methods\n\n{PROSE}\n"

    assert [s.title for s in read("x", text.encode()).sections][-2:] == ["Introduction", "Methods"]


def test_the_same_bytes_give_the_same_document() -> None:
    """The id comes from the bytes, not from the name."""
    assert read("a", TEI).id == read("b", TEI).id
    assert read("a", TEI) == read("a", TEI)
