"""What is made once for all visitors: the records and frames of one revision of a knowledge base.

In: a revision, a key, and how the value is made. Out: the value, one object for everybody, which nobody changes. Called
by dashboard.state, which keeps one shelf a knowledge base. With another revision everything of the one before is let
go, so that no more than one state lies in memory; beyond `most` values the one that was asked for longest ago is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Shelf:
    """Safe for several threads: two that ask for the same wait for one making, those who ask for others do not."""

    def __init__(self, most: int) -> None:
        """most: how many values are kept, 1 or more."""
        self._most = most
        self._lock = threading.Lock()
        self._revision = ""
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[tuple[str, Hashable], threading.Lock] = {}

    def get(self, revision: str, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of that key at that revision, made now where it is not there. What `make` raises is not kept."""
        with self._lock:
            if revision != self._revision:
                self._revision = revision
                self._held.clear()
            elif key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            turn = self._making.setdefault((revision, key), threading.Lock())
        with turn:
            with self._lock:
                if revision == self._revision and key in self._held:
                    return self._held[key]
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop((revision, key), None)
            with self._lock:
                if revision == self._revision:
                    self._held[key] = made
                    while len(self._held) > self._most:
                        self._held.popitem(last=False)
        return made

    def __len__(self) -> int:
        """How many values are held."""
        return len(self._held)
