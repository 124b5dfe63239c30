"""Concepts by studies as a widget: the map, and what was clicked in it.

In: records of KnowledgeBase.matrix and .density, and what to do on a click. Out: a chart on the page. Called by
supporting and density. The boxes and tables beside a chart offer the same choice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.agreement.density_map import density_map
from dashboard.agreement.matrix_map import DARK, LIGHT, Paint, matrix_map
from dashboard.shared.wording import SIGNS, STANCE_RULES

Record = dict[str, Any]
_STYLE = """<style>
:has(> .st-key-legend) { position: sticky; top: 3.5rem; z-index: 9 }
.st-key-legend { background: GROUND; padding: 0.4rem 0 }
.signs { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; font-size: 0.875rem }
.signs b { display: inline-block; width: 1.4em; text-align: center; margin-right: 0.25em }
</style>"""


def paint() -> Paint:
    """The colours of the visitor's page."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def legend() -> str:
    """HTML of the signs with their colours, which stays at the top of the page; no word of a document is in it."""
    colours = paint()
    told = "".join(
        f'<span title="{STANCE_RULES[stance]}"><b style="background:{ground};color:{ink};'
        f'outline:1px solid {colours.quiet}">{SIGNS[stance] or "&nbsp;"}</b> {stance}</span>'
        for stance, (ground, ink) in colours.stances.items()
    )
    ground = f"light-dark({LIGHT.ground}, {DARK.ground})"  # the page can change between two runs, and its ink with it
    return f"{_STYLE.replace('GROUND', ground)}<div class=signs>{told}</div>"


def heat_map(
    page: Record,
    names: Mapping[str, str],
    chosen: tuple[str | None, str | None],
    alt: str,
    on_click: Callable[[str | None, str | None], None],
) -> None:
    """The map of a page. on_click: gets concept and study of a cell, a concept alone, or a study alone."""
    drawn = matrix_map(page, names, paint(), chosen)
    # A key of its own for every set of rows and columns: an old click must not point at another concept.
    shown = [row["id"] for row in page["rows"]] + [column["study"] for column in page["columns"]]
    key = f"matrix {hashlib.sha256(' '.join(shown).encode()).hexdigest()[:12]}"

    def clicked(series: int, at: int) -> None:
        if series < len(drawn.targets):
            concept, study = drawn.targets[series][at]
            on_click(concept or None, study or None)

    st.echarts_chart(drawn.option, height=drawn.height, key=key, on_select=lambda: _newly(key, clicked), alt=alt)


def from_afar(found: Record, alt: str, on_cell: Callable[[Record, Record], None]) -> None:
    """The density of the whole. on_cell: gets the row and the column of a tile."""
    drawn = density_map(found, paint())
    wide = len(found["columns"])

    def clicked(series: int, at: int) -> None:
        if series == 0:
            on_cell(found["rows"][at // wide], found["columns"][at % wide])

    key = f"density {len(found['rows'])} {wide} {found['concepts']} {found['studies']}"
    st.echarts_chart(drawn.option, height=drawn.height, key=key, on_select=lambda: _newly(key, clicked), alt=alt)


def _newly(key: str, clicked: Callable[[int, int], None]) -> None:
    """Tells what was clicked last: ECharts keeps one choice in each series, and a second click takes it back."""
    now = {
        (part["series_index"], at)
        for part in st.session_state[key]["selection"].get("selected", [])
        for at in part.get("data_indices", [])
    }
    before = st.session_state.get("_clicked", (key, set()))
    known = before[1] if before[0] == key else set()
    st.session_state["_clicked"] = (key, now)
    for series, at in sorted(now - known) or sorted(known - now):
        clicked(series, at)
        return
