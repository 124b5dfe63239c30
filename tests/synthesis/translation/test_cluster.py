"""What holds of the groups, whatever the weights are."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from synthesis.translation.cluster import SUREST, UNJUDGED, Pair, groups

SIZE = 8
PAIRS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1])
WEIGHTS = st.dictionaries(PAIRS, st.floats(-9, 9), max_size=26)
LINKS = st.sets(PAIRS, max_size=4)


def counted(weight: dict[Pair, float], pair: Pair) -> float:
    return min(max(weight.get(pair, UNJUDGED), -SUREST), SUREST)


@given(WEIGHTS, LINKS)
def test_a_group_is_alike_in_the_mean_of_all_its_pairs(weight: dict[Pair, float], cannot: set[Pair]) -> None:
    """And no pair of it is one that must not be."""
    for group in groups(SIZE, weight, cannot=cannot):
        inside = list(combinations(group, 2))
        assert not inside or sum(counted(weight, pair) for pair in inside) > 0
        assert not cannot.intersection(inside)


@given(st.dictionaries(PAIRS, st.floats(0.01, 9), max_size=26))
def test_more_than_half_of_the_pairs_of_a_group_are_alike(weight: dict[Pair, float]) -> None:
    """When the others were never judged: nothing is chained together, however sure its links are."""
    for group in groups(SIZE, weight):
        inside = list(combinations(group, 2))
        assert not inside or 2 * sum(pair in weight for pair in inside) > len(inside)


def test_a_chain_of_four_is_never_one_group() -> None:
    """Three links of equal labels do not carry three pairs that nobody compared."""
    assert groups(4, {(0, 1): 99.0, (1, 2): 99.0, (2, 3): 99.0}) == [(0, 1), (2, 3)]


@given(WEIGHTS, LINKS, LINKS, LINKS)
def test_connected_parts_are_grouped_alone_as_among_others(
    weight: dict[Pair, float], must: set[Pair], cannot: set[Pair], split: set[Pair]
) -> None:
    """So a new study can change no group that it has no likely pair with."""
    tied = must | {pair for pair, value in weight.items() if value > 0}
    part = list(range(SIZE))
    for _ in range(SIZE):
        for i, j in sorted(tied):
            part[i] = part[j] = min(part[i], part[j])
    found = []
    for number in sorted(set(part)):
        places = [place for place in range(SIZE) if part[place] == number]
        of = {place: n for n, place in enumerate(places)}

        def own(pairs: Any, of: dict[int, int] = of) -> dict[Pair, Pair]:
            return {(of[i], of[j]): (i, j) for i, j in pairs if i in of and j in of}

        alone = groups(
            len(places),
            {pair: weight[old] for pair, old in own(weight).items()},
            must=own(must),
            cannot=own(cannot),
            split=own(split),
        )
        found += [tuple(places[n] for n in group) for group in alone]

    assert sorted(found) == groups(SIZE, weight, must=must, cannot=cannot, split=split)


@given(st.lists(PAIRS, unique=True, max_size=26), st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_nothing(pairs: list[Pair], chance: random.Random) -> None:
    """Where no two weights are equal."""
    weight = {pair: 2.0 - 0.173 * n - 0.0001 * n * n for n, pair in enumerate(pairs)}
    new = list(range(SIZE))
    chance.shuffle(new)
    moved = {(min(new[i], new[j]), max(new[i], new[j])): value for (i, j), value in weight.items()}
    before = {frozenset(new[place] for place in group) for group in groups(SIZE, weight)}

    assert before == {frozenset(group) for group in groups(SIZE, moved)}


def test_like_to_like_is_no_chain() -> None:
    """A near B and B near C does not put A with C when A and C are far apart."""
    assert groups(3, {(0, 1): 1.0, (1, 2): 0.9, (0, 2): -3.0}) == [(0, 1), (2,)]


def test_a_pair_that_was_not_judged_counts_as_different() -> None:
    """Otherwise clusters would grow along missing pairs."""
    assert groups(3, {(0, 1): 1.0, (1, 2): 0.9}) == [(0, 1), (2,)]


@given(
    st.dictionaries(PAIRS, st.floats(-3, 3), max_size=20),
    st.sets(PAIRS, max_size=4),
    st.sets(PAIRS, max_size=6),
)
def test_groups_hold_every_link(weight: dict[tuple[int, int], float], must: set[Any], cannot: set[Any]) -> None:
    """Each item is in one group; must-linked ones together; cannot-linked ones apart unless must-links force them."""
    found = groups(SIZE, weight, must=must, cannot=cannot)
    home = {place: number for number, places in enumerate(found) for place in places}
    forced = {place: number for number, places in enumerate(groups(SIZE, {}, must=must)) for place in places}

    assert sorted(home) == list(range(SIZE))
    assert all(home[i] == home[j] for i, j in must)
    assert all(home[i] != home[j] or forced[i] == forced[j] for i, j in cannot)


def test_must_linked_items_are_one_item_with_the_best_of_their_weights() -> None:
    """Five items joined to one by a reviewer cost it nothing, and a third item counts them once."""
    weight = {(0, 1): 1.0, (1, 2): -3.0, (1, 6): 0.5, (0, 6): -0.8}

    assert groups(7, weight, must=[(0, n) for n in (2, 3, 4, 5)]) == [(0, 1, 2, 3, 4, 5), (6,)]


@given(st.dictionaries(PAIRS, st.floats(-3, 3), max_size=20), st.sets(PAIRS, min_size=1, max_size=4))
def test_a_merge_parts_nothing_that_was_together(weight: dict[tuple[int, int], float], must: set[Any]) -> None:
    """Who says that two themes are one thing says it of their concepts: both stay whole."""
    after = groups(SIZE, weight, must=must)

    assert all(any(set(places) <= set(group) for group in after) for places in groups(SIZE, weight))


def test_a_cannot_link_of_one_member_holds_for_all_that_a_reviewer_joined() -> None:
    """The best weight of the others does not outrank it."""
    assert groups(3, {(0, 1): 2.0}, must=[(0, 2)], cannot=[(1, 2)]) == [(0, 2), (1,)]


def test_a_split_parts_only_what_it_names() -> None:
    """1 and 2 were held to 3 by 0; they stay with it when 0 is taken out, and do not go to 4."""
    weight = {(0, 1): 4.0, (0, 2): 3.5, (0, 3): 3.0, (1, 2): -0.5, (1, 3): -0.5, (2, 3): -0.5, (1, 4): 0.4}
    before = groups(5, weight)
    after = groups(5, weight, split=[(0, 1), (0, 2), (0, 3)])

    assert before == [(0, 1, 2, 3), (4,)]
    assert after == [(0,), (1, 2, 3), (4,)]


def test_a_split_of_two_that_are_apart_already_changes_nothing() -> None:
    """It says what the groups say."""
    weight = {(0, 1): 1.0, (1, 2): 0.9, (0, 2): -3.0}

    assert groups(3, weight, split=[(0, 2)]) == groups(3, weight)


@given(
    st.dictionaries(PAIRS, st.floats(-3, 3), max_size=20),
    st.sets(PAIRS, max_size=4),
)
def test_a_split_leaves_every_other_group_as_it_was(weight: dict[tuple[int, int], float], split: set[Any]) -> None:
    """Each group after it lies within one before it; a group without a named pair is untouched; named pairs part."""
    before, after = groups(SIZE, weight), groups(SIZE, weight, split=split)
    home = {place: number for number, places in enumerate(after) for place in places}

    assert all(any(set(part) <= set(places) for places in before) for part in after)
    assert all(places in after for places in before if not any(set(pair) <= set(places) for pair in split))
    assert all(home[i] != home[j] for i, j in split)
    assert all(
        any(home[i] == home[j] for j in places if j != i)
        for places in before
        for i in places
        if len(places) > 1 and not any(i in pair for pair in split)
    )
