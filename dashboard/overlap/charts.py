"""The charts of overlap and of what happens without a study: a square of reviews, a citation matrix, dots on a line.

In: frames. Out: charts on the page. Called by the parts of the page Overlap and by the page of a concept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.charts.tiles import Look, tiles
from dashboard.charts.widgets import dark
from dashboard.overlap.frames import ABSENT, CELL_SIGNS, FEW, HELD, MISSING, NONE, OWN, UNDEFINED, bands
from dashboard.shared import pictures

if TYPE_CHECKING:
    import pandas as pd

_LIGHT = (("#f4f6f5", "#4a5659"), ("#d4e8e5", "#1d2a2d"), ("#9accc8", "#1d2a2d"), ("#3f8f92", "#ffffff"))
_DARK = (("#1e2629", "#aab5b4"), ("#24403f", "#e6ebea"), ("#2f6462", "#ffffff"), ("#4f9f9d", "#0c1416"))
_STRONGEST_LIGHT, _STRONGEST_DARK = ("#17616b", "#ffffff"), ("#8fd6d2", "#0c1416")
_OWN_LIGHT, _OWN_DARK = ("#ffffff", "#4a5659"), ("#14191b", "#aab5b4")
_ODD_LIGHT, _ODD_DARK = ("#f3ddb4", "#1d2a2d"), ("#6b5423", "#ffffff")


def square(data: pd.DataFrame, key: str, alt: str, measure: str, on_pair: Callable[[str, str], None]) -> None:
    """Reviews by reviews; on_pair is called with the ids of two reviews, which may be the same."""
    steps = [*(_DARK if dark() else _LIGHT), _STRONGEST_DARK if dark() else _STRONGEST_LIGHT]
    columns = list(dict.fromkeys(data["row"]))
    told = {NONE: NONE, **bands(measure, len(columns) <= FEW)}
    looks = {kind: Look(words, *step) for (kind, words), step in zip(told.items(), steps, strict=True)}
    looks[OWN] = Look(OWN, *(_OWN_DARK if dark() else _OWN_LIGHT))
    if UNDEFINED in set(data["kind"]):
        looks[UNDEFINED] = Look(f"? {UNDEFINED}", *(_ODD_DARK if dark() else _ODD_LIGHT))
    told_too = {
        "row": "Review",
        "column": "Other review",
        "shared": "Shared",
        "cca": "CCA",
        "part": "Overlap coefficient",
    }
    tiles(data, key, alt, looks, told_too, on_pair, columns=columns, dark=dark(), small=True)


def citation_matrix(
    data: pd.DataFrame, key: str, alt: str, columns: Sequence[str], on_cell: Callable[[str, str], None]
) -> None:
    """Primary studies by reviews. data: row, column, row_id, column_id, kind (a key of CELL_SIGNS)."""
    light = {HELD: _STRONGEST_LIGHT, MISSING: _LIGHT[1], ABSENT: _LIGHT[0]}
    night = {HELD: _STRONGEST_DARK, MISSING: _DARK[1], ABSENT: _DARK[0]}
    colours = night if dark() else light
    looks = {kind: Look(f"{sign} {kind}", *colours[kind]) for kind, sign in CELL_SIGNS.items()}
    data = data.assign(sign=data["kind"].map(CELL_SIGNS))
    told = {"row_id": "Primary study", "column": "Review", "kind": "It is"}
    tiles(data, key, alt, looks, told, on_cell, columns=columns, dark=dark())


def dots(data: pd.DataFrame, key: str, alt: str) -> None:
    """Support without each study: a circle is the share of studies, a diamond that of the independent evidence; upright
    lines stand where both are now. data: without, measure, value (0 to 1), now, told."""
    import altair as alt_

    one, other = ("#5fb7b5", "#e3b05a") if dark() else ("#17616b", "#a9671a")
    measures = list(dict.fromkeys(data["measure"]))
    rows = list(dict.fromkeys(data["without"]))
    colour = alt_.Color("measure:N", scale=alt_.Scale(domain=measures, range=[one, other]), title=None)
    base = alt_.Chart(data).encode(
        y=alt_.Y("without:N", sort=rows, title=None, axis=alt_.Axis(labelLimit=200, labelOverlap=False))
    )
    share = alt_.X("value:Q", scale=alt_.Scale(domain=[0, 1]), title=None, axis=alt_.Axis(format=".1f", tickCount=5))
    marks = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=share,
        color=colour.legend(orient="bottom", direction="vertical", labelLimit=300),
        shape=alt_.Shape(
            "measure:N", scale=alt_.Scale(domain=measures, range=["circle", "diamond"]), title=None
        ).legend(orient="bottom", direction="vertical"),
        tooltip=[alt_.Tooltip("without:N", title="Without"), alt_.Tooltip("told:N", title="Then")],
    )
    now = alt_.Chart(data.drop_duplicates("measure")).mark_rule(strokeDash=[4, 3]).encode(x="now:Q", color=colour)
    chart = (now + marks).properties(height=22 * len(rows) + 100).configure_view(strokeWidth=0)
    st.altair_chart(chart, key=key, alt=alt)
    night = dark()
    pictures.buttons(lambda: pictures.altair_svg(chart, dark=night), key, alt)
