"""What links make of the groups that they reach is what they would make of them among all others."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from synthesis.translation.cluster import Pair, groups
from synthesis.translation.linkage import UNIT, linkage
from synthesis.translation.relinking import Web
from synthesis.translation.reviewed import groups_of, parts_of

UNJUDGED = -4 * UNIT
SIZE = 10
PAIRS = list(combinations(range(SIZE), 2))
one_weight = st.one_of(st.sampled_from([-UNIT, UNIT, 2 * UNIT, 4 * UNIT]), st.integers(-4 * UNIT, 4 * UNIT))
weights = st.dictionaries(st.sampled_from(PAIRS), one_weight, max_size=len(PAIRS))
links = st.lists(st.sampled_from(PAIRS), max_size=3, unique=True)


def of(pairs: list[Pair]) -> NDArray[np.int64]:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def reviewed(weight: dict[Pair, int], cannot: list[Pair], must: list[Pair], split: list[Pair]) -> list[tuple[int, ...]]:
    """The groups that linkage gives, and in the parts that links bear on what they make of them."""
    pairs, values = of(sorted(weight)), np.array([weight[pair] for pair in sorted(weight)], dtype=np.int64)
    home = linkage(SIZE, pairs, values, of(cannot), UNJUDGED).home(SIZE)
    web = Web(pairs[:, 0], pairs[:, 1], lambda numbers: values[numbers], of(cannot), UNJUDGED)
    part = parts_of(home, web, of(must), of(split))
    found: dict[int, list[int]] = {}
    for item in np.flatnonzero(part < 0).tolist():
        found.setdefault(int(home[item]), []).append(item)
    made = [tuple(group) for group in found.values()]
    for number in np.unique(part[part >= 0]).tolist():
        places = np.flatnonzero(part == number)
        own = (part[pairs] == number).all(axis=1)
        held = [at[(part[at] == number).all(axis=1)] for at in (of(must), of(cannot), of(split))]
        made += [
            tuple(places[list(group)].tolist()) for group in groups_of(places, home, pairs[own], values[own], *held)
        ]
    return sorted(made)


@settings(max_examples=1000, deadline=None)
@given(weights, links, links, links)
def test_the_parts_that_links_bear_on_are_grouped_alone_as_among_others(
    weight: dict[Pair, int], cannot: list[Pair], must: list[Pair], split: list[Pair]
) -> None:
    """Whatever must-links draw in, and whatever the studies or reviewers keep apart."""
    at_once = groups(
        SIZE, {pair: value / UNIT for pair, value in weight.items()}, must=must, cannot=cannot, split=split
    )

    assert reviewed(weight, cannot, must, split) == at_once


def test_a_merge_reaches_a_group_that_comes_near_by_it() -> None:
    """4 is near to 1 and to 2, but not to their groups; now that 2 and 0 are one item it is near to all of them."""
    near = {(0, 1): 4, (2, 3): 4, (1, 4): 3, (2, 4): 2, (3, 4): -2, (0, 4): -3}
    weight = {pair: value * UNIT for pair, value in near.items()}

    assert reviewed(weight, [], [], [])[:3] == [(0, 1), (2, 3), (4,)]
    assert reviewed(weight, [], [(0, 2)], [])[0] == (0, 1, 2, 3, 4)


def test_what_no_link_reaches_is_of_no_part() -> None:
    """It is not so much as looked at."""
    weight = of([(0, 1), (2, 3), (4, 5)])
    web = Web(weight[:, 0], weight[:, 1], lambda numbers: np.full(len(numbers), UNIT), of([]), UNJUDGED)

    assert parts_of(np.array([0, 0, 2, 2, 4, 4]), web, of([(0, 2)]), of([(1, 5)])).tolist() == [0, 0, 0, 0, -1, -1]
    assert parts_of(np.array([0, 0, 2, 2, 4, 4]), web, of([]), of([(2, 3)])).tolist() == [-1, -1, 2, 2, -1, -1]
