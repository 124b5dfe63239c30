"""Words of a label: tokens, function words, and a stem in which inflections of one word are equal.

In: strings. Out: tokens and stems. Used by all the other files of synthesis.similarity; knows no language model.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.words import FUNCTION_WORDS

_ENDINGS = (  # (ending, what replaces it); tried in this order, again and again, while four letters stay
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("ibility", "ible"),
    ("ability", "able"),
    ("ional", "ion"),
    ("ement", "e"),
    ("ment", ""),
    ("ness", ""),
    ("ance", ""),
    ("ation", ""),
    ("ion", ""),
    ("ity", ""),
    ("ing", ""),
    ("ate", ""),
    ("at", ""),
    ("ed", ""),
    ("ly", ""),
    ("ize", ""),
    ("iz", ""),
    ("e", ""),
)
_SHORTEST = 4
_KEPT_DOUBLE = ("ss", "ee", "oo")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The part of a casefolded word that its inflections and action nouns share; not itself a word.

    >>> {stem(w) for w in ("validate", "validated", "validating", "validation", "validations")}
    {'valid'}
    """
    word = re.sub(r"ll(?=e[rd]|ing|or)", "l", _singular(word))  # British "modeller" is American "modeler"
    changed = True
    while changed:
        changed = False
        for ending, other in _ENDINGS:
            left = len(word) - len(ending)
            if word.endswith(ending) and left >= _least(word, ending):
                word, changed = word[:left] + other, True
                break
    if len(word) >= _SHORTEST and word[-1] == word[-2] and word[-2:] not in _KEPT_DOUBLE:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word


def _least(word: str, ending: str) -> int:
    """How many letters must stay before an ending: four, or three with a vowel ("tuning", "coded", "use")."""
    short = ending in ("ing", "ed", "e") and not word.endswith(("eed", "ee")) and re.search("[aeiou]", word[:3])
    return _SHORTEST - 1 if short else _SHORTEST


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def content(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that carry meaning; all of them when none does."""
    return tuple(word for word in words if word not in FUNCTION_WORDS) or words
