"""Which theme holds another one: a category its items, a stage its steps, a model its levels, a product its parts.

In: themes and the places of their labels. Out: a Tie for each theme that has a parent and did not bring one from its
source. Called by extract.relations. The document's own order decides, strongest first: the grouping column of a table,
the words that open a series ("X comprises A and B"), the body of a run-in heading or list item, the title above a list,
the heading of the section, the name that a longer name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.study import Anchor, BlockKind
from extract.facet import Codebook, Facet, ItemShape
from extract.pairings import are_means, pairing_of
from extract.places import Places, Spot
from extract.scope import Part
from extract.theme import Evidence, Theme, ThemeId, fold_label

_OPENS_A_SERIES = re.compile(
    r"^[^.;:()]{0,40}?\b(?:such as|includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|consist(?:s|ed|ing)? of|"
    r"contain(?:s|ed|ing)?|breaks? down into|falls? into|(?:is|are) made up of|namely|e\.g\.,?|in particular|"
    r"(?:is|are|was|were|can be) (?:\w+ )?(?:divided|split|broken down|grouped|organi[sz]ed) (?:in|in)to|"
    r"(?:has|have|with) (?:\w+ ){1,2}(?:parts|steps|phases|components|levels|stages|modules)|"
    r"involv(?:e|es|ed|ing)|cover(?:s|ed|ing)?|encompass(?:es|ed|ing)?|spans?)\b"
    r"|^\s*(?:\([^)]*\)\s*)?(?::|[–—]\s)",
    re.IGNORECASE,
)
EXPLAINED = (Evidence.LIST_ITEM, Evidence.RUN_IN_HEADING)  # their quotes hold an explanation behind the label
_LISTED = (*EXPLAINED, Evidence.HEADING)


@dataclass(frozen=True, slots=True)
class Tie:
    """The theme that holds another one, with the words of the child, or of both, that show it."""

    parent: ThemeId
    anchor: Anchor
    quote: str
    reason: str


Finder = Callable[[Places, Spot, Codebook], Tie | None]


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


def _tie(places: Places, spot: Spot, parent: Spot, reason: str) -> Tie | None:
    if parent.theme.id == spot.theme.id:
        return None
    anchor, quote = places.anchor((spot.mention.anchor.start, spot.mention.anchor.end), spot)
    return Tie(parent.theme.id, anchor, quote, reason.format(parent.theme.label))


def _by_table(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that the grouping column names in the row of a cell, of the same facet before others."""
    grid = places.tables.get(spot.block)
    cell = grid.cell(spot.start) if grid else None
    if grid is None or cell is None:
        return None
    group = grid.group_column(places.document.text, cell.column).get(cell.row)
    if group is None:
        return None
    parent = _named_in(places, group.start, group.end, spot)
    return _tie(places, spot, parent, "its row is grouped under “{}”") if parent else None


def _named_in(places: Places, start: int, end: int, spot: Spot) -> Spot | None:
    """The theme that the words of a cell are, or name by its first words; of the child's facet when there is one."""
    inside = [s for s in places.between(start, end) if _may_group(s, spot)]
    same = [s for s in inside if s.theme.facet == spot.theme.facet]
    if same or inside:
        return (same or inside)[0]
    words = fold_label(places.document.text[start:end]).split()
    if not words:
        return None
    near = [s for s in places.spots if _may_group(s, spot) and fold_label(s.theme.label).split()[: len(words)] == words]
    return min(near, key=lambda s: (s.theme.facet != spot.theme.facet, len(s.theme.label), s.start), default=None)


def _may_group(parent: Spot, child: Spot) -> bool:
    """Whether a grouping column can hold the child: not what is used in, done by or made for it."""
    one, other = child.theme.facet, parent.theme.facet
    return parent.theme.id != child.theme.id and pairing_of(one, other) is None and pairing_of(other, one) is None


def _by_series(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme right before the words that open the series which a label stands in."""
    if spot.mention.evidence not in (Evidence.SUCH_AS, Evidence.ENUMERATION, Evidence.PHRASE, Evidence.LEXICON):
        return None
    start, _ = places.sentence(spot)
    text = places.document.text
    mentioned = {(s.start, s.theme.id) for s in places.between(start, spot.start)}
    before = [s for s in places.named_between(start, spot.start) if s.end <= spot.start and _may_hold(s, spot)]
    for parent in reversed(before):
        opening = _OPENS_A_SERIES.match(text[parent.end : spot.start])
        near = (parent.start, parent.theme.id) in mentioned or (opening and opening.end() < 20)
        if opening and near and not (spot.theme.contrast & parent.theme.contrast):
            return _tie(places, spot, parent, "listed as part of “{}”")
    return None


def _may_hold(parent: Spot, child: Spot) -> bool:
    return parent.theme.facet == child.theme.facet and parent.theme.id != child.theme.id


def _by_body(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The run-in heading or list item of the same facet in whose explanation a label stands."""
    block = places.block(spot)
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or spot.mention.evidence in _LISTED:
        return None
    if are_means(spot.theme.facet):
        return None  # a role or tool named in what another one does is not a part of it
    openers = [
        s
        for s in places.between(block.start, spot.start)
        if s.mention.evidence in _LISTED
        and _may_hold(s, spot)
        and s.mention.anchor.start <= spot.start < s.mention.anchor.end
    ]
    if not openers or spot.theme.contrast & openers[-1].theme.contrast:
        return None
    return _tie(places, spot, openers[-1], "named in the explanation of “{}”")


def _by_title(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme that is the whole of the line right above a list."""
    block = places.block(spot)
    if block.kind is not BlockKind.LIST_ITEM:
        return None
    blocks = places.document.blocks
    first = spot.block
    while first > 0 and blocks[first - 1].kind is BlockKind.LIST_ITEM and blocks[first - 1].group == block.group:
        first -= 1
    if not first or blocks[first - 1].kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    above = blocks[first - 1]
    lines = [s for s in places.between(above.start, above.end) if s.theme.facet == spot.theme.facet]
    text = places.document.text
    for parent in lines:
        rest = text[above.start : parent.start] + text[parent.end : above.end]
        if sum(map(str.isalpha, rest)) <= 3:
            return _tie(places, spot, parent, "listed under “{}”")
    return None


def _by_section(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
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
    if parent is None or not _may_hold(parent, spot) or spot.theme.contrast & parent.theme.contrast:
        return None
    if spot.mention.evidence not in _LISTED and _homes(places, spot.theme) != {parent.theme.id}:
        return None
    return _tie(places, spot, parent, "under the heading “{}”")


def _homes(places: Places, theme: Theme) -> set[ThemeId]:
    """The themes of the same facet that are the titles of the sections in which a theme is mentioned."""
    blocks, document = places.document.blocks, places.document.id
    sections = {
        blocks[places.block_at(m.anchor.start)].section for m in theme.mentions if m.anchor.document == document
    }
    titles = (places.titled.get((number, theme.facet)) for number in sections if number is not None)
    return {title.theme.id for title in titles if title}


def _by_setting(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme in which a sentence opens ("Within planning, crews (1) draw ..., (2) measure ...")."""
    if are_means(spot.theme.facet):
        return None
    start, _ = places.sentence(spot)
    text = places.document.text
    for parent in places.named_between(start, spot.start):
        opening = re.fullmatch(
            r"\W*(?:with)?in\s+(?:the\s+)?|\W*(?:during|as part of)\s+(?:the\s+)?", text[start : parent.start], re.I
        )
        if opening and _may_hold(parent, spot) and re.match(r"(?:\s\w+)?\s*,", text[parent.end : parent.end + 20]):
            return _tie(places, spot, parent, "said to be done in “{}”")
    return None


def _by_scale(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The last scale named before a level or dimension in its section, under a facet whose codebook names scales."""
    facet = codebook.facet_of[spot.theme.facet]
    if not facet.containers or _is_scale(spot.theme, facet):
        return None
    section = places.block(spot).section
    begin = places.document.sections[section].start if section is not None else 0
    for parent in reversed(places.between(begin, spot.start)):
        if _may_hold(parent, spot) and _is_scale(parent.theme, facet):
            return _tie(places, spot, parent, "a level of “{}”, named before it")
    return None


def _is_scale(theme: Theme, facet: Facet) -> bool:
    words = fold_label(theme.label)
    return any(container in words for container in facet.containers)


def _by_caption(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
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
        named = [s for s in places.between(*span) if _may_hold(s, spot)] if span else []
        if len({s.theme.id for s in named}) == 1:
            return _tie(places, spot, named[0], reason)
    return None


def _by_name(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The product whose name a longer name begins with, where both stand in one paragraph."""
    if codebook.facet_of[spot.theme.facet].item is not ItemShape.NAME:
        return None
    block = places.block(spot)
    words = fold_label(spot.theme.label).split()
    for parent in places.between(block.start, spot.start):
        shorter = fold_label(parent.theme.label).split()
        if _may_hold(parent, spot) and len(shorter) < len(words) and words[: len(shorter)] == shorter:
            return _tie(places, spot, parent, "its name begins with that of “{}”")
    return None


FINDERS: tuple[Finder, ...] = (
    _by_table,
    _by_title,
    _by_series,
    _by_setting,
    _by_body,
    _by_section,
    _by_caption,
    _by_scale,
    _by_name,
)
