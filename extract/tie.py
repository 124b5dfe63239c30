"""What shows that a theme holds another one.

In: nothing. Out: Ties, and what every finder of them needs. Read by extract.parents and its finders,
extract.held_by_structure and extract.held_by_words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.study import Anchor
from extract.facet import Codebook
from extract.places import Places, Spot
from extract.theme import Evidence, ThemeId

EXPLAINED = (Evidence.LIST_ITEM, Evidence.RUN_IN_HEADING)  # their quotes hold an explanation behind the label
LISTED = (*EXPLAINED, Evidence.HEADING)


@dataclass(frozen=True, slots=True)
class Tie:
    """The theme that holds another one, with the words of the child, or of both, that show it."""

    parent: ThemeId
    anchor: Anchor
    quote: str
    reason: str


Finder = Callable[[Places, Spot, Codebook], Tie | None]


def tie_of(places: Places, spot: Spot, parent: Spot, reason: str) -> Tie | None:
    if parent.theme.id == spot.theme.id:
        return None
    anchor, quote = places.anchor((spot.mention.anchor.start, spot.mention.anchor.end), spot)
    return Tie(parent.theme.id, anchor, quote, reason.format(parent.theme.label))


def may_hold(parent: Spot, child: Spot) -> bool:
    return parent.theme.facet == child.theme.facet and parent.theme.id != child.theme.id
