"""The bubble chart of a mapping study: categories by years or by other categories, as large as their counts.

In: a frame of bubbles. Out: a chart on the page that can be clicked. Called by the page Mapping. Each bubble has its
number in it, so that nobody has to judge areas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.charts.widgets import dark
from dashboard.shared import pictures

if TYPE_CHECKING:
    import pandas as pd

ROW, NAME, TOP = 34, 330, 26  # pixels: of a row, of a row's name at most, of the years above
_NAMED = 150  # pixels of a column's name at most, where the columns are no years
_LETTER = 7  # pixels of a letter


def bubbles(
    data: pd.DataFrame,
    key: str,
    alt: str,
    rows: Sequence[str],
    columns: Sequence[str],
    on_bubble: Callable[[str, str], None],
    picked: tuple[str, str] | None = None,
) -> None:
    """Draws the chart.

    Args:
        data: of mapping_frames.bubbles_frame.
        rows, columns: headings in their order.
        on_bubble: called with row_id and column_id before the page runs again.
        picked: row_id and column_id of the bubble that the URL names; it has a rim.
    """
    import altair as alt_

    ground, rim, ink, grid = (
        ("#2f6462", "#e6ebea", "#ffffff", "#2a3437") if dark() else ("#9accc8", "#1d2a2d", "#0c1416", "#e3e8e7")
    )
    long = max((len(column) for column in columns), default=4) > 6
    above = min(_NAMED, _LETTER * max((len(column) for column in columns), default=4)) if long else TOP
    chosen = alt_.selection_point(name="bubble", fields=["row_id", "column_id"], toggle=False)
    axis: dict[str, Any] = {"domain": False, "ticks": False, "grid": True, "gridColor": grid, "labelOverlap": False}
    base = alt_.Chart(
        data.assign(picked=[(r, c) == picked for r, c in zip(data["row_id"], data["column_id"], strict=True)])
    )
    base = base.encode(
        x=alt_.X(
            "column:N",
            sort=list(columns),
            scale=alt_.Scale(domain=list(columns)),
            title=None,
            axis=alt_.Axis(orient="top", labelAngle=-45 if long else 0, labelLimit=_NAMED, **axis),
        ),
        y=alt_.Y("row:N", sort=list(rows), title=None, axis=alt_.Axis(labelLimit=NAME, labelPadding=10, **axis)),
        tooltip=[
            alt_.Tooltip("row:N", title="Of"),
            alt_.Tooltip("column:N", title="In"),
            alt_.Tooltip("told:N", title="There are"),
        ],
    )
    largest = max(int(data["count"].max()), 4)
    circles = base.mark_circle(opacity=1, stroke=rim).encode(
        size=alt_.Size("count:Q", scale=alt_.Scale(domain=[0, largest], range=[180, (ROW - 3) ** 2]), legend=None),
        color=alt_.value(ground),
        strokeWidth=alt_.condition("datum.picked", alt_.value(2.5), alt_.value(0)),
    )
    numbers = base.mark_text(fontSize=12, fontWeight=600).encode(text="count:Q", color=alt_.value(ink))
    chart = (circles.add_params(chosen) + numbers).properties(height=above + ROW * len(rows))
    chart = chart.configure_view(strokeWidth=0)

    def clicked() -> None:
        points = st.session_state[key]["selection"].get("bubble", [])
        if points:
            on_bubble(str(points[0]["row_id"]), str(points[0]["column_id"]))

    st.altair_chart(chart, key=key, on_select=clicked, selection_mode="bubble", alt=alt)
    night = dark()
    pictures.buttons(lambda: pictures.altair_svg(chart, dark=night), key, alt)
