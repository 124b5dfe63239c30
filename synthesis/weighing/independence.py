"""What studies that share primary studies are worth together, and what is left of it without each of them.

In: sets of works as arrays of numbers. Out: u, n_eff, and n_eff without each study. Called by
synthesis.weighing.weighed. The sum of u over units is the sum over works of w / m, where m units hold the work and w is
the sum of 1 / |A| over them, so leaving one unit out changes the terms of its own works only. What the silent studies
of a facet hold is counted once for all its concepts (`Ground`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.study import StudyId

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Ground:
    """The studies in scope of a facet with all that they rest on, counted once for every concept of the facet.

    sets: by study its works, sorted distinct numbers from 0 to works - 1, never empty. listed: the studies whose list
    of primary studies is known; the others hold a number of their own.
    """

    def __init__(self, sets: Mapping[StudyId, Whole], listed: Collection[StudyId], works: int) -> None:
        self.sets = {study: sets[study] for study in sorted(sets)}
        self.listed = frozenset(listed)
        self.unit: dict[bytes, int] = {}
        self.unit_of = {
            study: self.unit.setdefault(held.tobytes(), len(self.unit)) for study, held in self.sets.items()
        }
        self.size = Counter(self.unit_of.values())
        self.m, self.w, self.holders = np.zeros(works), np.zeros(works), np.zeros(works)
        seen: set[int] = set()
        for study, held in self.sets.items():
            if study in self.listed:
                self.holders[held] += 1
            if self.unit_of[study] not in seen:
                seen.add(self.unit_of[study])
                self.m[held] += 1
                self.w[held] += 1 / len(held)
        held_at_all = self.m > 0
        self.total = math.fsum(self.w[held_at_all] / self.m[held_at_all])
        self.union = int(np.count_nonzero(self.holders))


class Speakers:
    """The studies that say anything of a concept, laid out as arrays.

    ids: in order. sets: what each of them rests on for this concept. Works are renumbered from 0 to width - 1 over all
    that the concept touches (`works` has the old numbers): `at` are the works of all sets in a row, `owner` whose set
    it is, as a place in ids, and `each` one over its size.
    """

    def __init__(self, ids: Sequence[StudyId], sets: Sequence[Whole], touched: Sequence[Whole]) -> None:
        self.ids = tuple(ids)
        self.sizes = np.array([len(held) for held in sets], dtype=np.int64)
        everything = np.concatenate([*sets, *touched]) if ids or touched else np.zeros(0, dtype=np.int64)
        self.works, at = np.unique(everything, return_inverse=True)
        self.width, length = len(self.works), int(self.sizes.sum())
        self.at, self.touched_at = at[:length], at[length:]
        self.owner = np.repeat(np.arange(len(ids)), self.sizes)
        self.each = np.repeat(1 / self.sizes, self.sizes)
        known: dict[bytes, int] = {}
        self.keys = [held.tobytes() for held in sets]
        self.unit = [known.setdefault(key, len(known)) for key in self.keys]

    @cached_property
    def places(self) -> list[Whole]:
        """The works of each set, renumbered."""
        ends = np.cumsum(self.sizes).tolist()
        return [self.at[start:end] for start, end in zip([0, *ends], ends, strict=False)]


class Group:
    """Some of the speakers of a concept among themselves.

    effective: n_eff. novelty: u by place; studies of equal sets share theirs in equal parts. without: n_eff without
    each. disjoint: none shares a work with another.
    """

    novelty: dict[int, float]
    without: dict[int, float]

    def __init__(self, chosen: Sequence[int], speakers: Speakers) -> None:
        self.disjoint = len(chosen) < 2
        if self.disjoint:
            self.effective = float(len(chosen))
            self.novelty, self.without = dict.fromkeys(chosen, 1.0), dict.fromkeys(chosen, 0.0)
            return
        leaders = np.zeros(len(speakers.ids), dtype=bool)
        alike: dict[int, list[int]] = {}
        for index in chosen:
            alike.setdefault(speakers.unit[index], []).append(index)
        leaders[[members[0] for members in alike.values()]] = True
        part = leaders[speakers.owner]
        at, owner = speakers.at[part], speakers.owner[part]
        each = speakers.each[part]
        m = np.bincount(at, minlength=speakers.width)[at]
        w = np.bincount(at, each, speakers.width)[at]
        self.disjoint = len(alike) == len(chosen) and bool(m.max() == 1)
        own = np.bincount(owner, each / m, len(speakers.ids))
        self.effective = float(own.sum())
        lost = np.bincount(owner, w / m - np.where(m > 1, (w - each) / np.maximum(m - 1, 1), 0.0), len(speakers.ids))
        self.novelty, self.without = {}, {}
        for members in alike.values():
            for index in members:
                self.novelty[index] = float(own[members[0]]) / len(members)
                self.without[index] = self.effective - (float(lost[index]) if len(members) == 1 else 0.0)


def terms(w: Real, m: Real) -> Real:
    """w / m, 0 where nobody holds the work."""
    return np.where(m > 0, w, 0.0) / np.maximum(m, 1)
