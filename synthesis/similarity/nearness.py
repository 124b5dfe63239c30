"""How near two words are, and how telling a word is by itself.

In: a Sheet, an Embedding and a Thesaurus. Out: nearness of words and weights. Used by synthesis.similarity.evidence.

The weight of a word is drawn from the embedding: a text of two words lies between them, nearer to the one with the
longer vector, and tables of word vectors give common words short ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.meaning import SQUARE, Vectors
from synthesis.similarity.sheet import NONE, Ints, Sheet
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import Thesaurus

ANCHOR = "thing"
STEP = 64  # weights are kept in steps of 1 / STEP: the last bits of a sum say nothing
LEAST, MOST = 0.125, 3.0
NO_WORD = 0.99  # cosine with the anchor from which a word is the anchor
TABLE = 5000  # words, or stems, up to which all is reckoned at once; it changes no number

Floats = NDArray[np.float32]


class Nearness:
    """weight: (words,) how telling a word is by itself, square rooted, about 0.4 to 1.7."""

    def __init__(self, sheet: Sheet, embedding: Embedding, thesaurus: Thesaurus) -> None:
        self._vectors = sheet.vectors[sheet.rows]
        self._all = _table(self._vectors @ self._vectors.T) if len(self._vectors) <= TABLE else None
        self._of_stem = sheet.of_stem
        self._width = len(sheet.vocabulary)
        self.weight = np.sqrt(own_weights(sheet.spelled, embedding))
        known = sorted(dict(_known(sheet.vocabulary, thesaurus)).items())
        self._keys = np.array([key for key, _ in known], dtype=np.int64)
        self._values = np.array([value for _, value in known], dtype=np.float32)
        self._by_stem: Floats | None = None
        if self._width <= TABLE:
            self._by_stem = np.eye(self._width + 1, dtype=np.float32)
            self._by_stem[-1] = 0.0
            one, other = np.divmod(self._keys, max(self._width, 1))
            self._by_stem[one, other] = np.maximum(self._by_stem[one, other], self._values)

    def cosines(self, ones: Ints, others: Ints) -> Floats:
        """(pairs, K) and (pairs, L) numbers of words to their cosines, (pairs, K, L); 0 where there is no word."""
        if self._all is not None:
            return self._all[ones[:, :, None], others[:, None, :]]
        found = self._vectors[ones] @ self._vectors[others].transpose(0, 2, 1)
        there = (ones != NONE)[:, :, None] & (others != NONE)[:, None, :]
        return np.where(there, found / np.float32(SQUARE), np.float32(0))

    def by_thesaurus(self, ones: Ints, others: Ints) -> Floats:
        """The same of what the thesaurus says, 0 to 1; 1 for one stem."""
        if self._by_stem is not None:
            mine, theirs = (np.where(of != NONE, self._of_stem[of], NONE) for of in (ones, others))
            return self._by_stem[mine[:, :, None], theirs[:, None, :]]
        found = np.zeros((*ones.shape, others.shape[1]), dtype=np.float32)
        there = (ones != NONE)[:, :, None] & (others != NONE)[:, None, :]
        mine = np.broadcast_to(self._of_stem[ones][:, :, None], found.shape)[there]
        theirs = np.broadcast_to(self._of_stem[others][:, None, :], found.shape)[there]
        values = (mine == theirs).astype(np.float32)
        if len(self._keys):
            keys = mine.astype(np.int64) * self._width + theirs
            place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            values = np.maximum(values, np.where(self._keys[place] == keys, self._values[place], np.float32(0)))
        found[there] = values
        return found


def _table(products: Floats) -> Floats:
    """Products of rows as cosines, with zeros at last for no word."""
    found = np.zeros((len(products) + 1, len(products) + 1), dtype=np.float32)
    np.divide(products, np.float32(SQUARE), out=found[:-1, :-1])
    return found


def own_weights(words: Sequence[str], embedding: Embedding) -> NDArray[np.float64]:
    """The length of each word's vector over that of ANCHOR, LEAST to MOST; 1 where the embedding cannot show it."""
    both = [f"{word} {ANCHOR}" for word in words]
    known = Vectors([ANCHOR, *words, *both], embedding)
    one, beside, anchor = known.rows(words), known.rows(both), known.rows([ANCHOR])
    apart = np.einsum("pd,d->p", one, anchor[0]).astype(np.float64) / SQUARE
    to_word = np.einsum("pd,pd->p", one, beside).astype(np.float64) / SQUARE
    to_anchor = np.einsum("pd,d->p", beside, anchor[0]).astype(np.float64) / SQUARE
    ratio = to_word / np.maximum(to_anchor, 1e-3)
    found = np.where(1 - ratio * apart > 1e-3, (ratio - apart) / np.maximum(1 - ratio * apart, 1e-3), MOST)
    alike = (apart > NO_WORD) | ~one.any(axis=1)  # the anchor itself, and words that the embedding does not know
    return np.asarray(np.round(np.where(alike, 1.0, np.clip(found, LEAST, MOST)) * STEP) / STEP)


def _known(vocabulary: Sequence[str], thesaurus: Thesaurus) -> Iterator[tuple[int, float]]:
    """(key of two numbers of stems, how near they are by the thesaurus), both ways round."""
    phrases = thesaurus.one_word
    faces = [phrases.get(word, (word,)) for word in vocabulary]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, stems in enumerate(faces):
        for face in stems:
            holders[face].append(place)
    near = thesaurus.neighbours()
    for place, stems in enumerate(faces):
        others = {other for face in stems for known, _ in near.get(face, ()) for other in holders.get(known, ())}
        others |= {other for face in stems for other in holders[face]}
        for other in sorted(others - {place}):
            if (value := thesaurus.near(vocabulary[place], vocabulary[other])) > 0:
                yield place * len(vocabulary) + other, value
                yield other * len(vocabulary) + place, value
