"""The tables of agreement: who supports what, what it rests on, and how far the reviews overlap.

In: agreement, concept and overlap records of KnowledgeBase. Out: pandas frames and the rows of the heat map. Called by
the pages for agreement and concept; tested without Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.wording import STANCE_OF_CELL, between, clipped, named, of

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


def cells_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a cell of the heat map. row: the concept's label with its support, unique; studies that are not in
    names are left out."""
    labels = row_labels(rows)
    cells = [
        {
            "concept": row["id"],
            "row": labels[row["id"]],
            "study": study,
            "column": names[study],
            "stance": stance,
            "label": row["label"],
        }
        for row in rows
        for study, stance in row["stances"].items()
        if study in names
    ]
    return pd.DataFrame(cells, columns=["concept", "row", "study", "column", "stance", "label"])


def row_labels(rows: Sequence[Record], most: int = 36) -> dict[str, str]:
    """The heading of each row of the heat map: the label, cut to `most` characters, then "3 of 4" and the share of the
    independent evidence; all different."""
    labels = {row["id"]: f"{clipped(row['label'], most)}\u2003{of(row)}\u2003{row['weighted']:.2f}" for row in rows}
    twice = {label for label, number in Counter(labels.values()).items() if number > 1}
    several = {row["id"]: f"{labels[row['id']]} ({named(row['facet']).lower()})" for row in rows}
    labels = {id: several[id] if label in twice else label for id, label in labels.items()}
    again = {label for label, number in Counter(labels.values()).items() if number > 1}
    return {id: f"{label} {id}" if label in again else label for id, label in labels.items()}


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
