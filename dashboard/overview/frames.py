"""The corpus at a glance as tables: facets, years, and the flow of each study's selection.

In: records of KnowledgeBase.overview, timeline, appearing and selection. Out: pandas frames. Called by the parts of the
overview; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import named

Record = dict[str, Any]
PARTS = {  # of a facet's concepts: each stands in one part
    "agreed": "consensus or majority",
    "mixed": "shared, less than a majority",
    "single": "in one study",
    "contested": "contested or refuted",
}
NO_YEAR = "none told"
LONG = 80  # years up to which empty ones are drawn too
STAGES = {"found": "identified", "screened": "screened", "full text": "read in full", "included": "included"}


def facets_frame(facets: Iterable[Record]) -> pd.DataFrame:
    """One row a facet, in the order given."""
    columns = ["id", "facet", "studies", "themes", "concepts", "shared", "agreed", "contested"]
    rows = [{"id": row["facet"], **row, "facet": named(row["facet"])} for row in facets]
    return pd.DataFrame(rows, columns=columns)


def facet_parts(facets: Iterable[Record]) -> pd.DataFrame:
    """One row a facet and a part of its concepts: id, facet, part, order of the part, number; empty ones left out."""
    rows = []
    for row in facets:
        numbers = {name: row[name] for name in ("agreed", "single", "contested")}
        numbers["mixed"] = row["concepts"] - sum(numbers.values())
        for order, (part, told) in enumerate(PARTS.items()):
            if numbers[part]:
                rows.append((row["facet"], named(row["facet"]), told, order, numbers[part]))
    return pd.DataFrame(rows, columns=["id", "facet", "part", "order", "concepts"])


def years_frame(timeline: Iterable[Record]) -> pd.DataFrame:
    """One row a year, the latest first, those without a year last; id is what the URL says."""
    told = list(timeline)
    rows = [
        {
            "id": year_id(row["year"]),
            "year": year_id(row["year"]),
            "studies": len(row["studies"]),
            "new concepts": row["concepts"],
            "shared by now": row["shared"],
        }
        for row in sorted(told, key=lambda row: (row["year"] is None, -(row["year"] or 0)))
    ]
    return pd.DataFrame(rows, columns=["id", "year", "studies", "new concepts", "shared by now"])


def bars_frame(timeline: Iterable[Record]) -> pd.DataFrame:
    """One row a year, for the bars: years without a study too, unless one year lies far from the others.

    What has no year is left out.
    """
    told = {row["year"]: row for row in timeline if row["year"] is not None}
    span: Iterable[int] = range(min(told), max(told) + 1) if told else ()
    if told and max(told) - min(told) > LONG:
        span = sorted(told)
    rows = [
        (str(year), len(told[year]["studies"]) if year in told else 0, told[year]["concepts"] if year in told else 0)
        for year in span
    ]
    return pd.DataFrame(rows, columns=["year", "studies", "concepts"])


def year_id(year: int | None) -> str:
    """A year as the URL and the table say it."""
    return NO_YEAR if year is None else str(year)


def appearing_frame(rows: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """The concepts that appear in a year."""
    told = [
        {
            "id": row["id"],
            "concept": row["label"],
            "facet": named(row["facet"]),
            "first in": "; ".join(names.get(id, id) for id in row["first"]),
            "support now": f"{row['studies']} of {row['eligible']}",
            "verdict": row["verdict"],
        }
        for row in rows
    ]
    return pd.DataFrame(told, columns=["id", "concept", "facet", "first in", "support now", "verdict"])


def selections_frame(rows: Iterable[Record]) -> pd.DataFrame:
    """One row a study, by short name: what was left at each stage, what was taken away, and whether it adds up."""
    told = [
        {
            "id": row["study"],
            "study": row["short"],
            **{STAGES[step["stage"]]: int(step["fact"]["number"]) if step["fact"] else None for step in row["steps"]},
            "sum": row["sum"],
            "taken away": "; ".join(taken_away(row)),
        }
        for row in rows
    ]
    columns = ["id", "study", *STAGES.values(), "sum", "taken away"]
    frame = pd.DataFrame(told, columns=columns).sort_values(["study", "id"], ignore_index=True)
    return frame.astype(dict.fromkeys(STAGES.values(), "Int64"))


def taken_away(row: Record) -> list[str]:
    """ "27 after full-text reading": what was taken away, each with its reason."""
    gone = [*([{**row["duplicates"], "detail": "duplicates"}] if row["duplicates"] else []), *row["excluded"]]
    return [f"{int(fact['number']):,} {fact['detail'] or 'excluded'}" for fact in gone]


def told_by(rows: Sequence[Record]) -> dict[str, int]:
    """By stage, how many studies tell its number."""
    return {
        STAGES[stage]: sum(any(s["stage"] == stage and s["fact"] for s in row["steps"]) for row in rows)
        for stage in STAGES
    }
