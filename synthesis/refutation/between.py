"""What studies hold against one another.

In: a Corpus. Out: Disagreements of scope "between". Called by synthesis.assemble. To add a detector: a module in outer/
with one function from a Corpus to Disagreements, its place in DETECTORS, and its decoys in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from synthesis.disagreement import Disagreement
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


def found_between(corpus: Corpus) -> tuple[Disagreement, ...]:
    """The disagreements between studies, detector by detector, the same words once."""
    found: dict[str, Disagreement] = {}
    for detector in DETECTORS:
        for one in detector(corpus):
            found.setdefault(one.id, one)
    return tuple(found.values())
