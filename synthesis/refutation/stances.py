"""Who refutes whom.

In: the themes of a concept and the relations that reviewers drew. Out: studies. Called by synthesis.synthesise. Two
things count: a study that denies what others assert, and a reviewer's `refutes`. A word like "however" does not, nor
does a low cosine.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus.study import StudyId
from extract.theme import Polarity, Theme, ThemeId
from synthesis.concept import Relation, Translation


def stances(themes: Sequence[Theme]) -> dict[StudyId, Polarity]:
    """What each study does with a concept: asserts when any of its themes asserts, else hedges, else denies."""
    order = (Polarity.ASSERTS, Polarity.HEDGES, Polarity.DENIES)
    found: dict[StudyId, Polarity] = {}
    for theme in themes:
        before = found.get(theme.study, Polarity.DENIES)
        found[theme.study] = min(before, theme.polarity, key=order.index)
    return found


def refuters(
    themes: Sequence[Theme], relations: Collection[Translation], of: dict[ThemeId, Theme]
) -> tuple[StudyId, ...]:
    """The studies that refute a concept, sorted.

    themes: of the concept. relations: edges that reviewers drew; the source of `refutes` refutes the target. of:
    themes by id.
    """
    stance = stances(themes)
    asserted = any(value is not Polarity.DENIES for value in stance.values())
    denying = {study for study, value in stance.items() if value is Polarity.DENIES and asserted}
    members = {theme.id for theme in themes}
    drawn = {
        of[edge.source].study
        for edge in relations
        if edge.relation is Relation.REFUTES and edge.target in members and edge.source in of
    }
    return tuple(sorted(denying | drawn))
