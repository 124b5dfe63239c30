"""The ties between studies as a table and in words.

In: the dependence record of KnowledgeBase. Out: a pandas frame and sentences. Called by the part of Agreement on
dependence; tested without Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import count, with_names
from synthesis.dependence import KINDS

Record = dict[str, Any]
MEANS = {
    "includes": "includes",
    "version": "is a version of",
    "cites": "cites",
    "same authors": "has authors of",
    "same search window": "searched the same as",
}


def tie_id(tie: Record) -> str:
    """A name for a tie that fits into a URL."""
    return f"{tie['source']}~{tie['kind'].replace(' ', '-')}~{tie['target']}" + ("~unused" if tie["unused"] else "")


def told(tie: Record, names: Mapping[str, str]) -> str:
    """A tie as a short sentence.

    >>> told({"source": "a", "target": "b", "kind": "cites", "unused": ""}, {"a": "Ash 2020", "b": "Birch 2019"})
    'Ash 2020 cites Birch 2019'
    """
    one, other = (names.get(tie[end], tie[end]) for end in ("source", "target"))
    return f"{one} {MEANS[tie['kind']]} {other}"


def ties_frame(ties: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a tie, the strongest kind first, those that are not used last."""
    rows = [
        {
            "id": tie_id(tie),
            "study": names.get(tie["source"], tie["source"]),
            "of": tie["dates"][0],
            "tie": MEANS[tie["kind"]],
            "other study": names.get(tie["target"], tie["target"]),
            "of the other": tie["dates"][1],
            "counts as": "not used" if tie["unused"] else tie["strength"],
            "known from": " ".join(tie["evidence"].split()),
            "order": (bool(tie["unused"]), KINDS.index(tie["kind"])),
        }
        for tie in ties
    ]
    columns = ["id", "study", "of", "tie", "other study", "of the other", "counts as", "known from", "order"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["order", "study", "other study"], ignore_index=True).drop(columns="order")


def counted(ties: Iterable[Record]) -> str:
    """How many ties there are of each kind, in words: "2 × includes, 9 × cites"."""
    number = Counter(tie["kind"] for tie in ties if not tie["unused"])
    return ", ".join(f"{number[kind]:,} × {kind}" for kind in KINDS if number[kind])


def troubles(dependence: Record, names: Mapping[str, str]) -> list[str]:
    """Circles of inclusion, and ties that dates speak against, a sentence each."""
    circles = [
        f"{count(len(circle), 'study', 'studies')} include one another in a circle: "
        f"{', '.join(names.get(id, id) for id in circle)}. They weigh as one witness, and one inclusion must be wrong."
        for circle in dependence["cycles"]
    ]
    unused = [
        f"{told(tie, names)}, as its list says, and is not used: {with_names(tie['unused'], names)}."
        for tie in dependence["ties"]
        if tie["unused"]
    ]
    return circles + unused


def nested(dependence: Record, names: Mapping[str, str]) -> list[str]:
    """What each study holds with what it includes, and which studies are one witness together, a sentence each."""

    def listed(ids: Iterable[str]) -> str:
        return ", ".join(names.get(id, id) for id in ids)

    inside = [
        f"{names.get(row['study'], row['study'])} holds the primary studies of {listed(row['includes'])} too"
        + (f", and through them those of {listed(row['through'])}" if row["through"] else "")
        + "."
        for row in dependence["nested"]
    ]
    units = [
        f"{listed(unit['studies'])} are one witness: {with_names('; '.join(unit['why']), names)}."
        for unit in dependence["units"]
    ]
    return inside + units
