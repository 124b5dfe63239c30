"""The members of a list inside a sentence, where a colon, an ordinal or a range sets them apart.

In: the words behind an announcement. Out: the words of each member. Called by announcements.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extract import labels
from extract.codebook import Facet, ItemShape
from extract.sources.spans import FINITE, phrase
from extract.sources.telling import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_NAMING = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_STEPWISE = frozenset(
    "first firstly second secondly third thirdly fourth fourthly fifth then next finally lastly".split()
)


def before_noun(noun: Token) -> list[Tokens]:
    """The words that "A, B and C phases" sets before a noun in the plural, each of three words at most; [] for none."""
    doc, sentence = noun.doc, noun.sent.start
    start = noun.i
    while start > sentence and (doc[start - 1].pos_ in _NAMING or doc[start - 1].lower_ in (",", "and", "or", "-")):
        start -= 1
    parts = labels.coordinates(doc[start : noun.i]) if noun.i - start > 2 else []
    parts = [part for part in parts if len(part)]
    joined = any(t.lower_ in ("and", "or") for t in doc[start : noun.i])
    return parts if joined and len(parts) > 1 and all(len(part) <= 3 for part in parts) else []


def ranged(rest: Tokens) -> list[Tokens]:
    """The members of "from A through B to C", the first word passed over."""
    end = len(phrase(rest))
    cuts = [-1, *(i for i in range(end) if rest[i].lower_ in ("to", "through", "via", "until")), end]
    return [rest[a + 1 : b] for a, b in pairwise(cuts)] if len(cuts) > 2 else []


def after_colon(rest: Tokens, facet: Facet) -> list[Tokens]:
    """The members of a list behind a colon: cut at semicolons, else at commas; ordinals before them are dropped."""
    marks = [i for i, t in enumerate(rest) if t.text == ";"]
    if marks:
        parts = [rest[a + 1 : b] for a, b in pairwise((-1, *marks, len(rest))) if b > a + 1]
    elif facet.containers:
        parts = labels.coordinates(rest)
    else:
        return listed(rest, facet)
    return [_statement(without_ordinal(part), facet) for part in parts]


def _statement(part: Tokens, facet: Facet) -> Tokens:
    """A member between semicolons: its noun phrase, or all of it where it is a sentence and items are clauses."""
    short = phrase(part)
    if facet.item is not ItemShape.CLAUSE or len(short) == len(part):
        return short
    behind = part[len(short)]
    return phrase(part, clause=True) if behind.tag_ in FINITE or len(short) < 2 else short


def without_ordinal(part: Tokens) -> Tokens:
    start = 0
    while start < min(4, len(part) - 1) and (
        part[start].lower_ in ("and", "or", *_STEPWISE) or part[start].is_punct or part[start].is_space
    ):
        start += 1
    return part[start:]
