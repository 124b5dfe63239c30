"""Words of a text with their places, folded so that "pipelines", "Pipeline" and "pipelined" meet.

In: text. Out: stems with spans. Called by concord.search. A light stemmer for English: it takes off an ending of
inflection, then one of derivation, where three letters with a vowel are left. It need not give a real word, only
the same one for the forms of one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_INFLECTED = (
    ("yses", "ysis"),
    ("ies", "y"),
    ("ied", "y"),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)
_DERIVED = (
    ("ization", "iz"),
    ("isation", "iz"),
    ("ise", "iz"),
    ("is", "iz"),
    ("ation", "at"),
    ("ator", "at"),
    ("ness", ""),
    ("ment", ""),
    ("ion", ""),
    ("er", ""),
    ("e", ""),
)
STOP = frozenset(
    "a an and are as at be but by do does for from has have how in into is it its not of on or our that the their "
    "there these they this to was we were what when which who why will with you".split()
)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """(stem, start, end) of each word, in order, stop words included."""
    for match in _WORD.finditer(text):
        yield stem(match[0]), match.start(), match.end()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """
    >>> [stem(w) for w in ("Pipelines", "monitoring", "monitored", "deployment", "deploying", "studies")]
    ['pipelin', 'monitor', 'monitor', 'deploy', 'deploy', 'study']
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    folded = re.sub(r"['’].*$", "", folded)
    if not folded.isascii() or not folded.isalpha() or len(folded) < 4:
        return folded
    short = _without(_without(folded, _INFLECTED), _DERIVED)
    return short[:-1] if short[-1] == short[-2] and short[-1] not in "lsz" else short


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """The word without the first ending that fits and leaves three letters with a vowel."""
    for ending, instead in endings:
        rest = word[: -len(ending)]
        if not word.endswith(ending) or len(rest) < 3 or not re.search("[aeiouy]", rest):
            continue
        if ending == "s" and (rest[-1] in "sui" or (rest[-1] == "a" and len(rest) < 4)):
            continue
        if ending == "is" and word.endswith("ysis"):
            continue
        return rest + instead
    return word
