"""Whole numbers in running text, in digits and in words.

In: a text. Out: numbers with their places. Called by the kinds of facts that count. Numbers that count nothing are left
out: percentages, decimals, citations in brackets, numbers of sections, tables and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=lambda w: (-len(w), w)))}|hundred|thousand)"
_IN_WORDS = rf"\b(?:a\s(?=hundred|thousand))?{_WORD}(?:(?:[\s-]+and)?[\s-]+{_WORD})*\b"
_IN_DIGITS = (
    r"(?<![\w.,:/#€$£-])\d{1,3}(?:[,\u2009\u202f\u00a0. ]\d{3})+(?![\d%])|(?<![\w.,:/#€$£-])\d+(?![\w%]|[.,]\d)"
)
_NUMBER = re.compile(rf"(?P<digits>{_IN_DIGITS})|(?P<words>{_IN_WORDS})", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:section|table|tables|figure|figures|fig\.?|chapter|appendix|step|phase|stage|level|version|page|p|pp|eq|"
    r"RQ|round|volume|vol|no|number|part|item|type|criterion|question|annex|box|grade|age|aged)\.?\s*|[\[±<>≥≤=]\s?)$",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\s?(?:%|per\s?cent|percent|°|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|-point|-year)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, 0 or more. start, end: positions in the text. spelled: in words."""

    value: int
    start: int
    end: int
    spelled: bool = False


def numbers(text: str) -> Iterator[Number]:
    """The counting numbers of a text, in order of place.

    >>> [n.value for n in numbers("twenty-one of 1,204 records (n = 56), see Table 3 [12]")]
    [21, 1204, 56]
    """
    for match in _NUMBER.finditer(text):
        before, after = text[max(match.start() - 14, 0) : match.start()], text[match.end() : match.end() + 10]
        equals = bool(re.search(r"\b[nNkK]\s?=\s?$", before))
        if (_NOT_COUNTED.search(before) and not equals) or _PERCENT.match(after):
            continue
        if _bracketed(text, match.start(), match.end()) or (match["digits"] and _enumerates(text, match, equals)):
            continue
        if match["digits"]:
            value = int(re.sub(r"\D", "", match["digits"]))
        else:
            words = re.findall(r"[a-z]+", match["words"].lower())
            if words in (["one"], ["zero"]) and not re.match(r"\s+\w", after):
                continue
            value = _spelled(words)
        yield Number(value, match.start(), match.end(), spelled=match["digits"] is None)


def is_year(number: Number) -> bool:
    """Whether a number can be a year."""
    return not number.spelled and 1900 <= number.value <= 2099


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a number is a citation: in square brackets, with nothing but numbers."""
    left, right = text.rfind("[", max(0, start - 40), start), text.find("]", end, end + 40)
    return left >= 0 and right >= 0 and re.fullmatch(r"[\d\s,;–—-]+", text[left + 1 : right]) is not None


def _enumerates(text: str, match: re.Match[str], equals: bool) -> bool:
    """Whether a number counts nothing but the points of a series, "(2)", or is the number of a heading, "2 Methods"."""
    if match.start() == 0 and re.match(r"\.?\s[A-Z][a-z]", text[match.end() :]):
        return True
    alone = text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"
    return alone and not equals and len(match[0]) < 3


def _spelled(words: list[str]) -> int:
    """The value of number words: "a hundred and five" is 105."""
    total = current = 0
    for word in words:
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word in _WORDS:
            current += _WORDS[word]
    return total + current
