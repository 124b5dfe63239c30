"""Themes that a section on difficulties tells in whole clauses: what is not done or comes too late, and why.

"Maps do not match", "seed comes too late", "this happens because of wet hay", "what costs time is X".
In: a sentence with its scope. Out: candidates of the facet that barriers belong to. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.candidate import Candidate
from extract.codebook import Facet
from extract.language import lemma
from extract.sources.items import items
from extract.sources.openings import OWN, whole
from extract.sources.spans import members_of, phrase, subject
from extract.sources.telling import RESEARCH, Told, facet_named, listed, propose

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_NOBODY = frozenset(("nobody", "noone"))
_LATE = frozenset(("late", "slowly", "seldom", "rarely", "poorly", "badly", "insufficiently"))
_CAUSES = (("because", "of"), ("owing", "to"))
_WORRIES = {"concern": ("about", "over", "regarding"), "worry": ("about", "over"), "fear": ("of", "about", "over")}
_EMPTY = frozenset("it they this that these those he she we i you there which who what one some such".split())
_FOUND = frozenset("be find report consider regard mention confirm name see appear occur materialise show rely".split())
_OF_STUDY = RESEARCH | frozenset("effect difference evidence result association relation datum analysis sample".split())


def complaints(told: Told) -> Iterator[Candidate]:
    """Clauses of a sentence in a section on difficulties."""
    facet = facet_named(told.scope, "barrier")
    if facet is None or told.context != facet.name or told.asks or told.passage.block.kind is not BlockKind.PARAGRAPH:
        return
    yield from _causes(told, facet)
    yield from _cleft(told, facet)
    for verb in told.words:
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis"):
            yield from _wanting(told, facet, verb)


def _wanting(told: Told, facet: Facet, verb: Token) -> Iterator[Candidate]:
    """A clause that says what is not done, or done too late."""
    who = subject(verb)
    if who is None or who.i > verb.i or who.head.i != verb.i or lemma(who) in _EMPTY | _OF_STUDY:
        return
    denied = any(c.dep_ == "neg" for c in verb.children) or who.lower_ in _NOBODY
    too = next((c for c in verb.subtree if c.lower_ == "too" and c.dep_ == "advmod" and c.head.i > c.i), None)
    late = next((c for c in verb.children if c.lower_ in _LATE and c.i > verb.i), None)
    if not denied and too is None and late is None:
        return
    if denied and (lemma(verb) in _FOUND or any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)):
        return  # a finding denied, or what research has not done, is no difficulty
    if verb.dep_ == "ccomp" and any(c.lower_ in ("why", "when", "where", "if", "whether", "that") for c in verb.lefts):
        if not any(a.lemma_ in ("say", "complain", "add", "report", "note") for a in verb.ancestors):
            return
    doc = told.passage.doc
    if too is not None and too.head.dep_ == "amod" and too.head.head.i - too.head.i < 3:
        too = too.head  # "too many gates"
    last = too.head.i if too is not None else late.i if late is not None else verb.i
    rest = phrase(doc[who.left_edge.i : max(last + 1, verb.right_edge.i + 1)], clause=True)
    if too is not None or late is not None:
        rest = doc[who.left_edge.i : last + 1]
    if 3 <= len(rest) <= 11 and not any(t.lower_ in OWN for t in rest):
        yield from whole(told, facet, rest, "says what is not done or comes too late", 0.5)


def _causes(told: Told, facet: Facet) -> Iterator[Candidate]:
    """What something is due to."""
    tokens = told.sentence
    for i in range(len(tokens) - 2):
        if (tokens[i].lower_, tokens[i + 1].lower_) in _CAUSES:
            yield from _parts(told, facet, listed(tokens[i + 2 :], facet), f"“{tokens[i].text} {tokens[i + 1].text}”")
        word = lemma(tokens[i])
        if word in _WORRIES and tokens[i].pos_ == "NOUN" and word != "concern":
            near = next(
                (k for k in range(i + 1, min(i + 4, len(tokens) - 1)) if tokens[k].lower_ in _WORRIES[word]), None
            )
            if near is not None and tokens[near + 1].pos_ != "PRON" and not (i and tokens[i - 1].lower_ == "of"):
                start = i if word == "fear" else near + 1
                yield from _parts(
                    told, facet, [tokens[start : near + 1 + len(phrase(tokens[near + 1 :]))]], f"“{word}”"
                )


def _cleft(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "What costs time is X", "closely related is X"."""
    root = next((t for t in told.words if t.dep_ == "ROOT" and t.lemma_ == "be"), None)
    if root is None or not (told.words[0].lower_ == "what" or _inverted(told, root)):
        return
    named = next((c for c in root.children if c.dep_ in ("attr", "nsubj") and c.i > root.i), None)
    if named is not None:
        yield from _parts(told, facet, members_of(named), "“what ... is”")


def _inverted(told: Told, root: Token) -> bool:
    """Whether a sentence opens with what it says of a subject that comes behind the verb."""
    opening = [t for t in told.words if t.i < root.i]
    return (
        0 < len(opening) < 6
        and all(t.pos_ in ("ADV", "ADJ", "VERB", "ADP", "PRON") for t in opening)
        and (
            opening[0].tag_ in ("RB", "RBR", "RBS", "JJ", "JJR", "VBN")
            and opening[0].lower_ not in ("here", "there", "thus", "it")
        )
    )


def _parts(told: Told, facet: Facet, parts: list[Tokens], why: str) -> Iterator[Candidate]:
    for part in parts:
        nouns = [t for t in part if t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG"]
        if nouns and len(part) <= 10 and lemma(nouns[0]) not in _EMPTY | _OF_STUDY:
            for item in items(told.passage, part, facet):
                yield propose(told, facet, item, why, 0.5)
