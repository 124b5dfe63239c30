"""Themes from sentences: "tools such as A and B", "the main stages include A, B, and C", "lack of X", "X is a barrier".

In: a Scope. Out: candidates. Called by extract.pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Candidate, Container
from extract.codebook import Facet, ItemShape
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.items import Item, facet_by_heads, items, members, opener
from extract.sources.scales import scale_near
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from extract.language import Tokens

_LISTING = (
    "include",
    "comprise",
    "cover",
    "encompass",
    "contain",
    "involve",
    "be",
    "consist",
    "mention",
    "identify",
    "list",
    "name",
)
_PHRASE_END = re.compile(
    r"[.;:,()?!—–]|\s(?:and|which|that|because|while|whereas|as well|are|is|was|were|has|"
    r"have|had|do|does|did|can|could|may|might|will|would|should|must|makes?|remains?|due|when|often|prevents?|hinders?|hampers?|leads?|causes?)\s"
)


def from_phrases(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every sentence outside protocol and back matter, in reading order."""
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE):
        part = scope.part(passage)
        if part in (Part.PROTOCOL, Part.BACK):
            continue
        for sentence in passage.sentences:
            words = [lemma(t) for t in sentence if not t.is_punct]
            if scope.speaks_of_research(words):
                continue
            yield from _examples(scope, passage, sentence, part)
            if part is Part.FINDING:
                yield from _listed(scope, passage, sentence)
                yield from _cued(scope, passage, sentence)
                yield from _called(scope, passage, sentence)
                yield from _used(scope, passage, sentence)


def _quote(passage: Passage, sentence: Span) -> tuple[int, int]:
    return passage.offset + sentence.start_char, passage.offset + sentence.end_char


def _examples(scope: Scope, passage: Passage, sentence: Span, part: Part) -> Iterator[Candidate]:
    """ "FACET-NOUN such as A, B, and C": the noun right before the opener decides."""
    tokens = list(sentence)
    for i in range(1, len(tokens)):
        size = opener(tokens, i)
        if not size:
            continue
        facet = _named_before(scope, tokens, i, scope.facet(passage.index))
        if facet is None or (part is not Part.FINDING and facet.item is ItemShape.CLAUSE):
            continue
        why = f"“{' '.join(t.text for t in tokens[max(0, i - 4) : i + size])}” opens a list of {facet.plural.lower()}"
        yield from _of_members(scope, passage, sentence, tokens[i + size :], facet, why, Evidence.SUCH_AS, 0.7)


def _named_before(scope: Scope, tokens: Tokens, i: int, context: str | None) -> Facet | None:
    """The facet whose cue is the noun before an opener, a comma, a bracket or "of ..." between passed over."""
    end = i
    while end > 0 and tokens[end - 1].text in (",", "("):
        end -= 1
    before = tokens[max(0, end - 10) : end]
    words = [lemma(t) for t in before]
    for cue in reversed(scope.cues(words, context)):
        last = cue.position + len(cue.words.split()) - 1
        facet = scope.codebook.facet_of[cue.facet]
        plural = before[last].tag_ in ("NNS", "NNPS") or facet.item is ItemShape.NAME
        if plural and (last == len(words) - 1 or words[last + 1] in ("of", "in", "for")):
            return facet
    return None


def _of_members(
    scope: Scope,
    passage: Passage,
    sentence: Span,
    tokens: Tokens,
    facet: Facet,
    why: str,
    evidence: Evidence,
    confidence: float,
) -> Iterator[Candidate]:
    parts = [part for part in members(tokens) if _fits(part, facet)]
    by_heads = facet_by_heads(scope, parts)
    facet = scope.codebook.facet_of[by_heads] if by_heads else facet
    if not parts:
        return
    container = Container(f"{evidence} at {passage.offset + parts[0][0].idx}")
    scale = scale_near(scope, passage, passage.offset + parts[0][0].idx, facet) if facet.containers else ""
    in_findings = scope.part(passage) is Part.FINDING
    for order, part in enumerate(parts):
        for item in items(passage, part, facet):
            if not item.sure and not in_findings:
                continue
            yield _candidate(
                facet, item, _quote(passage, sentence), evidence, confidence, passage, why, container, order, scale
            )


def _fits(part: Tokens, facet: Facet) -> bool:
    """Whether a member of a list may be an item: short, and no lone adjective or verb, but for names of levels."""
    if not len(part) or len(part) > 10:
        return False
    if part[0].lower_ == "to":  # a purpose
        return False
    lone = len(part) == 1 and part[0].pos_ in ("ADJ", "VERB", "ADV", "NUM", "PRON")
    return not lone or bool(facet.containers) or part[0].text[:1].isupper()


def _candidate(
    facet: Facet,
    item: Item,
    quote: tuple[int, int],
    evidence: Evidence,
    confidence: float,
    passage: Passage,
    why: str,
    container: Container | None,
    order: int,
    parent: str = "",
) -> Candidate:
    return Candidate(
        facet.name,
        item.label,
        item.start,
        item.end,
        quote,
        evidence,
        confidence if item.sure else confidence * 0.8,
        passage.index,
        (why,),
        item.definition,
        container,
        parent,
        order,
    )


def _listed(scope: Scope, passage: Passage, sentence: Span) -> Iterator[Candidate]:
    """ "The main FACET-NOUNs ... include A, B, and C": a plural cue as subject of a listing verb."""
    for verb in sentence:
        if verb.lemma_.lower() not in _LISTING or verb.pos_ not in ("VERB", "AUX"):
            continue
        subject = next(
            (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("NNS", "NNPS")), None
        )
        if subject is None or subject.i > verb.i:
            continue
        words = [lemma(t) for t in subject.subtree if t.i <= subject.i]
        cues = [
            c for c in scope.cues(words, scope.facet(passage.index)) if c.position + len(c.words.split()) == len(words)
        ]
        rest = [t for t in sentence if t.i > verb.i]
        if not cues or not rest or (rest[0].text == ":" and len(rest) < 3):
            continue
        facet = scope.codebook.facet_of[cues[-1].facet]
        if len(list(members(rest))) < 3:
            continue
        why = f"“{subject.text} ... {verb.text}” opens a list of {facet.plural.lower()}"
        yield from _of_members(scope, passage, sentence, rest, facet, why, Evidence.ENUMERATION, 0.65)


def _used(scope: Scope, passage: Passage, sentence: Span) -> Iterator[Candidate]:
    """What is used in a section on tools: the objects of the codebook's verbs, and the subjects of their passives."""
    facet = scope.codebook.facet_of.get(scope.facet(passage.index) or "")
    if facet is None or not facet.verbs:
        return
    for verb in sentence:
        if verb.lemma_.lower() not in facet.verbs or verb.pos_ != "VERB":
            continue
        nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "with", "upon")):
            nouns += [c for c in preposition.children if c.dep_ == "pobj"]
        for noun in nouns:
            span = passage.doc[noun.left_edge.i : noun.right_edge.i + 1]
            yield from _of_members(scope, passage, sentence, span, facet, f"“{verb.text}”", Evidence.PHRASE, 0.65)


def _cued(scope: Scope, passage: Passage, sentence: Span) -> Iterator[Candidate]:
    """ "lack of X" and "difficulty in doing X": an opening of the codebook and the words after it."""
    for facet in scope.codebook.facets:
        for cue in facet.phrase_cues:
            yield from _after(scope, passage, sentence, facet, cue, kept=True)
        for cue in facet.topic_cues:
            yield from _after(scope, passage, sentence, facet, cue, kept=False)


def _after(
    scope: Scope, passage: Passage, sentence: Span, facet: Facet, cue: str, *, kept: bool
) -> Iterator[Candidate]:
    text = sentence.text
    place = passage.offset + sentence.start_char
    in_its_section = scope.facet(passage.index) == facet.name
    for found in re.finditer(rf"\b{re.escape(cue)}\s+(?=[a-z])", text, re.IGNORECASE):
        end = _phrase_end(text, found.end())
        words = text[found.end() : end].split()
        if not 1 <= len(words) <= 10 or (not kept and not words[0].endswith("ing")):
            continue
        start = found.start() if kept else found.end()
        label = labels.sentence_case(labels.clause(text[start:end]))
        if len(label.split()) < 2:
            continue
        confidence = 0.6 if in_its_section else 0.5 if passage.block.kind is BlockKind.PARAGRAPH else 0.4
        why = f"“{cue}” opens a {facet.title.lower()}"
        item = Item(label, place + start, place + end)
        yield _candidate(facet, item, _quote(passage, sentence), Evidence.PHRASE, confidence, passage, why, None, 0)


def _phrase_end(text: str, start: int) -> int:
    found = _PHRASE_END.search(text, start)
    end = found.start() if found else len(text)
    return start + len(text[start:end].rstrip())


def _called(scope: Scope, passage: Passage, sentence: Span) -> Iterator[Candidate]:
    """ "X is a (major) barrier": the subject of a copula whose complement is a cue of a clause-shaped facet."""
    for verb in sentence:
        complement = _complement(verb)
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
        if (
            subject is None
            or complement is None
            or subject.pos_ == "PRON"
            or subject.lower_ in ("this", "there", "one")
            or any(child.lower_ in ("no", "neither", "nor") for child in subject.lefts)  # "no study is a barrier"
        ):
            continue
        cues = scope.cues([lemma(complement)])
        facet = scope.codebook.facet_of[cues[0].facet] if cues else None
        if (
            facet is None
            or facet.item is not ItemShape.CLAUSE
            or facet.name != (scope.facet(passage.index) or facet.name)
        ):
            continue
        span = passage.doc[subject.left_edge.i : subject.right_edge.i + 1]
        plural = complement.tag_ == "NNS"
        parts = labels.coordinates(span) if plural else [span]
        container = Container(f"called {complement.lower_} at {passage.offset + span.start_char}") if plural else None
        for order, part in enumerate(parts):
            if not 1 <= len(part) <= 12 or any(scope.cues([lemma(t)]) for t in part if t.i == subject.i):
                continue
            for item in items(passage, part, facet):
                why = f"called a {complement.lemma_}"
                yield _candidate(
                    facet, item, _quote(passage, sentence), Evidence.PHRASE, 0.55, passage, why, container, order
                )


def _complement(verb: Token) -> Token | None:
    """What a verb calls its subject: the complement of "be" and its kin, also below "was found to be"."""
    if verb.lemma_ in ("find", "consider", "report", "see", "regard", "perceive", "think", "prove", "appear", "seem"):
        below = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.lemma_ == "be"), None)
        own = below is not None and any(c.dep_ in ("nsubj", "nsubjpass") for c in below.children)
        return _complement(below) if below is not None and not own else None
    if verb.lemma_ not in ("be", "remain", "become", "pose", "represent", "constitute"):
        return None
    return next((c for c in verb.children if c.dep_ in ("attr", "dobj", "oprd")), None)
