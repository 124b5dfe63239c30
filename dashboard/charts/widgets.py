"""The two charts that can be clicked, behind two functions, so that a widget can be exchanged without touching a page.

In: a neighbourhood or a Timeline, and what to do on a click. Out: a chart on the page. Called by the page for the graph
and by depending. Colours never stand alone: a node also has a shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.charts.graph_svg import graph_svg
from dashboard.charts.network import Place
from dashboard.charts.network_option import LINES, Palette, option
from dashboard.charts.timeline import LINE_RULES, Inks, Timeline
from dashboard.charts.timeline import option as timeline_option
from dashboard.shared import pictures

Record = dict[str, Any]

_GRAPH_LIGHT = Palette(
    {"concept": "#17616b", "theme": "#c07f1d", "study": "#7a4e8a"}, "#1d2a2d", "#8796a0", "#a23b2c", "#ffffff"
)
_GRAPH_DARK = Palette(
    {"concept": "#5fb7b5", "theme": "#e3b05a", "study": "#bd93d0"}, "#e6ebea", "#7c8b93", "#e0796a", "#14191b"
)
_INKS_LIGHT = Inks("#17616b", "#1d2a2d", "#7d8c8f", "#17616b", "#a23b2c", "#ffffff")
_INKS_DARK = Inks("#5fb7b5", "#e6ebea", "#93a3a6", "#6fc3c0", "#e0796a", "#14191b")


def dark() -> bool:
    """Whether the visitor's page is dark."""
    return st.context.theme.type == "dark"


def graph(
    shown: Record,
    places: Mapping[str, Place],
    key: str,
    alt: str,
    on_node: Callable[[str], None],
    on_edge: Callable[[str], None],
    *,
    begun: Sequence[str] = (),
) -> None:
    """A neighbourhood of the graph. on_node, on_edge: called with an id. begun: nodes that get a ring."""
    nodes, edges = shown["nodes"], shown["edges"]
    spec = option(nodes, edges, places, _GRAPH_DARK if dark() else _GRAPH_LIGHT, begun)

    def clicked() -> None:
        for part in st.session_state[key]["selection"].get("selected", []):
            at = (part.get("data_indices") or [None])[0]
            if at is not None:
                of_edge = part.get("data_type") == "edge"
                (on_edge if of_edge else on_node)((edges if of_edge else nodes)[at]["id"])

    st.echarts_chart(spec, height=680, key=key, on_select=clicked, alt=alt)
    palette, drawn = _GRAPH_DARK if dark() else _GRAPH_LIGHT, {edge["relation"] for edge in edges}
    notes = [words for relation, words in LINES.items() if relation in drawn]
    pictures.buttons(lambda: graph_svg(spec, palette.ground, palette.ink, notes), key, alt)


def timeline(
    drawn: Timeline,
    names: dict[str, str],
    key: str,
    alt: str,
    on_study: Callable[[str], None],
    on_tie: Callable[[int], None],
) -> None:
    """The dependence graph. on_study is called with a study id, on_tie with the number of the tie in the timeline."""
    inks = _INKS_DARK if dark() else _INKS_LIGHT

    def clicked() -> None:
        for part in st.session_state[key]["selection"].get("selected", []):
            at = (part.get("data_indices") or [None])[0]
            if at is not None and part.get("data_type") == "edge":
                on_tie(at)
            elif at is not None and at < len(drawn.nodes):  # what comes after the studies are headings
                on_study(drawn.nodes[at]["id"])

    height = min(max(300, 130 + 66 * drawn.rows), 900)
    spec = timeline_option(drawn, names, inks)
    st.echarts_chart(spec, height=height, key=key, on_select=clicked, alt=alt)
    notes = [LINE_RULES[kind] for kind in dict.fromkeys(tie["kind"] for tie in drawn.ties)]
    pictures.buttons(lambda: graph_svg(spec, inks.ground, inks.text, notes), key, alt)
