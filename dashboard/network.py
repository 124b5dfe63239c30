"""The translation graph as a picture: which nodes and edges, and where they lie.

In: theme and edge records. Out: a Picture, the same for the same records. Called by the graph page. Places are computed
here and not in the browser, because a browser takes seconds for it and never finds the same places twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.frames import one_way
from dashboard.wording import RELATIONS, clipped

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

Record = dict[str, Any]
Place = tuple[float, float]
MOST_EDGES = 600  # more are a ball of wool; the strongest are drawn
SYMBOLS = ("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond")
WIDE = 1.9  # labels are wide and low, so the picture is stretched by so much
LEAST, MARGIN = 46.0, 38.0  # between two places, and around a group
SHAPE = 1.15  # width of the whole picture over its height
_SEED, _FEW = 7, 80  # of the layout; nodes up to which the better and slower layout is used


@dataclass(frozen=True)
class Picture:
    """nodes, edges: in the order in which the chart gets them, so that an index finds them again. left_out: edges
    that were too weak for the picture."""

    nodes: tuple[Record, ...]
    edges: tuple[Record, ...]
    places: Mapping[str, Place]
    left_out: int = 0


def picture(themes: Iterable[Record], edges: Iterable[Record], *, most: int = MOST_EDGES) -> Picture:
    """The themes that have an edge, with their places. edges: of one facet or several, mirrored ones are drawn once."""
    by_id = {theme["id"]: theme for theme in themes}
    drawn = [edge for edge in one_way(edges) if edge["source"] in by_id and edge["target"] in by_id]
    drawn.sort(key=lambda edge: (-edge["score"], edge["source"], edge["target"], edge["relation"]))
    kept = drawn[:most]
    ends = sorted({end for edge in kept for end in (edge["source"], edge["target"])})
    nodes = tuple(by_id[id] for id in ends)
    return Picture(nodes, tuple(kept), places(ends, kept), len(drawn) - len(kept))


def places(nodes: Sequence[str], edges: Iterable[Record]) -> dict[str, Place]:
    """Where each node lies: each connected group by itself, the groups in rows, the largest first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted((str(edge["source"]), str(edge["target"])) for edge in edges))
    groups = sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda g: (-len(g), g))
    boxes = [_within(graph.subgraph(group), group) for group in groups]
    width = max([math.sqrt(SHAPE * sum(wide * high for _, wide, high in boxes)), *(wide for _, wide, _ in boxes)])
    found: dict[str, Place] = {}
    left = top = row = 0.0
    for inner, wide, high in boxes:
        if left and left + wide > width * 1.05:
            left, top, row = 0.0, top + row, 0.0
        found |= {node: (round(left + x, 2), round(top + y, 2)) for node, (x, y) in inner.items()}
        left, row = left + wide, max(row, high)
    return found


def _within(part: nx.Graph[str], group: list[str]) -> tuple[dict[str, Place], float, float]:
    """Places of one connected group in a box, and the box's width and height."""
    import networkx as nx
    import numpy as np

    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(group)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in part.edges))
    start = nx.circular_layout(ordered)
    if len(group) <= _FEW:
        spread = nx.kamada_kawai_layout(ordered, pos=start)
    else:
        spread = nx.spring_layout(ordered, pos=start, seed=_SEED, iterations=80, k=2.2 / math.sqrt(len(group)))
    spots = _apart(30 * math.sqrt(len(group)) * np.array([spread[node] for node in group]))
    spots = (spots - spots.min(axis=0)) * (WIDE, 1.0) + (MARGIN * WIDE, MARGIN)
    right, bottom = spots.max(axis=0)
    inner = {node: (float(x), float(y)) for node, (x, y) in zip(group, spots, strict=True)}
    return inner, float(right) + MARGIN * WIDE, float(bottom) + MARGIN


def _apart(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pushes places of shape (n, 2) from one another until each two are LEAST apart, or nearly so."""
    import numpy as np

    for _ in range(200):
        between = spots[:, None] - spots[None]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(LEAST - distance, 0, None)
        if short.max() < 1:
            break
        spots = spots + 0.4 * (between / np.maximum(distance, 1e-6)[..., None] * short[..., None]).sum(axis=1)
    return spots


def option(drawn: Picture, names: Mapping[str, str], colours: Sequence[str], ink: str, quiet: str) -> Record:
    """The ECharts option of a picture; a study is told by colour and by shape. ink, quiet: colours of text and lines.

    No text of a document stands in a formatter: ECharts puts those into the page as HTML.
    """
    studies = sorted({node["study"] for node in drawn.nodes}, key=lambda id: names.get(id, id))
    number = {study: at for at, study in enumerate(studies)}
    few = len(drawn.nodes) <= 90
    return {
        "animation": False,
        "color": [colours[at % len(colours)] for at in range(len(studies))],
        "legend": {
            "data": [
                {"name": names.get(study, study), "icon": SYMBOLS[at % len(SYMBOLS)]}
                for at, study in enumerate(studies)
            ],
            "bottom": 0,
            "itemWidth": 13,
            "itemHeight": 13,
            "textStyle": {"color": ink},
        },
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": "contain",
                "roam": True,
                "left": 70,
                "right": 70,
                "top": 15,
                "bottom": 30 + 24 * -(-len(studies) // 3),
                "selectedMode": "single",
                "categories": [{"name": names.get(study, study)} for study in studies],
                "data": [_node(node, drawn.places[node["id"]], number) for node in drawn.nodes],
                "links": [_link(edge, quiet) for edge in drawn.edges],
                "label": {"show": few, "position": "bottom", "distance": 4, "fontSize": 11, "color": ink},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "label": {"show": True}},
                "select": {"itemStyle": {"borderColor": ink, "borderWidth": 3}, "lineStyle": {"width": 5}},
                "edgeSymbolSize": 7,
            }
        ],
    }


def _node(node: Record, place: Place, number: Mapping[str, int]) -> Record:
    at = number[node["study"]]
    return {
        "id": node["id"],
        "name": clipped(node["label"], 34),
        "x": place[0],
        "y": place[1],
        "category": at,
        "symbol": SYMBOLS[at % len(SYMBOLS)],
        "symbolSize": 15,
    }


def _link(edge: Record, quiet: str) -> Record:
    style: Record = {"color": quiet, "width": 1 + 2 * edge["score"], "type": _DASH.get(edge["relation"], "solid")}
    if edge["relation"] == "refutes":
        style |= {"color": "#c0392b", "width": 3}
    link = {"source": edge["source"], "target": edge["target"], "value": edge["score"], "lineStyle": style}
    if edge["relation"] in ("broadMatch", "refutes"):
        link["symbol"] = ["none", "arrow"]
    return link


_DASH = {"closeMatch": "solid", "broadMatch": "dashed", "relatedMatch": "dotted"}
LINES = {
    "exactMatch": f"solid line: {RELATIONS['exactMatch']}, or {RELATIONS['closeMatch']} (the closer, the thicker)",
    "broadMatch": "dashed arrow: from the narrower to the broader",
    "relatedMatch": f"dotted line: {RELATIONS['relatedMatch']}",
    "refutes": "red arrow: refutes",
}
