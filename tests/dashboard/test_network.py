"""Where themes lie in the picture of the graph."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.network import option, picture, places

PAIRS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda pair: pair[0] != pair[1]), max_size=25)


def edge(pair: tuple[int, int], score: float = 0.5) -> dict[str, Any]:
    """A translation between two numbered themes."""
    source, target = (f"t{n:02}" for n in pair)
    record = {"source": source, "target": target, "relation": "closeMatch", "score": score}
    return {**record, "reasons": [], "quotes": ["", ""], "decided_by": "machine"}


def themes(number: int = 15, label: str = "Theme") -> list[dict[str, Any]]:
    """Themes of three studies."""
    return [{"id": f"t{n:02}", "label": f"{label} {n}", "study": f"s{n % 3}"} for n in range(number)]


@settings(max_examples=25)
@given(PAIRS)
def test_places_do_not_depend_on_the_order(pairs: list[tuple[int, int]]) -> None:
    """The same nodes and edges give the same picture, in whatever order they come."""
    nodes, edges = [theme["id"] for theme in themes()], [edge(pair) for pair in pairs]

    assert places(nodes[::-1], edges[::-1]) == places(nodes, edges)


@settings(max_examples=25)
@given(PAIRS)
def test_no_two_themes_lie_on_one_spot(pairs: list[tuple[int, int]]) -> None:
    """Each theme can be clicked."""
    spots = places([theme["id"] for theme in themes()], [edge(pair) for pair in pairs])

    assert len(spots) == 15
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 1 for a, b in combinations(spots.values(), 2))


def test_the_strongest_edges_are_kept_and_the_rest_is_counted() -> None:
    """A ball of wool is cut to what can be read, and the page can say so."""
    edges = [edge(pair, score=n / 100) for n, pair in enumerate(combinations(range(10), 2))]
    drawn = picture(themes(), edges, most=12)

    assert (len(drawn.edges), drawn.left_out) == (12, len(edges) - 12)
    assert min(e["score"] for e in drawn.edges) >= (len(edges) - 12) / 100


def test_no_text_of_a_document_stands_in_a_formatter() -> None:
    """ECharts would put it into the page as HTML."""
    hostile = "<img src=x onerror=alert(1)>"
    spec = option(picture(themes(label=hostile), [edge((1, 2))]), {"s1": hostile}, ["#111111"], "#000000", "#999999")

    def formatters(part: Any) -> list[Any]:
        if isinstance(part, dict):
            own = [value for key, value in part.items() if key == "formatter"]
            return own + [found for value in part.values() for found in formatters(value)]
        return [found for item in part for found in formatters(item)] if isinstance(part, list) else []

    assert formatters(spec) == ["{b}"]
    assert hostile in json.dumps(spec)
