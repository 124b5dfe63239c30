"""Decisions, their chain, and their replay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadDecision
from extract.theme import Evidence, Status
from synthesis.concept import Relation
from synthesis.decisions import Address, Decision, Kind, chained, first_break, in_force, replay
from tests.synthesis.small import extraction, study, theme

WARD = study("ward2019", "The ward nurse plans the shifts.", "Porters move patients.", "Nurses lead rounds.")
NURSE = theme(WARD, "role", "ward nurse", quote="The ward nurse plans the shifts.")
PORTER = theme(WARD, "role", "porter", quote="Porters move patients.")
CLINIC = study("clinic2021", "A charge nurse runs the floor.")
CHARGE = theme(CLINIC, "role", "charge nurse", quote="A charge nurse runs the floor.")
BOTH = (extraction(WARD, NURSE, PORTER), extraction(CLINIC, CHARGE))


def log(*decisions: dict[str, Any]) -> list[Decision]:
    """A chained log; who is Ada unless said otherwise."""
    made: list[Decision] = []
    for content in decisions:
        made.append(
            chained(Decision(**{"who": "Ada", "when": "2026-01-01T00:00:00Z"} | content), made[-1] if made else None)
        )
    return made


def of(theme: Any) -> Address:
    return Address.of(theme)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"kind": Kind.ACCEPT, "themes": (of(NURSE),), "who": " "}, "needs the name"),
        ({"kind": Kind.MERGE, "themes": (of(NURSE), of(CHARGE))}, "needs a reason"),
        ({"kind": Kind.MERGE, "themes": (of(NURSE), of(NURSE)), "reason": "r"}, "two different themes"),
        (
            {"kind": Kind.SPLIT, "themes": (of(NURSE), of(CHARGE)), "reason": "r", "groups": (1, 1)},
            "at least two groups",
        ),
        ({"kind": Kind.RELATE, "themes": (of(NURSE), of(CHARGE)), "reason": "r", "value": "likes"}, "not 'likes'"),
        ({"kind": Kind.RENAME, "themes": (of(NURSE),)}, "needs a new label"),
        ({"kind": Kind.ADD, "themes": (Address("s", "role", "x"),)}, "the quote that it rests on"),
        ({"kind": Kind.UNDO, "value": "last"}, "not 'last'"),
        ({"kind": Kind.REJECT}, "needs a theme"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(content: dict[str, Any], complaint: str) -> None:
    """One sentence says what is missing."""
    with pytest.raises(BadDecision, match=complaint):
        Decision(**{"who": "Ada"} | content)


def test_a_log_that_was_touched_shows_where() -> None:
    """Changing or taking out a decision breaks the chain there."""
    whole = log(*[{"kind": Kind.ACCEPT, "themes": (of(t),)} for t in (NURSE, PORTER, CHARGE)])

    assert first_break(whole) is None
    assert first_break([whole[0], replace(whole[1], who="Eve"), whole[2]]) == 2
    assert first_break([whole[0], whole[2]]) == 3


def test_accept_reject_rename_and_move_change_the_theme_and_keep_its_id() -> None:
    """Links to it survive."""
    state = replay(
        BOTH,
        log(
            {"kind": Kind.ACCEPT, "themes": (of(NURSE),)},
            {"kind": Kind.REJECT, "themes": (of(PORTER),)},
            {"kind": Kind.RENAME, "themes": (of(CHARGE),), "value": "nurse in charge"},
            {"kind": Kind.MOVE, "themes": (Address("clinic2021", "role", "nurse in charge"),), "value": "staff"},
        ),
    )
    found = {t.id: t for t in state.themes}

    assert found[NURSE.id].status is Status.ACCEPTED
    assert found[PORTER.id].status is Status.REJECTED
    assert (found[CHARGE.id].label, found[CHARGE.id].facet) == ("nurse in charge", "staff")
    assert state.conflicts == ()


def test_merge_links_and_draws_edges_with_the_reason() -> None:
    """The edge names who decided."""
    state = replay(BOTH, log({"kind": Kind.MERGE, "themes": (of(NURSE), of(CHARGE)), "reason": "one job"}))

    assert state.must_link == (tuple(sorted((NURSE.id, CHARGE.id))),)
    assert {(e.relation, e.reasons, e.decided_by) for e in state.relations} == {(Relation.CLOSE, ("one job",), "Ada")}


def test_the_later_of_merge_and_split_holds() -> None:
    """For the same pair."""
    pair = {"themes": (of(NURSE), of(CHARGE)), "reason": "r"}
    state = replay(BOTH, log({"kind": Kind.MERGE} | pair, {"kind": Kind.SPLIT} | pair))

    assert state.must_link == ()
    assert len(state.cannot_link) == 1


def test_a_split_parts_groups_only() -> None:
    """Members of one group stay free to be together."""
    themes = (of(NURSE), of(PORTER), of(CHARGE))
    state = replay(BOTH, log({"kind": Kind.SPLIT, "themes": themes, "groups": (1, 1, 2), "reason": "r"}))

    assert state.cannot_link == tuple(sorted(tuple(sorted((t.id, CHARGE.id))) for t in (NURSE, PORTER)))


def test_a_split_that_other_merges_defeat_is_a_conflict() -> None:
    """It is shown with the pair; the merges hold."""
    state = replay(
        BOTH,
        log(
            {"kind": Kind.MERGE, "themes": (of(NURSE), of(CHARGE)), "reason": "r"},
            {"kind": Kind.MERGE, "themes": (of(CHARGE), of(PORTER)), "reason": "r"},
            {"kind": Kind.SPLIT, "themes": (of(NURSE), of(PORTER)), "reason": "r"},
        ),
    )

    assert "'ward nurse' of ward2019" in state.conflicts[0].why


def test_themes_of_two_facets_cannot_be_merged() -> None:
    """Concepts do not cross facets; the decision is shown as a conflict."""
    task = theme(WARD, "task", "rounds", quote="Nurses lead rounds.")
    state = replay(
        [extraction(WARD, NURSE, task)], log({"kind": Kind.MERGE, "themes": (of(NURSE), of(task)), "reason": "r"})
    )

    assert state.must_link == ()
    assert "different facets: role, task" in state.conflicts[0].why


def test_undo_of_undo_brings_a_decision_back() -> None:
    """Each undo names one earlier decision."""
    once = log({"kind": Kind.REJECT, "themes": (of(NURSE),)}, {"kind": Kind.UNDO, "value": "1"})
    twice = log(
        {"kind": Kind.REJECT, "themes": (of(NURSE),)},
        {"kind": Kind.UNDO, "value": "1"},
        {"kind": Kind.UNDO, "value": "2"},
    )

    assert in_force(once) == ()
    assert [decision.sequence for decision in in_force(twice)] == [1]


def test_a_theme_is_found_again_by_its_quote_when_its_label_has_changed() -> None:
    """A better extractor names it otherwise."""
    renamed = theme(WARD, "role", "nurse on the ward", quote="The ward nurse plans the shifts.")
    state = replay([extraction(WARD, renamed, PORTER)], log({"kind": Kind.REJECT, "themes": (of(NURSE),)}))

    assert {t.label: t.status for t in state.themes}["nurse on the ward"] is Status.REJECTED


def test_a_decision_finds_its_theme_under_a_new_name_of_the_study() -> None:
    """A second rendition may correct title or year, and so rename the study; no decision is lost by that."""
    renamed = study("ward2020", "The ward nurse plans the shifts.")
    nurse = theme(renamed, "role", "ward nurse", quote="The ward nurse plans the shifts.")
    accepted = log({"kind": Kind.ACCEPT, "themes": (of(NURSE),)})

    state = replay([extraction(renamed, nurse)], accepted)

    assert state.conflicts == ()
    assert [t.status for t in state.themes] == [Status.ACCEPTED]


def test_a_decision_never_moves_to_one_of_two_studies() -> None:
    """Where two studies have the same words, nobody can tell which one was meant."""
    twins = [study(f"ward202{n}", "The ward nurse plans the shifts.") for n in (0, 1)]
    told = [extraction(s, theme(s, "role", "ward nurse", quote="The ward nurse plans the shifts.")) for s in twins]

    state = replay(told, log({"kind": Kind.ACCEPT, "themes": (of(NURSE),)}))

    assert len(state.conflicts) == 1


def test_a_decision_whose_theme_has_vanished_is_kept_as_a_conflict() -> None:
    """Never dropped, never applied to something else."""
    state = replay([extraction(WARD, PORTER)], log({"kind": Kind.REJECT, "themes": (of(NURSE),)}))

    assert [t.status for t in state.themes] == [Status.PROPOSED]
    assert state.conflicts[0].why == "no longer there: role 'ward nurse' of ward2019"


def test_an_added_theme_rests_on_a_quote_of_the_study() -> None:
    """White space is folded; the anchor quotes the document."""
    address = Address("ward2019", "task", "ward rounds", "Nurses  lead\nrounds.")
    state = replay(BOTH, log({"kind": Kind.ADD, "themes": (address,), "reason": "missed"}), [WARD, CLINIC])
    added = next(t for t in state.themes if t.facet == "task")
    mention = added.mentions[0]

    assert WARD.document(mention.anchor.document).quote(mention.anchor) == mention.quote == "Nurses lead rounds."
    assert (mention.evidence, added.status) == (Evidence.REVIEWER, Status.ACCEPTED)


def test_a_quote_that_stands_nowhere_adds_nothing() -> None:
    """Grounding is absolute, also for reviewers."""
    address = Address("ward2019", "task", "surgery", "Surgeons operate.")
    state = replay(BOTH, log({"kind": Kind.ADD, "themes": (address,)}), [WARD, CLINIC])

    assert len(state.themes) == 3
    assert state.conflicts[0].why == "the quote stands in no document of ward2019"


@given(st.permutations(range(4)))
def test_the_order_of_decisions_and_extractions_given_is_no_matter(order: list[int]) -> None:
    """They are applied by their numbers."""
    decisions = log(
        {"kind": Kind.REJECT, "themes": (of(NURSE),)},
        {"kind": Kind.ACCEPT, "themes": (of(NURSE),)},
        {"kind": Kind.RENAME, "themes": (of(PORTER),), "value": "carrier"},
        {"kind": Kind.UNDO, "value": "2"},
    )

    assert replay(BOTH[::-1], [decisions[n] for n in order]) == replay(BOTH, decisions)
