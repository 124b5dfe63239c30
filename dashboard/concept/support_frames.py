"""What a concept rests on, as tables: its studies, the primary studies that they share, what changes without whom.

In: records of KnowledgeBase.rests_on and .under. Out: pandas frames and sentences. Called by the pages on agreement and
on a concept; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import DENIES, HEDGES, REFUTES, SIGNS, SILENT, SUPPORTS, between, of

Record = dict[str, Any]
FEW = 5  # studies in scope up to which counts stand alone, without a percentage
RAW, WEIGHTED = "share of the studies", "share of the independent evidence"
_NOTHING = "nobody speaks of it"


def raw_support(resting: Record) -> str:
    """Counts first, and from six studies on the share; always with its interval.

    >>> raw_support({"studies": 3, "eligible": 4, "share": 0.75, "interval": [0.3006, 0.9544]})
    '3 of 4 (95 % interval 0.30 to 0.95)'
    """
    share = f"{resting['share']:.2f}, " if resting["eligible"] > FEW else ""
    return f"{of(resting)} ({share}95 % interval {between(resting['interval'])})"


def counts_as(interval: list[float]) -> str:
    """An effective number of studies: "1.5", or "1.3 to 3.6" where lists are unknown."""
    return between(interval, 2).replace(".00", "")


def stance_of(resting: Record, study: str) -> str:
    """What a study in scope does with the concept."""
    for key, stance in (
        ("studies_for", SUPPORTS),
        ("hedged_by", HEDGES),
        ("denied_by", DENIES),
        ("refuted_by", REFUTES),
    ):
        if study in resting[key]:
            return stance
    return SILENT


def basis_words(weight: Record) -> str:
    """What a study rests on for a concept, with how many."""
    works = weight["works"]
    if weight["basis"] == "theme":
        return f"{works:,} of its {weight['listed']:,}: what the theme cites"
    if weight["basis"] == "list":
        return f"its whole list of {works:,}"
    return "itself: it is no review" if weight["basis"] == "own" else "itself: its list is not known"


def studies_frame(resting: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a study that addresses the facet: what it says, what it counts as, on how many primary studies."""
    weights = {weight["study"]: weight for weight in resting["weights"]}
    order = (SUPPORTS, HEDGES, REFUTES, DENIES, SILENT)
    rows = []
    for study in resting["eligible_studies"]:
        stance, weight = stance_of(resting, study), weights.get(study)
        rows.append(
            {
                "id": study,
                "study": names.get(study, study),
                "says": f"{SIGNS[stance]} {stance}",
                "counts as": weight["novelty"] if weight else None,
                "rests on": basis_words(weight) if weight else "",
                "order": order.index(stance),
            }
        )
    frame = pd.DataFrame(rows, columns=["id", "study", "says", "counts as", "rests on", "order"])
    return frame.sort_values(["order", "study"], ignore_index=True).drop(columns="order")


def shared_frame(resting: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a primary study that two supporters or more rest on."""
    rows = [
        {
            "id": row["work"],
            "primary study": row["work"],
            "studies": len(row["studies"]),
            "held by": "; ".join(sorted(names.get(study, study) for study in row["studies"])),
        }
        for row in resting["shared"]
    ]
    return pd.DataFrame(rows, columns=["id", "primary study", "studies", "held by"])


def without_frame(resting: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a study or group left out, the groups last; within both those first that change the verdict or most."""
    rows = []
    for group, key in ((False, "without"), (True, "without_groups")):
        for row in resting[key]:
            moved = row["verdict"] != resting["verdict"]
            rows.append(
                {
                    "id": row["study"],
                    "without": left_name(row, names),
                    "support": of(row),
                    "interval": between(row["interval"]),
                    "independent": between(row["effective"], 2),
                    "weighted": row["weighted"],
                    "change": row["weighted"] - resting["weighted"],
                    "verdict": (row["verdict"] or _NOTHING) + (" (changes)" if moved else ""),
                    "order": (group, not moved, -abs(row["weighted"] - resting["weighted"])),
                }
            )
    columns = ["id", "without", "support", "interval", "independent", "weighted", "change", "verdict", "order"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["order", "without"], ignore_index=True).drop(columns="order")


def left_name(row: Record, names: Mapping[str, str]) -> str:
    """Who was left out: a study, or a study with those that share primary studies with it."""
    others = [names.get(study, study) for study in row["out"] if study != row["study"]]
    return " + ".join([names.get(row["study"], row["study"]), *sorted(others)])


def dots_frame(resting: Record, names: Mapping[str, str], most: int = 25) -> pd.DataFrame:
    """The points of the chart: two a study left out, raw and weighted, those first that matter most."""
    ranked = sorted(
        resting["without"], key=lambda row: (-abs(row["weighted"] - resting["weighted"]), names.get(row["study"], ""))
    )
    rows = [
        {
            "without": left_name(row, names),
            "measure": measure,
            "value": row[key],
            "now": resting[key],
            "told": f"{of(row)}, weighted {row['weighted']:.2f}, {row['verdict'] or _NOTHING}",
        }
        for row in ranked[:most]
        for measure, key in ((RAW, "share"), (WEIGHTED, "weighted"))
    ]
    return pd.DataFrame(rows, columns=["without", "measure", "value", "now", "told"])


def under_frame(rows: Iterable[Record]) -> pd.DataFrame:
    """One row a set of assumptions with the figures of the concept under it."""
    told = [
        {
            "works": "included" if row["assumptions"]["works"] == "included" else "all cited",
            "of these": "the theme's own" if row["assumptions"]["theme_level"] else "whole list",
            "doubtful matches": "one work" if row["assumptions"]["doubtful"] else "two works",
            "one witness": ", ".join(row["assumptions"]["merged"]) or "strong ties only",
            "verdict": row["verdict"],
            "support": of(row),
            "independent": between(row["effective"], 2),
            "weighted": row["weighted"],
        }
        for row in rows
    ]
    columns = ["works", "of these", "doubtful matches", "one witness", "verdict", "support", "independent", "weighted"]
    return pd.DataFrame(told, columns=columns)
