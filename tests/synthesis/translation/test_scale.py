"""A made-up world of two thousand themes: what the index finds, and that one more study changes nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from benchmarks.scale_world import FACETS, World, world
from benchmarks.translation_scale import STUDY, candidates, figures
from concord import resources
from synthesis.similarity.evidence import Evidence
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Scorer
from synthesis.translation import Alignment, Facet, State, state
from synthesis.translation.judged import Ints


@pytest.fixture(scope="module")
def made() -> World:
    return world(2000, extra=50)


@pytest.fixture(scope="module")
def whole(made: World) -> State:
    return state(resources.embedding(), resources.thesaurus()).with_study(made.terms)


def test_the_world_is_the_same_each_time_and_reports_each_concept_once_a_study(made: World) -> None:
    """Its figures can be repeated, and a study's list holds unlike things."""
    assert world(2000, extra=50) == made
    assert len({(term.study, made.concept[term.id]) for term in made.terms}) == len(made.terms)
    assert {term.facet for term in made.terms} == set(FACETS)


def test_the_index_finds_nearly_all_pairs_of_one_concept_among_a_fifth_of_all(whole: State, made: World) -> None:
    """At least 97 in a hundred; of a hundred concepts each has twenty themes, so a twentieth is right."""
    number, recall = candidates(whole, made)
    size = len(made.terms) // len(FACETS)

    assert recall >= 0.97
    assert number < len(FACETS) * size * (size - 1) / 2 / 5


def test_one_more_study_gives_what_everything_at_once_gives(whole: State, made: World) -> None:
    """Concepts, pairs and their scores."""
    base = state(resources.embedding(), resources.thesaurus()).with_study(
        term for term in made.terms if term.study != "study-extra"
    )
    later = base.with_study(term for term in made.terms if term.study == "study-extra")

    assert Alignment(later).concepts == Alignment(whole).concepts
    for name, facet in later.facets.items():
        assert facet.pairs.pairs.tobytes() == whole.facets[name].pairs.pairs.tobytes()
        assert facet.pairs.probability.tobytes() == whole.facets[name].pairs.probability.tobytes()


def test_one_more_study_lays_out_and_scores_in_proportion_to_its_own_themes(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fortieth of all themes stands in a twentieth of all pairs; a form is laid out once, and a theme not again."""
    counts: Counter[str] = Counter()
    laid_out, features = Scorer.__init__, Evidence.features

    def counted(self: Scorer, readings: Sequence[Reading], *rest: Any) -> None:
        counts["laid out"] += len(readings)
        laid_out(self, readings, *rest)

    def scored(self: Evidence, pairs: Ints) -> Any:
        counts["scored"] += len(pairs)
        return features(self, pairs)

    monkeypatch.setattr(Scorer, "__init__", counted)
    monkeypatch.setattr(Evidence, "features", scored)
    base = state(resources.embedding(), resources.thesaurus()).with_study(
        term for term in made.terms if term.study != "study-extra"
    )
    before = Counter(counts)
    later = base.with_study(term for term in made.terms if term.study == "study-extra")
    one = counts - before

    assert 0 < one["scored"] < 0.07 * before["scored"]
    assert STUDY < one["laid out"] < STUDY + 0.75 * sum(len(facet.forms.forms) for facet in later.facets.values())


@pytest.mark.parametrize("seed", range(3))
def test_studies_that_come_and_go_leave_what_everything_at_once_gives(seed: int, made: World) -> None:
    """To the last join, in a dense world of lists and scales, and under links of which some part what is near."""
    chance = Random(seed)  # noqa: S311 - a made-up world, no secret
    studies = sorted({term.study for term in made.terms})[:12]
    come, gone = chance.sample(studies[:6], 2), chance.sample(studies[6:], 2)
    terms = [term for term in made.terms if term.study in studies and term.facet in ("maturity_level", "challenge")]
    empty = state(resources.embedding(), resources.thesaurus())
    before = empty.with_study(term for term in terms if term.study not in come)
    near = [group for facet in before.facets.values() for group in ids_of(facet) if len(group) > 2]
    ids = [term.id for term in terms if term.study not in gone]
    must = [(chance.choice(ids), chance.choice(ids)) for _ in range(3)]
    cannot = [(group[0], chance.choice(group[1:])) for group in chance.sample(near, 3)]
    linked = before.with_links([pair for pair in must if pair[0] != pair[1]], cannot)
    for study in come:
        linked = linked.with_study(term for term in terms if term.study == study)
    for study in gone:
        linked = linked.without_study(study)
    at_once = empty.with_all((t for t in terms if t.study not in gone), linked.must, linked.cannot)

    assert Alignment(linked).concepts == Alignment(at_once).concepts
    for name, facet in linked.facets.items():
        mine, theirs = facet.grouping.joins, at_once.facets[name].grouping.joins
        assert [mine.left.tobytes(), mine.right.tobytes()] == [theirs.left.tobytes(), theirs.right.tobytes()]
        assert mine.mean.tobytes() == theirs.mean.tobytes()
        assert len(mine.mean) > 0


def ids_of(facet: Facet) -> list[list[str]]:
    return [[facet.readings[place].term.id for place in group] for group in facet.groups]


def test_the_concepts_of_the_world_are_found(whole: State, made: World) -> None:
    """Far above what equal words alone would give."""
    _, _, f1 = figures(Alignment(whole).concepts, made.terms, made.concept)

    assert f1 > 0.75
