"""What a concept rests on, as tables and sentences."""

from __future__ import annotations

from typing import Any

from dashboard.concept import support_frames
from dashboard.shared import assuming
from synthesis.weighing import WEAK_TIES, Assumptions

NAMES = {"ash": "Ash 2020", "birch": "Birch 2021", "cedar": "Cedar 2022", "dogwood": "Dogwood 2023"}


def weight(study: str, basis: str, works: int, listed: int, novelty: float = 0.5) -> dict[str, Any]:
    """What one study brings to a concept."""
    return {"study": study, "basis": basis, "works": works, "listed": listed, "novelty": novelty, "primary": []}


def left(study: str, weighted: float, verdict: str, *others: str) -> dict[str, Any]:
    """The figures without a study and those others."""
    figures = {"studies": 1, "eligible": 3, "share": 1 / 3, "interval": [0.1, 0.8], "effective": [1.0, 1.0]}
    return {**figures, "study": study, "out": [study, *others], "weighted": weighted, "verdict": verdict}


RESTING: dict[str, Any] = {
    "verdict": "contested",
    "studies": 2,
    "eligible": 4,
    "share": 0.5,
    "interval": [0.15, 0.85],
    "effective": [1.25, 1.25],
    "weighted": 0.4,
    "studies_for": ["ash", "birch"],
    "hedged_by": [],
    "denied_by": ["cedar"],
    "refuted_by": ["cedar"],
    "eligible_studies": ["ash", "birch", "cedar", "dogwood"],
    "weights": [weight("ash", "theme", 2, 9), weight("birch", "list", 8, 8), weight("cedar", "unknown", 1, 1, 1.0)],
    "shared": [{"work": "Moss 2001", "studies": ["birch", "ash"]}],
    "without": [left("ash", 0.35, "contested"), left("birch", 0.1, "single study"), left("cedar", 0.45, "majority")],
    "without_groups": [left("ash", 0.9, "contested", "birch")],
}


def test_each_study_in_scope_says_what_it_rests_on() -> None:
    """Supporters first, then those against; the silent ones weigh nothing and stay in sight."""
    rows = support_frames.studies_frame(RESTING, NAMES).to_dict("records")

    assert [(row["study"], row["says"]) for row in rows] == [
        ("Ash 2020", "+ supports"),
        ("Birch 2021", "+ supports"),
        ("Cedar 2022", "− denies"),
        ("Dogwood 2023", "· silent"),
    ]
    assert [row["rests on"] for row in rows] == [
        "2 of its 9: what the theme cites",
        "its whole list of 8",
        "itself: its list is not known",
        "",
    ]


def test_no_percentage_stands_alone() -> None:
    """Of few studies there is none at all; of more it has its counts before and its interval behind it."""
    many = {**RESTING, "studies": 4, "eligible": 8}

    assert support_frames.raw_support(RESTING) == "2 of 4 (95 % interval 0.15 to 0.85)"
    assert support_frames.raw_support(many) == "4 of 8 (0.50, 95 % interval 0.15 to 0.85)"


def test_shared_primary_studies_name_who_holds_them() -> None:
    """By the names that people know."""
    (row,) = support_frames.shared_frame(RESTING, NAMES).to_dict("records")

    assert row == {"id": "Moss 2001", "primary study": "Moss 2001", "studies": 2, "held by": "Ash 2020; Birch 2021"}


def test_the_study_without_which_the_verdict_changes_comes_first() -> None:
    """Then the one that moves the figure most; groups come last, with all that were left out."""
    frame = support_frames.without_frame(RESTING, NAMES)

    assert frame["without"].tolist() == ["Birch 2021", "Cedar 2022", "Ash 2020", "Ash 2020 + Birch 2021"]
    assert frame["verdict"].tolist()[:3] == ["single study (changes)", "majority (changes)", "contested"]
    assert frame["change"].round(2).tolist() == [-0.3, 0.05, -0.05, 0.5]


def test_the_chart_has_two_points_a_study_that_differ_by_more_than_colour() -> None:
    """Raw and weighted, each with where it stands now."""
    dots = support_frames.dots_frame(RESTING, NAMES)

    assert dots.groupby("without")["measure"].nunique().tolist() == [2, 2, 2]
    assert dots["without"].tolist()[0] == "Birch 2021"
    assert set(zip(dots["measure"], dots["now"], strict=True)) == {
        (support_frames.RAW, 0.5),
        (support_frames.WEIGHTED, 0.4),
    }


def test_the_usual_assumptions_are_the_first_of_the_grid() -> None:
    """Each switch is turned somewhere, and none of them twice in the same way."""
    grid = assuming.grid()

    assert grid[0] == assuming.STANDARD == Assumptions()
    assert len(set(grid)) == len(grid) == 8 + len(WEAK_TIES)


def test_what_the_switches_change_is_said_in_verdicts() -> None:
    """Counted by what it was and what it is; nothing is said to change when nothing does."""
    usual = [{"id": f"c{n}", "verdict": "consensus"} for n in range(3)]
    now = [{"id": "c0", "verdict": "consensus"}, *({"id": f"c{n}", "verdict": "majority"} for n in (1, 2))]

    assert assuming.effect(now, usual).endswith(
        "2 concepts have another verdict than usual: 2 from consensus to majority."
    )
    assert "no concept has another verdict" in assuming.effect(usual, usual)
    assert assuming.verdicts_told(["consensus"] * 3) == "Consensus under all 3 assumptions."
