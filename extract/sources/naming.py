"""Themes that a sentence calls what they are: "X is a (major) barrier", "A and B were named as barriers".

In: a sentence with its scope. Out: candidates. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.language import is_plural, lemma
from extract.sources.announcements import NOTHING, ORDER, WEIGHT, one_of, weight
from extract.sources.spans import members_of, subject
from extract.sources.telling import RESEARCH, Told, of_members
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = frozenset(
    "identify report discuss appear come cite mention describe name see perceive regard consider recognise "
    "recognize view list rank highlight rate act serve emerge present define treat classify experience note".split()
)
_COPULAS = frozenset(("be", "remain", "become", "pose", "represent", "constitute", "form"))
_JUDGED = frozenset("find consider report see regard perceive think prove appear seem continue".split())


def called(told: Told) -> Iterator[Candidate]:
    """ "X is a (major) barrier", "X and Y were named as barriers", "reviews name X as a barrier"."""
    nouns = {told.head(c).i: c for c in told.cues}
    for verb in told.words:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        complement, named = _complement(verb)
        if complement is None and lemma(verb) in _NAMING:
            complement, named = _behind_as(told, verb, nouns)
        if complement is None or named is None or complement.i not in nouns:
            continue
        cue = nouns[complement.i]
        facet = told.scope.codebook.facet_of[cue.facet]
        if not _may_call(told, facet, complement, named) or _supposed(verb):
            continue
        mark = next((t for t in told.passage.doc[named.i : complement.i] if t.lower_ == "as"), None)
        parts = members_of(named, verb if named.i < verb.i else mark)
        yield from of_members(told, parts, facet, f"called a {complement.lemma_}", Evidence.PHRASE, 0.55)


def _may_call(told: Told, facet: Facet, complement: Token, named: Token) -> bool:
    if named.pos_ == "PRON" or named.lower_ in ("this", "there", "another", "one", "these", "those", "some", "it"):
        return False
    if lemma(named) in RESEARCH or named.i > complement.i:
        return False
    if any(child.lower_ in NOTHING for child in named.lefts):  # "no study is a barrier"
        return False
    if any(told.scope.cues([lemma(named)])):
        return False
    if facet.item is ItemShape.CLAUSE:
        return facet.name == (told.context or facet.name)
    own = (
        facet.name == told.context
        and not is_plural(complement)
        and any(c.lower_ in ("a", "an") for c in complement.lefts)
    )
    if own:
        return True
    several = is_plural(complement) and not one_of(complement) and any(named.conjuncts)
    return bool(weight(complement) & ORDER) or (several and bool(weight(complement) & WEIGHT))


def _supposed(verb: Token) -> bool:
    """Whether the clause is only supposed: "when records are a barrier", "whether cost is a barrier"."""
    marks = [c.lower_ for v in (verb, verb.head) for c in v.children if c.dep_ in ("mark", "advmod") and c.i < v.i]
    return any(mark in ("if", "whether", "when", "unless") for mark in marks)


def _complement(verb: Token) -> tuple[Token | None, Token | None]:
    """What a verb calls something, and what it calls so."""
    if verb.lemma_ in _NAMING:
        named = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
        if named is None and verb.lemma_ in ("act", "serve", "emerge", "appear", "come"):
            named = subject(verb)
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "among")):
            return next((_counted(c) for c in preposition.children if c.dep_ == "pobj"), None), named
        if named is not None:  # "as" may hang on the object
            for preposition in (c for c in named.children if c.dep_ == "prep" and c.lower_ == "as"):
                return next((_counted(c) for c in preposition.children if c.dep_ == "pobj"), None), named
    if verb.lemma_ in _JUDGED:
        below = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.lemma_ == "be"), None)
        own = below is not None and any(c.dep_ in ("nsubj", "nsubjpass") for c in below.children)
        if below is not None and not own:
            return _complement(below)[0], subject(verb)
    if verb.lemma_ not in _COPULAS:
        return None, None
    found = next((c for c in verb.children if c.dep_ in ("attr", "dobj", "oprd")), None)
    if found is None:
        among = next((c for c in verb.children if c.lower_ == "among"), None)
        found = next((c for c in among.children if c.dep_ == "pobj"), None) if among is not None else None
    return (_counted(found) if found is not None else None), subject(verb)


def _behind_as(told: Told, verb: Token, cues: Container[int]) -> tuple[Token | None, Token | None]:
    """The cue behind "as" and the object before it, where the parse hangs "as" on a word between them."""
    named = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if named is None:
        return None, None
    end = told.sentence.end
    mark = next((t for t in told.passage.doc[named.i : min(named.i + 14, end)] if t.lower_ == "as"), None)
    if mark is None:
        return None, None
    return next((t for t in told.passage.doc[mark.i : min(mark.i + 6, end)] if t.i in cues), None), named


def _counted(noun: Token) -> Token:
    """The cue in "one of the main barriers"."""
    if noun.lower_ in ("one", "some", "another", "part"):
        for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
            return next((c for c in preposition.children if c.dep_ == "pobj"), noun)
    return noun
