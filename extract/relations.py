"""How the themes of one study belong together, each relation with the words that show it.

In: the themes of a study, the scopes of its documents, the codebook. Out: the themes with their parents, and relations.
Called by extract.pipeline. Two themes are related when a row of a table pairs them or a sentence says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.clauses import Clause, is_aside, joined
from extract.facet import Codebook
from extract.pairings import PAIRINGS, Pairing
from extract.parents import ties, with_parents
from extract.places import Places, Spot, places_of
from extract.scope import Scope
from extract.theme import Relation, RelationKind, Theme, ThemeId
from extract.tie import EXPLAINED, Tie

_NUMBER = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s*$")


@dataclass(frozen=True, slots=True)
class _InCell:
    """A label in a cell of a table, with the number that the item has there."""

    spot: Spot
    column: int
    number: str


def related(
    themes: Sequence[Theme], scopes: Sequence[Scope], codebook: Codebook
) -> tuple[tuple[Theme, ...], tuple[Relation, ...]]:
    """The themes with the parents that their documents show, and all relations among them, by place of the anchors."""
    places = tuple(places_of(themes, scopes))
    found = ties(themes, places, codebook)
    held = with_parents(themes, found)
    relations = {(r.kind, r.source, r.target): r for r in _all(held, places, found, codebook)}
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
    """Every relation, the surest evidence of each last."""
    above = {theme.id: theme.parent for theme in themes}
    for place in places:
        for pairing in PAIRINGS:
            yield from _in_bodies(place, pairing)
            yield from _in_sentences(place, pairing)
            yield from _in_rows(place, pairing, above)
    yield from _held(themes, found, codebook)


def _in_rows(places: Places, pairing: Pairing, above: Mapping[ThemeId, ThemeId | None]) -> Iterator[Relation]:
    """What a row of a table pairs. Numbered items are paired by their numbers, a category through its items."""
    facets = (pairing.source, *pairing.targets)
    for block, grid in places.tables.items():
        rows: dict[int, list[_InCell]] = defaultdict(list)
        for spot in places.between(places.document.blocks[block].start, places.document.blocks[block].end):
            cell = grid.cell(spot.start)
            if spot.theme.facet in facets and cell is not None and not cell.header:
                number = _NUMBER.search(places.document.text[cell.start : spot.start])
                for row in range(cell.row, cell.row + cell.rows):
                    rows[row].append(_InCell(spot, cell.column, number[1] if number else ""))
        for _, inside in sorted(rows.items()):
            holding = {above.get(one.spot.theme.id) for one in inside}
            sources = [one for one in inside if one.spot.theme.facet == pairing.source]
            targets = [
                one for one in inside if one.spot.theme.facet in pairing.targets and one.spot.theme.id not in holding
            ]
            numbered = any(one.number for one in sources) and any(one.number for one in targets)
            for source, target in ((s, t) for s in sources for t in targets if s.column != t.column):
                if not numbered or source.number == target.number:
                    span = _around(source.spot, target.spot)
                    why = f"in one row of {grid.table.label or 'a table'}"
                    yield _relation(places, pairing, source.spot, target.spot, span, why)


def _around(one: Spot, other: Spot) -> tuple[int, int]:
    return min(one.start, other.start), max(one.end, other.end)


def _in_sentences(places: Places, pairing: Pairing) -> Iterator[Relation]:
    """What a sentence of running text or of a list item joins by its verbs."""
    by_sentence: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for block, spots in _by_block(places, pairing).items():
        passage = places.scope.reading.passages.get(block)
        if passage is not None and passage.may_hold(pairing.does | pairing.serves):
            for spot in spots:
                by_sentence[places.sentence(spot)].append(spot)
    for (start, end), spots in by_sentence.items():
        passage = places.scope.reading.passages.get(spots[0].block)
        if len(spots) < 2 or passage is None:
            continue
        clause = Clause(places.document.text, tuple(passage.tokens(start, end)), passage.offset)
        for source, target, verb in joined(clause, spots, pairing):
            yield _relation(places, pairing, source, target, (start, end), f"joined by “{verb}”")


def _by_block(places: Places, pairing: Pairing) -> dict[int, list[Spot]]:
    """The blocks of running text that name both sides of a pairing, with the themes that they name."""
    blocks: dict[int, list[Spot]] = defaultdict(list)
    for spot in places.named:
        if spot.block not in places.tables and spot.theme.facet in (pairing.source, *pairing.targets):
            blocks[spot.block].append(spot)
    return {
        block: spots
        for block, spots in blocks.items()
        if any(s.theme.facet == pairing.source for s in spots) and any(s.theme.facet in pairing.targets for s in spots)
    }


def _in_bodies(places: Places, pairing: Pairing) -> Iterator[Relation]:
    """What the explanation of a list item or run-in heading names of the other facet."""
    for spot in places.spots:
        if spot.mention.evidence not in EXPLAINED or spot.theme.facet not in (pairing.source, *pairing.targets):
            continue
        for other in places.named_between(spot.end, spot.mention.anchor.end):
            if other.block != spot.block or (
                not pairing.serves and is_aside(places.document.text[spot.end : other.start])
            ):
                continue
            for source, target in ((spot, other), (other, spot)):
                if pairing.joins(source.theme.facet, target.theme.facet):
                    why = f"named in the explanation of “{spot.theme.label}”"
                    yield _relation(places, pairing, source, target, _around(spot, other), why)


def _relation(
    places: Places, pairing: Pairing, source: Spot, target: Spot, span: tuple[int, int], why: str
) -> Relation:
    anchor, quote = places.anchor(span, source)
    return Relation(pairing.kind, source.theme.id, target.theme.id, anchor, quote, (why,))


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
