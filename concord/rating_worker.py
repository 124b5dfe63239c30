"""Ratings that somebody uploaded are reckoned in a process of their own: a small file can ask for a great matrix.

In: the name and the bytes of a CSV file. Out: the record of concord.parts.comparing.of_bytes, or one sentence. Called
by the dashboard. Time and memory are limited as for papers.
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from concord import rating_process
from concord.processes.parse_process import MEMORY
from concord.processes.workers import Died, Late, Process
from concord.settings import read_settings
from corpus.errors import BadInput


class Rater(Process):
    """A process that reckons agreement."""

    module, what, setting = rating_process.__name__, "to reckon agreement", "CONCORD_PARSE_MB"

    def reliability(self, name: str, data: bytes, categories: Sequence[str] | None) -> dict[str, Any]:
        """The record. Raises BadInput: no such file, or one that takes more time or memory than it may."""
        try:
            reply, body = self.ask({"name": name, "categories": list(categories) if categories else None}, data)
        except Late:
            why = f"reckoning its agreement took more than the {self.seconds:g} seconds that it may take"
            raise BadInput(f"{name}: {why}; use 'concord reliability' on the command line.") from None
        except Died as died:
            raise BadInput(f"{name}: reckoning its agreement broke the process ({died}); make it smaller.") from None
        if (no := reply.get("no")) is None:
            found: dict[str, Any] = json.loads(body)
            return found
        if no == rating_process.REFUSED:
            raise BadInput(str(reply["says"]))
        why = "takes more memory than it may; are these categories, or numbers?"
        fault = f"met a fault ({reply.get('says')}); please report it."
        raise BadInput(f"{name}: reckoning its agreement {why if no == MEMORY else fault}")


def reliability_of(name: str, data: bytes, categories: Sequence[str] | None = None) -> dict[str, Any]:
    """As concord.parts.comparing.of_bytes, within the limits on time and memory of this program's settings."""
    settings = read_settings()
    return _shared(settings.parse_seconds, settings.parse_bytes).reliability(name, data, categories)


@cache
def _shared(seconds: float, memory: int) -> Rater:
    rater = Rater(seconds, memory)
    atexit.register(rater.close)
    return rater
