"""What hangs on each study: what the concepts would rest on without it.

In: concepts with the evidence under them (synthesis.weighing). Out: an Influence for each study, or for one study with
its overlap group. Called by concord and the dashboard. Nothing is translated again: the concepts stay as they are, and
only the evidence of the study goes.

The figure of a study is `total`: the sum, over the concepts that it speaks of, of the change of their independence-
weighted agreement when it is left out. It is 0 for a study that says nothing, and for a review that only repeats what
another one of the same primary studies says. What a silent study does to shares by being in scope is told apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from corpus.study import StudyId
from extract.theme import Status
from synthesis.concept import Concept, Verdict
from synthesis.weighing.left_out import verdict_without
from synthesis.weighing.weigher import Evidence

Weighted = tuple[Concept, Evidence]


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one concept without a study; each pair is (as it is, without the study).

    verdict: "" for a concept of which nobody would speak any more. effective: n_eff of the supporters, unknown lists
    counted as sets of their own. weighted: IWA.
    """

    concept: Concept
    verdict: tuple[str, str]
    supporters: tuple[int, int]
    effective: tuple[float, float]
    weighted: tuple[float, float]

    @property
    def vanishes(self) -> bool:
        return not self.verdict[1]

    @property
    def loses_consensus(self) -> bool:
        return self.verdict[0] == Verdict.CONSENSUS != self.verdict[1]

    @property
    def left_alone(self) -> bool:
        """Two studies or more support it, and without this one fewer than two."""
        return self.supporters[0] >= 2 > self.supporters[1]

    @property
    def turns(self) -> bool:
        """Whether the verdict is another one, the concept being there still."""
        return bool(self.verdict[1]) and self.verdict[0] != self.verdict[1]

    @property
    def matters(self) -> bool:
        """Whether a reader should know of it."""
        return self.vanishes or self.turns or self.left_alone


@dataclass(frozen=True)
class Influence:
    """What hangs on a study.

    study: the one left out. studies_out: all that are left out with it, sorted. speaks: concepts that it speaks of.
    supports: those that it supports. total: the sum over these concepts of |change of IWA|. evidence: the sum over them
    of n_eff that goes. turned: those whose verdict turns. lost_consensus, left_alone, vanished: those that lose
    consensus, drop below two supporters, or of which nobody would speak any more. by_silence: concepts that it says
    nothing of, whose verdict turns because one silent study less is in scope. effects: those that matter, by facet, as
    the concepts stand.
    """

    study: StudyId
    studies_out: tuple[StudyId, ...]
    speaks: int = 0
    supports: int = 0
    total: float = 0.0
    evidence: float = 0.0
    turned: int = 0
    lost_consensus: int = 0
    left_alone: int = 0
    vanished: int = 0
    by_silence: int = 0
    effects: tuple[Effect, ...] = ()


def influences(weighed: Iterable[Weighted], studies: Iterable[StudyId]) -> tuple[Influence, ...]:
    """The influence of each study alone, greatest first, then by id. weighed: rejected concepts are passed over."""
    found: dict[StudyId, _Sum] = {study: _Sum() for study in studies}
    silent: Counter[StudyId] = Counter()
    scopes: Counter[tuple[StudyId, ...]] = Counter()
    for concept, evidence in weighed:
        if concept.status is Status.REJECTED:
            continue
        speaking, now = speakers(evidence), str(evidence.verdict())
        for study in speaking:
            effect = _effect(concept, evidence, study, now)
            found.setdefault(study, _Sum()).take(effect, effect.supporters[0] > effect.supporters[1])
        silent_one = next((study for study in evidence.eligible if study not in speaking), None)
        if silent_one and verdict_without(evidence, silent_one) != now:
            scopes[evidence.eligible] += 1  # which silent study goes makes no difference
            silent.subtract(speaking)
    for scope, number in scopes.items():
        for study in scope:
            silent[study] += number
    made = (found.get(study, _Sum()).influence(study, (study,), silent[study]) for study in {*found, *silent})
    return tuple(sorted(made, key=lambda one: (-one.total, -one.turned, one.study)))


def influence_of(weighed: Iterable[Weighted], study: StudyId, together: Collection[StudyId] = ()) -> Influence:
    """The influence of a study, with others that are left out together with it, such as its overlap group."""
    out = frozenset({study, *together})
    found, silent = _Sum(), 0
    for concept, evidence in weighed:
        if concept.status is Status.REJECTED or out.isdisjoint(evidence.eligible):
            continue
        speaking = out.intersection(speakers(evidence))
        if len(out) == 1 and speaking:
            effect = _effect(concept, evidence, study, str(evidence.verdict()))
        else:
            effect = _effect_of_all(concept, evidence, out)
        if speaking:
            found.take(effect, not out.isdisjoint(evidence.supporters))
        else:
            silent += effect.turns
    return found.influence(study, tuple(sorted(out)), silent)


def overlap_groups(lists: Mapping[StudyId, frozenset[str] | None]) -> dict[StudyId, tuple[StudyId, ...]]:
    """By study: itself and all that share a primary study with it, sorted. lists: None where the list is not known."""
    holders: dict[str, set[StudyId]] = {}
    for study, works in lists.items():
        for work in works or ():
            holders.setdefault(work, set()).add(study)
    return {
        study: tuple(sorted({study}.union(*(holders[work] for work in works or ()))))
        for study, works in sorted(lists.items())
    }


def speakers(evidence: Evidence) -> tuple[StudyId, ...]:
    """The studies that say anything of a concept, sorted."""
    said = {*evidence.supporters, *evidence.refuted_by, *evidence.hedged_by, *evidence.denied_by}
    return tuple(sorted(said))


@dataclass
class _Sum:
    """The effects of one study, as they come."""

    effects: list[Effect] = field(default_factory=list)
    supported: int = 0

    def take(self, effect: Effect, supports: bool) -> None:
        self.effects.append(effect)
        self.supported += supports

    def influence(self, study: StudyId, out: tuple[StudyId, ...], by_silence: int) -> Influence:
        return Influence(
            study=study,
            studies_out=out,
            speaks=len(self.effects),
            supports=self.supported,
            total=_total(abs(now - without) for now, without in (effect.weighted for effect in self.effects)),
            evidence=_total(now - without for now, without in (effect.effective for effect in self.effects)),
            turned=sum(effect.turns for effect in self.effects),
            lost_consensus=sum(effect.loses_consensus for effect in self.effects),
            left_alone=sum(effect.left_alone for effect in self.effects),
            vanished=sum(effect.vanishes for effect in self.effects),
            by_silence=by_silence,
            effects=tuple(effect for effect in self.effects if effect.matters),
        )


def _effect(concept: Concept, evidence: Evidence, study: StudyId, now: str) -> Effect:
    """Without one study that speaks of the concept, at the cost of its own list."""
    weighed, supporters = evidence.weighed, len(evidence.supporters)
    return Effect(
        concept,
        (now, verdict_without(evidence, study)),
        (supporters, supporters - (study in evidence.supporters)),
        (weighed.effective, weighed.effective_without(study)),
        (weighed.weighted, weighed.weighted_without(study)),
    )


def _effect_of_all(concept: Concept, evidence: Evidence, out: frozenset[StudyId]) -> Effect:
    """Without several studies."""
    rest = evidence.without(out)
    left = rest.weighed if speakers(rest) else None
    return Effect(
        concept,
        (str(evidence.verdict()), str(rest.verdict()) if left else ""),
        (len(evidence.supporters), len(rest.supporters)),
        (evidence.weighed.effective, left.effective if left else 0.0),
        (evidence.weighed.weighted, left.weighted if left else 0.0),
    )


def _total(values: Iterable[float]) -> float:
    """A sum that no order changes, without the last digits, in which equal fractions differ."""
    return round(math.fsum(sorted(values)), 9)
