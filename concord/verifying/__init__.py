"""Everything that can be checked of a knowledge base, or of a backup, without changing it.

In: an open store, or the path of a backup. Out: a Found: what was looked at, and troubles, each one sentence. Called by
KnowledgeBase and the command line. Checked are the database, what is kept (hashes, chains, numbers), the cache, and the
quotes against the sources; `deep` also derives everything anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from concord.backup import opened
from concord.deriving.readings import Progress
from concord.store.kept import Kept, KeptInStore
from concord.store.schema import HEAD
from concord.store.store import State, Store
from concord.verifying import contents, database, fresh, sources
from concord.verifying.contents import Trouble
from concord.verifying.looking import Looking
from corpus.errors import StoreTrouble

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

__all__ = ["Found", "Trouble", "verify_file", "verify_store"]
Derive = Callable[[Store, State], "Derived"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked at, as (what, how many), and what is wrong with it, in the order of the checks."""

    counts: tuple[tuple[str, int], ...]
    troubles: tuple[Trouble, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; what is only doubtful does not count."""
        return all(trouble.doubt for trouble in self.troubles)


def verify_file(path: Path) -> Found:
    """Checks a backup. Raises BadInput: it is none. StoreIsNewer: a later Concord wrote it."""
    with opened(path) as backup:
        return Found(_counts(backup), tuple(contents.troubles(backup)))


def verify_store(store: Store, truth: Callable[[], State], derive: Derive, progress: Progress, *, deep: bool) -> Found:
    """Checks a knowledge base. truth: its state; derive: what follows from one, with nothing remembered."""
    counts: list[tuple[str, int]] = []
    found = list(_guarded(lambda: _kept(store, counts, progress)))
    progress("checking the cache", 1, 3)
    found += _guarded(lambda: fresh.unpackable(store))
    progress("checking quotes", 2, 3)
    found += _guarded(lambda: _derived(store, truth(), derive, counts, deep=deep))
    progress("done", 1, 1)
    return Found(tuple(counts), tuple(found))


def _guarded(check: Callable[[], Iterable[Trouble]]) -> Iterator[Trouble]:
    """What a check finds, and that it could not go on where the database is too damaged for it."""
    try:
        yield from check()
    except StoreTrouble as error:
        yield Trouble("database", "", str(error))


def _kept(store: Store, counts: list[tuple[str, int]], progress: Progress) -> Iterator[Trouble]:
    progress("checking what is kept", 0, 3)
    with store.reading() as connection:
        yield from database.troubles(connection)
        kept = KeptInStore(connection, HEAD)
        counts += _counts(kept)
        yield from contents.troubles(kept)


def _derived(
    store: Store, state: State, derive: Derive, counts: list[tuple[str, int]], *, deep: bool
) -> Iterator[Trouble]:
    from concord.deriving import programs
    from concord.parts.additions import read_by_others

    held = programs.in_force(state.program)
    if not held.makes_as(programs.present()):
        says = f"It is held at what Concord {held.version} read and extracted; only that version can derive it anew."
        yield Trouble("cache", "", says, doubt=True)
        yield from _quotes(derive(Looking(store, fresh=False, documents=False), state), store, counts)
        return
    looking = Looking(store, fresh=False)
    yield from _quotes(derive(looking, state), store, counts)
    if deep and (others := read_by_others(store)):
        says = f"Papers were added by Concord {', '.join(others)}; only that version can derive anew what it read."
        yield Trouble("cache", "", f"{says} It can adopt itself: 'concord update --accept --reason WHY'.", doubt=True)
    elif deep:
        anew = Looking(store, fresh=True)
        yield from fresh.troubles(store, anew, derive(anew, state))


def _quotes(now: Derived, store: Store, counts: list[tuple[str, int]]) -> Iterator[Trouble]:
    yield from sources.troubles(now, store)
    counts.append(("quotes", sum(len(theme.mentions) for theme in now.synthesis.themes)))


def _counts(kept: Kept) -> tuple[tuple[str, int], ...]:
    return tuple((table, sum(1 for _ in kept.rows(table))) for table in kept.names())
