"""The dependence graph as a picture: studies by year from left to right, and the ties between them.

In: study and tie records. Out: a Timeline, the same for the same records, and its ECharts option. Called by the part of
Agreement on dependence. Time runs along the picture because dates decide what can include what: an arrow that points
to the right is one to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.shared.wording import clipped
from synthesis.concept import STRONG_TIES as STRONG
from synthesis.dependence import KINDS

Record = dict[str, Any]
Place = tuple[float, float]
DRAWN = 150  # ties up to which weaker kinds are drawn before somebody asks for them
MOST_TIES = 400
TALL = 12  # studies in one column; more of one year stand in several
ALL = 30  # studies up to which those without a tie are drawn too
ACROSS, DEEP = 1000.0, 76.0  # units of the picture: its width, and from row to row
NEAR = 22.0  # units: a line that passes a study so near goes around it
_SWEEPS = 6
LINES = {
    "includes": ("solid", 3.5, 0.0),
    "version": ("solid", 6.0, 0.0),
    "cites": ("solid", 1.2, 0.12),
    "same authors": ("dashed", 1.4, -0.14),
    "same search window": ("dotted", 1.4, 0.22),
}  # type, width and bend of the line
UNUSED = ("dotted", 2.0, -0.3)
LINE_RULES = {
    "includes": "thick arrow: includes, from the later to the earlier study; counted once",
    "version": "very thick line: two versions of one work; counted once",
    "cites": "thin arrow: cites",
    "same authors": "dashed line: same authors",
    "same search window": "dotted line: searched the same databases over the same years for the same matter",
}


@dataclass(frozen=True)
class Timeline:
    """nodes, ties: in the order in which the chart gets them. columns: heading and place across of each year."""

    nodes: tuple[Record, ...]
    ties: tuple[Record, ...]
    places: Mapping[str, Place]
    columns: tuple[tuple[str, float], ...]
    left_out: int = 0

    @property
    def rows(self) -> int:
        """Studies of the tallest column."""
        return max(
            (sum(at == x for at, _ in self.places.values()) for x in {x for x, _ in self.places.values()}), default=0
        )


def kinds_drawn(ties: Iterable[Record]) -> list[str]:
    """The kinds that are drawn before somebody chooses: the strong ones, and weaker ones while one can read them."""
    number: dict[str, int] = defaultdict(int)
    for tie in ties:
        number[tie["kind"]] += 1
    drawn, total = [], 0
    for kind in (kind for kind in KINDS if number[kind]):
        total += number[kind]
        if kind in STRONG or total <= DRAWN:
            drawn.append(kind)
    return drawn


def timeline(studies: Iterable[Record], ties: Iterable[Record], kinds: Sequence[str]) -> Timeline:
    """The picture of the ties of some kinds; of too many the strongest, in the order of KINDS."""
    by_id = {study["id"]: study for study in studies}
    wanted = [tie for tie in ties if tie["kind"] in kinds and tie["source"] in by_id and tie["target"] in by_id]
    wanted.sort(key=lambda tie: (KINDS.index(tie["kind"]), tie["source"], tie["target"]))
    kept = wanted[:MOST_TIES]
    tied = {end for tie in kept for end in (tie["source"], tie["target"])}
    shown = [by_id[id] for id in sorted(by_id) if len(by_id) <= ALL or id in tied]
    spots, columns = _places(shown, kept)
    return Timeline(tuple(shown), tuple(kept), spots, columns, len(wanted) - len(kept))


def _places(shown: Sequence[Record], ties: Sequence[Record]) -> tuple[dict[str, Place], tuple[tuple[str, float], ...]]:
    """A column for each year, studies in it near those that they are tied to."""
    of_year: dict[tuple[bool, int], list[str]] = defaultdict(list)
    for study in shown:
        of_year[study["year"] is None, study["year"] or 0].append(study["id"])
    near: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        near[tie["source"]].append(tie["target"])
        near[tie["target"]].append(tie["source"])
    years = sorted(of_year)
    height = _heights([of_year[year] for year in years], near)
    spots: dict[str, Place] = {}
    columns: list[tuple[str, float]] = []
    across = 0.0
    for year in years:
        ordered = sorted(of_year[year], key=lambda id: (height[id], id))
        files = -(-len(ordered) // TALL)
        for number, id in enumerate(ordered):
            file, row, deep = number % files, number // files, -(-len(ordered) // files)
            shift = 0.25 * ((len(columns) + file) % 2)  # so that an arrow over three columns misses the middle one
            spots[id] = (across + file, round(row - (deep - 1) / 2 + shift, 3))
        columns.append(("no year" if year[0] else str(year[1]), across + (files - 1) / 2))
        across += files
    return spots, tuple(columns)


def _heights(columns: Sequence[Sequence[str]], near: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """How high each study stands: again and again at the mean of its neighbours, and then apart from its column."""
    height = {id: row - (len(column) - 1) / 2 for column in columns for row, id in enumerate(sorted(column))}
    for _ in range(_SWEEPS):
        for column in columns:
            pull = {
                id: _mean([height[other] for other in near[id]], height[id]) if id in near else height[id]
                for id in column
            }
            for row, id in enumerate(sorted(column, key=lambda id: (pull[id], id))):
                height[id] = row - (len(column) - 1) / 2
    return height


def _mean(values: Sequence[float], otherwise: float) -> float:
    return round(sum(values) / len(values), 6) if values else otherwise


@dataclass(frozen=True)
class Inks:
    """Colours of studies, text, weaker ties, strong ties, ties that are told and not used, and the page."""

    node: str
    text: str
    weaker: str
    strong: str
    unused: str
    ground: str


def option(drawn: Timeline, names: Mapping[str, str], inks: Inks) -> Record:
    """The ECharts option.

    The headings of the years are nodes without a shape that come after the studies.
    """
    wide = ACROSS / (1 + max((x for x, _ in drawn.places.values()), default=0.0))
    spots = {id: (round((x + 0.5) * wide, 2), round(y * DEEP, 2)) for id, (x, y) in drawn.places.items()}
    top = min((y for _, y in spots.values()), default=0.0) - DEEP
    low = max((y for _, y in spots.values()), default=0.0) + DEEP / 2
    unseen = {"symbolSize": 1, "itemStyle": {"color": "transparent"}}
    heading = {"show": True, "position": "inside", "fontSize": 12, "fontWeight": 600, "color": inks.weaker}
    years = [
        {"id": f"year {n}", "name": year, "x": round((x + 0.5) * wide, 2), "y": top, "label": heading, **unseen}
        for n, (year, x) in enumerate(drawn.columns)
    ]
    corners = [
        {"id": f"corner {n}", "name": "", "x": x, "y": y, "label": {"show": False}, **unseen}
        for n, (x, y) in enumerate(((0.0, top), (ACROSS, low)))
    ]  # a picture of one column is as wide as all
    return {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": "contain",
                "roam": True,
                "left": 55,
                "right": 55,
                "top": 10,
                "bottom": 10,
                "selectedMode": "single",
                "edgeSymbolSize": 9,
                "data": [_node(study, spots[study["id"]], names, inks.node) for study in drawn.nodes] + years + corners,
                "links": [_link(tie, spots, names, inks) for tie in drawn.ties],
                "label": {"show": True, "position": "bottom", "distance": 5, "fontSize": 11, "color": inks.text}
                | {"textBorderColor": inks.ground, "textBorderWidth": 3},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "label": {"show": True}},
                "select": {"itemStyle": {"borderWidth": 3, "borderColor": inks.text}, "lineStyle": {"opacity": 1}},
            }
        ],
    }


def _node(study: Record, place: Place, names: Mapping[str, str], colour: str) -> Record:
    name = clipped(names.get(study["id"], study["id"]), 26)
    return {
        "id": study["id"],
        "name": name,
        "x": place[0],
        "y": place[1],
        "symbolSize": 16,
        "itemStyle": {"color": colour},
    }


def _link(tie: Record, places: Mapping[str, Place], names: Mapping[str, str], inks: Inks) -> Record:
    kind, width, bend = UNUSED if tie["unused"] else LINES[tie["kind"]]
    if _something_between(tie, places):
        bend += 0.25 if bend >= 0 else -0.25
    colour = inks.unused if tie["unused"] else inks.strong if tie["kind"] in STRONG else inks.weaker
    return {
        "source": tie["source"],
        "target": tie["target"],
        # ECharts names an edge by its id, and else by the ids of its ends.
        "id": f"{names.get(tie['source'], tie['source'])} {tie['kind']} {names.get(tie['target'], tie['target'])}",
        "symbol": ["none", "arrow" if tie["kind"] in ("includes", "cites") else "none"],
        "lineStyle": {"type": kind, "width": width, "curveness": bend, "color": colour, "opacity": 0.9},
    }


def _something_between(tie: Record, places: Mapping[str, Place]) -> bool:
    """Whether a straight line would run through a third study."""
    ends = (tie["source"], tie["target"])
    (ax, ay), (bx, by) = places[ends[0]], places[ends[1]]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    for id, (x, y) in places.items():
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length
        away = ((ax + along * (bx - ax) - x) ** 2 + (ay + along * (by - ay) - y) ** 2) ** 0.5
        if id not in ends and 0 < along < 1 and away < NEAR:
            return True
    return False
