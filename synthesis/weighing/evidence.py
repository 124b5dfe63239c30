"""All that is known of one concept, and every figure that follows from it, with or without some studies.

In: made by synthesis.weighing. Out: Support, a Verdict and its reasons. Called by synthesis.synthesise, and by all that
asks what changes without a study; synthesis.weighing.left_out has the tables of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from corpus.errors import BadInput
from corpus.study import StudyId
from synthesis.concept import Support, Verdict, Weight
from synthesis.weighing.independence import Ground, Whole
from synthesis.weighing.support import Lists, wilson
from synthesis.weighing.verdicts import Tally, verdict
from synthesis.weighing.weighed import Weighed

Interval = tuple[float, float]


@dataclass(frozen=True)
class Background:
    """What is the same for all concepts of a facet.

    ground: the studies in scope. listed: all studies whose list of primary studies is known. order: the place of each
    study in time, the oldest first. parent: the study that stands for its publication thread. ties: by the two studies
    of a strong or merged tie, its kind.
    """

    ground: Ground
    listed: frozenset[StudyId]
    order: Mapping[StudyId, int]
    parent: Mapping[StudyId, StudyId]
    ties: Mapping[tuple[StudyId, StudyId], str]

    @cached_property
    def parents(self) -> int:
        """How many parent studies there are."""
        return len(set(self.parent.values()))


@dataclass(frozen=True)
class Evidence:
    """All that is known of one concept before it is weighed.

    eligible: E, sorted. supporters, refuted_by, hedged_by, denied_by: parts of it, sorted. lists: A_i of each study of
    E, after inclusion; None where the list of primary studies is not known. basis: what A_i is, by study, as in Weight.
    own: A_i as numbers, of the studies for which it differs from that of the background. gone: studies left out.
    """

    eligible: tuple[StudyId, ...]
    supporters: tuple[StudyId, ...]
    refuted_by: tuple[StudyId, ...]
    hedged_by: tuple[StudyId, ...]
    denied_by: tuple[StudyId, ...]
    lists: Lists
    basis: Mapping[StudyId, str]
    background: Background | None = field(default=None, repr=False, compare=False)
    own: Mapping[StudyId, Whole] = field(default_factory=dict, repr=False, compare=False)
    gone: frozenset[StudyId] = frozenset()

    @cached_property
    def known(self) -> Background:
        """The background; made of the lists where there is none."""
        return self.background or background_of(self.lists)

    @cached_property
    def voices(self) -> dict[StudyId, str]:
        """What each study that speaks itself does with the concept: "supports", "hedges" or "denies"."""
        said = {"supports": self.supporters, "hedges": self.hedged_by, "denies": self.denied_by}
        return {study: voice for voice, studies in said.items() for study in studies}

    @cached_property
    def weighed(self) -> Weighed:
        """The figures behind the support."""
        known = self.known
        speakers = {*self.supporters, *self.refuted_by, *self.hedged_by, *self.denied_by}
        sets = {study: self.works_of(study) for study in speakers}
        return Weighed(
            known.ground,
            sets,
            known.listed & speakers,
            sorted(self.supporters, key=lambda study: (known.order.get(study, len(known.order)), study)),
            self.refuted_by,
            self.gone,
        )

    def without(self, studies: Collection[StudyId]) -> Evidence:
        """The same evidence with these studies left out. What the others rest on stays as it is."""

        def left(ids: tuple[StudyId, ...]) -> tuple[StudyId, ...]:
            return tuple(id for id in ids if id not in studies)

        if not studies:
            return self
        said, denied = left(self.supporters) + left(self.hedged_by), left(self.denied_by)
        refuting = left(self.refuted_by)
        return Evidence(
            left(self.eligible),
            left(self.supporters),
            refuting if said else tuple(id for id in refuting if id not in denied),  # nothing is left to refute
            left(self.hedged_by),
            denied,
            self.lists,
            self.basis,
            self.known,
            self.own,
            self.gone | frozenset(studies),
        )

    def support(self) -> Support:
        """The figures. Raises BadInput: no study is left."""
        if not self.eligible:
            raise BadInput("Support needs a study that addresses the concept; every one was left out.")
        weighed, many, among = self.weighed, len(self.supporters), len(self.eligible)
        p = clean(weighed.weighted)
        return Support(
            studies=many,
            eligible=among,
            share=many / among,
            interval=wilson(many / among, among),
            effective=self.effective,
            weighted=p,
            weighted_interval=wilson(p, clean(weighed.total)),
            coverage=None if weighed.coverage is None else clean(weighed.coverage),
            eligible_studies=self.eligible,
            supporters=self.supporters,
            chronological=clean(weighed.chronological),
            frequency=len({self.known.parent.get(id, id) for id in self.supporters}) / max(self.known.parents, 1),
            opposing=self.opposing,
            weights=tuple(self.weights()),
        )

    def weights(self) -> Iterator[Weight]:
        """What each study that speaks of the concept brings to it, in order of id."""
        ground = self.known.ground
        for study, novelty in self.weighed.weights.items():
            held = self.weighed.sets[study]
            whole = len(ground.sets[study]) if study in ground.sets else len(held)
            yield Weight(study, clean(novelty), self.basis.get(study, "list"), len(held), max(whole, len(held)))

    def tally(self) -> Tally:
        """What the verdict is taken from."""
        return Tally(
            len(self.supporters),
            len(self.eligible),
            self.effective[1],
            len(self.refuted_by),
            self.opposing[1],
            len(self.hedged_by),
            len(self.denied_by),
        )

    def verdict(self) -> Verdict:
        """The status in words."""
        return verdict(self.tally())

    @cached_property
    def effective(self) -> Interval:
        """n_eff of the supporters."""
        return interval_of(self.weighed.effective, self.unknown(self.supporters))

    @cached_property
    def opposing(self) -> Interval:
        """n_eff of the studies that refute it, (0, 0) when none does."""
        if not self.refuted_by:
            return (0.0, 0.0)
        return interval_of(self.weighed.against.effective, self.unknown(self.refuted_by))

    def works_of(self, study: StudyId) -> Whole:
        """A_i of a study of E, as numbers."""
        return self.own[study] if study in self.own else self.known.ground.sets[study]

    def unknown(self, studies: Iterable[StudyId]) -> int:
        """How many of some studies have a list of primary studies that is not known."""
        return sum(study not in self.known.listed for study in studies)


def interval_of(effective: float, unknown: int) -> Interval:
    """n_eff as an interval. effective: with each of the unknown lists counted as a set of its own."""
    high = clean(effective)
    return (clean(max(1.0, (effective - unknown) / (unknown + 1))), high) if unknown else (high, high)


def clean(value: float) -> float:
    """A figure without the last digits, in which two ways to add the same fractions differ."""
    return round(value, 12)


def background_of(lists: Lists) -> Background:
    """The background of studies of which nothing but their lists is known."""
    number: dict[str, int] = {}
    named = {study: works or frozenset({f"study {study}"}) for study, works in lists.items()}
    for works in sorted(frozenset().union(*named.values())):
        number[works] = len(number)
    sets = {study: np.array(sorted(number[work] for work in works)) for study, works in named.items()}
    listed = frozenset(study for study, works in lists.items() if works)
    ids = sorted(sets)
    order = {study: place for place, study in enumerate(ids)}
    return Background(Ground(sets, listed, len(number)), listed, order, dict(zip(ids, ids, strict=True)), {})
