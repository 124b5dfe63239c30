"""A heat map of tiles with signs, the one drawing behind concepts by studies, pairs of reviews and the citation matrix.

In: one row a tile, and what its kinds look like. Out: a chart on the page that can be clicked. Called by
overlap.charts. What a tile says is told by its sign or number, too, never by its colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.shared import pictures

if TYPE_CHECKING:
    import pandas as pd

ROW_HEIGHT, LEGEND_LINE, NAME = 25, 24, 230  # pixels: of a row; of a line of the legend; of a column's name, at most
ROW_NAME, NARROW_NAME, NARROW = 330, 130, 480  # pixels: of a row's name at most, also where the map is narrow


@dataclass(frozen=True)
class Look:
    """How tiles of one kind look. told: its words in the legend. colour: of the ground. ink: of the sign."""

    told: str
    colour: str
    ink: str


def tiles(
    data: pd.DataFrame,
    key: str,
    alt: str,
    looks: Mapping[str, Look],
    told: Mapping[str, str],
    on_tile: Callable[[str, str], None],
    *,
    columns: Sequence[str],
    dark: bool,
    small: bool = False,
) -> None:
    """Draws the map; rows stand in the order of data.

    Args:
        data: row, column (headings, unique), row_id, column_id, kind (a key of looks) and sign.
        told: what the pointer tells: columns of data and their headings.
        on_tile: called with row_id and column_id before the page runs again.
        columns: headings in their order. small: the signs are numbers of several digits.
    """
    import altair as alt_

    narrow = f"containerSize()[0] < {NARROW}"  # a telephone: the tiles keep more of its width than the names
    edge, ink = ("#8b989a", "#e6ebea") if dark else ("#5b686b", "#1d2a2d")
    kinds = list(looks)
    data = data.assign(told=data["kind"].map({kind: look.told for kind, look in looks.items()}))
    rows = list(dict.fromkeys(data["row"]))
    tile = alt_.selection_point(name="tile", fields=["row_id", "column_id"], toggle=False)
    axis: dict[str, Any] = {"labelOverlap": False, "labelFlush": False, "domain": False, "ticks": False}
    base = alt_.Chart(data).encode(
        x=alt_.X(
            "column:N",
            sort=list(columns),
            title=None,
            scale=alt_.Scale(paddingInner=0.06, paddingOuter=0.03),
            axis=alt_.Axis(orient="top", labelAngle=-90, labelLimit=NAME, **axis),
        ),
        y=alt_.Y(
            "row:N",
            sort=rows,
            title=None,
            scale=alt_.Scale(paddingInner=0.1, paddingOuter=0.05),
            axis=alt_.Axis(labelLimit=alt_.ExprRef(f"{narrow} ? {NARROW_NAME} : {ROW_NAME}"), labelPadding=8, **axis),
        ),
        tooltip=[alt_.Tooltip(f"{column}:N", title=heading) for column, heading in told.items()],
    )
    legend = alt_.Legend(
        title=None,
        orient="bottom",
        columns=alt_.ExprRef(f"{narrow} ? 1 : 2"),
        labelLimit=320,
        symbolType="square",
        symbolSize=160,
        symbolStrokeColor=edge,
        symbolStrokeWidth=0.6,
    )
    scale = alt_.Scale(domain=[looks[kind].told for kind in kinds], range=[looks[kind].colour for kind in kinds])
    ground = base.mark_rect(cornerRadius=2, stroke=ink).encode(
        color=alt_.Color("told:N", scale=scale, legend=legend),
        strokeWidth=alt_.condition(tile, alt_.value(2.5), alt_.value(0), empty=False),
    )
    inks = alt_.Scale(domain=kinds, range=[looks[kind].ink for kind in kinds])
    signs = base.mark_text(fontSize=11 if small else 14, fontWeight=600).encode(
        text="sign:N", color=alt_.Color("kind:N", scale=inks, legend=None)
    )
    above = min(NAME, 7 * max(len(column) for column in columns))
    below = 25 + LEGEND_LINE * -(-len(kinds) // 2)
    chart = (ground.add_params(tile) + signs).resolve_scale(color="independent")
    chart = chart.properties(height=below + above + ROW_HEIGHT * len(rows)).configure_view(strokeWidth=0)

    def clicked() -> None:
        points = st.session_state[key]["selection"].get("tile", [])
        if points:
            on_tile(points[0]["row_id"], points[0]["column_id"])

    st.altair_chart(chart, key=key, on_select=clicked, selection_mode="tile", alt=alt)
    pictures.buttons(lambda: pictures.altair_svg(chart, dark=dark), key, alt)
