"""How the themes of one study belong together, each relation with the words that show it.

In: the themes of a study, the scopes of its documents, the codebook. Out: the themes with their parents, and relations.
Called by extract.pipeline. Two themes are related when a row of a table pairs them or a sentence says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.codebook import Codebook
from extract.parents import Tie, ties, with_parents
from extract.places import Places, places_of
from extract.scope import Scope
from extract.theme import Relation, RelationKind, Theme, ThemeId


def related(
    themes: Sequence[Theme], scopes: Sequence[Scope], codebook: Codebook
) -> tuple[tuple[Theme, ...], tuple[Relation, ...]]:
    """The themes with the parents that their documents show, and all relations among them, by place of the anchors."""
    places = tuple(places_of(themes, scopes))
    found = ties(themes, places, codebook)
    held = with_parents(themes, found)
    relations = {(r.kind, r.source, r.target): r for r in reversed(tuple(_all(held, places, found, codebook)))}
    order = {scope.reading.document.id: i for i, scope in enumerate(scopes)}
    return held, tuple(
        sorted(
            relations.values(),
            key=lambda r: (order[r.anchor.document], r.anchor.start, r.kind, r.source, r.target),
        )
    )


def _all(
    themes: Sequence[Theme], places: Sequence[Places], found: dict[ThemeId, Tie], codebook: Codebook
) -> Iterator[Relation]:
    yield from _held(themes, found, codebook)


def _held(themes: Iterable[Theme], found: dict[ThemeId, Tie], codebook: Codebook) -> Iterator[Relation]:
    """The relation of each theme to its parent; one that came with its source rests on its best mention."""
    for theme in themes:
        if theme.parent is None:
            continue
        kind = RelationKind.LEVEL_OF if codebook.facet_of[theme.facet].containers else RelationKind.PART_OF
        tie = found.get(theme.id)
        best = theme.mentions[0]
        if tie:
            yield Relation(kind, theme.id, theme.parent, tie.anchor, tie.quote, (tie.reason,))
        else:
            yield Relation(kind, theme.id, theme.parent, best.anchor, best.quote, best.reasons[:1])
