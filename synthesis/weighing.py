"""Which primary studies each study rests on for a concept, and what the concept's support is worth on them.

In: studies, their ties, which studies address which facet, the Assumptions. Out: Evidence for the themes of a concept,
and from it Support. Called by synthesis.synthesise, and by everything that asks what changes without a study: this is
the one place where support is reckoned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import BadInput
from corpus.study import Study, StudyId
from extract.theme import Extraction, Polarity, Theme
from synthesis.concept import Dependence, Support, Verdict
from synthesis.dependence import primary_works
from synthesis.refutation import stances
from synthesis.support import Lists, primary_sets, support, verdict

WORKS = ("included", "all")
WEAK_TIES = ("cites", "same authors", "same search window")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a reader may see otherwise about the evidence under a concept.

    works: "included", the works that a review includes, or "all" that it cites. doubtful: matches of references that
    only a reviewer can judge count as one work. theme_level: where a theme cites primary studies of its review, these
    are its evidence, not the review's whole list. merged: kinds of weaker ties whose studies count as one witness.

    Raises BadInput: there is no such choice.
    """

    works: str = "included"
    doubtful: bool = False
    theme_level: bool = True
    merged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.works not in WORKS:
            raise BadInput(f"There are no works {self.works!r} to weigh by; there are: {', '.join(WORKS)}.")
        for kind in self.merged:
            if kind not in WEAK_TIES:
                raise BadInput(f"There are no ties {kind!r} to merge studies by; there are: {', '.join(WEAK_TIES)}.")


@dataclass(frozen=True)
class Evidence:
    """All that is known of one concept before it is weighed.

    eligible: E, sorted. supporters, refuted_by, hedged_by, denied_by: parts of it, sorted. lists: A_i of each study of
    E, after inclusion; None where the list of primary studies is not known. basis: what A_i is, by study: "theme" (the
    works that the theme's mentions cite), "list" (the study's whole list) or "own" (a set of its own).
    """

    eligible: tuple[StudyId, ...]
    supporters: tuple[StudyId, ...]
    refuted_by: tuple[StudyId, ...]
    hedged_by: tuple[StudyId, ...]
    denied_by: tuple[StudyId, ...]
    lists: Lists
    basis: Mapping[StudyId, str]

    def without(self, studies: Collection[StudyId]) -> Evidence:
        """The same evidence with these studies left out. What the others rest on stays as it is."""

        def left(ids: tuple[StudyId, ...]) -> tuple[StudyId, ...]:
            return tuple(id for id in ids if id not in studies)

        return Evidence(
            left(self.eligible),
            left(self.supporters),
            left(self.refuted_by),
            left(self.hedged_by),
            left(self.denied_by),
            {id: works for id, works in self.lists.items() if id not in studies},
            {id: kind for id, kind in self.basis.items() if id not in studies},
        )

    def support(self) -> Support:
        """The figures. BadInput when no study is left."""
        if not self.eligible:
            raise BadInput("Support needs a study that addresses the concept; every one was left out.")
        return support(self.supporters, self.eligible, self.lists)

    def verdict(self) -> Verdict:
        """The status in words."""
        return verdict(self.support(), self.refuted_by, self.hedged_by)


class Weigher:
    """Weighs the concepts of one corpus under one set of assumptions."""

    def __init__(
        self,
        studies: Sequence[Study],
        dependence: Iterable[Dependence],
        scope: Mapping[str, Collection[StudyId]],
        assumptions: Assumptions = Assumptions(),
        *,
        primary: Collection[StudyId] = (),
    ) -> None:
        """scope: the studies that address each facet (`scope_of`). primary: studies that are no reviews, so that they
        have no list of primary studies to be unknown.
        """
        self.assumptions, self.scope = assumptions, scope
        ties = [tie for tie in dependence if not tie.unused]
        everyone = {study.id for study in studies} | {id for ids in scope.values() for id in ids}
        works = primary_works(studies, everything=assumptions.works == "all")
        self._labels = works.labels
        joined = ("version", *assumptions.merged)
        inside = [(tie.source, tie.target) for tie in ties if tie.kind in ("includes", *joined)]
        inside += [(tie.target, tie.source) for tie in ties if tie.kind in joined]  # each holds the other: one unit
        self._lists = primary_sets({study: works.of.get(study) for study in sorted(everyone)}, inside)
        self._own = frozenset(primary)

    def evidence(self, members: Sequence[Theme], refuted_by: Collection[StudyId] = ()) -> Evidence:
        """The evidence under a concept: its themes, and the studies that refute it (`refuters`)."""
        stance = stances(members)
        eligible = tuple(sorted({*self.scope.get(members[0].facet, ()), *stance, *refuted_by}))

        def standing(polarity: Polarity) -> tuple[StudyId, ...]:
            return tuple(sorted(study for study, value in stance.items() if value is polarity))

        lists = {study: self._lists.get(study) for study in eligible}
        return Evidence(
            eligible,
            standing(Polarity.ASSERTS),
            tuple(sorted(refuted_by)),
            standing(Polarity.HEDGES),
            standing(Polarity.DENIES),
            lists,
            {study: "list" if works else "own" for study, works in lists.items()},
        )

    def support(
        self,
        members: Sequence[Theme],
        refuted_by: Collection[StudyId] = (),
        without: Collection[StudyId] = frozenset(),
    ) -> Support:
        """The support of a concept, with some studies left out."""
        return self.evidence(members, refuted_by).without(without).support()


def scope_of(extractions: Iterable[Extraction], themes: Iterable[Theme]) -> dict[str, frozenset[StudyId]]:
    """The studies that address each facet: with a heading, question or caption, or with a theme that stands."""
    found: dict[str, set[StudyId]] = defaultdict(set)
    for extraction in extractions:
        for facet in extraction.facets:
            found[facet].add(extraction.study)
    for theme in themes:
        found[theme.facet].add(theme.study)
    return {facet: frozenset(studies) for facet, studies in found.items()}
