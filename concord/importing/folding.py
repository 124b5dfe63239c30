"""Texts of one paper that two programs made, compared letter by letter.

In: a text. Out: its letters and digits without accents, ligatures, hyphens, blanks and signs, each with its offset.
Called by matching.py and placing.py.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # words in a row
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 12)
def _letters(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in folded if c.isalnum())


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its letters. at: for each letter the offset of its character in the text, ascending."""

    text: str
    letters: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The letters that stand in [start, end) of the text."""
        return bisect_left(self.at, start), bisect_left(self.at, end)


@lru_cache(maxsize=16)
def folded(text: str) -> Folded:
    """The letters of a text; whatever two programs make of white space, ligatures and hyphens, they agree in these."""
    table = {character: _letters(character) for character in set(text)}
    letters = "".join(table[character] for character in text)
    at = tuple(offset for offset, character in enumerate(text) for _ in table[character])
    return Folded(text, letters, at)


def letters_of(words: str) -> str:
    """The letters of a few words."""
    return "".join(map(_letters, words))


def runs(text: str) -> NDArray[np.uint32]:
    """Hashes of the runs of words of a text, sorted, each once: what it shares of them tells that two texts are one."""
    words = [word for word in map(letters_of, _WORD.findall(text)) if word]
    size = min(_RUN, len(words)) or 1
    count = max(0, len(words) - size + 1)
    hashes = (zlib.crc32(" ".join(words[start : start + size]).encode()) for start in range(count))
    return np.unique(np.fromiter(hashes, dtype=np.uint32, count=count))
