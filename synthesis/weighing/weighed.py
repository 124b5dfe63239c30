"""The figures of one concept, and the same without any one study, at the cost of the lists of those that speak of it.

In: a Ground, what the speakers rest on. Out: figures. Called by synthesis.weighing. The formulas are those of
synthesis.weighing.support, which tests hold these against; synthesis.weighing.independence says why leaving one out is
cheap.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.study import StudyId
from synthesis.weighing.independence import Ground, Group, Real, Speakers, Whole
from synthesis.weighing.scope_weights import Scope


@dataclass(frozen=True, slots=True)
class Left:
    """Figures of a concept when one study is left out, with the meaning that they have in Weighed."""

    effective: float
    opposed: float
    chronological: float
    weighted: float
    total: float
    coverage: float | None


class Weighed:
    """The figures of one concept.

    Args:
        ground: the studies in scope of its facet.
        sets: what each study that speaks of the concept rests on for it; any other rests on what it has in ground.
        listed: those of sets whose list of primary studies is known.
        supporters: S, the oldest first. refuters: D. Both are among sets.
        gone: studies of ground that are left out.
    """

    def __init__(
        self,
        ground: Ground,
        sets: Mapping[StudyId, Whole],
        listed: Collection[StudyId],
        supporters: Sequence[StudyId],
        refuters: Iterable[StudyId] = (),
        gone: Collection[StudyId] = (),
    ) -> None:
        self.ground, self.sets, self.listed = ground, sets, listed
        self.ids = sorted(sets)
        self.place = {study: index for index, study in enumerate(self.ids)}
        self.supporters = [self.place[study] for study in supporters]
        self.refuters = [self.place[study] for study in refuters]
        self.gone = sorted(study for study in gone if study in ground.sets)
        moved = [study for study in self.ids if study in ground.sets and sets[study] is not ground.sets[study]]
        self._leaving = [*moved, *self.gone]
        self.speakers = Speakers(
            self.ids, [sets[study] for study in self.ids], [ground.sets[study] for study in self._leaving]
        )
        self.for_it = Group(self.supporters, self.speakers)

    @property
    def effective(self) -> float:
        """n_eff(S), each unknown list counted as a set of its own."""
        return self.for_it.effective

    @cached_property
    def against(self) -> Group:
        """The refuters among themselves."""
        return Group(self.refuters, self.speakers)

    @cached_property
    def chronological(self) -> float:
        """n_chron(S)."""
        return self._in_order[0]

    @cached_property
    def weights(self) -> dict[StudyId, float]:
        """u of each speaker over all of E; the studies of one unit share its u in equal parts."""
        return {study: self._scope.of_unit[i] / self._scope.members[i] for i, study in enumerate(self.ids)}

    @cached_property
    def total(self) -> float:
        """n_eff(E): the sum of u over all of E."""
        return self._scope.total

    @cached_property
    def weighted(self) -> float:
        """IWA."""
        return _share(self._weight, self.total)

    @cached_property
    def coverage(self) -> float | None:
        """Share of the primary studies in scope that the supporters rest on; None when no list is known."""
        return _share(self._held[0], self._union) if self._union else None

    def left(self, study: StudyId) -> Left:
        """The figures without a study of E."""
        index = self.place.get(study, -1)
        total, weight = self._weights_without(study)
        lost = _ones(self._scope.at(self._whole(study), self._scope.holders, self.ground.holders))
        union = self._union - (lost if self._is_listed(study) else 0)
        held = self._held[0] - self._held[1].get(index, 0)
        return Left(
            effective=self.for_it.without.get(index, self.effective),
            opposed=self.against.without.get(index, self.against.effective),
            chronological=self.chronological - self._in_order[1].get(index, 0.0),
            weighted=_share(weight, total),
            total=total,
            coverage=_share(held, union) if union else None,
        )

    def weighted_without(self, study: StudyId) -> float:
        """IWA without a study of E: of `left` the part that costs least."""
        total, weight = self._weights_without(study)
        return _share(weight, total)

    def effective_without(self, study: StudyId) -> float:
        """n_eff(S) without a study of E."""
        return self.for_it.without.get(self.place.get(study, -1), self.effective)

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.ground, self.speakers, self.supporters, self.listed, self._leaving, self.gone)

    @cached_property
    def _weight(self) -> float:
        return math.fsum(sorted(self.weights[self.ids[index]] for index in self.supporters))

    def _weights_without(self, study: StudyId) -> tuple[float, float]:
        """The sum of u over E and over S, without a study."""
        scope, held = self._scope, self._now(study)
        size, key = scope.size_of(held), held.tobytes()
        in_unit = [index for index in self.supporters if self.speakers.keys[index] == key]
        supports = study in self.place and self.place[study] in self.supporters
        if size > 1:
            share = (len(in_unit) - supports) / (size - 1) - len(in_unit) / size
            return self.total, self._weight + (share * scope.of_unit[in_unit[0]] if in_unit else 0.0)
        m, w = scope.at(held, scope.m, self.ground.m), scope.at(held, scope.w, self.ground.w)
        mine, each = scope.at(held, scope.supported, None), 1 / len(held)
        rest = np.maximum(m - 1, 1)
        total = w / m - np.where(m > 1, (w - each) / rest, 0.0)
        weight = mine / m - np.where(m > 1, (mine - supports * each) / rest, 0.0)
        return self.total - float(total.sum()), self._weight - float(weight.sum())

    @cached_property
    def _in_order(self) -> tuple[float, dict[int, float]]:
        """n_chron, and what it loses without each supporter: its new works, less what the next holder then brings."""
        if self.for_it.disjoint:
            return float(len(self.supporters)), dict.fromkeys(self.supporters, 1.0)
        rank = np.full(len(self.ids), -1)
        rank[self.supporters] = np.arange(len(self.supporters))
        part = rank[self.speakers.owner] >= 0
        at, owner = self.speakers.at[part], self.speakers.owner[part]
        order = np.lexsort((rank[owner], at))
        at, owner = at[order], owner[order]
        first = np.ones(len(at), dtype=bool)
        first[1:] = at[1:] != at[:-1]
        brings = self.speakers.each[part][order]
        new = np.flatnonzero(first)
        follows = np.append(~first[1:], False)[new]
        loss = brings[new]
        loss[follows] -= brings[new[follows] + 1]
        lost = np.bincount(owner[new], loss, len(self.ids))
        return float(brings[new].sum()), {index: float(lost[index]) for index in self.supporters}

    @cached_property
    def _held(self) -> tuple[int, dict[int, int]]:
        """The primary studies that supporters with known lists rest on, and how many only one of them does, by it."""
        if self.for_it.disjoint:
            sizes = {i: len(self.sets[self.ids[i]]) * (self.ids[i] in self.listed) for i in self.supporters}
            return sum(sizes.values()), sizes
        chosen = np.zeros(len(self.ids), dtype=bool)
        chosen[[index for index in self.supporters if self.ids[index] in self.listed]] = True
        part = chosen[self.speakers.owner]
        at, owner = self.speakers.at[part], self.speakers.owner[part]
        holders = np.bincount(at, minlength=self.speakers.width)
        alone = np.bincount(owner, holders[at] == 1, len(self.ids))
        return int(np.count_nonzero(holders)), {index: int(alone[index]) for index in self.supporters}

    @cached_property
    def _union(self) -> int:
        """The primary studies of all lists in scope."""
        before = np.count_nonzero(self.ground.holders[self.speakers.works])
        return self.ground.union + int(np.count_nonzero(self._scope.holders)) - int(before)

    def _now(self, study: StudyId) -> Whole:
        return self.sets[study] if study in self.sets else self.ground.sets[study]

    def _whole(self, study: StudyId) -> Whole:
        """What a study could have taken the concept from: its whole list."""
        return self.ground.sets[study] if study in self.ground.sets else self.sets[study]

    def _is_listed(self, study: StudyId) -> bool:
        return study in self.listed or study in self.ground.listed


def _share(part: float, whole: float) -> float:
    return min(1.0, max(0.0, part / whole)) if whole > 0 else 0.0


def _ones(values: Real) -> int:
    return int(np.count_nonzero(values == 1))
