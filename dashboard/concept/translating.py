"""Translations in words: how each study's theme of a concept stands to another's.

In: `translation` of the record of a concept. Out: sentences. Called by the page Concept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.shared.wording import RELATIONS, between

Record = dict[str, Any]


def relations_told(rows: Sequence[Record], names: Mapping[str, str]) -> dict[str, str]:
    """Of each theme of a translation table how its study's words stand to those of another, by the theme's id.

    rows: `translation` of the record of a concept, of which the first names it.
    """
    by_id = {row["theme"]: row for row in rows}

    def told(row: Record) -> str:
        if not row["relations"]:
            return "the concept is named after it" if row["score"] else "here by a reviewer's word"
        through = by_id.get(row["through"])
        whose = f" ({names.get(through['study'], through['study'])})" if through else ""
        relations = ", ".join(RELATIONS.get(relation, relation) for relation in row["relations"])
        return f"{relations} “{row['through_label']}”{whose}"

    return {row["theme"]: told(row) for row in rows}


def why_together(rows: Sequence[Record], names: Mapping[str, str]) -> list[tuple[str, str, list[str]]]:
    """Why the themes of a translation table are in it: what is held of which studies, how surely, and the reasons.

    Studies of which the same is held for the same reasons are told together, in the order of the rows.
    """
    told = relations_told(rows, names)
    groups: dict[tuple[str, ...], tuple[list[Record], set[float]]] = {}
    for row in rows:
        if row["relations"]:
            key = (row["label"], told[row["theme"]], *row["decided_by"], "", *row["reasons"])
            members, scores = groups.setdefault(key, ([], set()))
            members.append(row)
            scores.add(row["score"])
    found = []
    for members, scores in groups.values():
        row = members[0]
        studies = "; ".join(dict.fromkeys(names.get(other["study"], other["study"]) for other in members))
        sure = between((min(scores), max(scores)))
        head = f"“{row['label']}” ({studies}): {told[row['theme']]}"
        found.append((head, f"{sure}, {', '.join(row['decided_by'])}", list(row["reasons"])))
    return found
