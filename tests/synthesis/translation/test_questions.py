"""Which pairs a reviewer is asked about, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from synthesis.similarity.reading import read_terms
from synthesis.similarity.term import Term
from synthesis.translation import Question, questions
from synthesis.translation.cluster import Pair, groups
from synthesis.translation.constraints import Constraints
from synthesis.translation.questions import ASKED, DOUBT, SURE

SIZE = 7
PAIRS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1])
JUDGED = st.dictionaries(PAIRS, st.floats(0, 1), max_size=20)


def queue(
    judged: dict[Pair, float], clusters: Sequence[Sequence[int]], size: int = SIZE, listed: str = "", **links: Any
) -> list[Question]:
    """listed: numbers of the places that one study sets side by side; all others are of a study each."""
    terms = [
        Term(f"t{n}", "s" if str(n) in listed else f"s{n}", "topic", f"label {n}", parent="p" * (str(n) in listed))
        for n in range(size)
    ]
    readings = read_terms(terms)
    pairs = np.array(sorted(judged), dtype=np.int64).reshape(-1, 2)
    likely = np.array([judged[pair] for pair in sorted(judged)])
    return questions(Constraints([readings[term.id] for term in terms]), pairs, likely, clusters, **links)


def test_the_answer_that_joins_most_is_asked_first() -> None:
    """Two groups of two before two themes, although the latter are the surer pair."""
    judged = {(0, 1): 1.0, (2, 3): 1.0, (0, 2): 0.4, (1, 3): 0.4, (0, 3): 0.4, (1, 2): 0.4, (4, 5): 0.6}
    found = queue(judged, [(0, 1), (2, 3), (4,), (5,)], 6)

    assert [q.pair for q in found] == [(0, 2), (4, 5)]
    assert found[0].change > 2 * found[1].change > 1.0


def test_what_is_near_to_many_is_asked_about_late() -> None:
    """It is seldom one with any of them."""
    found = queue({(0, 1): 0.4, (2, 3): 0.4, (2, 4): 0.3, (2, 5): 0.3}, [(place,) for place in range(6)], 6)

    assert [q.pair for q in found][:2] == [(0, 1), (2, 3)]
    assert found[0].change > 1.3 * found[1].change


def test_one_near_pair_does_not_speak_for_two_large_groups() -> None:
    """It counts for two: groups with nine pairs between them are not asked about before groups with two."""
    large = queue({(0, 3): 0.3}, [(0, 1, 2), (3, 4, 5)], 6)
    small = queue({(0, 1): 0.3}, [(0,), (1, 2)], 3)

    assert [q.pair for q in large + small] == [(0, 3), (0, 1)]
    assert large[0].change <= small[0].change


def test_of_two_groups_the_nearest_pair_is_shown_that_stands_for_them() -> None:
    """The easiest to answer, unless one of its themes is hardly at home in its group."""
    group = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0}
    loose = {(0, 1): 1.0, (0, 2): 0.0, (1, 2): 0.96}

    for inside, shown in ((group, (2, 3)), (loose, (1, 3))):
        found = queue({**inside, (1, 3): 0.3, (2, 3): 0.4}, [(0, 1, 2), (3,)], 4)
        assert [q.pair for q in found if not q.together] == [shown]


def test_what_is_hardly_ever_one_thing_is_not_asked() -> None:
    """Nor what is sure to be."""
    assert not queue({(0, 1): ASKED / 2, (2, 3): (1 + SURE) / 2}, [(0,), (1,), (2, 3)], 4)


def test_the_weakest_member_of_a_group_is_doubted() -> None:
    """With the member that it is nearest to; a no would cost the group two pairs."""
    found = queue({(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.6}, [(0, 1, 2)], 3)

    assert found == [Question((1, 2), True, round(DOUBT * 2 * 0.4, 6))]


def test_what_a_reviewer_has_said_is_not_asked_again() -> None:
    """Nor what follows from it: a no parts the two groups."""
    judged = {(0, 1): 0.6, (0, 2): 0.4, (1, 2): 0.4}

    assert not queue(judged, [(0, 1), (2,)], 3, joined=[(0, 1)], parted=[(0, 2)])


def test_groups_that_a_study_sets_side_by_side_are_not_asked_about() -> None:
    """Through any of their members."""
    judged = {(0, 2): 0.4, (1, 2): 0.9}

    assert next(q.pair for q in queue(judged, [(0,), (1, 2)], 3)) == (0, 2)
    assert not [q for q in queue(judged, [(0,), (1, 2)], 3, listed="01") if not q.together]


@given(JUDGED, st.sets(PAIRS, max_size=3), st.sets(PAIRS, max_size=3))
def test_a_queue_holds_each_two_groups_once_and_falls(
    judged: dict[Pair, float], joined: set[Pair], parted: set[Pair]
) -> None:
    """No parted groups, no pair that reviewers joined, no group twice."""
    parted -= joined
    clusters = groups(SIZE, {pair: p - 0.5 for pair, p in judged.items()}, must=joined, split=parted)
    home = {place: number for number, places in enumerate(clusters) for place in places}
    found = queue(judged, clusters, joined=sorted(joined), parted=sorted(parted))
    between = [tuple(sorted((home[i], home[j]))) for i, j in (q.pair for q in found)]

    assert len(set(between)) == len(between)
    assert all(q.together == (home[q.pair[0]] == home[q.pair[1]]) for q in found)
    assert [q.change for q in found] == sorted((q.change for q in found), reverse=True)
    assert not joined & {q.pair for q in found}
    assert not {tuple(sorted((home[i], home[j]))) for i, j in parted} & {b for b in between if b[0] != b[1]}


@given(JUDGED)
def test_every_missing_join_that_is_likely_is_asked(judged: dict[Pair, float]) -> None:
    """When nothing forbids it."""
    clusters = [(place,) for place in range(SIZE)]

    assert {q.pair for q in queue(judged, clusters)} == {pair for pair, p in judged.items() if p >= ASKED}


@given(JUDGED)
def test_the_change_of_a_join_lies_within_the_pairs_between(judged: dict[Pair, float]) -> None:
    """A yes joins no more than all of them; and no more count than twice those that are near."""
    clusters = [(0, 1, 2), (3, 4), (5,), (6,)]
    home = {place: places for places in clusters for place in places}

    for question in queue(judged, clusters):
        between = list(product(*(home[place] for place in question.pair)))
        near = [pair for pair in between if judged.get((min(pair), max(pair)), 0.0) >= ASKED]
        if not question.together:
            assert 0 < question.change <= min(len(between), 2 * len(near))
