"""What studies hold against one another.

In: a Corpus. Out: Disagreements of scope "between". Called by synthesis.assemble. To add a detector: a module in outer/
with one function from a Corpus to Disagreements, its place in DETECTORS, and its decoys in the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from corpus.study import StudyId
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.outer.affected import affected
from synthesis.refutation.outer.classified import classified
from synthesis.refutation.outer.credited import credited
from synthesis.refutation.outer.defined import defined
from synthesis.refutation.outer.denial import denials, drawn
from synthesis.refutation.outer.misreported import misreported
from synthesis.refutation.outer.opposed import opposed
from synthesis.refutation.outer.placed import placed
from synthesis.refutation.outer.recounted import recounted

Detector = Callable[[Corpus], Iterator[Disagreement]]
DETECTORS: tuple[Detector, ...] = (
    drawn,
    denials,
    misreported,
    opposed,
    affected,
    recounted,
    defined,
    credited,
    classified,
    placed,
)
_OPPOSING = (Kind.CONTRADICTION, Kind.CONTEXT, Kind.TIME, Kind.METHOD)


def found_between(corpus: Corpus) -> tuple[Disagreement, ...]:
    """The disagreements between studies, detector by detector; what opposes the same words once."""
    found: dict[str, Disagreement] = {}
    told: dict[StudyId, list[Disagreement]] = defaultdict(list)
    for detector in DETECTORS:
        new = [one for one in detector(corpus) if not _is_told(one, told)]
        for one in new:
            found.setdefault(one.id, one)
            for study in one.studies if one.kind in _OPPOSING else ():
                told[study].append(one)
    return tuple(found.values())


def _is_told(one: Disagreement, told: Mapping[StudyId, Sequence[Disagreement]]) -> bool:
    """Whether an earlier contradiction holds some of the same words, as one side, against the same study."""
    if one.kind not in _OPPOSING:
        return False
    for study in one.studies:
        for earlier in told.get(study, ()):
            for mine, theirs in product((False, True), repeat=2):
                if _share(one, mine, earlier, theirs) and _studies(one, not mine) & _studies(earlier, not theirs):
                    return True
    return False


def _share(one: Disagreement, mine: bool, other: Disagreement, theirs: bool) -> bool:
    """Whether sides of two disagreements overlap in the text."""
    return any(
        a.anchor.document == b.anchor.document and a.anchor.start < b.anchor.end and b.anchor.start < a.anchor.end
        for a in one.sides
        if a.against is mine
        for b in other.sides
        if b.against is theirs
    )


def _studies(one: Disagreement, against: bool) -> frozenset[StudyId]:
    return frozenset(side.study for side in one.sides if side.against is against)
