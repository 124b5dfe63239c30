"""Which themes are to be together and which apart, as reviewers have said so far.

In: pairs of themes, each with the decision that speaks of it. Out: sorted pairs, and the splits that merges defeat.
Called by synthesis.decisions.replay and .disputes. For one pair the later word holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from extract.theme import ThemeId
from synthesis.decisions.decision import Decision
from synthesis.decisions.kind import Kind

ThemePair = tuple[ThemeId, ThemeId]  # sorted


class Links:
    """The pairs while decisions are applied."""

    def __init__(self) -> None:
        self._said: dict[ThemePair, Decision] = {}

    def say(self, decision: Decision, pairs: Iterable[ThemePair]) -> None:
        """A merge or a split of pairs, each in either order."""
        self._said |= {(a, b) if a < b else (b, a): decision for a, b in pairs if a != b}

    def of(self, kind: Kind) -> tuple[ThemePair, ...]:
        """The pairs that are merged, or those that are split, sorted."""
        return tuple(sorted(pair for pair, decision in self._said.items() if decision.kind is kind))

    def defeated(self) -> Iterator[tuple[Decision, ThemePair]]:
        """The splits whose themes are joined through a chain of merges, each with the first such pair."""
        group: dict[ThemeId, ThemeId] = {}

        def root(id: ThemeId) -> ThemeId:
            top = id
            while group.get(top, top) != top:
                top = group[top]
            while group.get(id, id) != top:  # so that a long chain is walked once
                group[id], id = top, group[id]
            return top

        for a, b in self.of(Kind.MERGE):
            low, high = sorted((root(a), root(b)))
            group[high] = low
        told: set[int] = set()
        for pair in self.of(Kind.SPLIT):
            decision = self._said[pair]
            if decision.sequence not in told and root(pair[0]) == root(pair[1]):
                told.add(decision.sequence)
                yield decision, pair


def parted(decision: Decision, ids: Sequence[ThemeId]) -> list[ThemePair]:
    """The pairs that a split keeps apart. ids: of its themes, in its order."""
    numbers = decision.groups or tuple(range(len(ids)))
    pairs = combinations(zip(ids, numbers, strict=True), 2)
    return [(a, b) for (a, m), (b, n) in pairs if m != n]
