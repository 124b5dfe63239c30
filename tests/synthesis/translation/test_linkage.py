"""Average linkage over arrays agrees with joining the two nearest groups, one after the other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synthesis.translation.cluster import Pair, groups
from synthesis.translation.linkage import UNIT, linkage

UNJUDGED = -4 * UNIT
SIZE = 9
PAIRS = list(combinations(range(SIZE), 2))
weights = st.dictionaries(st.sampled_from(PAIRS), st.integers(-4 * UNIT, 4 * UNIT), max_size=len(PAIRS))
round_weights = weights.map(lambda weight: {pair: value // UNIT * UNIT for pair, value in weight.items()})
links = st.lists(st.sampled_from(PAIRS), max_size=6, unique=True)


def homes(size: int, weight: dict[Pair, int], cannot: list[Pair]) -> list[int]:
    pairs = np.array(sorted(weight), dtype=np.int64).reshape(-1, 2)
    values = np.array([weight[pair] for pair in sorted(weight)], dtype=np.int64)
    found = linkage(size, pairs, values, np.array(cannot, dtype=np.int64).reshape(-1, 2), UNJUDGED)
    return [int(home) for home in found.home(size)]


@given(weight=st.one_of(weights, round_weights), cannot=links)
def test_rounds_give_what_one_join_after_the_other_gives(weight: dict[Pair, int], cannot: list[Pair]) -> None:
    """Also where groups are equally near, of which either could come first."""
    one_by_one = groups(SIZE, {pair: value / UNIT for pair, value in weight.items()}, cannot=cannot)

    assert homes(SIZE, weight, cannot) == [min(group) for item in range(SIZE) for group in one_by_one if item in group]


@given(weight=weights, cannot=links)
def test_what_is_kept_apart_is_in_no_group_together(weight: dict[Pair, int], cannot: list[Pair]) -> None:
    """However near the two are."""
    home = homes(SIZE, weight, cannot)

    assert all(home[i] != home[j] for i, j in cannot)


@given(weight=weights, cannot=links)
def test_unconnected_items_change_nothing_of_one_another(weight: dict[Pair, int], cannot: list[Pair]) -> None:
    """A second copy beside the first one gives the same groups twice."""
    both = {(i + SIZE * n, j + SIZE * n): value for n in (0, 1) for (i, j), value in weight.items()}
    alone = homes(SIZE, weight, cannot)

    assert homes(2 * SIZE, both, cannot)[:SIZE] == alone
    assert homes(2 * SIZE, both, [(i + SIZE, j + SIZE) for i, j in cannot])[SIZE:] == [item + SIZE for item in alone]


def test_a_chain_is_no_group() -> None:
    """A like B and B like C does not make A like C."""
    assert homes(3, {(0, 1): 3 * UNIT, (1, 2): 2 * UNIT}, []) == [0, 0, 2]


def test_joins_are_told_in_order_with_what_was_joined() -> None:
    """The nearest first, each by the first items of its two groups."""
    pairs = np.array([(0, 1), (0, 2), (1, 2), (3, 4)], dtype=np.int64)
    weight = np.array([UNIT, UNIT, 3 * UNIT, 2 * UNIT], dtype=np.int64)
    found = linkage(5, pairs, weight, np.zeros((0, 2), np.int64), UNJUDGED)

    assert (found.left.tolist(), found.right.tolist()) == ([1, 3, 0], [2, 4, 1])
    assert found.mean.tolist() == [3 * UNIT, 2 * UNIT, UNIT]


def test_of_two_equal_pairs_the_first_by_place_is_joined() -> None:
    """So that the result does not hang on the order in which pairs come."""
    assert homes(3, {(0, 1): UNIT, (1, 2): UNIT}, []) == [0, 0, 2]
