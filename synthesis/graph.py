"""The translation graph: themes and concepts, and how they stand to one another.

In: a Synthesis. Out: a networkx.MultiDiGraph, nodes and edges in sorted order. Called by the dashboard and by
synthesis.export.to_graphml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.theme import Relation, RelationKind
from synthesis.concept import Synthesis, Translation

if TYPE_CHECKING:
    import networkx as nx

MEMBER = "memberOf"  # theme to its concept
PART = "partOf"  # theme to its parent theme
BROADER = "broader"  # concept to a wider concept
JOINS = {  # theme to another theme of its study
    RelationKind.ADDRESSES: "addresses",
    RelationKind.RESPONSIBLE_FOR: "responsibleFor",
    RelationKind.USED_IN: "usedIn",
}


def translation_graph(synthesis: Synthesis) -> nx.MultiDiGraph[str]:
    """Nodes by id, edges keyed by relation.

    Node attributes: kind ("theme" or "concept"), label, facet, status; a theme also study, quote, polarity; a concept
    also verdict and studies (sorted ids, joined by a space). Edge attributes: relation, score (0 to 1), reasons
    (joined by "; "), decided_by. Where the machine and a reviewer drew the same relation, the second key also names
    who decided.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for theme in sorted(synthesis.themes, key=lambda theme: theme.id):
        graph.add_node(
            theme.id,
            kind="theme",
            label=theme.label,
            facet=theme.facet,
            status=str(theme.status),
            study=theme.study,
            quote=theme.mentions[0].quote,
            polarity=str(theme.polarity),
        )
    for concept in sorted(synthesis.concepts, key=lambda concept: concept.id):
        graph.add_node(
            concept.id,
            kind="concept",
            label=concept.label,
            facet=concept.facet,
            status=str(concept.status),
            verdict=str(concept.verdict),
            studies=" ".join(concept.studies),
        )
    edges: list[tuple[str, str, str, dict[str, str | float]]]
    edges = [(e.source, e.target, str(e.relation), _of_edge(e)) for e in synthesis.translations]
    edges += [(t, c.id, MEMBER, _plain(MEMBER)) for c in synthesis.concepts for t in c.themes]
    edges += [(c.id, wider, BROADER, _plain(BROADER)) for c in synthesis.concepts for wider in c.broader]
    edges += [(t.id, t.parent, PART, _plain(PART)) for t in synthesis.themes if t.parent]
    edges += [(r.source, r.target, JOINS[r.kind], _drawn(r)) for r in synthesis.relations if r.kind in JOINS]
    known = set(graph.nodes)
    edges.sort(key=lambda edge: (edge[0], edge[1], edge[2], str(edge[3]["decided_by"])))
    for source, target, relation, attributes in edges:
        if source in known and target in known:
            twice = graph.has_edge(source, target, key=relation)
            key = f"{relation} {attributes['decided_by']}" if twice else relation
            graph.add_edge(source, target, key=key, **attributes)
    return graph


def _of_edge(edge: Translation) -> dict[str, str | float]:
    reasons = "; ".join(edge.reasons)
    return {"relation": str(edge.relation), "score": edge.score, "reasons": reasons, "decided_by": edge.decided_by}


def _drawn(relation: Relation) -> dict[str, str | float]:
    reasons = "; ".join(relation.reasons)
    return {"relation": JOINS[relation.kind], "score": 1.0, "reasons": reasons, "decided_by": "machine"}


def _plain(relation: str) -> dict[str, str | float]:
    return {"relation": relation, "score": 1.0, "reasons": "", "decided_by": "machine"}
