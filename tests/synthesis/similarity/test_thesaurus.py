"""Rings put phrases that name one thing under one name, and the net tells how near other words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.resources import thesaurus
from corpus.errors import BadInput
from extract.words import tokens
from synthesis.similarity import rings, word_net
from synthesis.similarity.rings import Ring, ring
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.similarity.words import stem

NET = word_net.parse("small", "cat\tfelin:60 pet:30\tdog\tpet\nfelin\tcat:60\t\t\npet\tcat:30\t\t\ndog\t\tcat\tpet\n")
SMALL = Thesaurus(
    (
        ring("harvest", ["harvest", "reap", "bring in the crop"]),
        ring("sow", ["sowing", "drilling"], "stage"),
        ring("bore", ["drilling"]),
        ring("kitty", ["cat", "kitten"]),
    ),
    NET,
    {"phase": "stage"},
)


def read(label: str, facet: str = "", known: Thesaurus = SMALL) -> tuple[str, ...]:
    return known.classes(tokens(label), facet)


def test_a_phrase_becomes_the_name_of_its_ring_and_other_words_stay() -> None:
    """Inflections of a phrase are the phrase, and a word in no ring stays as it is written."""
    assert read("Reaping wheat") == ("harvest*", "wheat")
    assert read("bringing in crops at dusk") == ("harvest*", "at", "dusk")


def test_the_longest_phrase_counts() -> None:
    """A phrase of several words goes before one that is its beginning."""
    known = Thesaurus((ring("one", ["hand"]), ring("other", ["shift report", "handing over", "relay"])))
    assert read("hand over shift", known=known) == ("other*", "shift")


def test_a_ring_of_longer_phrases_alone_puts_the_first_for_the_others() -> None:
    """No label loses the word that it shares with others to a name that only this ring has."""
    known = Thesaurus((ring("harvest", ["harvest", "reap"]), ring("late", ["late harvest", "gathering in autumn"])))
    assert read("gathering in autumn", known=known) == read("late reaping", known=known) == ("late", "harvest*")


def test_rings_of_the_facet_come_before_those_of_all() -> None:
    """One word may belong to one ring in labels of a facet and to another elsewhere; a kind of facet counts too."""
    assert read("drilling", "stage") == ("sow*",)
    assert read("drilling", "phase") == ("sow*",)
    assert read("drilling", "tool") == ("bore*",)


def test_a_codebook_adds_rings_that_go_before() -> None:
    """Rings that are added later win, and the thesaurus they were added to is as it was."""
    more = SMALL.extended([ring("perforate", ["drilling"])])
    assert read("drilling", "tool", more) == ("perforate*",)
    assert read("drilling", "tool") == ("bore*",)


def test_of_and_articles_are_passed_over_inside_a_phrase() -> None:
    """ "loss of the heat" holds the phrase "loss heat"."""
    assert read("loss of the heat", known=Thesaurus((ring("cooling", ["cooling", "loss of heat"]),))) == ("cooling*",)


def test_nearness_is_of_words_and_of_rings() -> None:
    """One word or ring is 1, the net tells the rest, and a ring is as near as its nearest word."""
    assert SMALL.near("cat", "cat") == 1.0
    assert SMALL.near("cat", "kitten") == 1.0
    assert SMALL.near("kitten", "felin") == SMALL.near("kitty*", "felin") == 0.6
    assert SMALL.near("cat", "harvest") == 0.0


def test_rings_of_one_facet_make_no_words_near_elsewhere() -> None:
    """Two words that only one facet takes for one are not one thing when no facet is told."""
    assert SMALL.near(stem("sowing"), stem("drilling")) == 0.0


def test_opposites_and_wider_words_are_told() -> None:
    """What the net tells of a word holds for its ring."""
    assert SMALL.opposed("kitten", "dog") and SMALL.opposed("dog", "kitty*") and not SMALL.opposed("cat", "pet")
    assert SMALL.is_wider("pet", "cat") and not SMALL.is_wider("cat", "pet")


def test_nothing_known_changes_nothing() -> None:
    """The empty thesaurus leaves a label as it is."""
    assert read("drilling of wells", known=EMPTY) == ("drilling", "of", "wells")


@given(st.lists(st.sampled_from(("reap", "bring", "in", "crop", "the", "of", "cat", "oats")), max_size=7))
def test_a_label_is_read_twice_as_once(words: list[str]) -> None:
    """The names of rings are words of no phrase, so reading what was read changes nothing but joins no more."""
    once = SMALL.classes(tuple(words))
    assert SMALL.classes(once) == once
    assert all(stem(word) == word for word in once if word.endswith("*"))


def test_sets_are_written_out() -> None:
    """ "{set}" in a phrase stands for each phrase of the set, and what would be longer than five words is left out."""
    text = '[sets]\nlack = ["lack of", "a quite remarkable want of"]\n[challenge]\nno_seed = ["{lack} good seed"]\n'
    found, _ = rings.parse("x.toml", text)
    assert found == (Ring("no_seed", "challenge", (("lack", "of", "good", "seed"),)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[general\n", "is no TOML"),
        ("[general]\nharvest = 'reap'\n", r"\[general\]"),
        ("[general]\nharvest = ['{unheard} of']\n", "unheard"),
        ("[general]\nHarvest = ['reap']\n", "'Harvest' is no name"),
        ("[general]\nharvest = ['to bring in all of the crop']\n", "1 to 5 words"),
    ],
)
def test_a_bad_file_gives_one_sentence(text: str, said: str) -> None:
    """What is wrong is said with the name that is wrong."""
    with pytest.raises(BadInput, match=said):
        rings.parse("x.toml", text)


def test_a_text_that_is_no_net_is_refused() -> None:
    """A net has four fields a line."""
    with pytest.raises(BadInput, match="no word net"):
        word_net.parse("x.tsv", "cat\tdog\n")


def test_the_bundled_net_is_symmetric_and_within_bounds() -> None:
    """Each link is there in both directions with one weight, opposites too, and weights lie between 0 and 1."""
    net = thesaurus().net
    near = {(one, other): weight for one, row in net.neighbours.items() for other, weight in row}
    assert len(near) > 50_000
    assert all(near[other, one] == weight and 0 < weight < 1 for (one, other), weight in near.items())
    assert all(net.opposed(other, one) for one in net.rows for other in net._field(one, 1))


def test_the_bundled_net_knows_general_english() -> None:
    """Synonyms and derivations are near, an actor is farther from the action, and opposites are known."""
    known = thesaurus().net

    def near(one: str, other: str) -> float:
        return known.near(stem(one), stem(other))

    assert near("finance", "financial") > 0.7 and near("assess", "evaluate") > 0.7
    assert near("decide", "decision") == 1.0 or near("decide", "decision") > 0.5
    assert near("analyst", "analysis") < 0.5 < near("analysis", "analytical")
    assert known.opposed(stem("increase"), stem("decrease"))


def test_a_phrase_that_says_that_a_thing_is_wanting_names_the_thing_after_a_sign_of_lack() -> None:
    """ "Uncropped" says what "lack of harvest" says, and a ring called "lack" is the sign alone."""
    text = '[general]\nharvest = ["reap"]\n[lack]\nharvest = ["uncropped"]\nlack = ["dearth of"]\n'
    known = Thesaurus(rings.parse("x.toml", text)[0])
    assert read("uncropped field", known=known) == ("lack", "harvest*", "field")
    assert read("dearth of reaping", known=known) == ("lack", "of", "harvest*")
    assert known.near("uncrop", "reap") == 0.0


def test_a_word_compared_as_it_is_written_is_no_form_of_another() -> None:
    """ "Oats" is no form of "oat" once it is told so, and neither takes the other's ring."""
    text = '[general]\ncereal = ["oat", "barley"]\n[as_written]\noats = ["oats"]\n'
    known = Thesaurus(rings.parse("x.toml", text)[0])
    assert read("oat oats", known=known) == ("cereal*", "oats*")
    assert known.near("oats*", "cereal*") == 0.0


def test_no_phrase_of_the_bundled_rings_has_two_meanings_in_one_table() -> None:
    """Rings of one facet share no phrase, so their order is no matter."""
    known = thesaurus()
    owner: dict[tuple[str, bool, tuple[str, ...]], str] = {}
    twice = [
        (one, key)
        for one in known.rings
        for key in dict.fromkeys(known._keys(one))
        if owner.setdefault((one.facet, one.wanting, key), one.name) != one.name
    ]
    assert known.rings and not twice


def test_no_bundled_ring_holds_opposites() -> None:
    """Two words that the net knows as opposites never name one thing."""
    known = thesaurus()
    bad = [
        (one.name, a, b)
        for one in known.rings
        for words in [sorted({key[0] for key in known._keys(one) if len(key) == 1})]
        for a in words
        for b in words
        if known.net.opposed(a, b)
    ]
    assert not bad


@pytest.mark.parametrize(
    ("facet", "one", "other"),
    [
        ("challenge", "Understaffing", "Lack of staff"),
        ("challenge", "Budget constraints", "Lack of funding"),
        ("challenge", "Mistrust", "lack of trust"),
        ("barrier", "Pushback from farmers", "Reluctance of growers"),
        ("role", "Family doctors", "General practitioners"),
        ("role", "Ward manager", "Head nurse"),
        ("stage", "Rolling out the vaccine", "Deployment of vaccines"),
        ("phase", "Decommissioning", "Phase-out"),
        ("maturity_level", "Ad-hoc", "Initial"),
        ("solution", "Raising awareness", "Awareness campaigns"),
        ("", "Analysing labour costs", "analysis of labor expenses"),
    ],
)
def test_labels_of_many_fields_are_read_alike(facet: str, one: str, other: str) -> None:
    """What two reviews call one thing in other words has one reading."""
    known = thesaurus()
    small = {"of", "from", "the"}
    first, second = ({*known.classes(tokens(label), facet)} - small for label in (one, other))
    assert {stem(word) for word in first} == {stem(word) for word in second}


@pytest.mark.parametrize(
    ("facet", "one", "other"),
    [
        ("role", "Nurse", "Physician"),
        ("role", "Trainee", "Trainer"),
        ("role", "Government", "Governance"),
        ("stage", "Design", "Deployment"),
        ("stage", "Training", "Testing"),
        ("challenge", "Privacy", "Security"),
        ("challenge", "Cost", "Time"),
        ("challenge", "Utility", "Use"),
        ("maturity_level", "Managed", "Defined"),
        ("tool", "Sensor", "Drone"),
    ],
)
def test_neighbours_are_no_synonyms(facet: str, one: str, other: str) -> None:
    """Words that stand side by side in many lists have two readings."""
    known = thesaurus()
    assert known.classes(tokens(one), facet) != known.classes(tokens(other), facet)
