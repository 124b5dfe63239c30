"""What lies around a concept, theme or study in the graph, so many steps far and no more than a picture can hold.

In: a Web, where to begin, and filters. Out: a Neighbourhood, the same for the same Web. Called by
KnowledgeBase.neighbourhood. Nobody reads fifty thousand nodes, so the whole graph is never drawn: what is left away is
counted, and each node says how much of it is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from synthesis.edges import KINDS, RELATIONS, Edge, Web

MOST = 5000  # nodes: beyond that a browser answers no click in time
FURTHEST = 4  # steps
_FEW, _EACH = 600, 2.0  # edges that are kept in any case, and for each node


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be in a neighbourhood; None: all.

    facet: of themes and concepts. studies: of themes and studies. kinds, relations: that are drawn; all but
    translations are walked all the same. least: studies that support a concept at least; its themes go with it.
    """

    facet: str | None = None
    studies: frozenset[str] | None = None
    kinds: frozenset[str] = frozenset(KINDS)
    relations: frozenset[str] = frozenset(RELATIONS)
    least: int = 0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """nodes: ids, the ones to begin with and what is near them first. edges: between them, those of structure first,
    translations without words, which Web.with_words makes.

    starts: how many ids to begin with the filters leave; begun: how many of them there was room for. nodes_left: nodes
    within the steps of those begun that the bound left away.
    edges_left: edges between the nodes that are too weak for the picture. hidden: by node, its edges that are not here.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    starts: int
    begun: int
    nodes_left: int
    edges_left: int
    hidden: dict[str, int]


def neighbourhood(
    web: Web, starts: Sequence[str], *, steps: int = 1, opened: Collection[str] = (), most: int = 150, only: Filters
) -> Neighbourhood:
    """What lies within some steps of each of the starts, begun one after the other until the picture is full.

    A study is drawn with its themes at no cost of a step, and is an end: one goes on from it only where it is a start
    or opened, because each theme of a corpus is two steps from every other one through a study.

    Args:
        starts: ids, the most wanted first; those that are no node or that a filter excludes are passed over.
        steps: 0 to FURTHEST.
        opened: ids from which one step more is taken, where the walk comes to them.
        most: nodes, 1 to MOST.
    """
    walk = _Walk(web, min(max(most, 1), MOST), only)
    allowed, begun = [start for start in starts if walk.may(start)], 0
    for start in allowed:
        begun += 1
        walk.from_(start, min(max(steps, 0), FURTHEST), frozenset(opened))
        if walk.full:
            break
    drawn = [id for id in walk.found if web.kind(id) in only.kinds]
    edges, counts = web.between(dict.fromkeys(drawn), only.relations, max(_FEW, int(_EACH * len(drawn))))
    if not only.relations.issuperset(RELATIONS):
        drawn = [id for id in drawn if counts[id] or id in starts]
    hidden = {id: max(web.degree(id) - counts[id], 0) for id in drawn}
    left = len(walk.refused), counts.total() // 2 - len(edges)
    return Neighbourhood(tuple(drawn), tuple(edges), len(allowed), begun, *left, hidden)


class _Walk:
    """A walk over the web that stops when it holds as many nodes as a picture can."""

    def __init__(self, web: Web, most: int, only: Filters) -> None:
        self._web, self._most, self._only = web, most, only
        self.found: dict[str, None] = {}
        self.refused: set[str] = set()
        self._drawn = 0

    @property
    def full(self) -> bool:
        return self._drawn >= self._most

    def may(self, id: str) -> bool:
        """Whether a node is there and within the filters."""
        web, only = self._web, self._only
        kind = web.kind(id)
        if kind is None:
            return False
        if kind == "study":
            return only.studies is None or id in only.studies
        concept = web.concept_of.get(id) if kind == "theme" else web.concepts[id]
        if only.least and (concept is None or concept.support.studies < only.least):
            return False
        if kind == "theme" and only.studies is not None and web.themes[id].study not in only.studies:
            return False
        facet = web.themes[id].facet if kind == "theme" else web.concepts[id].facet
        return only.facet in (None, facet)

    def from_(self, start: str, steps: int, opened: frozenset[str]) -> None:
        """Takes in what lies around one start."""
        self._take(start)
        frontier, reached = [start], {start}
        step = 0
        while frontier:
            further: list[str] = []
            for id in frontier:
                if (step < steps and (id == start or self._web.kind(id) != "study")) or id in opened:
                    for other in self._web.near(id, self._only.relations):
                        if other not in reached and self.may(other) and self._take(other):
                            more = [other, *(study for study in self._study(other) if study in opened - reached)]
                            reached.update(more)
                            further += more
            frontier, step = further, step + 1

    def _study(self, id: str) -> list[str]:
        """The study of a theme, where it may be drawn."""
        theme = self._web.themes.get(id)
        return [theme.study] if theme and self.may(theme.study) else []

    def _take(self, id: str) -> bool:
        """Takes a node in, with the study of a theme; False when the picture is full."""
        if id in self.found:
            return True
        if self.full:
            if self._web.kind(id) in self._only.kinds:
                self.refused.add(id)
            return False
        self._add(id)
        for study in self._study(id):
            if not self.full:
                self._add(study)
        return True

    def _add(self, id: str) -> None:
        if id not in self.found:
            self.found[id] = None
            self._drawn += self._web.kind(id) in self._only.kinds
