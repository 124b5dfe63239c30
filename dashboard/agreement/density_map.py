"""The whole matrix of concepts by studies from afar, as an ECharts option: how often the studies speak.

In: a record of KnowledgeBase.density, colours. Out: a Map. Called by matrix_chart. A tile says its share as a number,
too, where there is room for it.
"""

from __future__ import annotations

from typing import Any

from dashboard.agreement.matrix_map import NAME, Map, Paint
from dashboard.shared.wording import SILENT, SUPPORTS, clipped, named

Record = dict[str, Any]
ROW, HEAD = 22, 26  # pixels
_ROOM = 20  # columns up to which a tile has room for its number


def density_map(found: Record, paint: Paint) -> Map:
    """One tile for some concepts and some studies; the first series has a point for each, row by row."""
    rows, columns = found["rows"], found["columns"]
    points, targets = [], []
    for at, row in enumerate(found["cells"]):
        for across, share in enumerate(row):
            told = "none of these studies addresses these facets" if share is None else f"{100 * share:.0f} % of cells"
            name = f"Concepts {_places(rows[at])}, studies {_places(columns[across])}: {told}"
            points.append({"name": name, "value": [across, at, -1 if share is None else round(100 * share)]})
            targets.append((str(rows[at]["first"]), str(columns[across]["first"])))
    tall = ROW * len(rows)
    few = len(columns) <= _ROOM
    option = {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "grid": {
            "left": NAME,
            "right": 8,
            "top": HEAD,
            "height": tall,
            "containLabel": False,
            "outerBoundsMode": "none",  # names have their room to the left, which ECharts would give twice
        },
        "xAxis": {
            "type": "category",
            "data": [_places(column) for column in columns],
            "position": "top",
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {"color": paint.quiet, "hideOverlap": True},
        },
        "yAxis": {
            "type": "category",
            "data": [heading(row) for row in rows],
            "inverse": True,
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {
                "color": paint.ink,
                "interval": 0,
                "width": NAME - 16,
                "overflow": "truncate",
                "align": "left",
                "margin": NAME - 4,
            },
        },
        "visualMap": {
            "show": False,
            "min": -1,
            "max": max(1, *(point["value"][2] for point in points)) if points else 1,
            "inRange": {"color": [paint.ground, paint.stances[SILENT][0], paint.stances[SUPPORTS][0]]},
        },
        "series": [
            {
                "type": "heatmap",
                "data": points,
                "selectedMode": "single",
                "label": {"show": few, "formatter": "{@[2]}", "fontSize": 11},
                "itemStyle": {"borderColor": paint.ground, "borderWidth": 1},
                "select": {"itemStyle": {"borderColor": paint.ink, "borderWidth": 2}},
            }
        ],
    }
    return Map(option, [targets], HEAD + tall + 8)


def _places(part: Record) -> str:
    first, last = part["first"], part["last"]
    return str(first) if first == last else f"{first}–{last}"


def heading(row: Record) -> str:
    """The places of the concepts of a row, and their group or the first of them."""
    return f"{_places(row)}  {named(row['group']) or clipped(row['label'], 30)}"
