"""Scales whose levels are items: maturity models by their proper names, by their authors, or by the words for them.

In: a passage and a position in it. Out: names of scales. Called by enumerations, lists, phrases and names, for the
facets whose codebook names containers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Container
from extract.codebook import Facet
from extract.language import Passage, lemma
from extract.scope import Scope
from extract.sources.headings import parent_title
from extract.sources.scale_names import is_named_before, named_scale, titled_names

__all__ = ["model_of", "scale_near", "titled_names"]

if TYPE_CHECKING:
    from spacy.tokens import Span

_NARRATIVE = re.compile(
    r"((?:[A-Z][\w'’-]+(?:,?\s(?:&|and)\s[A-Z][\w'’-]+|,\s[A-Z][\w'’-]+,?\s(?:&|and)\s[A-Z][\w'’-]+)?)(?:,?\s+et\s+al\.?)?)\s*"
    r"(?=[(\[]\s*(?:[12]\d{3}|\d{1,3}))"
)


def scale_near(scope: Scope, passage: Passage, position: int, facet: Facet) -> str:
    """The name of the scale whose levels stand at a position: the one spoken of there, or the section title."""
    return named_scale(scope, passage, position, facet) or parent_title(scope, passage.block.section, facet)


def model_of(scope: Scope, passage: Passage, position: int, facet: Facet) -> Container | None:
    """The scale that an enumeration counts, named by its authors and by the words for it before the first number."""
    text = scope.reading.document.text
    begin = passage.offset + passage.sentence_at(position).start_char
    if is_named_before(scope, passage, position, facet):
        return None
    if passage.block.kind is BlockKind.LIST_ITEM:
        begin = passage.offset
    authors = [m for m in _NARRATIVE.finditer(text, begin, position)]
    if not authors:
        authors = [m for m in _NARRATIVE.finditer(text, passage.offset, position)][-1:]
    near = _scale_words(scope, passage, begin, position, facet)
    whole = _scale_words(scope, passage, authors[0].end() if authors else passage.offset, position, facet)
    # What the authors made is the scale; its "criteria" or "five levels", counted in a later sentence, are parts of it.
    phrase = max((p for p in (near, whole) if p), key=lambda p: p[0], default=None)
    if not phrase:
        return None
    _, words, start, end = phrase
    if authors:
        name = re.sub(r"\s+", " ", authors[0][1]).strip(" ,")
        words = words if name.split()[0] in words else f"{name} {words}"
    elif not any(w[:1].isupper() for w in words.split()):
        return None
    return Container("", labels.clean(words), start, end)


def _scale_words(
    scope: Scope, passage: Passage, begin: int, end: int, facet: Facet
) -> tuple[int, str, int, int] | None:
    """The noun phrase before the numbers that holds a cue: "maturity model", "five stages of improvement".

    The first value is 2 when it holds a word for a scale, 1 when only one for its levels.
    """
    cues = {*facet.cues, *facet.weak_cues}
    best = None
    for chunk in passage.doc.noun_chunks:
        start = passage.offset + chunk.start_char
        if start < begin or start >= end:
            continue
        lemmas = [lemma(t) for t in chunk]
        joined = " ".join(lemmas)
        rank = (
            2 if any(c in joined for c in facet.containers) else 1 if any(c.split()[-1] in lemmas for c in cues) else 0
        )
        if rank and (best is None or rank > best[0]):
            tail = _with_complement(chunk, end - passage.offset)
            best = (rank, labels.clean(tail.text), start, passage.offset + tail.end_char)
    return best


def _with_complement(chunk: Span, limit: int) -> Span:
    """A noun chunk with its "of ..." complement, up to a limit in the passage."""
    doc = chunk.doc
    end = chunk.end
    while end < len(doc) and doc[end].lower_ == "of" and end + 1 < len(doc):
        following = next((c for c in doc.noun_chunks if c.start <= end + 1 < c.end or c.start == end + 1), None)
        if following is None or following.end_char > limit:
            break
        end = following.end
    return doc[chunk.start : end]
