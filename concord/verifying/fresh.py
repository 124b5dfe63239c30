"""Whether what is cached is what follows: every value that is kept, derived anew from documents, codebook and logs.

In: what was derived without the cache, and the cache. Out: troubles. Called by concord.verifying. A value under another
key was made by another program, or of another state; nobody is shown it, and it is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from concord.verifying.contents import Trouble
from concord.verifying.looking import Looking, cached

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from concord.store.store import Store

_REMEDY = "back up and restore into a new knowledge base, which derives all anew; nothing that was kept is lost"


def unpackable(store: Store) -> Iterator[Trouble]:
    """Cached values that cannot be unpacked."""
    with store.reading() as connection:
        for kind, subject, _, payload in cached(connection):
            if payload is None:
                yield Trouble("cache", f"{kind} {subject}", f"The cached {kind} of {subject} is damaged; {_REMEDY}.")


def troubles(store: Store, looking: Looking, now: Derived) -> Iterator[Trouble]:
    """Cached values that are not what follows now. looking: a store that believed nothing of the cache."""
    _everything(now)
    with store.reading() as connection:
        for kind, subject, key, payload in cached(connection):
            made = looking.made.get((kind, subject))
            if payload is not None and made is not None and made[0] == key and made[1] != payload:
                yield Trouble(
                    "cache", f"{kind} {subject}", f"The cached {kind} of {subject} is not what follows; {_REMEDY}."
                )


def _everything(now: Derived) -> None:
    """Asks for all that is cached on the way."""
    now.synthesis, now.facts, now.conflicts, now.overlap  # noqa: B018
