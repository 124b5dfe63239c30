"""The two charts that can be clicked, behind two functions, so that a widget can be exchanged without touching a page.

In: cells or a Picture, and what to do on a click. Out: a chart on the page. Called by the pages for agreement and for
the graph. Colours never stand alone: a cell also has a sign, a study also a shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.network import Picture, option
from dashboard.wording import DENIES, HEDGES, OUT, REFUTES, SIGNS, SILENT, STANCE_RULES, SUPPORTS

if TYPE_CHECKING:
    import pandas as pd

ROW_HEIGHT, LEGEND, NAME = 25, 95, 230  # pixels: of a row; below the map; of a study's name above it, at most
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
_STUDIES_LIGHT = ("#17616b", "#c07f1d", "#7a4e8a", "#3d7a3a", "#a23b2c", "#3b5fa0", "#80642c", "#b0487a", "#50666b")
_STUDIES_DARK = ("#6fc3c0", "#e3b05a", "#bd93d0", "#8cc787", "#e68a7b", "#8faee6", "#c9ae76", "#e08fb4", "#a8bcc0")


def dark() -> bool:
    """Whether the visitor's page is dark."""
    return st.context.theme.type == "dark"


def heat_map(cells: pd.DataFrame, key: str, alt: str, on_cell: Callable[[str, str], None]) -> None:
    """Concepts by studies. on_cell: called with the ids of concept and study before the page runs again."""
    import altair as alt_

    colours = _DARK if dark() else _LIGHT
    told = {stance: f"{SIGNS[stance]} {stance}".strip() for stance in STANCE_RULES}
    data = cells.assign(sign=cells["stance"].map(SIGNS), told=cells["stance"].map(told))
    rows, columns = list(dict.fromkeys(data["row"])), sorted(set(data["column"]))
    above = min(NAME, 7 * max(len(column) for column in columns))
    cell = alt_.selection_point(name="cell", fields=["concept", "study"], toggle=False)
    edge, ink = ("#8b989a", "#e6ebea") if dark() else ("#5b686b", "#1d2a2d")
    base = alt_.Chart(data).encode(
        x=alt_.X(
            "column:N",
            sort=columns,
            title=None,
            scale=alt_.Scale(paddingInner=0.06, paddingOuter=0.03),
            axis=alt_.Axis(
                orient="top",
                labelAngle=-90,
                labelLimit=NAME,
                labelOverlap=False,
                labelFlush=False,
                domain=False,
                ticks=False,
            ),
        ),
        y=alt_.Y(
            "row:N",
            sort=rows,
            title=None,
            scale=alt_.Scale(paddingInner=0.1, paddingOuter=0.05),
            axis=alt_.Axis(
                labelLimit=330,
                labelOverlap=False,
                labelFlush=False,
                domain=False,
                ticks=False,
                labelPadding=8,
            ),
        ),
        tooltip=[
            alt_.Tooltip("label:N", title="Concept"),
            alt_.Tooltip("column:N", title="Study"),
            alt_.Tooltip("stance:N", title="The study"),
        ],
    )
    legend = alt_.Legend(
        title=None,
        orient="bottom",
        columns=2,
        symbolType="square",
        symbolSize=160,
        symbolStrokeColor=edge,
        symbolStrokeWidth=0.6,
    )
    tiles = base.mark_rect(cornerRadius=2, stroke=ink).encode(
        color=alt_.Color(
            "told:N",
            scale=alt_.Scale(domain=list(told.values()), range=[colours[s][0] for s in told]),
            legend=legend,
        ),
        strokeWidth=alt_.condition(cell, alt_.value(2.5), alt_.value(0), empty=False),
    )
    signs = base.mark_text(fontSize=14, fontWeight=600).encode(
        text="sign:N",
        color=alt_.Color(
            "stance:N",
            scale=alt_.Scale(domain=list(colours), range=[ink for _, ink in colours.values()]),
            legend=None,
        ),
    )
    chart = (tiles.add_params(cell) + signs).resolve_scale(color="independent")
    chart = chart.properties(height=LEGEND + above + ROW_HEIGHT * len(rows)).configure_view(strokeWidth=0)

    def clicked() -> None:
        points = st.session_state[key]["selection"].get("cell", [])
        if points:
            on_cell(points[0]["concept"], points[0]["study"])

    st.altair_chart(chart, key=key, on_select=clicked, selection_mode="cell", alt=alt)


def graph(
    drawn: Picture,
    names: dict[str, str],
    key: str,
    alt: str,
    on_node: Callable[[str], None],
    on_edge: Callable[[int], None],
) -> None:
    """The translation graph. on_node is called with a theme id, on_edge with the number of the edge in the picture."""
    ink, quiet = ("#e6ebea", "#75858a") if dark() else ("#1d2a2d", "#9aa8aa")
    spec = option(drawn, names, _STUDIES_DARK if dark() else _STUDIES_LIGHT, ink, quiet)

    def clicked() -> None:
        for part in st.session_state[key]["selection"].get("selected", []):
            _tell(part, drawn, on_node, on_edge)

    st.echarts_chart(spec, height=680, key=key, on_select=clicked, alt=alt)


def _tell(part: dict[str, Any], drawn: Picture, on_node: Callable[[str], None], on_edge: Callable[[int], None]) -> None:
    indices: Sequence[int] = part.get("data_indices", [])
    if not indices:
        return
    if part.get("data_type") == "edge":
        on_edge(indices[0])
    else:
        on_node(drawn.nodes[indices[0]]["id"])
