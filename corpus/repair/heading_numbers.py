"""Heading numbers: what stands in front of a heading's words and is its number; rights lines that were made headings.

In: parts. Out: parts whose headings have their number apart from their title. Called by corpus.mend. "A." is a number
only in a paper whose sections are numbered "I.", "II.": else it is an initial or the article; "A" alone only where the
appendix goes on with "B", or below it with "A.1".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import is_lettered_title, numbered, roman_value
from corpus.part import Part
from corpus.repair.furniture import is_rights
from corpus.strand import EMPTY
from corpus.study import BlockKind

_LETTER = re.compile(r"(?P<letter>[A-Z])\s+(?=[A-Z][\w-])")
_ROMAN_ALONE = re.compile(r"(?P<roman>X{0,2}(?:IX|IV|V?I{1,3}|V)|X)\s+(?=[A-Z][\w-])")
_INSIDE = re.compile(r"(?:[A-Z]\s.{0,60}?\s)?(?P<letter>[A-Z])\.\d")


def set_numbers_apart(parts: Sequence[Part]) -> list[Part]:
    """Parts with the numbers of headings taken out of their words."""
    heads = [part for part in parts if part.kind is BlockKind.HEADING]
    romans = sum(_is_roman(part) for part in heads) >= 2
    letters = _appendices(heads)
    bare = _bare_romans(heads)
    return [
        _apart(part, romans, letters, bare) if part.kind is BlockKind.HEADING and part.strand else part
        for part in parts
    ]


def _bare_romans(heads: Sequence[Part]) -> frozenset[str]:
    """Roman numbers without a stop ("III Methods") that count on from heading to heading, two at least."""
    found = [match["roman"] for part in heads if not part.number and (match := _ROMAN_ALONE.match(part.text))]
    values = {roman_value(roman): roman for roman in found}
    return frozenset(roman for value, roman in values.items() if {value - 1, value + 1} & values.keys())


def _appendices(heads: Sequence[Part]) -> frozenset[str]:
    """The letters that name appendices: those with sections below them, and those in a row from A on."""
    texts = [part.text for part in heads if not part.number]
    found = {match["letter"] for text in texts if (match := _INSIDE.match(text))}
    expected = "A"
    row = ""
    for text in texts:
        match = _LETTER.match(text)
        if match and match["letter"] == expected:
            row, expected = row + expected, chr(ord(expected) + 1)
    return frozenset(found | set(row if len(row) > 1 else ""))


def _is_roman(part: Part) -> bool:
    if part.number:
        return part.number.strip("IVX") == ""
    found = numbered(part.text)
    return found is not None and found.style == "roman"


def _apart(part: Part, romans: bool, letters: frozenset[str], bare: frozenset[str]) -> Part:
    if not part.number and is_rights(part.text):
        aside = replace(part, kind=BlockKind.OTHER, level=0)
        return aside.mended("furniture set aside", "a rights line that had been made a heading")
    found = numbered(part.text) if not part.number else None
    if found is None:
        roman = _ROMAN_ALONE.match(part.text) if bare and not part.number else None
        if roman is not None and roman["roman"] in bare:
            rest, marker = part.strand[roman.end() :], part.strand[: roman.end("roman")]
            return replace(part, strand=rest, marker=marker, number=roman["roman"])
        lone = _LETTER.match(part.text) if not part.number else None
        if lone is None or lone["letter"] not in letters:
            return part
        rest, marker = part.strand[lone.end() :], part.strand[: lone.end("letter")]
        return replace(part, strand=rest, marker=marker, number=lone["letter"])
    title = part.strand[found.title_at :]
    if found.style == "letter" and not (romans and is_lettered_title(title.text)):
        return part
    return replace(part, strand=title, marker=part.strand[: found.title_at].strip() or EMPTY, number=found.number)
