"""What the first visitor would wait for, made while the server starts: concepts, counts, the map, the queue, the index.

In: the knowledge base that the settings name. Out: records, where the pages look for them. Called by served, in a
thread of its own: who comes meanwhile waits for what they ask for and for nothing else. A knowledge base that is not
there yet, or cannot be opened, is left to the first page, which says so.
"""

from __future__ import annotations

from typing import Any

from concord import ConcordError, KnowledgeBase, Role
from concord.settings import read_settings
from dashboard.shared import state

READY: tuple[tuple[str, dict[str, Any]], ...] = (  # methods of KnowledgeBase, in the order in which pages ask for them
    ("facets", {}),
    ("overview", {}),
    ("selection", {}),
    ("timeline", {}),
    ("additions", {}),
    ("history", {"last": 1}),
    ("matrix", {"rows": (1, 1), "across": (1, 1)}),  # makes the lines of all concepts
    ("progress", {}),
    ("waiting", {}),
    ("queue", {}),
    ("suggestions", {}),  # with the index of the search
)


def warm() -> None:
    """Makes ready what pages ask for. Never raises for what a page would say as a sentence."""
    try:
        KnowledgeBase(read_settings().kb, role=Role.READER).close()  # a reader makes no new one, and migrates none
        if state.ready("studies"):
            for name, named in READY:
                state.ready(name, **named)
            state.ready("overlap", "included", missing=True, doubtful=False, rows=False)
    except ConcordError:
        return
