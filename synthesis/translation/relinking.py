"""Average linkage again after a change: only where the change reaches, and to the last join what all of it would give.

In: the joins before, which items are new or have lost one of their group, and the weights of pairs. Out: the joins now.
Called by synthesis.translation.grouping.

Why it is exact. Say that of two pairs of groups the nearer comes first, and of equally near ones the first by place;
linkage joins the first pair there is, until none is above zero. The mean to a joined group lies between the means to
its two halves, so no join brings a pair that comes before it. Hence the joins, in order, are the only list such that
each comes before all other pairs of groups that are there at that time. Take some groups as they were left, and link
the other items (here *open*) by themselves; put the two lists of joins together in order. Is there any pair that comes
before the next join while both its groups are there? Between groups left as they were there is none: they were there
beside each other at the same times before. Between open ones there is none: they have just been linked. So only pairs
of an open and another group need to be looked at (`_reached`). Where there is such a pair, the whole group that it
reaches becomes open, and all begins again; where there is none, the list is the one that linkage gives. Cannot-links
are pairs that come after all others, and a mean of some with others is one, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthesis.translation.linkage import NEVER, Between, Bools, Floats, Ints, Joins, linkage

MOST = 0.5  # share of open items from which all are linked anew; it changes no join


@dataclass(frozen=True, eq=False)
class Web:
    """What is known of the pairs of items.

    one, other: (pairs,) items, one < other, each pair once. weigh: numbers of pairs to their whole weights. apart:
    (links, 2) items, i < j, that are never in one group, whether they are among the pairs or not. unjudged: the weight
    of a pair that is not among the pairs.
    """

    one: NDArray[np.integer]
    other: NDArray[np.integer]
    weigh: Callable[[Ints], Ints]
    apart: NDArray[np.integer]
    unjudged: int


def relinked(before: Joins, opened: Bools, web: Web) -> Joins:
    """The joins that linkage gives for all items.

    Args:
        before: those of whole groups that no item has left, and whose weights among themselves are as they were.
        opened: (items,) which belong to none of these, nor were alone and are as they were.
    """
    inside, home = opened.copy(), before.home(len(opened))
    while inside.any():
        if inside.mean() > MOST:
            inside[:] = True
        one, other = inside[web.one], inside[web.other]
        joins = before.where(~inside[before.left]).with_(_linked(inside, web, np.flatnonzero(one & other)))
        reached = np.zeros(len(inside), dtype=bool)
        reached[home[_reached(joins, inside, _across(inside, web, np.flatnonzero(one != other)), web.unjudged)]] = True
        if not reached.any():
            return joins
        inside |= reached[home]
    return before


def _linked(inside: Bools, web: Web, within: Ints) -> Joins:
    """The joins of the items inside by themselves. within: the numbers of their pairs."""
    items = np.flatnonzero(inside)
    rank = np.cumsum(inside) - 1
    pairs = np.column_stack([rank[web.one[within]], rank[web.other[within]]])
    apart = rank[web.apart[inside[web.apart].all(axis=1)]]
    return linkage(len(items), pairs, web.weigh(within), apart, web.unjudged).moved(items)


def _reached(joins: Joins, inside: Bools, pairs: Between, unjudged: int) -> Ints:
    """Items of groups outside, each as it is when a group inside comes to be nearer to it than what it joins next.

    Pairs of groups are followed from single items on: of the two the one that is joined first gives way to what it
    becomes. Those with equally many steps to go are summed at once, so that a pair of groups has all its weights when
    it is looked at.

    pairs: of an item inside and one outside.
    """
    home = joins.home(len(inside))
    pairs = _hopeful(pairs, home, unjudged)
    tree = _Tree.of(joins, home, home[np.concatenate([pairs.one, pairs.other])])
    pairs = Between(tree.leaf[pairs.one], tree.leaf[pairs.other], pairs.above)
    steps = tree.depth[pairs.one] + tree.depth[pairs.other]
    order = np.argsort(-steps, kind="stable")
    pairs = pairs.where(order)
    most = int(steps.max(initial=-1))
    ends = np.searchsorted(-steps[order], -np.arange(most, -1, -1), side="right").tolist()
    found, now = [np.zeros(0, dtype=np.int64)], pairs.where(slice(0))
    for start, end in pairwise([0, *ends]):
        now = now.with_(pairs.where(slice(start, end))).summed(len(tree.up))
        sooner = tree.sooner(now, unjudged)
        found.append(tree.first[now.other[sooner]])
        now = tree.onward(now.where(~sooner))
    return np.concatenate(found)


def _hopeful(pairs: Between, home: Ints, unjudged: int) -> Between:
    """The pairs between groups of which at least one pair weighs more than nothing.

    No part of other groups comes near: the mean of weights that are not above zero is not above zero either.
    """
    one, other = home[pairs.one], home[pairs.other]
    above = pairs.above + unjudged > 0
    mine, theirs = np.zeros((2, len(home)), dtype=bool)
    mine[one[above]] = theirs[other[above]] = True
    some = np.flatnonzero(mine[one] & theirs[other])
    keys, known = one[some] * len(home) + other[some], np.unique(one[above] * len(home) + other[above])
    return pairs.where(some[np.append(known, -1)[np.searchsorted(known, keys)] == keys])


def _across(inside: Bools, web: Web, across: Ints) -> Between:
    """The pairs of an item inside and an item outside. across: their numbers."""
    links = web.apart[inside[web.apart[:, 0]] != inside[web.apart[:, 1]]]
    one = np.concatenate([web.one[across], links[:, 0]]).astype(np.int64)
    other = np.concatenate([web.other[across], links[:, 1]]).astype(np.int64)
    above = np.concatenate([web.weigh(across) - web.unjudged, np.full(len(links), NEVER, dtype=np.int64)])
    return Between(np.where(inside[one], one, other), np.where(inside[one], other, one), above)


@dataclass(frozen=True, eq=False)
class _Tree:
    """Groups on their way from single items to the last join: first the items of some groups, then what joins make.

    leaf: (items,) the number of each. first: the first item of each group. count: of its items. up: what it becomes.
    joined: in which join, one more than the last for none. depth: how many joins it still goes through. mean, place: of
    the joins, and of none at last.
    """

    leaf: Ints
    first: Ints
    count: Ints
    up: Ints
    joined: Ints
    depth: Ints
    mean: Floats
    place: Ints
    size: int

    @classmethod
    def of(cls, joins: Joins, home: Ints, homes: Ints) -> _Tree:
        """home: (items,) the first item of each one's group at last. homes: of the groups whose joins are wanted."""
        size = len(home)
        wanted = np.zeros(size, dtype=bool)
        wanted[homes] = True
        joins = joins.where(wanted[home[joins.left]])
        items = np.flatnonzero(wanted[home])
        leaf = np.zeros(size, dtype=np.int64)
        leaf[items] = np.arange(len(items))
        made = len(items) + np.arange(len(joins.left))
        one, other = _halves(joins, leaf, len(items))
        up, joined = np.arange(len(items) + len(made)), np.full(len(items) + len(made), len(made))
        up[one] = up[other] = made
        joined[one] = joined[other] = made - len(items)
        depth = _depth(up)
        count = np.ones(len(up), dtype=np.int64)
        deepest_first = np.argsort(-depth[made], kind="stable")
        for level in np.split(deepest_first, np.flatnonzero(np.diff(depth[made][deepest_first])) + 1):
            count[made[level]] = count[one[level]] + count[other[level]]
        return cls(
            leaf=leaf,
            first=np.concatenate([items, joins.left]),
            count=count,
            up=up,
            joined=joined,
            depth=depth,
            mean=np.append(joins.mean, 0.0),
            place=np.append(joins.left * size + joins.right, -1),
            size=size,
        )

    def sooner(self, pairs: Between, unjudged: int) -> Bools:
        """Whether the two of a pair are nearer to each other than either is to what it is joined with next."""
        mean = unjudged + pairs.above / (self.count[pairs.one] * self.count[pairs.other])
        first, second = self.first[pairs.one], self.first[pairs.other]
        place = np.minimum(first, second) * self.size + np.maximum(first, second)
        join = np.minimum(self.joined[pairs.one], self.joined[pairs.other])
        return np.asarray((mean > self.mean[join]) | ((mean == self.mean[join]) & (place < self.place[join])))

    def onward(self, pairs: Between) -> Between:
        """What becomes of pairs at the first join of one of the two; those without one are left out."""
        one, other = self.joined[pairs.one], self.joined[pairs.other]
        after = (
            np.where(one < other, self.up[pairs.one], pairs.one),
            np.where(one < other, pairs.other, self.up[pairs.other]),
        )
        return Between(*after, pairs.above).where(np.minimum(one, other) < len(self.mean) - 1)


def _halves(joins: Joins, leaf: Ints, leaves: int) -> tuple[Ints, Ints]:
    """(the group of the left item of each join before it, the group of the right one), by the numbers of a tree.

    What a group is before a join, its first item was the left one of last.
    """
    order = np.argsort(joins.left, kind="stable")
    left = joins.left[order]
    one = leaf[joins.left]
    again = np.flatnonzero(np.diff(left) == 0)
    one[order[again + 1]] = leaves + order[again]
    other = leaf[joins.right]
    last = np.searchsorted(left, joins.right, side="right") - 1
    held = np.flatnonzero((last >= 0) & (left[last] == joins.right))
    other[held] = leaves + order[last[held]]
    return one, other


def _depth(up: Ints) -> Ints:
    """How many steps up each goes until one that is its own."""
    depth: Ints = (up != np.arange(len(up))).astype(np.int64)
    while not np.array_equal(further := up[up], up):
        depth += depth[up]
        up = further
    return depth
