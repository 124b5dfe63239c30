"""What a coordination leaves unsaid: in "cost, weight and storage of pumps" the first two are of pumps as well.

In: a label and the sentence that holds it. Out: the label with the words that it shares with the last member of its
row. Called by synthesis.similarity.reading. English lets the members of a row share what follows the last of them
(Quirk et al. 1985, "A Comprehensive Grammar", 13.44-13.98); a theme that is one of the members is then a bare word
that says little by itself.
"""

from __future__ import annotations

import re

from extract.words import FUNCTION_WORDS
from synthesis.similarity.polarity import is_lack

_WORD = r"[^\W\d_][\w'-]*"
_MEMBER = rf"{_WORD}(?: {_WORD}){{0,2}}"
_ROW = rf"(?:,\s*(?:{_MEMBER})\s*)*?,?\s*(?:\b(?:and|or)\b|&)\s*"  # the other members, then the joint of the last
_COMPLEMENT = re.compile(rf"\s*{_ROW}(?P<last>{_MEMBER})\s+of\s+(?P<shared>.+)")
_OBJECT = re.compile(rf"\s*{_ROW}(?P<last>{_WORD}ing)\s+(?P<shared>.+)")
_JOINT = re.compile(r"\b(?:and|or)\b|&")
_STOP = re.compile(
    r"[^\w\s'-]|\b(?:is|are|was|were|has|have|can|may|which|that|and|or|from|in|for|with|by|to|on|at|as|into)\b"
)
_PLURAL = re.compile(r"[^su]s$")
_MOST = 3  # words that are shared


def completed(label: str, quote: str) -> str:
    """The label, and after it what the row that it is a member of shares; the label as it is when it is in no such row.

    Only labels of one or two words, that stand in the quote as written, are completed: "of X" after nouns, X after
    forms in -ing whose last neighbour has such a form and an object.

    >>> completed("weight", "Cost, weight and storage of pumps are what users name.")
    'weight of pumps'
    >>> completed("rinsing", "It begins with rinsing, drying, and packing bottles for the route.")
    'rinsing bottles'
    >>> completed("weight", "Weight, and the price of fuel, are named.")
    'weight'
    """
    words = label.split()
    if not 1 <= len(words) <= 2 or not _JOINT.search(quote):
        return label
    found = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", quote, re.IGNORECASE)
    if not found:
        return label
    after = quote[found.end() :]
    if len(words) == 1 and label.endswith("ing") and (match := _OBJECT.match(after)) and _is_row(after, match):
        shared = _noun_phrase(match["shared"])
        return f"{label} {shared}" if shared else label
    if (match := _COMPLEMENT.match(after)) and _is_row(after, match):
        shared = _noun_phrase(match["shared"])
        return f"{label} of {shared}" if shared else label
    return label


def _is_row(after: str, match: re.Match[str]) -> bool:
    """Whether all that stands between the label and what is shared are members of a row: no clause, no article."""
    between = after[: match.start("shared")]
    members = re.split(r",|\band\b|\bor\b|&", between.removesuffix("of ").rstrip().removesuffix(" of"))
    if is_lack(match["last"].split()[-1].casefold()):  # a lack is of its own thing alone
        return False
    return all(word.casefold() not in FUNCTION_WORDS for member in members for word in member.split())


def _noun_phrase(text: str) -> str:
    """The first words of a text, up to a plural, or to a sign, a verb or a preposition; "" when that is not near."""
    stop = _STOP.search(text)
    words = (text[: stop.start()] if stop else text).split()
    words = words[1:] if words and words[0].casefold() in ("the", "a", "an", "their", "its") else words
    plural = next((place for place, word in enumerate(words) if _PLURAL.search(word)), len(words) - 1)
    words = words[: plural + 1]
    after_noun = next((place for place, word in enumerate(words) if place and word.endswith("ed")), len(words))
    words = words[:after_noun]
    if words and words[0].endswith("ly"):
        return ""
    return " ".join(words) if 1 <= len(words) <= _MOST else ""
