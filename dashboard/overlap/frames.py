"""The tables of overlap: pairs of reviews, and the citation matrix.

In: overlap records of KnowledgeBase. Out: pandas frames and the tiles of two heat maps. Called by the parts of the page
Overlap; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import clipped

Record = dict[str, Any]
MEASURES = {
    "corrected": "Corrected covered area",
    "coefficient": "Overlap coefficient",
    "shared": "Shared primary studies",
}
NONE, OWN, UNDEFINED = "· none shared", "the review's own list", "not defined"
HELD, ABSENT, MISSING = "holds it", "does not hold it", "searched before it appeared"
CELL_SIGNS = {HELD: "✓", MISSING: "/", ABSENT: "·"}
FEW = 16  # reviews up to which a tile shows its figure; of more, the step that it is in
_CCA_BANDS = ("slight", "moderate", "high", "very high")
_PARTS = ("below a quarter", "a quarter to a half", "a half or more", "all of the smaller list")
_STEPS = ("slight: below 5 %", "moderate: 5 to 10 %", "high: 10 to 15 %", "very high: from 15 %")
COLUMNS = ["row_id", "column_id", "row", "column", "kind", "sign", "shared", "cca", "part"]


MOST_REVIEWS = 24  # in one square, unless somebody chooses them


def most_sharing(overlap: Record, most: int = MOST_REVIEWS) -> list[str]:
    """The reviews to show at first, sorted: all, or where there are more those of the pairs that share most."""
    reviews: list[str] = overlap["reviews"]
    if len(reviews) <= most:
        return sorted(reviews)
    found: dict[str, None] = {}
    for pair in sorted(overlap["pairs"], key=lambda pair: (-pair["shared"], pair["one"], pair["other"])):
        for review in (pair["one"], pair["other"]):
            if len(found) < most:
                found[review] = None
    return sorted(found)


def beside(reviews: int) -> list[int]:
    """Widths of a map of so many reviews and of what stands beside it."""
    return [3, 2] if reviews <= FEW else [5, 2]


def bands(measure: str, few: bool) -> dict[str, str]:
    """The steps of a measure, weakest first, with their words; with their numbers where tiles show those."""
    words = _STEPS if measure == "corrected" else _PARTS
    return {f"step {n}": said if few else f"{n} {said}" for n, said in enumerate(words, 1)}


def reviews_in_order(overlap: Record) -> list[str]:
    """The reviews so that those that share much stand side by side; by id where nothing is shared."""
    reviews: list[str] = sorted(overlap["reviews"])
    if len(reviews) < 3 or not any(pair["shared"] for pair in overlap["pairs"]):
        return reviews
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    at = {review: place for place, review in enumerate(reviews)}
    apart = [[0.0 if one == other else 1.0 for other in reviews] for one in reviews]
    for pair in overlap["pairs"]:
        one, other = at[pair["one"]], at[pair["other"]]
        apart[one][other] = apart[other][one] = 1.0 - (pair["coefficient"] or 0.0)
    order = leaves_list(linkage(squareform(apart), "average", optimal_ordering=True))
    return [reviews[place] for place in order]


def pair_tiles(overlap: Record, names: Mapping[str, str], measure: str) -> pd.DataFrame:
    """One row a tile of the square of reviews; on its diagonal stands how many primary studies a review has.

    measure: a key of MEASURES, which the sign shows.
    """
    ordered = reviews_in_order(overlap)
    of: dict[tuple[str, str], Record] = {}
    size: dict[str, int] = {}
    for pair in overlap["pairs"]:
        of[pair["one"], pair["other"]] = of[pair["other"], pair["one"]] = pair
        size |= {pair["one"]: pair["works_one"], pair["other"]: pair["works_other"]}
    rows = [
        _tile(one, other, of.get((one, other)), size.get(one, 0), names, measure, len(ordered) <= FEW)
        for one in ordered
        for other in ordered
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _tile(
    one: str, other: str, pair: Record | None, size: int, names: Mapping[str, str], measure: str, few: bool
) -> Record:
    tile = {"row_id": one, "column_id": other, "row": names.get(one, one), "column": names.get(other, other)}
    if pair is None:
        return tile | {"kind": OWN, "sign": str(size), "shared": f"all {size}", "cca": "", "part": ""}
    cca, part = pair["corrected"], pair["coefficient"]
    smaller = min(pair["works_one"], pair["works_other"])
    told = {
        "shared": f"{pair['shared']} of {smaller} and {max(pair['works_one'], pair['works_other'])}",
        "cca": UNDEFINED if cca is None else f"{100 * cca:.1f} %",
        "part": UNDEFINED if part is None else f"{part:.2f}",
    }
    kind = _step(pair, measure)
    return tile | told | {"kind": kind, "sign": _sign(pair, measure) if few else kind.removeprefix("step ")[:1]}


def _step(pair: Record, measure: str) -> str:
    if not pair["shared"]:
        return NONE
    if measure != "corrected":
        part = pair["coefficient"]
        return f"step {4 if part == 1 else 3 if part >= 0.5 else 2 if part >= 0.25 else 1}"
    label = band_of(pair["corrected"])
    return UNDEFINED if label == UNDEFINED else f"step {_CCA_BANDS.index(label) + 1}"


def band_of(corrected: float | None) -> str:
    """The label of a corrected covered area; UNDEFINED where there is none."""
    from synthesis.overlap import band

    return UNDEFINED if corrected is None else band(corrected)


def _sign(pair: Record, measure: str) -> str:
    if not pair["shared"]:
        return "·"
    value = pair[measure]
    if value is None:
        return "?"
    return (
        f"{100 * value:.0f}" if measure == "corrected" else f"{value:.2f}" if measure == "coefficient" else str(value)
    )


def overlap_frame(overlap: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a pair of reviews, those that share most first. cca: corrected covered area in percent."""
    rows = [
        {
            "id": f"{pair['one']} {pair['other']}",
            "review": names.get(pair["one"], pair["one"]),
            "other review": names.get(pair["other"], pair["other"]),
            "primary studies": pair["works_one"],
            "of the other": pair["works_other"],
            "shared": pair["shared"],
            "cca": None if pair["corrected"] is None else 100 * pair["corrected"],
            "over all assumptions": percent_range(pair["range"]),
            "overlap coefficient": pair["coefficient"],
        }
        for pair in overlap["pairs"]
    ]
    columns = [
        "id",
        "review",
        "other review",
        "primary studies",
        "of the other",
        "shared",
        "cca",
        "over all assumptions",
    ]
    columns.append("overlap coefficient")
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["shared", "review", "other review"], ascending=[False, True, True], ignore_index=True)


def percent_range(pair: Sequence[float] | None) -> str:
    """A range of shares in percent.

    >>> percent_range([0.081, 0.12]), percent_range([0.1, 0.1]), percent_range(None)
    ('8.1 to 12.0 %', '10.0 %', 'not defined')
    """
    if pair is None:
        return UNDEFINED
    low, high = (f"{100 * share:.1f}" for share in pair)
    return f"{low} %" if low == high else f"{low} to {high} %"


def range_words(overlap: Record) -> str:
    """The corrected covered area as a range with its bands: "8.2 to 12.9 % (moderate to high)"."""
    if overlap["range"] is None:
        return UNDEFINED
    low, high = (band_of(share) for share in overlap["range"])
    return f"{percent_range(overlap['range'])} ({low if low == high else f'{low} to {high}'})"


def assumptions_frame(overlap: Record) -> pd.DataFrame:
    """One row an assumption with its corrected covered area in percent, the lowest first; undefined ones last."""
    rows = [
        {
            "works": "included studies" if row["works"] == "included" else "all references",
            "younger works": "no cell" if row["missing"] else "counted as absent",
            "doubtful matches": "one work" if row["doubtful"] else "two works",
            "cca": None if row["corrected"] is None else 100 * row["corrected"],
            "band": band_of(row["corrected"]),
        }
        for row in overlap["assumptions"]
    ]
    frame = pd.DataFrame(rows, columns=["works", "younger works", "doubtful matches", "cca", "band"])
    return frame.sort_values(["cca", *frame.columns[:3]], na_position="last", ignore_index=True)


def work_rows(works: Sequence[Record], *, least: int, most: int = 60) -> dict[str, str]:
    """Headings of the works that at least `least` reviews hold, by work, unique: held by most reviews first."""
    held = [work for work in works if len(work["reviews"]) >= least]
    headings: dict[str, str] = {}
    taken: dict[str, int] = {}
    for work in sorted(held, key=lambda work: (-len(work["reviews"]), work["work"])):
        heading = clipped(work["work"], most)
        taken[heading] = taken.get(heading, 0) + 1
        headings[work["work"]] = heading if taken[heading] == 1 else f"{heading} [{taken[heading]}]"
    return headings


def work_tiles(works: Sequence[Record], rows: Mapping[str, str], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a cell of the citation matrix. rows: headings by work, in order. names: of the reviews to show."""
    by_work = {work["work"]: work for work in works}
    cells = []
    for work, heading in rows.items():
        held, missing = set(by_work[work]["reviews"]), set(by_work[work]["missing"])
        for review, name in names.items():
            kind = HELD if review in held else MISSING if review in missing else ABSENT
            cells.append({"row_id": work, "row": heading, "column_id": review, "column": name, "kind": kind})
    return pd.DataFrame(cells, columns=["row_id", "row", "column_id", "column", "kind"])


def shared_frame(works: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """The primary studies that two reviews share, in the order of the record; id: place in it. also in: other reviews.

    names: of the reviews besides the two.
    """
    rows = [
        {
            "id": str(place),
            "primary study": work["work"],
            "also in": "; ".join(names[review] for review in work["reviews"] if review in names),
        }
        for place, work in enumerate(works)
    ]
    return pd.DataFrame(rows, columns=["id", "primary study", "also in"])


def lists_frame(overlap: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a study: what it lists, and until when it searched."""
    rows = [
        {
            "study": names.get(row["review"], row["review"]),
            "references": row["references"],
            "included": row["included"],
            "not named": row["unnamed"],
            "searched until": row["searched"],
            "known from": row["searched_by"],
            "in its words": " ".join(row["quote"].split()),
        }
        for row in overlap["lists"]
    ]
    columns = ["study", "references", "included", "not named", "searched until", "known from", "in its words"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("study", ignore_index=True)
    return frame.astype({"searched until": "Int64"})
