"""The studies in scope as one concept sees them: how many units hold each work, after the sets that it has of its own.

In: a Ground, the speakers of a concept. Out: u of each speaker over all of E, and the sum. Called by
synthesis.weighing.weighed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from corpus.study import StudyId
from synthesis.weighing.independence import Ground, Real, Speakers, Whole, terms


class Scope:
    """E as one concept sees it: how many units hold each work that the concept touches, after its own sets.

    m, w: units that hold a work, and the sum of 1 / |A| over them. supported: the same sum, over the part of each unit
    that supports. holders: studies with known lists that hold it. of_unit: u of the unit of each speaker. members: the
    studies in it. total: the sum of u over all units of E.
    """

    def __init__(
        self,
        ground: Ground,
        speakers: Speakers,
        supporters: Sequence[int],
        listed: Collection[StudyId],
        leaving: Sequence[StudyId],
        gone: Collection[StudyId],
    ) -> None:
        """supporters: by their places among the speakers. listed: speakers whose list is known. leaving: studies of
        ground that do not rest on what they have there, because they rest on something else here, or are gone.
        """
        self.ground, self.speakers = ground, speakers
        self.m, self.w = ground.m[speakers.works], ground.w[speakers.works]
        self.holders = ground.holders[speakers.works]
        before = float(terms(self.w, self.m).sum())
        self._size: dict[int, int] = {}
        self._made = Counter[bytes]()
        self._leave(leaving, gone)
        self._join(leaving, listed)
        self.w[self.m == 0] = 0.0
        self.total = ground.total + (float(terms(self.w, self.m).sum()) - before)
        each = speakers.each
        self.of_unit = np.bincount(speakers.owner, each / self.m[speakers.at], len(speakers.ids)).tolist()
        self.members = [self._members(key) for key in speakers.keys]
        counted = Counter(speakers.unit[index] for index in supporters)
        share = np.zeros(len(speakers.ids))
        for index in {speakers.unit[i]: i for i in reversed(supporters)}.values():
            share[index] = counted[speakers.unit[index]] / self.members[index]
        shared = share[speakers.owner] * each
        self.supported: Real = np.bincount(speakers.at, shared, speakers.width).astype(np.float64)

    def size_of(self, held: Whole) -> int:
        """The studies of E that rest on these works."""
        return self._members(held.tobytes())

    def _members(self, key: bytes) -> int:
        unit = self.ground.unit.get(key)
        return self._made[key] + (self._size.get(unit, self.ground.size[unit]) if unit is not None else 0)

    def at(self, held: Whole, touched: Real, untouched: Real | None) -> Real:
        """Values of works by their old numbers: of touched where the concept touches a work, else of untouched."""
        outside = np.zeros(len(held)) if untouched is None else untouched[held]
        if not self.speakers.width:
            return outside
        place = np.minimum(np.searchsorted(self.speakers.works, held), self.speakers.width - 1)
        return np.where(self.speakers.works[place] == held, touched[place], outside)

    def _leave(self, leaving: Sequence[StudyId], gone: Collection[StudyId]) -> None:
        start = 0
        for study in leaving:
            held = self.ground.sets[study]
            at = self.speakers.touched_at[start : start + len(held)]
            start += len(held)
            unit = self.ground.unit_of[study]
            self._size[unit] = self._size.get(unit, self.ground.size[unit]) - 1
            if not self._size[unit]:
                self.m[at] -= 1
                self.w[at] -= 1 / len(held)
            if study in gone and study in self.ground.listed:
                self.holders[at] -= 1

    def _join(self, leaving: Sequence[StudyId], listed: Collection[StudyId]) -> None:
        """The speakers whose sets are not the ground's come into the unit that rests on the same, or make one."""
        moved = set(leaving)
        for index, study in enumerate(self.speakers.ids):
            if study in self.ground.sets and study not in moved:
                continue
            key, at = self.speakers.keys[index], self.speakers.places[index]
            unit = self.ground.unit.get(key)
            if unit is not None and self._size.get(unit, self.ground.size[unit]):
                self._size[unit] = self._size.get(unit, self.ground.size[unit]) + 1
            else:
                if not self._made[key]:
                    self.m[at] += 1
                    self.w[at] += 1 / len(at)
                self._made[key] += 1
            if study not in self.ground.sets and study in listed:
                self.holders[at] += 1
