"""Members of a coordination in running text, and the words that open a list of examples.

In: words of a parsed sentence. Out: the words of each member. Called by items, examples and telling.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels

if TYPE_CHECKING:
    from extract.language import Tokens

_FINITE = ("VBZ", "VBP", "VBD", "MD")
_STOPS = frozenset("for to which who that where when as using because with".split())
_GOES_ON = ("for", "with", "to", "that", "who")
_NO_MEMBER = frozenset("which who that where as while among etc etc. others so but".split())
_OPENERS = ("such as", "e.g.", "e.g", "like", "including", "for example", "for instance", "namely")


def members(tokens: Tokens, *, clause: bool = False) -> Iterator[Tokens]:
    """The members of a coordination that opens here and ends at a finite verb, a full stop, a colon or a bracket.

    With `clause`, a member keeps what it is for, of or with ("resistance to change").
    """
    end, depth, relative = len(tokens), 0, False
    for i, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        relative = clause and (token.lower_ in ("that", "which", "who") or (relative and token.text != ","))
        if depth < 0 or (token.text in (".", ";", ":", "?", "—") and not _inside_name(tokens, i)):
            end = i
            break
        if depth == 0 and token.text == "," and i + 1 < len(tokens) and tokens[i + 1].lower_ in _NO_MEMBER:
            end = i
            break
        if depth == 0 and token.tag_ in _FINITE and i and not relative and not token.text[:1].isupper():
            end = _back_to_join(tokens, i)
            break
    parts = [trim(_led(trim(part))) for part in labels.coordinates(trim(tokens[:end]))] if end else []
    for k, part in enumerate(parts):
        if not len(part):
            continue
        if part[0].lower_ in _NO_MEMBER:
            return
        stop = next((i for i in range(1, len(part)) if _stops(part, i, clause)), None)
        yield part if stop is None else trim(part[:stop])
        if stop is not None and (k == len(parts) - 1 or part[stop].lower_ not in _GOES_ON):
            return


def after_openers(tokens: Tokens) -> Iterator[Tokens]:
    """The members of every "such as A, B and C" and "(A, B)" in a run of tokens."""
    for i in range(len(tokens)):
        size = opener(tokens, i)
        if size:
            yield from members(tokens[i + size :])
        elif tokens[i].text == "(" and i + 1 < len(tokens) and not opener(tokens, i + 1):
            inside = _until_bracket(tokens[i + 1 :])
            if len(inside) > 1 and all(labels.is_name(p) for p in labels.coordinates(inside)):
                yield from labels.coordinates(inside)


def opener(tokens: Tokens, i: int) -> int:
    """How many tokens from i on open a list of examples ("such as", "e.g."), 0 for none."""
    two = " ".join(t.lower_ for t in tokens[i : i + 2])
    if two in _OPENERS:
        return 2
    word = tokens[i].lower_
    if word == "like" and tokens[i].pos_ not in ("ADP", "SCONJ"):
        return 0
    return 1 if word in _OPENERS else 0


def _led(part: Tokens) -> Tokens:
    """A member without the words that only lead on to it: "followed by", "then", "as well as"."""
    words = [t.lower_ for t in part[:3]]
    if words[:2] == ["followed", "by"] or words[:2] == ["along", "with"] or words[:2] == ["together", "with"]:
        return part[2:]
    if words == ["as", "well", "as"]:
        return part[3:]
    return part[1:] if words[:1] and words[0] in ("then", "finally", "lastly", "next", "subsequently", "also") else part


def _stops(part: Tokens, i: int, clause: bool) -> bool:
    """Whether a member ends before one of its words."""
    word = part[i]
    if word.tag_ == "POS" or word.lower_ not in _STOPS:
        return False
    if word.lower_ == "as":
        return part[i - 1].lower_ != "such" or not clause
    return not clause or (word.lower_ not in ("for", "with", "to") and not (word.lower_ in ("that", "who") and i < 2))


def _inside_name(tokens: Tokens, i: int) -> bool:
    """A full stop inside a name ("H2O.ai" torn apart) is followed at once by a letter."""
    return not tokens[i].whitespace_ and i + 1 < len(tokens) and tokens[i + 1].text[:1].isalnum()


def _back_to_join(tokens: Tokens, verb: int) -> int:
    """Where the coordination ended before a finite verb: at the last comma, which opens the next clause."""
    commas = [i for i in range(verb) if tokens[i].text == ","]
    return commas[-1] if commas and verb - commas[-1] <= 4 else verb


def _until_bracket(tokens: Tokens) -> Tokens:
    for i, token in enumerate(tokens):
        if token.text == ")":
            return tokens[:i]
    return tokens


def trim(tokens: Tokens) -> Tokens:
    """Without punctuation, spaces and joins at the edges."""
    start, end = 0, len(tokens)
    while start < end and (
        tokens[start].is_space or tokens[start].text in ",;.:–—-•" or tokens[start].lower_ in ("and", "or")
    ):
        start += 1
    while end > start and (
        tokens[end - 1].is_space or tokens[end - 1].text in ",;.:–—-" or tokens[end - 1].lower_ in ("and", "or")
    ):
        end -= 1
    return tokens[start:end]
