"""What one study holds against itself.

In: a Study and the facts of its method. Out: Disagreements of scope "within", in a fixed order. Called by the shell,
which keeps them for each study and hands them to synthesis.assemble. To add a detector: a module in inner/
with one function from a Reading to Disagreements, its place in DETECTORS, and its decoys in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.study import Study
from extract.facts.values import Fact
from synthesis.disagreement import Disagreement
from synthesis.refutation.inner.announced import announced
from synthesis.refutation.inner.cited import cited
from synthesis.refutation.inner.enumerated import enumerated
from synthesis.refutation.inner.excluded import excluded
from synthesis.refutation.inner.pointed import pointed
from synthesis.refutation.inner.promised import promised
from synthesis.refutation.inner.recounted import recounted
from synthesis.refutation.inner.renditions import renditions
from synthesis.refutation.inner.repeated import repeated
from synthesis.refutation.inner.selection import selection
from synthesis.refutation.inner.shares import shares
from synthesis.refutation.inner.tabled import tabled
from synthesis.refutation.inner.totals import totals
from synthesis.refutation.reading import Reading

Detector = Callable[[Reading], Iterator[Disagreement]]
DETECTORS: tuple[Detector, ...] = (
    recounted,
    announced,
    enumerated,
    cited,
    shares,
    repeated,
    pointed,
    tabled,
    totals,
    promised,
)


def found_within(study: Study, facts: Iterable[Fact] = ()) -> tuple[Disagreement, ...]:
    """The disagreements of one study with itself, by place; what several renditions tell alike is told once.

    facts: of its method; those of other studies are passed over.
    """
    readings = [Reading(study, document) for document in study.documents]
    own = [fact for fact in facts if fact.study == study.id]
    found = [*selection(readings, own), *excluded(readings, own), *renditions(readings)]
    for reading in readings:
        for detector in DETECTORS:
            found += detector(reading)
    return tuple(_once(found))


def _once(found: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """Those that say something new: not the same words, nor the same sum and topic in another rendition."""
    seen: set[tuple[str, ...]] = set()
    for one in found:
        told = tuple(side.says for side in one.sides)
        keys = {("words", one.id), ("sum", one.kind, one.topic, one.computed, *told)}
        if not keys & seen:
            yield one
        seen |= keys
