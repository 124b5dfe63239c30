"""Facts of method to the tables that show them.

In: the plain records of KnowledgeBase. Out: pandas frames. Called by screens/methods.py and studies.views; tested
without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import named

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


def told(
    facts: Iterable[Record], *, words: str = "", study: str | None = None, kind: str | None = None
) -> list[Record]:
    """The facts of a study and kind, None being any, that have all the words in value, label, detail or quote."""
    asked = words.casefold().split()

    def said(fact: Record) -> str:
        return " ".join(fact[name] for name in ("value", "label", "detail", "quote")).casefold()

    return [
        fact
        for fact in facts
        if study in (None, fact["study"]) and kind in (None, fact["kind"]) and all(word in said(fact) for word in asked)
    ]
