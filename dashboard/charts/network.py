"""Where the nodes of the graph lie: themes around their concept, concepts near those that they have to do with, studies
around it all.

In: node and edge records of KnowledgeBase.neighbourhood. Out: places, the same for the same records in whatever order.
Called by the graph page. Places are computed here and not in the browser, because a browser takes seconds for it and
never finds the same places twice. network_option makes the picture of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Record = dict[str, Any]
Place = tuple[float, float]
WIDE = 1.7  # labels are wide and low, so the picture is stretched by so much
LEAST, MARGIN = 46.0, 40.0  # between two places, and around a group
SHAPE = 1.25  # width of the whole picture over its height
_HOLLOW = 0.6  # of LEAST: what the first ring leaves free around the concept
_GOLDEN = math.pi * (3 - math.sqrt(5))
_ROUNDS, _PUSHES, _MANY = 60, 200, 300  # turns of drawing together and of pushing apart; groups for these


def places(nodes: Iterable[Record], edges: Iterable[Record]) -> dict[str, Place]:
    """Where each node lies.

    nodes: id, kind, group (the concept of a theme), study. edges: source, target; an edge to a study moves no theme.
    """
    ordered = sorted(nodes, key=lambda node: (node["study"] or "", node["id"]))
    pairs = sorted({(min(e["source"], e["target"]), max(e["source"], e["target"])) for e in edges})
    group_of = {node["id"]: node["group"] for node in ordered if node["kind"] != "study"}
    flowers = _flowers([node for node in ordered if node["kind"] != "study"])
    joined = sorted({tuple(sorted((group_of[a], group_of[b]))) for a, b in pairs if a in group_of and b in group_of})
    middles = _packed(flowers, [(a, b) for a, b in joined if a != b])
    found = {
        id: (round((middles[group][0] + x) * WIDE, 2), round(middles[group][1] + y, 2))
        for group, flower in flowers.items()
        for id, (x, y) in flower.items()
    }
    return found | _around(found, [node["id"] for node in ordered if node["kind"] == "study"], pairs)


def _flowers(nodes: Sequence[Record]) -> dict[str, dict[str, Place]]:
    """The themes of each group in rings around its concept; places from the middle of the group."""
    members: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        members[node["group"]].append(node["id"])
    found: dict[str, dict[str, Place]] = {}
    for group in sorted(members):
        around = [id for id in members[group] if id != group]
        alone = len(around) == 1 and len(members[group]) == 1
        found[group] = {group: (0.0, 0.0)} if group in members[group] else {}
        found[group] |= {around[0]: (0.0, 0.0)} if alone else _rings(around)
    return found


def _rings(ids: Sequence[str]) -> dict[str, Place]:
    """Around a middle, each ring as full as LEAST lets it be; those of one study next to one another."""
    found: dict[str, Place] = {}
    ring, begin = 0, 0
    sizes = _ring_sizes(len(ids))
    for ring, size in enumerate(sizes, 1):
        far = LEAST * (ring + _HOLLOW)
        for at, id in enumerate(ids[begin : begin + size]):
            turn = 2 * math.pi * (at + 0.5 * (ring % 2)) / size - math.pi / 2
            found[id] = (far * math.cos(turn), far * math.sin(turn))
        begin += size
    return found


def _ring_sizes(number: int) -> list[int]:
    """How many stand on each ring, from the inside."""
    sizes: list[int] = []
    while number > 0:
        room = int(2 * math.pi * (len(sizes) + 1 + _HOLLOW))
        sizes.append(min(room, number))
        number -= room
    return sizes


def _packed(flowers: Mapping[str, Mapping[str, Place]], joined: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """The middle of each group: those that have to do with one another together, and these clusters in rows."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(flowers))
    graph.add_edges_from(joined)
    wide = {group: max(math.hypot(x, y) for x, y in flower.values()) + MARGIN for group, flower in flowers.items()}
    clusters = [sorted(part) for part in nx.connected_components(graph)]
    boxes = [_box(part, joined if len(part) > 1 else (), wide) for part in sorted(clusters, key=lambda c: (-len(c), c))]
    boxes.sort(key=lambda box: (-box[2], -box[1], min(box[0])))
    width = max([math.sqrt(SHAPE / WIDE * sum(w * h for _, w, h in boxes)), *(w for _, w, _ in boxes), 0.0])
    found: dict[str, Place] = {}
    left = top = row = 0.0
    for inner, across, high in boxes:
        if left and left + across > width * 1.05:
            left, top, row = 0.0, top + row, 0.0
        found |= {group: (left + x, top + y) for group, (x, y) in inner.items()}
        left, row = left + across, max(row, high)
    return found


def _box(
    part: Sequence[str], joined: Iterable[tuple[str, str]], wide: Mapping[str, float]
) -> tuple[dict[str, Place], float, float]:
    """The middles of one cluster of groups from the corner of a box, and the box's width and height."""
    import numpy as np

    number = {group: at for at, group in enumerate(part)}
    far = np.array([wide[group] for group in part])
    ties = np.array([(number[a], number[b]) for a, b in joined if a in number], dtype=np.intp).reshape(-1, 2)
    spots = _apart(_drawn_together(far, ties), far) if len(part) > 1 else np.zeros((1, 2))
    low, high = (spots - far[:, None]).min(axis=0), (spots + far[:, None]).max(axis=0)
    inner = {group: (float(x), float(y)) for group, (x, y) in zip(part, spots - low, strict=True)}
    return inner, float(high[0] - low[0]), float(high[1] - low[1])


def _drawn_together(far: NDArray[np.float64], ties: NDArray[np.intp]) -> NDArray[np.float64]:
    """Places of shape (n, 2) for groups of radius far: springs along the ties, and all push each other away.

    Fruchterman and Reingold (1991), from a spiral in which those with the most ties stand inside, so that no chance is
    in it.
    """
    import numpy as np

    n = len(far)
    tied = np.bincount(ties.ravel(), minlength=n)
    rank = np.empty(n, dtype=np.intp)
    rank[np.lexsort((np.arange(n), -tied))] = np.arange(n)
    ideal = 2.2 * float(far.mean())
    spots = (ideal * np.sqrt(rank + 0.5))[:, None] * np.column_stack((np.cos(rank * _GOLDEN), np.sin(rank * _GOLDEN)))
    for step in range(_ROUNDS):
        between = spots[:, None] - spots[None]
        square = np.maximum((between**2).sum(axis=2), 1.0)
        move = ideal**2 * (between / square[..., None]).sum(axis=1)
        along = spots[ties[:, 0]] - spots[ties[:, 1]]
        pull = along * (np.hypot(along[:, 0], along[:, 1]) / ideal)[:, None]
        np.add.at(move, ties[:, 0], -pull)
        np.add.at(move, ties[:, 1], pull)
        move -= 0.05 * ideal * spots / max(float(np.abs(spots).max()), 1.0)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        most = 0.1 * ideal * math.sqrt(n) * (1 - step / _ROUNDS)
        spots = spots + move / length[:, None] * np.minimum(length, most)[:, None]
    return np.asarray(spots.round(6))


def _apart(spots: NDArray[np.float64], far: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pushes places of shape (n, 2) apart until the circles of these radii do not overlap, or hardly."""
    import numpy as np

    reach = far[:, None] + far[None]
    spiral = np.arange(len(far))[:, None] * 1e-3 * np.array([1.0, 0.7])  # two that lie on one spot go different ways
    spots = spots + spiral
    for _ in range(_PUSHES if len(far) <= _MANY else _PUSHES // 4):
        between = spots[:, None] - spots[None]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(reach - distance, 0, None)
        if short.max() < 1:
            break
        spots = spots + 0.35 * (between / np.maximum(distance, 1e-6)[..., None] * short[..., None]).sum(axis=1)
    return np.asarray(spots.round(6))


def _around(inner: Mapping[str, Place], studies: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """The studies on ellipses around everything, each near the themes that it reports."""
    if not studies:
        return {}
    across, down = [x for x, _ in inner.values()] or [0.0], [y for _, y in inner.values()] or [0.0]
    middle = ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    # Each corner of the box of everything lies within the first ellipse.
    wide = (max(across) - min(across)) / 2 * 1.2 + 2.6 * LEAST * WIDE
    high = (max(down) - min(down)) / 2 * 1.2 + 2.8 * LEAST
    near: dict[str, list[Place]] = defaultdict(list)
    for a, b in pairs:
        for study, other in ((a, b), (b, a)):
            if other in inner:
                near[study].append(inner[other])
    turns = {id: _turn(near[id], middle, wide, high) for id in studies}
    ordered = sorted(studies, key=lambda id: (turns[id], id))
    n = len(ordered)
    shift = [turns[id] - 2 * math.pi * at / n for at, id in enumerate(ordered)]
    begin = math.atan2(sum(math.sin(s) for s in shift), sum(math.cos(s) for s in shift))
    rings = max(1, math.ceil(n * 1.5 * LEAST / (math.pi * (wide + high))))
    found = {}
    for at, id in enumerate(ordered):
        turn, grown = begin + 2 * math.pi * at / n, 1.4 * LEAST * (at % rings)
        x, y = (wide + grown * WIDE) * math.cos(turn), (high + grown) * math.sin(turn)
        found[id] = (round(middle[0] + x, 2), round(middle[1] + y, 2))
    return found


def _turn(near: Sequence[Place], middle: Place, wide: float, high: float) -> float:
    """The direction in which the neighbours of a study lie, 0 to 2π, rounded so that it does not hang on the order."""
    x = math.fsum(x - middle[0] for x, _ in near) / wide
    y = math.fsum(y - middle[1] for _, y in near) / high
    return round(math.atan2(y, x) % (2 * math.pi), 6)
