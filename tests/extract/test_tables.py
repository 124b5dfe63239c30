"""What tables hold: which columns have items, and how the items of a cell are told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> list[str]:
    return [theme.label for theme in themes]


def test_two_columns_headed_by_scales_hold_the_levels_of_each(themes: Read) -> None:
    """A head that names a scale is the parent of what stands under it."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.table(
        "Table 1. Two schemes",
        ("Level", "Bank Care Ladder", "Flood Alert Index"),
        ("1", "Bare", "Silent"),
        ("2", "Planted", "Local"),
    )

    found = themes(paper, "maturity_level")
    by_id = {theme.id: theme.label for theme in found}

    assert {(theme.label, by_id.get(theme.parent or "")) for theme in found if theme.parent} == {
        ("Bare", "Bank Care Ladder"),
        ("Planted", "Bank Care Ladder"),
        ("Silent", "Flood Alert Index"),
        ("Local", "Flood Alert Index"),
    }


def test_codes_of_levels_are_passed_over_for_their_names(themes: Read) -> None:
    """ "L0" numbers a row; the caption may give the scale by its short form."""
    paper = Paper().head("Results").head("Maturity", 2).say("One study uses the Silt Watch Framework (SWF).")
    paper.table("Table 1. Levels of the SWF", ("Level", "Name"), ("L0", "Blind"), ("L1", "Sampled"))

    found = themes(paper, "maturity_level")
    scale = next(theme for theme in found if theme.parent is None)

    assert [theme.label for theme in found if theme.parent == scale.id] == ["Blind", "Sampled"]


def test_a_table_by_something_holds_its_items_behind_the_first_column(themes: Read) -> None:
    """Two rows of heads, the upper one repeated, as a Markdown file writes a head over two columns."""
    paper = Paper().head("Results").head("Instruments", 2)
    paper.table(
        "Table 1. Instruments, by setting and moment of use",
        ("Setting", "Before", "Before", "After"),
        ("Setting", "Gauge", "Record", "Signal"),
        ("Upper reach", "FlowEye", "StreamLog", "none"),
        ("Lower reach", "TideBar", "StreamLog", "HornPost"),
    )

    found = labels(themes(paper, "tool"))

    assert {"FlowEye", "HornPost", "StreamLog", "TideBar"} <= set(found)
    assert not {"Upper reach", "Lower reach", "None"} & set(found)


def test_a_grouping_column_leaves_the_items_to_the_next_one(themes: Read) -> None:
    """In a section on barriers "Origin" is no barrier, what stands beside it is."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.table(
        "Table 1. Barriers by origin",
        ("Origin", "What was named"),
        ("Council", "late permits; changing rules"),
        ("Site", "steep banks"),
    )

    assert labels(themes(paper, "challenge")) == ["Late permits", "Changing rules", "Steep banks"]


def test_items_whose_line_breaks_were_lost_are_told_apart_by_the_counts_beside_them(themes: Read) -> None:
    """Two counts in a row mean two items in its cell."""
    paper = Paper().head("Results")
    paper.table(
        "Table 1. What the studies report",
        ("Barrier", "Studies"),
        ("Late permits Changing rules", "9 4"),
        ("Steep Danube banks", "3"),
    )

    assert labels(themes(paper, "challenge")) == ["Late permits", "Changing rules", "Steep Danube banks"]


def test_names_with_digits_and_short_names_are_no_counts(themes: Read) -> None:
    """Two names may share a cell; a dash and a count are no names."""
    paper = Paper().head("Results")
    paper.table(
        "Table 1. Products", ("Tool", "Studies"), ("GRAF3, SWMM", "[3, 7]"), ("Sentinel-2 (n = 4)", "12"), ("-", "1")
    )

    assert labels(themes(paper, "tool")) == ["GRAF3", "SWMM", "Sentinel-2"]


def test_activities_hang_under_the_phase_of_their_row(themes: Read) -> None:
    """A second column of one facet that holds several items for each of the first has its parts."""
    paper = Paper().head("Results")
    paper.table(
        "Table 1. Phases of a restoration and their activities",
        ("Phase", "Activities"),
        ("Survey", "walking the reach; drawing maps"),
        ("Planting", "digging pits; setting willows"),
    )

    found = themes(paper, "stage")
    by_id = {theme.id: theme.label for theme in found}

    assert {theme.label: by_id.get(theme.parent or "") for theme in found} == {
        "Survey": None,
        "Walking the reach": "Survey",
        "Drawing maps": "Survey",
        "Planting": None,
        "Digging pits": "Planting",
        "Setting willows": "Planting",
    }


def test_a_table_without_heads_in_a_section_on_a_facet_tells_nothing(themes: Read) -> None:
    """Without heads nobody knows what the first column holds."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.table("Table 1. Barriers", ("Danube", "Drava"), ("Sava", "Mura"))
    paper.tables[0] = replace(
        paper.tables[0], cells=tuple(replace(cell, header=False) for cell in paper.tables[0].cells)
    )

    assert themes(paper, "challenge") == []


def test_stages_in_a_table_on_maturity_are_levels(themes: Read) -> None:
    """A head that counts levels speaks of them where the table does."""
    paper = Paper().head("Results").head("Maturity", 2)
    paper.table(
        "Table 1. Stages of the Weir Care Maturity Model",
        ("Stage", "Typical words"),
        ("Neglect", "It holds"),
        ("Upkeep", "It is in the book"),
    )

    assert "Neglect" in labels(themes(paper, "maturity_level"))
    assert themes(paper, "stage") == []


def test_a_column_of_categories_gives_way_to_the_one_of_items(themes: Read) -> None:
    """ "Category" may head items, but not beside a column of barriers; then its words are categories of them."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.table(
        "Table 1. Barriers",
        ("Category", "Barrier", "Studies"),
        ("Council", "Late permits", "9"),
        ("Council", "Changing rules", "4"),
        ("Site", "Steep banks", "3"),
    )

    found = themes(paper, "challenge")
    by_id = {theme.id: theme.label for theme in found}

    assert {theme.label: by_id.get(theme.parent or "") for theme in found} == {
        "Council": None,
        "Late permits": "Council",
        "Changing rules": "Council",
        "Site": None,
        "Steep banks": "Site",
    }
