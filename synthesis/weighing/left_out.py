"""What is left of a concept without one study, and without the group of studies that share primary studies with it.

In: Evidence. Out: the figures and the verdict for each study left out. Called by synthesis.weighing, by the records of
agreement and by synthesis.weighing.influence. One study costs no more than its own list (synthesis.weighing.weighed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.study import StudyId
from synthesis.weighing.evidence import Evidence, Interval, clean, interval_of
from synthesis.weighing.support import wilson
from synthesis.weighing.verdicts import Tally, verdict


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The figures of a concept without some studies; those of Support, under the same names.

    study: the one left out. studies_out: all that were left out with it, sorted. verdict: "" when nobody would speak
    of the concept any more.
    """

    study: StudyId
    studies_out: tuple[StudyId, ...]
    studies: int
    eligible: int
    share: float
    interval: Interval
    effective: Interval
    chronological: float
    weighted: float
    weighted_interval: Interval
    coverage: float | None
    verdict: str


def pivotal(evidence: Evidence) -> tuple[tuple[StudyId, str], ...]:
    """The studies of E without which the verdict is another one, sorted, with that one ("" when nobody speaks then)."""
    now, speaking = str(evidence.verdict()), evidence.weighed.place
    found = {study: without for study in speaking if (without := verdict_without(evidence, study)) != now}
    if len(speaking) < len(evidence.eligible):
        silent = next(study for study in evidence.eligible if study not in speaking)
        if (without := verdict_without(evidence, silent)) != now:  # which of them is left out makes no difference
            found |= {study: without for study in evidence.eligible if study not in speaking}
    return tuple(sorted(found.items()))


def without_each(evidence: Evidence) -> Iterator[LeftOut]:
    """The figures without each study of E, in order; none where there is only one."""
    for study in evidence.eligible if len(evidence.eligible) > 1 else ():
        left, tally = evidence.weighed.left(study), _tally_without(evidence, study)
        unknown = evidence.unknown(id for id in evidence.supporters if id != study)
        p = clean(left.weighted)
        yield LeftOut(
            study=study,
            studies_out=(study,),
            studies=tally.supporting,
            eligible=tally.eligible,
            share=tally.share,
            interval=wilson(tally.share, tally.eligible),
            effective=interval_of(left.effective, unknown),
            chronological=clean(left.chronological),
            weighted=p,
            weighted_interval=wilson(p, clean(left.total)),
            coverage=None if left.coverage is None else clean(left.coverage),
            verdict=verdict_without(evidence, study),
        )


def without_groups(evidence: Evidence) -> Iterator[LeftOut]:
    """The figures without each study of E and all that share a primary study with it; the same group is told once.

    Left out: groups of one study, which `without_each` has, and those that are all of E.
    """
    told: set[tuple[StudyId, ...]] = set()
    for study, group in groups(evidence).items():
        if group in told or not 1 < len(group) < len(evidence.eligible):
            continue
        told.add(group)
        left = evidence.without(group)
        rest = left.support()
        yield LeftOut(
            study=study,
            studies_out=group,
            studies=rest.studies,
            eligible=rest.eligible,
            share=rest.share,
            interval=rest.interval,
            effective=rest.effective,
            chronological=rest.chronological,
            weighted=rest.weighted,
            weighted_interval=rest.weighted_interval,
            coverage=rest.coverage,
            verdict=_said(left.tally()),
        )


def groups(evidence: Evidence) -> dict[StudyId, tuple[StudyId, ...]]:
    """By study of E, in order: itself and those of E that share a primary study with it for this concept, sorted."""
    held = {study: evidence.works_of(study) for study in evidence.eligible}
    holders: dict[int, list[StudyId]] = defaultdict(list)
    for study, works in held.items():
        for work in works:
            holders[work].append(study)
    return {study: tuple(sorted({study}.union(*(holders[work] for work in works)))) for study, works in held.items()}


def verdict_without(evidence: Evidence, study: StudyId) -> str:
    """The verdict without a study of E; "" when nobody would speak of the concept any more."""
    return _said(_tally_without(evidence, study))


def _tally_without(evidence: Evidence, study: StudyId) -> Tally:
    weighed = evidence.weighed
    place, voice = weighed.place.get(study, -1), evidence.voices.get(study, "")
    supporting = len(evidence.supporters) - (voice == "supports")
    hedging = len(evidence.hedged_by) - (voice == "hedges")
    refuting = len(evidence.refuted_by)
    opposing = 0.0
    if refuting:
        refuting -= place in weighed.against.without
        if not supporting and not hedging:  # a denial of what nobody says refutes nothing
            refuting -= sum(id in evidence.denied_by for id in evidence.refuted_by if id != study)
        opposing = weighed.against.without.get(place, weighed.against.effective) if refuting else 0.0
    return Tally(
        supporting,
        len(evidence.eligible) - 1,
        weighed.for_it.without.get(place, weighed.effective),
        refuting,
        opposing,
        hedging,
        len(evidence.denied_by) - (voice == "denies"),
    )


def _said(tally: Tally) -> str:
    spoken = tally.supporting or tally.refuting or tally.hedging or tally.denying
    return str(verdict(tally)) if spoken else ""
