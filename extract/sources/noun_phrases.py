"""Noun phrases as they name things: chunks cut at joins, without what only counts or points at the front.

In: spans of a parsed passage. Out: shorter spans. Called by extract.sources.heads and instruments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.sources.capitals import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Span

_GENERAL = frozenset(
    "key main other additional several various many different some all both such certain relevant each new two "
    "three four five six seven eight nine ten skilled experienced inexperienced full-time part-time qualified "
    "competent trained untrained dedicated responsible potential existing individual only former sole own single "
    "next previous current called named so-called large larger small smaller big great good young old older younger "
    "retired future last first same shared few fewer enough too more most less least male female busy typical ordinary "
    "average numerous multiple every any no particular specific respective alone often usually always never "
    "sometimes even just also mostly leading emerging participating remaining following using including working "
    "growing having being requiring satisfied happy tired stressed motivated willing reluctant".split()
)
_PLURAL_MODIFIERS = frozenset(
    "works operations sales systems communications logistics facilities resources records accounts services sports "
    "arts appeals complaints claims admissions examinations goods stores materials savings customs economics "
    "statistics informatics analytics electronics robotics ethics physics mathematics genomics genetics obstetrics "
    "paediatrics pediatrics news relations affairs studies sciences humanities devops mlops aiops dataops "
    "hydraulics mechanics graphics media data premises emergencies events grants".split()
)
_FRONT = frozenset(("DET", "PRON", "NUM", "ADP", "SCONJ", "ADV", "CCONJ", "PUNCT", "SPACE", "AUX", "PART"))
_FRONT_TAGS = frozenset(("JJS", "JJR", "VB", "VBP", "VBZ", "VBD", "MD"))


def split_chunk(chunk: Span) -> Iterator[Span]:
    """A noun chunk cut at commas, joins, brackets and possessives that the parser left inside."""
    start = chunk.start
    for token in chunk:
        if (
            token.text in (",", ";", "(", ")", ":", '"', "“", "”")
            or token.lower_ in ("and", "or", "like")
            or token.tag_ == "POS"
        ):
            if token.i > start:
                yield chunk.doc[start : token.i]
            start = token.i + 1
    if start < chunk.end:
        yield chunk.doc[start : chunk.end]


def without_general(span: Span) -> Span:
    """Without determiners, numbers, verbs and general adjectives at the front, and a plural that is no modifier."""
    start = span.start
    while start < span.end - 1:
        token = span.doc[start]
        loose = token.pos_ in _FRONT or token.tag_ in _FRONT_TAGS or token.lower_ in _GENERAL or token.lower_ in PLACES
        stray = token.tag_ == "NNS" and token.whitespace_ and token.lower_ not in _PLURAL_MODIFIERS
        loose = loose or (token.tag_ == "VBG" and token.dep_ not in ("amod", "compound"))
        if not (loose or stray):
            break
        start += 1
        while start < span.end - 1 and span.doc[start].text == "-":
            start += 1
    return span.doc[start : span.end]
