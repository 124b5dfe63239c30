"""How one study selected its primary studies, as a flow from found to included, and whether its numbers add up.

In: the facts of one study. Out: a Selection. Called by concord.tables.selection. Nothing is filled in: a stage that the
paper does not count stays without a number, and a sum that does not come out is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from extract.facts.summary import counted
from extract.facts.values import Fact, Kind, Stage

LEFT = (Stage.FOUND, Stage.SCREENED, Stage.FULL_TEXT, Stage.INCLUDED)  # what is left, step by step
_MOST = 10  # numbers that are tried in sums


class Sum(StrEnum):
    """Whether what was found, less what was taken away, is what was included."""

    RIGHT = "adds up"
    PARTLY = "partly told"
    WRONG = "does not add up"
    NOTHING = "not told"


@dataclass(frozen=True, slots=True)
class Selection:
    """steps: the fact that counts each stage of LEFT, None where the paper does not tell. duplicates: those removed.

    excluded: what was taken away otherwise, each with its reason under `detail`, in the order of the text. doubts: the
    paper's own numbers that disagree. why: what `sum` rests on, in a sentence.
    """

    steps: tuple[tuple[Stage, Fact | None], ...]
    duplicates: Fact | None
    excluded: tuple[Fact, ...]
    doubts: tuple[Fact, ...]
    sum: Sum
    why: str


def selection_of(facts: Iterable[Fact]) -> Selection:
    """The flow of one study. facts: of that study, of any kind."""
    held = list(facts)
    told = counted(held)
    excluded = [f for f in held if f.kind is Kind.COUNT and f.label == Stage.EXCLUDED and f.number is not None]
    excluded.sort(key=lambda fact: (fact.anchor.start, fact.id))
    doubts = tuple(f for f in held if f.kind is Kind.INCONSISTENCY and f.label == "selection")
    steps = tuple((stage, told[stage]) for stage in LEFT)
    gone = [fact for fact in (told[Stage.DUPLICATES], *excluded) if fact]
    verdict, why = _sum(steps, gone, doubts)
    return Selection(steps, told[Stage.DUPLICATES], tuple(excluded), doubts, verdict, why)


def _sum(steps: Sequence[tuple[Stage, Fact | None]], gone: Sequence[Fact], doubts: Sequence[Fact]) -> tuple[Sum, str]:
    told = [(stage, int(fact.number or 0)) for stage, fact in steps if fact]
    if doubts:
        return Sum.WRONG, f"{doubts[0].value}."
    for (one, before), (other, after) in pairwise(told):
        if after > before:
            return (
                Sum.WRONG,
                f"{after:,} {_done(other)} of {before:,} {_done(one)}: some came later, or one was misread.",
            )
    if not told:
        return Sum.NOTHING, "The paper tells no number of its selection, or none was found."
    if len(told) == 1:
        return Sum.PARTLY, f"The paper tells only how many were {_done(told[0][0])}."
    (first, whole), (last, left) = told[0], told[-1]
    lost, taken = whole - left, sorted((int(fact.number or 0) for fact in gone), reverse=True)
    parts = _parts(lost, taken)
    if parts is not None:
        less = "".join(f" less {part:,}" for part in parts)
        return Sum.RIGHT, f"{whole:,} {_done(first)}{less} leaves {left:,} {_done(last)}."
    if not taken:
        return Sum.PARTLY, f"Of {whole:,} {_done(first)}, {left:,} were {_done(last)}; {lost:,} are not accounted for."
    said = " and ".join(f"{part:,}" for part in taken)
    return Sum.PARTLY, f"From {whole:,} to {left:,} are {lost:,}; the paper tells of {said} taken away."


def _parts(lost: int, taken: Sequence[int]) -> tuple[int, ...] | None:
    """The numbers that together are what was lost; some of those told are reasons, and parts of others."""
    for size in range(min(len(taken), _MOST) + 1):
        for some in combinations(taken[:_MOST], size):
            if sum(some) == lost:
                return some
    return None


def _done(stage: Stage) -> str:
    return "read in full" if stage is Stage.FULL_TEXT else str(stage)
