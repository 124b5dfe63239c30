"""Maps of primary studies as frames: bubbles, categories, told numbers, tables, works.

In: the records of KnowledgeBase.mapping and mapped. Out: frames and plain lists. Called by the page Mapping; knows
nothing of Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.shared.wording import clipped, count, named

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
UNDATED = "no year"
MOST = 25  # rows of a chart; the table beside it has them all
COLUMNS = 40  # columns of a chart
ROW_NAME = 58  # characters of a category in a chart
BETWEEN = "\x1f"  # of a bubble's row and column in its id
SIGNS = {"differs": "≠ differs", "equal": "= equal", "not told": "· not told"}


def bubble_id(row: str, column: str) -> str:
    """What a bubble is called."""
    return f"{row}{BETWEEN}{column}"


def concept_bubbles(found: Record, most: int = MOST) -> list[Record]:
    """The bubbles of the concepts that rest on most primary studies: row, column, row_id, column_id, count."""
    return [
        {
            "row": category["category"],
            "row_id": category["concept"],
            "column": _year(year),
            "column_id": _year(year),
            "count": len(works),
        }
        for category in found["categories"][:most]
        for year, works in category["years"]
    ]


def study_bubbles(found: Record, most: int = MOST) -> list[Record]:
    """The bubbles of two dimensions of one study, of its fullest rows and columns."""
    years = found["columns"] == "year"
    rows = ordered([cell["row"] for cell in found["cells"]], found, found["rows"])[:most]
    columns = ordered([cell["column"] for cell in found["cells"]], found, found["columns"])
    kept = columns[-COLUMNS:] if years else columns[:COLUMNS]
    return [
        {
            "row": cell["row"] or UNDATED,
            "row_id": cell["row"] or UNDATED,
            "column": cell["column"] or UNDATED,
            "column_id": cell["column"] or UNDATED,
            "count": cell["count"],
        }
        for cell in found["cells"]
        if cell["row"] in rows and cell["column"] in kept
    ]


def ordered(labels: Iterable[str], found: Record, dimension: str) -> list[str]:
    """Categories in the order of the map, years in theirs, what has no year last; each once."""
    once = dict.fromkeys(labels)
    if dimension == "year":
        return sorted(once, key=lambda label: (not label, label))
    order = {c["category"]: n for n, c in enumerate(found["categories"]) if c["dimension"] == dimension}
    return sorted(once, key=lambda label: (order.get(label, len(order)), label))


def every_year(found: Sequence[str]) -> list[str]:
    """All years from the first to the last, so that an empty one shows; what has no year comes last.

    >>> every_year(["2021", "2018", "no year"])
    ['2018', '2019', '2020', '2021', 'no year']
    """
    held = set(found)
    years = [int(year) for year in held if year.isdigit()]
    every = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    if len(every) > COLUMNS:
        every = [year for year in every if year in held]
    return every + ([UNDATED] if UNDATED in held else [])


def bubbles_frame(bubbles: Sequence[Record]) -> pd.DataFrame:
    """For the chart: names cut so that they can be told apart, and `told`, what the pointer says."""
    import pandas as pd

    short = _unique({b["row_id"]: b["row"] for b in bubbles}), _unique({b["column_id"]: b["column"] for b in bubbles})
    return pd.DataFrame(
        [
            {
                **bubble,
                "row": short[0][bubble["row_id"]],
                "column": short[1][bubble["column_id"]],
                "told": count(bubble["count"], "primary study", "primary studies"),
            }
            for bubble in bubbles
        ],
        columns=["row", "row_id", "column", "column_id", "count", "told"],
    )


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    """Each name cut to ROW_NAME; two that come out alike get a number."""
    taken: dict[str, int] = {}
    found = {}
    for id, name in names.items():
        short = clipped(name, ROW_NAME)
        taken[short] = taken.get(short, 0) + 1
        found[id] = short if taken[short] == 1 else f"{short} ({taken[short]})"
    return found


def concepts_frame(found: Record, most: int) -> pd.DataFrame:
    """One row a concept."""
    import pandas as pd

    rows = [
        {
            "id": category["concept"],
            "concept": category["category"],
            "facet": named(category["facet"]),
            "primary studies": category["count"],
            "reviews": category["studies"],
            "years": years_told(category["years"]),
        }
        for category in found["categories"][:most]
    ]
    return pd.DataFrame(rows, columns=["id", "concept", "facet", "primary studies", "reviews", "years"])


def categories_frame(found: Record, dimension: str) -> pd.DataFrame:
    """One row a category of a dimension."""
    import pandas as pd

    rows = [
        {
            "id": category["category"],
            "category": category["category"],
            "primary studies": category["count"],
            "not included": len(category["others"]),
            "against what is told": SIGNS[category["verdict"]],
            "years": years_told(category["years"]),
        }
        for category in found["categories"]
        if category["dimension"] == dimension
    ]
    names = ["id", "category", "primary studies", "not included", "against what is told", "years"]
    return pd.DataFrame(rows, columns=names)


def years_told(years: Iterable[Sequence[Any]]) -> str:
    """ "2019: 2, 2020: 1"."""
    return ", ".join(f"{_year(year)}: {len(works)}" for year, works in years)


def _year(year: int | None) -> str:
    return UNDATED if year is None else str(year)


def checks_frame(checks: Sequence[Record]) -> pd.DataFrame:
    """One row a told number; its id is its place in the record."""
    import pandas as pd

    rows = [
        {
            "id": str(place),
            "verdict": SIGNS[check["verdict"]],
            "category": check["category"],
            "told": check["told"],
            "recounted": check["counted"],
            "told by": check["source"],
            "where": check["where"],
            "why": check["why"],
        }
        for place, check in enumerate(checks)
    ]
    return pd.DataFrame(rows, columns=["id", "verdict", "category", "told", "recounted", "told by", "where", "why"])


def tables_frame(found: Record) -> pd.DataFrame:
    """One row a table of the paper."""
    import pandas as pd

    rows = [
        {
            "id": str(place),
            "table": table["table"],
            "caption": table["caption"],
            "read as": table["shape"] or "not understood",
            "studies": table["works"],
            "why": table["why"],
        }
        for place, table in enumerate(found["tables"])
    ]
    return pd.DataFrame(rows, columns=["id", "table", "caption", "read as", "studies", "why"])


def mapped_frame(mapped: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a study, those whose tables say most first."""
    import pandas as pd

    rows = [
        {
            "id": row["study"],
            "study": names.get(row["study"], row["study"]),
            "tables": f"{row['understood']} of {row['tables']}",
            "primary studies": row["primary"],
            "in tables": row["placed"],
            "differ": row["differs"],
            "equal": row["equal"],
        }
        for row in sorted(mapped, key=lambda r: (-r["understood"], -r["differs"], -r["placed"], r["study"]))
    ]
    return pd.DataFrame(rows, columns=["id", "study", "tables", "primary studies", "in tables", "differ", "equal"])


def works_frame(found: Record, keys: Sequence[str]) -> pd.DataFrame:
    """The works behind a count of one study, by year."""
    import pandas as pd

    rows = [
        {
            "id": key,
            "no.": key,
            "year": found["works"][key]["year"],
            "primary study": found["works"][key]["title"],
            "included": "yes" if found["works"][key]["primary"] else "no",
        }
        for key in keys
        if key in found["works"]
    ]
    rows.sort(key=lambda row: (row["year"] is None, row["year"] or 0, row["primary study"]))
    frame = pd.DataFrame(rows, columns=["id", "no.", "year", "primary study", "included"])
    return frame.astype({"year": "Int64"})


def cited_frame(found: Record, works: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """The works behind a count of a concept, by year, with the reviews that hold them."""
    import pandas as pd

    wanted = set(works)
    rows = [
        {
            "id": row["work"],
            "year": row["year"],
            "primary study": row["work"],
            "held by": ", ".join(names.get(id, id) for id in row["held_by"]),
        }
        for row in found["primary"]
        if row["work"] in wanted
    ]
    return pd.DataFrame(rows, columns=["id", "year", "primary study", "held by"]).astype({"year": "Int64"})


def places_frame(places: Sequence[Record]) -> pd.DataFrame:
    """The rows of tables that a count rests on, their cells with dots between; the id is their place in the list."""
    import pandas as pd

    said = [" · ".join(" ".join(cell.split()) for cell in place["quote"].split("\t")) for place in places]
    return pd.DataFrame({"id": [str(number) for number in range(len(places))], "row": said})


def dimension_name(found: Record, id: str) -> str:
    """A dimension in words: "Table 2: Habitat"."""
    if id == "year":
        return "Year"
    one = next((d for d in found["dimensions"] if d["id"] == id), None)
    if one is None:
        return id
    return f"{one['table']}: {one['name']}" if one["name"] else one["table"]
