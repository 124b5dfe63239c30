"""The nodes and lines of a neighbourhood as frames and names.

In: records of KnowledgeBase.neighbourhood. Out: frames, and the words of nodes and lines. Called by the graph page and
by graph.evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.charts.network_option import LOOKS, NAMES, WORDS
from dashboard.shared.wording import named

Record = dict[str, Any]
ROWS = 500  # that a page shows of a table


def name(node: Record) -> str:
    """A node by its label; a theme with its study."""
    return f"{node['label']} ({node['study_name']})" if node["kind"] == "theme" else str(node["label"])


def line_name(relation: str) -> str:
    """A relation in words, told from others of the same words by what it joins."""
    of = {"broader": " (concepts)", "broadMatch": " (themes)"}
    return WORDS[relation] + of.get(relation, "")


def nodes_frame(nodes: Iterable[Record]) -> pd.DataFrame:
    """One row a node, in the order of the picture: what it begins with and what is near comes first."""
    rows = [
        {
            "id": node["id"],
            "kind": NAMES[node["kind"]],
            "name": node["label"],
            "facet": named(node["facet"]) if node["facet"] else "",
            "study": node.get("study_name", "") if node["kind"] == "theme" else "",
            "support": node.get("studies"),
            "lines not shown": node["hidden"],
        }
        for node in nodes
    ]
    frame = pd.DataFrame(rows, columns=["id", "kind", "name", "facet", "study", "support", "lines not shown"])
    return frame.astype({"support": "Int64"})


def edges_frame(shown: Record) -> pd.DataFrame:
    """One row a line, structure and refutations first, then the stronger."""
    names = {node["id"]: name(node) for node in shown["nodes"]}
    rows = [
        {
            "id": edge["id"],
            "from": names[edge["source"]],
            "relation": WORDS[edge["relation"]],
            "to": names[edge["target"]],
            "score": edge["score"],
            "decided by": edge["decided_by"],
        }
        for edge in sorted(shown["edges"], key=lambda edge: list(LOOKS).index(edge["relation"]) < 2)
    ]
    return pd.DataFrame(rows, columns=["id", "from", "relation", "to", "score", "decided by"])
