"""The registry of readers: what the bytes are, and who reads them.

In: bytes. Out: a Format. Called by corpus.read. A new format is one reader module and one line in FORMATS; the first
format whose test holds reads the file. Names of files are never looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.part import Reading
from corpus.read.jats import read_jats
from corpus.read.pdf import read_pdf
from corpus.read.plain import looks_like_markdown, read_markdown_bytes, read_text_bytes
from corpus.read.sniff import JATS_ARTICLES, JATS_COLLECTIONS, TEI_ROOTS, is_pdf, xml_root
from corpus.read.tei import read_tei


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, how to tell it by its bytes, and its reader (name, bytes) -> Reading."""

    name: str
    is_it: Callable[[bytes], bool]
    read: Callable[[str, bytes], Reading]


FORMATS: tuple[Format, ...] = (
    Format("pdf", is_pdf, read_pdf),
    Format("tei", lambda data: xml_root(data) in TEI_ROOTS, read_tei),
    Format("jats", lambda data: xml_root(data) in JATS_ARTICLES | JATS_COLLECTIONS, read_jats),
    Format("markdown", looks_like_markdown, read_markdown_bytes),
    Format("text", lambda data: True, read_text_bytes),
)


def format_of(data: bytes) -> Format:
    """The first format that the bytes are; the last one takes any text."""
    return next(format for format in FORMATS if format.is_it(data))
