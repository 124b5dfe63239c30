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
        "begun": found.begun,
        "nodes_left": found.nodes_left,
        "edges_left": found.edges_left,
    }


def node_record(id: str, web: Web, names: dict[str, str]) -> Record:
    """One node. group: the concept that it lies with, or itself. studies: supporters of a concept, else the own one."""
    if id in web.themes:
        theme, concept = web.themes[id], web.concept_of.get(id)
        group, study = concept.id if concept else id, names.get(theme.study, theme.study)
        return _node(id, "theme", theme.label, theme.facet, group, study=theme.study, studies=1, of=study)
    if id in web.concepts:
        own = web.concepts[id]
        return _node(id, "concept", own.label, own.facet, id, study=None, studies=own.support.studies, of=own.verdict)
    return _node(id, "study", names.get(id, id), "", id, study=id, studies=1, of="")


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


def _node(
    id: str, kind: str, label: str, facet: str, group: str, *, study: str | None, studies: int, of: str
) -> Record:
    return {
        "id": id,
        "kind": kind,
        "label": label,
        "facet": facet,
        "group": group,
        "study": study,
        "studies": studies,
        "of": str(of),
    }
