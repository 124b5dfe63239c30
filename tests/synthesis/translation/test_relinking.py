"""Linking again where a change reaches gives, to the last join, what linking everything gives."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.translation import relinking
from synthesis.translation.linkage import UNIT, Joins, linkage
from synthesis.translation.relinking import Web, relinked

UNJUDGED = -4 * UNIT
SIZE = 12
PAIRS = list(combinations(range(SIZE), 2))
# A few round weights, so that many groups are equally near, and odd ones.
weights = st.one_of(st.sampled_from([-2 * UNIT, -UNIT, UNIT, 2 * UNIT, 4 * UNIT]), st.integers(-4 * UNIT, 4 * UNIT))
webs = st.dictionaries(st.sampled_from(PAIRS), weights, max_size=len(PAIRS))
links = st.lists(st.sampled_from(PAIRS), max_size=8, unique=True)
some = st.sets(st.integers(0, SIZE - 1), max_size=5)


def web_of(weight: dict[tuple[int, int], int], apart: list[tuple[int, int]], kept: list[int]) -> Web:
    """Of the items that are kept, numbered in order."""
    rank = {item: number for number, item in enumerate(kept)}
    pairs = [(i, j) for i, j in sorted(weight) if i in rank and j in rank]
    values = np.array([weight[pair] for pair in pairs], dtype=np.int64)
    places = np.array([(rank[i], rank[j]) for i, j in pairs], dtype=np.int32).reshape(-1, 2)
    barred = [(rank[i], rank[j]) for i, j in apart if i in rank and j in rank]
    links = np.array(barred, dtype=np.int32).reshape(-1, 2)
    return Web(places[:, 0], places[:, 1], lambda numbers: values[numbers], links, UNJUDGED)


def everything(web: Web, size: int) -> Joins:
    pairs = np.column_stack([web.one, web.other])
    return linkage(size, pairs, web.weigh(np.arange(len(pairs))), web.apart, UNJUDGED)


def shown(joins: Joins) -> list[tuple[int, int, float]]:
    return list(zip(joins.left.tolist(), joins.right.tolist(), joins.mean.tolist(), strict=True))


@settings(max_examples=1500, deadline=None)
@given(webs, links, some, some)
def test_items_that_come_and_go_leave_what_linking_everything_gives(
    weight: dict[tuple[int, int], int], apart: list[tuple[int, int]], gone: set[int], come: set[int]
) -> None:
    """Ties and cannot-links included; groups that lost an item are open, as new items are."""
    before = [item for item in range(SIZE) if item not in come - gone]
    after = [item for item in range(SIZE) if item not in gone]
    joins = everything(web_of(weight, apart, before), len(before))
    home = joins.home(len(before))
    broken = {int(home[place]) for place, item in enumerate(before) if item in gone}
    place = {item: number for number, item in enumerate(after)}
    whole = np.array([home[left] not in broken for left in joins.left.tolist()], dtype=bool)
    moved = np.array([place.get(item, -1) for item in before])
    known = {item for number, item in enumerate(before) if home[number] not in broken}
    opened = np.array([item not in known for item in after], dtype=bool)
    web = web_of(weight, apart, after)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relinking, "MOST", 2.0)  # never everything because it is so much
        found = relinked(joins.where(whole).moved(moved), opened, web)

    assert shown(found) == shown(everything(web, len(after)))
