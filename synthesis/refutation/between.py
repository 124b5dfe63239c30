"""What studies hold against one another.

In: a Corpus. Out: Disagreements of scope "between". Called by synthesis.assemble. To add a detector: a module in outer/
with one function from a Corpus to Disagreements, its place in DETECTORS, and its decoys in the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.study import StudyId
from synthesis.disagreement import Disagreement, Kind, Side
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
    """The disagreements between studies, detector by detector.

    What two detectors find opposed in the same words is one disagreement: that of the first, with the words of both.
    """
    found: list[Disagreement] = []
    held: dict[StudyId, list[int]] = defaultdict(list)
    for detector in DETECTORS:
        for one in detector(corpus):
            near = sorted({at for study in one.studies for at in held[study]}) if one.kind in _OPPOSING else ()
            match = next(((at, turn) for at in near if (turn := _same_words(found[at], one)) is not None), None)
            if match is not None:
                found[match[0]] = _joined(found[match[0]], one, turned=match[1])
                continue
            for study in one.studies if one.kind in _OPPOSING else ():
                held[study].append(len(found))
            found.append(one)
    return tuple({one.id: one for one in found}.values())


def _same_words(first: Disagreement, one: Disagreement) -> bool | None:
    """Whether one side of the two overlaps and the other is of the same study: False, or True when one is turned.

    None when it is not so.
    """
    for turned in (False, True):
        for against in (False, True):
            mine, theirs = _sides(first, against), _sides(one, against is not turned)
            other, others = _sides(first, not against), _sides(one, against is turned)
            if any(_overlap(a, b) for a in mine for b in theirs) and {s.study for s in other} & {
                s.study for s in others
            }:
                return turned
    return None


def _joined(first: Disagreement, one: Disagreement, *, turned: bool) -> Disagreement:
    """The first with the words that only the other one has."""
    more = [replace(side, against=side.against is not turned) for side in one.sides]
    new = [side for side in more if not any(_overlap(side, known) for known in first.sides)]
    sides = sorted((*first.sides, *new), key=lambda side: side.against)
    return replace(first, sides=tuple(sides), reasons=(*first.reasons, *one.reasons))


def _sides(one: Disagreement, against: bool) -> list[Side]:
    return [side for side in one.sides if side.against is against]


def _overlap(one: Side, other: Side) -> bool:
    a, b = one.anchor, other.anchor
    return a.document == b.document and a.start < b.end and b.start < a.end
