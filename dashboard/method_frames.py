"""Facts of method to the tables of the Methods page.

In: the plain records of KnowledgeBase. Out: pandas frames. Called by screens/methods.py; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.wording import named

Record = dict[str, Any]


def methods_frame(facts: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a fact, in the order given."""
    rows = [
        {
            "id": fact["id"],
            "study": names.get(fact["study"], fact["study"]),
            "kind": named(fact["kind"]),
            "value": fact["value"],
            "of": "; ".join(part for part in (fact["label"], fact["detail"]) if part),
            "section": fact["section"],
            "confidence": fact["confidence"],
            "places": len(fact["places"]),
        }
        for fact in facts
    ]
    return pd.DataFrame(rows, columns=["id", "study", "kind", "value", "of", "section", "confidence", "places"])


def selection_frame(facts: Iterable[Record], names: Mapping[str, str], stages: Iterable[str]) -> pd.DataFrame:
    """One row a study that counts its selection, a column a stage: the largest number told, of included the surest.

    A number that is told of one database alone is left out.
    """
    told: dict[str, dict[str, Record]] = {}
    for fact in facts:
        if fact["kind"] != "count" or (fact["label"] == "found" and fact["detail"]):
            continue
        held = told.setdefault(fact["study"], {})
        order = "confidence" if fact["label"] == "included" else "number"
        if fact["label"] not in held or fact[order] > held[fact["label"]][order]:
            held[fact["label"]] = fact
    columns = list(stages)
    rows = [
        {"study": names.get(study, study)} | {s: int(held[s]["number"]) if s in held else None for s in columns}
        for study, held in told.items()
        if any(stage in held for stage in columns)
    ]
    frame = pd.DataFrame(rows, columns=["study", *columns]).sort_values("study", ignore_index=True)
    return frame.astype(dict.fromkeys(columns, "Int64"))
