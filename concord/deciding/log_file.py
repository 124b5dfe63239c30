"""The log of decisions as a file: one line each, with its chain, so that it can travel.

In: decisions. Out: bytes, and decisions from bytes. Called by concord.parts.decision_log. The first line says what the
file is, how many decisions follow and the hash of the last one; the same log gives the same bytes. docs/decisions.md
has the format for readers elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from concord.store import codec
from corpus.errors import BadInput, ConcordError
from synthesis.decisions import Decision, digest

FORMAT = 1


def log_bytes(decisions: Sequence[Decision]) -> bytes:
    """The file of a log, UTF-8, lines that end in "\\n"."""
    head = {
        "concord_log": FORMAT,
        "decisions": len(decisions),
        "head": decisions[-1].hash if decisions else "",
    }
    lines = [json.dumps(head, sort_keys=True, separators=(",", ":")).encode(), *map(codec.dumps, decisions)]
    return b"\n".join(lines) + b"\n"


def log_of(data: bytes) -> tuple[Decision, ...]:
    """The decisions of a file, the chain checked.

    Raises:
        BadInput: it is no such file, or it is not as it was written; says the line.
    """
    first, *lines = data.rstrip(b"\n").split(b"\n")
    head = _parsed(first)
    if not isinstance(head, dict) or "concord_log" not in head:
        raise BadInput("That is no log of decisions; 'concord review log --export FILE' writes one.")
    if head["concord_log"] != FORMAT:
        raise BadInput(f"A later Concord wrote that log (format {head['concord_log']}); update Concord to read it.")
    decisions = tuple(_decision(line, number) for number, line in enumerate(lines, start=2))
    _check(decisions)
    if (head.get("decisions"), head.get("head")) != (len(decisions), decisions[-1].hash if decisions else ""):
        raise BadInput(
            f"The log holds {len(decisions)} decisions and its first line says {head.get('decisions')}: lines are "
            "missing at its end; take a whole copy. Nothing was kept."
        )
    return decisions


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _decision(line: bytes, number: int) -> Decision:
    plain = _parsed(line)
    try:
        if isinstance(plain, dict):
            made: Decision = codec.from_plain(Decision, plain)
            digest(made)
            if datetime.fromisoformat(made.when).tzinfo is None:
                raise ValueError("a time that names no zone")
            return made
    except (ConcordError, ValueError, TypeError, AttributeError, KeyError):
        plain = None
    raise BadInput(f"Line {number} of the log is no decision that this version knows. Nothing was kept.")


def _check(decisions: Sequence[Decision]) -> None:
    before = ""
    for place, decision in enumerate(decisions, start=1):
        if decision.sequence != place:
            raise BadInput(
                f"Line {place + 1} of the log holds decision {decision.sequence} where decision {place} belongs: lines "
                "were moved or taken out. Nothing was kept."
            )
        if decision.previous != before or decision.hash != digest(decision):
            raise BadInput(
                f"Decision {place} of the log is not as it was written: the file was changed. Nothing was kept."
            )
        before = decision.hash
