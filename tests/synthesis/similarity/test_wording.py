"""Labels compared word by word, by rings, topics and vectors, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord import resources
from synthesis.similarity import nearness, profiles
from synthesis.similarity.evidence import FEATURES
from synthesis.similarity.initials import initials, short_form
from synthesis.similarity.meaning import Vectors
from synthesis.similarity.nearness import own_weights
from synthesis.similarity.reading import read_terms
from synthesis.similarity.reasons import Said, _of_words
from synthesis.similarity.rings import ring
from synthesis.similarity.score import Judgement, Scorer
from synthesis.similarity.term import Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.similarity.topics import Topic, Topics
from tests.synthesis.similarity.test_score import all_pairs, scorer, spelled

SMALL = Thesaurus(
    (ring("unload", ["unloading", "taking off the lorry"], "task"),),
    topics=Topics((Topic("money", "Money", "", {"cues": ("budget", "wage*")}),)),
)


def judged(one: str, other: str, thesaurus: Thesaurus = SMALL) -> Judgement:
    """Two labels of two studies, each with two other labels beside it."""
    labels = {"s1": [one, "crew meals", "night watch"], "s2": [other, "tide tables", "rope store"]}
    terms = [Term(f"{study} {n}", study, "task", label) for study in labels for n, label in enumerate(labels[study])]
    found = Scorer(list(read_terms(terms, thesaurus).values()), spelled, thesaurus)
    return found.judge([(0, 3)])[0]


def test_words_of_one_ring_count_as_one_word_and_the_reason_says_so() -> None:
    """Without the ring the two labels share nothing but the thing that is moved."""
    known, unknown = judged("unloading fish", "taking fish off the lorry"), judged("unloading fish", "cleaning fish")
    ringed = judged("unloading of fish", "taking off the lorry of fish")

    assert ringed.score > known.score and ringed.score > unknown.score
    assert any("name one thing (thesaurus)" in reason for reason in ringed.reasons)


def test_labels_that_share_a_topic_are_likelier_one_and_the_reason_names_it() -> None:
    """Two labels with topics and none in common are told apart by them."""
    shared, none = judged("harbour budget", "wages of pilots"), judged("harbour budget", "wages of pilots", EMPTY)

    assert shared.features["topics"] == pytest.approx(1, abs=1e-3)
    assert shared.score > none.score
    assert "topics in common: Money" in shared.reasons


def test_reasons_are_the_same_however_the_pair_is_turned_but_for_the_order_of_the_words() -> None:
    """As many are given both ways."""
    labels = {"s1": ["soil survey", "water"], "s2": ["survey of water", "crew"]}
    found = scorer(labels)
    there, back = found.judge([(0, 2)])[0], found.judge([(2, 0)])[0]

    assert len(there.reasons) == len(back.reasons)
    assert there.score == pytest.approx(back.score, abs=1e-6)


def test_a_large_and_a_small_vocabulary_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cosines come from a table of all words, or from the words of each pair when there are too many for a table."""
    labels = {
        "s1": ["soil survey", "water transport", "manual crew"],
        "s2": ["sampling of soil", "site crew and water"],
    }
    pairs = all_pairs(5)
    small = scorer(labels).features(pairs)
    monkeypatch.setattr(nearness, "TABLE", 0)

    assert scorer(labels).features(pairs).tobytes() == small.tobytes()


def test_common_words_weigh_less_than_rare_ones_by_the_bundled_table() -> None:
    """The weight is read from how a word pulls a text of two words towards itself."""
    weights = dict(
        zip(["the", "thing", "nurse"], own_weights(["the", "thing", "nurse"], resources.embedding()), strict=True)
    )

    assert weights["the"] < weights["thing"] < weights["nurse"]
    assert weights["thing"] == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("abcdef ", min_size=1, max_size=30), min_size=1, max_size=6))
def test_products_of_profiles_are_whole_numbers_that_float32_holds(texts: list[str]) -> None:
    """Else the order of a sum would show in the last bits of a score."""
    told = [profiles.Told(text, (), frozenset(text.split())) for text in texts]
    rows = profiles.profiles(told, Vectors(texts, spelled), EMPTY).astype(np.float64)

    assert (rows == np.rint(rows)).all()
    assert np.abs(rows @ rows.T).max() < 2**24


def test_a_name_behind_its_makers_is_no_other_name_and_any_other_is() -> None:
    """A product and a part of it are two things."""
    column = FEATURES.index("other_name")
    terms = [
        Term("a", "s1", "tool", "AcmeSoft HullCAD"),
        Term("b", "s2", "tool", "HullCAD"),
        Term("c", "s2", "tool", "HullCAD2"),
    ]
    found = Scorer(list(read_terms(terms).values()), spelled).features(np.array([[0, 1], [0, 2]], np.int32))

    assert found[:, column].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("short", "label", "name"),
    [
        ("CRM", "customer relationship management", False),
        ("DFX", "DataFlow Exchange", True),
        ("HCP", "Harbour Cloud", True),
    ],
)
def test_a_short_form_that_nothing_explains_is_found_by_its_letters(short: str, label: str, name: bool) -> None:
    """A name may leave out the kind of thing that its short form tells."""
    assert short_form(short) in initials(label, name=name)
    assert short_form(short) not in initials("quay wall", name=name)


@pytest.mark.parametrize(("left", "told"), [("mend nets", False), ("mend", True)])
def test_a_label_is_not_said_to_have_all_of_itself_and_no_likeness_is_below_nothing(left: str, told: bool) -> None:
    """Where a phrase and a word of it meet, all words of the label may be left; a cosine may be below zero."""
    terms = [
        Term("a", "s1", "task", "Mend nets"),
        Term("b", "s2", "task", "nets"),
        Term("c", "s2", "task", "tarred nets"),
    ]
    one, other, third = read_terms(terms, EMPTY).values()
    cosines = np.zeros((2, 2), dtype=np.float32)
    found = list(_of_words(one, other, Said((left, ""), {"remainder": 0.0}, None, cosines)))
    unlike = list(_of_words(one, third, Said(("mend", "tarred"), {"remainder": -0.1}, None, cosines)))

    assert [reason for reason in found if reason.startswith("only")] == ["only 'Mend nets' has 'mend'"] * told
    assert "what differs, 'mend' and 'tarred', is alike in meaning by 0.00 of 1" in unlike


def test_two_kinds_of_one_thing_are_not_said_to_be_one_thing() -> None:
    """What the thesaurus makes one in part is told as that part."""
    known = resources.thesaurus()
    terms = [Term("a", "s1", "role", "Programme manager"), Term("b", "s2", "role", "Asset manager")]
    (told,) = Scorer(list(read_terms(terms, known).values()), resources.embedding(), known).judge([(0, 1)])

    assert not any("name one thing" in reason for reason in told.reasons)
    assert "'programme manager' and 'asset manager' both say 'manager' (thesaurus)" in told.reasons
