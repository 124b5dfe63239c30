"""Reviewers who contradict each other are told, on what, and who holds; a change of one's own mind is no dispute."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import given, settings

from corpus.study import StudyId
from synthesis.decisions import ONE_STUDY, ONE_WORK, TWO_STUDIES, TWO_WORKS, Decision, Kind, disputes, others_of, replay
from tests.synthesis.decisions.test_applied import STUDIES, logs
from tests.synthesis.decisions.test_decisions import BOTH, CHARGE, NURSE, PORTER, log, of

ADA, BEN, CEM = ({"who": who} for who in ("Ada", "Ben", "Cem"))
ACCEPT: dict[str, Any] = {"kind": Kind.ACCEPT, "themes": (of(NURSE),)}
REJECT: dict[str, Any] = {"kind": Kind.REJECT, "themes": (of(NURSE),)}
NURSES = {"themes": (of(NURSE), of(CHARGE)), "reason": "r"}


def found(*said: dict[str, Any]) -> list[tuple[str, list[tuple[str, tuple[str, ...], tuple[int, ...]]], int]]:
    state = replay(BOTH, log(*said), STUDIES)
    return [
        (d.about, [(side.value, side.who, side.numbers) for side in d.sides], d.holds) for d in disputes(state.applied)
    ]


def test_accept_and_reject_of_one_theme_by_two_people_are_a_dispute() -> None:
    """The later is followed; a third person stands with one of them."""
    theme = {"themes": (of(NURSE),)}
    said = (
        {"kind": Kind.ACCEPT} | theme | ADA,
        {"kind": Kind.REJECT} | theme | BEN,
        {"kind": Kind.ACCEPT} | theme | CEM,
    )

    assert found(*said) == [("status", [("accept", ("Ada", "Cem"), (1, 3)), ("reject", ("Ben",), (2,))], 3)]


def test_who_changes_their_mind_contradicts_nobody() -> None:
    """Of each person the last word counts."""
    theme = {"themes": (of(NURSE),)}
    said = [
        {"kind": Kind.ACCEPT} | theme | ADA,
        {"kind": Kind.REJECT} | theme | BEN,
        {"kind": Kind.REJECT} | theme | ADA,
    ]

    assert found(*said) == []
    assert found(said[0], said[2]) == []


def test_all_that_people_can_disagree_on_is_told() -> None:
    """Names, facets, one concept or two, levels, verdicts, files and fields."""
    label = {"kind": Kind.RENAME, "themes": (of(NURSE),)}
    facet = {"kind": Kind.MOVE, "themes": (of(PORTER),)}
    concept = {"concept": True, "themes": (of(NURSE), of(CHARGE)), "reason": "r"}
    name, level = {"kind": Kind.RENAME} | concept, {"kind": Kind.ASSESS} | concept
    files = {"kind": Kind.IDENTIFY, "documents": ("dclinic2021", "dward2019"), "reason": "r"}
    field = {"kind": Kind.DESCRIBE, "about": "ward2019"}
    pairs: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("label", label | {"value": "nurse"}, label | {"value": "sister"}),
        ("facet", facet | {"value": "staff"}, facet | {"value": "people"}),
        ("concept or two", {"kind": Kind.MERGE} | NURSES, {"kind": Kind.SPLIT} | NURSES),
        ("status of a concept", {"kind": Kind.ACCEPT} | concept, {"kind": Kind.REJECT} | concept),
        ("label of a concept", name | {"value": "a"}, name | {"value": "b"}),
        ("confidence", level | {"value": "low"}, level | {"value": "high"}),
        ("identity", files | {"value": ONE_STUDY}, files | {"value": TWO_STUDIES}),
        ("year", field | {"fields": (("year", "2019"),)}, field | {"fields": (("year", "2020"),)}),
        (
            "relation",
            {"kind": Kind.RELATE, "value": "exactMatch"} | NURSES,
            {"kind": Kind.RELATE, "value": "refutes"} | NURSES,
        ),
    ]
    for about, one, other in pairs:
        assert [(told[0], told[2]) for told in found(one | ADA, other | BEN)] == [(about, 2)], about
        assert found(one | ADA, one | BEN) == [], about


def test_verdicts_on_the_same_references_are_compared_by_their_words() -> None:
    """Whoever names which first; a reference stands in a list of the study or is the study itself."""
    from corpus.references import as_reference
    from synthesis.decisions import Address

    one, other = (Address(s.id, "reference", s.title, as_reference(s).raw) for s in STUDIES)
    said = (
        {"kind": Kind.MATCH, "themes": (one, other), "value": ONE_WORK} | ADA,
        {"kind": Kind.MATCH, "themes": (other, one), "value": TWO_WORKS} | BEN,
    )

    assert [told[0] for told in found(*said)] == ["reference"]


def test_two_years_of_one_study_are_a_dispute_also_under_two_of_its_ids() -> None:
    """Its id changes when a file of an earlier year is added; what people say is compared by the study itself."""
    study = STUDIES[0]
    renamed = replace(study, id=StudyId("another2020"), aliases=(study.id,))
    said = {"kind": Kind.DESCRIBE, "documents": tuple(document.id for document in study.documents)}
    decisions = log(
        said | {"who": "Ada", "about": study.id, "fields": (("year", "2019"),)},
        said | {"who": "Ben", "about": "another2020", "fields": (("year", "2020"),)},
    )

    (told,) = disputes(replay(BOTH, decisions, (renamed, *STUDIES[1:])).applied)
    assert (told.about, [side.who for side in told.sides], told.holds) == ("year", [("Ada",), ("Ben",)], 2)


def test_two_relations_may_both_hold() -> None:
    """Only refutes against a match, and broader against narrower, cannot."""
    related = [{"kind": Kind.RELATE, "value": value} | NURSES for value in ("relatedMatch", "refutes", "broadMatch")]

    assert found(related[0] | ADA, related[1] | BEN, related[2] | CEM) == []


def test_decisions_on_many_themes_that_meet_in_two_are_one_dispute_with_two_themes() -> None:
    """So that it is settled once."""
    state = replay(
        BOTH,
        log(
            {"kind": Kind.ACCEPT, "themes": (of(NURSE), of(PORTER))} | ADA,
            {"kind": Kind.REJECT, "themes": (of(NURSE), of(PORTER), of(CHARGE))} | BEN,
        ),
    )
    (told,) = disputes(state.applied)

    assert told.themes == tuple(sorted((NURSE.id, PORTER.id)))
    assert (others_of(told, 1), others_of(told, 2)) == ((2,), (1,))


def test_what_was_taken_back_is_no_dispute() -> None:
    """Nor what lost its object."""
    theme = {"themes": (of(NURSE),)}
    said = (
        {"kind": Kind.ACCEPT} | theme | ADA,
        {"kind": Kind.REJECT} | theme | BEN,
        {"kind": Kind.UNDO, "value": "1"} | BEN,
    )

    assert found(*said) == []


def test_what_somebody_said_before_does_not_come_back_when_their_last_word_goes() -> None:
    """To settle a dispute takes all of it back."""
    name: dict[str, Any] = {"kind": Kind.RENAME, "themes": (of(NURSE),)}
    said = log(
        *(name | {"value": value} | who for value, who in (("a", ADA), ("b", ADA), ("c", BEN), ("c", ADA), ("d", BEN)))
    )
    (told,) = disputes(replay(BOTH, said, STUDIES).applied)

    assert [side.numbers for side in told.sides] == [(4,), (5,)]
    assert (others_of(told, 5), others_of(told, 4)) == ((1, 2, 4), (5,))


@settings(max_examples=150, deadline=None)
@given(logs())
def test_a_dispute_ends_when_what_contradicts_one_side_is_taken_back(decisions: list[Decision]) -> None:
    """For any log and any side: two people at least, and then nobody contradicts that decision on that thing."""
    for dispute in disputes(replay(BOTH, decisions, STUDIES).applied):
        people = [set(side.who) for side in dispute.sides]
        assert len(people) > 1
        assert all(not one & other for one, other in permutations(people, 2))
        for side in dispute.sides:
            gone = others_of(dispute, side.numbers[-1])
            left = [decision for decision in decisions if decision.sequence not in gone]
            after = disputes(replay(BOTH, left, STUDIES).applied)
            same = [d for d in after if d.about == dispute.about and set(d.themes) & set(dispute.themes)]
            assert all(
                {v.who for v in d.votes if v.number in side.numbers} == set() for d in same if d.votes == dispute.votes
            )
            assert dispute.id not in [d.id for d in after]
