"""One element at two places of a whole: a step of another for one study, beside it for the other.

In: a Corpus. Out: Disagreements of kind structure, a weak one. Called by synthesis.refutation.between. A study sets
things beside each other where it lists them in one list; it puts one inside another where the one is told as its step
or part, or stands under it as a theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations

from corpus.study import StudyId
from extract.theme import Theme
from synthesis.concept import ConceptId
from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.compared import Corpus
from synthesis.refutation.said.phrases import bare, stems
from synthesis.refutation.said.related import SCALE, STEP

_SURE, _SURE_TOLD = 0.3, 0.35
_COURSE = stems(
    "stage phase step activity task process"
)  # facets whose items are steps; elsewhere a list holds anything

Pair = tuple[ConceptId, ConceptId]  # concepts: of the element, of what holds it


@dataclass(frozen=True, slots=True)
class _Inside:
    study: StudyId
    side: Side
    sure: float


def placed(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each element and whole, in order of place."""
    inside_of = _inside(corpus)
    beside = _beside(corpus, inside_of.keys())
    label = {concept.id: concept.label for concept in corpus.concepts}
    for pair, inner in inside_of.items():
        apart = beside.get(pair, {})
        inside = [held for study, held in sorted(inner.items()) if study not in apart]
        outside = sorted(apart.keys() - inner.keys())
        if inside and outside:
            yield Disagreement(
                Kind.STRUCTURE,
                f"Place of {label[pair[0]]}",
                (*(h.side for h in inside), *(_side(t, against=True) for study in outside for t in apart[study])),
                (f"inside {label[pair[1]]} for one study, beside it in a list of the other",),
                max(held.sure for held in inside),
            )


def _inside(corpus: Corpus) -> dict[Pair, dict[StudyId, _Inside]]:
    """By element and whole, the studies that put the one inside the other, each once."""
    names = corpus.names
    found: dict[Pair, dict[StudyId, _Inside]] = defaultdict(dict)
    for claim in corpus.claims:
        if claim.scale == SCALE and claim.pole == STEP and not claim.hedged and not claim.reported:
            ones = [c for phrase in claim.subjects for c in names.concepts(bare(phrase), claim.study)]
            for pair in ((a, b) for a in ones for b in names.concepts(claim.other, claim.study) if a != b):
                found[pair].setdefault(claim.study, _Inside(claim.study, corpus.side(claim), _SURE_TOLD))
    for theme in corpus.themes:
        parent = corpus.theme.get(theme.parent) if theme.parent else None
        if parent is not None and parent.facet == theme.facet and not _COURSE.isdisjoint(stems(theme.facet)):
            one, other = corpus.concept_of.get(theme.id), corpus.concept_of.get(parent.id)
            if one and other and one.id != other.id:
                held = _Inside(theme.study, _side(theme), _SURE)
                found[one.id, other.id].setdefault(theme.study, held)
    return found


def _beside(corpus: Corpus, pairs: Collection[Pair]) -> dict[Pair, dict[StudyId, tuple[Theme, Theme]]]:
    """By pair of concepts, the studies that list the two side by side, and where they show it best."""
    wanted = {concept for pair in pairs for concept in pair}
    lists: dict[tuple[StudyId, str], list[Theme]] = defaultdict(list)
    for theme in corpus.themes:
        for name in sorted(theme.contrast):
            if theme.id in corpus.concept_of and corpus.concept_of[theme.id].id in wanted:
                lists[theme.study, name].append(theme)
    found: dict[Pair, dict[StudyId, tuple[Theme, Theme]]] = defaultdict(dict)
    for (study, _), members in sorted(lists.items()):
        for mine, theirs in permutations(members, 2):
            pair = corpus.concept_of[mine.id].id, corpus.concept_of[theirs.id].id
            if pair in pairs and mine.facet == theirs.facet and mine.parent == theirs.parent:
                best = found[pair].get(study)
                if best is None or _rank(mine, theirs) < _rank(*best):
                    found[pair][study] = mine, theirs
    return found


def _rank(one: Theme, other: Theme) -> int:
    return one.mentions[0].evidence.rank + other.mentions[0].evidence.rank


def _side(theme: Theme, *, against: bool = False) -> Side:
    best = theme.mentions[0]
    return Side(theme.study, best.anchor, best.quote, theme.label, against, theme.id)
