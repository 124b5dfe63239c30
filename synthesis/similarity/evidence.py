"""The evidence on pairs of readings, as numbers: one column a feature, one row a pair.

In: a Sheet and pairs of places. Out: features. Called by synthesis.similarity.score. All is reckoned from the two
readings, the lists of their studies and fixed resources; no third study has a part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import Lists, StudyList
from synthesis.similarity.meaning import products
from synthesis.similarity.polarity import opposed_among
from synthesis.similarity.sheet import NONE, Bools, Ints, Sheet

BATCH = 4096  # pairs that are reckoned at a time, for the sake of memory; it changes no number

FEATURES = (
    "centred",  # cosine of the labels, centred on the lists of their two studies, -1 to 1
    "remainder",  # cosine of what is left when the shared words are taken away, -1 to 1
    "overlap",  # share of common stems of the cores, weighted by how telling they are, 0 to 1
    "head",  # a head in common, 0 or 1
    "later",  # one label joins things, and the other is not the first of them, 0 or 1
    "parent",  # likeness of the parents, -0.5 to 0.5; 0 when one has none
    "other_name",  # unlike proper names, 0 or 1
    "apart",  # one of the studies sets the words against each other in which the labels differ, 0 or 1
    "sign",  # only one says that something is wanting, they hold opposites, or unlike numbers: how many of them
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Pairs:
    """p pairs. same: (p, K, K) whether a word of the one is a word of the other. mine, theirs: (p, K) is it shared."""

    i: Ints
    j: Ints
    same: Bools
    mine: Bools
    theirs: Bools


class Evidence:
    """Features of pairs of the readings of one sheet."""

    def __init__(self, sheet: Sheet, known: Mapping[str, StudyList]) -> None:
        self._sheet = sheet
        self._lists = Lists(sheet, known)
        self._named = self._lists.names * 2 >= self._lists.size
        self._opposed, self._has_opposite = _opposed(sheet)

    def features(self, pairs: Ints) -> NDArray[np.float32]:
        """(pairs, 2) places to (pairs, features)."""
        found = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
        for start in range(0, len(pairs), BATCH):
            part = pairs[start : start + BATCH]
            columns = self._columns(part[:, 0], part[:, 1])
            found[start : start + BATCH] = np.column_stack([columns[name] for name in FEATURES])
        return found

    def _columns(self, i: Ints, j: Ints) -> dict[str, NDArray[np.floating]]:
        sheet = self._sheet
        a, b = sheet.stems[i], sheet.stems[j]
        same = (a[:, :, None] == b[:, None, :]) & (a != NONE)[:, :, None]
        both = _Pairs(i, j, same, same.any(axis=2), same.any(axis=1))
        shared: Bools = np.asarray(both.mine.any(axis=1))
        centred = np.where(sheet.own[i] == sheet.own[j], 1.0, self._lists.centred(i, j))
        left_mine, left_theirs = (a != NONE) & ~both.mine, (b != NONE) & ~both.theirs
        remainder = self._remainder(both, shared, left_mine, left_theirs)
        two_names = sheet.name[i] & sheet.name[j] & ~shared  # what vectors say of unknown names is their spelling
        return {
            "centred": np.where(two_names, np.minimum(centred, 0.0), centred),
            "remainder": np.where(two_names, np.minimum(remainder, 0.0), remainder),
            "overlap": self._overlap(both),
            "head": (both.same & sheet.heads[i][:, :, None] & sheet.heads[j][:, None, :]).any(axis=(1, 2)),
            "later": self._later(i, j) | self._later(j, i),
            "parent": self._parents(i, j),
            "other_name": (sheet.name[i] | sheet.name[j] | self._named[sheet.study[i]] & self._named[sheet.study[j]])
            & (sheet.stem_set[i] != sheet.stem_set[j]),
            "apart": shared & self._apart(both, left_mine, left_theirs),
            "sign": (sheet.lacks[i] != sheet.lacks[j]).astype(np.float64)
            + self._opposite(both)
            + ((sheet.numbers[i] != sheet.numbers[j]) & (sheet.numbers[i] > 0) & (sheet.numbers[j] > 0)),
        }

    def _remainder(self, both: _Pairs, shared: Bools, mine: Bools, theirs: Bools) -> Floats:
        """The cosine of the words left to each; of the whole labels when no word is shared; 1 when no word is left."""
        sheet = self._sheet
        ones = (sheet.vectors[sheet.forms[both.i]] * mine[:, :, None]).sum(axis=1, dtype=np.float64)
        others = (sheet.vectors[sheet.forms[both.j]] * theirs[:, :, None]).sum(axis=1, dtype=np.float64)
        length = np.sqrt(np.maximum(products(ones, ones) * products(others, others), 1e-12))
        left = np.where(
            mine.any(axis=1) & theirs.any(axis=1),
            products(ones, others) / length,
            (~mine.any(axis=1) & ~theirs.any(axis=1)).astype(np.float64),
        )
        plain = products(sheet.vectors[sheet.text[both.i]], sheet.vectors[sheet.text[both.j]])
        return np.where(shared, np.clip(left, -1, 1), plain)

    def _overlap(self, both: _Pairs) -> Floats:
        """The weight of the stems that both cores have, over that of all stems of the cores."""
        sheet = self._sheet
        core, other_core = sheet.core[both.i], sheet.core[both.j]
        mine, theirs = self._lists.weights(both.i, both.j)
        in_both = added(mine * (both.same & core[:, :, None] & other_core[:, None, :]).any(axis=2))
        return in_both / np.maximum(added(mine * core) + added(theirs * other_core) - in_both, 1e-9)

    def _later(self, i: Ints, j: Ints) -> Bools:
        """Whether the first names several things and the second is one of them, but not the first."""
        sheet = self._sheet
        joined, single = sheet.joined[i], sheet.stems[j]
        several = (joined[:, 0] != NONE) & (sheet.joined[j][:, 0] == NONE)
        one_of = (joined[:, :, None] == np.where(sheet.heads[j], single, -2)[:, None, :]).any(axis=(1, 2))
        first = joined[:, 0][:, None] == np.where(sheet.core[j] | sheet.heads[j], single, -2)
        return np.asarray(several & one_of & ~first.any(axis=1))

    def _parents(self, i: Ints, j: Ints) -> Floats:
        sheet = self._sheet
        mine, theirs = sheet.parent[i], sheet.parent[j]
        alike = np.where(mine == theirs, 1.0, products(sheet.vectors[mine], sheet.vectors[theirs]))
        return np.where((mine > 0) & (theirs > 0), alike - 0.5, 0.0)

    def _apart(self, both: _Pairs, mine: Bools, theirs: Bools) -> Bools:
        """Whether the labels differ in one word each, and one of the two studies sets these two side by side."""
        sheet = self._sheet
        lone = (mine.sum(axis=1) == 1) & (theirs.sum(axis=1) == 1)
        one = np.where(mine, sheet.stems[both.i], NONE).max(axis=1)
        other = np.where(theirs, sheet.stems[both.j], NONE).max(axis=1)
        return np.asarray(lone & self._lists.sets_apart(both.i, both.j, one, other))

    def _opposite(self, both: _Pairs) -> Bools:
        """Whether a word that only the one has is the opposite of a word that only the other has."""
        stems, has = self._sheet.stems, self._has_opposite
        mine, theirs = has[stems[both.i]] & ~both.mine, has[stems[both.j]] & ~both.theirs
        found: Bools = np.asarray(mine.any(axis=1) & theirs.any(axis=1))
        some = np.flatnonzero(found)
        keys = stems[both.i[some]].astype(np.int64)[:, :, None] * len(has) + stems[both.j[some]][:, None, :]
        at_once = mine[some][:, :, None] & theirs[some][:, None, :]
        found[some] = (np.isin(keys, self._opposed) & at_once).any(axis=(1, 2))
        return found


def added(rows: Floats) -> Floats:
    """The sum of each row, from left to right: a row gives the same bits alone and among others."""
    total = np.zeros(len(rows))
    for column in range(rows.shape[1]):
        total += rows[:, column]
    return total


def _opposed(sheet: Sheet) -> tuple[NDArray[np.int64], Bools]:
    """(keys of two stems that are opposites, both ways round; whether a stem, NONE last, has an opposite)."""
    number = {stem: place for place, stem in enumerate(sheet.vocabulary)}
    ends = [(number[one], number[other]) for one, other in opposed_among(sheet.vocabulary)]
    has = np.zeros(len(number) + 1, dtype=bool)
    has[[one for one, _ in ends]] = True
    return np.array([one * len(has) + other for one, other in ends], dtype=np.int64), has
