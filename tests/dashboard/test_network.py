"""Where nodes lie in the picture of the graph, and what ECharts is told of them."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.network import places
from dashboard.charts.network_option import LINES, LOOKS, WORDS, Palette, option
from synthesis.edges import RELATIONS

PAIRS = st.lists(st.tuples(st.integers(0, 21), st.integers(0, 21)).filter(lambda pair: pair[0] != pair[1]), max_size=25)
INKS = Palette(
    {"concept": "#111111", "theme": "#222222", "study": "#333333"}, "#000000", "#999999", "#ff0000", "#ffffff"
)


def node(number: int, label: str = "Theme") -> dict[str, Any]:
    """Concepts 0 to 3, their themes to 17, studies from 18."""
    shared = {"id": f"n{number:02}", "label": f"{label} {number}", "study": None, "group": f"n{number:02}"}
    if number < 4:
        return {**shared, "kind": "concept", "studies": number}
    if number < 18:
        return {**shared, "kind": "theme", "study": f"n{18 + number % 4}", "group": f"n{number % 5:02}"}
    return {**shared, "kind": "study", "study": f"n{number:02}"}


def edge(pair: tuple[int, int], relation: str = "closeMatch") -> dict[str, Any]:
    """A line between two numbered nodes."""
    source, target = (f"n{n:02}" for n in pair)
    return {"id": f"{source}-{target}", "source": source, "target": target, "relation": relation, "score": 0.5}


NODES = [node(number) for number in range(22)]


@settings(max_examples=25)
@given(PAIRS)
def test_places_do_not_depend_on_the_order(pairs: list[tuple[int, int]]) -> None:
    """The same nodes and lines give the same picture, in whatever order they come."""
    edges = [edge(pair) for pair in pairs]

    assert places(NODES[::-1], edges[::-1]) == places(NODES, edges)


@settings(max_examples=25)
@given(PAIRS)
def test_no_two_nodes_lie_on_one_spot(pairs: list[tuple[int, int]]) -> None:
    """Each can be clicked."""
    spots = places(NODES, [edge(pair) for pair in pairs])

    assert len(spots) == len(NODES)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 15 for a, b in combinations(spots.values(), 2))


def test_studies_alone_are_a_picture_too() -> None:
    """As when only they are asked for."""
    spots = places(NODES[18:], [edge((18, 19), "cites")])

    assert len(set(spots.values())) == 4
    assert places([], []) == {}


def test_each_relation_has_a_look_a_word_and_a_line_in_the_key() -> None:
    """No two of the same ends look alike, told without colour."""
    assert set(RELATIONS) == set(LOOKS) == set(WORDS) == set(LINES)
    themes = [r for r in RELATIONS if r.endswith("Match") or r in ("refutes", "partOf")]
    assert len({(LOOKS[r].kind, LOOKS[r].width, LOOKS[r].arrow) for r in themes}) == len(themes)


def test_no_text_of_a_document_stands_in_a_formatter() -> None:
    """ECharts would put it into the page as HTML."""
    hostile = "<img src=x onerror=alert(1)>"
    nodes = [node(number, hostile) for number in range(22)]
    spec = option(nodes, [edge((1, 2), "broader")], places(nodes, []), INKS)

    def formatters(part: Any) -> list[Any]:
        if isinstance(part, dict):
            own = [value for key, value in part.items() if key == "formatter"]
            return own + [found for value in part.values() for found in formatters(value)]
        return [found for item in part for found in formatters(item)] if isinstance(part, list) else []

    assert set(formatters(spec)) == {"{b}"}
    assert hostile in json.dumps(spec)
