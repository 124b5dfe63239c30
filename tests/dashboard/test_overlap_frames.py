"""Overlap as tiles and tables."""

from __future__ import annotations

from typing import Any

from dashboard.overlap import frames as of

NAMES = {"ash": "Ash 2020", "birch": "Birch 2021", "cedar": "Cedar 2022"}


def pair(
    one: str, other: str, shared: int, corrected: float | None, sizes: tuple[int, int] = (10, 4)
) -> dict[str, Any]:
    """A pair of reviews."""
    row = {"one": one, "other": other, "works_one": sizes[0], "works_other": sizes[1], "shared": shared}
    return {**row, "corrected": corrected, "coefficient": shared / min(sizes), "range": [0.1, 0.2]}


OVERLAP: dict[str, Any] = {
    "reviews": ["ash", "birch", "cedar"],
    "pairs": [pair("ash", "birch", 0, 0.0), pair("ash", "cedar", 4, 0.4), pair("birch", "cedar", 0, 0.0, (4, 4))],
    "assumptions": [
        {"works": "all", "missing": True, "doubtful": False, "corrected": 0.12},
        {"works": "all", "missing": False, "doubtful": True, "corrected": None},
        {"works": "included", "missing": True, "doubtful": False, "corrected": 0.04},
    ],
}


def tile(measure: str, one: str, other: str, overlap: dict[str, Any] = OVERLAP) -> dict[str, Any]:
    """One tile of the square of reviews."""
    rows = of.pair_tiles(overlap, NAMES, measure).to_dict("records")
    return {str(k): v for row in rows if (row["row_id"], row["column_id"]) == (one, other) for k, v in row.items()}


def test_the_square_of_reviews_reads_the_same_from_both_sides() -> None:
    """With the sizes of the lists on its diagonal."""
    assert len(of.pair_tiles(OVERLAP, NAMES, "corrected")) == 9
    assert tile("corrected", "ash", "cedar")["sign"] == tile("corrected", "cedar", "ash")["sign"] == "40"
    assert [tile("corrected", id, id)["sign"] for id in OVERLAP["reviews"]] == ["10", "4", "4"]
    assert (tile("corrected", "ash", "birch")["sign"], tile("corrected", "ash", "birch")["kind"]) == ("·", of.NONE)


def test_a_small_review_inside_a_large_one_is_seen_by_the_overlap_coefficient() -> None:
    """Its corrected covered area alone would be no more than very high."""
    found = tile("coefficient", "ash", "cedar")

    assert (found["sign"], found["kind"]) == ("1.00", "step 4")


def test_reviews_that_share_much_stand_side_by_side() -> None:
    """Whatever the order of the records."""
    ordered = of.reviews_in_order(OVERLAP)

    assert abs(ordered.index("ash") - ordered.index("cedar")) == 1
    assert of.reviews_in_order({**OVERLAP, "reviews": OVERLAP["reviews"][::-1]}) == ordered


def test_what_is_not_defined_is_said_and_not_shown_as_nought() -> None:
    """A pair without a corrected covered area has a question mark, an assumption its word."""
    undefined = {**OVERLAP, "pairs": [pair("ash", "birch", 2, None)], "reviews": ["ash", "birch"]}
    found = tile("corrected", "ash", "birch", undefined)

    assert (found["sign"], found["kind"], found["cca"]) == ("?", of.UNDEFINED, of.UNDEFINED)
    assert of.assumptions_frame(OVERLAP)["band"].tolist() == ["slight", "high", of.UNDEFINED]


def test_works_that_more_reviews_hold_come_first() -> None:
    """With headings that differ, also when they were cut to the same words."""
    works = [
        {"work": "Zeder 2001: One", "reviews": ["ash", "birch"]},
        {"work": "Moor 2002: A very long title, part one", "reviews": ["ash", "birch", "cedar"]},
        {"work": "Moor 2002: A very long title, part two", "reviews": ["ash", "birch", "cedar"]},
        {"work": "Alone 2003", "reviews": ["ash"]},
    ]
    rows = of.work_rows(works, least=2, most=20)

    assert list(rows.values()) == ["Moor 2002: A very l…", "Moor 2002: A very l… [2]", "Zeder 2001: One"]
