"""Records of the knowledge base to the tables that the pages show.

In: the plain records of KnowledgeBase. Out: pandas frames, one row a thing, with an `id` column where a row can be
chosen, in the order in which they are shown. Called by the pages; tested without Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import RELATIONS, named

Record = dict[str, Any]


def short_names(studies: Iterable[Record]) -> dict[str, str]:
    """Study id to the short name that tables use."""
    return {study["id"]: study["short"] for study in studies}


def used_facets(records: Iterable[Record], order: Sequence[str]) -> list[str]:
    """The facets that occur, in the order of the codebook, others after them by name."""
    used = {record["facet"] for record in records}
    return [facet for facet in order if facet in used] + sorted(used.difference(order))


def files_frame(studies: Iterable[Record], themes: Iterable[Record], wanted: Collection[str]) -> pd.DataFrame:
    """One row a file of those names, with the study that it belongs to and how it was read."""
    per_study = Counter(theme["study"] for theme in themes)
    rows = [
        {
            "file": document["name"],
            "study": study["short"],
            "title": study["title"],
            "format": document["format"],
            "coverage": 100 * document["coverage"],
            "repairs": document["repairs"],
            "references": document["references"],
            "themes": per_study[study["id"]],
        }
        for study in studies
        for document in study["documents"]
        if document["name"] in wanted
    ]
    columns = ["file", "study", "title", "format", "coverage", "repairs", "references", "themes"]
    return pd.DataFrame(rows, columns=columns).sort_values("file", ignore_index=True)


def themes_frame(themes: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a theme, in the order given."""
    rows = [
        {
            "id": theme["id"],
            "theme": theme["label"],
            "facet": named(theme["facet"]),
            "study": names.get(theme["study"], theme["study"]),
            "evidence": theme["evidence"],
            "polarity": theme["polarity"],
            "confidence": theme["confidence"],
            "section": theme["section"],
            "mentions": len(theme["mentions"]),
            "status": theme["status"],
        }
        for theme in themes
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "id",
            "theme",
            "facet",
            "study",
            "evidence",
            "polarity",
            "confidence",
            "section",
            "mentions",
            "status",
        ],
    )


def translations_frame(edges: Iterable[Record], names: Mapping[str, str], themes: Sequence[Record]) -> pd.DataFrame:
    """One row a pair of themes and a relation, the strongest first; of two mirrored edges the first is kept."""
    by_id = {theme["id"]: theme for theme in themes}
    rows = [
        {
            "id": edge_id(edge),
            "theme": by_id[edge["source"]]["label"],
            "study": names.get(by_id[edge["source"]]["study"], by_id[edge["source"]]["study"]),
            "relation": RELATIONS.get(edge["relation"], edge["relation"]),
            "other theme": by_id[edge["target"]]["label"],
            "other study": names.get(by_id[edge["target"]]["study"], by_id[edge["target"]]["study"]),
            "score": edge["score"],
            "reasons": "; ".join(edge["reasons"]),
            "decided by": edge["decided_by"],
        }
        for edge in one_way(edges)
        if edge["source"] in by_id and edge["target"] in by_id
    ]
    return pd.DataFrame(
        rows,
        columns=["id", "theme", "study", "relation", "other theme", "other study", "score", "reasons", "decided by"],
    ).sort_values(["score", "id"], ascending=[False, True], ignore_index=True)


def edge_id(edge: Record) -> str:
    """A name for an edge that fits into a URL."""
    return f"{edge['source']}-{edge['target']}-{edge['relation']}"


def one_way(edges: Iterable[Record]) -> list[Record]:
    """Of each edge and its mirror image one: of broader and narrower the one that points to the broader theme."""
    kept: dict[tuple[str, ...], Record] = {}
    for edge in edges:
        source, target, relation = edge["source"], edge["target"], edge["relation"]
        if relation == "narrowMatch":
            edge = {
                **edge,
                "source": target,
                "target": source,
                "relation": "broadMatch",
                "quotes": edge["quotes"][::-1],
            }
            source, target, relation = target, source, "broadMatch"
        ends = (source, target) if relation in ("broadMatch", "refutes") else tuple(sorted((source, target)))
        kept.setdefault((*ends, relation, edge["decided_by"]), edge)
    return list(kept.values())


def log_frame(log: Iterable[Record]) -> pd.DataFrame:
    """The decisions, the newest first. id: what undo takes."""
    rows = [
        {
            "id": row["number"],
            "when": row["when"].replace("T", " ")[:16],
            "who": row["who"],
            "decision": row["kind"],
            "about": "; ".join(f"{theme['label']} ({theme['study']})" for theme in row["themes"])
            or row["about"]
            or " and ".join(row["documents"])
            or row["value"],
            "value": row["value"],
            "reason": row["reason"],
            "holds": "yes" if row["holds"] else "taken back",
        }
        for row in log
    ]
    frame = pd.DataFrame(rows, columns=["id", "when", "who", "decision", "about", "value", "reason", "holds"])
    return frame.sort_values("id", ascending=False, ignore_index=True)
