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
from extract.candidate import ABOUT_METHOD, Candidate, in_method, set_aside
from extract.codebook import Codebook, Facet, ItemShape
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.items import Item, head_words, items, negatives
from extract.sources.scales import titled_names
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_GENERAL = frozenset(
    "key main other additional several various different many some all both such certain relevant each new two "
    "three four five six skilled experienced full-time part-time qualified competent trained dedicated responsible "
    "potential existing individual only former sole own single next previous current called named so-called".split()
)


def from_names(scope: Scope) -> Iterator[Candidate]:
    """Candidates from the codebook's lexicons, patterns and head words, and from definitions, in reading order."""
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        part = scope.part(passage)
        if part is Part.BACK:
            continue
        yield from _known(scope, passage)
        if part is Part.PROTOCOL:
            yield from set_aside(_headed(scope, passage, part), in_method(scope.section_title(passage.index)))
        else:
            yield from _headed(scope, passage, part)
            yield from _defined(scope, passage)
            yield from _titled(scope, passage)
            yield from _proper(scope, passage, part)
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


def _proper(scope: Scope, passage: Passage, part: Part) -> Iterator[Candidate]:
    """Proper names in findings on a facet whose items are names: camel case, or several capitalised words."""
    facet = scope.codebook.facet_of.get(scope.facet(passage.index) or "")
    if facet is None or facet.item is not ItemShape.NAME or part is not Part.FINDING:
        return
    cited = [(c.start, c.end) for c in scope.reading.document.citations]
    i = 0
    while i < len(passage.doc):
        name = _capitalised(passage, i)
        i = name.end if name is not None else i + 1
        if name is None or not (len(name) > 1 or _is_camel(name.text)):
            continue
        start, end = passage.offset + name.start_char, passage.offset + name.end_char
        following = passage.doc[name.end].lower_ if name.end < len(passage.doc) else ""
        if following in ("et", "&") or any(a < end + 2 and start < b for a, b in cited):
            continue
        sentence = passage.sentence_at(start)
        quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
        why = f"a proper name in the section “{scope.section_title(passage.index)}”"
        for item in items(passage, name, facet):
            yield _found(facet, item, quote, 0.55, passage, why)


def _capitalised(passage: Passage, i: int) -> Span | None:
    """The run of capitalised names that starts at a token; a plain word at the start of a sentence opens none."""
    doc, end = passage.doc, i
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ in ("PROPN", "NOUN") and len(doc[end]) > 1:
        end += 1
    opens = doc[i].is_sent_start and doc[i].pos_ != "PROPN"
    return doc[i:end] if end > i and not opens and not all(t.is_upper for t in doc[i:end]) else None


def _titled(scope: Scope, passage: Passage) -> Iterator[Candidate]:
    """Proper names of scales ("River Maturity Model (RMM)")."""
    for facet in scope.codebook.facets:
        for start, end, label in titled_names(facet, passage.text):
            sentence = passage.sentence_at(passage.offset + start)
            quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
            place = (passage.offset + start, passage.offset + end)
            why = "a proper name of a scale"
            yield Candidate(facet.name, label, *place, quote, Evidence.DEFINITION, 0.6, passage.index, (why,))


def _headed(scope: Scope, passage: Passage, part: Part) -> Iterator[Candidate]:
    """Noun phrases that end in a head word of a facet ("discharge nurse"), one or more modifiers before it."""
    facets = [facet for facet in scope.codebook.facets if passage.may_hold(head_words(facet))]
    if not facets:
        return
    spans = [span for chunk in passage.doc.noun_chunks for span in _split_chunk(chunk)]
    for facet in facets:
        for span in spans:
            if passage.lemmas[span.end - 1] not in head_words(facet):
                continue
            kept = _drop_general(span)
            if len(kept) < 2 or len(kept) > 5:
                continue
            sentence = passage.sentence_at(passage.offset + kept.start_char)
            quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
            words = passage.lemmas[sentence.start : sentence.end]
            aside = ABOUT_METHOD if scope.speaks_of_research(words) else ""
            confidence = 0.6 if part is Part.FINDING else 0.5
            why = f"a phrase with the head word “{passage.lemmas[kept.end - 1]}”"
            named = (_found(facet, item, quote, confidence, passage, why) for item in items(passage, kept, facet))
            yield from set_aside(named, aside)


def _found(
    facet: Facet, item: Item, quote: tuple[int, int], confidence: float, passage: Passage, why: str
) -> Candidate:
    return Candidate(
        facet.name, item.label, item.start, item.end, quote, Evidence.PHRASE, confidence, passage.index, (why,)
    )


def _split_chunk(chunk: Span) -> Iterator[Span]:
    """A noun chunk cut at commas, joins and brackets that the parser left inside."""
    start = chunk.start
    for token in chunk:
        if token.text in (",", ";", "(", ")") or token.lower_ in ("and", "or", "like"):
            if token.i > start:
                yield chunk.doc[start : token.i]
            start = token.i + 1
    if start < chunk.end:
        yield chunk.doc[start : chunk.end]


def _drop_general(span: Span) -> Span:
    """Without determiners, numbers and general adjectives at the front."""
    start = span.start
    while start < span.end - 1:
        token = span.doc[start]
        if (
            token.pos_ in ("DET", "PRON", "NUM")
            or token.lower_ in _GENERAL
            or token.is_punct
            or token.tag_ in ("JJS", "JJR", "VBG")
        ):
            start += 1
        else:
            break
    return span.doc[start : span.end]


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
    start = token.i
    while (
        start > token.sent.start
        and token.doc[start - 1].pos_ == "PROPN"
        and token.doc[start - 1].head.i in (token.i, start)
    ):
        start -= 1
    return token.doc[start : token.i + 1]
