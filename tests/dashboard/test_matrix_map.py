"""The picture of concepts by studies: each cell once, each click on what it shows, no word of papers as code."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dashboard.agreement.density_map import density_map
from dashboard.agreement.matrix_map import DARK, LIGHT, Map, matrix_map, with_groups
from dashboard.agreement.matrix_svg import density_svg, matrix_svg
from dashboard.shared.wording import SIGNS, STANCE_OF_CELL, STANCE_RULES

HOSTILE = "<script>alert(1)</script> {b} ![x](http://e.example)"
STUDIES = ("ash", "birch", "cedar")
NAMES = {"ash": "Ash 2020", "birch": f"Birch {HOSTILE}", "cedar": "Cedar 2022"}


def page(rows: list[dict[str, str]], groups: list[str]) -> dict[str, Any]:
    """A part of a matrix with these cells."""
    return {
        "columns": [{"study": study, "speaks": 1} for study in STUDIES],
        "rows": [
            {"id": f"c{at}", "label": f"{HOSTILE} {at}", "group": group, "studies": 1, "eligible": 3, "weighted": 0.5}
            | {"cells": cells}
            for at, (cells, group) in enumerate(zip(rows, sorted(groups), strict=False))
        ],
    }


CELLS = st.fixed_dictionaries({study: st.sampled_from(list(STANCE_OF_CELL)) for study in STUDIES})
PAGES = st.builds(
    page, st.lists(CELLS, min_size=1, max_size=6), st.lists(st.sampled_from(["", "One", "Two"]), min_size=6, max_size=6)
)


def formatters(value: Any) -> list[str]:
    """Every formatter of an option."""
    if isinstance(value, dict):
        own = [value["formatter"]] if "formatter" in value else []
        return own + [found for part in value.values() for found in formatters(part)]
    return [found for part in value for found in formatters(part)] if isinstance(value, list) else []


def clicks(drawn: Map) -> dict[tuple[str, str], str]:
    """By concept and study that a click gives the kind of what was clicked."""
    found: dict[tuple[str, str], str] = {}
    for series, targets in zip(drawn.option["series"], drawn.targets, strict=False):
        assert len(series["data"]) == len(targets)
        found |= {target: series.get("name", "words") for target in targets}
    return found


@given(shown=PAGES)
def test_a_click_gives_the_cell_the_concept_or_the_study_that_is_there(shown: dict[str, Any]) -> None:
    """Each cell is drawn once, in the series of its stance; names and figures are the concept's, heads the study's."""
    found = clicks(matrix_map(shown, NAMES, LIGHT))

    for row in shown["rows"]:
        assert found[row["id"], ""] == "words"
        assert {study: found[row["id"], study] for study in STUDIES} == {
            study: STANCE_OF_CELL[cell] for study, cell in row["cells"].items()
        }
    assert all(found["", study] == "words" for study in STUDIES)
    assert len(found) == len(shown["rows"]) * (1 + len(STUDIES)) + len(STUDIES)


@given(shown=PAGES)
def test_no_word_of_a_document_is_a_formatter(shown: dict[str, Any]) -> None:
    """ECharts takes a formatter as HTML; the signs and placeholders are ours."""
    option = matrix_map(shown, NAMES, DARK, ("c0", "ash")).option

    assert set(formatters(option)) <= {"{b}", *SIGNS.values()}
    assert json.loads(json.dumps(option)) == option


@given(shown=PAGES)
def test_each_group_has_one_heading_before_its_rows(shown: dict[str, Any]) -> None:
    """Nothing is headed where nothing is grouped."""
    lines = with_groups(shown["rows"])
    headed = [line["group"] for line in lines if "group" in line]

    assert headed == [name for name in dict.fromkeys(row["group"] for row in shown["rows"]) if name]
    assert [line["id"] for line in lines if "group" not in line] == [row["id"] for row in shown["rows"]]


@given(shown=PAGES)
def test_the_picture_says_all_that_the_map_says(shown: dict[str, Any]) -> None:
    """Well-formed, the same bytes each time, hostile words as words, with signs beside colours and a legend."""
    drawn = matrix_svg(shown, NAMES, LIGHT)
    said = [element.text or "" for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314

    assert drawn == matrix_svg(shown, NAMES, LIGHT)
    assert "<script" not in drawn
    assert all(stance in said for stance in STANCE_RULES)
    for stance, sign in SIGNS.items():
        cells = sum(STANCE_OF_CELL[cell] == stance for row in shown["rows"] for cell in row["cells"].values())
        assert not sign or said.count(sign) == cells + 1


def test_the_map_from_afar_has_a_tile_for_each_share() -> None:
    """Also where nobody is in scope, which is no share of nought."""
    columns = [{"first": 1, "last": 1, "studies": ["ash"]}, {"first": 2, "last": 3, "studies": ["birch", "cedar"]}]
    row = {"first": 1, "last": 30, "group": "", "label": HOSTILE}
    found = {"concepts": 30, "studies": 3, "columns": columns, "rows": [row], "cells": [[None, 0.25]]}
    drawn = density_map(found, LIGHT)

    assert [point["value"] for point in drawn.option["series"][0]["data"]] == [[0, 0, -1], [1, 0, 25]]
    assert "none of these studies" in drawn.option["series"][0]["data"][0]["name"]
    assert drawn.targets[0] == [("1", "1"), ("1", "2")]
    assert ">25</text>" in density_svg(found, DARK) and "<script" not in density_svg(found, DARK)
