"""Studies come and go, and what is left is what everything at once would give."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.similarity.term import Term
from synthesis.similarity.thesaurus import EMPTY, Ring, Thesaurus
from synthesis.translation import Aligner, Alignment, State, align, relinking, state
from synthesis.translation.linkage import Joins, linkage
from tests.synthesis.similarity.test_score import spelled

THESAURUS = Thesaurus((Ring("crew", "", (("crew",), ("team",), ("work", "gang"))),))
WORDS = "soil water sampling storage lack of manual automated crew team work gang site 2 SWS level crew/team".split()
QUOTES = (
    "",
    "Soil water sampling (SWS) is slow.",
    "Site work survey (SWS) is slow.",
    "The crew, also called team, is on site.",
)
PARENTS = ("", "Harbour maturity scale", "Orchard ladder")

labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
themes = st.tuples(
    labels, st.sampled_from(("stage", "tool")), st.sampled_from(QUOTES), st.sampled_from(PARENTS), st.booleans()
)
studies = st.lists(st.lists(themes, min_size=1, max_size=5), min_size=1, max_size=5)


def terms_of(study: str, told: list[tuple[str, str, str, str, bool]]) -> list[Term]:
    return [
        Term(
            id=f"{study}-{number}",
            study=study,
            facet=facet,
            label=label,
            quote=quote,
            parent=parent,
            contrast=frozenset({f"{study} list"}) if listed else frozenset(),
        )
        for number, (label, facet, quote, parent, listed) in enumerate(told)
    ]


def world(told: list[list[tuple[str, str, str, str, bool]]]) -> dict[str, list[Term]]:
    return {f"s{number}": terms_of(f"s{number}", one) for number, one in enumerate(told)}


def shown(made: State) -> str:
    """All that a state shows, and the columns behind it."""
    found = Alignment(made)
    columns = [
        (name, [r.term.id for r in facet.readings], facet.pairs.pairs.tolist(), facet.pairs.probability.tobytes())
        for name, facet in made.facets.items()
    ]
    return repr((found.concepts, tuple(found.translations), found.questions, columns))


def links_of(chance: random.Random, ids: list[str]) -> list[tuple[str, str]]:
    return [(chance.choice(ids), chance.choice(ids)) for _ in range(chance.randrange(3))]


def unequal(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in links if one != other]


@settings(max_examples=40, deadline=None)
@given(studies, st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(
    told: list[list[tuple[str, str, str, str, bool]]], chance: random.Random
) -> None:
    """Byte for byte: concepts, translations with their reasons, questions, and the columns that they are made from."""
    given_terms = world(told)
    ids = [term.id for own in given_terms.values() for term in own]
    must, cannot = unequal(links_of(chance, ids)), unequal(links_of(chance, ids))
    at_once = state(spelled, THESAURUS).with_all([t for own in given_terms.values() for t in own], must, cannot)
    order = list(given_terms)
    chance.shuffle(order)
    one_by_one = state(spelled, THESAURUS)
    before = chance.random() < 0.5
    if before:
        one_by_one = one_by_one.with_links(must, cannot)
    for study in order:
        one_by_one = one_by_one.with_study(given_terms[study])
    one_by_one = one_by_one.with_links(must, cannot)

    assert shown(one_by_one) == shown(at_once)


@settings(max_examples=25, deadline=None)
@given(studies, studies, st.randoms(use_true_random=False))
def test_a_study_that_goes_leaves_nothing_behind(
    told: list[list[tuple[str, str, str, str, bool]]],
    later: list[list[tuple[str, str, str, str, bool]]],
    chance: random.Random,
) -> None:
    """Whether it is taken out, comes back, or has changed meanwhile; the states before stay as they were."""
    given_terms = world(told)
    other = terms_of("s0", later[0])
    base = state(spelled, THESAURUS).with_all(t for own in given_terms.values() for t in own)
    before = shown(base)
    gone = chance.choice(sorted(given_terms))
    without = base.without_study(gone)
    left = [t for study, own in given_terms.items() if study != gone for t in own]

    assert shown(without) == shown(state(spelled, THESAURUS).with_all(left))
    assert shown(without.with_study(given_terms[gone])) == before
    changed = [*other, *(t for study, own in given_terms.items() if study != "s0" for t in own)]
    assert shown(base.with_study(other)) == shown(state(spelled, THESAURUS).with_all(changed))
    assert shown(base.with_all(changed)) == shown(base.with_study(other))
    assert shown(base) == before


@settings(max_examples=25, deadline=None)
@given(studies, st.randoms(use_true_random=False))
def test_links_that_are_taken_back_leave_nothing_behind(
    told: list[list[tuple[str, str, str, str, bool]]], chance: random.Random
) -> None:
    """A decision that is undone is as if it had never been."""
    given_terms = [term for own in world(told).values() for term in own]
    ids = [term.id for term in given_terms]
    base = state(spelled, THESAURUS).with_all(given_terms)
    linked = base.with_links(unequal(links_of(chance, ids)), unequal(links_of(chance, ids)))

    assert shown(linked.with_links([], [])) == shown(base)


def test_only_what_a_change_touches_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The readings of other studies stay as they are, groups without a new theme are not linked, parts not reviewed."""
    told = ("soil sampling", "night shift", "water storage", "crew training")
    terms = [Term(f"{label} {n}", f"s{n}", "stage", label) for n in range(3) for label in told]
    base = state(spelled).with_all(terms, [("water storage 0", "crew training 0")])
    linked: list[int] = []

    def counted(size: int, *given: Any) -> Joins:
        linked.append(size)
        return linkage(size, *given)

    monkeypatch.setattr(relinking, "linkage", counted)
    later = base.with_study([Term("e", "s3", "stage", "night shift")])
    before, after = base.facets["stage"], later.facets["stage"]

    assert linked == [1, 4]
    assert {frozenset(after.readings[place].term.label for place in group) for group in after.groups} == {
        frozenset({"soil sampling"}),
        frozenset({"night shift"}),
        frozenset({"water storage", "crew training"}),
    }
    assert [after.grouping.reviewed[ids] is found for ids, found in before.grouping.reviewed.items()] == [True]
    assert all(one is after.readings[after.place[one.term.id]] for one in before.readings)


def test_an_abbreviation_that_a_new_study_defines_is_written_out_in_the_others() -> None:
    """And no more once another study gives it another meaning."""
    short, long = Term("a", "s1", "stage", "SWS"), Term("b", "s2", "stage", "soil water sampling")
    base = state(spelled).with_all([short, long])
    defined = base.with_study([Term("c", "s3", "stage", "crew", quote="Soil water sampling (SWS) is slow.")])
    doubtful = defined.with_study([Term("d", "s4", "stage", "site", quote="Site work survey (SWS) is slow.")])

    assert ("a", "b") in Alignment(defined).concepts
    assert ("a", "b") not in Alignment(base).concepts
    assert ("a", "b") not in Alignment(doubtful).concepts


def test_an_aligner_that_has_seen_most_before_gives_what_a_new_one_gives() -> None:
    """Also with another thesaurus than before."""
    terms = [Term(f"{n}", f"s{n % 3}", "stage", label) for n, label in enumerate(("crew", "team", "site crew", "soil"))]
    aligner = Aligner()
    for number in (2, 4, 3):
        for thesaurus in (THESAURUS, EMPTY):
            found = aligner(terms[:number], embedding=spelled, must_link=[("0", "3")], thesaurus=thesaurus)
            assert found == align(terms[:number], embedding=spelled, must_link=[("0", "3")], thesaurus=thesaurus)


def test_what_does_not_change_costs_nothing() -> None:
    """The same themes and links again give the very same state."""
    terms = [Term("a", "s1", "stage", "soil sampling"), Term("b", "s2", "stage", "sampling of soil")]
    base = state(spelled).with_all(terms, [("a", "b")])

    assert base.with_all(terms, [("b", "a")]) is base
    assert base.with_links([("a", "b")], []) is base


def test_a_state_of_nothing_is_an_empty_alignment() -> None:
    """Also after the last study has gone."""
    left = state(spelled).with_study([Term("a", "s1", "stage", "soil")]).without_study("s1").without_study("s1")

    assert Alignment(left) == align([], embedding=spelled)
    assert left.facets == {}


def test_translations_are_found_by_theme_and_by_concept() -> None:
    """Without the others being made."""
    labels = ("soil sampling", "sampling of soil", "soil samplings", "night shift")
    found = align([Term(f"t{n}", f"s{n}", "stage", label) for n, label in enumerate(labels)], embedding=spelled)
    mine = found.translations.of_theme("t0")

    assert {edge.target for edge in mine} == {"t1", "t2"}
    assert mine == tuple(edge for edge in found.translations if edge.source == "t0")
    assert found.translations.of_concept(["t0", "t1"]) == tuple(
        edge for edge in found.translations if edge.source in ("t0", "t1")
    )
    assert found.translations.of_theme("gone") == ()
    assert found.translations[-1] == tuple(found.translations)[-1]


def test_pairs_are_found_by_their_places() -> None:
    """-1 for a pair that was not judged."""
    facet = (
        state(spelled)
        .with_all(
            [
                Term("a", "s1", "stage", "soil"),
                Term("b", "s2", "stage", "soil"),
                Term("c", "s2", "stage", "night shift"),
            ]
        )
        .facets["stage"]
    )

    assert facet.judged.find(np.array([[0, 1], [1, 2]], np.int32)).tolist() == [0, -1]
