"""Which studies of the corpus rest on each other, and on which primary studies each of them rests.

In: studies. Out: Dependence values and lists of works. Called by synthesis.synthesise and synthesis.overlap. A
meta-synthesis and the review that it summarises are not two witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from corpus.study import Reference, Study, StudyId
from extract.theme import fold_label
from synthesis.concept import Dependence

SAME_AUTHORS = 2  # authors that two studies must share


def dependences(studies: Sequence[Study]) -> tuple[Dependence, ...]:
    """Every tie between two studies, sorted by source, target and kind. "includes" goes before "cites", never both."""
    ordered = sorted(studies, key=lambda study: study.id)
    found: list[Dependence] = []
    for source in ordered:
        for target in ordered:
            if source.id != target.id and (reference := _reference_to(source, target)):
                kind = "includes" if reference.included else "cites"
                found.append(Dependence(source.id, target.id, kind, reference.raw))
    for one, other in combinations(ordered, 2):
        shared = [name for name in one.authors if fold_label(name) in {fold_label(other) for other in other.authors}]
        if len(shared) >= min(SAME_AUTHORS, len(one.authors), len(other.authors)) and shared:
            found.append(Dependence(one.id, other.id, "same authors", ", ".join(shared)))
    return tuple(sorted(found, key=lambda tie: (tie.source, tie.target, tie.kind)))


def _reference_to(source: Study, target: Study) -> Reference | None:
    """The reference of source that is target, an included one first."""
    hits = [reference for reference in source.references if _is(reference, target)]
    return min(hits, key=lambda reference: (not reference.included, reference.key)) if hits else None


def _is(reference: Reference, study: Study) -> bool:
    if reference.doi and study.doi:
        return reference.doi.casefold() == study.doi.casefold()
    title = fold_label(study.title)
    near = reference.year is None or study.year is None or abs(reference.year - study.year) <= 1
    return bool(title) and near and title in fold_label(reference.title or reference.raw)


def primary_works(studies: Sequence[Study]) -> dict[StudyId, frozenset[str] | None]:
    """The works that each study includes, under one label each over all studies; None for a study that marks none."""
    held: dict[StudyId, frozenset[str] | None] = {}
    for study in sorted(studies, key=lambda study: study.id):
        works = frozenset(
            reference.doi.casefold() or fold_label(reference.title or reference.raw)
            for reference in study.references
            if reference.included
        )
        held[study.id] = works or None
    return held
