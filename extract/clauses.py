"""Which themes one sentence joins, by its verbs: "training reduces errors", "errors can be reduced by training".

In: a sentence and the themes named in it. Out: (source, target, verb). Called by extract.relations. The order of words
and the tags of the verbs decide, not the parse: labels are often longer than what a parser takes for one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.language import lemma
from extract.pairings import Pairing
from extract.places import Spot

if TYPE_CHECKING:
    from spacy.tokens import Token

_BOUNDARY = re.compile(r"[;:]|\.\s")
_AND = re.compile(
    r"[\s,/&]*(?:\b(?:and|or|as well as|but also)\b)?[\s,]*(?:\b(?:the|a|an|by|with|of|for)\b)?\s*", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|with|through|via|using|by means of|thanks to)\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|in|during|to|at|within|throughout|when|while)\b", re.IGNORECASE)
_OWN_PREPOSITION = re.compile(r"^\s*(?:for|with|in|of|out|on|to)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:for|regarding|about|concerning|before|after|until|than|because|during|when|if)\b", re.IGNORECASE
)
_BEING = frozenset(("be", "get"))
_NOT = frozenset(("not", "n't", "never", "no", "without", "hardly", "rarely"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence: the document's text, its tokens, and where in the text the first character of their doc is."""

    text: str
    tokens: tuple[Token, ...]
    offset: int

    def start(self, token: Token) -> int:
        return self.offset + token.idx

    def end(self, token: Token) -> int:
        return self.offset + token.idx + len(token)


def joined(clause: Clause, spots: Sequence[Spot], pairing: Pairing) -> Iterator[tuple[Spot, Spot, str]]:
    """The pairs that a verb of the pairing joins, with the verb as written; a denied verb joins nothing."""
    sources = [s for s in spots if s.theme.facet == pairing.source]
    targets = [s for s in spots if s.theme.facet in pairing.targets]
    if not sources or not targets:
        return
    for number, token in enumerate(clause.tokens):
        word = lemma(token)
        if word not in pairing.does and word not in pairing.serves:
            continue
        if any(s.start <= clause.start(token) < s.end for s in spots) or _is_denied(clause.tokens, number):
            continue
        passive = _is_passive(clause.tokens, number)
        pairs = _does(clause, token, sources, targets, passive) if word in pairing.does else []
        if not pairs and word in pairing.serves:
            pairs = _serves(clause, token, sources, targets, passive)
        for source, target in pairs:
            yield source, target, token.text


def _does(
    clause: Clause, verb: Token, sources: Sequence[Spot], targets: Sequence[Spot], passive: bool
) -> list[tuple[Spot, Spot]]:
    start, end = clause.start(verb), clause.end(verb)
    if passive:
        objects, agents = _last_group(clause, targets, start), _first_group(clause, sources, end)
        if agents and not _BY.search(clause.text, end, agents[0].start):
            agents = []
    else:
        objects = _first_group(clause, targets, end)
        if objects and is_aside(clause.text[end : objects[0].start]):
            objects = []
        agents = _last_group(clause, sources, start)
        if not agents and objects and _is_purpose(verb):
            agents = _first_group(clause, sources, objects[-1].end)
    return [(s, t) for s in agents for t in objects]


def _serves(
    clause: Clause, verb: Token, sources: Sequence[Spot], targets: Sequence[Spot], passive: bool
) -> list[tuple[Spot, Spot]]:
    """The source is what is used; what it is used for stands behind both, after "for", "in" or "to", or opens it."""
    start, end = clause.start(verb), clause.end(verb)
    means = _last_group(clause, sources, start) if passive else _first_group(clause, sources, end)
    if not means:
        return []
    after = max(end, means[-1].end)
    aims = _first_group(clause, targets, after)
    if aims and _FOR.search(clause.text, after, aims[0].start):
        return [(s, t) for s in means for t in aims]
    opening = _last_group(clause, targets, min(start, means[0].start))
    before = clause.text[clause.start(clause.tokens[0]) : opening[0].start] if opening else ""
    if opening and re.match(r"\W*(?:for|in|during|at|to|against)\b", before, re.IGNORECASE):
        return [(s, t) for s in means for t in opening]
    return []


def _last_group(clause: Clause, spots: Sequence[Spot], position: int) -> list[Spot]:
    """The last label before a position with those joined to it, no boundary in between."""
    group: list[Spot] = []
    edge = position
    for spot in reversed([s for s in spots if s.end <= position]):
        between = clause.text[spot.end : edge]
        if not group and _BOUNDARY.search(between):
            break
        if group and not _AND.fullmatch(between):
            break
        group.insert(0, spot)
        edge = spot.start
    return group


def _first_group(clause: Clause, spots: Sequence[Spot], position: int) -> list[Spot]:
    """The first label behind a position with those joined to it, no boundary in between."""
    group: list[Spot] = []
    edge = position
    for spot in (s for s in spots if s.start >= position):
        between = clause.text[edge : spot.start]
        if not group and _BOUNDARY.search(between):
            break
        if group and not _AND.fullmatch(between):
            break
        group.append(spot)
        edge = spot.end
    return group


def _is_passive(tokens: Sequence[Token], number: int) -> bool:
    """Whether a participle has a form of "be" right before it, adverbs passed over."""
    if tokens[number].tag_ not in ("VBN", "VBD"):
        return False
    for before in reversed(tokens[max(0, number - 4) : number]):
        if before.lemma_.lower() in _BEING:
            return True
        if before.pos_ not in ("ADV", "AUX", "PART"):
            return False
    return False


def _is_denied(tokens: Sequence[Token], number: int) -> bool:
    return any(t.lower_ in _NOT for t in tokens[max(0, number - 4) : number])


def is_aside(between: str) -> bool:
    """Whether the words between a verb and a label set the label aside: "defines needs for training" is no training."""
    return _ASIDE.search(_OWN_PREPOSITION.sub("", between)) is not None


def _is_purpose(verb: Token) -> bool:
    """ "To reduce ..." and "for reducing ..." open a sentence whose means come after."""
    before = verb.doc[verb.i - 1] if verb.i else None
    return verb.tag_ in ("VB", "VBG") and before is not None and before.lower_ in ("to", "for")
