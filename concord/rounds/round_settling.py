"""What a round of blind judgement comes to: the decisions that settle it, and what is still open.

In: a round that may be seen, and drafts of decisions. Out: rows for concord.rounds.judging_log, which keeps them.
Called by concord.rounds.judging.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import ConcordError
from synthesis.judging import LEAVE, Round, Word

if TYPE_CHECKING:
    from concord.rounds.drafting import Drafts
    from concord.rounds.judging_log import Settled
    from synthesis.export.records import Record


def settling(found: Round, drafts: Drafts) -> tuple[list[Settled], list[Record]]:
    """Item by item the decision of what was agreed or reconciled; and {item, why} for each that stays open."""
    said, wanted, done = found.said(), found.to_settle(), dict(found.settled)
    rows: list[Settled] = []
    still_open: list[Record] = []
    for item in found.items:
        if item.id in done:
            continue
        answer = wanted.get(item.id)
        if answer is None:
            still_open.append({"item": item.id, "why": _open(said[item.id])})
            continue
        try:
            decision = drafts.settling(item, answer, reason_of(found, item.id)) if answer.action != LEAVE else None
            rows.append((item.id, answer, decision))
        except ConcordError as error:
            still_open.append({"item": item.id, "why": str(error)})
    return rows, still_open


def reason_of(found: Round, item: str) -> str:
    """What the log of decisions says of a decision that came out of a round."""
    said, final = found.said()[item], found.final(item)
    if final:
        parted = "; ".join(f"{word.who}: {word.answer}" for word in said) or "nobody had answered"
        return f"Reconciled by {final.who} in the blind round '{found.name}' ({parted}): {final.reason}"
    late = [word.who for word in said if not word.blind]
    how = f"judged (after the unblinding: {', '.join(late)})" if late else "judged blind"
    why = "".join(f" {word.who}: {word.reason}" for word in said if word.reason)
    people = " and ".join(word.who for word in said)
    return f"{people} {how} in the round '{found.name}' and agreed.{why}"


def _open(said: Sequence[Word]) -> str:
    if not said:
        return "nobody answered it"
    return "to be reconciled: " + "; ".join(f"{word.who} says {word.answer}" for word in said)
