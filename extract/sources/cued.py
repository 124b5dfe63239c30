"""Themes at a cue inside a sentence that announces nothing: "usability issues", "problems with meter readings".

In: a sentence with its scope. Out: candidates of facets whose items are clauses. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.language import is_plural, lemma
from extract.sources.announcements import ORDER, WEIGHT
from extract.sources.members import before_noun
from extract.sources.spans import members_of, phrase, subject, subject_words
from extract.sources.telling import RESEARCH, Told, listed, of_members
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_MET = frozenset("suffer face experience encounter meet report raise pose create cause".split())
_LINKS = frozenset(("with", "regarding", "concerning", "around"))
_TELLS = frozenset("report mention describe note identify find raise observe cite".split())
_WIDE = frozenset("adoption implementation research development use application field domain practice".split())


def cued(told: Told) -> Iterator[Candidate]:
    """Items at the cues of a sentence: lists that end in one, compounds that are met, what a cue is with."""
    if told.asks:
        return
    for cue in told.cues:
        facet, noun = told.scope.codebook.facet_of[cue.facet], told.head(cue)
        if facet.item is ItemShape.NOUN_PHRASE and is_plural(noun):
            yield from _modifying(told, facet, noun)
        if facet.item is not ItemShape.CLAUSE or noun.pos_ != "NOUN" or cue.weak or cue.words in ("concern",):
            continue
        if any(t.lower_ in ("no", "not", "few") for t in noun.lefts):
            continue
        yield from _in_list(told, facet, noun)
        yield from _compound(told, facet, noun)
        yield from _with(told, facet, noun)


def _modifying(told: Told, facet: Facet, noun: Token) -> Iterator[Candidate]:
    """ "Survey, repair and varnish phases": the nouns that the cue is told apart by."""
    parts = before_noun(noun)
    nouns = [
        part for part in parts if part[len(part) - 1].pos_ in ("NOUN", "PROPN") or part[len(part) - 1].tag_ == "VBG"
    ]
    if 2 < len(nouns) == len(parts) and not any(lemma(t) in WEIGHT | ORDER for part in parts for t in part):
        yield from of_members(told, parts, facet, f"told apart as {facet.plural.lower()}", Evidence.PHRASE, 0.55)


def _in_list(told: Told, facet: Facet, noun: Token) -> Iterator[Candidate]:
    """ "Billing issues, weak batteries and noise were reported": one member that ends in a cue tells of all."""
    for verb in told.words:
        if lemma(verb) not in _TELLS or verb.tag_ != "VBN" or verb.i < noun.i:
            continue
        parts = subject_words(verb, told.sentence)
        if len(parts) > 1 and _qualified(noun) and any(len(p) and p[len(p) - 1].i == noun.i for p in parts):
            yield from of_members(told, parts, facet, f"a list that holds “{noun.text}”", Evidence.PHRASE, 0.55)
            return


def _compound(told: Told, facet: Facet, noun: Token) -> Iterator[Candidate]:
    """ "Teams face integration problems": a cue that another noun narrows, as what somebody meets."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or lemma(verb) not in _MET or not _qualified(noun):
        return
    who = subject(verb)
    if who is not None and (who.lower_ in ("we", "i") or lemma(who) in RESEARCH):
        return
    yield from of_members(told, members_of(noun), facet, f"“{verb.text} ... {noun.text}”", Evidence.PHRASE, 0.5)


def _qualified(noun: Token) -> bool:
    """Whether a noun narrows a cue to one thing ("meter problems", not "adoption problems")."""
    return any(c.dep_ == "compound" and c.pos_ == "NOUN" and lemma(c) not in _WIDE | WEIGHT for c in noun.lefts)


def _with(told: Told, facet: Facet, noun: Token) -> Iterator[Candidate]:
    """ "Owners had difficulties with meter readings": what stands behind the cue and a preposition."""
    link = next((c for c in noun.rights if c.lower_ in _LINKS and c.i == noun.i + 1), None)
    if link is None or noun.doc[link.i + 1 : link.i + 2].text in ("regard", "respect"):
        return
    who = subject(noun.head) if noun.head.pos_ == "VERB" else None
    if who is not None and who.lower_ in ("we", "i"):
        return
    tokens = told.passage.doc[link.i + 1 : told.sentence.end]
    parts: list[Tokens] = [phrase(part) for part in listed(tokens, facet)]
    parts = [part for part in parts if len(part) and not any(lemma(t) in RESEARCH for t in part)]
    yield from of_members(told, parts, facet, f"“{noun.text} {link.text}”", Evidence.PHRASE, 0.5)
