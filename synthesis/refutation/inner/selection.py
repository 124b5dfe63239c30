"""Sums of the selection, and shares with their counts, that do not come out.

In: the readings of a study and its facts of kind "inconsistency", which extract.facts.arithmetic reckons up. Out:
Disagreements of kind arithmetic. Called by synthesis.refutation.within.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.study import Anchor
from extract.facts.own import sentence_spans
from extract.facts.values import Fact
from extract.facts.values import Kind as FactKind
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.reading import Reading

_TOPICS = {"selection": "Selection of studies", "share": "A share and its counts"}


def selection(readings: Sequence[Reading], facts: Iterable[Fact]) -> Iterator[Disagreement]:
    """One for each fact that says that numbers do not add up; its last sentence stands against the ones before."""
    of = {reading.document.id: reading for reading in readings}
    for fact in facts:
        if fact.kind is FactKind.INCONSISTENCY and fact.anchor.document in of:
            reading = of[fact.anchor.document]
            first, last = _halves(reading, fact.anchor)
            yield Disagreement(
                Kind.ARITHMETIC,
                _TOPICS.get(fact.label, "Numbers of the method"),
                (reading.side(first, first), reading.side(last, last, against=True)),
                fact.reasons,
                fact.confidence,
                fact.value,
            )


def _halves(reading: Reading, anchor: Anchor) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words before the last sentence of an anchor, and that sentence; the one sentence twice where it is alone."""
    text = reading.document.text
    spans = [*sentence_spans(text, anchor.start, anchor.end)]
    last = spans[-1] if spans else (anchor.start, anchor.end)
    return ((anchor.start, spans[-2][1]) if len(spans) > 1 else last), last
