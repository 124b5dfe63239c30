"""Groups out of pair scores, under links that must and must not be.

In: how many items, a weight for each judged pair, and the links. Out: groups of places. Called by
synthesis.translation.reviewed for what reviewers' links bear on; without links, synthesis.translation.linkage gives the
same groups of any number of items.

Average linkage: two groups join when the mean weight over *all* pairs between them is above zero, so that A like B
and B like C does not put A with C. A pair that was never judged counts as clearly different. A reviewer's word says
nothing of third items: what must-links join counts as one item, and a split parts only the group that holds it.

What holds of every group that no must-link made: the mean weight of its pairs is above zero; and as no weight counts
for more than SUREST, more than half of its pairs are above zero when the others were never judged, so that a chain
A-B-C-D is never one group. Items between which no path of weights above zero (or must-links) leads have no influence on
one another: each connected part gives the same groups alone as among others.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from synthesis.translation.linkage import UNIT

Pair = tuple[int, int]  # places (i, j), i < j
UNJUDGED = -4.0  # log-odds of a pair that is no candidate
SUREST = 4.0  # what a pair counts for at most, either way: one pair of equal labels carries no more than one other pair
_UNJUDGED = round(UNJUDGED * UNIT)


def groups(
    size: int,
    weight: Mapping[Pair, float],
    *,
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    split: Iterable[Pair] = (),
    whole: Iterable[Collection[int]] | None = None,
) -> list[tuple[int, ...]]:
    """Groups of the places 0..size-1, each sorted, in order of their first place.

    Args:
        weight: log-odds less the threshold, so above 0 for pairs that belong together; counted in units of 1 / UNIT.
        must: joined whatever they weigh; they outrank cannot and split. What they join is one item from then on, whose
            weight to another is the best of its members'; and the groups as they are without them stay whole, unless
            cannot-links of what is joined forbid it.
        cannot: never in one group, unless must-links force them there.
        split: as cannot, but applied to the groups as they are without it: a group is parted at these pairs alone, and
            each of its other items stays with the part that is nearest to it.
        whole: the groups as they are without must and split, when they are known.
    """
    units = _must(size, must)
    cannot, split = tuple(cannot), tuple(split)
    counted = {pair: round(min(max(value, -SUREST), SUREST) * UNIT) for pair, value in weight.items()}
    if whole is None:
        whole = _linkage({place: [place] for place in range(size)}, counted, cannot).values()
    if len(units) < size:
        whole = _linkage(units, counted, cannot, first=_together(whole, counted)).values()
    parts = [part for places in whole for part in _parted(places, units, counted, cannot, split)]
    return sorted(tuple(sorted(places)) for places in parts)


def _together(whole: Iterable[Collection[int]], weight: Mapping[Pair, int]) -> list[Pair]:
    """The pairs that are in one group, nearest first."""
    pairs = [pair for places in whole for pair in combinations(sorted(places), 2)]
    return sorted(pairs, key=lambda pair: (-weight.get(pair, _UNJUDGED), pair))


def _parted(
    places: Collection[int],
    units: Mapping[int, list[int]],
    weight: Mapping[Pair, int],
    cannot: Iterable[Pair],
    split: Iterable[Pair],
) -> list[list[int]]:
    """A group without the pairs that are split: all of it is joined again save what must stay apart."""
    held = set(places)
    inside = [pair for pair in split if held.issuperset(pair)]
    if not inside:
        return [list(places)]
    mine = {unit: members for unit, members in units.items() if unit in held}
    return list(_linkage(mine, weight, (*cannot, *inside), least=-math.inf).values())


def _linkage(
    units: Mapping[int, list[int]],
    weight: Mapping[Pair, int],
    cannot: Iterable[Pair],
    *,
    first: Iterable[Pair] = (),
    least: float = 0.0,
) -> dict[int, list[int]]:
    """Units, each one item of some places, joined while the mean weight of two groups is above the least.

    first: pairs of places whose groups are joined before all others, in order, where no cannot-link forbids it.
    """
    members = {unit: list(places) for unit, places in units.items()}
    count = dict.fromkeys(members, 1)
    home = {place: unit for unit, places in members.items() for place in places}
    sums = {} if least > _UNJUDGED else dict.fromkeys(combinations(sorted(members), 2), 0)
    for (i, j), value in sorted(weight.items()):
        if i in home and j in home and home[i] != home[j]:
            key = _pair(home[i], home[j])
            sums[key] = max(sums.get(key, value - _UNJUDGED), value - _UNJUDGED)
    neighbours: dict[int, set[int]] = {unit: set() for unit in members}
    apart: dict[int, set[int]] = {unit: set() for unit in members}
    for links, table in ((sums, neighbours), (cannot, apart)):
        for i, j in links:
            if i in home and j in home and home[i] != home[j]:
                table[home[i]].add(home[j])
                table[home[j]].add(home[i])

    def mean(a: int, b: int) -> float:
        return _UNJUDGED + sums.get(_pair(a, b), 0) / (count[a] * count[b])

    def join(a: int, b: int) -> None:
        count[a] += count.pop(b)
        _join(a, b, members, sums, neighbours, apart)

    for i, j in first:
        a, b = _pair(home[i], home[j])
        if a != b and b not in apart[a]:
            join(a, b)
            home.update(dict.fromkeys(members[a], a))
    heap = [(-mean(a, b), a, b) for a, b in sums if b not in apart[a] and mean(a, b) > least]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -negative != mean(a, b) or b in apart[a]:
            continue
        join(a, b)
        for other in sorted(neighbours[a] - apart[a]):
            if mean(a, other) > least:
                heapq.heappush(heap, (-mean(a, other), *_pair(a, other)))
    return members


def _must(size: int, must: Iterable[Pair]) -> dict[int, list[int]]:
    root = list(range(size))

    def find(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    for i, j in must:
        low, high = sorted((find(i), find(j)))
        root[high] = low
    members: dict[int, list[int]] = {}
    for place in range(size):
        members.setdefault(find(place), []).append(place)
    return members


def _join(
    a: int,
    b: int,
    members: dict[int, list[int]],
    sums: dict[Pair, int],
    neighbours: dict[int, set[int]],
    apart: dict[int, set[int]],
) -> None:
    """Group b becomes part of group a, with its sums and cannot-links."""
    members[a] += members.pop(b)
    for other in sorted(neighbours.pop(b)):
        neighbours[other].discard(b)
        if other != a:
            sums[_pair(a, other)] = sums.get(_pair(a, other), 0) + sums.pop(_pair(b, other))
            neighbours[a].add(other)
            neighbours[other].add(a)
    sums.pop(_pair(a, b), None)
    for other in apart.pop(b):
        apart[other].discard(b)
        apart[other].add(a)
        apart[a].add(other)


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
