"""A store that is only looked at: what is derived on the way goes into memory, and nothing reaches the database.

In: an open store. Out: a store for concord.deriving.derive. Called by concord.verifying. What of the
cache is not believed is derived anew: what was read of the documents, or everything.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import sqlalchemy as sa

from concord.store import tables
from concord.store.store import Store
from corpus.errors import StoreTrouble, UnreadableDocument

READINGS = "document"


class Looking(Store):
    """The truth of another store. made: by kind and subject, the key and payload of what was derived."""

    def __init__(self, store: Store, *, fresh: bool, documents: bool = True) -> None:
        """fresh: nothing of the cache is believed. documents: of the cache, what was read is not believed."""
        self.url, self.name, self.writer = store.url, store.name, False
        self._store, self._fresh, self._documents = store, fresh, documents
        self.made: dict[tuple[str, str], tuple[str, bytes]] = {}

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._store.reading() as connection:
            yield connection

    @contextmanager
    def turn(self, word: str) -> Iterator[None]:
        """What is derived here is for nobody else."""
        yield

    @contextmanager
    def writing(self) -> Iterator[NoReturn]:
        raise AssertionError("what is only looked at is not written")
        yield

    def derived(self, kind: str, keys: dict[str, str]) -> dict[str, bytes]:
        here = {
            subject: self.made[kind, subject][1]
            for subject, key in keys.items()
            if (kind, subject) in self.made and self.made[kind, subject][0] == key
        }
        if self._fresh or (self._documents and kind == READINGS):
            return here
        wanted = {subject: key for subject, key in keys.items() if subject not in here}
        return here | self._store.derived(kind, wanted)

    def document_bytes(self, id: str) -> bytes:
        """One that is damaged cannot be read, and the others can. Raises UnreadableDocument."""
        try:
            return super().document_bytes(id)
        except StoreTrouble as trouble:
            raise UnreadableDocument(id, str(trouble).rstrip("."), "restore a backup") from None

    def put_derived(self, kind: str, subject: str, key: str, payload: bytes) -> None:
        self.made[kind, subject] = (key, payload)


def cached(connection: sa.Connection) -> Iterator[tuple[str, str, str, bytes | None]]:
    """Kind, subject, key and payload of each derived value that is kept; None for one that cannot be unpacked."""
    table = tables.derived
    query = sa.select(table).order_by(table.c.kind, table.c.subject)
    rows = connection.execute(query.execution_options(yield_per=20))  # of the query: of a connection they would stay
    for row in rows:
        try:
            yield row.kind, row.subject, row.key, zlib.decompress(row.payload)
        except (zlib.error, TypeError):
            yield row.kind, row.subject, row.key, None
