"""Figures of a concept from its evidence: against the plain formulas, against reckoning afresh, and by hand."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import BadInput
from corpus.study import StudyId
from synthesis.concept import Verdict
from synthesis.export.records import support_record
from synthesis.weighing import Evidence, pivotal, why, without_each, without_groups
from synthesis.weighing import support as su
from synthesis.weighing.left_out import groups, verdict_without

MANY = settings(max_examples=2000, deadline=None)
IDS = tuple(StudyId(name) for name in "abcdef")
A, B, C, D, E, F = IDS
Sets = dict[StudyId, frozenset[str]]
works = st.frozensets(st.sampled_from("1234567"), min_size=1, max_size=5)
sets_of = st.dictionaries(st.sampled_from(IDS), works, min_size=1)
unsure = st.dictionaries(st.sampled_from(IDS), st.none() | works, min_size=1)
voices = st.lists(st.sampled_from(("for", "against", "hedges", "denies", "silent", "silent")), min_size=6, max_size=6)


def evidence(lists: Mapping[StudyId, frozenset[str] | None], voice: Mapping[StudyId, str]) -> Evidence:
    """What some studies say of a concept, each by its list. Denying refutes where somebody says that it is so."""
    ids = sorted(lists)
    said = {kind: tuple(id for id in ids if voice.get(id) == kind) for kind in ("for", "against", "hedges", "denies")}
    refuting = {*said["against"], *(said["denies"] if said["for"] or said["hedges"] else ())}
    return Evidence(tuple(ids), said["for"], tuple(sorted(refuting)), said["hedges"], said["denies"], dict(lists), {})


def among(lists: Mapping[StudyId, frozenset[str] | None], voice: list[str]) -> Evidence:
    return evidence(lists, dict(zip(IDS, voice, strict=True)))


def own(lists: Mapping[StudyId, frozenset[str] | None]) -> Sets:
    """The sets, an unknown one as a set of its own."""
    return {id: held or frozenset({f"only {id}"}) for id, held in lists.items()}


@MANY
@given(unsure, voices)
def test_the_figures_are_those_of_the_formulas(lists: dict[StudyId, frozenset[str] | None], voice: list[str]) -> None:
    """n_eff with its interval, n_chron, IWA with its interval, coverage, the share: closed forms against plain ones."""
    given_ = among(lists, voice)
    found, mine = given_.support(), given_.supporters
    total = su.effective(own(lists))

    assert (found.studies, found.eligible) == (len(mine), len(lists))
    assert found.effective == pytest.approx(su.effective_interval({id: lists[id] for id in mine}))
    assert found.chronological == pytest.approx(su.chronological([own(lists)[id] for id in mine]))
    assert found.weighted == pytest.approx(su.independence_weighted(mine, own(lists)))
    assert found.weighted_interval == pytest.approx(su.wilson(found.weighted, total))
    assert found.coverage == pytest.approx(su.coverage(mine, lists))
    assert found.opposing == pytest.approx(su.effective_interval({id: lists[id] for id in given_.refuted_by}))


@MANY
@given(unsure, voices)
def test_leaving_one_study_out_is_reckoning_afresh_without_it(
    lists: dict[StudyId, frozenset[str] | None], voice: list[str]
) -> None:
    """Every figure and the verdict, for speakers and for silent studies."""
    whole = among(lists, voice)

    for row in without_each(whole):
        rest = {id: held for id, held in lists.items() if id != row.study}
        afresh = among(rest, voice)
        expected = afresh.support()
        assert (row.studies, row.eligible, row.studies_out) == (expected.studies, expected.eligible, (row.study,))
        for name in ("share", "interval", "effective", "chronological", "weighted", "weighted_interval", "coverage"):
            assert getattr(row, name) == pytest.approx(getattr(expected, name), abs=1e-9), (row.study, name)
        spoken = afresh.supporters or afresh.refuted_by or afresh.hedged_by or afresh.denied_by
        assert row.verdict == (str(afresh.verdict()) if spoken else "")


@MANY
@given(unsure, voices, st.frozensets(st.sampled_from(IDS)))
def test_leaving_some_studies_out_is_reckoning_afresh_without_them(
    lists: dict[StudyId, frozenset[str] | None], voice: list[str], gone: frozenset[StudyId]
) -> None:
    """Also when the others were counted once for all concepts."""
    rest = {id: held for id, held in lists.items() if id not in gone}
    left = among(lists, voice).without(gone)
    if not rest:
        with pytest.raises(BadInput, match="every one was left out"):
            left.support()
        return
    afresh, found = among(rest, voice).support(), left.support()

    for name in ("share", "effective", "chronological", "weighted", "weighted_interval", "coverage", "opposing"):
        assert getattr(found, name) == pytest.approx(getattr(afresh, name), abs=1e-9), name
    assert left.verdict() == among(rest, voice).verdict()


@MANY
@given(unsure, voices)
def test_leaving_an_overlap_group_out_is_reckoning_afresh_without_it(
    lists: dict[StudyId, frozenset[str] | None], voice: list[str]
) -> None:
    """The group: a study and those that share a primary study with it. Each group is told once."""
    whole, sets = among(lists, voice), own(lists)
    expected = {id: tuple(other for other in sorted(sets) if sets[other] & sets[id]) for id in sorted(sets)}
    rows = list(without_groups(whole))

    assert groups(whole) == expected
    assert {row.studies_out for row in rows} == {g for g in expected.values() if 1 < len(g) < len(sets)}
    assert len({row.studies_out for row in rows}) == len(rows)
    for row in rows:
        rest = among({id: held for id, held in lists.items() if id not in row.studies_out}, voice).support()
        assert (row.studies, row.eligible) == (rest.studies, rest.eligible)
        assert (*row.effective, row.weighted) == pytest.approx((*rest.effective, rest.weighted), abs=1e-9)


@MANY
@given(sets_of)
def test_effective_studies_lie_between_one_and_all(sets: Sets) -> None:
    """1 <= n_eff <= |S|; |S| iff no primary study is shared, 1 iff all sets are equal."""
    low, high = evidence(sets, dict.fromkeys(IDS, "for")).support().effective
    shared = sum(map(len, sets.values())) - len(frozenset().union(*sets.values()))

    assert low == high
    assert 1 - 1e-9 <= high <= len(sets) + 1e-9
    assert (abs(high - len(sets)) < 1e-9) == (not shared)
    assert (abs(high - 1) < 1e-9) == (len(set(sets.values())) == 1)


@MANY
@given(st.lists(works, min_size=1, max_size=4, unique=True))
def test_effective_studies_are_the_mean_over_all_reading_orders(sets: list[frozenset[str]]) -> None:
    """Of the shares of new primary studies, when the reviews are read one after the other."""
    from itertools import permutations

    orders = [su.chronological(order) for order in permutations(sets)]
    named = {IDS[place]: held for place, held in enumerate(sets)}

    assert evidence(named, dict.fromkeys(IDS, "for")).support().effective[1] == pytest.approx(sum(orders) / len(orders))


@MANY
@given(st.lists(works, min_size=1, max_size=6))
def test_the_count_in_order_of_date_never_falls(sets: list[frozenset[str]]) -> None:
    """When a later review is added; ids are in order of date here."""
    counts = []
    for upto in range(1, len(sets) + 1):
        named = {IDS[place]: held for place, held in enumerate(sets[:upto])}
        counts.append(evidence(named, dict.fromkeys(IDS, "for")).support().chronological)

    assert counts == sorted(counts)
    assert counts[0] == 1


@MANY
@given(sets_of, voices)
def test_weighted_agreement_is_a_share(sets: Sets, voice: list[str]) -> None:
    """In [0, 1], 1 when all support, and the raw share when no primary study is shared."""
    apart = {id: frozenset({f"{id}{work}" for work in held}) for id, held in sets.items()}
    found, disjoint = among(sets, voice).support(), among(apart, voice).support()

    assert 0 <= found.weighted <= 1
    assert disjoint.weighted == pytest.approx(disjoint.share)
    assert evidence(sets, dict.fromkeys(IDS, "for")).support().weighted == pytest.approx(1)


@MANY
@given(st.lists(works, min_size=1, max_size=6, unique=True), voices, st.integers(1, 4))
def test_clones_weigh_as_one(held: list[frozenset[str]], voice: list[str], times: int) -> None:
    """Further reviews of the same primary studies that say the same change neither n_eff nor IWA."""
    sets = dict(zip(IDS, held, strict=False))
    first = min(sets)
    clones = {StudyId(f"{first}{n}"): sets[first] for n in range(times)}
    said = dict(zip(IDS, voice, strict=True))
    one = evidence(sets, said).support()
    many = evidence({**sets, **clones}, said | dict.fromkeys(clones, said[first])).support()

    assert many.effective == pytest.approx(one.effective)
    assert many.weighted == pytest.approx(one.weighted)


@MANY
@given(st.integers(1, 4), st.integers(2, 5), st.integers(0, 4))
def test_reviews_of_one_size_count_by_their_covered_area(size: int, reviews: int, common: int) -> None:
    """c / (1 + (c - 1) CCA)."""
    shared = [f"s{n}" for n in range(common)]
    sets = {IDS[c]: frozenset([*shared, *(f"{c} {n}" for n in range(size))]) for c in range(reviews)}
    ones, rows = reviews * (common + size), common + reviews * size
    cca = (ones - rows) / (reviews * rows - rows)
    found = evidence(sets, dict.fromkeys(IDS, "for")).support().effective[1]

    assert found == pytest.approx(reviews / (1 + (reviews - 1) * cca))


@MANY
@given(unsure, voices, st.randoms(use_true_random=False))
def test_the_order_of_studies_changes_nothing(
    lists: dict[StudyId, frozenset[str] | None], voice: list[str], order: random.Random
) -> None:
    """Every figure is the same to the last digit."""
    shuffled = list(lists)
    order.shuffle(shuffled)

    assert among({id: lists[id] for id in shuffled}, voice).support() == among(lists, voice).support()
    assert why(among({id: lists[id] for id in shuffled}, voice)) == why(among(lists, voice))


@MANY
@given(unsure, voices)
def test_the_pivotal_studies_are_those_that_turn_the_verdict(
    lists: dict[StudyId, frozenset[str] | None], voice: list[str]
) -> None:
    """Silent ones too: without one of them the share is another."""
    whole = among(lists, voice)
    now = str(whole.verdict())

    assert pivotal(whole) == tuple(
        (id, without) for id in sorted(lists) if (without := verdict_without(whole, id)) != now
    )


def test_support_counts_first() -> None:
    """Two of three, one of them a clone of the other: pencil and paper."""
    found = evidence({A: frozenset("12"), B: frozenset("12"), C: frozenset("3")}, {A: "for", B: "for"}).support()

    assert (found.studies, found.eligible, found.effective, found.chronological) == (2, 3, (1.0, 1.0), 1.0)
    assert found.weighted == pytest.approx(1 / 2)
    assert found.coverage == pytest.approx(2 / 3)
    assert dict(found.without) == {A: 0.5, B: 0.5, C: 1.0}
    assert [(w.study, w.novelty, w.works) for w in found.weights] == [(A, 0.5, 2), (B, 0.5, 2)]


def test_a_review_nested_in_another_is_worth_a_quarter_more() -> None:
    """{1, 2} in {1, 2, 3, 4}: u is 1/2 and 3/4 among the two, and n_eff 5/4; with {7, 8} silent IWA is 5/9."""
    sets = {A: frozenset("12"), B: frozenset("1234"), C: frozenset("78")}
    found = evidence(sets, {A: "for", B: "for"}).support()

    assert found.effective == (float(Fraction(5, 4)),) * 2
    assert found.weighted == pytest.approx(float(Fraction(5, 9)))
    assert found.coverage == pytest.approx(4 / 6)


def test_coverage_is_unknown_when_no_list_is_known() -> None:
    """None, not 0."""
    assert evidence({A: None, B: None}, {A: "for"}).support().coverage is None


def test_without_a_study_that_alone_says_it_nobody_speaks() -> None:
    """And the only denial left refutes nothing, since nobody asserts."""
    alone = evidence({A: frozenset("1"), B: frozenset("2")}, {A: "for"})
    against = evidence({A: frozenset("1"), B: frozenset("2")}, {A: "for", B: "denies"})

    assert verdict_without(alone, A) == ""
    assert dict(pivotal(alone)) == {A: ""}
    assert (against.verdict(), verdict_without(against, A)) == (Verdict.CONTESTED, "only denied")


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ({A: "for", B: "for", C: "for"}, Verdict.CONSENSUS),
        ({A: "for", B: "for"}, Verdict.MINORITY),
        ({A: "for", B: "for", C: "for", D: "against"}, Verdict.CONTESTED),
        ({A: "for", C: "against", D: "against"}, Verdict.REFUTED),
        ({A: "for"}, Verdict.SINGLE),
        ({A: "for", B: "hedges", C: "hedges"}, Verdict.SINGLE),
        ({A: "hedges"}, Verdict.HEDGED),
        ({A: "hedges", B: "denies"}, Verdict.REFUTED),
        ({C: "against"}, Verdict.REFUTED),
        ({C: "denies"}, Verdict.DENIED),
    ],
)
def test_the_verdict_follows_its_rule(voice: dict[StudyId, str], expected: Verdict) -> None:
    """Four eligible studies with lists of their own."""
    lists = {study: frozenset({str(study)}) for study in (A, B, C, D)}

    assert evidence(lists, voice).verdict() is expected


@pytest.mark.parametrize(
    ("sets", "voice", "expected", "words"),
    [
        ("1 1 1", {A: "for", B: "for", C: "for"}, Verdict.SOURCE, "count as 1 independent study because a and b rest"),
        ("12 1234", {A: "for", B: "for"}, Verdict.SOURCE, "a and b share 2 primary studies of 2 and 4"),
        ("1 2", {A: "for", B: "for"}, Verdict.MAJORITY, "for a consensus three studies would have to"),
        ("12 12 13", {A: "for", B: "for", C: "for"}, Verdict.MAJORITY, "would have to count as two independent"),
        ("12 34 35 6", {A: "for", B: "for", C: "for"}, Verdict.MAJORITY, "counts once (2.5 of 3.5)"),
        ("1 2 3 3", {A: "for", C: "against", D: "against"}, Verdict.CONTESTED, "2 refute it, counting as 1"),
        ("1 1 1 2 3", {A: "for", B: "for", C: "for", D: "against", E: "against"}, Verdict.REFUTED, "counting as 2"),
        ("1 2 3", {A: "for", B: "hedges"}, Verdict.SINGLE, "1 of 3 studies in scope supports it; 1 hedges it"),
    ],
)
def test_evidence_that_is_counted_twice_makes_no_verdict(
    sets: str, voice: dict[StudyId, str], expected: Verdict, words: str
) -> None:
    """Neither a consensus of clones nor a refutation by them; the sentence says why, with the numbers."""
    found = evidence(dict(zip(IDS, map(frozenset, sets.split()), strict=False)), voice)

    assert found.verdict() is expected
    assert words in why(found)


def test_a_figure_just_below_a_limit_does_not_read_as_the_limit() -> None:
    """One work in a list of two hundred: n_eff is 1.4975, fewer than 1.5, and is told with a place more."""
    short, long = frozenset("1"), frozenset(map(str, range(1, 201)))
    told = why(evidence({A: short, B: long}, {A: "for", B: "for"}))

    assert "count as 1.498 independent studies" in told
    assert told.endswith("single source, as that is fewer than 1.5.")


def test_a_record_has_the_figures_to_nine_places() -> None:
    """Whoever checks a third or 41/18 from what is printed does not stumble over digits that were cut off."""
    sets = {A: frozenset("1234"), B: frozenset("3456"), C: frozenset("123456"), D: frozenset("78")}
    found = support_record(evidence(sets, {A: "for", B: "for", C: "for"}).support())

    assert found["effective"] == pytest.approx([23 / 18] * 2, abs=1e-9)
    assert found["weighted"] == pytest.approx(23 / 41, abs=1e-9)
    assert {weight["study"]: weight["novelty"] for weight in found["weights"]}[A] == pytest.approx(5 / 12, abs=1e-9)
    assert found["frequency"] == found["share"] == 3 / 4
