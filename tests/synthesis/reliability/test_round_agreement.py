"""Reliability of a blind round: by hand, and only of what was judged blind."""

from __future__ import annotations

import pytest

from synthesis.judging import Act, Answer, Entry, Item, Round, rounds
from synthesis.reliability import RoundAgreement, round_agreement
from tests.synthesis.judging.test_rounds import log

ACCEPT, REJECT = Answer("accept"), Answer("reject")


def judged(
    *rows: tuple[Answer | None, ...], actions: tuple[str, ...] = ("accept", "reject"), kind: str = "theme"
) -> Round:
    """A round in which everybody has handed in. rows: the answers of each person, item by item; None for none."""
    people = tuple("ann ben cleo".split()[: len(rows)])
    items = tuple(Item(f"t{n}", kind, actions, "{}") for n in range(len(rows[0])))
    told = [
        Entry(Act.JUDGE, "r", item.id, answer, who=who)
        for who, row in zip(people, rows, strict=True)
        for item, answer in zip(items, row, strict=True)
        if answer
    ]
    opening = Entry(Act.OPEN, "r", items=items, reviewers=people, least=len(people), who="ann")
    (found,) = rounds(log(opening, *told, *(Entry(Act.HAND_IN, "r", who=who) for who in people)))
    return found


def alone(found: tuple[RoundAgreement, ...]) -> RoundAgreement:
    (only,) = found
    return only


def test_a_round_reckoned_by_hand() -> None:
    """Ten themes: both accept 5, ann alone 2, ben alone 1, both reject 2.

    Observed 7/10. Ann accepts 7, ben 6: chance .7 x .6 + .3 x .4 = .54, kappa .16 / .46. Mean share of accept .65:
    chance of AC1 2 x .65 x .35 = .455, AC1 .245 / .545. PABAK 2 x .7 - 1. Alpha: 13 and 7 of 20 ratings, expected
    disagreement 2 x 13 x 7 / (20 x 19), alpha 1 - .3 / .47894... Positive agreement 10 / 13, negative 4 / 7.
    """
    ann = (ACCEPT,) * 5 + (ACCEPT,) * 2 + (REJECT,) + (REJECT,) * 2
    ben = (ACCEPT,) * 5 + (REJECT,) * 2 + (ACCEPT,) + (REJECT,) * 2
    found = alone(round_agreement(judged(ann, ben)))
    wanted = {
        "percent_agreement": 0.7,
        "cohen_kappa": 0.16 / 0.46,
        "gwet_ac1": 0.245 / 0.545,
        "brennan_prediger": 0.4,
        "krippendorff_alpha": 1 - 0.3 / (2 * 13 * 7 / (20 * 19)),
        "positive_agreement": 10 / 13,
        "negative_agreement": 4 / 7,
        "prevalence_index": 0.3,
        "bias_index": 0.1,
    }

    assert found.people == ("ann", "ben") and found.figures.positive == "accept"
    assert {name: found.figures[name].value for name in wanted} == pytest.approx(wanted)
    for name in wanted:
        low, high = found.figures[name].interval or (1.0, 0.0)
        assert low <= wanted[name] <= high


def test_an_answer_that_nobody_gave_counts_as_one_that_could_be_given() -> None:
    """AC1 and Brennan-Prediger know of three answers; positive agreement needs two and says so."""
    row = (ACCEPT, REJECT, ACCEPT)
    figures = alone(round_agreement(judged(row, row, actions=("accept", "reject", "move")))).figures

    assert figures.categories == ("accept", "reject", "move")
    assert "needs two categories" in figures["positive_agreement"].undefined
    assert dict(figures.specific)["accept"] == 1


def test_values_are_answers_of_their_own() -> None:
    """To move a theme to two facets is no agreement; another spelling of one label is."""
    ann = (Answer("move", "tool"), Answer("relabel", "Hive keeper"), ACCEPT)
    ben = (Answer("move", "role"), Answer("relabel", "hive  keeper"), ACCEPT)
    figures = alone(round_agreement(judged(ann, ben, actions=("accept", "relabel", "move")))).figures

    assert figures.categories == ("accept", "relabel: Hive keeper", "move: role", "move: tool")
    assert figures["percent_agreement"].value == pytest.approx(2 / 3)


def test_three_reviewers_are_compared_together_and_two_by_two() -> None:
    """With a missing answer, which is no rating; kappa of Cohen is for two and says so of three."""
    found = round_agreement(
        judged((ACCEPT, REJECT, ACCEPT, ACCEPT), (ACCEPT, REJECT, REJECT, None), (ACCEPT, ACCEPT, ACCEPT, ACCEPT))
    )

    assert [group.people for group in found] == [
        ("ann", "ben", "cleo"),
        ("ann", "ben"),
        ("ann", "cleo"),
        ("ben", "cleo"),
    ]
    assert [group.figures.compared for group in found] == [4, 3, 4, 3]
    assert "two coders" in found[0].figures["cohen_kappa"].undefined
    assert found[1].figures["percent_agreement"].value == pytest.approx(2 / 3)


def test_kinds_are_never_pooled() -> None:
    """A theme is accepted, a pair is merged: that both were answered in their own words is no agreement."""
    items = (Item("t1", "theme", ("accept", "reject"), "{}"), Item("q1", "question", ("merge", "split"), "{}"))
    said = [("ann", "t1", "accept"), ("ben", "t1", "accept"), ("ann", "q1", "merge"), ("ben", "q1", "split")]
    (found,) = rounds(
        log(
            Entry(Act.OPEN, "r", items=items, who="ann"),
            *(Entry(Act.JUDGE, "r", item, Answer(action), who=who) for who, item, action in said),
            *(Entry(Act.HAND_IN, "r", who=who) for who in ("ann", "ben")),
        )
    )

    assert [(r.kind, r.figures["percent_agreement"].value) for r in round_agreement(found)] == [
        ("theme", 1.0),
        ("question", 0.0),
    ]


def test_what_was_judged_after_the_unblinding_is_not_reckoned() -> None:
    """Ben looks, and follows ann: his blind word of before counts, his later ones do not."""
    items = tuple(Item(f"t{n}", "theme", ("accept", "reject"), "{}") for n in range(3))
    (found,) = rounds(
        log(
            Entry(Act.OPEN, "r", items=items, reviewers=("ann", "ben"), who="ann"),
            *(Entry(Act.JUDGE, "r", item.id, ACCEPT, who="ann") for item in items),
            Entry(Act.JUDGE, "r", "t0", REJECT, who="ben"),
            Entry(Act.UNBLIND, "r", who="ann", reason="the deadline"),
            *(Entry(Act.JUDGE, "r", item.id, ACCEPT, who="ben") for item in items),
        )
    )
    figures = alone(round_agreement(found)).figures

    assert (figures.units, figures.compared, figures["percent_agreement"].value) == (3, 1, 0.0)


def test_nothing_judged_blind_gives_no_figures() -> None:
    """And one reviewer alone gives figures that are undefined, with why."""
    assert round_agreement(judged((None, None), (None, None))) == ()
    figures = alone(round_agreement(judged((ACCEPT, REJECT), (None, None)))).figures
    assert (figures["percent_agreement"].value, figures["percent_agreement"].undefined) == (
        None,
        "no unit has two ratings",
    )
