"""From the words of one item to its labels: the work that all sources share.

In: the tokens of a list item, an enumerated segment, a cell or a member of a coordination, and the facet that they are
items of. Out: labels with their places and definitions. Called by the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract import labels
from extract.codebook import Facet, ItemShape
from extract.language import Passage, lemma
from extract.sources.coordination import after_openers, opener, trim
from extract.theme import fold_label

if TYPE_CHECKING:
    from extract.language import Tokens
    from extract.scope import Scope

_RELATIVE = (
    "who",
    "which",
    "whose",
    "that",
    "responsible",
    "in",
    "with",
    "a",
    "an",
    "the",
    "where",
    "able",
    "having",
    "used",
    "designed",
)
_DASHES = ("-", "–", "—")
_FINITE = ("VBZ", "VBP", "VBD", "MD")


@dataclass(frozen=True, slots=True)
class Item:
    """One label with the place of its words and what the item says about it."""

    label: str
    start: int
    end: int
    definition: str = ""
    sure: bool = True


@lru_cache(maxsize=64)
def negatives(facet: Facet) -> frozenset[str]:
    """The folded labels that are never items of a facet."""
    return frozenset(fold_label(word) for word in (*facet.negative, *facet.cues, *facet.excluded))


@lru_cache(maxsize=64)
def head_words(facet: Facet) -> frozenset[str]:
    """The head words of a facet."""
    return frozenset(facet.head_words)


def items(passage: Passage, tokens: Tokens, facet: Facet) -> Iterator[Item]:
    """The labels of one item, in order of place."""
    tokens = trim(tokens)
    if not tokens:
        return
    head, definition = split_head(tokens)
    if facet.item is ItemShape.NAME:
        yield from _names(passage, tokens, head, definition, facet)
    elif facet.item is ItemShape.CLAUSE:
        yield from _clause(passage, head, definition, facet)
    else:
        yield from _phrases(passage, head, definition, facet)


def facet_by_heads(scope: Scope, members: Sequence[Tokens]) -> str | None:
    """The facet whose head words close most members of a list ("nurses, two carers, the ward manager"), else None."""
    heads = [trim(split_head(trim(m))[0]) for m in members if len(m)]
    for facet in scope.codebook.facets:
        known = sum(bool(len(h)) and len(h) <= 5 and lemma(h[len(h) - 1]) in head_words(facet) for h in heads)
        if known >= 2 and known >= 0.6 * len(heads):
            return facet.name
    return None


def split_head(tokens: Tokens) -> tuple[Tokens, Tokens]:
    """An item before and after ":", a spaced dash, or the comma before "who", "responsible for" and the like."""
    for i, token in enumerate(tokens):
        if not 0 < i < len(tokens) - 1 or i > 14:
            continue
        spaced = token.i > 0 and token.doc[token.i - 1].whitespace_
        if token.text == ":" or (token.text in _DASHES and spaced):
            return _long_form_first(tokens[:i], tokens[i + 1 :])
        if len(token) > 1 and token.text.endswith("):"):
            return tokens[: i + 1], tokens[i + 1 :]
        if token.text == "," and tokens[i + 1].lower_ in _RELATIVE and _explains(tokens[i + 1 :]):
            return tokens[:i], tokens[i + 1 :]
    for i, token in enumerate(tokens):
        if 0 < i < len(tokens) - 1 and token.text == "." and tokens[i + 1].text[:1].isupper() and i <= 14:
            return tokens[:i], tokens[i + 1 :]
    return tokens, ()


def _long_form_first(head: Tokens, rest: Tokens) -> tuple[Tokens, Tokens]:
    """ "SUR - Site survey" and "SUR: Site survey" give the long form as the label."""
    initials = "".join(t.text[0] for t in rest if t.is_alpha).upper()
    short = head[0].text
    if len(head) == 1 and len(short) <= 5 and len(rest) <= 6:
        if (len(rest) > 1 and short[:1].upper() in initials) or rest[0].lower_.startswith(short.lower()):
            return rest, ()
    return head, rest


def _explains(tokens: Tokens) -> bool:
    """Whether words after a comma explain what stands before it, rather than going on with a list."""
    first = tokens[0].lower_
    if first in ("in", "with"):
        return len(tokens) > 1 and tokens[1].lower_ in ("charge", "which", "deep", "great", "knowledge")
    if first in ("a", "an", "the"):
        return not any(t.text == "," for t in tokens[1:4]) and len(tokens) > 3
    return True


def _text(passage: Passage, tokens: Tokens) -> str:
    if not len(tokens):
        return ""
    start, end = passage.place(tokens)
    return passage.text[start - passage.offset : end - passage.offset]


def _make(
    passage: Passage, tokens: Tokens, label: str, definition: str, facet: Facet, *, sure: bool = True
) -> Iterator[Item]:
    label = labels.clean(label)
    if facet.singular:
        label = labels.singular(tokens, label)
    words = label.split()
    if not words or len(label) < 2 or len(words) > 14 or not any(c.isalpha() for c in label):
        return
    if re.fullmatch(r"[\W\d]+|[A-Za-z]", label):
        return
    start, end = passage.place(trim(tokens))
    yield Item(labels.sentence_case(label), start, end, definition, sure)


def _names(passage: Passage, tokens: Tokens, head: Tokens, definition: Tokens, facet: Facet) -> Iterator[Item]:
    """Proper names: the head itself, else those after "such as" or in brackets; else the head as a class of tools."""
    named = [part for part in labels.coordinates(head) if labels.is_name(part)]
    if named and labels.is_name(labels.coordinates(head)[0]) and len(head) <= 12:
        for part in named:
            yield from _make(passage, part, _text(passage, part), _text(passage, definition), facet)
        return
    inner = list(after_openers(tokens))
    for part in inner:
        if labels.is_name(part):
            yield from _make(passage, part, _text(passage, part), "", facet)
    if not inner:
        for part in labels.coordinates(head):
            if _is_class(trim(part), facet):
                yield from _make(passage, part, _text(passage, part), _text(passage, definition), facet, sure=False)


def _is_class(tokens: Tokens, facet: Facet) -> bool:
    """Whether words name a class of things ("flow meters"), rather than a doing or the facet itself ("other tools")."""
    if not 1 <= len(tokens) <= 4 or tokens[0].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    last = tokens[len(tokens) - 1]
    general = {word for word in (*facet.cues, *facet.weak_cues, *facet.negative) if " " not in word}
    return last.tag_ in ("NN", "NNS", "NNP", "NNPS") and lemma(last) not in general


def _clause(passage: Passage, head: Tokens, definition: Tokens, facet: Facet) -> Iterator[Item]:
    text = _text(passage, head)
    yield from _make(passage, head, labels.unparenthesise(labels.clause(text)), _text(passage, definition), facet)


def _phrases(passage: Passage, head: Tokens, definition: Tokens, facet: Facet) -> Iterator[Item]:
    """Noun phrases: a coordination is cut only where its members end in head words ("nurses and carers")."""
    if len(head) > 3 and not facet.containers and _is_sentence(head):
        return  # names no stage and no role; criteria of a scale may be put as predicates
    opened = next((i for i in range(1, len(head)) if opener(head, i)), None)
    head = trim(head[:opened]) if opened else head
    parts = [trim(p) for p in labels.coordinates(head)]
    known = [p for p in parts if p and lemma(p[-1]) in head_words(facet)]
    shared = len(parts) == 2 and len(parts[1]) == 1  # "field engineers and planners" share their modifier
    whole = len(parts) < 2 or shared or 2 * len(known) < len(parts)
    for part in [head] if whole else parts:
        for label in labels.split_slash(labels.without_aside(_text(passage, part))):
            yield from _make(
                passage, part, labels.clause(label) if len(part) > 8 else label, _text(passage, definition), facet
            )


def _is_sentence(tokens: Tokens) -> bool:
    """Whether words have a subject and a finite verb."""
    finite = any(t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX") for t in tokens)
    return finite and any(t.dep_ in ("nsubj", "nsubjpass") for t in tokens)
