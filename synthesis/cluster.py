"""Groups out of pair scores, under links that must and must not be.

In: how many items, a weight for each judged pair, and the links. Out: groups of places. Called by synthesis.align.
Average linkage: two groups join when the mean weight over *all* pairs between them is above zero, so that A like B
and B like C does not put A with C. A pair that was never judged counts as clearly different.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]  # places (i, j), i < j
UNJUDGED = -4.0  # log-odds of a pair that is no candidate


def groups(
    size: int, weight: Mapping[Pair, float], *, must: Iterable[Pair] = (), cannot: Iterable[Pair] = ()
) -> list[tuple[int, ...]]:
    """Groups of the places 0..size-1, each sorted, in order of their first place.

    Args:
        weight: positive for pairs that belong together. must: joined whatever they weigh; they outrank cannot.
        cannot: never in one group, unless must-links force them there.
    """
    members = _must(size, must)
    home = {place: group for group, places in members.items() for place in places}
    sums: dict[Pair, float] = {}
    neighbours: dict[int, set[int]] = {group: set() for group in members}
    for (i, j), value in sorted(weight.items()):
        a, b = home[i], home[j]
        if a != b:
            key = _pair(a, b)
            sums[key] = sums.get(key, 0.0) + value - UNJUDGED
            neighbours[a].add(b)
            neighbours[b].add(a)
    apart: dict[int, set[int]] = {group: set() for group in members}
    for i, j in cannot:
        if home[i] != home[j]:
            apart[home[i]].add(home[j])
            apart[home[j]].add(home[i])

    def mean(a: int, b: int) -> float:
        return UNJUDGED + sums.get(_pair(a, b), 0.0) / (len(members[a]) * len(members[b]))

    heap = [(-mean(a, b), a, b) for a, b in sums if b not in apart[a] and mean(a, b) > 0]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -negative != mean(a, b) or b in apart[a]:
            continue
        _join(a, b, members, sums, neighbours, apart)
        for other in sorted(neighbours[a] - apart[a]):
            if mean(a, other) > 0:
                heapq.heappush(heap, (-mean(a, other), *_pair(a, other)))
    return sorted(tuple(sorted(places)) for places in members.values())


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
    sums: dict[Pair, float],
    neighbours: dict[int, set[int]],
    apart: dict[int, set[int]],
) -> None:
    """Group b becomes part of group a, with its sums and cannot-links."""
    members[a] += members.pop(b)
    for other in sorted(neighbours.pop(b)):
        neighbours[other].discard(b)
        if other != a:
            sums[_pair(a, other)] = sums.get(_pair(a, other), 0.0) + sums.pop(_pair(b, other))
            neighbours[a].add(other)
            neighbours[other].add(a)
    sums.pop(_pair(a, b), None)
    for other in apart.pop(b):
        apart[other].discard(b)
        apart[other].add(a)
        apart[a].add(other)


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
