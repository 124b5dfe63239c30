"""Which concepts hold which: stages and their activities, categories and their challenges, scales and their levels.

In: the themes of each concept of one synthesis, their translations, and the thesaurus. Out: a Hierarchy. Called by
synthesis.assemble. Three things show that a concept is narrower than another of its facet: a study has a theme of the
one under a theme of the other; the codebook says so; the labels of two themes do ("night staff training" under "staff
training"), unless a study sets the two concepts side by side.

The result has no circles: links are taken by falling weight of their evidence, and one that would close a circle is
left out and named. Nor has it shortcuts: a link is left out where others lead the same way.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from extract.theme import Theme, ThemeId
from extract.words import tokens
from synthesis.concept import ConceptId, Relation, Translation
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation.columns import Bare

BY_CODEBOOK = 10.0  # a person wrote it down for the field
BY_STUDY = 1.0  # for each study that has it so
BY_LABELS = 0.5  # times the score of the translation, of the best pair of themes of each two studies
LIKELY = 0.3  # least score of such a translation
SHARE = 0.25  # least share of the pairs of themes of two concepts that are such translations

Link = tuple[ConceptId, ConceptId]  # the narrower, the broader


@dataclass(frozen=True)
class Hierarchy:
    """broader, narrower: of each concept that has some; narrower ones in the order of the studies (levels of a scale).

    circles: links for which there is evidence, but stronger evidence the other way round; sorted.
    """

    broader: Mapping[ConceptId, tuple[ConceptId, ...]]
    narrower: Mapping[ConceptId, tuple[ConceptId, ...]]
    circles: tuple[Link, ...] = ()


def hierarchy(
    concepts: Mapping[ConceptId, Sequence[Theme]],
    translations: Iterable[Translation | Bare] = (),
    thesaurus: Thesaurus = EMPTY,
) -> Hierarchy:
    """The hierarchy of concepts; only concepts of one facet hold one another."""
    of = {theme.id: theme for themes in concepts.values() for theme in themes}
    home = {theme.id: id for id, themes in concepts.items() for theme in themes}
    weight: dict[Link, float] = defaultdict(float)
    for evidence in (
        _by_parents(of, home),
        _by_labels(concepts, of, home, translations),
        _by_codebook(concepts, thesaurus),
    ):
        for link, value in evidence.items():
            weight[link] += value
    broader, circles = _without_circles(weight)
    broader = _without_shortcuts(broader)
    below: dict[ConceptId, list[ConceptId]] = defaultdict(list)
    for id in sorted(broader):
        for wide in broader[id]:
            below[wide].append(id)
    return Hierarchy(
        broader={id: tuple(sorted(wide)) for id, wide in sorted(broader.items()) if wide},
        narrower={wide: _in_order(wide, below[wide], concepts, home) for wide in sorted(below)},
        circles=circles,
    )


def _by_parents(of: Mapping[ThemeId, Theme], home: Mapping[ThemeId, ConceptId]) -> dict[Link, float]:
    found = {
        (home[theme.id], home[parent.id], theme.study)
        for theme in of.values()
        if theme.parent and (parent := of.get(theme.parent)) and parent.facet == theme.facet
    }
    return {link: BY_STUDY * n for link, n in Counter((a, b) for a, b, _ in found if a != b).items()}


def _by_labels(
    concepts: Mapping[ConceptId, Sequence[Theme]],
    of: Mapping[ThemeId, Theme],
    home: Mapping[ThemeId, ConceptId],
    translations: Iterable[Translation | Bare],
) -> dict[Link, float]:
    """Of the translations into something broader, where a good part of the themes of both concepts have them."""
    best: dict[tuple[Link, tuple[str, ...]], float] = {}
    pairs: Counter[Link] = Counter()
    for edge in translations:
        if edge.relation is Relation.BROAD and edge.score >= LIKELY and {edge.source, edge.target} <= of.keys():
            link = home[edge.source], home[edge.target]
            if link[0] != link[1]:
                key = link, tuple(sorted((of[edge.source].study, of[edge.target].study)))
                best[key] = max(edge.score, best.get(key, 0.0))
                pairs[link] += 1
    found: dict[Link, float] = defaultdict(float)
    for (link, _), score in sorted(best.items()):
        found[link] += BY_LABELS * score
    return {
        (a, b): value
        for (a, b), value in found.items()
        if pairs[a, b] >= SHARE * len(concepts[a]) * len(concepts[b]) and not _beside(concepts[a], concepts[b])
    }


def _beside(one: Sequence[Theme], other: Sequence[Theme]) -> bool:
    """Whether a study has a theme of each in one list, in one sentence or under one parent."""
    mine = {place for theme in one for place in _places(theme)}
    return any(place in mine for theme in other for place in _places(theme))


def _places(theme: Theme) -> list[tuple[str, str]]:
    """Where a theme stands beside others."""
    names = [
        *theme.contrast,
        f"said in {theme.mentions[0].quote}",
        *([f"under {theme.parent}"] if theme.parent else []),
    ]
    return [(theme.study, name) for name in names]


def _by_codebook(concepts: Mapping[ConceptId, Sequence[Theme]], thesaurus: Thesaurus) -> dict[Link, float]:
    """Of concepts whose labels are names of two concepts of the codebook, of which one holds the other."""
    above = {ring.token: f"{ring.broader}*" for ring in thesaurus.rings if ring.broader}
    named: dict[tuple[str, str], list[ConceptId]] = defaultdict(list)
    for id in sorted(concepts) if above else ():
        themes = concepts[id]
        said = Counter(thesaurus.concept(tokens(theme.label), theme.facet) for theme in themes)
        token = min(said, key=lambda token: (-said[token], token))
        if token:
            named[themes[0].facet, token].append(id)
    found: dict[Link, float] = {}
    for (facet, token), ids in sorted(named.items()):
        up, seen = above.get(token, ""), {token}
        while up and up not in seen and (facet, up) not in named:
            seen.add(up)
            up = above.get(up, "")
        found |= {(id, wide): BY_CODEBOOK for id in ids for wide in named.get((facet, up), ()) if id != wide}
    return found


def _without_circles(weight: Mapping[Link, float]) -> tuple[dict[ConceptId, set[ConceptId]], tuple[Link, ...]]:
    """Links by falling weight, each unless those before it lead back; and those that did."""
    broader: dict[ConceptId, set[ConceptId]] = defaultdict(set)
    left: list[Link] = []
    for link in sorted(weight, key=lambda link: (-round(weight[link], 6), link)):
        narrow, wide = link
        if narrow in _reached(wide, broader):
            left.append(link)
        else:
            broader[narrow].add(wide)
    return broader, tuple(sorted(left))


def _without_shortcuts(broader: Mapping[ConceptId, set[ConceptId]]) -> dict[ConceptId, set[ConceptId]]:
    """Without the links that longer ways stand for."""
    return {
        id: {up for up in wide if not any(up in _reached(other, broader) for other in wide if other != up)}
        for id, wide in broader.items()
    }


def _reached(start: ConceptId, broader: Mapping[ConceptId, set[ConceptId]]) -> set[ConceptId]:
    """The start and all that is broader than it."""
    found, waiting = {start}, [start]
    while waiting:
        new = broader.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _in_order(
    wide: ConceptId,
    below: Sequence[ConceptId],
    concepts: Mapping[ConceptId, Sequence[Theme]],
    home: Mapping[ThemeId, ConceptId],
) -> tuple[ConceptId, ...]:
    """By the number that each label has ("level 2"), else as the studies place them; what none places comes last."""
    numbers = {id: re.findall(r"\b\d{1,3}\b", min(theme.label for theme in concepts[id])) for id in below}
    numbered = all(numbers.values())

    def rank(id: ConceptId) -> tuple[float, bool, float, str, ConceptId]:
        under = [theme.order for theme in concepts[id] if theme.parent and home.get(theme.parent) == wide]
        number = int(numbers[id][0]) if numbered else 0
        return number, not under, fmean(under or [0]), min(theme.label for theme in concepts[id]), id

    return tuple(sorted(below, key=rank))
