"""Makes sure that the rooms beside concord/ are Concord's own, before any of them is imported.

In: sys.path as Python has it. Out: nothing, or StrangeRoom with one sentence. Called first by the command line and by
`from concord import ...`; with `dashboard` too when the dashboard starts. The names of the rooms are ordinary
words, so a stranger's extract.py earlier on sys.path would otherwise end in a puzzling traceback.
Imports nothing of Concord, because any of it may be the stranger.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from pathlib import Path

ROOMS = ("corpus", "extract", "synthesis")
HOME = Path(__file__).resolve().parent.parent


class StrangeRoom(ImportError):
    """A room is missing, or something else answers to its name; the message is one sentence with what to do."""


def check(rooms: Iterable[str] = ROOMS) -> None:
    """Raises StrangeRoom unless each room that Python would import lies in the folder that holds concord/."""
    for name in rooms:
        found = _place(_spec(name))
        ours = HOME / name
        if found == ours:
            continue
        if found is None:
            raise StrangeRoom(f"Concord is not whole: the folder {ours} is missing; install concord-synthesis again.")
        raise StrangeRoom(
            f"{found} shadows Concord's own package '{name}' ({ours}): "
            f"rename it, or start Concord from another folder or without it on PYTHONPATH."
        )


def _spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except ValueError:  # a module put into sys.modules by hand, without a spec
        return None


def _place(spec: ModuleSpec | None) -> Path | None:
    """The folder of a package, the file of a module; None when there is neither."""
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).resolve()
    return Path(spec.origin).resolve() if spec.origin else None
