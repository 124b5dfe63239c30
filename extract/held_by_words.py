"""Parents that the words around a label show: series, explanations, settings, kinds and names.

In: a label at its place. Out: a Tie to the theme that holds it, None when this shows none. Called by extract.parents.
"""

from __future__ import annotations

import re

from corpus.study import BlockKind
from extract.facet import Codebook, ItemShape
from extract.pairings import are_means
from extract.places import Places, Spot
from extract.theme import Evidence, fold_label
from extract.tie import EXPLAINED, LISTED, Tie, may_hold, tie_of

_OPENS_A_SERIES = re.compile(
    r"^[^.;:()]{0,40}?\b(?:such as|includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|consist(?:s|ed|ing)? of|"
    r"contain(?:s|ed|ing)?|breaks? down into|falls? into|(?:is|are) made up of|namely|e\.g\.,?|in particular|"
    r"(?:is|are|was|were|can be) (?:\w+ )?(?:divided|split|broken down|grouped|organi[sz]ed) (?:in|in)to|"
    r"(?:has|have|with) (?:\w+ ){1,2}(?:parts|steps|phases|components|levels|stages|modules)|"
    r"involv(?:e|es|ed|ing)|cover(?:s|ed|ing)?|encompass(?:es|ed|ing)?|spans?)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?::|[–—]\s)")
_TAKES_UP = re.compile(
    r"^\W*(?:these|they|it|this|those|among (?:these|them))\b(?:\s+\w+){0,2}?\s+"
    r"(?:includ|compris|consist|involv|encompass|cover|are|were|is|was)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"^\s*\((?P<opens>e\.g\.,?\s*|such as\s+|including\s+|(?:similar|related|also|other)\b[\w ]{0,20}:\s*)?[^()]*$"
)
_EXAMPLES = re.compile(
    r"^\W*(?!for\b)(?:[\w-]+\s+){0,2}(?:examples?|instances)\b|"
    r"^\W*(?:(?:other|further|common|typical|popular|well-known|suitable|available)\s+)(?:[\w-]+\s+){0,3}(?:are|include)\b",
    re.IGNORECASE,
)
FARTHEST = 1500  # characters between a theme and the last item of its series
_SINGLED_OUT = re.compile(r"^\s*(?:is|are|was|were|remains?)\b[^.;:]*$", re.IGNORECASE)


def by_series(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme right before the words that open the series which a label stands in."""
    if spot.mention.evidence not in (Evidence.SUCH_AS, Evidence.ENUMERATION, Evidence.PHRASE, Evidence.LEXICON):
        return None
    start = max(places.sentence(spot)[0], spot.start - FARTHEST)
    text = places.document.text
    mentioned = {(s.start, s.theme.id) for s in places.between(start, spot.start)}
    before = [s for s in places.named_between(start, spot.start) if s.end <= spot.start and may_hold(s, spot)]
    for parent in reversed(before):
        between = text[parent.end : spot.start]
        opening = _OPENS_A_SERIES.match(between) or (None if are_means(spot.theme.facet) else _COLON.match(between))
        near = (parent.start, parent.theme.id) in mentioned or (opening and opening.end() < 20)
        if opening and near and not (spot.theme.contrast & parent.theme.contrast):
            return tie_of(places, spot, parent, "listed as part of “{}”")
    return None


def by_body(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The run-in heading or list item of the same facet in whose explanation a label stands."""
    block = places.block(spot)
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or spot.mention.evidence in LISTED:
        return None
    if are_means(spot.theme.facet):
        return None  # a role or tool named in what another one does is not a part of it
    openers = [
        s
        for s in places.between(block.start, spot.start)
        if s.mention.evidence in EXPLAINED and may_hold(s, spot) and s.start - s.mention.anchor.start <= 3
    ]
    if not openers or spot.theme.contrast & openers[-1].theme.contrast:
        return None
    return tie_of(places, spot, openers[-1], "named in the explanation of “{}”")


def by_topic(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """What a paragraph opens with, or is entitled, where a sentence gives examples ("Examples are HydroX ...")."""
    start, _ = places.sentence(spot)
    block = places.block(spot)
    if not _EXAMPLES.match(places.document.text[start : spot.start]):
        return None
    opening = [s for s in places.between(block.start, min(start, block.start + 40)) if may_hold(s, spot)]
    titled = places.titled.get((block.section, spot.theme.facet)) if block.section is not None else None
    parent = opening[0] if opening else titled if titled and may_hold(titled, spot) else None
    return tie_of(places, spot, parent, "given as an example of “{}”") if parent else None


def by_brackets(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme right before the brackets that list a label with others: "gauges (HydroX, SiltScan and EchoMap)"."""
    text, start = places.document.text, max(places.sentence(spot)[0], spot.start - FARTHEST)
    for parent in reversed(places.named_between(start, spot.start)):
        between = text[parent.end : spot.start]
        opening = _IN_BRACKETS.match(between) if may_hold(parent, spot) else None
        if opening:
            inside = text[parent.end : parent.end + 300].partition(")")[0]
            listed = opening["opens"] or "," in inside
            return tie_of(places, spot, parent, "listed in brackets behind “{}”") if listed else None
    return None


def by_anaphor(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The last theme of the sentence before, taken up by "These included ..."."""
    start, _ = places.sentence(spot)
    block = places.block(spot)
    if start <= block.start or not _TAKES_UP.match(places.document.text[start : spot.start]):
        return None
    earlier = [s for s in places.named_between(block.start, start) if may_hold(s, spot)]
    cues = codebook.facet_of[spot.theme.facet].cues
    for parent in reversed(earlier):
        if places.sentence(parent)[1] >= start - 2 and fold_label(parent.theme.label).split()[-1] in cues:
            return tie_of(places, spot, parent, "among “{}”, which the sentence takes up")
    return None


def by_kind(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The category whose foremost item a sentence names: "the main legal barrier is unclear ownership"."""
    cues = codebook.facet_of[spot.theme.facet].cues
    start = max(places.sentence(spot)[0], spot.start - FARTHEST)
    for parent in reversed(places.named_between(start, spot.start)):
        last = fold_label(parent.theme.label).split()[-1:]
        if may_hold(parent, spot) and last and last[0] in cues and parent.end <= spot.start:
            if _SINGLED_OUT.match(places.document.text[parent.end : spot.start]):
                return tie_of(places, spot, parent, "named as one of “{}”")
    return None


def by_setting(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The theme in which a sentence opens ("Within planning, crews (1) draw ..., (2) measure ...")."""
    if are_means(spot.theme.facet):
        return None
    start, _ = places.sentence(spot)
    text = places.document.text
    for parent in places.named_between(start, min(start + 40, spot.start)):
        opening = re.fullmatch(
            r"\W*(?:with)?in\s+(?:the\s+)?|\W*(?:during|as part of)\s+(?:the\s+)?", text[start : parent.start], re.I
        )
        if opening and may_hold(parent, spot) and re.match(r"(?:\s\w+)?\s*,", text[parent.end : parent.end + 20]):
            return tie_of(places, spot, parent, "said to be done in “{}”")
    return None


def by_name(places: Places, spot: Spot, codebook: Codebook) -> Tie | None:
    """The product whose name a longer name begins with, where both stand in one paragraph."""
    if codebook.facet_of[spot.theme.facet].item is not ItemShape.NAME:
        return None
    block = places.block(spot)
    words = fold_label(spot.theme.label).split()
    for parent in places.between(block.start, spot.start):
        shorter = fold_label(parent.theme.label).split()
        if may_hold(parent, spot) and len(shorter) < len(words) and words[: len(shorter)] == shorter:
            return tie_of(places, spot, parent, "its name begins with that of “{}”")
    return None
