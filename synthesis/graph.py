"""The translation graph: themes and concepts, and how they stand to one another.

In: a Synthesis. Out: a networkx.MultiDiGraph, nodes and edges in sorted order. Called by KnowledgeBase.graph and by
synthesis.export.to_graphml. What the attributes mean stands in docs/translation.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

from extract.theme import Relation, RelationKind
from synthesis.concept import Relation as Translated
from synthesis.concept import Synthesis, Translation
from synthesis.disagreement import Disagreement, Standing

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

Attributes = dict[str, str | float]


def translation_graph(synthesis: Synthesis) -> nx.MultiDiGraph[str]:
    """Nodes by id, edges keyed by relation; two themes may be joined by several.

    Node attributes: kind ("theme" or "concept"), label, definition, facet, status; a theme also study, quote, polarity;
    a concept also verdict and studies (sorted ids, joined by a space).

    Edges from theme to theme: the SKOS words and "refutes", each way of a pair judged for itself; "partOf" (its
    parent); "addresses", "responsibleFor", "usedIn" as the study relates them. From theme to concept: "memberOf". From
    concept to concept: "broader". Edge attributes: relation, score (0 to 1; 1 for what is no judgement), reasons
    (joined by "; "), decided_by, source_quote and target_quote (the words of each side; "" for edges at concepts);
    "refutes" also kind and standing of the disagreement. A disagreement of which a side is of no theme, or that was
    dismissed, is no edge. Of several edges of one relation between the same ends the second key also names who decided,
    the third has a number.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for theme in sorted(synthesis.themes, key=lambda theme: theme.id):
        graph.add_node(
            theme.id,
            kind="theme",
            label=theme.label,
            definition=theme.definition,
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
            definition=concept.definition,
            facet=concept.facet,
            status=str(concept.status),
            verdict=str(concept.verdict),
            studies=" ".join(concept.studies),
        )
    edges: list[tuple[str, str, str, Attributes]]
    edges = [(e.source, e.target, str(e.relation), _of_edge(e)) for e in synthesis.translations]
    edges += [edge for found in synthesis.disagreements for edge in _refutations(found)]
    edges += [(t, c.id, MEMBER, _plain(MEMBER)) for c in synthesis.concepts for t in c.themes]
    edges += [(c.id, wider, BROADER, _plain(BROADER)) for c in synthesis.concepts for wider in c.broader]
    edges += [(t.id, t.parent, PART, _plain(PART)) for t in synthesis.themes if t.parent]
    edges += [(r.source, r.target, JOINS[r.kind], _drawn(r)) for r in synthesis.relations if r.kind in JOINS]
    known = set(graph.nodes)
    edges.sort(key=lambda edge: (edge[0], edge[1], edge[2], str(edge[3]["decided_by"])))
    for source, target, relation, attributes in edges:
        if source in known and target in known:
            named = f"{relation} {attributes['decided_by']}"
            keys = chain((relation, named), (f"{named} {number}" for number in count(2)))
            free = next(key for key in keys if not graph.has_edge(source, target, key=key))
            graph.add_edge(source, target, key=free, **attributes)
    return graph


def _of_edge(edge: Translation) -> Attributes:
    return _attributes(str(edge.relation), edge.reasons, edge.quotes, score=edge.score, decided_by=edge.decided_by)


def _drawn(relation: Relation) -> Attributes:
    return _attributes(JOINS[relation.kind], relation.reasons)


def _plain(relation: str) -> Attributes:
    return _attributes(relation, ())


def _refutations(found: Disagreement) -> list[tuple[str, str, str, Attributes]]:
    """From each theme of the second side to each of the first; none when people have dismissed it."""
    if found.standing is Standing.DISMISSED:
        return []
    relation = str(Translated.REFUTES)
    edges: list[tuple[str, str, str, Attributes]] = []
    for one in (side for side in found.sides if side.against):
        for other in (side for side in found.sides if not side.against):
            if one.theme and other.theme and one.theme != other.theme:
                how = _attributes(
                    relation,
                    found.reasons,
                    (one.quote, other.quote),
                    score=found.confidence,
                    decided_by=found.decided_by,
                )
                how |= {"kind": str(found.kind), "standing": str(found.standing)}
                edges.append((one.theme, other.theme, relation, how))
    return edges


def _attributes(
    relation: str,
    reasons: Sequence[str],
    quotes: tuple[str, str] = ("", ""),
    *,
    score: float = 1.0,
    decided_by: str = "machine",
) -> Attributes:
    return {
        "relation": relation,
        "score": score,
        "reasons": "; ".join(reasons),
        "decided_by": decided_by,
        "source_quote": quotes[0],
        "target_quote": quotes[1],
    }
