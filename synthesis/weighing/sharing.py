"""Why studies count as fewer than they are: which of them share which primary studies, and what ties them.

In: Evidence. Out: words, and counts of shared works. Called by synthesis.synthesise and by the records of agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.study import StudyId
from synthesis.weighing.evidence import Evidence
from synthesis.weighing.verdicts import told

NAMED = 2  # pairs that are told in words; the rest is counted


@dataclass(frozen=True, slots=True)
class Shared:
    """Two studies and the primary studies of both. tie: its kind, "" for none. works: how many each rests on.

    One includes other where the tie says so.
    """

    one: StudyId
    other: StudyId
    shared: int
    works: tuple[int, int]
    tie: str

    @property
    def words(self) -> str:
        if self.tie == "includes":
            return f"{self.one} includes {self.other}"
        if self.tie == "version":
            return f"{self.one} and {self.other} are versions of one work"
        if self.tie:
            return f"{self.one} and {self.other} are merged ({self.tie})"
        if self.shared == self.works[0] == self.works[1]:
            same = "the same primary study" if self.shared == 1 else f"the same {self.shared} primary studies"
            return f"{self.one} and {self.other} rest on {same}"
        studies = f"{self.shared} primary {'study' if self.shared == 1 else 'studies'}"
        one, other = self.works
        return f"{self.one} and {self.other} share {studies} of {one if one == other else f'{one} and {other}'}"


def why(evidence: Evidence) -> str:
    """The rule of the verdict with the numbers of the concept."""
    return told(evidence.tally(), evidence.effective, evidence.opposing, because(evidence))


def because(evidence: Evidence) -> str:
    """Why the supporters count as fewer than they are, by those that lose most; "" when they do not."""
    weighed = evidence.weighed
    if weighed.for_it.disjoint:
        return ""
    told: dict[frozenset[StudyId], str] = {}
    least = sorted(evidence.supporters, key=lambda id: (round(weighed.for_it.novelty[weighed.place[id]], 9), id))
    for study in least[: 2 * NAMED]:
        found = nearest(evidence, study, evidence.supporters)
        if found is not None:
            told.setdefault(frozenset({found.one, found.other}), found.words)
    return ", and ".join(list(told.values())[:NAMED])


def nearest(evidence: Evidence, study: StudyId, others: Sequence[StudyId]) -> Shared | None:
    """The other speaker that shares most with this one; None when none shares a work."""
    weighed = evidence.weighed
    speakers, place = weighed.speakers, weighed.place[study]
    held = np.zeros(speakers.width, dtype=bool)
    held[speakers.places[place]] = True
    both = np.bincount(speakers.owner, held[speakers.at], len(speakers.ids))
    both[place] = 0
    best = min(others, key=lambda id: (-both[weighed.place[id]], id))
    shared = int(both[weighed.place[best]])
    return _shared(evidence, study, best, shared) if shared else None


def sharing(evidence: Evidence, study: StudyId) -> Iterator[Shared]:
    """The studies of E that share primary studies with this one for the concept, in order."""
    return _shared_with(evidence, study, [other for other in evidence.eligible if other != study])


def pairs(evidence: Evidence) -> Iterator[Shared]:
    """Each two supporters that share primary studies, in order of their ids."""
    for place, study in enumerate(evidence.supporters):
        yield from _shared_with(evidence, study, evidence.supporters[place + 1 :])


def _shared_with(evidence: Evidence, study: StudyId, others: Sequence[StudyId]) -> Iterator[Shared]:
    mine = evidence.works_of(study)
    for other in others:
        if both := int(np.isin(mine, evidence.works_of(other), assume_unique=True).sum()):
            yield _shared(evidence, study, other, both)


def _shared(evidence: Evidence, study: StudyId, other: StudyId, both: int) -> Shared:
    ties = evidence.known.ties
    turned = (other, study) in ties and (study, other) not in ties
    one, two = (other, study) if turned else (study, other)
    sizes = (len(evidence.works_of(one)), len(evidence.works_of(two)))
    return Shared(one, two, both, sizes, ties.get((one, two), ""))
