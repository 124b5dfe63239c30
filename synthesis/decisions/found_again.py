"""Themes and words that a decision speaks of, found again in what was extracted since.

In: an Address or a quote, and themes or a study. Out: a theme's id or an anchor, None for what is gone. Called by
synthesis.decisions.replay, synthesis.refutation and concord.deciding.desk.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from functools import lru_cache

from corpus.study import Anchor, Study
from extract.theme import Theme, ThemeId, fold_label
from synthesis.decisions.decision import Address
from synthesis.decisions.describing import Homes

folded = lru_cache(maxsize=1 << 16)(fold_label)  # each decision looks at all labels of a study
LEAST_OVERLAP = 20  # characters that two quotes must share, and half of the shorter one, to be the same place


def nearest(address: Address, themes: Collection[Theme], homes: Homes) -> list[tuple[Theme, float]]:
    """The themes of the study that an address means, or of all where it is gone, that are most like it, best first.

    score, 0 to 1: half for the letters that the labels share, half for the share of the quote that a mention holds.
    """
    home = homes.of(address.study)
    study = home.id if home else address.study
    own = [theme for theme in themes if theme.study == study] or list(themes)
    length = max(1, len(" ".join(address.quote.split())))
    scored = [(t, (_alike(t.label, address.label) + _overlap(t, address.quote) / length) / 2) for t in own]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].facet != address.facet, pair[0].id))


def find_quote(study: Study, quote: str, near: int | None = None) -> Anchor | None:
    """Where a quote stands in a study, white space folded; the best rendition that has it. None when none has.

    near: an offset; of equal words in that rendition those that begin nearest to it, without one the first.
    """
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    for document in study.documents:
        if words[0] not in document.text:
            continue
        if near is None:
            match = pattern.search(document.text)
        else:
            matches = pattern.finditer(document.text)
            match = min(matches, key=lambda found: (abs(found.start() - near), found.start()), default=None)
        if match:
            return Anchor(document.id, match.start(), match.end())
    return None


def find_theme(address: Address, themes: Collection[Theme]) -> ThemeId | None:
    """By study, facet and label; else by the place that the quote stands for.

    themes: those of the study that the address names, or all, where there is none of that study.
    """
    own = [theme for theme in themes if theme.study == address.study]
    label = folded(address.label)
    named = [t for t in own if t.facet == address.facet and folded(t.label) == label]
    if len(named) == 1:
        return named[0].id
    if named:
        return max(named, key=lambda t: (_overlap(t, address.quote), t.id)).id
    if not own:
        return _renamed(address, themes)
    near = [(_overlap(t, address.quote), t.facet == address.facet, _alike(t.label, address.label), t.id) for t in own]
    near = [entry for entry in near if entry[0] > 0 and (entry[1] or entry[2] == 1)]
    return max(near, key=lambda e: (e[1], e[2], e[0], e[3]))[3] if near else None


def _renamed(address: Address, themes: Collection[Theme]) -> ThemeId | None:
    """The theme of a study that now goes by another id (a new rendition told its title or year otherwise).

    Only where one study alone has that facet, label and quote.
    """
    label = folded(address.label)
    found = [
        theme
        for theme in themes
        if theme.facet == address.facet and folded(theme.label) == label and _overlap(theme, address.quote)
    ]
    return found[0].id if len({theme.study for theme in found}) == 1 else None


def find_elsewhere(address: Address, themes: Collection[Theme]) -> ThemeId | None:
    """The theme of another study that has the facet, the label and the whole quote; None where several studies do.

    For a study that was parted: what was said of the part that is another study now goes with it.
    """
    label, wanted = folded(address.label), " ".join(address.quote.split())
    found = [
        theme
        for theme in themes
        if theme.facet == address.facet
        and folded(theme.label) == label
        and any(wanted in " ".join(mention.quote.split()) for mention in theme.mentions)
    ]
    return found[0].id if wanted and len({theme.study for theme in found}) == 1 else None


def _overlap(theme: Theme, quote: str) -> int:
    """Length of the longest run that a quote shares with a mention; 0 when it is too short to be the same place."""
    wanted = " ".join(quote.split())
    return max(_shared(" ".join(mention.quote.split()), wanted) for mention in theme.mentions)


@lru_cache(maxsize=1 << 16)
def _shared(mine: str, wanted: str) -> int:
    """The longest run of two texts, 0 when it is neither all of one nor half of the shorter one and long enough."""
    shorter, longer = sorted((mine, wanted), key=len)
    if not shorter or shorter in longer:
        return len(shorter)
    least = max(LEAST_OVERLAP, -(-len(shorter) // 2))
    half = least // 2  # a run of that length holds a whole one of the pieces that the text is cut into
    pieces = (shorter[start : start + half] for start in range(0, len(shorter), half))
    if not any(piece in longer for piece in pieces if len(piece) == half):
        return 0
    run = difflib.SequenceMatcher(None, mine, wanted, autojunk=False).find_longest_match().size
    return run if run >= least else 0


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()
