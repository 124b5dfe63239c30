"""Concord's front door: `from concord import KnowledgeBase` is the whole public API, with the errors that it raises.

Everything is imported on first use, so that `import concord` and `concord --help` stay fast; before that, rooms.check()
makes sure that the packages beside this one are Concord's own.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concord.access import Role
    from concord.knowledge_base import Added, KnowledgeBase
    from corpus.errors import (
        BadCodebook,
        BadDecision,
        BadInput,
        ConcordError,
        NotAllowed,
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
    "NotAllowed",
    "NotFound",
    "Role",
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
    homes = {"KnowledgeBase": "concord.knowledge_base", "Added": "concord.knowledge_base", "Role": "concord.access"}
    return getattr(importlib.import_module(homes.get(name, "corpus.errors")), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
