"""Parents that the order of a document shows: columns, captions, titles and sections.

In: a label at its place. Out: a Tie to the theme that holds it, None when this shows none. Called by extract.parents.
"""

from __future__ import annotations

from corpus.study import BlockKind
from extract.facet import Codebook, Facet
from extract.pairings import are_means, pairing_of
from extract.places import Places, Spot
from extract.scope import Part
from extract.theme import Evidence, Theme, ThemeId, fold_label
from extract.tie import LISTED, Tie, may_hold, tie_of


def by_table(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that the grouping column names in the row of a cell, of the same facet before others."""
    grid = places.tables.get(spot.block)
    cell = grid.cell(spot.start) if grid else None
    if grid is None or cell is None or are_means(spot.theme.facet):
        return None  # what groups roles and tools is what they are for
    group = grid.group_column(places.document.text, cell.column).get(cell.row)
    if group is None:
        return None
    parent = _named_in(places, group.start, group.end, spot)
    return tie_of(places, spot, parent, "its row is grouped under “{}”") if parent else None


def _named_in(places: Places, start: int, end: int, spot: Spot) -> Spot | None:
    """The theme that the words of a cell are, or name by its first words; of the child's facet when there is one."""
    inside = [s for s in places.between(start, end) if _may_group(s, spot)]
    same = [s for s in inside if s.theme.facet == spot.theme.facet]
    if same or inside:
        return (same or inside)[0]
    words = fold_label(places.document.text[start:end]).split()
    if not words:
        return None
    begun = places.by_first_word.get(words[0], ())
    near = [s for s in begun if _may_group(s, spot) and fold_label(s.theme.label).split()[: len(words)] == words]
    return min(near, key=lambda s: (s.theme.facet != spot.theme.facet, len(s.theme.label), s.start), default=None)


def _may_group(parent: Spot, child: Spot) -> bool:
    """Whether a grouping column can hold the child: not what is used in, done by or made for it."""
    one, other = child.theme.facet, parent.theme.facet
    return parent.theme.id != child.theme.id and pairing_of(one, other) is None and pairing_of(other, one) is None


def by_title(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that is the whole of the line right above a list."""
    block = places.block(spot)
    if block.kind is not BlockKind.LIST_ITEM:
        return None
    blocks = places.document.blocks
    first = places.layout.first_items[spot.block]
    if not first or blocks[first - 1].kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    above = blocks[first - 1]
    lines = [s for s in places.between(above.start, above.end) if s.theme.facet == spot.theme.facet]
    text = places.document.text
    for parent in lines:
        rest = text[above.start : parent.start] + text[parent.end : above.end]
        if sum(map(str.isalpha, rest)) <= 3:
            return tie_of(places, spot, parent, "listed under “{}”")
    return None


def by_section(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that is the title of the section in which alone a label stands; of a heading, the section above."""
    if spot.mention.evidence is Evidence.LEXICON or places.scope.part(spot.block) is not Part.FINDING:
        return None
    sections = places.document.sections
    number = places.block(spot).section
    if number is not None and spot.mention.evidence is Evidence.HEADING:
        number = sections[number].parent
    if number is None:
        return None
    parent = places.titled.get((number, spot.theme.facet))
    if parent is None or not may_hold(parent, spot) or spot.theme.contrast & parent.theme.contrast:
        return None
    if spot.mention.evidence not in LISTED and are_means(spot.theme.facet):
        return None  # a role or tool named in what is told of another one is no part of it
    if spot.mention.evidence not in LISTED and _homes(places, spot.theme) != {parent.theme.id}:
        return None
    return tie_of(places, spot, parent, "under the heading “{}”")


def _homes(places: Places, theme: Theme) -> set[ThemeId]:
    """The themes of the same facet that are the titles of the sections in which a theme is mentioned."""
    blocks, document = places.document.blocks, places.document.id
    sections = {
        blocks[places.block_at(m.anchor.start)].section for m in theme.mentions if m.anchor.document == document
    }
    titles = (places.titled.get((number, theme.facet)) for number in sections if number is not None)
    return {title.theme.id for title in titles if title}


def by_caption(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that the head of the column names, or the caption by its first words."""
    grid = places.tables.get(spot.block)
    cell = grid.cell(spot.start) if grid else None
    if grid is None or cell is None or cell.header:
        return None
    head, caption = grid.heads.get(cell.column), grid.table.caption
    for span, reason in (
        ((head.start, head.end) if head else None, "under the column head “{}”"),
        (caption, "in the table of “{}”"),
    ):
        named = [s for s in places.between(*span) if may_hold(s, spot)] if span else []
        if len({s.theme.id for s in named}) == 1:
            return tie_of(places, spot, named[0], reason)
    return None


def by_scale(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The last scale named before a level or dimension in its section, under a facet whose codebook names scales."""
    facet = codebook.facet_of[spot.theme.facet]
    if not facet.containers or _is_scale(spot.theme, facet):
        return None
    section = places.block(spot).section
    begin = places.document.sections[section].start if section is not None else 0
    for parent in reversed(places.between(begin, spot.start)):
        if may_hold(parent, spot) and _is_scale(parent.theme, facet):
            return tie_of(places, spot, parent, "a level of “{}”, named before it")
    return None


def _is_scale(theme: Theme, facet: Facet) -> bool:
    words = fold_label(theme.label)
    return any(container in words for container in facet.containers)
