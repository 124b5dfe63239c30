"""Logs that cannot be changed unseen: each entry holds the hash of the one before it.

In: frozen entries with `sequence`, `previous` and `hash`. Out: entries with their place in the chain. Called by
synthesis.decisions.decision and synthesis.coding for what is written down, and by concord.log, which keeps it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import Field, fields, is_dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar


class Entry(Protocol):
    """A frozen dataclass that can stand in a chain. sequence: from 1; previous, hash: SHA-256, hex."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def sequence(self) -> int: ...
    @property
    def previous(self) -> str: ...
    @property
    def hash(self) -> str: ...


E = TypeVar("E", bound=Entry)
LATER = {"later": True}  # metadata of a field that entries came to have when logs had been written already


def chained(entry: E, before: E | None) -> E:
    """The entry with its place in the log: sequence, the hash of the one before, and its own hash.

    The hash covers everything but itself, so that no entry can be changed or taken out unseen.
    """
    placed = replace(
        entry, sequence=before.sequence + 1 if before else 1, previous=before.hash if before else "", hash=""
    )
    return replace(placed, hash=digest(placed))


def digest(entry: Entry) -> str:
    """SHA-256, hex, of everything in an entry but its hash.

    A field of `LATER` that has its default is left out, so that what was written before there was one still holds.
    """
    content = {field.name: _plain(getattr(entry, field.name)) for field in fields(entry) if _counts(entry, field)}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def first_break(entries: Sequence[Entry]) -> int | None:
    """The sequence number of the first entry that does not fit the chain; None when the log is whole."""
    before = ""
    for place, entry in enumerate(entries, start=1):
        if entry.sequence != place or entry.previous != before or entry.hash != digest(entry):
            return entry.sequence
        before = entry.hash
    return None


def _counts(entry: Entry, field: Field[Any]) -> bool:
    return field.name != "hash" and not (field.metadata == LATER and getattr(entry, field.name) == field.default)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
