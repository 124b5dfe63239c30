"""The picture of concepts by studies: where each cell, name and figure lies, as an ECharts option.

In: a record of KnowledgeBase.matrix, names of studies, colours. Out: a Map: the option, and what a click on each part
of it means. Called by its neighbours matrix_*. No word of a document is part of a formatter. A cell is told by its
sign, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.shared.wording import (
    DENIES,
    HEDGES,
    OUT,
    REFUTES,
    SIGNS,
    SILENT,
    STANCE_OF_CELL,
    STANCE_RULES,
    SUPPORTS,
    clipped,
    named,
    of,
)

Record = dict[str, Any]
ROW, NAME, HEAD = 25, 250, 150  # pixels: of a row; of a concept's name; of a study's name, lying on its side
FIGURES = (("support", "Support", 60), ("weighted", "Weighted", 62))  # column, heading, pixels
LONGEST = 44  # characters of a concept's name
_HEADING = 22  # pixels that the headings of the figures take
_GROUP = "group"


@dataclass(frozen=True)
class Map:
    """option: for ECharts. targets: by series, for each of its points the ids of concept and study, "" for none; the
    series that come after these cannot be clicked. height: in pixels.
    """

    option: Record
    targets: Sequence[Sequence[tuple[str, str]]]
    height: int


@dataclass(frozen=True)
class Paint:
    """Colours: of ink, quiet ink and the ground; by stance those of the cell and its sign."""

    ink: str
    quiet: str
    ground: str
    stances: Mapping[str, tuple[str, str]]


LIGHT = Paint(
    "#1d2a2d",
    "#5b686b",
    "#ffffff",
    {
        SUPPORTS: ("#17616b", "#ffffff"),
        HEDGES: ("#a9d0cb", "#1d2a2d"),
        DENIES: ("#eab68a", "#1d2a2d"),
        REFUTES: ("#a23b2c", "#ffffff"),
        SILENT: ("#e9edec", "#4a5659"),
        OUT: ("#ffffff", "#ffffff"),
    },
)
DARK = Paint(
    "#e6ebea",
    "#a9b5b6",
    "#14191b",
    {
        SUPPORTS: ("#5fb7b5", "#0c1416"),
        HEDGES: ("#2c5557", "#e6ebea"),
        DENIES: ("#8a5a30", "#ffffff"),
        REFUTES: ("#e0796a", "#14191b"),
        SILENT: ("#273134", "#aab5b4"),
        OUT: ("#14191b", "#14191b"),
    },
)


def matrix_map(
    page: Record, names: Mapping[str, str], paint: Paint, chosen: tuple[str | None, str | None] = (None, None)
) -> Map:
    """The map of some rows and columns; chosen: the concept and the study that have a frame around them."""
    studies = [column["study"] for column in page["columns"]]
    lines = with_groups(page["rows"])
    top = HEAD + _HEADING
    left = NAME + sum(wide for _, _, wide in FIGURES) + 14
    tall = ROW * len(lines)
    series, targets = [], []
    for part, points in (
        _names(lines, paint, chosen[0]),
        _heads(studies, names, paint, chosen[1]),
        *(_figures(lines, key, paint) for key, _, _ in FIGURES),
        *(_cells(lines, studies, names, stance, paint) for stance in STANCE_RULES),
    ):
        series.append(part)
        targets.append(points)
    series += [_groups(lines, paint), _frame(lines, studies, paint, chosen)]  # neither is to be clicked
    bands = {"type": "category", "show": False}
    option = {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "grid": [
            {"left": 0, "width": left - 14, "top": top, "height": tall},
            {"left": left, "right": 8, "top": top, "height": tall},
            {"left": left, "right": 8, "top": 0, "height": top},
        ],
        "xAxis": [
            {"type": "value", "min": 0, "max": left - 14, "show": False, "gridIndex": 0},
            {**bands, "data": studies, "gridIndex": 1},
            {**bands, "data": studies, "gridIndex": 2},
        ],
        "yAxis": [
            {**bands, "data": list(range(len(lines))), "inverse": True, "gridIndex": 0},
            {**bands, "data": list(range(len(lines))), "inverse": True, "gridIndex": 1},
            {"type": "value", "min": 0, "max": top, "show": False, "gridIndex": 2},
        ],
        "graphic": _headings(top, paint),
        "series": series,
    }
    return Map(option, targets, top + tall + 8)


def with_groups(rows: Sequence[Record]) -> list[Record]:
    """The rows, with a line {"group": its name} before the first of each group that has one."""
    lines: list[Record] = []
    before = ""
    for row in rows:
        if row["group"] and row["group"] != before:
            lines.append({_GROUP: row["group"], "id": ""})
            before = row["group"]
        lines.append({key: value for key, value in row.items() if key != _GROUP})
    return lines


def _names(lines: Sequence[Record], paint: Paint, chosen: str | None) -> tuple[Record, list[tuple[str, str]]]:
    """The concepts, to be clicked."""
    points, targets = [], []
    for at, row in enumerate(lines):
        if _GROUP in row:
            continue
        bold = {"fontWeight": "bold"} if row["id"] == chosen else {}
        points.append({"name": clipped(row["label"], LONGEST), "value": [0, at], "label": bold})
        targets.append((row["id"], ""))
    label = {"position": "right", "width": NAME - 16, "overflow": "truncate", "formatter": "{b}", "color": paint.ink}
    return _words(0, 0, points, {**label, "distance": 2}), targets


def _groups(lines: Sequence[Record], paint: Paint) -> Record:
    """The headings of groups, which a click does not choose."""
    points = [
        {"name": named(clipped(row[_GROUP], LONGEST)), "value": [0, at]}
        for at, row in enumerate(lines)
        if _GROUP in row
    ]
    label = {"position": "right", "formatter": "{b}", "color": paint.quiet, "fontWeight": "bold", "distance": 2}
    return {**_words(0, 0, points, label), "silent": True, "selectedMode": False}


def _heads(
    studies: Sequence[str], names: Mapping[str, str], paint: Paint, chosen: str | None
) -> tuple[Record, list[tuple[str, str]]]:
    """The studies, to be clicked."""
    points = [
        {
            "name": names.get(study, study),
            "value": [at, 2],
            "label": {"fontWeight": "bold"} if study == chosen else {},
        }
        for at, study in enumerate(studies)
    ]
    label = {
        "rotate": 90,
        "align": "left",
        "verticalAlign": "middle",
        "position": "inside",
        "offset": [0, 0],
        "formatter": "{b}",
        "width": HEAD + _HEADING - 8,
        "overflow": "truncate",
        "color": paint.ink,
    }
    return _words(2, 2, points, label), [("", study) for study in studies]


def _figures(lines: Sequence[Record], key: str, paint: Paint) -> tuple[Record, list[tuple[str, str]]]:
    """Raw support, or the share of the independent evidence; a click chooses the concept."""
    at_x = NAME
    for name, _, wide in FIGURES:
        at_x += wide
        if name == key:
            break
    points, targets = [], []
    for at, row in enumerate(lines):
        if _GROUP in row:
            continue
        points.append({"name": of(row) if key == "support" else f"{row[key]:.2f}", "value": [at_x, at]})
        targets.append((row["id"], ""))
    return _words(0, 0, points, {"position": "left", "formatter": "{b}", "color": paint.ink, "distance": 2}), targets


def _headings(top: int, paint: Paint) -> list[Record]:
    """What the two columns of figures are."""
    found, at = [], NAME
    for _, heading, wide in FIGURES:
        at += wide
        style = {"text": heading, "fill": paint.quiet, "textAlign": "right", "fontSize": 11}
        found.append({"type": "text", "x": at - 2, "y": top - 16, "style": style, "silent": True})
    return found


def _cells(
    lines: Sequence[Record],
    studies: Sequence[str],
    names: Mapping[str, str],
    stance: str,
    paint: Paint,
) -> tuple[Record, list[tuple[str, str]]]:
    """The cells of one stance, each with its sign."""
    colour, ink = paint.stances[stance]
    points, targets = [], []
    for at, row in enumerate(lines):
        for across, study in enumerate(studies if _GROUP not in row else ()):
            if STANCE_OF_CELL[row["cells"][study]] != stance:
                continue
            name = f"{clipped(row['label'], LONGEST)} · {names.get(study, study)}: {stance}"
            points.append({"name": name, "value": [across, at, 1]})
            targets.append((row["id"], study))
    return {
        "type": "heatmap",
        "name": stance,
        "xAxisIndex": 1,
        "yAxisIndex": 1,
        "data": points,
        "selectedMode": "single",
        "itemStyle": {"color": colour, "borderColor": paint.ground, "borderWidth": 1},
        "select": {"itemStyle": {"borderColor": paint.ground, "borderWidth": 1}},
        "emphasis": {"itemStyle": {"borderColor": paint.ink, "borderWidth": 1}},
        "label": {
            "show": bool(SIGNS[stance]),
            "formatter": SIGNS[stance],
            "color": ink,
            "fontSize": 14,
            "fontWeight": "bold",
        },
    }, targets


def _frame(
    lines: Sequence[Record], studies: Sequence[str], paint: Paint, chosen: tuple[str | None, str | None]
) -> Record:
    """Around the cell that is chosen; above all others, so that no neighbour covers its edge."""
    concept, study = chosen
    at = next((at for at, row in enumerate(lines) if concept and row["id"] == concept), None)
    points = [{"value": [studies.index(study), at, 1]}] if at is not None and study in studies else []
    return {
        "type": "heatmap",
        "xAxisIndex": 1,
        "yAxisIndex": 1,
        "data": points,
        "itemStyle": {"color": "transparent", "borderColor": paint.ink, "borderWidth": 2.5},
        "silent": True,
        "selectedMode": False,
        "z": 5,
    }


def _words(x: int, y: int, points: list[Record], label: Record) -> Record:
    """Words that stand somewhere: points that cannot be seen, with labels."""
    return {
        "type": "scatter",
        "xAxisIndex": x,
        "yAxisIndex": y,
        "data": points,
        "symbolSize": 1,
        "itemStyle": {"color": "transparent"},
        "selectedMode": "single",
        # The ground that cannot be seen makes the whole line a thing to click, not the letters alone.
        "label": {"show": True, "fontSize": 12, "padding": [6, 0], "backgroundColor": "rgba(0,0,0,0)", **label},
        "emphasis": {"label": {"fontWeight": "bold"}},
        "cursor": "pointer",
    }
