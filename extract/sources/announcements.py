"""Themes that a sentence announces by the noun of their facet.

"Three phases were found: A, B and C", "the main barriers are A and B", "a further obstacle is the X", "the roles
(A, B, C)". In: a sentence with its scope. Out: candidates. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.cues import Cue
from extract.language import is_plural, lemma
from extract.sources.members import after_colon, ranged, without_ordinal
from extract.sources.spans import FINITE, OPENS_CLAUSE, phrase, subject, verb_group
from extract.sources.telling import Told, listed, of_members, of_the_method, to_do
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

LISTING = frozenset("include comprise cover encompass contain involve consist be".split())
_TELLING = frozenset("be concern involve include lie relate arise stem come consist".split())  # of one item
_LINKED = frozenset("lie relate arise stem come consist".split())  # they list only with their preposition
_LINKS = frozenset("in of to from with on around".split())
ORDER = frozenset(
    "sixth seventh eighth first second third fourth fifth last final next initial opening closing concluding".split()
)
WEIGHT = frozenset(
    "main key major principal chief primary central big great large common frequent important serious significant "
    "prominent critical further another additional other single report name recur recurrent recurring core "
    "essential crucial most typical usual one two three four five six seven eight nine ten several".split()
)
_PARTS = frozenset(
    "number set series range list type group kind majority variety one some most category host sequence".split()
)
NOTHING = frozenset(("no", "neither", "nor", "few"))


def announced(told: Told) -> Iterator[Candidate]:
    """Items that follow or precede a cue; in findings only."""
    if told.asks:
        return
    for cue in told.cues:
        noun, facet = told.head(cue), told.scope.codebook.facet_of[cue.facet]
        if noun.pos_ not in ("NOUN", "PROPN") or any(t.lower_ in NOTHING for t in noun.lefts) or _hangs_on(noun):
            continue
        if _is_verb(told, noun):
            continue
        facet = _of_scale(told, cue) or facet
        plural = is_plural(noun) and not one_of(noun)
        yield from _after(told, cue, noun, facet, plural=plural)


def _of_scale(told: Told, cue: Cue) -> Facet | None:
    """The facet of levels where the sentence names their scale ("a maturity model with five stages")."""
    text = " ".join(told.lemmas)
    return next(
        (
            facet
            for facet in told.scope.codebook.facets
            if cue.words in facet.weak_cues and any(container in text for container in facet.containers)
        ),
        None,
    )


def _is_verb(told: Told, noun: Token) -> bool:
    """Whether "concerns" right behind another cue is its verb ("another barrier concerns the roofs")."""
    return noun.lower_ == "concerns" and any(told.head(c).i == noun.i - 1 for c in told.cues)


def _hangs_on(noun: Token) -> bool:
    """Whether the cue only qualifies another noun ("an analysis of barriers"), which is what the sentence lists."""
    if noun.dep_ == "compound":
        return noun.doc[noun.i + 1 : noun.i + 2].text != "concerns"  # a verb that was taken for a noun
    above = noun.head.head
    return noun.dep_ == "pobj" and above.pos_ == "NOUN" and lemma(above) not in _PARTS and noun.head.lower_ == "of"


def one_of(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("one", "another")


def weight(noun: Token) -> set[str]:
    """What is said of a cue noun: "first", "main", "another"."""
    left = [
        t for t in noun.doc[max(noun.sent.start, noun.i - 6) : noun.i] if t.head.i == noun.i or t.head.head.i == noun.i
    ]
    return {lemma(t) for t in left} | {t.lower_ for t in left} | ({"one"} if one_of(noun) else set())


def _after(told: Told, cue: Cue, noun: Token, facet: Facet, *, plural: bool) -> Iterator[Candidate]:
    opening = _opening(told, noun)
    if opening is None:
        return
    kind, rest = opening
    said_of_it = weight(noun)
    why = f"“{noun.doc[max(told.sentence.start, noun.i - 3) : rest[0].i].text}” opens {facet.plural.lower()}"
    if any(t.text == "(" and t.doc[t.i + 1 : t.i + 2].text in ("1", "i", "a") for t in rest):
        return  # a numbered enumeration
    if rest[0].is_quote or of_the_method(noun):
        return
    if (
        rest[0].lower_ in ("the", "an", "a")
        and len(rest) > 2
        and lemma(rest[1]) in ("entire", "whole", "full", "complete")
    ):
        return
    if cue.words in facet.containers and not any(labels.is_name(part) for part in listed(rest, facet)):
        return  # scales are listed by their names
    if kind == "range":
        yield from of_members(told, ranged(rest), facet, why, Evidence.ENUMERATION, 0.6)
        return
    if kind in ("colon", "bracket"):
        said = any(t.tag_ in FINITE for t in noun.doc[told.sentence.start : rest[0].i])
        if kind == "colon" and not said and not said_of_it & WEIGHT and any(t.tag_ in FINITE for t in rest):
            return  # a heading with its text, no list
        parts = after_colon(rest, facet) if kind == "colon" else listed(rest, facet)
        if (len(parts) > 1 and plural) or (
            kind == "colon" and said_of_it & {"one", "another"} and facet.item is ItemShape.CLAUSE
        ):
            yield from of_members(told, parts, facet, why, Evidence.ENUMERATION, 0.65)
        return
    if plural:
        parts = listed(rest, facet)
        sure = len(parts) > 2 or bool(said_of_it & (WEIGHT | ORDER)) or facet.name == told.context
        if (len(parts) > 1 and sure and not cue.weak) or len(parts) > 2:
            yield from of_members(told, parts, facet, why, Evidence.ENUMERATION, 0.65)
        elif len(parts) == 1 and facet.item is ItemShape.CLAUSE and said_of_it & WEIGHT:
            yield from one_item(told, rest, facet, why)
        return
    if said_of_it & ORDER or ((said_of_it & WEIGHT or facet.name == told.context) and facet.item is ItemShape.CLAUSE):
        yield from one_item(told, rest, facet, why)
    elif rest[0].lower_ == "that" and facet.item is ItemShape.CLAUSE and not cue.weak:
        yield from one_item(told, rest, facet, why)


def one_item(told: Told, rest: Tokens, facet: Facet, why: str) -> Iterator[Candidate]:
    """The one item that a sentence tells, with those that follow it ("..., followed by B and C")."""
    rest = without_ordinal(rest)
    clause = rest[0].lower_ == "that"
    start = 1 if clause or rest[0].lower_ == "to" else 0
    body = phrase(rest[start:], clause=clause)
    if (
        not len(body)
        or (body[0].pos_ in ("ADJ", "PRON", "ADV", "NUM") and len(body) < 2)
        or body[0].lower_ in ("not", "as", "one", "that")
    ):
        return
    if facet.item is not ItemShape.CLAUSE and not any(t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG" for t in body):
        return
    if rest[0].lower_ == "to" and facet.item is not ItemShape.CLAUSE:
        yield from to_do(told, facet, body[0], why, 0.5)
        return
    parts: list[Tokens] = [body]
    follow = next(
        (i for i in range(len(rest) - 1) if rest[i].lower_ == "followed" and rest[i + 1].lower_ == "by"), None
    )
    if follow is not None:
        parts += listed(rest[follow + 2 :], facet)
    yield from of_members(told, parts, facet, why, Evidence.PHRASE, 0.6)


def _opening(told: Told, noun: Token) -> tuple[str, Tokens] | None:
    """How the sentence goes on from a cue to its items, and the words from there on."""
    tokens = noun.doc[noun.i + 1 : told.sentence.end]
    i, relative, closed = 0, False, False
    while i < min(len(tokens), 22):
        token = tokens[i]
        if token.text in ";.?!":
            return None
        if token.text == ":" and i + 2 < len(tokens):
            return "colon", tokens[i + 1 :]
        if token.text == "(" and i == 0:
            return _bracket(tokens)
        if (
            token.text == ","
            and i == 0
            and noun.dep_ != "pobj"
            and weight(noun) & (ORDER | {"another", "further", "additional"})
        ):
            return _aside(tokens)
        if token.text in ("–", "—") and i < 3 and i + 4 < len(tokens):
            return "colon", tokens[i + 1 :]
        if token.lower_ in ("it", "this", "there") or (token.lower_ == "and" and tokens[i - 1].text == "," and i):
            return None
        if token.lower_ in ("but", "because", "while", "when", "if", "although", "however", "whether"):
            return None
        if token.lower_ in ("that", "which", "who", "whom"):
            relative = True
        elif (token.tag_ in FINITE or (i == 0 and token.lower_ == "concerns")) and not closed:
            j, main, passive = verb_group(tokens, i)
            if relative or token.dep_ == "relcl" or main.dep_ == "relcl":
                relative, i = False, j
                continue
            if passive or any(t.dep_ == "neg" or t.lower_ == "not" for t in tokens[i:j]):
                closed = True
            elif lemma(main) == "range" and j < len(tokens) and tokens[j].lower_ == "from":
                return "range", tokens[j + 1 :]
            elif lemma(main) in LISTING | _TELLING and _governs(told, tokens[i], noun):
                linked = j < len(tokens) and tokens[j].lower_ in _LINKS and lemma(main) != "be"
                if linked or lemma(main) not in _LINKED:
                    return _verb(tokens, j + linked)
                closed = True
            elif not (token.tag_ == "VBD" and token.i == main.i):
                closed = True
            i = j - 1
        i += 1
    return None


def _verb(tokens: Tokens, j: int) -> tuple[str, Tokens] | None:
    if j >= len(tokens) or tokens[j].text in ".;?!":
        return None
    if tokens[j].text == ":":
        return ("colon", tokens[j + 1 :]) if j + 2 < len(tokens) else None
    colon = next((i for i in range(j, min(j + 5, len(tokens))) if tokens[i].text == ":"), None)
    if (
        colon is not None
        and colon + 2 < len(tokens)
        and tokens[colon - 1].lower_ in ("following", "follows", "these", "three", "four", "five")
    ):
        return "colon", tokens[colon + 1 :]
    return "verb", tokens[j:]


def _aside(tokens: Tokens) -> tuple[str, Tokens] | None:
    """What stands between two commas behind a cue ("a last stage, pruning, ...")."""
    close = next((i for i in range(1, min(len(tokens), 14)) if tokens[i].text == ","), None)
    if close is None or close < 2 or tokens[1].lower_ in (*OPENS_CLAUSE, "that", "and", "or", "in", "for", "on"):
        return None
    return "verb", tokens[1:close]


def _governs(told: Told, verb: Token, noun: Token) -> bool:
    """Whether a cue lies in the subject of a verb, or opens the sentence behind "among"."""
    main = verb if verb.dep_ not in ("aux", "auxpass") else verb.head
    who = subject(main)
    if who is None or who.dep_ == "expl":
        return told.words[0].lower_ in ("among", "amongst") or noun.dep_ == "ROOT" or verb.lower_ == "concerns"
    of_subject = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i == who.i
    return who.i == noun.i or of_subject or any(t.i == noun.i for t in who.conjuncts) or told.words[0].lower_ == "among"


def _bracket(tokens: Tokens) -> tuple[str, Tokens] | None:
    close = next((i for i, t in enumerate(tokens) if t.text == ")"), None)
    inside = tokens[1:close] if close else tokens[:0]
    if (
        len(inside) < 3
        or any(t.like_num or t.text == ";" for t in inside)
        or inside[0].lower_ in ("see", "e.g.", "such", "i.e.", "including")
    ):
        return None
    return "bracket", inside
