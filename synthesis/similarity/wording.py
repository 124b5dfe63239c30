"""What two labels say word by word: which words both have, how near a partner each other word has, what is left.

In: a Sheet, Lists, Nearness and pairs of places. Out: a Compared value of arrays, which rests on the labels alone, and
what lists make of it. Used by synthesis.similarity.evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import Lists
from synthesis.similarity.nearness import Nearness
from synthesis.similarity.sheet import NONE, Bools, Ints, Sheet

KNOWN_HEAD = 0.5  # nearness by the thesaurus from which two heads may name one thing

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Compared:
    """Of p pairs of labels: stems, stems_other: (p, K) and (p, L), numbers, NONE filled.

    any_shared: (p,) is one in both. left, left_other: of the same shapes, words that the other has not. within,
    within_other: (p,) the other has all its words, and more. weight, weight_other: how telling each is by itself, 0 for
    none. near, near_other: how near its partner in the other is; known, known_other: the same of partners that the
    thesaurus knows. remainder: (p,) as evidence.FEATURES tells. other_head: (p,) they share a word and no head, and no
    head of the one is, to the thesaurus, near one of the other.
    """

    stems: Ints
    stems_other: Ints
    any_shared: Bools
    left: Bools
    left_other: Bools
    within: Bools
    within_other: Bools
    weight: Floats
    weight_other: Floats
    near: NDArray[np.float32]
    near_other: NDArray[np.float32]
    known: NDArray[np.float32]
    known_other: NDArray[np.float32]
    other_head: Bools
    remainder: Floats


@dataclass(frozen=True)
class Covered:
    """mine: (pairs,) how far the words of the first have a partner in the second; theirs: the other way.

    known: (pairs,) as evidence.FEATURES tells.
    """

    mine: Floats
    theirs: Floats
    known: Floats


class Wording:
    """Compares labels of one sheet word by word; a word weighs more the rarer it is in the two lists and in general."""

    def __init__(self, sheet: Sheet, lists: Lists, nearness: Nearness) -> None:
        self._sheet, self._lists, self._nearness = sheet, lists, nearness

    def of(self, i: Ints, j: Ints) -> Compared:
        """The comparison of the labels at places i with those at places j, whoever says them."""
        sheet, nearness = self._sheet, self._nearness
        one, other = _narrow(sheet.words[i]), _narrow(sheet.words[j])
        stems, stems_other = sheet.stems[i][:, : one.shape[1]], sheet.stems[j][:, : other.shape[1]]
        there, there_other = one != NONE, other != NONE
        same = (stems[:, :, None] == stems_other[:, None, :]) & there[:, :, None]
        shared, shared_other = over(np.logical_or, same, 2), over(np.logical_or, same, 1)
        left, left_other = there & ~shared, there_other & ~shared_other
        cosine = nearness.cosines(one, other)
        known = np.maximum(nearness.by_thesaurus(one, other), same)
        near = np.clip(np.maximum(cosine, known), 0, 1)
        heads = sheet.heads[i][:, : one.shape[1], None] & sheet.heads[j][:, None, : other.shape[1]]
        any_shared = over(np.logical_or, shared, 1)
        head_known = over(np.maximum, over(np.maximum, known * heads, 2), 1)
        return Compared(
            stems=stems,
            stems_other=stems_other,
            any_shared=any_shared,
            left=left,
            left_other=left_other,
            within=any_shared & ~over(np.logical_or, left, 1) & over(np.logical_or, left_other, 1),
            within_other=any_shared & over(np.logical_or, left, 1) & ~over(np.logical_or, left_other, 1),
            weight=np.where(there, nearness.weight[one], 0.0),
            weight_other=np.where(there_other, nearness.weight[other], 0.0),
            near=over(np.maximum, near, 2),
            near_other=over(np.maximum, near, 1),
            known=over(np.maximum, known, 2),
            known_other=over(np.maximum, known, 1),
            other_head=any_shared & (head_known < KNOWN_HEAD),
            remainder=self._remainder(i, j, shared, shared_other),
        )

    def covered(self, i: Ints, j: Ints, labels: Compared, row: NDArray[np.integer]) -> Covered:
        """What the lists of the studies of i and j make of compared labels. row: of each pair, where its labels are."""
        weight = self._lists.weights(i, j, labels.stems[row]) * labels.weight[row]
        weight_other = self._lists.weights(i, j, labels.stems_other[row]) * labels.weight_other[row]
        known = _share(weight, labels.known[row]), _share(weight_other, labels.known_other[row])
        return Covered(
            mine=_share(weight, labels.near[row]),
            theirs=_share(weight_other, labels.near_other[row]),
            known=np.minimum(*known),
        )

    def _remainder(self, i: Ints, j: Ints, shared: Bools, shared_other: Bools) -> Floats:
        """The cosine of the words left to each, by weight; 1 when no word is left, 0 when one has words left.

        Without a shared word all words are left. A word of a phrase is left when neither it nor the phrase is shared.
        """
        sheet, nearness = self._sheet, self._nearness
        one, other = _narrow(sheet.single[i]), _narrow(sheet.single[j])
        piece, piece_other = sheet.piece[i][:, : one.shape[1]], sheet.piece[j][:, : other.shape[1]]
        equal = (sheet.of_stem[one][:, :, None] == sheet.of_stem[other][:, None, :]) & _both(one, other)
        whole = np.take_along_axis(shared, np.maximum(piece, 0), axis=1)
        whole_other = np.take_along_axis(shared_other, np.maximum(piece_other, 0), axis=1)
        left = (one != NONE) & ~over(np.logical_or, equal, 2) & ~whole
        left_other = (other != NONE) & ~over(np.logical_or, equal, 1) & ~whole_other
        mine, theirs = nearness.weight[one] * left, nearness.weight[other] * left_other
        product = _form(mine, nearness.cosines(one, other), theirs)
        lengths = _form(mine, nearness.cosines(one, one), mine) * _form(theirs, nearness.cosines(other, other), theirs)
        some, some_other = over(np.logical_or, left, 1), over(np.logical_or, left_other, 1)
        found = np.where(some & some_other, product / np.sqrt(np.maximum(lengths, 1e-9)), ~some & ~some_other)
        return np.asarray(np.clip(found, -1, 1))


def _narrow(numbers: Ints) -> Ints:
    """Without the columns, at the right, in which no row has a word; one column stays."""
    return numbers[:, : max(1, int((numbers != NONE).any(axis=0).sum()))]


def _both(ones: Ints, others: Ints) -> Bools:
    return np.asarray((ones != NONE)[:, :, None] & (others != NONE)[:, None, :])


def over(join: np.ufunc, table: NDArray[Any], axis: int) -> NDArray[Any]:
    """A table with one axis, of few places, joined to one: many times quicker than numpy's own reduction."""
    places = np.moveaxis(table, axis, 0)
    found: NDArray[Any] = places[0]
    for place in places[1:]:
        found = join(found, place)
    return found


def added(rows: NDArray[np.floating]) -> Floats:
    """The sum of each row, from left to right: a row gives the same bits alone and among others."""
    total = np.zeros(len(rows))
    for column in range(rows.shape[1]):
        total += rows[:, column]
    return total


def _form(mine: Floats, table: NDArray[np.float32], theirs: Floats) -> Floats:
    """The sum of mine[a] * table[a, b] * theirs[b] of each pair, in one order."""
    total = np.zeros(len(mine))
    for column in range(mine.shape[1]):
        total += mine[:, column] * added(table[:, column, :] * theirs)
    return total


def _share(weights: Floats, values: NDArray[np.floating]) -> Floats:
    return added(weights * values) / np.maximum(added(weights), 1e-9)
