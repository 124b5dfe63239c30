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


def agreement_rows(agreement: Iterable[Record], concepts: Iterable[Record], *, least: int = 1) -> list[Record]:
    """Concepts that are not rejected, with the stance of each study in `stances`; the most supported first.

    least: supporting or opposing studies that a concept needs to be shown.
    """
    full = {concept["id"]: concept for concept in concepts}
    rows = []
    for row in agreement:
        concept = full.get(row["id"])
        if concept is None or row["status"] == "rejected":
            continue
        stances = {study: STANCE_OF_CELL[cell] for study, cell in row["cells"].items()}
        if sum(stance in SPEAKING for stance in stances.values()) >= least:
            rows.append({**row, "stances": stances, "weighted_interval": concept["support"]["weighted_interval"]})
    return sorted(rows, key=lambda row: (-row["studies"], -row["weighted"], row["facet"], row["label"], row["id"]))


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
    """The heading of each row of the heat map: the label, cut to `most` characters, then "3 of 4"; all different."""
    labels = {row["id"]: f"{clipped(row['label'], most)}\u2003{of(row)}" for row in rows}
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
            "independent studies": between(row["effective"], 1),
            "weighted support": row["weighted"],
        }
        for row in rows
    ]
    return pd.DataFrame(
        table,
        columns=[
            "id",
            "concept",
            "facet",
            "verdict",
            "support",
            "95 % interval",
            "independent studies",
            "weighted support",
        ],
    )


def without_frame(support: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """Support of a concept when one study is left out, in percent; the study that matters most first."""
    share = support["share"]
    rows = [
        {"without": names.get(study, study), "support": 100 * left, "change": 100 * (left - share)}
        for study, left in support["without"].items()
    ]
    frame = pd.DataFrame(rows, columns=["without", "support", "change"])
    return frame.sort_values(["change", "without"], key=_by_size, ignore_index=True)


def _by_size(column: pd.Series[Any]) -> pd.Series[Any]:
    return -column.abs() if column.name == "change" else column
