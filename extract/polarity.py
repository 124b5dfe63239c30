"""Whether a sentence asserts a theme, hedges it or denies it.

In: the passage and the span of a label. Out: a Polarity. Called by extract.denials. Only what stands around the label
counts: a negation inside it ("staff do not understand the models", "lack of maps") is part of the theme itself.
Method: from the label up the dependency tree, clause by clause, with the negations, modals, quantifiers and verbs of
denial or belief that govern it; after negation scope bounded by syntax (Mehrabi et al. 2015, "DEEPEN") and the cues of
speculation of the BioScope corpus (Vincze et al. 2008). The first word that decides wins; a question, a condition and
what is merely believed are hedged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract import polarity_words as w
from extract.language import Passage
from extract.polarity_cues import told_around
from extract.theme import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NO_EVIDENCE_THAT = re.compile(r"\bno evidence that\b", re.IGNORECASE)


def polarity_of(passage: Passage, start: int, end: int) -> Polarity:
    """The polarity of a label at start..end, positions of the document, in its sentence."""
    span = passage.tokens(start, end)
    if not len(span):
        return Polarity.ASSERTS  # a blank between two words
    sentence = passage.sentence_at(start)
    before = passage.text[sentence.start_char : span.start_char]
    behind = passage.text[span.end_char : sentence.end_char]
    told = told_around(before, behind)
    if told is not None:
        return told
    if _NO_EVIDENCE_THAT.search(passage.text, span.start_char, span.end_char):
        return Polarity.DENIES
    if span[0].tag_ in ("WP", "WRB", "WDT") and not before.strip(" \"“”'(And"):
        return Polarity.ASSERTS  # the label is the question itself
    for said in _judged(span, _behind_colon(span, sentence)):
        if said is not None:
            return said
    return Polarity.HEDGES if behind.rstrip().endswith("?") else Polarity.ASSERTS


def _behind_colon(span: Span, sentence: Span) -> int:
    """Index of the first token that may govern a label: what stands before a colon speaks of something else."""
    for i in range(span.start - 1, sentence.start, -1):
        if span.doc[i].text == ":":
            return i
    return sentence.start


def _judged(span: Span, begin: int) -> Iterator[Polarity | None]:
    """What each word above the label says of it, from the nearest on; begin: the first token that may."""
    token = _first_of_series(span.root)
    if any(t.lower_ in w.NO for t in _outside(token.lefts, span)) and not _is_doubt(token):
        yield Polarity.DENIES
    token, relation = _climb_names(token, span)
    first = True
    while True:
        head = token.head
        if head.i < begin or (token.dep_ == "conj" and _has_subject(token)):
            yield from _as_verb(token, relation, span, direct=True) if first and token.pos_ in ("VERB", "AUX") else ()
            return
        if head.i == token.i:
            yield from _as_verb(token, relation, span, direct=True) if token.pos_ in ("VERB", "AUX") else ()
            return
        if head.lemma_.lower() in w.WEIGHING and head.pos_ == "NOUN" and not _inside(head, span):
            yield _weighed(head, span)
        if token.dep_ in ("aux", "auxpass"):
            relation = "nsubjpass"  # the subject hangs at the auxiliary
        elif token.dep_ == "agent":
            relation = "nsubj"  # "hampered by noise": the noise hampers
        elif token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ccomp", "xcomp", "acomp", "advcl", "relcl", "acl"):
            relation = token.dep_
        if head.pos_ in ("VERB", "AUX") and not _inside(head, span):
            yield from _as_verb(head, relation, span, direct=first)
            first = False
            if token.dep_ in ("relcl", "acl") or (token.dep_ == "advcl" and head.dep_ != "xcomp"):
                return
            if head.dep_ in ("relcl", "advcl", "parataxis"):
                return
        token = head


def _has_subject(verb: Token) -> bool:
    """Whether a second verb is a clause of its own, which the first verb does not govern."""
    return verb.pos_ in ("VERB", "AUX") and (_has(verb.children, "nsubj") or _has(verb.children, "nsubjpass"))


def _first_of_series(token: Token) -> Token:
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"):
        if token.head.pos_ == "VERB" and token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return token


def _climb_names(token: Token, span: Span) -> tuple[Token, str]:
    """Past nouns that only name what follows: "the role of harbour pilot", "the problem of noise"."""
    while token.dep_ in ("pobj", "compound", "appos", "nmod") and token.head.i != token.head.head.i:
        above = token.head.head if token.dep_ == "pobj" else token.head
        if above.lemma_.lower() not in w.NAMING or _inside(above, span):
            break
        token = above
    return token, token.dep_


def _as_verb(verb: Token, relation: str, span: Span, *, direct: bool) -> Iterator[Polarity | None]:
    """What a verb says of a label that is its subject, object or complement, or stands in its complement clause."""
    word = verb.lemma_.lower()
    around = _outside(verb.children, span)
    if any(t.dep_ == "mark" and t.lower_ in ("if", "whether") for t in around):
        yield Polarity.HEDGES
    if relation == "nsubj" and word not in w.OF_BEING | w.AFFECTING | w.STOPPING | w.BELIEVING and word != "be":
        return  # what somebody does or does not do says nothing of whether there is such a one
    denied, hedged = _is_denied(around, relation, direct=direct), _is_hedged(around)
    denies = word in w.STOPPING if relation == "nsubj" else word in w.DENYING and _rules_out(verb)
    if denies and (relation != "nsubj" or _has(around, "xcomp")):
        yield Polarity.HEDGES if denied else Polarity.DENIES
    if denied and word in _deniable(relation) and not (relation == "nsubj" and _is_a_state(around)):
        yield _how_denied(around)
    if hedged and not (relation == "nsubj" and word == "be" and _says_what_it_is(around)):
        yield Polarity.HEDGES
    yield from _gone_on(verb, span)
    if word in w.BELIEVING and (relation in ("ccomp", "xcomp", "nsubjpass") or _has(around, "xcomp")):
        if word not in w.ASKING or relation == "ccomp":
            yield Polarity.HEDGES
    if word in w.OF_BEING:
        yield _predicated(around)


def _deniable(relation: str) -> frozenset[str]:
    """The verbs whose denial denies a label that is their subject, their object, or in their complement clause."""
    if relation == "nsubj":
        return w.OF_BEING | w.AFFECTING | w.BELIEVING
    if relation in ("ccomp", "xcomp", "advcl"):
        return w.REPORTING | w.BELIEVING
    return w.REPORTING | w.USING | w.OF_BEING | w.BELIEVING


def _is_a_state(around: list[Token]) -> bool:
    """Whether a property is said of a subject ("are not available at night"), not whether it is there or matters."""
    return any(t.dep_ == "acomp" and t.lower_ not in w.MATTERING for t in around)


def _says_what_it_is(around: list[Token]) -> bool:
    """Whether a noun other than one of weight is said of a subject: "a mentor may be the only person" is a mentor."""
    attributes = [t for t in around if t.dep_ == "attr" and t.pos_ == "NOUN"]
    return bool(attributes) and all(t.lemma_.lower() not in w.WEIGHTS for t in attributes)


def _is_denied(around: list[Token], relation: str, *, direct: bool) -> bool:
    negations = [t for t in around if t.dep_ not in ("conj", "cc") and (t.dep_ == "neg" or t.lower_ in w.NOT)]
    if any(t.i + 1 == len(t.doc) or t.doc[t.i + 1].lower_ != "until" for t in negations):
        return True
    if any(t.lower_ in ("long", "longer") and any(c.lower_ == "no" for c in t.children) for t in around):
        return True
    subjects = [t for t in around if t.dep_ in ("nsubj", "nsubjpass")]
    places = [c for t in around if t.dep_ in ("prep", "agent") for c in t.children if c.dep_ == "pobj"]
    objects = [t for t in around if t.dep_ in ("dobj", "attr")] if direct and relation not in ("dobj", "attr") else []
    return any(
        t.lower_ in w.NOBODY or (any(c.lower_ in w.NO for c in t.lefts) and not _is_doubt(t))
        for t in (*subjects, *places, *objects)
    )


def _how_denied(around: list[Token]) -> Polarity | None:
    """A denial, unless it is of a part only: "not only", "not the main barrier", "not necessarily"."""
    words = {t.lower_ for t in around}
    if words & w.PARTLY or any(
        c.lower_ in w.PARTLY for t in around for c in t.children if t.dep_ in ("neg", "preconj")
    ):
        return Polarity.ASSERTS
    if any(c.lower_ in w.RANKING for t in around if t.dep_ == "attr" for c in t.lefts):
        return Polarity.ASSERTS
    partly = any(t.lower_ in w.NOT_ALWAYS and t.doc[t.i - 1].lower_ in w.NOT for t in around if t.i)
    return Polarity.HEDGES if partly else Polarity.DENIES


def _is_hedged(around: list[Token]) -> bool:
    for token in around:
        if (token.lower_ in w.MODALS and token.tag_ == "MD") or token.lower_ in w.DOUBTING:
            return True
        if token.dep_ in ("nsubj", "nsubjpass") and (
            token.lower_ in ("few", "little") or any(c.lower_ in ("few", "hardly") for c in token.lefts)
        ):
            return True
    return False


def _rules_out(verb: Token) -> bool:
    """ "Rule" denies with "out" only."""
    return verb.lemma_.lower() != "rule" or any(c.lower_ == "out" for c in verb.children)


def _predicated(around: list[Token]) -> Polarity | None:
    """What is said of a subject: that it is absent, possible, likely, a potential barrier."""
    for token in around:
        if token.dep_ in ("acomp", "attr", "oprd"):
            if token.lower_ in w.ABSENT:
                return Polarity.DENIES
            if token.lower_ in w.DOUBTFUL or any(c.lower_ in w.DOUBTFUL for c in token.lefts):
                return Polarity.HEDGES
    return None


def _gone_on(verb: Token, span: Span) -> Iterator[Polarity | None]:
    """A second verb on the same thing: "suspected but never confirmed", "looked for a pilot and found none"."""
    for other in verb.children:
        if other.dep_ != "conj" or other.pos_ not in ("VERB", "AUX") or _inside(other, span):
            continue
        children = list(other.children)
        if any(c.dep_ == "dobj" and c.lower_ in w.NOBODY for c in children):
            yield Polarity.DENIES
        own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in children)
        if not own_subject and other.lemma_.lower() in w.REPORTING and any(c.dep_ == "neg" for c in children):
            yield Polarity.HEDGES if other.lemma_.lower() in w.PROVING else Polarity.DENIES


def _weighed(noun: Token, span: Span) -> Polarity | None:
    """What a noun that weighs says: "no evidence that X", "little evidence for X", "the claim that X" is rejected."""
    words = {t.lower_ for t in _outside(noun.lefts, span)}
    if words & w.NO:
        return Polarity.DENIES
    return Polarity.HEDGES if words & w.LITTLE else None


def _is_doubt(noun: Token) -> bool:
    """ "No doubt", "no minor problem" deny nothing."""
    return noun.lemma_.lower() in ("doubt", "question", "surprise", "wonder") or any(
        c.lower_ in w.RANKING for c in noun.lefts
    )


def _has(tokens: Iterable[Token], relation: str) -> bool:
    return any(t.dep_ == relation for t in tokens)


def _outside(tokens: Iterable[Token], span: Span) -> list[Token]:
    return [t for t in tokens if not _inside(t, span)]


def _inside(token: Token, span: Span) -> bool:
    return bool(span.start <= token.i < span.end)
