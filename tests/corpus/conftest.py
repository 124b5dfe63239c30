"""What the tests of corpus/ share: made-up papers, a TEI builder, and the measuring stick for quotes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.read import read
from corpus.study import BlockKind, Document

GOLDEN = Path(__file__).parent / "golden"
PROSE = "The review shows that the method works, as others found before (Smith et al., 2019). It holds for towns too."


def folded(text: str) -> str:
    """Text as the measuring stick compares it: NFKC, without any white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def stretches(document: Document) -> Iterator[str]:
    """The seam-free stretches of each block."""
    for block in document.blocks:
        cuts = [block.start, *(s for s in document.seams if block.start < s < block.end), block.end]
        yield from (document.text[a:b] for a, b in pairwise(cuts))


def not_verbatim(document: Document, data: bytes) -> list[str]:
    """Stretches that do not stand in the file, tags stripped and characters resolved."""
    raw = data.decode("utf-8")
    plain = html.unescape(re.sub(r"<[^>]*>", " ", raw)) if document.format in ("tei", "jats") else raw
    source = folded(plain)
    return [stretch for stretch in stretches(document) if folded(stretch) not in source]


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The words of all blocks of one kind, in order."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


@pytest.fixture
def golden() -> Callable[[str], Document]:
    """Reads a made-up paper of tests/corpus/golden."""

    def reading(name: str) -> Document:
        return read(name, (GOLDEN / name).read_bytes())

    return reading


@pytest.fixture
def markdown() -> Callable[[str], Document]:
    """Reads a Markdown paper with the given body under a title and an abstract."""

    def reading(body: str) -> Document:
        text = f"# A paper about roofs\n\n## Abstract\n\n{PROSE}\n\n## Introduction\n\n{PROSE}\n\n{body}\n"
        return read("paper", text.encode())

    return reading


@pytest.fixture
def tei() -> Callable[[str], Document]:
    """Reads a TEI file with the given content of <body>."""

    def reading(body: str, back: str = "") -> Document:
        start = (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Roofs</title></titleStmt>'
        )
        text = f"{start}</fileDesc></teiHeader><text><body>{body}</body><back>{back}</back></text></TEI>"
        return read("paper", text.encode())

    return reading


@pytest.fixture
def jats() -> Callable[..., Document]:
    """Reads a JATS article: the content of <body> and <back>, what follows the title, and parts beside the body."""

    def reading(body: str = "<p>Bees fly.</p>", back: str = "", meta: str = "", beside: str = "") -> Document:
        return read("paper", article(body, back, meta, beside).encode())

    return reading


def article(body: str, back: str = "", meta: str = "", beside: str = "") -> str:
    """A JATS article as a file."""
    spaces = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    title = "<title-group><article-title>Roofs</article-title></title-group>"
    front = f"<front><article-meta>{title}{meta}</article-meta></front>"
    return f"<article {spaces}>{front}<body>{body}</body><back>{back}</back>{beside}</article>"
