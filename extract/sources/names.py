"""Themes from names and phrases wherever they stand: the lexicon, patterns, head words, and "X is a tool that ...".

In: a Scope. Out: candidates. Called by extract.pipeline. Names of products count in the whole running text but not in
back matter; programs with which the research itself was done are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Candidate
from extract.codebook import Codebook, Facet, ItemShape
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.cells import from_cells
from extract.sources.heads import from_heads
from extract.sources.instruments import from_instruments
from extract.sources.items import items, negatives
from extract.sources.products import from_products
from extract.sources.proper import is_blend
from extract.sources.scales import titled_names
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def from_names(scope: Scope) -> Iterator[Candidate]:
    """Candidates from the codebook's lexicons, patterns and head words, and from definitions, in reading order."""
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        part = scope.part(passage)
        if part is Part.BACK:
            continue
        yield from _known(scope, passage)
        if part is not Part.PROTOCOL:
            yield from _defined(scope, passage)
            yield from _titled(scope, passage)
    yield from from_heads(scope)
    yield from from_products(scope)
    yield from from_cells(scope)
    yield from from_instruments(scope)
    yield from _known_in_tables(scope)


@lru_cache(maxsize=128)
def _table(codebook: Codebook, name: str) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, bool]]]:
    """One pattern for all forms of a facet's lexicon, longest first, and form -> (label, ambiguous)."""
    facet = codebook.facet_of[name]
    known: dict[str, tuple[str, bool]] = {}
    for entry in facet.lexicon:
        for form in (entry.label, *entry.forms):
            known.setdefault(form, (entry.label, entry.ambiguous))
    if not known:
        return None, known
    forms = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(known, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w/.-])(?:{forms})(?![\w]|[.-]\w)"), known


def _known(scope: Scope, passage: Passage) -> Iterator[Candidate]:
    for facet in scope.codebook.facets:
        for start, end, label, ambiguous in known_names(scope.codebook, facet, passage.text):
            sentence = passage.sentence_at(passage.offset + start)
            if ambiguous and not _context_agrees(scope, facet, sentence, passage.text[start:end]):
                continue
            yield Candidate(
                facet.name,
                label,
                passage.offset + start,
                passage.offset + end,
                (passage.offset + sentence.start_char, passage.offset + sentence.end_char),
                Evidence.LEXICON,
                0.7,
                passage.index,
                (f"“{passage.text[start:end]}” is a {facet.title.lower()} of the codebook",),
            )


def known_names(codebook: Codebook, facet: Facet, text: str) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, label, ambiguous) of each lexicon form and pattern match in a text, longest forms first."""
    pattern, known = _table(codebook, facet.name)
    if pattern is not None:
        for found in pattern.finditer(text):
            label, ambiguous = known[re.sub(r"\s+", " ", found[0])]
            yield found.start(), found.end(), label, ambiguous
    for expression in facet.patterns:
        for found in re.finditer(expression, text):
            yield found.start(), found.end(), found[0], False


def _context_agrees(scope: Scope, facet: Facet, sentence: Span, form: str) -> bool:
    """An ordinary word is a name where a cue of the facet or another name of the lexicon stands in its sentence."""
    pattern, known = _table(scope.codebook, facet.name)
    others = (
        [m[0] for m in pattern.finditer(sentence.text) if m[0] != form and not known[re.sub(r"\s+", " ", m[0])][1]]
        if pattern
        else []
    )
    return bool(others) or any(cue.facet == facet.name for cue in scope.cues([lemma(t) for t in sentence]))


def _known_in_tables(scope: Scope) -> Iterator[Candidate]:
    document = scope.reading.document
    for table in document.tables:
        if scope.part(table.block) is Part.BACK:
            continue
        for cell in table.cells:
            words = document.text[cell.start : cell.end]
            for facet in scope.codebook.facets:
                for start, end, label, ambiguous in known_names(scope.codebook, facet, words):
                    if ambiguous and words.strip(" \n").removesuffix(words[end:]).strip() != words[start:end]:
                        continue
                    yield Candidate(
                        facet.name,
                        label,
                        cell.start + start,
                        cell.start + end,
                        (cell.start, cell.end),
                        Evidence.LEXICON,
                        0.7,
                        table.block,
                        (f"“{words[start:end]}” is a {facet.title.lower()} of the codebook",),
                    )


def _titled(scope: Scope, passage: Passage) -> Iterator[Candidate]:
    """Proper names of scales ("River Maturity Model (RMM)")."""
    for facet in scope.codebook.facets:
        for start, end, label in titled_names(facet, passage.text):
            sentence = passage.sentence_at(passage.offset + start)
            quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
            place = (passage.offset + start, passage.offset + end)
            why = "a proper name of a scale"
            yield Candidate(facet.name, label, *place, quote, Evidence.DEFINITION, 0.6, passage.index, (why,))


def _defined(scope: Scope, passage: Passage) -> Iterator[Candidate]:
    """ "X is an open platform for ...", "X, a library that ...", "the X platform", for facets whose items are names."""
    for facet in scope.codebook.facets:
        if facet.item is not ItemShape.NAME:
            continue
        cues = frozenset(c for c in (*facet.cues, *facet.weak_cues) if " " not in c)
        if not passage.may_hold(cues):
            continue
        research = frozenset(n.casefold() for n in scope.codebook.parts.research_tools)
        for token in (passage.doc[i] for i, word in enumerate(passage.lemmas) if word in cues):
            name = _name_defined_by(token)
            if name is None or not labels.is_name(name) or name.text.casefold() in research or len(name.text) < 3:
                continue
            if is_blend(name.text):
                continue
            if labels.is_negative(name.text, negatives(facet)):
                continue
            sentence = passage.sentence_at(passage.offset + name.start_char)
            quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
            for item in items(passage, name, facet):
                yield Candidate(
                    facet.name,
                    item.label,
                    item.start,
                    item.end,
                    quote,
                    Evidence.DEFINITION,
                    0.6,
                    passage.index,
                    (f"called a {token.lemma_.lower()}",),
                )


def _name_defined_by(token: Token) -> Span | None:
    """The proper name that a cue noun classifies: as its complement, its apposition or its compound."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.pos_ == "PROPN":
            return _name_span(subject)
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return _name_span(token.head)
    before = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    if before and before[-1].i == token.i - 1 and _is_camel(before[-1].text):
        return _name_span(before[-1])
    return None


def _is_camel(word: str) -> bool:
    """Capitals or digits inside, which plain capitalised words do not have, and not an abbreviation alone."""
    return bool(re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]|\d|-[A-Z]", word)) and not word.isupper()


def _name_span(token: Token) -> Span:
    """The capitalised words that end in a name, whatever the tagger takes them for; a first determiner is none."""
    start = token.i
    while start > 0 and token.doc[start - 1].text[:1].isupper() and token.doc[start - 1].pos_ not in ("DET", "ADP"):
        start -= 1
    return token.doc[start : token.i + 1]
