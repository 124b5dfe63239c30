"""Headings: the number in front of one, what level it speaks of, and which titles are known by name.

In: the words of a line. Out: a Numbered, or the level that a numbering or a well-known title stands for. Called by the
readers and by corpus.repair.levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = "(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMBER = re.compile(
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,5})(?:(?:\.|\)|:)?\s+(?=[^\W\d_]|[\"“‘'(¿])|\.(?=[A-Z][a-z]{2}))"
    rf"|(?P<roman>{_ROMAN})(?:\.|\))\s+(?=\S)"
    r"|(?P<appendix>[A-Z]\.\d{1,2}(?:\.\d{1,2}){0,3})[.:]?\s+(?=[^\W\d_])"
    r"|(?P<letter>[A-Z])(?:\.|\))\s+(?=[^\W_])"
    r"|(?P<named>(?:Theme|Phase|Stage|Step|Part|Chapter|Section|Category|Dimension|Level|Appendix|Annex|Question)"
    r"\s+(?:\d{1,2}|[IVX]{1,4}|[A-H])(?:\.\d{1,2}){0,3})\s*[:.–—-]\s*(?=\S)"
    r"|(?P<question>RQ\s?\d{1,2}(?:\.\d{1,2})?)\s*[:.–—-]\s*(?=\S)",
)
_VALUES = {"I": 1, "V": 5, "X": 10}
_NO_TITLE = re.compile(r"(?<![\w-])\d+(?![\w-])|\d{3}|\b[A-Z]\.|@|https?:|[“”\"]|,\s(?:and|&)\s[A-Z]")
REFERENCES = re.compile(
    r"(?:list of )?(?:(?:cited )?references?(?: list| cited| and notes)?|bibliography|literature cited|works cited"
    r"|cited works|literature|sources|bibliographic references|reference list)\s*:?",
    re.IGNORECASE,
)
_REVIEW = r"(?:the|this|our) (?:[\w-]+ ){0,3}(?:review|study|synthesis|analysis|overview|mapping)"
_WORKS = r"(?:studies|papers|articles|publications|literature|works|sources|reviews|references)"
INCLUDED = re.compile(
    r"(?:(?:list|references?|bibliography) (?:of|to|for) )?(?:the )?"
    rf"(?:(?:included|selected|primary|reviewed|analy[sz]ed|eligible) (?:primary )?{_WORKS}"
    rf"(?: (?:included )?in {_REVIEW})?"
    rf"|(?:primary )?{_WORKS} (?:included|selected|reviewed|analy[sz]ed)(?: in {_REVIEW})?)\s*:?",
    re.IGNORECASE,
)
LISTED_APART = re.compile(
    rf"(?:additional|other|further|excluded|remaining|general|cited) {_WORKS}"
    rf"|(?:references? to )?(?:the )?{_WORKS} (?:excluded|awaiting|ongoing)\b.{{0,60}}|further reading",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"(?:abstract|summary|introduction|background|related works?|literature review|methods?|methodology"
    r"|materials and methods|methods and materials|results?|findings|results and discussion|findings and discussion"
    r"|discussions?|conclusions?|conclusions? and future works?|discussion and conclusions?|future works?|limitations"
    r"|acknowledge?ments?|references|bibliography|appendix|appendices|table of contents|contents|acronyms"
    r"|list of (?:figures|tables|references|abbreviations)|abbreviations|funding(?: statement| information)?"
    r"|(?:data|code|materials?)(?:(?:,| and) (?:data|code|materials?))* availability(?: statements?)?"
    r"|(?:credit )?author(?:ship)?['’]?s?['’]? contributions?(?: statement)?|conflicts? of interests?(?: statement)?"
    r"|declaration of competing interests?|competing (?:financial )?interests|disclosures?(?: statements?)?"
    r"|informed consent(?: statement)?|institutional review board statement|additional information|highlights"
    r"|supporting information|concluding remarks|nomenclature|publisher['’]s note|orcid(?: ids?)?|notes"
    r"|declarations?(?: (?:of|on)(?: [\w-]+){1,5})?"
    r"|ethics statement|keywords|supplementary (?:materials?|information))\s*:?",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"(?:table of )?contents|list of (?:figures|tables)|(?:figures|tables)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading's number as written without its last stop, where the title starts, and how deep the number speaks."""

    number: str
    title_at: int
    depth: int | None
    style: str


def numbered(text: str) -> Numbered | None:
    """The number at the start of a heading; None when there is none."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    style = next(name for name, value in match.groupdict().items() if value is not None)
    number = match.group(style)
    depth = number.count(".") + 1 if style in ("decimal", "appendix") else None
    return Numbered(number, match.end(), depth, style)


def is_lettered_title(title: str) -> bool:
    """Whether what follows "A." can be a title: no list of names, no reference, no affiliation."""
    return _NO_TITLE.search(title) is None


def is_top_title(title: str) -> bool:
    """Whether a title is one that papers use for their outermost sections."""
    return len(title) < 80 and _TOP.fullmatch(title.strip()) is not None


def is_capitals(title: str) -> bool:
    """Whether a title is set in capitals throughout."""
    letters = [c for c in title if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def roman_value(roman: str) -> int:
    """The value of a number written in I, V and X."""
    values = [_VALUES[sign] for sign in roman]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
