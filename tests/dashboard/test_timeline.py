"""Where studies lie in the picture of dependence, and which ties are drawn."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.agreement import tie_frames
from dashboard.charts.timeline import DRAWN, MOST_TIES, Inks, Timeline, kinds_drawn, option, timeline
from synthesis.dependence import KINDS

INKS = Inks("#1", "#2", "#3", "#4", "#5", "#6")
NAMES = {"ash": "Ash 2020", "birch": "Birch 2021", "cedar": "Cedar 2022"}
PAIRS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(KINDS)).filter(lambda t: t[0] != t[1]),
    max_size=20,
)


def tie(source: str, target: str, kind: str = "includes", **more: Any) -> dict[str, Any]:
    """A tie as the knowledge base tells it."""
    strength = "strong" if kind in ("includes", "version") else "weaker"
    told = {"source": source, "target": target, "kind": kind, "strength": strength, "evidence": "words of a list"}
    return {**told, "keys": ["b1"], "unused": "", "dates": ["2021", "2020"], **more}


def studies(years: list[int | None]) -> list[dict[str, Any]]:
    """Studies of those years."""
    return [{"id": f"s{n:02}", "year": year} for n, year in enumerate(years)]


@settings(max_examples=40)
@given(st.lists(st.none() | st.integers(2018, 2022), min_size=12, max_size=12), PAIRS)
def test_each_study_has_a_spot_of_its_own_in_the_column_of_its_year(
    years: list[int | None], pairs: list[tuple[int, int, str]]
) -> None:
    """Later years lie to the right, and the order of the records leaves no trace."""
    rows, ties = studies(years), [tie(f"s{a:02}", f"s{b:02}", kind) for a, b, kind in pairs]
    drawn = timeline(rows, ties, KINDS)
    at = drawn.places

    assert timeline(rows[::-1], ties[::-1], KINDS) == drawn
    assert len(set(at.values())) == 12
    for one, other in combinations(rows, 2):
        if one["year"] and other["year"] and one["year"] < other["year"]:
            assert at[one["id"]][0] < at[other["id"]][0]


def test_a_hundred_studies_of_few_years_stand_in_several_columns() -> None:
    """No column is too tall to read."""
    drawn = timeline(
        studies([2020 + n % 3 for n in range(100)]), [tie("s01", f"s{n:02}") for n in range(2, 100)], KINDS
    )

    assert drawn.rows <= 12
    assert [year for year, _ in drawn.columns] == ["2020", "2021", "2022"]


def test_of_many_studies_those_without_a_tie_are_left_out() -> None:
    """Of few, all are drawn."""
    assert len(timeline(studies([2020] * 100), [tie("s01", "s02")], KINDS).nodes) == 2
    assert len(timeline(studies([2020] * 5), [tie("s01", "s02")], KINDS).nodes) == 5


def test_weaker_ties_wait_until_somebody_asks_when_they_would_hide_the_strong_ones() -> None:
    """Inclusions are drawn always; asked for, the strongest of too many are."""
    pairs = list(combinations(range(40), 2))
    weak = [tie(f"s{a:02}", f"s{b:02}", "same search window") for a, b in pairs]
    ties = [*weak, tie("s01", "s02")]

    assert len(weak) > max(DRAWN, MOST_TIES)
    assert kinds_drawn(ties) == ["includes"]
    assert kinds_drawn([*weak[: DRAWN - 1], tie("s01", "s02")]) == ["includes", "same search window"]
    asked = timeline(studies([2020] * 40), ties, KINDS)
    assert (len(asked.ties), asked.left_out, asked.ties[0]["kind"]) == (MOST_TIES, len(ties) - MOST_TIES, "includes")


def test_strong_ties_are_drawn_strongly() -> None:
    """By width and kind of line, and not by colour alone; one that is not used looks like none of them."""
    ties = [tie("ash", "birch", kind) for kind in KINDS] + [tie("birch", "ash", unused="birch is younger")]
    drawn = timeline([{"id": id, "year": 2020 + n} for n, id in enumerate(NAMES)], ties, KINDS)
    lines = [link["lineStyle"] for link in option(drawn, NAMES, INKS)["series"][0]["links"]]
    looks = [(line["type"], line["width"]) for line in lines]

    assert len(set(looks)) == len(looks) == 6
    assert [width for _, width in looks[:3]] == [3.5, 2.0, 6.0]


def test_headings_come_after_the_studies_and_no_text_is_a_formatter() -> None:
    """So that the number of a node that was clicked is that of a study; ECharts would take a formatter as HTML."""
    drawn = timeline([{"id": "ash", "year": 2020}], [], KINDS)
    spec = option(drawn, {"ash": "<b>Ash</b>"}, INKS)

    assert [node["name"] for node in spec["series"][0]["data"]] == ["<b>Ash</b>", "2020", "", ""]
    assert spec["tooltip"]["formatter"] == "{b}"


def test_a_line_goes_around_a_study_that_stands_in_its_way() -> None:
    """Three studies in a row: what the last says of the first does not run through the middle one."""
    nodes = tuple({"id": id} for id in NAMES)
    ties = (tie("cedar", "ash"), tie("birch", "ash"))
    links = [
        option(Timeline(nodes, ties, {"ash": (0, 0), "birch": (1, middle), "cedar": (2, 0)}, ()), NAMES, INKS)
        for middle in (0, 1)
    ]
    bends = [[link["lineStyle"]["curveness"] for link in spec["series"][0]["links"]] for spec in links]

    assert bends == [[0.25, 0], [0, 0]]


def test_the_table_of_ties_has_the_strongest_first_and_the_unused_last() -> None:
    """Each with its dates and the words that show it."""
    ties = [tie("birch", "ash", "cites"), tie("ash", "cedar", unused="ash is of 2020"), tie("cedar", "ash")]
    frame = tie_frames.ties_frame(ties, NAMES)

    assert frame["counts as"].tolist() == ["strong", "weaker", "not used"]
    assert frame.iloc[0].to_dict() == {
        "id": "cedar~includes~ash",
        "study": "Cedar 2022",
        "of": "2021",
        "tie": "includes",
        "other study": "Ash 2020",
        "of the other": "2020",
        "counts as": "strong",
        "known from": "words of a list",
    }
    assert len(set(frame["id"])) == 3


def test_circles_and_impossible_inclusions_are_said() -> None:
    """With the names that people know the studies by."""
    told = tie_frames.troubles(
        {"cycles": [["ash", "birch"]], "ties": [tie("ash", "cedar", unused="ash is of 2020 and cedar of 2022")]}, NAMES
    )

    assert told[0].startswith("2 studies include one another in a circle: Ash 2020, Birch 2021.")
    assert told[1].endswith("is not used: Ash 2020 is of 2020 and Cedar 2022 of 2022.")


def test_ties_are_counted_by_kind() -> None:
    """Without those that are not used."""
    ties = [tie("a", "b", "cites"), tie("a", "c", "cites"), tie("a", "b"), tie("b", "a", unused="younger")]

    assert tie_frames.counted(ties) == "1 × includes, 2 × cites"


def test_what_is_counted_once_is_said() -> None:
    """Inclusions, also by way of another study, and groups that are one witness."""
    found = {
        "nested": [{"study": "cedar", "includes": ["birch"], "through": ["ash"]}],
        "units": [{"studies": ["ash", "birch"], "why": ["version: birch and ash (a preprint)"]}],
    }

    assert tie_frames.nested(found, NAMES) == [
        "Cedar 2022 holds the primary studies of Birch 2021 too, and through them those of Ash 2020.",
        "Ash 2020, Birch 2021 are one witness: version: Birch 2021 and Ash 2020 (a preprint).",
    ]
