"""Glyphs: signs and letters that a font's own tables took apart, line by line.

In: lines of a dump. Out: the lines with bullets for the glyphs that stand for them, and small capitals as words. Called
by corpus.read.text.lines. A sign is read as a bullet only where it opens lines; what other glyphs mean is not guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.headings import is_capitals, is_top_title, numbered
from corpus.strand import Strand

_ODD = re.compile(
    r"(?P<sure>[\ue000-\uf8ff➢➤►▶❖◆✦✓✔☐⮚])\s*(?=\S)|(?P<cid>\(cid:\d{1,5}\)|\ufffd)\s+(?=\S)|(?P<letter>[oØü§q¨])\s+(?=[A-Z])"
)
_GLUED = re.compile(r"[•●▪■◦](?=\w)")
PARTED_INITIAL = re.compile(r"(?<![^\W\d_])([A-Z]) (?=[A-Z]{2})")
_SPACED = re.compile(r"[A-Za-z](?:\s{1,4}[A-Za-z]){5,}")
_REST = re.compile(r"[A-Z]{2,}")
_CID = re.compile(r"\(cid:\d{1,5}\)")
_LEAST = {"sure": 1, "cid": 2, "letter": 3}  # lines that must open with one sign before it counts as a bullet


def bullets_of(texts: Sequence[str]) -> frozenset[str]:
    """The odd signs that open lines as bullets do."""
    counted: Counter[tuple[str, str]] = Counter()
    for text in texts:
        match = _ODD.match(text)
        if match and match.lastgroup:
            counted[match.lastgroup, match.group().strip()] += 1
    return frozenset(sign for (kind, sign), count in counted.items() if count >= _LEAST[kind])


def with_bullet(line: Strand, signs: frozenset[str]) -> Strand | None:
    """The line with a bullet for the odd sign that opens it, or with a space behind its bullet; None as it is."""
    match = _ODD.match(line.text) if signs else None
    if match and match.group().strip() in signs:
        return line.swap([(0, match.end(), "• ")])
    glued = _GLUED.match(line.text)
    return line.swap([(1, 1, " ")]) if glued else None


def small_capitals(line: Strand, words: Mapping[str, int]) -> Strand | None:
    """A title in small capitals whose initials stand apart ("B RIDGES AND K ILNS"), as words; None when it is none.

    words: how often each word stands in the file in small letters. An initial is joined when that makes a word, or when
    what follows it is none.
    """
    text = line.text
    if len(text) > 120 or not is_capitals(text):
        return None
    opening = numbered(text)
    title_at = opening.title_at if opening else 0
    cuts = []
    for match in PARTED_INITIAL.finditer(text, title_at):
        rest = _REST.match(text, match.end())
        tail = rest.group().casefold() if rest else ""
        whole = match.group(1).casefold() + tail
        known = words.get(whole, 0) > 0 or is_top_title(whole)
        article = match.group(1) in "AI" and words.get(tail, 0) > 0
        if known or (not article and not words.get(tail, 0)):
            cuts.append((match.end() - 1, match.end()))
    return line.cut(cuts) if cuts else None


def spaced_letters(line: Strand) -> Strand | None:
    """A title whose letters all stand apart ("a b s t r a c t"), as words; None when it is none."""
    if len(line) > 80 or not _SPACED.fullmatch(line.text):
        return None
    return line.cut((match.start(), match.end()) for match in re.finditer(r"(?<=\S)\s(?=\S)", line.text)).fold()


def unread_glyphs(text: str) -> int:
    """How many glyphs a text names by their number in the font or by a private sign: nobody can tell what they say."""
    private = sum(text.count(sign) for sign in set(re.findall(r"[\ue000-\uf8ff]", text)))
    return len(_CID.findall(text)) + private if "(cid:" in text else private
