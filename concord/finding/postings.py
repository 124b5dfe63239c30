"""The inverted index: which texts hold a word, how often, and how much that says.

In: texts, in the order of the entries. Out: for stems, scores by BM25 (Robertson and Zaragoza 2009), as arrays over the
texts. Called by concord.search. What does not change from one revision to the next, the running text of the studies,
keeps its postings; several postings are weighed as one collection.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from concord.stems import STOP, WORD, fold, stem

K1, B = 1.2, 0.75
Counts = NDArray[np.int32]


class Postings:
    """The words of some texts, each of which is one or more parts that no phrase crosses.

    size: how many texts; lengths: their words without stop words, shape (size,).
    """

    def __init__(self, texts: Sequence[tuple[str, ...]]) -> None:
        self.texts = texts
        self.size = len(texts)
        self._forms = _Forms()
        stream: list[int] = []
        ends: list[int] = []
        for parts in texts:
            for part in parts:
                stream += [self._forms[word] for word in WORD.findall(part)]
                stream.append(_GAP)
            ends.append(len(stream))
        self._stream = np.asarray(stream, np.int32)
        self._ends = np.asarray(ends, np.int64)
        self._number: dict[str, int] = {}
        stem_of = [self._number_of(stem(form)) for form in self._forms.known]
        self._sort(np.asarray([*stem_of, _GAP], np.int64)[self._stream])

    def _number_of(self, word: str) -> int:
        return _GAP if word in STOP else self._number.setdefault(word, len(self._number))

    def _sort(self, words: NDArray[np.int64]) -> None:
        """Puts the texts of each word side by side. words: the stem of each word of the stream, -1 for none."""
        kept = np.flatnonzero(words >= 0)
        text_of = np.searchsorted(self._ends, kept, side="right")
        self.lengths = np.bincount(text_of, minlength=self.size).astype(np.int32)
        many = max(self.size, 1)
        pairs, counts = np.unique(words[kept] * many + text_of, return_counts=True)
        self._texts: Counts = (pairs % many).astype(np.int32)
        self._counts: Counts = counts.astype(np.int32)
        self._starts = np.searchsorted(pairs // many, np.arange(len(self._number) + 1))

    @property
    def vocabulary(self) -> Iterable[str]:
        """The words that occur, without differences of case and accents."""
        return self._forms.known.keys()

    def of(self, word: str) -> tuple[Counts, Counts]:
        """The texts that hold a stem, ascending, and how often each does."""
        number = self._number.get(word)
        if number is None:
            return _NONE, _NONE
        span = slice(self._starts[number], self._starts[number + 1])
        return self._texts[span], self._counts[span]

    def holding(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """Which texts hold any of some stems, shape (size,)."""
        held = np.zeros(self.size, np.bool_)
        for word in words:
            held[self.of(word)[0]] = True
        return held

    def phrase(self, words: str) -> NDArray[np.bool_]:
        """Which texts hold some words side by side, in these forms, shape (size,)."""
        held = np.zeros(self.size, np.bool_)
        forms = [self._forms.known.get(fold(word), -2) for word in WORD.findall(words)]
        if forms and min(forms) >= 0:
            at = np.flatnonzero(self._stream == forms[0])
            for place, form in enumerate(forms[1:], 1):
                at = at[self._stream[at + place] == form]  # a gap ends the stream, so that there is a next one
            held[np.searchsorted(self._ends, at, side="right")] = True
        return held


def bm25(parts: Sequence[Postings], stems: Iterable[str]) -> NDArray[np.float64]:
    """The score of each text of some postings, one after the other, as if they were one; 0 without a common word."""
    total = sum(part.size for part in parts)
    mean = sum(int(part.lengths.sum()) for part in parts) / max(total, 1) or 1.0
    scores = [np.zeros(part.size) for part in parts]
    for word in dict.fromkeys(stems):
        found = [part.of(word) for part in parts]
        holding = sum(len(texts) for texts, _ in found)
        rarity = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        for part, score, (texts, counts) in zip(parts, scores, found, strict=True):
            norm = K1 * (1 - B + B * part.lengths[texts] / mean)
            score[texts] += rarity * counts * (K1 + 1) / (counts + norm)
    return np.concatenate(scores) if scores else np.zeros(0)


class _Forms(dict[str, int]):
    """Words as they are written to the number of their form; known: the forms, in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = self.known.setdefault(fold(word), len(self.known))
        return number


_GAP = -1  # between the parts of texts
_NONE: Counts = np.zeros(0, np.int32)
