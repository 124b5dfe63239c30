"""The values of the review queue: an entry, its kind, and the name by which it is answered.

In: nothing. Out: frozen values, made by concord.queueing.waiting, read by the other modules of this folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Asks(StrEnum):
    """What an entry is about, those that are broken first."""

    CONFLICT = "conflict"
    CLASH = "clash"
    STALE = "stale conclusion"
    IDENTITY = "identity"
    QUESTION = "question"
    THEME = "theme"
    REFUTATION = "refutation"
    REFERENCE = "reference"


BROKEN = (Asks.CONFLICT, Asks.CLASH, Asks.STALE, Asks.IDENTITY)  # these come first, in this order
RANKED = (Asks.QUESTION, Asks.THEME, Asks.REFUTATION, Asks.REFERENCE)  # and these by what an answer is worth


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that waits.

    item: its name, of what is asked by content, so that it survives a new extraction. what: the value that is asked
    about: a Conflict, the record of a clash, a Conclusion, a Clash of documents, a Translation, a Theme, a Disagreement
    or a Doubt. worth: how many statements of the synthesis an answer is expected to change; 0 for what is broken, which
    comes first anyway. rank: among its kind, from 1. facet: "" where it has none. studies: it is about, sorted.
    """

    asks: Asks
    item: str
    what: object
    worth: float = 0.0
    rank: int = 0
    facet: str = ""
    studies: tuple[str, ...] = ()


def named(letter: str, parts: Sequence[object]) -> str:
    """A letter and ten hex digits, of the parts: the same in every run.

    >>> named("q", ("t1", "t2"))
    'q465e954f8c'
    """
    return letter + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:10]
