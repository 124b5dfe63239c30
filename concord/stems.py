"""Words of a text with their places, folded so that "pipelines", "Pipeline" and "pipelined" meet.

In: text. Out: stems with spans. Called by concord.search and concord.finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STOP = frozenset(
    "a an and are as at be but by do does for from has have how in into is it its not of on or our that the their "
    "there these they this to was we were what when which who why will with you".split()
)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """(stem, start, end) of each word, in order, stop words included."""
    for match in WORD.finditer(text):
        yield stem(match[0]), match.start(), match.end()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the forms of a word share, accents and case folded; not itself a word.

    >>> [stem(w) for w in ("Pipelines", "monitoring", "monitored", "deployment", "deploying", "studies")]
    ['pipelin', 'monitor', 'monitor', 'deploy', 'deploy', 'studi']
    """
    american = re.sub(r"is(?=(?:e[drs]?|ing|ations?|ational)$)", "iz", re.sub(r"['’].*$", "", fold(word)))
    stemmed: str = _english().stemWord(american)
    return stemmed


def fold(text: str) -> str:
    """A text without differences of case, accents and apostrophes.

    >>> fold("Café")
    'cafe'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _english() -> Any:
    """The Porter2 stemmer (Porter 2001, Snowball)."""
    import snowballstemmer

    return snowballstemmer.stemmer("english")
