"""Each picture can be had as a file."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from dashboard.charts.graph_svg import graph_svg
from dashboard.charts.network import places
from dashboard.charts.network_option import option
from dashboard.shared.pictures import altair_svg, png_of
from tests.dashboard.test_network import INKS, NODES, edge, node

HOSTILE = "</text><script>alert(1)</script>&\x00\ud800"


def texts(svg: str) -> list[str]:
    """The words in a picture."""
    return [part.text or "" for part in ElementTree.fromstring(svg).iter() if part.tag.endswith("text")]  # noqa: S314


def drawn(nodes: list[dict[str, Any]]) -> str:
    """The file of a graph of these nodes."""
    edges = [edge((0, 1), "broader"), edge((4, 5)), edge((4, 18), "reportedBy")]
    return graph_svg(option(nodes, edges, places(nodes, edges), INKS), "#fff", "#000", ["what lines mean"])


def test_a_graph_in_a_file_has_its_nodes_lines_names_and_key() -> None:
    """As on the page: three shapes, arrows, the words of the larger nodes and of the lines."""
    svg = drawn(NODES)

    assert svg == drawn(NODES[:])
    kinds = [part.tag.rpartition("}")[2] for part in ElementTree.fromstring(svg)]  # noqa: S314
    assert kinds.count("circle") == 4 + 1 and kinds.count("rect") == 14 + 1 + 1  # with the legend, and the ground
    assert kinds.count("path") == 3 and kinds.count("polygon") == 4 + 1 + 1  # diamonds, the legend's, one arrow
    assert {"Theme 3", "Concept", "what lines mean"} <= set(texts(svg))


def test_what_a_document_says_is_text_in_a_file() -> None:
    """Mark-up stays words, and what no XML may hold is left out."""
    svg = drawn([node(number, HOSTILE) for number in range(22)])

    assert "<script" not in svg
    assert any(words.startswith("</text><script>alert(1)") for words in texts(svg))


@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_is_the_same_file_each_time(dark: bool) -> None:
    """On a ground of its own, with its words as text, as SVG and as PNG."""
    chart = (
        alt.Chart(pd.DataFrame({"row": [HOSTILE[:12], "b"], "share": [1, 2]})).mark_bar().encode(y="row:N", x="share:Q")
    )
    svg = altair_svg(chart, dark=dark)

    assert svg == altair_svg(chart, dark=dark)
    assert "b" in texts(svg) and "share" in texts(svg)
    assert png_of(svg).startswith(b"\x89PNG")
