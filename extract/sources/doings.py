"""Steps told as what is done: "in the first phase, records are merged", "then the team drafts a plan".

In: a sentence with its scope, and the facet that phases belong to. Out: candidates. Called by sequences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet
from extract.language import is_plural
from extract.sources.items import Item
from extract.sources.spans import phrase
from extract.sources.telling import Told, propose

if TYPE_CHECKING:
    from extract.language import Tokens

_ORDER = frozenset(
    "first second third fourth fifth sixth next last final initial opening closing following subsequent".split()
)
_STEPWISE = frozenset(
    "first firstly second secondly third thirdly fourth then next finally lastly subsequently afterwards "
    "afterward thereafter".split()
)
_BEGINS_WITH = re.compile(r"\b(?:beg[ia]ns?|starts?|started|commences?|opens?)\s+with\b")
_GOES_ON = re.compile(
    r"\b(?:followed\s+by|ends?|ended|concludes?|concluded|finally|thereafter|then|goes\s+on|continues|proceeds|culminates|rounded\s+off)\b"
)


def doings(told: Told, facet: Facet) -> Iterator[Candidate]:
    """What a sentence says is done in a phase that it numbers, or at a point that an adverb of order marks."""
    if facet.name in {c.facet for c in told.cues} and told.known & _ORDER:
        yield from _in_order(told, facet)
    if told.lemmas[:1] and told.lemmas[0] in _STEPWISE:
        yield from _stepwise(told, facet)


def _in_order(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "In the first phase, records are merged": what is done there."""
    for cue in told.cues:
        noun = told.head(cue)
        if cue.facet != facet.name or cue.position > 5 or is_plural(noun):
            continue
        if (
            not any(t.lower_ in _ORDER for t in noun.lefts)
            or noun.dep_ != "pobj"
            or noun.head.lower_ not in ("in", "during", "at")
        ):
            continue
        comma = next((t.i for t in told.sentence if t.text == "," and noun.i < t.i <= noun.i + 4), None)
        if comma is not None:
            yield from _doing(
                told,
                facet,
                told.passage.doc[comma + 1 : told.sentence.end],
                f"what “{noun.head.text} the {cue.words}” tells",
            )


def _stepwise(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "First, A is done": an adverb of order opens the sentence in a section or paragraph on the steps."""
    if facet.name not in (told.context, told.opening) and not narrates(told):
        return
    body = told.passage.doc[told.words[0].i + 1 : told.sentence.end]
    if len(body) and body[0].text == ",":
        yield from _doing(told, facet, body[1:], f"“{told.words[0].text}” opens a step")


def _doing(told: Told, facet: Facet, body: Tokens, why: str) -> Iterator[Candidate]:
    """What a clause says is done, as a doing: "records are merged" gives "merging records"."""
    verb = next(
        (t for t in body if t.dep_ in ("ROOT", "ccomp", "conj") and (t.pos_ == "VERB" or t.tag_ == "VBN")), None
    )
    if verb is None:
        return
    acted = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
    if acted is None or acted.pos_ == "PRON" or any(c.dep_ == "neg" for c in verb.children):
        return
    doc = told.passage.doc
    span = phrase(doc[acted.left_edge.i : acted.right_edge.i + 1])
    if not len(span):
        return
    words = doc[span[0].i : span[len(span) - 1].i + 1].text.removeprefix("the ")
    label = labels.sentence_case(f"{labels.gerund(verb.lemma_.lower())} {words}")
    if 2 <= len(label.split()) <= 7:
        first, last = min(verb.i, span[0].i), max(verb.i, span[len(span) - 1].i)
        start, end = told.passage.place(doc[first : last + 1])
        yield propose(told, facet, Item(label, start, end), why, 0.5)


def narrates(told: Told) -> bool:
    """Whether the paragraph tells a course: something begins with something and goes on, or ends."""
    text = told.passage.text
    return bool(_BEGINS_WITH.search(text) and _GOES_ON.search(text))
