"""A label as one vector: what its text means, which topics it speaks of, and which words and rings it holds.

In: what labels tell, the vectors of their texts and a Thesaurus. Out: rows of whole numbers, whose products tell how
near two labels are all in all. Used by synthesis.similarity.lists to see how far two labels stand out of their lists.

Topics and words are put on a few dimensions by a hash with signs (Weinberger et al. 2009, "Feature hashing for large
scale multitask learning"), so that rows of different days can be compared: no row rests on a vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import SCALE, Vectors, Whole
from synthesis.similarity.thesaurus import Thesaurus

HASHED = 64  # dimensions for topics, and as many for words
SHARE = 0.2  # what equal topics or equal words add to the product of two rows; equal texts give 1
LENGTH = 3200.0  # of a text's part: the product of two rows is below 2**24, which float32 holds exactly


class Told(NamedTuple):
    """What a profile is made of."""

    text: str
    topics: tuple[str, ...]
    stems: frozenset[str]


def profiles(told: Sequence[Told], vectors: Vectors, thesaurus: Thesaurus) -> Whole:
    """(labels, dimensions) rows."""
    topics = {said.topics: _hashed(thesaurus.topics.vector(said.topics).items()) for said in told}
    spoken = np.array([topics[said.topics] for said in told]).reshape(len(told), HASHED)
    beside = np.hstack([spoken, _words([said.stems for said in told])]) * (LENGTH * sqrt(SHARE))
    texts = vectors.rows([said.text for said in told]) * (LENGTH / SCALE)
    return np.asarray(np.rint(np.hstack([texts, beside])), dtype=np.float32)


def _words(labels: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """(labels, HASHED) rows of length 1, each word weighing as much as the others; zeros for no word."""
    rows = np.zeros((len(labels), HASHED))
    held = np.repeat(np.arange(len(labels)), np.array([len(words) for words in labels], dtype=np.int64))
    columns = np.array([_column(word) for words in labels for word in words], dtype=np.int64).reshape(-1, 2)
    np.add.at(rows, (held, columns[:, 0]), columns[:, 1])
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))  # sums of whole numbers, in any order
    return np.asarray(rows / np.maximum(lengths, 1.0))


def _hashed(weights: Iterable[tuple[str, float]]) -> NDArray[np.float64]:
    """A row of length 1; zeros for nothing."""
    total: dict[int, float] = {}
    for name, weight in weights:
        column, sign = _column(name)
        total[column] = total.get(column, 0.0) + sign * weight
    row = np.zeros(HASHED)
    row[list(total)] = list(total.values())
    length = sqrt(sum(value * value for _, value in sorted(total.items())))
    return row / length if length else row


@lru_cache(maxsize=65536)
def _column(name: str) -> tuple[int, int]:
    """(dimension, sign) of a name."""
    code = crc32(name.encode())
    return code % HASHED, 1 if code >> 31 else -1
