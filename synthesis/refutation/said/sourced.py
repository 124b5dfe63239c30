"""What a study says that all its sources say, what it says that no source says, and what it says of one source.

In: a sentence. Out: Claims on the scales "sources" (of all), "absence" (of none) and "source" (of one). Called by
gather. The subject of a claim is all that is said, since it is compared by its telling words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import voice
from synthesis.refutation.said.claim import Claim, claim

SOURCES, ABSENCE, SOURCE = "sources", "absence", "source"
_WORKS = r"(?:reviews|studies|papers|articles|sources|publications|works|authors|surveys|syntheses)"
_ALL = re.compile(
    rf"\b(?:all|both|each|every)\s(?:of\s)?(?:the\s|our\s|these\s)?(?:\w+\s){{0,3}}?(?:{_WORKS}|review|study|paper|source)\b"
    r"(?:\s?(?:\[[^\]]*\]|\([^)]*\)))?\s(?:\w+ly\s)?(?P<verb>indicate|show|report|name|find|found|agree|state|note|conclude|confirm|"
    r"mention|describe|identify|list|suggest|emphasi[sz]e|stress|demonstrate|point\sout|recogni[sz]e|see|regard|consider|hold)"
    r"(?:s|es|ed|d)?\b(?:\sthat)?\s",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b(?:no|none\sof\s(?:the|these|our))\s(?:\w+\s){{0,3}}?(?:{_WORKS}|study|review|paper|source)\b|"
    r"\b(?:is|are|was|were|has\sbeen|have\sbeen)\snot\s(?:\w+ly\s)?(?:identified|found|named|reported|addressed|assessed|mentioned|"
    r"described|covered|discussed|considered|seen|supported|confirmed|observed)\b|\bdid\snot\s(?:identify|find|address|assess|report)\b|"
    rf"\bnot\s(?:\w+\s){{0,6}}?in\sany\sof\s(?:the|these|our)\s(?:\w+\s)?{_WORKS}\b",
    re.IGNORECASE,
)
POINTING_BACK = re.compile(
    r"\b(?:this|these|that)\s(?:\w+\s)?(?:question|topic|issue|aspect|focus|subject|matter|point|research\squestion)s?\b|"
    r"\baspects\srelated\sto\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^\W*(?:(?:For\sexample|In\s\w+|Similarly|Likewise|Finally|First|Second|Then),\s)?"
    r"(?P<who>[A-ZÀ-Ž][\w'’À-ž-]+)(?:,?\s(?:and|&)\s[A-ZÀ-Ž][\w'’-]+|\set\sal\.?,?|\sand\scolleagues)?\s?"
    r"(?:\(\d{4}[a-z]?\)|\[\d+\])\s(?:\w+ly\s)?(?P<verb>\w+)\s"
)


def of_sources(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence on what all sources say, or none of them, or one."""
    text = sentence.text
    if voice.unasserted(text):
        return
    if found := _ALL.search(text):
        said = text[found.end() :].strip(" .")
        if len(said.split()) > 2 or found["verb"].casefold() == "name":
            yield claim(reading, sentence, SOURCES, "all", (said,), found.span(), cites=_targets(reading, sentence))
    if found := _NONE.search(text):
        yield claim(reading, sentence, ABSENCE, "none", (text,), found.span())
    if found := _ONE.match(text):
        cites = _targets(reading, sentence, found.end())
        yield claim(reading, sentence, SOURCE, "one", (text[found.end() :],), found.span(), found["who"], cites=cites)


def _targets(reading: Reading, sentence: Sentence, until: int | None = None) -> tuple[str, ...]:
    """Keys of the references that a sentence points at, up to a place in it."""
    end = sentence.end if until is None else sentence.start + until
    citations = reading.document.citations
    first = bisect_left(citations, sentence.start, key=lambda c: c.start)
    found: list[str] = []
    for citation in citations[first:]:
        if citation.start >= end:
            break
        found += citation.targets
    return tuple(dict.fromkeys(found))
