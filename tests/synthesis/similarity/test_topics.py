"""Topics tell what a label speaks of, in whatever words."""

from __future__ import annotations

import csv
from pathlib import Path

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


def test_the_words_of_a_cue_with_a_preposition_keep_their_order() -> None:
    """ "Sail under canvas" is one thing, canvas under sail another."""
    known = topics.parse("order.toml", '[a]\nlabel = "A"\ncues = "sail under canvas"', {})
    assert of("sailing hard under canvas", known=known) == ("a",)
    assert of("canvas under sail", known=known) == ()


def test_signs_of_lack_in_a_cue_stand_for_each_other() -> None:
    """ "No tar" is insufficient tar too; the sign comes before what is wanting, or ends the label."""
    known = topics.parse("lack.toml", '[tar]\nlabel = "Tar"\ncues = "no tar"', {})
    assert of("shortage of good tar", known=known) == of("tar is scarce", known=known) == ("tar",)
    assert of("tar without feathers", known=known) == of("tar", known=known) == ()


def test_a_set_stands_for_each_of_its_phrases() -> None:
    """A name in braces is written out."""
    known = topics.parse("sets.toml", '[sets]\nhand = "cook, mate"\n[crew]\nlabel = "Crew"\ncues = "ship {hand}"', {})
    assert of("the mate of the ship", known=known) == of("ship's cook", known=known) == ("crew",)


def test_in_a_closed_kind_of_facet_its_own_cues_leave_no_room_for_others() -> None:
    """Where a cue of the kind counts, cues of every facet do not."""
    text = 'closed = "role"\n[oil]\nlabel = "Oil"\ncues = "oil"\n[crew]\nlabel = "Crew"\nrole = "stoker"'
    known = topics.parse("closed.toml", text, {})
    assert of("oil stoker", "role", known) == ("crew",)
    assert of("oil man", "role", known) == ("oil",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[boat", "no TOML"),
        ("boat = 1", "no label"),
        ('[boat]\nlabel = "Boat"\nweight = 2', "weight"),
        ('[boat]\nlabel = "Boat"\ncues = ["a"]', "no text"),
        ('[boat]\nlabel = "Boat"\ncues = "of the"', "no word"),
        ('[boat]\nlabel = "Boat"\ncues = "{sail}"', "names a set"),
        ('sets = "sail"', "no table"),
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


FACETS = ("", "challenge", "stage", "role", "solution", "maturity_level", "tool")
KNOWN = thesaurus().topics


def test_each_cue_tells_its_own_topic() -> None:
    """No cue of the bundled file is denied, or beaten by one of another topic, in a label that is just this cue."""
    missed = [
        (topic.id, cue)
        for topic in KNOWN.topics
        for kind, cues in topic.cues.items()
        for cue in cues
        for found in [of(cue.replace("*", ""), "" if kind == "cues" else kind, KNOWN)]
        if topic.id not in found and not any(topic.id in KNOWN.broader(other) for other in found)
    ]
    assert missed == []


def test_each_denial_denies_something() -> None:
    """What does not tell a topic holds a cue of the topic in some facet."""
    idle = [
        (topic.id, phrase)
        for topic in KNOWN.topics
        for alone in [topics.Topics((topics.Topic(topic.id, topic.label, "", topic.cues),))]
        for phrase in topic.without
        if not any(of(phrase.replace("*", ""), facet, alone) for facet in FACETS)
    ]
    assert idle == []


@pytest.mark.parametrize(("chosen", "right", "true"), [("seen", 0.97, 0.85), ("held", 0.80, 0.75)])
def test_invented_labels_of_many_fields_get_their_topics(chosen: str, right: float, true: float) -> None:
    """Labels held back while cues were written get a right topic four times in five, and few wrong ones."""
    with (Path(__file__).parent / "topic_labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["set"] == chosen]
    got = [set(of(row["label"], row["facet"], KNOWN)) for row in rows]
    expected = [set(row["topics"].split()) for row in rows]
    met = [one & other for one, other in zip(got, expected, strict=True)]
    assert sum(map(bool, met)) >= right * len(rows)
    assert sum(map(len, met)) >= true * sum(map(len, got))


def test_the_topics_of_the_bundled_file_are_of_two_levels() -> None:
    """A topic is a broad one or lies under a broad one."""
    assert max(len(KNOWN.broader(topic.id)) for topic in KNOWN.topics) == 1
