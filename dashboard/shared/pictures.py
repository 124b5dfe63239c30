"""Downloads of pictures: each one as SVG and as PNG, drawn on the server when somebody clicks and not before.

In: what a chart draws. Out: two buttons beneath it, and the bytes of the files. Called by charts.widgets, tiles and
whatever draws a picture. Made from the same data as the chart on the page, without a browser, so that the same view
gives the same bytes, and by keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.shared.downloads import file_name

if TYPE_CHECKING:
    import altair as alt

WIDTH = 900  # pixels of a picture that has none of its own
GROUND = {False: "#ffffff", True: "#14191b"}  # of a light and of a dark page
_INK = {False: "#1d2a2d", True: "#e6ebea"}


def buttons(svg: Callable[[], str], key: str, name: str) -> None:
    """Below a picture: the ways to its files. svg: asked for it on a click. name: its words for screen readers; the
    files are called after what they say up to the first semicolon."""
    name = name.split(";")[0]
    shared: dict[str, Any] = {"on_click": "ignore", "type": "tertiary", "icon": ":material/image:"}
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key=f"pictures {key}"):
        st.download_button(
            "SVG",
            lambda: svg().encode(),
            file_name(name, "svg"),
            "image/svg+xml",
            key=f"svg {key}",
            help="This picture as a file that stays sharp at every size",
            **shared,
        )
        st.download_button(
            "PNG",
            lambda: png_of(svg()),
            file_name(name, "png"),
            "image/png",
            key=f"png {key}",
            help="This picture as a file of dots, twice as fine as the screen",
            **shared,
        )


def altair_svg(chart: alt.Chart | alt.LayerChart | alt.VConcatChart | alt.HConcatChart, *, dark: bool) -> str:
    """A chart of Altair as SVG, as wide as WIDTH where its width is that of the page. Nothing is fetched for it."""
    import vl_convert

    spec = chart.to_dict()
    if "width" not in spec and not {"vconcat", "hconcat"} & spec.keys():
        spec["width"] = WIDTH
    words: dict[str, Any] = {"labelColor": _INK[dark], "titleColor": _INK[dark]}
    own: dict[str, Any] = spec.get("config", {})
    spec["config"] = own | {
        "background": GROUND[dark],
        "axis": words | own.get("axis", {}),
        "legend": words | own.get("legend", {}),
        "title": {"color": _INK[dark]} | own.get("title", {}),
    }
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def png_of(svg: str) -> bytes:
    """A picture as PNG, with two dots to each pixel of the SVG."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=2))
