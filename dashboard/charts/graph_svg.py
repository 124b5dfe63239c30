"""A graph of ECharts as SVG: the same nodes, lines and labels, drawn on the server.

In: the option that the browser gets, whose series is a graph with fixed places. Out: SVG, the same for the same option.
Called by charts.widgets for the files of pictures. ECharts' own way to a file is a button in its canvas, which no
keyboard reaches, and its bytes hang on the browser.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from synthesis.export.clean import one_line

Record = dict[str, Any]
Spot = tuple[float, float]
_EDGE = 60.0  # pixels around the picture, which labels may reach into
_LINE, _LETTER = 19, 0.56  # pixels: of a line of notes; width of a letter over its height, as it is reckoned with
_DASHES = {"dashed": "7 4", "dotted": "1.5 3.5"}


def graph_svg(option: Record, ground: str, ink: str, notes: Sequence[str] = (), *, width: int = 1200) -> str:
    """notes: below the picture, such as what its lines mean. width: pixels; the height follows from the places."""
    series = option["series"][0]
    spots, high = _spots(series["data"], width)
    below = 30 + _LINE * len(notes) if notes else 10
    legend = option.get("legend", {}).get("data", ())
    height = round(high + below + (30 if legend else 0))
    sizes = {node["id"]: node["symbolSize"] / 2 for node in series["data"]}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="Source Sans, Liberation Sans, Arial, sans-serif">',
        f'<rect width="{width}" height="{height}" fill="{ground}"/>',
    ]
    parts += [part for link in series["links"] for part in _link(link, spots, sizes, series["edgeSymbolSize"])]
    parts += [_shape(node, spots[node["id"]], _colour(node, option, ink)) for node in series["data"]]
    parts += _labels(series, spots, ground, ink)
    parts += _legend(option, legend, high + 14, ink)
    top = high + (44 if legend else 14)
    parts += [_text(note, (_EDGE / 2, top + _LINE * (at + 0.7)), 13, ink) for at, note in enumerate(notes)]
    return "\n".join([*parts, "</svg>", ""])


def _spots(nodes: Sequence[Record], width: int) -> tuple[dict[str, Spot], float]:
    """Where each node lies on the page, in pixels, and the height that this takes."""
    across, down = [node["x"] for node in nodes] or [0.0], [node["y"] for node in nodes] or [0.0]
    scale = (width - 2 * _EDGE - 40) / max(max(across) - min(across), 1.0)
    scale = min(scale, 1.6, 1400 / max(max(down) - min(down), 1.0))
    left = (width - scale * (max(across) - min(across))) / 2
    spots = {
        node["id"]: (left + scale * (node["x"] - min(across)), _EDGE + scale * (node["y"] - min(down)))
        for node in nodes
    }
    return spots, scale * (max(down) - min(down)) + 2 * _EDGE


def _colour(node: Record, option: Record, ink: str) -> str:
    own = node.get("itemStyle", {}).get("color")
    colours = option.get("color") or [ink]
    return str(own or colours[node.get("category", 0)])


def _shape(node: Record, spot: Spot, colour: str) -> str:
    (x, y), far = spot, node["symbolSize"] / 2
    style = node.get("itemStyle", {})
    ring = f' stroke="{style["borderColor"]}" stroke-width="{style["borderWidth"]}"' if "borderWidth" in style else ""
    fill = f'fill="{"none" if colour == "transparent" else colour}"{ring}'
    symbol = node.get("symbol", "circle")
    if symbol == "rect":
        return f'<rect x="{x - far:.1f}" y="{y - far:.1f}" width="{2 * far:.1f}" height="{2 * far:.1f}" {fill}/>'
    if symbol == "diamond":
        corners = f"{x:.1f},{y - far:.1f} {x + far:.1f},{y:.1f} {x:.1f},{y + far:.1f} {x - far:.1f},{y:.1f}"
        return f'<polygon points="{corners}" {fill}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{far:.1f}" {fill}/>'


def _link(link: Record, spots: Mapping[str, Spot], sizes: Mapping[str, float], arrow: float) -> list[str]:
    """A line, bent as ECharts bends it, from the rim of one node to that of the other."""
    style = link["lineStyle"]
    (ax, ay), (bx, by) = spots[link["source"]], spots[link["target"]]
    bend = style.get("curveness", 0.0)
    cx, cy = (ax + bx) / 2 - (ay - by) * bend, (ay + by) / 2 - (bx - ax) * bend
    way = math.hypot(bx - cx, by - cy) or 1.0
    pointed = link.get("symbol", ["none", "none"])[1] == "arrow"
    back = sizes[link["target"]] + (arrow * 0.8 if pointed else 0.0)
    ux, uy = (bx - cx) / way, (by - cy) / way
    ex, ey = bx - ux * back, by - uy * back
    dash = f' stroke-dasharray="{_DASHES[style["type"]]}"' if style.get("type") in _DASHES else ""
    shade = f'stroke="{style["color"]}" stroke-width="{style["width"]}" opacity="{style.get("opacity", 1)}"'
    title = f"<title>{escape(one_line(link['id']))}</title>"
    course = f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"
    drawn = [f'<path d="{course}" fill="none" {shade}{dash}>{title}</path>']
    if pointed:
        tip, half = (ex + ux * arrow, ey + uy * arrow), arrow / 2
        corners = (tip, (ex - uy * half, ey + ux * half), (ex + uy * half, ey - ux * half))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        drawn.append(f'<polygon points="{points}" fill="{style["color"]}" opacity="{style.get("opacity", 1)}"/>')
    return drawn


def _labels(series: Record, spots: Mapping[str, Spot], ground: str, ink: str) -> list[str]:
    """The labels that have room, those of larger nodes first."""
    usual = series["label"]
    shown = [n for n in series["data"] if n["name"] and {**usual, **n.get("label", {})}.get("show")]
    taken: list[tuple[float, float, float, float]] = []
    drawn = []
    for node in sorted(shown, key=lambda node: (-node["symbolSize"], node["id"])):
        label = {**usual, **node.get("label", {})}
        (x, y), size, far = spots[node["id"]], label["fontSize"], node["symbolSize"] / 2
        y += size * 0.35 if label["position"] == "inside" else far + label["distance"] + size
        half = len(node["name"]) * size * _LETTER / 2
        box = (x - half, y - size, x + half, y + size * 0.3)
        if all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in taken):
            taken.append(box)
            weight = f' font-weight="{label["fontWeight"]}"' if "fontWeight" in label else ""
            halo = f' text-anchor="middle" paint-order="stroke" stroke="{ground}" stroke-width="3"{weight}'
            drawn.append(_text(node["name"], (x, y), size, label.get("color", ink), halo))
    return drawn


def _legend(option: Record, kinds: Sequence[Record], top: float, ink: str) -> list[str]:
    parts, left = [], _EDGE / 2 + 8
    for kind, colour in zip(kinds, option.get("color", ()), strict=False):
        parts.append(_shape({"symbol": kind["icon"], "symbolSize": 14}, (left, top), colour))
        parts.append(_text(kind["name"], (left + 13, top + 5), 13, ink))
        left += 40 + 8 * len(kind["name"])
    return parts


def _text(words: str, spot: Spot, size: float, colour: str, more: str = "") -> str:
    return (
        f'<text x="{spot[0]:.1f}" y="{spot[1]:.1f}" font-size="{size}" fill={quoteattr(colour)}{more}>'
        f"{escape(one_line(words))}</text>"
    )
