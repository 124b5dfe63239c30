"""Meaning by vectors: cosines of labels, whole, centred on their facet, and of what is left without the shared words.

In: texts and an Embedding. Out: cosines, -1 to 1. Used by synthesis.candidates and synthesis.similarity.score.

Centred: all labels of a facet have much in common ("model ..." in one review, "patient ..." in another), and the cosine
sees that first. The mean of the other labels of the facet is taken away before two labels are compared, so that what is
left is what tells labels of this facet apart (measured in docs/measurements.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.term import Embedding

# A facet of few labels has no mean to speak of: PRIOR labels are mixed in that stand for labels of a facet as such,
# whose cosine with one another and with any label of the facet is COMMON (its mean over the labelled groups of the
# benchmark).
PRIOR = 4.0
COMMON = 0.1


class Vectors:
    """The vectors of a fixed set of texts, embedded in one call; asking for another text is a KeyError."""

    def __init__(self, texts: Iterable[str], embedding: Embedding) -> None:
        ordered = sorted(set(texts) - {""})
        self._row = {text: row for row, text in enumerate(ordered)}
        self._matrix: NDArray[np.float32] = embedding(ordered) if ordered else np.zeros((0, 1), np.float32)

    def cosine(self, one: str, other: str) -> float:
        """1 for two equal texts, 0 when one of two unequal texts is empty."""
        if one == other:
            return 1.0
        if not one or not other:
            return 0.0
        return float(self._matrix[self._row[one]] @ self._matrix[self._row[other]])

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, dimensions), in order; zeros for an empty text."""
        found = np.zeros((len(texts), self._matrix.shape[1]), np.float32)
        for place, text in enumerate(texts):
            if text:
                found[place] = self._matrix[self._row[text]]
        return found


def cosines(rows: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(plain, centred) cosines of all pairs of rows of length 1, both of shape (rows, rows).

    For the pair a, b of n rows the centre is the sum of the other n - 2 rows and of PRIOR rows p over their number,
    where p . a = p . b = p . p = COMMON. With two rows that is (cosine - COMMON) / (1 - COMMON). Equal rows have
    centred cosine 1.
    """
    rows64 = rows.astype(np.float64)
    plain = rows64 @ rows64.T
    total = rows64.sum(axis=0)
    along = rows64 @ total
    squares = np.diag(plain)
    others = max(len(rows64) - 2, 0)
    weight, mixed = 1.0 / (others + PRIOR), PRIOR * COMMON
    pair = along[:, None] + along[None, :]
    both = squares[:, None] + squares[None, :] + 2 * plain  # |a + b|^2
    centre_square = weight**2 * (total @ total - 2 * pair + both + 2 * mixed * others + mixed * PRIOR)
    centre_sum = weight * (pair - both + 2 * mixed)  # centre . (a + b)
    centre_one = weight * (along[:, None] - squares[:, None] - plain + mixed)  # centre . a
    length = squares[:, None] - 2 * centre_one + centre_square  # |a - centre|^2
    product = plain - centre_sum + centre_square
    norm = np.sqrt(np.maximum(length, 1e-12) * np.maximum(length.T, 1e-12))
    return np.clip(plain, -1, 1), np.clip(product / norm, -1, 1)
