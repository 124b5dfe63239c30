"""What hangs on a study: what the concepts would rest on without it."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import StudyId
from extract.theme import Status
from synthesis.concept import Concept, Verdict, concept_id
from synthesis.weighing import Evidence, Influence, Weighted, influence_of, influences, overlap_groups

LISTS = {
    StudyId("ash2019"): frozenset({"w1", "w2"}),
    StudyId("birch2020"): frozenset({"w3"}),
    StudyId("cedar2021"): frozenset({"w1", "w2"}),
    StudyId("dogwood2022"): frozenset({"w4", "w5"}),
    StudyId("elm2023"): frozenset({"w6"}),
}
ASH, BIRCH, CEDAR, DOGWOOD, ELM = LISTS


def weighed(
    label: str,
    supporters: Collection[StudyId],
    refuting: Collection[StudyId] = (),
    scope: Collection[StudyId] = tuple(LISTS),
    status: Status = Status.PROPOSED,
) -> Weighted:
    """A concept with the evidence under it, in a scope of all five studies."""
    eligible = tuple(sorted({*scope, *supporters, *refuting}))
    for_it, against = tuple(sorted(supporters)), tuple(sorted(refuting))
    lists = {study: LISTS[study] for study in eligible}
    evidence = Evidence(eligible, for_it, against, (), (), lists, dict.fromkeys(eligible, "list"))
    id = concept_id("measure", label)
    return (
        Concept(id, "measure", label, "", (), for_it, evidence.support(), evidence.verdict(), against, status=status),
        evidence,
    )


def by_study(*concepts: Weighted) -> dict[StudyId, Influence]:
    return {found.study: found for found in influences(concepts, LISTS)}


def test_a_study_that_says_nothing_has_no_influence() -> None:
    """That it is in scope may turn verdicts, which is told apart."""
    elm = by_study(weighed("siren", [ASH, BIRCH]), weighed("dike", [ASH, BIRCH, DOGWOOD, CEDAR]))[ELM]

    assert (elm.speaks, elm.total, elm.evidence, elm.turned, elm.effects) == (0, 0.0, 0.0, 0, ())


def test_a_share_that_turns_for_a_silent_study_is_told_apart() -> None:
    """Two of four support it; without one of the silent two it is two of three, and a majority."""
    found = by_study(weighed("siren", [ASH, BIRCH], scope=[ASH, BIRCH, DOGWOOD, ELM]))

    assert (found[ELM].by_silence, found[DOGWOOD].by_silence, found[ELM].turned) == (1, 1, 0)
    assert (found[ASH].by_silence, found[CEDAR].by_silence) == (0, 0)


def test_a_clone_has_no_influence_by_itself() -> None:
    """ash2019 and cedar2021 rest on the same works: without one of them the other says it all."""
    found = by_study(weighed("siren", [ASH, BIRCH, CEDAR, DOGWOOD]), weighed("dike", [ASH, CEDAR, ELM]))

    assert (found[ASH].total, found[CEDAR].total) == (0.0, 0.0)
    assert (found[ASH].evidence, found[CEDAR].evidence) == (0.0, 0.0)
    assert found[BIRCH].total > 0


def test_clones_that_are_left_out_together_take_their_evidence_along() -> None:
    """The overlap group of a clone is what hangs on it."""
    concepts = [weighed("siren", [ASH, BIRCH, CEDAR])]
    group = overlap_groups(LISTS)[ASH]
    found = influence_of(concepts, ASH, group)

    assert group == (ASH, CEDAR)
    assert (found.studies_out, found.evidence) == ((ASH, CEDAR), 1.0)
    assert (found.left_alone, found.effects[0].supporters) == (1, (3, 1))


def test_what_only_one_study_says_vanishes_with_it() -> None:
    """It is counted as vanished, and not as a verdict that turned."""
    birch = by_study(weighed("siren", [BIRCH]), weighed("dike", [ASH, BIRCH]))[BIRCH]

    assert (birch.speaks, birch.vanished, birch.left_alone, birch.turned) == (2, 1, 1, 1)
    assert [effect.verdict for effect in birch.effects] == [("single study", ""), ("minority", "single study")]


def test_consensus_that_hangs_on_one_study_is_said() -> None:
    """Three of four support it; without one of them two of three do."""
    found = by_study(weighed("siren", [ASH, BIRCH, DOGWOOD], scope=[ASH, BIRCH, DOGWOOD, ELM]))

    assert (found[BIRCH].lost_consensus, found[BIRCH].effects[0].verdict[0]) == (1, Verdict.CONSENSUS)
    assert found[ELM].lost_consensus == 0


def test_a_refuter_has_influence_too() -> None:
    """Without it the concept is contested no more."""
    found = by_study(weighed("siren", [ASH, BIRCH, DOGWOOD], [ELM]))

    assert found[ELM].effects[0].verdict[0] == Verdict.CONTESTED != found[ELM].effects[0].verdict[1]


def test_a_rejected_concept_counts_for_nobody() -> None:
    """A reviewer has said that it is none."""
    found = by_study(weighed("siren", [ASH, BIRCH], status=Status.REJECTED))

    assert {(one.speaks, one.total) for one in found.values()} == {(0, 0.0)}


def test_the_greatest_influence_comes_first() -> None:
    """Equal ones by id, so that two runs agree."""
    order = [found.study for found in influences([weighed("siren", [ASH, BIRCH, CEDAR])], LISTS)]

    assert order[0] == BIRCH and order[1:] == sorted(order[1:])


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Weighted], dict[StudyId, frozenset[str]]]:
    """One to three concepts over up to six studies that rest on up to seven works."""
    ids = [StudyId(f"s{number}") for number in range(draw(st.integers(1, 6)))]
    works = st.frozensets(st.sampled_from("abcdefg"), min_size=1)
    lists = {id: draw(works) for id in ids}
    made = []
    for number in range(draw(st.integers(1, 3))):
        stance = {id: draw(st.sampled_from(["supports", "refutes", "hedges", "silent"])) for id in ids}
        found = {word: tuple(id for id in ids if stance[id] == word) for word in ("supports", "refutes", "hedges")}
        if not any(found.values()):
            continue
        basis = dict.fromkeys(ids, "list")
        said = found["supports"], found["refutes"], found["hedges"]
        evidence = Evidence(tuple(ids), said[0], said[1], said[2], (), lists, basis)
        label = f"concept {number}"
        support, says = evidence.support(), evidence.verdict()
        made.append((Concept(concept_id("x", label), "x", label, "", (), found["supports"], support, says), evidence))
    return made, lists


@given(corpora())
@settings(max_examples=400)
def test_leaving_out_quickly_is_leaving_out(corpus: tuple[list[Weighted], dict[StudyId, frozenset[str]]]) -> None:
    """The figures of one study are those of the evidence weighed again without it."""
    concepts, lists = corpus
    for found in influences(concepts, lists):
        again = influence_of(concepts, found.study)
        slowly = 0.0
        for _, evidence in concepts:
            said = {*evidence.supporters, *evidence.refuted_by, *evidence.hedged_by}
            if found.study in said:
                left = evidence.without([found.study])
                without = left.support().weighted if left.eligible else 0.0
                slowly += abs(evidence.support().weighted - without)
        assert found.total == pytest.approx(slowly, abs=1e-7)
        assert (again.total, again.effects, again.by_silence) == (found.total, found.effects, found.by_silence)


@given(corpora())
@settings(max_examples=100)
def test_the_order_of_concepts_changes_no_figure(
    corpus: tuple[list[Weighted], dict[StudyId, frozenset[str]]],
) -> None:
    """Sums are made so that no order shows."""
    concepts, lists = corpus
    backwards = influences(concepts[::-1], reversed(lists))

    assert [(one.study, one.total, one.turned) for one in influences(concepts, lists)] == [
        (one.study, one.total, one.turned) for one in backwards
    ]
