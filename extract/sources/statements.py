"""Themes that a sentence states by words of the codebook before or behind them.

Before: "the delay can be shortened by X", "it is not known whether X". Behind: "X is unknown", "X is gaining ground",
"X is the answer to the delay". In: a sentence with its scope. Out: candidates of every facet whose codebook gives
lead-in or predicate cues. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.cues import Cue
from extract.language import lemma
from extract.sources.items import Item
from extract.sources.openings import OWN
from extract.sources.spans import FINITE, members_of, phrase, subject
from extract.sources.telling import RESEARCH, Told, listed, of_members, propose
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_CLAUSAL = frozenset("that whether how if why to what when".split())
_LINKS = frozenset("of on in into for about with by through regarding concerning as".split())
_EMPTY = frozenset(
    "it this that these those they he she we i you one some many most few several both all none such there which who "
    "what other another each either".split()
)
_COUNTED = frozenset(
    "this that these those each every any no such another many most several some few both all which what our their "
    "its".split()
)
_OFTEN = frozenset("common frequent rare widespread typical popular usual prevalent effective helpful useful".split())
_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_WORKS = RESEARCH | frozenset(
    "research work evidence future finding result section table figure question issue topic point aspect".split()
)


def stated(told: Told) -> Iterator[Candidate]:
    """Items before or behind the words that a codebook gives for its facets; a question may be one as a whole."""
    if told.asks:
        yield from _asked(told)
        return
    solid = [t for t in told.words if t.pos_ != "ADV"]
    lemmas = [lemma(t) for t in solid]
    for cue in told.scope.lead_in_cues(lemmas):
        yield from _after(told, cue, solid)
    for cue in told.scope.predicate_cues(lemmas):
        yield from _before(told, cue, solid)
    for name in told.scope.facets_of(told.passage.index):
        facet = told.scope.codebook.facet_of[name]
        if facet.subject_verbs and not told.known.isdisjoint((*facet.subject_verbs, *_OFTEN)):
            yield from _doing(told, facet)


def _asked(told: Told) -> Iterator[Candidate]:
    """A question in a section on a facet whose codebook counts questions."""
    facet = told.scope.codebook.facet_of.get(told.context or "")
    words = told.sentence[: len(told.sentence) - 1]
    if facet is not None and facet.questions and len(words) > 2:
        start, end = told.passage.place(words)
        label = labels.clause(told.passage.text[start - told.passage.offset : end - told.passage.offset])
        item = Item(labels.sentence_case(label), start, end)
        yield propose(told, facet, item, "a question that the section leaves open", 0.6)


def _words_of(cue: Cue, solid: list[Token]) -> list[Token]:
    return solid[cue.position : cue.position + len(cue.words.split())]


def _after(told: Told, cue: Cue, solid: list[Token]) -> Iterator[Candidate]:
    """What follows a lead-in cue, to the end of the phrase or clause; several items where it is a list."""
    facet = told.scope.codebook.facet_of[cue.facet]
    words = _words_of(cue, solid)
    if _is_own(words) or any(t.dep_ == "neg" for t in words[-1].children if t not in words):
        return
    rest = told.passage.doc[words[-1].i + 1 : told.sentence.end]
    if words[-1].tag_ == "VBN" and len(rest) and rest[0].lower_ == "by":
        return  # "recommended by nine studies" tells who, not what
    clausal = False
    while len(rest) and (rest[0].lower_ in _CLAUSAL | _LINKS or rest[0].is_punct or rest[0].pos_ == "ADV"):
        clausal = clausal or rest[0].lower_ in _CLAUSAL
        rest = rest[1:]
    if not len(rest) or rest[0].lower_ in _EMPTY:
        return
    why = f"“{' '.join(t.text for t in words)}” opens {facet.plural.lower()}"
    yield from _fitting(told, facet, _parts(rest, facet, clausal=clausal), why)


def _parts(rest: Tokens, facet: Facet, *, clausal: bool) -> list[Tokens]:
    """The items that open here: the members of a list of three or more, else the one phrase or clause."""
    parts = [] if clausal and any(t.tag_ in FINITE for t in rest[:8]) else listed(rest, facet)
    if len(parts) > 2 or (len(parts) == 2 and facet.item is not ItemShape.CLAUSE):
        return parts
    return [phrase(rest, clause=clausal and facet.item is ItemShape.CLAUSE)]


def _before(told: Told, cue: Cue, solid: list[Token]) -> Iterator[Candidate]:
    """The subject of the verb that a predicate cue holds."""
    facet = told.scope.codebook.facet_of[cue.facet]
    words = _words_of(cue, solid)
    verb = next((t for t in reversed(words) if t.pos_ in ("VERB", "AUX") and subject(t) is not None), None)
    who = subject(verb) if verb is not None else None
    if verb is None or who is None or who.i > words[0].i or verb.dep_ == "relcl" or _is_own([*words, who]):
        return
    if any(t.dep_ == "neg" for t in verb.children if t not in words):
        return
    why = f"said to “{' '.join(t.text for t in words)}”"
    yield from _fitting(told, facet, _subject_of(told, who, words[0]), why)


def _doing(told: Told, facet: Facet) -> Iterator[Candidate]:
    """Subjects of the verbs that a codebook gives for a facet, in a section on it; also "paired visits are common"."""
    for verb in told.words:
        often = lemma(verb) == "be" and any(c.dep_ == "acomp" and c.lower_ in _OFTEN for c in verb.children)
        if not often and (lemma(verb) not in facet.subject_verbs or verb.pos_ != "VERB"):
            continue
        if verb.dep_ not in _MAIN:
            continue
        who = subject(verb)
        bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        if bare or any(c.lower_ in ("above", "below", "earlier") for c in verb.children):
            continue  # "the warden mentioned above"
        if who is None or who.i > verb.i or who.head.i != verb.i or _is_own([verb, who]):
            continue
        start = told.passage.doc[who.left_edge.i]
        if start.lower_ in _COUNTED or start.like_num or lemma(who) in _WORKS:
            continue
        yield from _fitting(told, facet, _subject_of(told, who, verb), f"what “{verb.text}” tells of")


def _subject_of(told: Told, who: Token, verb: Token) -> list[Tokens]:
    """The members of a subject; one with a relative clause stays whole."""
    if any(c.dep_ in ("relcl", "acl") for c in who.children):
        return [told.passage.doc[who.left_edge.i : verb.i]]
    return members_of(who, verb)


def _is_own(words: list[Token]) -> bool:
    """Whether the authors speak of themselves ("we recommend that readers ...")."""
    return any(t.lower_ in OWN for word in words for t in word.children)


def _fitting(told: Told, facet: Facet, parts: list[Tokens], why: str) -> Iterator[Candidate]:
    """Candidates of those parts that name something: no pronouns, no works, no other facet's own word."""
    fitting = [part for part in parts if len(part) and not _is_empty(told, part)]
    inside = facet.name in (told.context, told.opening)
    yield from of_members(told, fitting, facet, why, Evidence.PHRASE, 0.6 if inside else 0.52)


def _is_empty(told: Told, part: Tokens) -> bool:
    if part[0].lower_ in _COUNTED:
        return True
    words = [t for t in part if not t.is_punct and t.pos_ not in ("DET", "ADP")]
    if not words or all(t.lower_ in _EMPTY for t in words) or any(lemma(t) in _WORKS for t in words[:3]):
        return True
    return len(words) == 1 and bool(told.scope.cues([lemma(words[0])]))
