"""What the machine proposed and did not take, as a table.

In: records of KnowledgeBase.rejected. Out: a pandas frame, one row a candidate. Called by screens.themes; tested
without Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import named

Record = dict[str, Any]


def rejected_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a candidate, in the order given. id: its place in that order, as a text."""
    shown = [
        {
            "id": str(place),
            "label": row["label"],
            "facet": named(row["facet"]),
            "study": names.get(row["study"], row["study"]),
            "reason": row["reason"],
            "quote": " ".join(row["quote"].split()),
        }
        for place, row in enumerate(rows)
    ]
    return pd.DataFrame(shown, columns=["id", "label", "facet", "study", "reason", "quote"])
