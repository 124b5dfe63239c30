"""The groups of connected parts: those without a reviewer's link all at once, the few others one by one.

In: parts, the weights of their pairs, what is kept apart, and links. Out: groups. Called by synthesis.facet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthesis.cluster import SUREST, UNJUDGED, groups
from synthesis.linkage import UNIT, linkage

Ints = NDArray[np.int64]
Groups = list[tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of items, (n, 2) each, i < j. apart: what the studies keep apart. must, split: what reviewers say."""

    apart: Ints
    must: Ints
    split: Ints


def clustered(sizes: Sequence[int], pairs: Ints, odds: NDArray[np.float64], links: Links) -> list[Groups]:
    """The groups of each part, by indices into the part, sorted.

    Args:
        sizes: of the parts; items are numbered through all of them, in order.
        pairs, odds: (pairs, 2) items of one part, i < j, in order, and the log-odds that they are one thing, less what
            is asked of them.
    """
    starts = np.cumsum([0, *sizes])
    part = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.rint(np.clip(odds, -SUREST, SUREST) * UNIT).astype(np.int64)
    decided = np.zeros(len(sizes), dtype=bool)
    decided[part[np.concatenate([links.must, links.split]).ravel()]] = True
    free = ~decided[part[pairs[:, 0]]]
    home = linkage(
        len(part), pairs[free], weight[free], links.apart[~decided[part[links.apart[:, 0]]]], round(UNJUDGED * UNIT)
    )
    found: list[Groups] = []
    for number, (start, end) in enumerate(pairwise(starts.tolist())):
        if decided[number]:
            held = part[pairs[:, 0]] == number
            own = {(i - start, j - start): w / UNIT for (i, j), w in _listed(pairs[held], weight[held])}
            within = [_within(of, start, end) for of in (links.must, links.apart, links.split)]
            found.append(groups(end - start, own, must=within[0], cannot=within[1], split=within[2]))
        else:
            found.append(_by_home(home[start:end] - start))
    return found


def _listed(pairs: Ints, weight: Ints) -> zip[tuple[list[int], int]]:
    return zip(pairs.tolist(), weight.tolist(), strict=True)


def _within(pairs: Ints, start: int, end: int) -> list[tuple[int, int]]:
    inside = (pairs >= start) & (pairs < end)
    return [(i - start, j - start) for i, j in pairs[inside.all(axis=1)].tolist()]


def _by_home(home: Ints) -> Groups:
    found: dict[int, list[int]] = {}
    for item, of in enumerate(home.tolist()):
        found.setdefault(of, []).append(item)
    return [tuple(items) for items in found.values()]
