"""What holds of the groups, whatever the weights are."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from synthesis.cluster import SUREST, UNJUDGED, Pair, groups

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
