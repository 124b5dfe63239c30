"""The questions of a new round: which ones, and each as it is kept for good.

In: rows of the queue, and what is wanted of them. Out: items of synthesis.judging. Called by concord.rounds.judging.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.store import codec
from corpus.errors import BadInput
from synthesis.judging import Item

if TYPE_CHECKING:
    from synthesis.decisions import Decision
    from synthesis.export.records import Record

KINDS = ("question", "theme", "refutation", "reference", "identity")  # what a round may ask about
MOST = 2000  # items of a round, whose evidence is kept with it
_OF_NOW = ("rank", "skipped", "round")  # what a row says of the moment, or of who asks


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round is to ask; see KnowledgeBase.open_round. answers: the only ones that may be given; None: all."""

    kinds: tuple[str, ...] = KINDS
    facet: str | None = None
    study: str | None = None
    limit: int | None = None
    seed: int | None = None
    answers: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if strange := [kind for kind in self.kinds if kind not in KINDS]:
            raise BadInput(f"A blind round asks about {', '.join(KINDS)}, not about {strange[0]!r}.")
        if self.limit is not None and self.limit < 1:
            raise BadInput(f"A blind round asks at least one question, not {self.limit}.")
        if self.answers is not None and len(set(self.answers)) < 2:
            raise BadInput("A blind round needs two answers or more to choose from.")

    def allowed(self, actions: Sequence[str]) -> tuple[str, ...]:
        """Which of the actions that an item takes may be given."""
        return tuple(action for action in actions if self.answers is None or action in self.answers)


def drawn(rows: Sequence[Record], wanted: Wanted, taken: Container[str]) -> tuple[list[Record], str]:
    """The rows that a round asks, in the order of the queue, and in words how they were chosen.

    Only rows that take two or more of the wanted answers. With a seed, those whose hash with it sorts first: the same
    in every run and whatever else waits. taken: items of other rounds.

    Raises:
        BadInput: more than a round holds.
    """
    free = [row for row in rows if row["item"] not in taken and len(wanted.allowed(row["actions"])) > 1]
    chosen = free[: wanted.limit]
    if wanted.limit is not None and wanted.seed is not None:
        by_hash = sorted(free, key=lambda row: hashlib.sha256(f"{wanted.seed} {row['item']}".encode()).digest())
        ids = {row["item"] for row in by_hash[: wanted.limit]}
        chosen = [row for row in free if row["item"] in ids]
    if len(chosen) > MOST:
        raise BadInput(f"{len(chosen):,} items fit, and a round holds {MOST:,} at most; give a limit.")
    how = "the first of the queue" if wanted.seed is None else f"drawn with seed {wanted.seed}"
    told = [
        ", ".join(dict.fromkeys(row["kind"] for row in chosen)),
        f"facet {wanted.facet}" if wanted.facet else "",
        f"study {wanted.study}" if wanted.study else "",
        f"{len(chosen)} of {len(free)}, {how}" if len(chosen) < len(free) else f"all {len(free)}",
    ]
    return chosen, "; ".join(filter(None, told))


def item_of(row: Record, wanted: Wanted, draft: Decision) -> Item:
    """A row of the queue in full as a round keeps it. draft: its plainest answer as a decision."""
    record = {key: part for key, part in row.items() if key not in _OF_NOW}
    return Item(row["item"], row["kind"], wanted.allowed(row["actions"]), _text(record), _text(draft))


def _text(value: object) -> str:
    return codec.dumps(value).decode("utf-8", "surrogatepass")
