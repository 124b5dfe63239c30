"""Which theme holds another one: a category its items, a stage its steps, a model its levels, a product its parts.

In: themes and the places of their labels. Out: a Tie for each theme that has a parent and did not bring one from its
source. Called by extract.relations. The document's own order decides, the surest sign first: extract.held_by_structure
and extract.held_by_words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.facet import Codebook
from extract.held_by_structure import by_caption, by_scale, by_section, by_table, by_title
from extract.held_by_words import by_anaphor, by_body, by_brackets, by_kind, by_name, by_series, by_setting, by_topic
from extract.places import Places
from extract.theme import Theme, ThemeId
from extract.tie import Finder, Tie

FINDERS: tuple[Finder, ...] = (
    by_table,
    by_title,
    by_brackets,
    by_series,
    by_anaphor,
    by_kind,
    by_setting,
    by_topic,
    by_body,
    by_section,
    by_caption,
    by_scale,
    by_name,
)


def ties(themes: Sequence[Theme], places: Sequence[Places], codebook: Codebook) -> dict[ThemeId, Tie]:
    """The parents that the documents show, of themes that have none; none holds itself through others."""
    found: dict[ThemeId, Tie] = {}
    above = {theme.id: theme.parent for theme in themes if theme.parent}
    spots = [(place, spot) for place in places for spot in place.spots]
    scales = {t.parent for t in themes if t.parent and codebook.facet_of[t.facet].containers}  # held by nothing
    for finder in FINDERS:
        for place, spot in spots:
            child = spot.theme.id
            if child in above or spot.theme.parent or child in scales:
                continue
            tie = finder(place, spot, codebook)
            if tie and not _circular(child, tie.parent, above):
                found[child], above[child] = tie, tie.parent
    return found


def with_parents(themes: Iterable[Theme], found: dict[ThemeId, Tie]) -> tuple[Theme, ...]:
    """The themes with their parents; ids stay."""
    return tuple(replace(t, parent=found[t.id].parent) if t.id in found else t for t in themes)


def _circular(child: ThemeId, parent: ThemeId, above: dict[ThemeId, ThemeId]) -> bool:
    seen: ThemeId | None = parent
    while seen is not None:
        if seen == child:
            return True
        seen = above.get(seen)
    return False
