"""The record of a neighbourhood in the graph.

In: a Neighbourhood and the Web that it is of. Out: plain records. Called by KnowledgeBase.neighbourhood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synthesis.edges import Edge, Web
    from synthesis.export.records import Record
    from synthesis.neighbourhood import Neighbourhood


def neighbourhood_record(found: Neighbourhood, web: Web, names: dict[str, str]) -> Record:
    """nodes and edges in their order. names: the short name of each study."""
    return {
        "nodes": [{**node_record(id, web, names), "hidden": found.hidden[id]} for id in found.nodes],
        "edges": [edge_record(edge) for edge in found.edges],
        "starts": found.starts,
        "begun": found.begun,
        "nodes_left": found.nodes_left,
        "edges_left": found.edges_left,
    }


def node_record(id: str, web: Web, names: dict[str, str]) -> Record:
    """One node. group: the concept that it lies with, or itself. A theme comes with the place and words of its best
    mention; a concept with its verdict and the number of studies that support it."""
    if id in web.themes:
        theme, concept = web.themes[id], web.concept_of.get(id)
        best = theme.mentions[0]
        return {
            **_node(id, "theme", theme.label, theme.facet, theme.definition),
            "group": concept.id if concept else id,
            "study": theme.study,
            "study_name": names.get(theme.study, theme.study),
            "polarity": str(theme.polarity),
            "quote": best.quote,
            "document": best.anchor.document,
            "start": best.anchor.start,
            "end": best.anchor.end,
        }
    if id in web.concepts:
        own = web.concepts[id]
        support = {"studies": own.support.studies, "eligible": own.support.eligible, "verdict": str(own.verdict)}
        return {**_node(id, "concept", own.label, own.facet, own.definition), **support}
    return {**_node(id, "study", names.get(id, id), "", ""), "study": id, "themes": len(web.of_study[id])}


def edge_record(edge: Edge) -> Record:
    """One edge."""
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "score": edge.score,
        "reasons": list(edge.reasons),
        "quotes": list(edge.quotes),
        "decided_by": edge.decided_by,
    }


def _node(id: str, kind: str, label: str, facet: str, definition: str) -> Record:
    own = {"id": id, "kind": kind, "label": label, "facet": facet, "definition": definition}
    return {**own, "group": id, "study": None}
