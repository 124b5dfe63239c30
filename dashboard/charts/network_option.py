"""The picture of a neighbourhood in the graph, as ECharts draws it and as a file holds it.

In: records of KnowledgeBase.neighbourhood, their places, colours. Out: the ECharts option. Called by
charts.widgets.graph. The three kinds are told by shape and size, the relations by line, arrow and word; colour only
repeats that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.network import Place
from dashboard.shared.wording import clipped

Record = dict[str, Any]
SHAPES = {"concept": "circle", "theme": "rect", "study": "diamond"}
NAMES = {"concept": "Concept", "theme": "Theme", "study": "Study"}
READABLE = 45  # nodes up to which themes have their labels at once; a line has its word when one points at it
_THEME, _STUDY, _CONCEPT = 12, 20, 22  # pixels; a concept grows with its support, to twice that
_MANY = 1500  # nodes beyond which lines are straight and nothing fades: each costs the browser a drawing of them all
_ROOM = 900.0  # units of the picture that are drawn at that size; in a larger one nodes are smaller


@dataclass(frozen=True)
class Look:
    """How a relation looks. kind: of the line. width: pixels. arrow: at the target. bend: 0 is straight."""

    kind: str
    width: float
    arrow: bool = False
    bend: float = 0.0
    opacity: float = 0.9


LOOKS = {
    "memberOf": Look("solid", 1.4, opacity=0.75),
    "reportedBy": Look("solid", 0.7, opacity=0.4),
    "broader": Look("dashed", 2.4, arrow=True),
    "partOf": Look("dashed", 1.2, arrow=True),
    "exactMatch": Look("solid", 3.4, bend=0.12),
    "closeMatch": Look("solid", 2.2, bend=0.12),
    "broadMatch": Look("dashed", 1.6, arrow=True, bend=0.12),
    "relatedMatch": Look("dotted", 1.6, bend=0.12),
    "refutes": Look("solid", 3.2, arrow=True, bend=-0.18),
    "addresses": Look("dotted", 1.3, arrow=True, bend=-0.1),
    "responsibleFor": Look("dotted", 1.3, arrow=True, bend=-0.1),
    "usedIn": Look("dotted", 1.3, arrow=True, bend=-0.1),
    "includes": Look("solid", 2.6, arrow=True, bend=0.08),
    "version": Look("solid", 5.0, bend=0.08),
    "cites": Look("solid", 1.1, arrow=True, bend=0.2),
}
WORDS = {
    "memberOf": "is one of the themes of",
    "reportedBy": "is reported by",
    "broader": "is narrower than",
    "partOf": "is part of",
    "exactMatch": "is the same as",
    "closeMatch": "is close to",
    "broadMatch": "is narrower than",
    "relatedMatch": "is related to",
    "refutes": "refutes",
    "addresses": "addresses",
    "responsibleFor": "is responsible for",
    "usedIn": "is used in",
    "includes": "includes",
    "version": "is a version of",
    "cites": "cites",
}
LINES = {
    "memberOf": "thin line to a circle: a theme and its concept",
    "reportedBy": "faint line to a diamond: a theme and the study that reports it",
    "broader": "dashed thick arrow: from a concept to a wider one",
    "partOf": "dashed thin arrow: from a theme to the theme of the same study that holds it",
    "exactMatch": "thick curve: two themes say the same",
    "closeMatch": "curve: two themes are close",
    "broadMatch": "dashed curve with an arrow: from the narrower theme to the broader",
    "relatedMatch": "dotted curve: two themes are related",
    "refutes": "thick curve with an arrow, red: refutes",
    "addresses": "dotted arrow: addresses",
    "responsibleFor": "dotted arrow: is responsible for",
    "usedIn": "dotted arrow: is used in",
    "includes": "thick arrow between diamonds: includes, from the later study",
    "version": "very thick line between diamonds: two versions of one work",
    "cites": "thin arrow between diamonds: cites",
}


@dataclass(frozen=True)
class Palette:
    """kinds: colours of concept, theme and study. ink, quiet, strong, ground: of text, lines, refutations, the page."""

    kinds: Mapping[str, str]
    ink: str
    quiet: str
    strong: str
    ground: str


def option(
    nodes: Sequence[Record],
    edges: Sequence[Record],
    places: Mapping[str, Place],
    palette: Palette,
    begun: Collection[str] = (),
) -> Record:
    """The ECharts option; data and links are in the order of nodes and edges. begun: nodes that get a ring.

    No text of a document stands in a formatter: ECharts puts those into the page as HTML.
    """
    kinds = [kind for kind in SHAPES if any(node["kind"] == kind for node in nodes)]
    scale, many = _scale(places), len(nodes) > _MANY
    return {
        "animation": False,
        "color": [palette.kinds[kind] for kind in kinds],
        "legend": {
            "data": [{"name": NAMES[kind], "icon": SHAPES[kind]} for kind in kinds],
            "bottom": 0,
            "itemWidth": 14,
            "itemHeight": 14,
            "textStyle": {"color": palette.ink, "fontSize": 13},
        },
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": "contain",
                "roam": True,
                "left": 60,
                "right": 60,
                "top": 20,
                "bottom": 50,
                "selectedMode": "single",
                "categories": [{"name": NAMES[kind], "symbol": SHAPES[kind]} for kind in kinds],
                "data": [_node(node, places[node["id"]], kinds, palette, scale, begun, len(nodes)) for node in nodes],
                "links": [_link(edge, palette, many) for edge in edges],
                "label": {"position": "bottom", "distance": 3, "fontSize": 11, "color": palette.ink}
                | {"textBorderColor": palette.ground, "textBorderWidth": 2},
                "edgeLabel": {"fontSize": 10, "color": palette.ink, "formatter": "{b}"}
                | {"textBorderColor": palette.ground, "textBorderWidth": 3},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {
                    "focus": "none" if many else "adjacency",
                    "label": {"show": True},
                    "edgeLabel": {"show": True},
                },
                "select": {
                    "itemStyle": {"borderColor": palette.ink, "borderWidth": 3},
                    "lineStyle": {"width": 5, "opacity": 1},
                },
                "edgeSymbolSize": 7,
            }
        ],
    }


def _scale(places: Mapping[str, Place]) -> float:
    """By how much nodes are smaller than their full size, so that a large picture does not become one blot."""
    span = max((max(axis) - min(axis) for axis in zip(*places.values(), strict=True)), default=0.0)
    return min(1.0, max(0.35, (_ROOM / span) ** 0.75)) if span else 1.0


def _node(
    node: Record,
    place: Place,
    kinds: Sequence[str],
    palette: Palette,
    scale: float,
    begun: Collection[str],
    number: int,
) -> Record:
    kind = node["kind"]
    size = {"theme": _THEME, "study": _STUDY, "concept": _CONCEPT + min(2 * node.get("studies", 0), _CONCEPT)}[kind]
    made: Record = {
        "id": node["id"],
        "name": clipped(node["label"], 34),
        "x": place[0],
        "y": place[1],
        "category": kinds.index(kind),
        "symbol": SHAPES[kind],
        "symbolSize": round(size * scale, 1),
    }
    if kind != "theme" or number <= READABLE:
        made["label"] = {"show": True}
        if kind == "concept":
            made["label"] |= {"fontWeight": 600, "fontSize": 13}
    if node["id"] in begun:
        made["itemStyle"] = {"borderColor": palette.ink, "borderWidth": 3}
    return made


def _link(edge: Record, palette: Palette, many: bool) -> Record:
    look = LOOKS[edge["relation"]]
    style: Record = {
        "color": palette.strong if edge["relation"] == "refutes" else palette.quiet,
        "width": look.width,
        "type": look.kind,
        "opacity": look.opacity,
        "curveness": 0.0 if many else look.bend,
    }
    # ECharts names an edge by its id, and else by the ids of its ends.
    link = {"source": edge["source"], "target": edge["target"], "id": WORDS[edge["relation"]], "lineStyle": style}
    if look.arrow:
        link["symbol"] = ["none", "arrow"]
    return link
