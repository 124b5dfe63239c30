"""What one study sets side by side, and what it sets equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from synthesis.similarity.reading import read_terms
from synthesis.similarity.term import Term
from synthesis.translation import align
from synthesis.translation.constraints import Constraints


def why(one: dict[str, Any], other: dict[str, Any], *more: dict[str, Any]) -> str:
    """Why the first two of the terms are kept apart; each of study "a" and facet "topic" unless it says so."""
    made = [
        Term(**{"id": f"t{n}", "study": "a", "facet": "topic"} | term) for n, term in enumerate((one, other, *more))
    ]
    readings = read_terms(made)
    return Constraints([readings[term.id] for term in made]).why(0, 1)


SENTENCE = "Crews are formed by masons, roofers and glaziers."


def test_two_themes_of_one_sentence_are_two() -> None:
    """It names them side by side."""
    assert "sentence" in why({"label": "masons", "quote": SENTENCE}, {"label": "glaziers", "quote": SENTENCE})


def test_two_themes_under_one_parent_are_two() -> None:
    """The parent is named by its id or by its label."""
    assert "parent" in why({"label": "masons", "parent": "site crew"}, {"label": "glaziers", "parent": "site crew"})


def test_two_themes_of_one_list_are_two() -> None:
    """The extractor names the list."""
    listed = {"contrast": frozenset({"list 1"})}

    assert "list" in why({"label": "masons"} | listed, {"label": "glaziers"} | listed)


def test_two_themes_of_one_study_at_two_places_may_be_one() -> None:
    """A study may say a thing twice."""
    assert not why({"label": "roof survey", "quote": "First a roof survey."}, {"label": "surveying the roof"})


def test_the_same_sentence_in_two_studies_sets_nothing_side_by_side() -> None:
    """Only a study's own words part its themes."""
    assert not why({"label": "masons", "quote": SENTENCE}, {"label": "masonry", "quote": SENTENCE, "study": "b"})


@pytest.mark.parametrize(
    ("one", "other", "quote"),
    [
        ("glaziers/window fitters", "window fitters", "Glaziers/window fitters set the panes."),
        ("glaziers", "window fitters", "Glaziers/window fitters set the panes."),
        ("glaziers", "window fitters", "The glaziers (window fitters) set the panes."),
        ("glaziers", "window fitters", "The glaziers, also called window fitters, set the panes."),
        ("glaziers", "window fitters", "The glaziers (also known as window fitters) set the panes."),
        ("window fitters", "glaziers", "The glaziers, i.e. window fitters, set the panes."),
        ("site survey (SSV)", "SSV", "A site survey (SSV) comes first."),
    ],
)
def test_what_a_study_sets_equal_is_not_set_side_by_side(one: str, other: str, quote: str) -> None:
    """A slash, brackets, "also called"."""
    assert not why({"label": one, "quote": quote}, {"label": other, "quote": quote})


@pytest.mark.parametrize(
    "quote",
    [
        "The crew (glaziers, masons) sets the panes.",
        "The crew (such as glaziers) sets the panes.",
        "The crew and the glaziers are called in.",
    ],
)
def test_examples_and_neighbours_are_not_set_equal(quote: str) -> None:
    """Brackets that list, and words that only stand near."""
    assert why({"label": "crew", "quote": quote}, {"label": "glaziers", "quote": quote})


def test_a_slash_between_modifiers_sets_nothing_equal() -> None:
    """Two kinds of one head."""
    quote = "Roof/wall fitters and wall fitters are called in."

    assert why({"label": "Roof/wall fitters", "quote": quote}, {"label": "wall fitters", "quote": quote})


def test_the_head_of_a_sentence_stands_over_its_items() -> None:
    """Whether the study's parent says so or the colon does."""
    quote = "Roof survey: measuring the roof, noting loose tiles."
    head, item = {"label": "Roof survey", "quote": quote}, {"label": "measuring the roof", "quote": quote}

    assert not why(head, item)
    assert not why({"id": "head"} | head, item | {"parent": "head"})
    assert why(item, {"label": "noting loose tiles", "quote": quote})


def test_a_scale_is_none_of_its_levels() -> None:
    """Unlike a stage, which may be the one thing that is done in it."""
    assert why({"id": "s", "label": "harbour scale"}, {"label": "harbour scale readiness", "parent": "s"})


def test_levels_of_one_name_need_one_scale() -> None:
    """The scales agree by their words or by their levels; levels of more words are left to the score."""

    def level(study: str, scale: str, label: str = "initial") -> dict[str, Any]:
        return {"study": study, "label": label, "parent": scale}

    one, other = level("a", "Harbour scale"), level("b", "Orchard ladder")
    more = [
        level(*place, label) for place in (("a", "Harbour scale"), ("b", "Orchard ladder")) for label in ("x1", "x2")
    ]

    assert "scales" in why(one, other)
    assert not why(one, level("b", "The harbour scale"))
    assert not why(one, other, *more)
    assert not why(level("a", "Harbour scale", "first sheds built"), level("b", "Orchard ladder", "sheds first built"))
    assert why(one, level("a", "Orchard ladder"))


def test_one_word_under_two_categories_may_be_one_thing() -> None:
    """Categories are no scales: "costs" of the yard and "costs" of the fleet are left to the score."""
    assert not why({"label": "costs", "parent": "the yard"}, {"label": "costs", "parent": "the fleet", "study": "b"})


TERMS = st.lists(
    st.builds(
        Term,
        id=st.just(""),
        study=st.sampled_from("ab"),
        facet=st.just("topic"),
        label=st.sampled_from(["initial", "roof", "roof survey", "survey (roof)", "tiles/slates", "slates"]),
        quote=st.sampled_from(["", "roof survey and tiles/slates", "roof: survey (roof), slates"]),
        parent=st.sampled_from(["", "Harbour scale", "Orchard ladder", "roof", "t0"]),
        contrast=st.sets(st.sampled_from(["1", "2"]), max_size=2).map(frozenset),
    ),
    min_size=2,
    max_size=7,
)


@given(TERMS, TERMS)
def test_what_is_apart_depends_on_the_two_studies_alone(made: list[Term], later: list[Term]) -> None:
    """Both ways round, for arrays as for single pairs, and with a third study or without it."""
    made = [replace(term, id=f"t{n}") for n, term in enumerate(made)]
    later = [replace(term, id=f"u{n}", study="c") for n, term in enumerate(later)]
    alone, among = read_terms(made), read_terms([*later, *made])
    size = len(made)
    pairs = np.array([(i, j) for i in range(size) for j in range(size) if i != j])
    found = Constraints([alone[t.id] for t in made])
    wide = Constraints([among[t.id] for t in (*later, *made)]).apart(pairs + len(later))

    assert found.apart(pairs).tolist() == wide.tolist()
    assert found.apart(pairs).tolist() == found.apart(pairs[:, ::-1]).tolist()
    assert found.apart(pairs).tolist() == [bool(found.why(int(i), int(j))) for i, j in pairs]


def alike(texts: Sequence[str]) -> NDArray[np.float32]:
    """An embedding to which all texts are one: what is kept apart is kept apart by the studies alone."""
    return np.tile(np.array([1, 0], dtype=np.float32), (len(texts), 1))


@given(
    TERMS, st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), max_size=2)
)
def test_no_concept_holds_what_a_study_keeps_apart(made: list[Term], must: set[tuple[int, int]]) -> None:
    """Unless a reviewer has joined it, or joined what holds it."""
    made = [replace(term, id=f"t{n}") for n, term in enumerate(made)]
    links = [(f"t{i}", f"t{j}") for i, j in sorted(must) if j < len(made)]
    readings = read_terms(made)
    constraints = Constraints([readings[term.id] for term in made])
    forced = connected(links)

    for ids in align(made, embedding=alike, must_link=links).concepts:
        for one, other in combinations(ids, 2):
            apart = constraints.why(int(one[1:]), int(other[1:]))
            assert not apart or any({one, other} <= group for group in forced)


def connected(links: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The groups that links make."""
    found: list[set[str]] = []
    for link in links:
        touched = [group for group in found if group & set(link)]
        found = [group for group in found if group not in touched] + [set(link).union(*touched)]
    return found
