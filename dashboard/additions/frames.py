"""Additions as tables: what became of each file, what it changed, and which studies are set aside.

In: records of KnowledgeBase.history, studies, themes and log. Out: pandas frames and plain records. Called by
screens/add_study.py and its part adding; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import count

Record = dict[str, Any]
COLUMNS = ["id", "file", "became", "study", "read", "repairs", "references", "themes", "what it changed"]
BROUGHT = (  # of a study among the changes: key, and what is said of so many concepts
    ("new", "new"),
    ("strengthened", "strengthened"),
    ("refuted", "refuted"),
    ("lost", "lost its support"),
)


def files_frame(addition: Record, studies: Iterable[Record], themes: Mapping[str, int]) -> pd.DataFrame:
    """One row a file of an addition, in its order; files that are one study stand in one row each.

    themes: how many the study has, over all its files. read: 0 to 100, the share of the file that its text holds.
    """
    brought = {row["study"]: row for row in addition["changes"].get("by_study", ())}
    home = {document["id"]: (study, document) for study in studies for document in study["documents"]}
    rows, told = [], set()
    for id, name in zip(addition["ids"], addition["documents"], strict=True):
        if id not in home:
            continue
        study, document = home[id]
        first = study["id"] not in told
        told.add(study["id"])
        change = brought.get(study["id"])
        rows.append(
            {
                "id": study["id"],
                "file": name,
                "became": "a new study" if first and change and change["came"] else "another file of a study",
                "study": study["short"],
                "read": 100 * document["coverage"],
                "repairs": document["repairs"],
                "references": document["references"],
                "themes": themes.get(study["id"], 0),
                "what it changed": _brought(change) if first and change else "",
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _brought(change: Record) -> str:
    said = [f"{len(change[key]):,} {words}" for key, words in BROUGHT if change[key]]
    return f"concepts: {', '.join(said)}" if said else "no concept"


def additions_frame(history: Iterable[Record]) -> pd.DataFrame:
    """One row an addition, the newest first; id is its number."""
    rows = [
        {
            "id": str(row["number"]),
            "addition": row["number"],
            "when (UTC)": row["at"][:16].replace("T", " "),
            "by": row["by"],
            "files": len(row["documents"]),
            "studies": len(row["studies"]),
            "first file": row["documents"][0] if row["documents"] else "",
        }
        for row in history
    ]
    return pd.DataFrame(rows[::-1], columns=["id", "addition", "when (UTC)", "by", "files", "studies", "first file"])


def aside(log: Iterable[Record], live: Callable[[str], int]) -> list[Record]:
    """The studies that are set aside: by the last decision that rejects their themes, none of which counts any more.

    live: how many themes of a study count. Returns {study, number, who, when, reason, themes}, the newest first.
    """
    found: dict[str, Record] = {}
    for row in log:
        studies = {theme["study"] for theme in row["themes"]}
        if row["kind"] != "reject" or not row["in_force"] or row["concept"] or len(studies) != 1:
            continue
        [study] = studies
        if study not in found or len(row["themes"]) >= found[study]["themes"]:
            told = {name: row[name] for name in ("number", "who", "when", "reason")}
            found[study] = {"study": study, **told, "themes": len(row["themes"])}
    return sorted((row for id, row in found.items() if live(id) == 0), key=lambda row: -row["number"])


def aside_words(row: Record, name: str) -> str:
    """Who set a study aside, when and why, in a sentence."""
    reason = f": {row['reason']}" if row["reason"] else ""
    return f"{name}, {count(row['themes'], 'theme')}, by {row['who']} on {row['when'][:10]}{reason}"
