"""Topics tell what a label speaks of, in whatever words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.resources import thesaurus
from corpus.errors import BadInput
from extract.words import tokens
from synthesis.similarity import topics
from synthesis.similarity.rings import ring

SMALL = topics.parse(
    "small.toml",
    """
    [boat]
    label = "Boats"
    cues = "boat, ferr*"
    not = "gravy boat"
    [boat.hull]
    label = "Hulls"
    cues = "hull, keel of the boat"
    [boat.sail]
    label = "Sails"
    cues = "sail, =under canvas"
    challenge = "torn canvas"
    [lunch]
    label = "Lunch"
    cues = "sail cloth napkin, gravy"
    weight = 0.5
    """,
    {"barrier": "challenge"},
)


def of(label: str, facet: str = "", known: topics.Topics = SMALL) -> tuple[str, ...]:
    return known.of(tokens(label), facet)


def test_a_cue_is_known_by_its_stem_or_by_its_beginning() -> None:
    """Inflections are one cue; a cue that ends in a star is the beginning of words."""
    assert of("two boats") == ("boat",)
    assert of("ferrying goats") == ("boat",)


def test_the_words_of_a_cue_may_be_spread_and_turned_round() -> None:
    """Prepositions and signs of lack between the words are no matter, two telling words are not too many."""
    assert of("a boat without its very old keel") == ("boat.hull",)
    assert of("a boat of painted red cedar wood, keel up") == ("boat",)


def test_a_cue_with_a_sign_must_stand_as_written() -> None:
    """Neither order nor gaps are free in a cue that begins with "="."""
    assert of("under the canvas") == ("boat.sail",)
    assert of("canvas under water") == ()


def test_some_cues_count_in_one_kind_of_facet_only() -> None:
    """Cues of a kind count in facets of that kind, whatever these are called."""
    assert of("canvas torn by wind", "barrier") == of("canvas torn by wind", "challenge") == ("boat.sail",)
    assert of("canvas torn by wind", "stage") == ()


def test_a_phrase_that_is_denied_does_not_tell_the_topic() -> None:
    """A cue inside a phrase listed under `not` is none, and one beside it is."""
    assert of("missing gravy boat") == ("lunch",)
    assert of("a gravy boat on the boat") == ("boat", "lunch")


def test_a_cue_inside_a_longer_one_of_another_topic_is_none() -> None:
    """The longest phrase counts, as in a dictionary."""
    assert of("sail cloth napkins") == ("lunch",)


def test_labels_share_topics_by_degrees() -> None:
    """The same topics share all, neighbours a third, a topic and its broader one more, strangers nothing."""
    assert SMALL.shared(("boat.hull",), ("boat.hull",)) == pytest.approx(1)
    assert SMALL.shared(("boat.hull",), ("boat.sail",)) == pytest.approx(0.35)
    assert 0.35 < SMALL.shared(("boat.hull",), ("boat",)) < 1
    assert SMALL.shared(("boat.hull",), ("lunch",)) == 0 == SMALL.shared((), ("lunch",))
    assert 0.5 < SMALL.shared(("boat.hull", "lunch"), ("boat.hull",)) < 1


def test_a_codebook_of_rings_leaves_the_topics_as_they_are() -> None:
    """A thesaurus that is extended by rings still has its topics."""
    assert thesaurus().extended([ring("perforate", ["drilling"])]).topics is thesaurus().topics


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[boat", "no TOML"),
        ("boat = 1", "no label"),
        ('[boat]\nlabel = "Boat"\nweight = 2', "weight"),
        ('[boat]\nlabel = "Boat"\ncues = ["a"]', "no text"),
        ('[boat]\nlabel = "Boat"\ncues = "of the"', "no word"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence(text: str, said: str) -> None:
    """What is wrong with a file of topics is said with its name."""
    with pytest.raises(BadInput, match=said) as told:
        topics.parse("broken.toml", text, {})
    assert str(told.value).startswith("broken.toml: ")


@given(st.lists(st.sampled_from("boat keel hull sail canvas under gravy of the lack red".split()), max_size=8))
def test_topics_are_in_one_order_and_share_all_with_themselves(words: list[str]) -> None:
    """Each topic is there once, none with one broader than it, and what a label shares does not depend on the side."""
    found = SMALL.of(tuple(words))
    assert len(set(found)) == len(found)
    assert not any(above in found for topic in found for above in SMALL.broader(topic))
    assert SMALL.shared(found, found) == (pytest.approx(1) if found else 0)
    assert SMALL.shared(found, ("lunch",)) == SMALL.shared(("lunch",), found)
