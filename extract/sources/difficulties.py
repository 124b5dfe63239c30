"""Themes from sentences that tell a difficulty without calling it one.

"X hampers the work", "the work is slowed by X", "X is hard", "teams struggle with X", "staff are not trained in X".
In: a sentence with its scope. Out: candidates of the facet that barriers belong to. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet
from extract.language import lemma
from extract.sources.items import Item, items
from extract.sources.openings import GAP, OWN, own, sure, whole
from extract.sources.spans import HINDER, is_hindering, members_of, of_noun, phrase, subject, subject_words
from extract.sources.telling import Told, facet_named, propose, to_do

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_SLOW = frozenset("slow delay limit prevent restrict constrain block threaten interrupt strain burden".split())
_HARD = frozenset(
    "difficult challenging hard harder problematic cumbersome burdensome troublesome time-consuming complicated "
    "impractical unaffordable unreliable".split()
)
_MEET = frozenset("suffer struggle grapple wrestle cope".split())
_MEETING = {
    "suffer": ("from",),
    "struggle": ("with",),
    "grapple": ("with",),
    "wrestle": ("with",),
    "cope": ("with",),
}
_GENERAL = frozenset(
    "it this that these those they which what challenge barrier problem issue obstacle factor study author review "
    "paper finding result one other difficulty aspect situation condition respondent participant reviewer "
    "evidence we thing constraint limitation variety and".split()
)
_EASY = frozenset("easy simple trivial straightforward feasible".split())
_SPOKEN = frozenset(("you", "i"))  # words of an interview
_TAKEN_BACK = frozenset(("less", "than", "what", "hardly", "rarely", "seldom"))
_SUPPOSED = frozenset(("where", "when", "if", "unless", "whether"))
_ADJECTIVES = frozenset(
    "lacking missing insufficient inadequate scarce limited poor weak low unclear absent incomplete outdated "
    "inconsistent fragmented unreliable unstable short unequal uncertain".split()
)


def difficulties(told: Told) -> Iterator[Candidate]:
    """Difficulties of a sentence in findings."""
    if told.asks or told.known & _SPOKEN:
        return
    facet = facet_named(told.scope, "barrier")
    if facet is not None:
        yield from _told(told, facet)


def _told(told: Told, facet: Facet) -> Iterator[Candidate]:
    known = told.known
    if known & HINDER or known & _SLOW:
        yield from _hindering(told, facet)
    if known & (_HARD | _EASY) or known & _ADJECTIVES:
        yield from _judged(told, facet)
    if known & _MEET or "fail" in known or "lack" in known:
        yield from _met(told, facet)
    if "concern" in known or "standard" in known or "train" in known:
        yield from _worries(told, facet)


def _named(told: Told, facet: Facet, parts: list[Tokens], why: str, confidence: float) -> Iterator[Candidate]:
    for part in parts:
        if _fits(part):
            for item in items(told.passage, part, facet):
                yield propose(told, facet, item, why, confidence)


def _fits(part: Tokens) -> bool:
    """Whether words may name a difficulty: a noun or a doing, no pronoun, no general word, no counted case."""
    if not 1 <= len(part) <= 12 or not any(t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG" for t in part):
        return False
    last = next((t for t in reversed(part) if t.pos_ in ("NOUN", "PROPN", "VERB")), part[0])
    if lemma(last) in _GENERAL or (lemma(part[0]) in _GENERAL and len(part) < 3):
        return False
    return not any(
        t.lower_ in ("each", "every", "any", "no", "this", "these", "such", "which", "what") or t.like_num
        for t in part[:2]
    )


def _hindering(told: Told, facet: Facet) -> Iterator[Candidate]:
    """The subject of "hampers", and what a thing is "hampered by"."""
    for verb in told.words:
        word = lemma(verb)
        strong = word in HINDER or is_hindering(verb)
        if is_hindering(verb) and verb.pos_ != "VERB":
            yield from _before_noun(told, facet, verb)
        if verb.pos_ != "VERB" or not (strong or word in _SLOW) or verb.dep_ in ("amod", "compound"):
            continue
        agent = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
        cause = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        parts: list[Tokens] = []
        if cause is not None:
            parts = members_of(cause)
        elif not passive and any(c.dep_ in ("dobj", "ccomp") for c in verb.children):
            parts = subject_words(verb, told.sentence)
        confidence = sure(told, facet, 0.6, 0.5) if strong else sure(told, facet, 0.55, 0.4)
        yield from _named(told, facet, parts, f"said to {word}", confidence)


def _before_noun(told: Told, facet: Facet, verb: Token) -> Iterator[Candidate]:
    """What stands before a verb that was taken for a noun, back to the last comma."""
    words = [t for t in told.sentence if t.i < verb.i]
    start = max((t.i + 1 for t in words if t.is_punct), default=told.sentence.start)
    part = told.passage.doc[start : verb.i]
    yield from _named(told, facet, [part], f"said to {verb.lower_[:-1]}", sure(told, facet, 0.6, 0.5))


def _judged(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "X is difficult", "it is hard to do X", "X makes it hard to ...", "training is insufficient"."""
    for word in told.words:
        state = word.lower_
        easy = state in _EASY and any(c.dep_ == "neg" for c in (*word.head.children, *word.children))
        hard = state in _HARD or easy
        if not (hard or state in _ADJECTIVES) or word.dep_ not in ("acomp", "ccomp", "oprd", "attr", "conj", "xcomp"):
            continue
        verb = word.head
        beside = [c for c in (*verb.children, *word.children) if c.i != word.i]
        if verb.pos_ not in ("VERB", "AUX") or (not easy and _taken_back(beside)):
            continue
        if any(c.lower_ in _SUPPOSED for c in verb.lefts) or verb.head.lower_ == "what":
            continue
        if verb.lemma_ == "make" and hard:
            parts = [part for part in subject_words(verb, told.sentence) if _fits(part)]
            yield from _named(told, facet, parts, f"makes it {state}", sure(told, facet, 0.6, 0.5))
            doing = next((t for t in verb.subtree if t.i > word.i and t.tag_ == "VB" and t.pos_ == "VERB"), None)
            if not parts and doing is not None:
                yield from to_do(told, facet, doing, f"makes it {state}", sure(told, facet, 0.55, 0.5))
        elif verb.lemma_ in ("be", "remain", "become", "prove", "seem", "appear"):
            yield from _said_of(told, facet, verb, word, hard=hard)


def _taken_back(beside: list[Token]) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in _TAKEN_BACK for c in beside)


def _said_of(told: Told, facet: Facet, verb: Token, word: Token, *, hard: bool) -> Iterator[Candidate]:
    """What a copula says to be hard, or to be insufficient and the like."""
    beside = (c for c in (*word.children, *verb.children) if c.dep_ in ("xcomp", "ccomp", "advcl", "csubj"))
    doing = next((c for c in beside if c.tag_ == "VB" and c.i > word.i), None)
    who = subject(verb)
    why, confidence = f"said to be {'not ' * (word.lower_ in _EASY)}{word.lower_}", sure(told, facet, 0.55, 0.4)
    if hard and doing is not None and any(c.lower_ == "it" for c in verb.children):
        yield from to_do(told, facet, doing, why, confidence)
    elif hard and word.lower_ != "harder":
        yield from _named(told, facet, subject_words(verb, told.sentence), why, confidence)
    elif who is not None and 0 < word.i - who.i < 7 and facet.name in (told.context, told.opening):
        yield from _qualified(told, facet, who, word, confidence)


def _qualified(told: Told, facet: Facet, who: Token, state: Token, confidence: float) -> Iterator[Candidate]:
    """ "Training is insufficient" as "insufficient training"."""
    if lemma(who) in _GENERAL or who.pos_ not in ("NOUN",):
        return
    span = of_noun(who)
    if not _fits(span):
        return
    words = labels.clean(span.text if hasattr(span, "text") else "")
    if not words or len(words.split()) > 7:
        return
    start, end = told.passage.place(told.passage.doc[span[0].i : state.i + 1])
    label = labels.sentence_case(
        labels.clean(f"{state.lower_} {words[:1].lower() + words[1:] if not words[:2].isupper() else words}")
    )
    yield propose(told, facet, Item(label, start, end), f"said to be {state.lower_}", confidence)


def _met(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "Teams struggle with X", "wards suffer from X", "projects fail to do X", "sites lack X"."""
    for verb in told.words:
        word = lemma(verb)
        if verb.pos_ != "VERB":
            continue
        who = subject(verb)
        if who is not None and who.lower_ in ("we", "i"):
            continue
        if word in _MEETING:
            for link in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in _MEETING[word]):
                noun = next((c for c in link.children if c.dep_ in ("pobj", "pcomp")), None)
                if (
                    noun is not None
                    and noun.pos_ != "PROPN"
                    and lemma(noun) not in _GENERAL
                    and not any(t.lower_ in OWN for t in noun.subtree)
                ):
                    yield from _named(
                        told, facet, members_of(noun), f"“{verb.text} {link.text}”", sure(told, facet, 0.6, 0.5)
                    )
        if word in ("struggle", "fail"):
            doing = next(
                (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > verb.i), None
            )
            if doing is not None:
                yield from to_do(told, facet, doing, f"“{verb.text} to”", sure(told, facet, 0.55, 0.5))
        if word == "lack":
            noun = next((c for c in verb.children if c.dep_ == "dobj"), None)
            if noun is not None and lemma(noun) not in _GENERAL | GAP:
                span = phrase(told.passage.doc[noun.left_edge.i : told.sentence.end])
                if not 0 < len(span) < 10:
                    continue
                start, end = told.passage.place(told.passage.doc[verb.i : span[len(span) - 1].i + 1])
                words = labels.clean(told.passage.doc[span[0].i : span[len(span) - 1].i + 1].text)
                label = f"Lack of {words[:1].lower() + words[1:] if words[1:2].islower() else words}"
                yield propose(told, facet, Item(label, start, end), f"“{verb.text}”", sure(told, facet, 0.6, 0.5))


def _worries(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "Concerns about X", "no standard for X", "staff are not trained in X"."""
    tokens = told.sentence
    for i, token in enumerate(tokens):
        word = lemma(token)
        following = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
        if (
            word in ("concern", "concerned")
            and token.pos_ in ("NOUN", "ADJ", "VERB")
            and token.tag_ != "VBZ"
            and following in ("about", "over", "regarding")
        ):
            rest = phrase(tokens[i + 2 :])
            if 1 <= len(rest) <= 8 and not own(token):
                yield from whole(told, facet, tokens[i : i + 2 + len(rest)], "a concern", sure(told, facet, 0.6, 0.5))
        elif word == "standard" and following == "for" and any(t.lower_ == "no" for t in token.lefts):
            rest = phrase(tokens[i + 2 :])
            no = next(t for t in token.lefts if t.lower_ == "no")
            if 1 <= len(rest) <= 8:
                yield from whole(
                    told,
                    facet,
                    told.passage.doc[no.i : rest[len(rest) - 1].i + 1],
                    "no standard",
                    sure(told, facet, 0.55, 0.4),
                )
        elif word == "train" and any(c.dep_ == "neg" for c in token.children):
            who = subject(token)
            rest = phrase(told.passage.doc[token.i : told.sentence.end])
            if who is not None and who.pos_ in ("NOUN", "PROPN") and lemma(who) not in _GENERAL and len(rest) > 1:
                yield from whole(
                    told,
                    facet,
                    told.passage.doc[who.left_edge.i : rest[len(rest) - 1].i + 1],
                    "not trained",
                    sure(told, facet, 0.55, 0.4),
                )
