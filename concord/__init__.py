"""Concord's front door: `from concord import KnowledgeBase` is the whole public API, with the errors that it raises.

Everything is imported on first use, so that `import concord` and `concord --help` stay fast; before that, rooms.check()
makes sure that the packages beside this one are Concord's own.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concord.knowledge_base import Added, KnowledgeBase
    from corpus.errors import (
        BadCodebook,
        BadDecision,
        BadInput,
        ConcordError,
        NotFound,
        StoreIsNewer,
        StoreTrouble,
        UnknownFormat,
        UnreadableDocument,
    )

__all__ = [
    "Added",
    "BadCodebook",
    "BadDecision",
    "BadInput",
    "ConcordError",
    "KnowledgeBase",
    "NotFound",
    "StoreIsNewer",
    "StoreTrouble",
    "UnknownFormat",
    "UnreadableDocument",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'concord' has no attribute {name!r}")
    from concord import rooms

    rooms.check()
    home = "concord.knowledge_base" if name in ("KnowledgeBase", "Added") else "corpus.errors"
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
