"""A comparison of studies as frames and sentences.

In: the record of KnowledgeBase.compare. Out: frames and plain text. Called by the page Compare studies; knows nothing
of Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.shared.wording import RELATIONS, count, named

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
PARTS = ("only_one", "only_other", "both", "neither")
REST = "all other studies"


def side_name(side: Record, names: Mapping[str, str]) -> str:
    """What a side is called: the short name of its study."""
    return names.get(side["studies"][0], side["studies"][0]) if len(side["studies"]) == 1 else REST


def part_name(part: str, one: str, other: str) -> str:
    """A list of concepts in words."""
    return {"only_one": f"Only {one}", "only_other": f"Only {other}", "both": "Both", "neither": "Only denied"}[part]


def facets_frame(found: Record, one: str, other: str) -> pd.DataFrame:
    """One row a facet: how many concepts both have, and each alone; silence outside a scope is said."""
    import pandas as pd

    rows = [
        {
            "id": row["facet"],
            "facet": named(row["facet"]),
            "both": row["both"],
            "only one": row["only_one"],
            "only other": row["only_other"],
            "only denied": row["neither"],
            "out of scope": ", ".join(
                name for name, key in ((one, "one_in_scope"), (other, "other_in_scope")) if not row[key]
            ),
        }
        for row in found["facets"]
    ]
    return pd.DataFrame(rows, columns=["id", "facet", "both", "only one", "only other", "only denied", "out of scope"])


def concepts_frame(rows: Sequence[Record]) -> pd.DataFrame:
    """One row a concept, with what each side calls it."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "id": row["concept"],
                "concept": row["label"],
                "facet": named(row["facet"]),
                "words of one": _labels(row["one"]),
                "words of other": _labels(row["other"]),
                "why": row["why"],
            }
            for row in rows
        ],
        columns=["id", "concept", "facet", "words of one", "words of other", "why"],
    )


def _labels(side: Record) -> str:
    """The labels of a side's themes, each once; what it does with the concept where it does not assert it."""
    labels = "; ".join(dict.fromkeys(word["label"] for word in side["words"]))
    note = side["stands"] if side["stands"] not in ("asserts", "silent", "not in scope") else ""
    return f"{labels} ({note})" if labels and note else labels or note


def carried_frame(part: Record) -> pd.DataFrame:
    """One row a theme of a side: how it goes over into the other's words; those that do not go over first."""
    import pandas as pd

    rows = [
        {
            "id": theme["theme"],
            "theme": theme["label"],
            "facet": named(theme["facet"]),
            "goes over": how_told(theme["how"]),
            "into": theme["target_label"],
            "score": theme["score"],
        }
        for theme in sorted(part["themes"], key=lambda t: (t["carried"], t["facet"], t["label"]))
    ]
    return pd.DataFrame(rows, columns=["id", "theme", "facet", "goes over", "into", "score"])


def how_told(how: str) -> str:
    """A relation in words.

    >>> how_told("exactMatch"), how_told("none")
    ('same as', 'not at all')
    """
    return "not at all" if how == "none" else RELATIONS.get(how, how)


def coverage_told(part: Record, one: str, other: str) -> str:
    """How far the themes of a side go over into the words of the other, in a sentence."""
    if not part["total"]:
        return f"{one} has no theme."
    how = ", ".join(f"{number} {how_told(relation)}" for relation, number in part["relations"].items())
    return (
        f"{part['carried']} of {count(part['total'], 'theme')} of {one} ({100 * part['share']:.0f} %) go over into "
        f"words of {other}: {how}."
    )
