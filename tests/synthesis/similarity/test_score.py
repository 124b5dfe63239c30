"""Scores of pairs rest on the two readings and the lists of their two studies."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from synthesis.similarity import lists
from synthesis.similarity.evidence import FEATURES
from synthesis.similarity.profiles import SHARE
from synthesis.similarity.reading import read_terms
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Term

WORDS = "soil water sampling storage transport survey lack of manual automated crew training and site 2 3".split()


def spelled(texts: Sequence[str], /) -> NDArray[np.float32]:
    """A stand-in for the bundled table: each word has a direction of its own, drawn from its letters."""
    rows = np.zeros((len(texts), 24), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.split():
            row += np.random.default_rng(sum(ord(c) * 31**n for n, c in enumerate(word)) % 2**32).normal(size=24)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))


def scorer(labels: dict[str, list[str]]) -> Scorer:
    """Study to labels; the readings in order of study and place."""
    terms = [Term(f"{study} {n}", study, "task", label) for study in labels for n, label in enumerate(labels[study])]
    return Scorer(list(read_terms(terms).values()), spelled)


def all_pairs(size: int) -> NDArray[np.int32]:
    return np.array([(i, j) for i in range(size) for j in range(size) if i != j], dtype=np.int32).reshape(-1, 2)


labels = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4, unique=True
)


@settings(max_examples=40, deadline=None)
@given(labels, labels, labels, st.randoms(use_true_random=False))
def test_readings_need_no_second_reading_to_be_scored_in_other_studies(
    one: list[str], other: list[str], third: list[str], chance: random.Random
) -> None:
    """A scorer of all labels, whoever says them, gives one of some of them in their studies, bit by bit the same."""
    alone = scorer({"s1": one, "s2": other})
    all_said = scorer({"": [*third, *one, *other]})
    chosen = [n for n in range(len(alone.readings)) if chance.random() < 0.7]
    readings = [alone.readings[n] for n in chosen]
    places = np.array([len(third) + n for n in chosen], dtype=np.int32)
    direct = Scorer(readings, spelled, lists=alone.lists)
    pairs = all_pairs(len(chosen))

    assert all_said.of(readings, places, alone.lists).features(pairs).tobytes() == direct.features(pairs).tobytes()


@settings(max_examples=40, deadline=None)
@given(labels, labels, st.lists(labels, max_size=2), st.randoms(use_true_random=False))
def test_a_third_study_changes_no_bit_of_a_pair(
    one: list[str], other: list[str], more: list[list[str]], chance: random.Random
) -> None:
    """Nor does the order of the readings, nor which pairs are asked for at once."""
    alone = scorer({"s1": one, "s2": other})
    pairs = all_pairs(len(alone.readings))
    crowd = {"s1": one, "s2": other} | {f"s{n}": found for n, found in enumerate(more, start=3)}
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    among = scorer({study: crowd[study] for study in shuffled})
    place = {reading.term.id: n for n, reading in enumerate(among.readings)}
    same = np.array([[place[alone.readings[n].term.id] for n in pair] for pair in pairs.tolist()], dtype=np.int32)

    assert alone.features(pairs).tobytes() == among.features(same).tobytes()
    one_by_one = [among.probabilities(same[n : n + 1])[0] for n in range(len(same))]
    assert alone.probabilities(pairs).tolist() == one_by_one


@settings(max_examples=40, deadline=None)
@given(labels, labels)
def test_a_score_is_the_same_both_ways(one: list[str], other: list[str]) -> None:
    """And between 0 and 1."""
    found = scorer({"s1": one, "s2": other})
    pairs = all_pairs(len(found.readings))
    there, back = found.probabilities(pairs), found.probabilities(pairs[:, ::-1])

    assert_allclose(there, back, atol=1e-6)
    assert ((there >= 0) & (there <= 1)).all()


def test_words_that_a_study_sets_side_by_side_count_against_a_pair_with_it() -> None:
    """A third study's lists say nothing of the pair."""
    with_it = scorer({"s1": ["sample storage", "sample transport"], "s2": ["sample transport"]})
    of_others = scorer({"s1": ["sample storage"], "s2": ["sample transport"], "s3": ["soil storage", "soil transport"]})
    column = FEATURES.index("apart")

    assert with_it.features(np.array([[0, 2]], np.int32))[0, column] == 1
    assert of_others.features(np.array([[0, 1]], np.int32))[0, column] == 0


def test_a_standing_is_that_of_the_definition() -> None:
    """How many deviations a likeness is above those of the other labels of the list, some usual ones mixed in."""
    found = scorer({"s1": ["soil survey", "water", "crew"], "s2": ["site crew", "sampling"]})
    rows = spelled([reading.text for reading in found.readings]).astype(np.float64)
    shared = np.array([0, 0, 1 / np.sqrt(2)])  # of the words with those of the fourth label
    seen = rows[:3] @ rows[3] + SHARE * shared
    others = np.concatenate([seen[:2], np.full(2, lists.USUAL)])
    variance = (np.square(others).sum() + 2 * lists.SPREAD**2) / 4 - others.mean() ** 2
    by_hand = (seen[2] - others.mean()) / np.sqrt(variance)

    made, _ = lists.Lists(found.sheet, found.lists).standings(np.array([[2, 3]]), *np.zeros((2, 1), np.int64))
    assert_allclose(made, [by_hand], atol=5e-3)


def test_a_sign_of_lack_tells_apart_only_where_the_lists_do_not_tell_of_troubles() -> None:
    """Under a list of barriers "lack of training" and "training" are one barrier."""
    alone = scorer({"s1": ["lack of training", "survey"], "s2": ["training", "water"]})
    bad = ["lack of crew", "lack of water", "no survey"]
    troubles = scorer({"s1": ["lack of training", *bad], "s2": ["training", *bad]})
    pairs = np.array([[0, 2]], np.int32), np.array([[0, 4]], np.int32)

    denied, wanting = FEATURES.index("denied"), FEATURES.index("wanting")
    assert alone.features(pairs[0])[0, [denied, wanting]].tolist() == [1, 0]
    assert troubles.features(pairs[1])[0, [denied, wanting]].tolist() == [0, 1]
    assert troubles.probabilities(pairs[1])[0] > 0.5 > alone.probabilities(pairs[0])[0]


def test_what_two_labels_hold_is_evidence_too() -> None:
    """Two phases with the same tasks under them are likelier one phase than two with unlike tasks."""

    def phases(tasks: list[str]) -> Scorer:
        terms = [Term("s1 p", "s1", "task", "site"), Term("s2 p", "s2", "task", "survey")]
        terms += [Term("s1 c", "s1", "task", "sampling", parent="s1 p")]
        terms += [Term(f"s2 c{n}", "s2", "task", label, parent="s2 p") for n, label in enumerate(tasks)]
        return Scorer(list(read_terms(terms).values()), spelled)

    pair = np.array([[0, 1]], np.int32)
    assert phases(["sampling"]).probabilities(pair)[0] > phases(["transport"]).probabilities(pair)[0]


def test_a_word_that_only_modifies_another_head_is_not_what_it_modifies() -> None:
    """ "Survey crew" is a crew, no survey; "site survey" is one."""
    found = scorer({"s1": ["survey"], "s2": ["survey crew", "site survey"]})
    modifier = found.features(np.array([(0, 1), (1, 0), (0, 2)], dtype=np.int32))[:, FEATURES.index("modifier")]

    assert modifier.tolist() == [1.0, 1.0, 0.0]


def test_a_study_that_divides_a_thing_speaks_against_any_part_being_the_whole() -> None:
    """The sampling of one study is three themes in the other; of the training there is one in each."""
    found = scorer(
        {"s1": ["sampling", "training"], "s2": ["soil sampling", "water sampling", "sampling 2", "crew training"]}
    )
    pairs = np.array([(0, 2), (3, 0), (1, 5), (2, 3)], dtype=np.int32)
    divided = found.features(pairs)[:, FEATURES.index("divided")]

    assert_allclose(divided, [np.log(3), np.log(3), 0.0, 0.0], rtol=1e-6)
