"""The two charts that can be clicked, behind two functions, so that a widget can be exchanged without touching a page.

In: cells, a neighbourhood or a Timeline, and what to do on a click. Out: a chart on the page. Called by the pages for
agreement and for the graph. Colours never stand alone: a cell also has a sign, a node also a shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import pictures
from dashboard.graph_svg import graph_svg
from dashboard.network import Place
from dashboard.network_option import LINES, Palette, option
from dashboard.tiles import Look, tiles
from dashboard.timeline import LINE_RULES, Inks, Timeline
from dashboard.timeline import option as timeline_option
from dashboard.wording import DENIES, HEDGES, OUT, REFUTES, SIGNS, SILENT, STANCE_RULES, SUPPORTS

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]

_LIGHT = {
    SUPPORTS: ("#17616b", "#ffffff"),
    HEDGES: ("#a9d0cb", "#1d2a2d"),
    DENIES: ("#eab68a", "#1d2a2d"),
    REFUTES: ("#a23b2c", "#ffffff"),
    SILENT: ("#e9edec", "#4a5659"),
    OUT: ("#ffffff", "#ffffff"),
}
_DARK = {
    SUPPORTS: ("#5fb7b5", "#0c1416"),
    HEDGES: ("#2c5557", "#e6ebea"),
    DENIES: ("#8a5a30", "#ffffff"),
    REFUTES: ("#e0796a", "#14191b"),
    SILENT: ("#273134", "#aab5b4"),
    OUT: ("#14191b", "#14191b"),
}
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


def heat_map(cells: pd.DataFrame, key: str, alt: str, on_cell: Callable[[str, str], None]) -> None:
    """Concepts by studies. on_cell: called with the ids of concept and study before the page runs again."""
    colours = _DARK if dark() else _LIGHT
    looks = {s: Look(f"{SIGNS[s]} {s}".strip(), *colours[s]) for s in STANCE_RULES}
    data = cells.assign(sign=cells["stance"].map(SIGNS), kind=cells["stance"])
    data = data.rename(columns={"concept": "row_id", "study": "column_id"})
    tiles(
        data,
        key,
        alt,
        looks,
        {"label": "Concept", "column": "Study", "stance": "The study"},
        on_cell,
        columns=sorted(set(data["column"])),
        dark=dark(),
    )


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
