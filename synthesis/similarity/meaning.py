"""Vectors of texts as whole numbers, so that a product of two of them is the same number in any order and any batch.

In: texts and an Embedding. Out: rows of whole numbers, products and cosines. Used by synthesis.translation.candidates
and the other files of synthesis.similarity.

A row of length 1 is scaled to SCALE and rounded. The product of two such rows, and any part of its sum, is a whole
number below 2**24 (Cauchy-Schwarz), which float32 holds exactly: however a library orders the sum, the result is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.term import Embedding

SCALE = 4000.0
SQUARE = SCALE * SCALE

Whole = NDArray[np.float32]  # whole numbers


class Vectors:
    """The vectors of a fixed set of texts, embedded in one call; asking for another text is a KeyError."""

    def __init__(self, texts: Iterable[str], embedding: Embedding) -> None:
        ordered = sorted(set(texts) - {""})
        self._row = {text: row for row, text in enumerate(ordered, start=1)} | {"": 0}
        known = embedding(ordered) if ordered else np.zeros((0, 1), np.float32)
        self.matrix: Whole = whole(np.vstack([np.zeros((1, known.shape[1]), np.float32), known]))

    def places(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Rows of `matrix`, in order; row 0, all zeros, for an empty text."""
        return np.array([self._row[text] for text in texts], dtype=np.int32)

    def rows(self, texts: Sequence[str]) -> Whole:
        """Shape (texts, dimensions), in order; zeros for an empty text."""
        return self.matrix[self.places(texts)]


def whole(rows: NDArray[np.float32]) -> Whole:
    """Rows of length 1 (or 0) as whole numbers of length SCALE."""
    return np.asarray(np.rint(rows * np.float32(SCALE)), dtype=np.float32)


def products(ones: NDArray[np.floating], others: NDArray[np.floating]) -> NDArray[np.float64]:
    """The product of each row with the row at the same place, of shape (rows,); 1 for equal rows of length SCALE."""
    return np.asarray(np.einsum("pd,pd->p", ones, others), dtype=np.float64) / SQUARE
