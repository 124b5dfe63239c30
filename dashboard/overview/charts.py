"""The two small charts of the overview: concepts of each facet, and years; both can be clicked.

In: frames of overview.frames. Out: charts on the page. Called by the parts of the overview, each beside a table that
offers the same choice. A bar says its number in words on hover, and each part has its place in the row, so that colour
never stands alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.charts.widgets import dark
from dashboard.overview.frames import PARTS
from dashboard.shared import pictures

if TYPE_CHECKING:
    import pandas as pd

_LIGHT = {"agreed": "#17616b", "mixed": "#7fb5b1", "single": "#d5dddb", "contested": "#c2694f"}
_DARK = {"agreed": "#5fb7b5", "mixed": "#37706f", "single": "#3a4649", "contested": "#d98a6f"}
_INK_LIGHT, _INK_DARK = "#0b1416", "#e6ebea"
_ROW, _LEGEND = 28, 104  # pixels: of a facet; of what stands below the bars
_HIGH = 150  # pixels of a chart of years
_LABELLED = 14  # years up to which each has its label


def facets(parts: pd.DataFrame, key: str, alt: str, on_facet: Callable[[str], None]) -> None:
    """Concepts of each facet by what they add up to. on_facet: called with the facet of a bar."""
    import altair as alt_

    colours = _DARK if dark() else _LIGHT
    order = list(dict.fromkeys(parts["facet"]))
    picked = alt_.selection_point(name="picked", fields=["id"], toggle=False)
    chart = (
        alt_.Chart(parts)
        .mark_bar(height={"band": 0.68}, cursor="pointer")
        .encode(
            y=alt_.Y(
                "facet:N",
                sort=order,
                title=None,
                axis=alt_.Axis(ticks=False, domain=False, labelLimit=150, labelOverlap=False),
            ),
            x=alt_.X("sum(concepts):Q", title="concepts", axis=alt_.Axis(grid=True, tickMinStep=1, domain=False)),
            color=alt_.Color(
                "part:N",
                title=None,
                scale=alt_.Scale(domain=list(PARTS.values()), range=[colours[part] for part in PARTS]),
                legend=alt_.Legend(orient="bottom", columns=2, labelLimit=240, symbolType="square"),
            ),
            order="order:Q",
            tooltip=[
                alt_.Tooltip("facet:N", title="Facet"),
                alt_.Tooltip("part:N", title="Concepts"),
                alt_.Tooltip("sum(concepts):Q", title="How many"),
            ],
        )
        .add_params(picked)
        .properties(height=_ROW * len(order) + _LEGEND)
        .configure_view(strokeWidth=0)
    )
    _clickable(chart, key, alt, "id", on_facet)


def years(
    frame: pd.DataFrame, what: str, key: str, alt: str, chosen: str | None, on_year: Callable[[str], None]
) -> None:
    """One bar a year. what: the column that it counts. chosen: the year that is marked. on_year: called with one."""
    import altair as alt_

    colours, ink = (_DARK, _INK_DARK) if dark() else (_LIGHT, _INK_LIGHT)
    picked = alt_.selection_point(name="picked", fields=["year"], toggle=False)
    steps = max(1, -(-len(frame) // _LABELLED))
    shown = list(frame["year"])[::steps]
    data = frame.assign(chosen=frame["year"] == chosen)
    base = alt_.Chart(data).encode(
        x=alt_.X("year:O", title=None, axis=alt_.Axis(values=shown, labelAngle=0, ticks=False, labelOverlap=True)),
        y=alt_.Y(f"{what}:Q", title=what, axis=alt_.Axis(tickCount=3, tickMinStep=1, domain=False, format="~s")),
        tooltip=[
            alt_.Tooltip("year:O", title="Year"),
            alt_.Tooltip("studies:Q", title="Studies"),
            alt_.Tooltip("concepts:Q", title="Concepts that appear"),
        ],
    )
    bars = base.mark_bar(color=colours["agreed"], cursor="pointer", width={"band": 0.72}, stroke=ink).encode(
        strokeWidth=alt_.condition("datum.chosen", alt_.value(2.5), alt_.value(0))
    )
    chart = bars.add_params(picked).properties(height=_HIGH).configure_view(strokeWidth=0)
    _clickable(chart, key, alt, "year", on_year)


def _clickable(chart: Any, key: str, alt: str, field: str, on: Callable[[str], None]) -> None:
    def clicked() -> None:
        points = st.session_state[key]["selection"].get("picked", [])
        if points:
            on(str(points[0][field]))

    night = dark()
    st.altair_chart(chart, key=key, on_select=clicked, selection_mode="picked", alt=alt)
    pictures.buttons(lambda: pictures.altair_svg(chart, dark=night), key, alt)
