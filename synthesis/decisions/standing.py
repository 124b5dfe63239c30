"""Which decisions hold, after all that take others back.

In: decisions in any order. Out: those in force. Called by whatever reads the log. One walk from the last decision to
the first one, so that ten thousand take no longer than ten thousand looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from synthesis.decisions.decision import Decision
from synthesis.decisions.kind import Kind


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that hold, in order, without those that only take others back.

    An undo takes back what it names, a restore everything between the decision that it names and itself; each also
    what took something back before. A later one can name either.
    """
    return tuple(decision for decision in holding(decisions) if decision.kind not in (Kind.UNDO, Kind.RESTORE))


def holding(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that nothing after them takes back, undos and restores included, in order."""
    return tuple(reversed(tuple(_from_the_last(decisions))))


def _from_the_last(decisions: Iterable[Decision]) -> Iterator[Decision]:
    taken_back: set[int] = set()
    above: int | None = None  # a restore that holds takes back all numbers above this one
    for decision in sorted(decisions, key=lambda decision: decision.sequence, reverse=True):
        if decision.sequence in taken_back or (above is not None and decision.sequence > above):
            continue
        if decision.kind is Kind.UNDO:
            taken_back.add(int(decision.value))
        elif decision.kind is Kind.RESTORE:
            above = int(decision.value)
        yield decision
