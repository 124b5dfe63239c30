"""Moments of the log: how many decisions had been taken at a time.

In: a number or a time, and the log. Out: a number of decisions. Called by concord.parts.reconsidering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

from corpus.errors import BadInput, NotFound
from synthesis.decisions import Decision

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def number_at(moment: int | str, decisions: Sequence[Decision]) -> int:
    """The number of the last decision that had been taken, 0 when there was none.

    moment: such a number; or a time, ISO 8601, UTC where it names no zone. A day without a time is the end of it.

    Raises NotFound: there are not so many decisions. BadInput: it is no moment.
    """
    text = str(moment).strip()
    if text.isascii() and text.isdigit():
        if int(text) > len(decisions):
            raise NotFound(f"There is no decision {text}; the log holds {len(decisions)} of them.")
        return int(text)
    until = _time(text)
    later = (decision.sequence for decision in decisions if datetime.fromisoformat(decision.when) > until)
    return next(later, len(decisions) + 1) - 1


def _time(text: str) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is no moment; give the number of a decision, or a day such as 2026-03-01.") from None
    if _DAY.fullmatch(text):
        told = datetime.combine(told, time.max)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
