"""Whether a mention asserts its theme, hedges it or denies it.

In: the passage and the span of a mention. Out: a Polarity. Called by extract.consolidate. Only what stands around the
label counts: a negation inside it ("staff do not understand the models") is part of the challenge itself.
Method: the verbs that govern the label in the dependency tree, with their negations and modals; after the idea of
NegEx-like cues bounded by syntax (Mehrabi et al. 2015, "DEEPEN").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.language import Passage
from extract.theme import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DENIABLE = frozenset(
    "be find consider report mention identify use need require constitute have observe include see regard describe "
    "exist appear emerge pose represent play confirm support show experience perceive employ "
    "recognise recognize".split()
)
_OF_BEING = frozenset("be exist appear emerge remain occur seem constitute pose represent play".split())
_MODALS = frozenset(("may", "might", "could"))
_EVIDENCE = frozenset(("evidence", "indication", "sign", "proof", "support", "hint"))
_LITTLE = frozenset(("little", "scant", "scarce", "limited", "weak", "insufficient", "hardly", "few"))
_HEDGES = frozenset(
    (
        "possibly",
        "perhaps",
        "potentially",
        "arguably",
        "presumably",
        "probably",
        "allegedly",
        "hardly",
        "rarely",
        "seldom",
        "scarcely",
    )
)
_NEGATIVE_DETERMINERS = frozenset(("no", "neither", "nor"))


def polarity_of(passage: Passage, start: int, end: int) -> Polarity:
    """The polarity of the mention at start..end, positions of the document."""
    span = passage.tokens(start, end)
    evidence = _evidence(span)
    if _denied(span) or (evidence is not None and _has(evidence, _NEGATIVE_DETERMINERS)):
        return Polarity.DENIES
    if evidence is not None and (_has(evidence, _LITTLE) or _negated(evidence.head)):
        return Polarity.HEDGES
    return Polarity.HEDGES if _hedged(span) else Polarity.ASSERTS


def _evidence(span: Span) -> Token | None:
    """The noun that weighs the clause of a label: "little evidence that X is a barrier"."""
    for token in span.root.ancestors:
        beside = [child for child in token.children if child.dep_ in ("attr", "dobj", "nsubj")]
        for noun in (token, *_outside(beside, span)):
            if noun.lemma_.lower() in _EVIDENCE:
                return noun
    return None


def _has(noun: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in noun.lefts)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _governors(span: Span) -> list[Token]:
    """The verbs above the label, from the nearest on, through complements but not out of a subordinate clause.

    The subject of an active verb is not what that verb speaks of, except with verbs of being: "wardens do not have
    maps" denies the maps, "wardens are not a barrier" the wardens.
    """
    token, found = span.root, []
    while token.head.i != token.i:
        reports = token.dep_ == "ccomp" and token.head.lemma_.lower() in _DENIABLE
        subordinate = token.dep_ in ("advcl", "relcl", "acl", "ccomp", "parataxis") and not reports
        acts = token.dep_ == "nsubj" and token.head.lemma_.lower() not in _OF_BEING
        token = token.head
        if subordinate or acts:
            break
        if token.pos_ in ("VERB", "AUX") and not span.start <= token.i < span.end:
            found.append(token)
    return found


def _outside(tokens: list[Token], span: Span) -> list[Token]:
    return [t for t in tokens if not span.start <= t.i < span.end]


def _denied(span: Span) -> bool:
    root = span.root
    if any(t.lower_ in _NEGATIVE_DETERMINERS for t in _outside(list(root.lefts), span)):
        return True
    for verb in _governors(span)[:2]:
        if verb.lemma_.lower() not in _DENIABLE:
            continue
        children = _outside(list(verb.children), span)
        if any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in children):
            return True
        if any(
            c.dep_ in ("nsubj", "nsubjpass") and any(g.lower_ in _NEGATIVE_DETERMINERS for g in c.lefts)
            for c in children
        ):
            return True
    return False


def _hedged(span: Span) -> bool:
    for verb in _governors(span)[:1]:
        for child in _outside(list(verb.children), span):
            if (child.lower_ in _MODALS and child.tag_ == "MD") or child.lower_ in _HEDGES:
                return True
    return False
