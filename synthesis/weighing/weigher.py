"""On which primary studies each study rests for a concept, and so what the concept's support is worth.

In: studies, their ties, which studies address which facet, the Assumptions. Out: Evidence of the themes of a concept,
and from it Support. Called by synthesis.synthesise, and by everything that asks what changes without a study: this is
the one place where support is reckoned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from corpus.errors import BadInput
from corpus.study import Study, StudyId
from extract.facts.values import Fact, Kind
from extract.theme import Extraction, Mention, Polarity, Theme
from synthesis.concept import Dependence, Support
from synthesis.dependence import Bibliography, date_of, inside, primary_sets
from synthesis.refutation import stances
from synthesis.weighing.cited_works import CitedWorks
from synthesis.weighing.evidence import Background, Evidence
from synthesis.weighing.independence import Ground, Whole

__all__ = ["WEAK_TIES", "WORKS", "Assumptions", "Evidence", "Weigher", "primary_studies", "scope_of"]

T = TypeVar("T")
WORKS = ("included", "all")
_UNDATED = "9999"  # later than all that are dated
Cited = tuple[frozenset[str], frozenset[StudyId]]  # works, and studies of the corpus, that a theme rests on
WEAK_TIES = ("cites", "same authors", "same search window")
_OF_STUDIES = re.compile(r"review|synthesis|meta-analysis|mapping")  # in the names of kinds of study that have a list


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


class Weigher:
    """Weighs the concepts of one corpus under one set of assumptions.

    studies: all of them, sorted. scope: those in scope of each facet, sorted. parent: the study that stands for the
    publication thread of each. basis: what each study rests on as a whole ("list", "own" or "unknown").
    """

    def __init__(
        self,
        studies: Sequence[Study],
        dependence: Iterable[Dependence],
        scope: Mapping[str, Collection[StudyId]],
        assumptions: Assumptions = Assumptions(),
        *,
        primary: Collection[StudyId] = (),
        bibliography: Bibliography | None = None,
    ) -> None:
        """scope: the studies that address each facet (`scope_of`). primary: studies that are no reviews, so that they
        have no list of primary studies to be unknown. bibliography: of the studies, with what reviewers said of
        doubtful references; made here, without their words, where it is not given.
        """
        self.assumptions = assumptions
        self.scope = {facet: tuple(sorted(ids)) for facet, ids in scope.items()}
        self.studies = everyone = sorted({study.id for study in studies}.union(*self.scope.values()))
        ties = [tie for tie in dependence if not tie.unused]
        includes = [tie for tie in ties if tie.kind == "includes"]
        joining = [tie for tie in ties if tie.kind in ("version", *assumptions.merged)]
        works = (bibliography or Bibliography(studies)).works(
            everything=assumptions.works == "all", doubtful=assumptions.doubtful
        )
        self._cited = CitedWorks(studies, works, includes)
        self._weigh_lists(everyone, includes, joining, frozenset(primary))
        self._inside = inside((tie.source, tie.target) for tie in includes)
        self._together = _components(joining)
        threads = _components([tie for tie in joining if tie.kind == "version"])
        dates = {study.id: date_of(study) or _UNDATED for study in studies}
        in_order = sorted(everyone, key=lambda id: (dates.get(id, _UNDATED), id))
        self._order = {study: place for place, study in enumerate(in_order)}
        self.parent = {study: threads.get(study, (study,))[0] for study in everyone}
        self._ties = {(tie.source, tie.target): tie.kind for tie in (*joining, *includes)}
        self._backgrounds: dict[str, Background] = {}

    def evidence(self, members: Sequence[Theme], refuted_by: Collection[StudyId] = ()) -> Evidence:
        """The evidence under a concept: its themes, and the studies that refute it (`refuters`)."""
        background, stance = self._background(members[0].facet), stances(members)
        eligible = self.scope.get(members[0].facet, ())
        outside = sorted(id for id in {*stance, *refuted_by} if id not in background.ground.sets)
        own: dict[StudyId, Whole] = {}
        themes: frozenset[StudyId] = frozenset()
        if self.assumptions.theme_level:
            own, themes = self._theme_sets(members, stance, background.ground.sets)

        def standing(polarity: Polarity) -> tuple[StudyId, ...]:
            return tuple(sorted(study for study, value in stance.items() if value is polarity))

        return Evidence(
            tuple(sorted((*eligible, *outside))) if outside else eligible,
            standing(Polarity.ASSERTS),
            tuple(sorted(refuted_by)),
            standing(Polarity.HEDGES),
            standing(Polarity.DENIES),
            _ByStudy(self.studies, lambda study: self.named(study, own.get(study))),
            _ByStudy(self.studies, lambda study: "theme" if study in themes else self.basis[study]),
            background,
            {study: self._whole[study] for study in outside} | own,
        )

    def support(
        self,
        members: Sequence[Theme],
        refuted_by: Collection[StudyId] = (),
        without: Collection[StudyId] = frozenset(),
    ) -> Support:
        """The support of a concept, with some studies left out."""
        return self.evidence(members, refuted_by).without(without).support()

    def named(self, study: StudyId, works: Whole | None = None) -> frozenset[str] | None:
        """The labels of some works of a study, of all that it rests on where none are given; None if not known."""
        if works is None and study not in self._listed:
            return None
        return frozenset(self._names[number] for number in (self._whole[study] if works is None else works))

    def _weigh_lists(
        self,
        everyone: Sequence[StudyId],
        includes: Iterable[Dependence],
        joining: Sequence[Dependence],
        primary: frozenset[StudyId],
    ) -> None:
        """What each study rests on as a whole, after inclusion: its works as numbers, and what kind of set that is."""
        held = [(tie.source, tie.target) for tie in (*includes, *joining)]
        held += [(tie.target, tie.source) for tie in joining]  # each holds the other: one unit
        lists = primary_sets({study: self._cited.lists.get(study) for study in everyone}, held)
        self.basis = {study: _kind(study, lists[study], study in primary) for study in everyone}
        named = {study: lists[study] or frozenset({own_work(study)}) for study in everyone}
        self._names = sorted(frozenset().union(*named.values()))
        self._number = {name: number for number, name in enumerate(self._names)}
        self._whole = {study: self._numbers(held) for study, held in named.items()}
        self._listed = frozenset(id for id in everyone if lists[id] is not None or id in primary)

    def _numbers(self, works: Iterable[str]) -> Whole:
        return np.array(sorted(self._number[work] for work in works), dtype=np.int64)

    def _background(self, facet: str) -> Background:
        if facet not in self._backgrounds:
            sets = {study: self._whole[study] for study in self.scope.get(facet, ())}
            ground = Ground(sets, self._listed & sets.keys(), len(self._names))
            self._backgrounds[facet] = Background(ground, self._listed, self._order, self.parent, self._ties)
        return self._backgrounds[facet]

    def _theme_sets(
        self, members: Sequence[Theme], stance: Mapping[StudyId, Polarity], scope: Collection[StudyId]
    ) -> tuple[dict[StudyId, Whole], frozenset[StudyId]]:
        """A_i for one concept where it is not the whole list, and the studies whose themes say so themselves."""
        mentions: dict[StudyId, list[Mention]] = defaultdict(list)
        for theme in members:
            mentions[theme.study] += [m for m in theme.mentions if m.polarity is stance[theme.study] and _points(m)]
        told = {study: self._cited.of(study, held) for study, held in sorted(mentions.items()) if held}
        cited = {study: found for study, found in told.items() if any(found)}
        said = [study for study in sorted(stance) if study in cited or self._holds(study, cited)]
        rests = {study: self._rests_on(study, cited, frozenset()) for study in said}
        found = {study: held for study, held in rests.items() if held}  # reviews that cite but each other name no work
        for study in sorted(found.keys() & self._together.keys()):  # versions and merged studies are one witness
            fellows = [id for id in self._together[study] if id in stance or id in scope]
            if all(rests.get(id) for id in fellows):
                found[study] = frozenset().union(*(rests[id] for id in fellows))
            else:
                del found[study]
        sets = {study: np.array(sorted(held), dtype=np.int64) for study, held in found.items()}
        return sets, frozenset(cited.keys() & sets.keys())

    def _holds(self, study: StudyId, cited: Mapping[StudyId, Cited]) -> bool:
        """Whether a review includes, at any depth, one whose theme cites works."""
        return not self._inside.get(study, frozenset()).isdisjoint(cited)

    def _rests_on(self, study: StudyId, cited: Mapping[StudyId, Cited], path: frozenset[StudyId]) -> frozenset[int]:
        """What a study rests on for a concept: the works that its theme cites, else its list, and for each review among
        these what that one rests on."""
        if study in cited:
            labels, reviews = cited[study]
        elif self._holds(study, cited):
            labels, reviews = self._cited.lists[study] or frozenset(), self._cited.inner(study)
        else:
            return frozenset(self._whole[study].tolist())
        inner = (self._rests_on(id, cited, path | {study}) for id in sorted(reviews - path - {study}))
        return frozenset(self._number[label] for label in labels).union(*inner)


class _ByStudy(Mapping[StudyId, T]):
    """What is known of each study for one concept, made when it is asked for."""

    def __init__(self, studies: Sequence[StudyId], of: Callable[[StudyId], T]) -> None:
        self._studies, self._of = studies, of

    def __getitem__(self, study: StudyId) -> T:
        return self._of(study)

    def __iter__(self) -> Iterator[StudyId]:
        return iter(self._studies)

    def __len__(self) -> int:
        return len(self._studies)


def scope_of(extractions: Iterable[Extraction], themes: Iterable[Theme]) -> dict[str, frozenset[StudyId]]:
    """The studies that address each facet: with a heading, question or caption, or with a theme that stands."""
    found: dict[str, set[StudyId]] = defaultdict(set)
    for extraction in extractions:
        for facet in extraction.facets:
            found[facet].add(extraction.study)
    for theme in themes:
        found[theme.facet].add(theme.study)
    return {facet: frozenset(studies) for facet, studies in found.items()}


def primary_studies(facts: Iterable[Fact]) -> frozenset[StudyId]:
    """The studies that say of themselves what they are, and that it is no review: interviews, a survey, a trial."""
    kinds: dict[StudyId, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.kind is Kind.REVIEW_TYPE:
            kinds[fact.study].append(fact.value)
    return frozenset(study for study, values in kinds.items() if not any(map(_OF_STUDIES.search, values)))


def own_work(study: StudyId) -> str:
    """What a study rests on that has no list of primary studies: itself."""
    return f"study {study}"


def _kind(study: StudyId, held: frozenset[str] | None, primary: bool) -> str:
    if held is None:
        return "own" if primary else "unknown"
    return "own" if held == {own_work(study)} else "list"


def _points(mention: Mention) -> bool:
    return bool(mention.cites or mention.attributed_to)


def _components(ties: Iterable[Dependence]) -> dict[StudyId, tuple[StudyId, ...]]:
    """By study the studies that it hangs together with, itself included, sorted; nothing for a study without ties."""
    group: dict[StudyId, frozenset[StudyId]] = {}
    for tie in ties:
        both = group.get(tie.source, frozenset({tie.source})) | group.get(tie.target, frozenset({tie.target}))
        group |= dict.fromkeys(both, both)
    return {study: tuple(sorted(members)) for study, members in group.items()}
