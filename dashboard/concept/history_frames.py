"""The decisions on a concept as a table.

In: records of KnowledgeBase.decisions_on. Out: a pandas frame. Called by retracing; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import count

Record = dict[str, Any]
_COLUMNS = ("id", "number", "when", "who", "decision", "on", "value", "reason", "holds")


def history_frame(rows: Iterable[Record], labels: Mapping[str, str]) -> pd.DataFrame:
    """One row a decision, the newest first. labels: of the themes by id. id: the number as text."""
    table = [
        {
            "id": str(row["number"]),
            "number": row["number"],
            "when": row["when"].replace("T", " ")[:16],
            "who": row["who"],
            "decision": row["kind"],
            "on": _on(row, labels),
            "value": row["value"],
            "reason": row["reason"],
            "holds": "yes" if row["holds"] else "taken back",
        }
        for row in rows
    ]
    frame = pd.DataFrame(table, columns=list(_COLUMNS))
    return frame.sort_values("number", ascending=False, ignore_index=True)


def _on(row: Record, labels: Mapping[str, str]) -> str:
    """What a decision speaks of, as far as it is here."""
    if row["kind"] == "undo":
        return f"decision {row['value']}"
    if row["of_concept"]:
        return "the concept"
    shown = "; ".join(labels.get(id, id) for id in row["on"][:3])
    return shown if len(row["on"]) <= 3 else f"{shown}; {count(len(row['on']) - 3, 'more theme')}"
