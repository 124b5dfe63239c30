"""Text and Markdown bytes to a Reading: which of the two a file is, and whether it is a paper at all.

In: bytes. Out: a Reading. Raises UnreadableDocument. Called by corpus.read.registry.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.decode import decode
from corpus.errors import UnreadableDocument
from corpus.part import Mend, Reading
from corpus.read.markdown import read_markdown
from corpus.read.paperlike import why_no_paper
from corpus.read.text import read_text
from corpus.read.underlines import count_underlined
from corpus.repair.furniture import typical_width
from corpus.repair.page_marks import without_page_marks

_HEAD = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+\S")
_SIGNS = re.compile(
    r"(?m)\*\*[^*\n]{1,200}\*\*|^\|.{1,2000}\|[ \t]*$|^!\[|<!-- image -->|\]\(https?://|^\s{0,8}[-*+] \S"
    r"|(?<!\w)\*[^*\s][^*\n]{1,200}\*(?!\w)|^\$\$"
)
_TABLE_RULE = re.compile(r"(?m)^[ ]{0,3}\|(?:[ ]{0,9}:?-{1,200}:?[ ]{0,9}\|){1,60}[ \t]*$")
_FORMULA = re.compile(r"\\\(.{1,200}?\\\)")
_LEAST_FORMULAS = 5  # formulas in "\\(...\\)", which no text dump holds
_EMBEDDED = re.compile(r"data:image/[\w.+-]{1,30};base64,[A-Za-z0-9+/=]+")
_SAMPLE = 400_000


def looks_like_markdown(data: bytes) -> bool:
    """Whether a text carries Markdown's signs, or has its paragraphs whole, one a line, with blank lines between."""
    text = without_page_marks(decode(data[:_SAMPLE])[0])
    heads, signs = len(_HEAD.findall(text)) + count_underlined(text), len(_SIGNS.findall(text))
    lines = text.split("\n")
    wide = sum(len(line) > 250 for line in lines)
    wrapped = typical_width(lines) > 0 and wide < 0.1 * sum(len(line) > 20 for line in lines)
    if wrapped and text.count("\f") > 1:
        return False  # pages of a dump; its "#" are those of a program that the paper prints
    if heads >= 2 or (heads and (signs or not wrapped)) or "<table" in text.lower() or _TABLE_RULE.search(text):
        return True
    if "\\(" in text and len(_FORMULA.findall(text)) >= _LEAST_FORMULAS:
        return True
    return (signs >= 5 and not wrapped) or (not wrapped and wide >= 3)


def read_markdown_bytes(name: str, data: bytes) -> Reading:
    """The reading of a Markdown file."""
    return _told(read_markdown(_text_of_paper(name, data)), data)


def read_text_bytes(name: str, data: bytes) -> Reading:
    """The reading of a text dump."""
    return _told(read_text(_text_of_paper(name, data)), data)


def _text_of_paper(name: str, data: bytes) -> str:
    text = _EMBEDDED.sub("", decode(data)[0])
    reason = why_no_paper(text)
    if reason is not None:
        raise UnreadableDocument(name, reason, "add a research paper with running text")
    return text


def _told(reading: Reading, data: bytes) -> Reading:
    lost = decode(data)[1]
    if not lost:
        return reading
    mend = Mend("characters lost", f"{lost} bytes stand for no character in the file's encoding")
    return replace(reading, mends=(*reading.mends, mend))
