"""The tables of agreement: who supports what, what it rests on, and how far the reviews overlap.

In: agreement, concept and overlap records of KnowledgeBase. Out: pandas frames. Called by
the pages for agreement and concept; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import SIGNS, STANCE_OF_CELL, between, named, of

Record = dict[str, Any]
SPEAKING = ("supports", "hedges", "denies", "refutes")


SORTS = {
    "support": "Most supported first",
    "weighted": "Most independent support first",
    "contested": "Most contested first",
    "dependent": "Most dependent evidence first",
}


def agreement_rows(agreement: Iterable[Record], *, least: int = 1, sort: str = "support") -> list[Record]:
    """Concepts that are not rejected, with the stance of each study in `stances`.

    least: supporting or opposing studies that a concept needs to be shown. sort: a key of SORTS.
    """
    rows = []
    for row in agreement:
        stances = {study: STANCE_OF_CELL[cell] for study, cell in row["cells"].items()}
        if row["status"] != "rejected" and sum(stance in SPEAKING for stance in stances.values()) >= least:
            rows.append({**row, "stances": stances})
    return sorted(rows, key=lambda row: (_rank(row, sort), row["facet"], row["label"], row["id"]))


def _rank(row: Record, sort: str) -> tuple[float, ...]:
    support = (-row["studies"], -row["weighted"])
    if sort == "weighted":
        return (-row["weighted"], *support)
    if sort == "contested":
        return (-row["contested"], -row["balance"], *support)
    if sort == "dependent":
        return (row["effective"][1] / row["studies"] if row["studies"] > 1 else 2.0, *support)
    return support


def matrix_frame(page: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """The matrix as a sheet: one row a concept with its figures, one column a study with what it does."""
    studies = {column["study"]: names.get(column["study"], column["study"]) for column in page["columns"]}
    rows = [
        {
            "concept": row["label"],
            "facet": row["facet"],
            "verdict": row["verdict"],
            "support": row["studies"],
            "in scope": row["eligible"],
            "weighted": row["weighted"],
            **{name: STANCE_OF_CELL[row["cells"][study]] for study, name in studies.items()},
        }
        for row in page["rows"]
    ]
    columns = ["concept", "facet", "verdict", "support", "in scope", "weighted", *studies.values()]
    return pd.DataFrame(rows, columns=columns)


def column_frame(spoken: Sequence[tuple[Record, str]]) -> pd.DataFrame:
    """What one study does with each of some concepts."""
    rows = [{"id": row["id"], "concept": row["label"], "it": f"{SIGNS[stance]} {stance}"} for row, stance in spoken]
    return pd.DataFrame(rows, columns=["id", "concept", "it"])


def density_frame(found: Record) -> pd.DataFrame:
    """One row for each row of the map from afar. id: the place of its first concept."""
    rows = [
        {
            "id": str(row["first"]),
            "concepts": f"{row['first']:,} to {row['last']:,}",
            "group": named(row["group"]),
            "begins with": row["label"],
            "share": _mean(cells),
        }
        for row, cells in zip(found["rows"], found["cells"], strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["id", "concepts", "group", "begins with", "share"])
    return frame if any(row["group"] for row in rows) else frame.drop(columns="group")


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


def agreement_frame(rows: Iterable[Record]) -> pd.DataFrame:
    """The table below the heat map: counts first, then interval, then what the supporters count as."""
    table = [
        {
            "id": row["id"],
            "concept": row["label"],
            "facet": named(row["facet"]),
            "verdict": row["verdict"],
            "support": of(row),
            "95 % interval": between(row["interval"]),
            "weighted support": row["weighted"],
            "interval of that": between(row["weighted_interval"]),
            "independent": between(row["effective"], 2),
            "against": between(row["opposing"], 2) if row["opposing"][1] else "",
        }
        for row in rows
    ]
    columns = ["id", "concept", "facet", "verdict", "support", "95 % interval", "weighted support", "interval of that"]
    return pd.DataFrame(table, columns=[*columns, "independent", "against"])


def disputed_rows(agreement: Iterable[Record], refutations: Iterable[Record]) -> list[Record]:
    """Concepts that a study refutes, the most contested first, then those that somebody may be said to contradict.

    Each with its `candidates`: the contradictions between studies about it that are not dismissed.
    """
    about: dict[str, list[Record]] = {}
    for row in refutations:
        if row["scope"] == "between" and row["concept"]:
            about.setdefault(row["concept"], []).append(row)
    rows = agreement_rows(agreement, sort="contested")
    found = [{**row, "candidates": about.get(row["id"], [])} for row in rows]
    return [row for row in found if row["opposing"][1] or row["candidates"]]
