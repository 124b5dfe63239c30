"""What reviewers have spoken of already, as the themes of now.

In: what a replay applied. Out: a Spoken. Called by concord.queueing.waiting, so that nobody is asked what has been
answered, also after a new extraction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from extract.theme import ThemeId
from synthesis.decisions import Applied, Kind

_ON_THEMES = (Kind.ACCEPT, Kind.REJECT, Kind.MERGE, Kind.SPLIT, Kind.RELATE, Kind.ADD)
_ON_ONE = (Kind.RENAME, Kind.MOVE)  # say that a theme is one, unless they speak of a concept
_ON_PAIRS = (Kind.MERGE, Kind.SPLIT, Kind.RELATE)


@dataclass(frozen=True)
class Spoken:
    """themes: that somebody has judged. pairs: of themes that somebody has joined, parted or related, sorted."""

    themes: frozenset[ThemeId]
    pairs: frozenset[tuple[ThemeId, ThemeId]]


def spoken(applied: Iterable[Applied]) -> Spoken:
    """What the decisions that are in force say, of the themes that they found."""
    themes: set[ThemeId] = set()
    pairs: set[tuple[ThemeId, ThemeId]] = set()
    for one in applied:
        kind = one.decision.kind
        if kind in _ON_THEMES or (kind in _ON_ONE and not one.decision.concept):
            themes.update(one.themes)
        if kind in _ON_PAIRS:
            pairs.update((a, b) if a < b else (b, a) for a, b in combinations(one.themes, 2))
    return Spoken(frozenset(themes), frozenset(pairs))
