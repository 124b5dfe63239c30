"""The translation graph as GraphML, for Gephi, yEd or networkx (read it with force_multigraph=True)."""

from __future__ import annotations

import io

from synthesis.concept import Synthesis
from synthesis.export.clean import clean
from synthesis.graph import translation_graph


def to_graphml(synthesis: Synthesis) -> bytes:
    """Nodes and edges sorted, all attributes strings or numbers; the same bytes each time."""
    import networkx as nx

    graph = translation_graph(synthesis)
    safe: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        safe.add_node(node, **{key: _value(value) for key, value in attributes.items()})
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        safe.add_edge(source, target, clean(key), **{name: _value(value) for name, value in attributes.items()})
    out = io.BytesIO()
    nx.write_graphml(safe, out)
    return out.getvalue()


def _value(value: object) -> str | float:
    return value if isinstance(value, float) else clean(str(value))
