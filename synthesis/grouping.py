"""The groups of a facet: found again in the connected parts that a change touches, and taken over in the others.

In: what a facet knows of its themes, and what a change has touched. Out: the groups of each connected part. Called by
synthesis.facet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from synthesis.cluster import Pair
from synthesis.judged import Judged
from synthesis.parts import Groups, Links, clustered
from synthesis.similarity.reading import Reading

THRESHOLD = -1.0  # log-odds that groups join above, in the mean of their pairs: chosen by `benchmarks.thresholds`
ALONE = -0.4  # log-odds, less the doubt of short lists, below which two themes alone are no concept
SURE = 0.9  # probability from which they are one all the same

Group = tuple[str, ...]
Grouped = Mapping[Group, tuple[Group, ...]]  # by the ids of a part
Places = NDArray[np.int64]


class Known(Protocol):
    """What is known of the themes of a facet; `synthesis.facet.Facet` says what each of these is."""

    @property
    def readings(self) -> Sequence[Reading]: ...

    @property
    def pairs(self) -> Judged: ...

    @property
    def beside(self) -> Judged: ...

    @property
    def must(self) -> Collection[tuple[str, str]]: ...

    @property
    def cannot(self) -> Collection[tuple[str, str]]: ...

    def places(self, links: Iterable[tuple[str, str]]) -> list[Pair]: ...

    def odds(self, judged: Judged) -> NDArray[np.float64]: ...


def grouped(facet: Known, touched: Collection[str], named: Collection[str], before: Grouped) -> Grouped:
    """The groups of each part of two or more themes.

    touched: studies. named: themes of links that came or went. before: a part is known from there when its ids are the
    same and none of its themes is touched or named.
    """
    dirty = np.array([r.term.study in touched or r.term.id in named for r in facet.readings], dtype=bool)
    part = _connected(facet)
    order = np.argsort(part, kind="stable").astype(np.int64)
    ends = np.flatnonzero(np.diff(part[order], append=-1)) + 1
    parts: dict[Group, tuple[Group, ...]] = {}
    again: list[Places] = []
    for places in np.split(order, ends[:-1]):
        if len(places) < 2:
            continue
        ids = _ids(facet, places)
        if ids in before and not dirty[places].any():
            parts[ids] = before[ids]
        else:
            again.append(places)
    for places, found in zip(again, _clustered(facet, again), strict=True):
        ids = _ids(facet, places)
        parts[ids] = tuple(tuple(ids[place] for place in group) for group in found)
    return parts


def _ids(facet: Known, places: Places) -> Group:
    return tuple(facet.readings[place].term.id for place in places.tolist())


def _connected(facet: Known) -> Places:
    """(places,) the number of the part that likely pairs and must-links connect each with."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    likely = log_odds(facet.pairs.probability) > THRESHOLD
    links = np.array(facet.places(facet.must), dtype=np.int32).reshape(-1, 2)
    edges = np.vstack([facet.pairs.where(likely).pairs, links])
    size = len(facet.readings)
    graph = coo_array((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _clustered(facet: Known, parts: Sequence[Places]) -> list[Groups]:
    """The groups of parts, each by indices into the part."""
    if not parts:
        return []
    concerned = np.concatenate(parts)
    part, where = np.full((2, len(facet.readings)), -1, dtype=np.int64)
    part[concerned] = np.repeat(np.arange(len(parts)), [len(places) for places in parts])
    where[concerned] = np.arange(len(concerned))
    judged = facet.pairs.where((part[facet.pairs.one] == part[facet.pairs.other]) & (part[facet.pairs.one] >= 0))
    odds = facet.odds(judged) - THRESHOLD
    beside = facet.beside.pairs
    beside = beside[(part[beside[:, 0]] == part[beside[:, 1]]) & (part[beside[:, 0]] >= 0)]
    apart = np.concatenate([judged.where(judged.apart).pairs, beside])
    must, split = (np.array(facet.places(of), np.int64).reshape(-1, 2) for of in (facet.must, facet.cannot))
    must, split = (of[(part[of[:, 0]] == part[of[:, 1]]) & (part[of[:, 0]] >= 0)] for of in (must, split))
    links = Links(apart=where[apart], must=where[must], split=where[split])
    found = clustered([len(places) for places in parts], where[judged.pairs], odds, links)
    unsure = (odds + THRESHOLD < ALONE) & (judged.probability < SURE)
    return _without_unsure(found, [len(places) for places in parts], where[judged.pairs[unsure]], links.must)


def _without_unsure(found: Sequence[Groups], sizes: Sequence[int], unsure: Places, must: Places) -> list[Groups]:
    """Groups less those of two that are not surely one thing: two themes have no others to speak for them."""
    starts = np.cumsum([0, *sizes]).tolist()
    twos = [
        (group[0] + start, group[1] + start)
        for groups, start in zip(found, starts[:-1], strict=True)
        for group in groups
        if len(group) == 2
    ]
    pairs, width = np.array(twos, dtype=np.int64).reshape(-1, 2), starts[-1]
    lonely, barred, kept = (of[:, 0] * width + of[:, 1] for of in (pairs, unsure, must))
    parted = set(lonely[np.isin(lonely, barred) & ~np.isin(lonely, kept)].tolist())
    return [
        sorted(
            part
            for group in groups
            for part in (
                [(item,) for item in group]
                if len(group) == 2 and (group[0] + start) * width + group[1] + start in parted
                else [group]
            )
        )
        for groups, start in zip(found, starts[:-1], strict=True)
    ]


def log_odds(probability: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of probabilities, kept from being endless."""
    clipped = np.clip(probability.astype(np.float64), 1e-9, 1 - 1e-9)
    return np.asarray(np.log(clipped / (1 - clipped)))
