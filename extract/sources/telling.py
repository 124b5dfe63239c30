"""A sentence that may tell of items, with what its sources ask of it, looked up once.

In: a Scope. Out: Told values, in reading order, and the candidates made from them. Called by phrases, examples,
announcements, sequences and difficulties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import ABOUT_METHOD, Candidate, Container, in_method
from extract.codebook import Facet, ItemShape
from extract.cues import Cue
from extract.language import Passage, is_plural, lemma
from extract.scope import Part, Scope
from extract.sources.coordination import members
from extract.sources.items import Item, facet_by_heads, items
from extract.sources.scales import scale_near
from extract.sources.spans import phrase, shared_complement, subject
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from extract.language import Tokens

RESEARCH = frozenset(
    "study author review paper article section table figure finding result interview interviewee questionnaire "
    "survey participant respondent literature researcher reviewer publication source".split()
)
OPENERS = frozenset(("such", "e.g.", "e.g", "eg", "like", "include", "including", "example", "instance", "namely"))
_METHOD = frozenset("review search screening selection coding".split())
_KNOWING = frozenset("understand see say tell know imagine believe judge decide note become be".split())


@dataclass(frozen=True, eq=False)
class Told:
    """One sentence of a passage.

    opening: the facet that the first sentence of its paragraph announces. before: the facet of the last plural cue in
    the sentence before it. counted: the facet of the last cue with a number in the section ("three barriers").
    aside: why nothing that it tells is a finding, in words for a person; "" when it may be one.
    """

    scope: Scope
    passage: Passage
    sentence: Span
    part: Part
    opening: str | None
    before: str | None = None
    counted: str | None = None
    aside: str = ""

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The tokens without punctuation and spaces."""
        return tuple(t for t in self.sentence if not t.is_punct and not t.is_space)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        return tuple(self.passage.lemmas[t.i] for t in self.words)

    @cached_property
    def known(self) -> frozenset[str]:
        """The lemmas as a set, for tests of membership only."""
        return frozenset(self.lemmas)

    @cached_property
    def context(self) -> str | None:
        """The facet of the section."""
        return self.scope.facet(self.passage.index)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(self.scope.cues(self.lemmas, self.context))

    def head(self, cue: Cue) -> Token:
        """The last word of a cue."""
        return self.words[cue.position + len(cue.words.split()) - 1]

    def speaks_of(self, facet: Facet) -> bool:
        """Whether the section, the opening of the paragraph or a strong cue in the sentence names a facet."""
        return facet.name in (self.context, self.opening) or any(
            c.facet == facet.name and not c.weak for c in self.cues
        )

    @property
    def sums_up(self) -> bool:
        """Whether the sentence stands in the abstract, which says in short what was found."""
        if self.passage.block.kind is BlockKind.ABSTRACT:
            return True
        title = self.scope.section_title(self.passage.index).lower().strip(" 0123456789.*#")
        return title in ("abstract", "summary", "executive summary")

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return any(t.text == "?" for t in self.sentence[-2:])

    @property
    def quote(self) -> tuple[int, int]:
        return self.passage.offset + self.sentence.start_char, self.passage.offset + self.sentence.end_char


def sentences(scope: Scope) -> Iterator[Told]:
    """The sentences of running text outside back matter, in reading order; those on the method say that they are."""
    section, counted = None, None
    for passage in scope.reading.of_kind(BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE):
        part = scope.part(passage)
        if part is Part.BACK:
            continue
        if part is Part.PROTOCOL and not passage.may_hold(OPENERS):
            continue
        method = in_method(scope.section_title(passage.index)) if part is Part.PROTOCOL else ""
        opening = before = None
        if passage.block.section != section:
            section, counted = passage.block.section, None
        for i, sentence in enumerate(passage.sentences):
            told = Told(scope, passage, sentence, part, opening, before, counted, method)
            if part is Part.PROTOCOL and not OPENERS & told.known:
                continue
            if not method and scope.speaks_of_research(told.lemmas):
                told = replace(told, aside=ABOUT_METHOD)
            elif i == 0 and len(passage.sentences) > 1:
                opening = next((c.facet for c in told.cues if not c.weak and is_plural(told.head(c))), None)
            yield told
            counted = next((c.facet for c in told.cues if any(t.like_num for t in told.head(c).lefts)), counted)
            before = next((c.facet for c in reversed(told.cues) if not c.weak and is_plural(told.head(c))), None)


def propose(
    told: Told,
    facet: Facet,
    item: Item,
    why: str,
    confidence: float,
    *,
    evidence: Evidence = Evidence.PHRASE,
    container: Container | None = None,
    order: int = 0,
    parent: str = "",
) -> Candidate:
    """A candidate that the whole sentence grounds; an item that is not sure counts a fifth less."""
    return Candidate(
        facet.name,
        item.label,
        item.start,
        item.end,
        told.quote,
        evidence,
        confidence if item.sure else confidence * 0.8,
        told.passage.index,
        (why,),
        item.definition,
        container,
        parent,
        order,
    )


def of_members(
    told: Told, parts: list[Tokens], facet: Facet, why: str, evidence: Evidence, confidence: float
) -> Iterator[Candidate]:
    """Candidates of the members of one list in a sentence; their head words may show that they are of another facet."""
    fitting = [part for part in parts if _fits(part, facet) and not _is_cue(told, part)]
    if len(fitting) < len(parts) - 1 or len(fitting) < 2:  # one lone word among nouns may be mistagged
        parts = fitting
    by_heads = facet_by_heads(told.scope, parts)
    facet = told.scope.codebook.facet_of[by_heads] if by_heads else facet
    if not parts or (facet.item is ItemShape.CLAUSE and any(lemma(part[0]) in RESEARCH for part in parts)):
        return
    place = told.passage.offset + parts[0][0].idx
    container = Container(f"{evidence} at {place}") if len(parts) > 1 else None
    scale = scale_near(told.scope, told.passage, place, facet) if facet.containers else ""
    shared = " ".join(t.text for t in shared_complement(parts))
    for order, part in enumerate(parts):
        for item in items(told.passage, part, facet):
            if shared and order < len(parts) - 1:
                item = replace(item, label=f"{item.label} {shared}")
            if item.sure or told.part is Part.FINDING:
                yield propose(
                    told,
                    facet,
                    item,
                    why,
                    confidence,
                    evidence=evidence,
                    container=container,
                    order=order,
                    parent=scale,
                )


def _is_cue(told: Told, part: Tokens) -> bool:
    """Whether a member is no item but the name of a facet ("roles" in "they differ in prices, roles and habits")."""
    return len(part) == 1 and any(lemma(part[0]) in facet.cues for facet in told.scope.codebook.facets)


def _fits(part: Tokens, facet: Facet) -> bool:
    """Whether a member of a list may be an item: short, and no lone adjective or verb, but for names of levels."""
    if not len(part) or len(part) > (14 if facet.item is ItemShape.CLAUSE else 10):
        return False
    if part[0].lower_ in ("to", "following", "regarding", "concerning") or (
        part[0].tag_ == "VB" and len(part) > 1
    ):  # a purpose
        return False
    many = (
        part[0].lower_ in ("too", "not", "highly", "poorly", "badly", "overly")
        and len(part) > 2
        and part[1].pos_ in ("ADJ", "NOUN")
    )  # "too many forms"
    if part[0].pos_ in ("ADP", "SCONJ", "ADV", "PRON", "AUX") and not facet.containers and not many:
        return False
    lone = len(part) == 1 and part[0].pos_ in ("ADJ", "VERB", "ADV", "NUM", "PRON")
    gerund = len(part) == 1 and part[0].tag_ == "VBG"
    return not lone or gerund or bool(facet.containers) or part[0].text[:1].isupper()


def listed(tokens: Tokens, facet: Facet | None = None) -> list[Tokens]:
    """The members of the list that opens here."""
    return list(members(tokens, clause=facet is not None and facet.item is ItemShape.CLAUSE))


def of_the_method(noun: Token) -> bool:
    """Whether steps are those of the authors: "following the steps of the handbook", "the search had three phases"."""
    verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    who = subject(verb)
    if lemma(verb) == "follow":
        return who is None or who.i == noun.i or who.lower_ in ("we", "i")
    return who is not None and any(lemma(t) in _METHOD for t in who.lefts)


def to_do(told: Told, facet: Facet, verb: Token, why: str, confidence: float) -> Iterator[Candidate]:
    """What is to be done, as a doing: "to merge records" gives "merging records"."""
    rest = phrase(told.passage.doc[verb.i : told.sentence.end])
    if not 2 <= len(rest) <= 12 or verb.pos_ != "VERB" or verb.lemma_.lower() in _KNOWING:
        return
    start, end = told.passage.place(rest)
    tail = told.passage.text[rest[1].idx : end - told.passage.offset]
    if len(rest) > 3 and rest[1].lower_ in ("and", "or") and rest[2].tag_ == "VB":  # "to sort and file records"
        behind = told.passage.text[rest[3].idx : end - told.passage.offset]
        tail = f"{rest[1].text} {labels.gerund(rest[2].lemma_.lower())} {behind}"
    label = labels.sentence_case(labels.clause(f"{labels.gerund(verb.lemma_.lower())} {tail}"))
    yield propose(told, facet, Item(label, start, end), why, confidence)


def facet_named(scope: Scope, word: str) -> Facet | None:
    """The facet that claims a word as its own cue ("barrier", "phase"), whatever the codebook calls it."""
    return next((f for f in scope.codebook.facets if word in f.cues), None)
