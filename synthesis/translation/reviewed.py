"""What reviewers' links make of groups: only those groups are looked at that a link can reach.

In: the groups as they are without links, what is known of pairs, and the links. Out: parts, each of some whole groups,
that links bear on, and the groups of a part. Called by synthesis.translation.grouping.

A part is found so that nothing outside it can join what links make of it. Groups that must-links tie are one part.
What they become, however it is put together, is in the mean no nearer to another group than the nearest of its items,
must-linked ones counting as one: so only groups that are near, in the mean, to one of these items are of the part, too.
Of these none joins a further group: they did not before. The rule errs on the side of larger parts, which costs time
and changes nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synthesis.translation.cluster import groups
from synthesis.translation.linkage import NEVER, UNIT, Ints
from synthesis.translation.relinking import Web

Group = tuple[int, ...]
Pairs = NDArray[np.integer]  # (n, 2) items, i < j


def parts_of(home: Ints, web: Web, must: Pairs, split: Pairs) -> Ints:
    """(items,) the number of the part of each, -1 for those that no link bears on.

    Args:
        home: (items,) the first item of each item's group.
        must, split: (links, 2) items, i < j.
    """
    part = np.full(len(home), -1, dtype=np.int64)
    if not len(must) and not len(split):
        return part
    together = _connected(len(home), np.concatenate([home[must], *_near(home, web, must)]))[home]
    concerned = np.concatenate(
        [together[must[:, 0]], together[split[together[split[:, 0]] == together[split[:, 1]], 0]]]
    )
    held = np.isin(together, concerned)
    part[held] = together[held]
    return part


def groups_of(
    places: Ints, home: Ints, pairs: Pairs, weight: Ints, must: Pairs, apart: Pairs, split: Pairs
) -> tuple[Group, ...]:
    """The groups of a part, as they are under its links.

    Args:
        places: of the part, rising; groups are of indices into it.
        pairs, must, apart, split: (n, 2) items of the part, i < j. weight: of the pairs.
    """
    rank = {place: number for number, place in enumerate(places.tolist())}
    whole: dict[int, list[int]] = {}
    for number, of in enumerate(home[places].tolist()):
        whole.setdefault(of, []).append(number)

    def ranked(links: Pairs) -> list[tuple[int, int]]:
        return [(rank[i], rank[j]) for i, j in links.tolist()]

    free = weight > NEVER
    counted = (weight[free] / UNIT).tolist()
    return tuple(
        groups(
            len(places),
            dict(zip(ranked(pairs[free]), counted, strict=True)),
            must=ranked(must),
            cannot=ranked(np.concatenate([pairs[~free], apart])),
            split=ranked(split),
            whole=whole.values(),
        )
    )


def _near(home: Ints, web: Web, must: Pairs) -> list[Ints]:
    """Pairs of groups, of one of which a must-link names an item, that may be joined because of it."""
    if not len(must):
        return []
    size = len(home)
    tied = np.zeros(size, dtype=bool)
    tied[home[must]] = True
    inside = tied[home]
    cross = np.flatnonzero((inside[web.one] | inside[web.other]) & (home[web.one] != home[web.other]))
    one, other = web.one[cross].astype(np.int64), web.other[cross].astype(np.int64)
    above = web.weigh(cross) - web.unjudged
    both = inside[one] & inside[other]
    likely = both & (above > -web.unjudged)
    one, other, above = one[~both], other[~both], above[~both]
    named, far = np.where(inside[one], one, other), np.where(inside[one], other, one)
    unit = _connected(size, must)[named]
    order = np.lexsort((-above, far, unit))
    best = order[np.diff(unit[order] * size + far[order], prepend=-1) != 0]
    between, number = np.unique(unit[best] * size + home[far[best]], return_inverse=True)
    mean = (
        web.unjudged
        + np.bincount(number, above[best], len(between)) / np.bincount(home, minlength=size)[between % size]
    )
    near = np.column_stack([home[between // size], between % size])[mean > 0]
    pairs = np.column_stack([web.one[cross], web.other[cross]])[likely]
    return [home[pairs], near]


def _connected(size: int, links: Pairs) -> Ints:
    """(size,) the first item of those that links connect with each."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(links), np.int8), (links[:, 0], links[:, 1])), shape=(size, size))
    number = connected_components(graph, directed=False)[1]
    first = np.full(size, size, dtype=np.int64)
    np.minimum.at(first, number, np.arange(size))
    return np.asarray(first[number])
