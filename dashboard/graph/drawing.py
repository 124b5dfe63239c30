"""A neighbourhood of the graph with its places, made once for all visitors.

In: what the boxes of the graph page say, and what a link has chosen. Out: the record of KnowledgeBase.neighbourhood and
where each node lies. Called by the graph page.
"""

from __future__ import annotations

from typing import Any

from dashboard.charts.network import Place, places
from dashboard.shared import state

Record = dict[str, Any]


def drawn(start: str | None, boxes: tuple[tuple[str, Any], ...]) -> tuple[Record, dict[str, Place]]:
    """boxes: the keyword arguments of KnowledgeBase.neighbourhood, as pairs, so that they can be kept by them."""
    found: Record = state.records("neighbourhood", start, **dict(boxes))
    return found, places(found["nodes"], found["edges"])


def holding(
    start: str | None, boxes: tuple[tuple[str, Any], ...], node: str | None, edge: str | None
) -> tuple[Record, dict[str, Place]]:
    """The same with a node and an edge in it that a link names, also where they lie beyond the bounds."""
    picture: tuple[Record, dict[str, Place]] = state.made(drawn, start, boxes)
    wanted = [id for id in (node, *(edge or "").split("-")[:2]) if id]
    if all(id in picture[1] for id in wanted):
        return picture
    return state.made(drawn, start, (*boxes, ("also", tuple(wanted))))
