"""The store: documents, codebooks and decisions for good, derived values under the hash of what they were made from.

In: the address of a knowledge base. Out: rows as plain values. Called by KnowledgeBase, concord.deriving.derive and
concord.log. Every write is one short transaction that excludes other writers, so a program that is killed leaves a
whole store.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from concord.store import dialects, seals, tables, turns
from concord.store.schema import HEAD, bring_up, check
from corpus.errors import NotAllowed, StoreTrouble

_COLUMNS = ("id", "name", "format", "size", "added", "source")  # of documents, but for the bytes
_LONGEST_TURN = 300.0  # seconds after which nobody waits any longer for another program to derive something
_CHUNK = 500  # SQLite takes a limited number of values in one IN (...)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A row of documents without its bytes.

    added: UTC, ISO 8601. source: id of the file that the bytes were made from, a PDF that GROBID read; "" for a file
    that is kept as it came.
    """

    id: str
    name: str
    format: str
    size: int
    added: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class StoredCodebook:
    """A version of the codebook. texts: (file name, TOML), the base first; name "" lets the studies choose."""

    version: int
    name: str
    texts: tuple[tuple[str, str], ...]
    added: str


@dataclass(frozen=True, slots=True)
class State:
    """What the truth was at one moment: documents by id, the codebook in force, hash of the last decision.

    program: JSON of the program that was adopted last, which what is read and extracted is held at; "" for none.
    """

    documents: tuple[StoredDocument, ...]
    codebook: StoredCodebook | None
    decisions: str
    program: str = ""


class Store:
    """One knowledge base. Safe to use from several threads and processes."""

    def __init__(self, where: str | Path, *, busy_seconds: float = 30.0, writer: bool = True) -> None:
        """Opens the store; for a writer it is made when it is new and migrated when it is old.

        busy_seconds: how long to wait for another program that writes. writer: False for somebody who may read alone;
        whatever changes the truth then raises NotAllowed, and derived values may still be cached.

        Raises:
            StoreTrouble: it cannot be opened, or is not there or too old and somebody who may write must open it first.
            StoreIsNewer: a later Concord wrote it.
        """
        self.url = dialects.address(where)
        self.name = dialects.shown(self.url)
        self.writer = writer
        self._memory: dict[tuple[str, str], tuple[str, bytes]] = {}  # derived values that could not be written
        self._db = dialects.engine(self.url, busy_seconds)
        with dialects.said_plainly(self.url):
            (bring_up if writer else check)(self._db)
        self._file = dialects.file_of(self.url)
        self._changes = dialects.Changes(self._db)
        self._last: tuple[int, State] | None = None

    def close(self) -> None:
        self._changes.close()
        self._db.dispose()
        self._file = None

    def mark(self) -> int | None:
        """A number that is another one after each write, whoever wrote; None where the database has none."""
        self._check_file()
        return self._changes.mark()

    def about(self) -> str:
        """Which database holds it, under which schema, and that it may only be read, where that is so."""
        with self.reading() as connection:
            return f"{dialects.about(connection)}, schema {HEAD}"

    def state(self) -> State:
        """The truth as it stands now, read in one transaction; the same object while nobody has written."""
        mark = self.mark()
        if mark is None:
            return self._state()
        if self._last is None or self._last[0] != mark:
            self._last = (mark, self._state())
        return self._last[1]

    def _state(self) -> State:
        with self.reading() as connection:
            columns = [tables.documents.c[name] for name in _COLUMNS]
            rows = connection.execute(sa.select(*columns)).all()
            book = connection.execute(
                sa.select(tables.codebooks).order_by(tables.codebooks.c.version.desc()).limit(1)
            ).first()
            head = connection.execute(
                sa.select(tables.decisions.c.hash).order_by(tables.decisions.c.number.desc()).limit(1)
            ).scalar()
            adopted = connection.execute(
                sa.select(tables.adoptions.c.made_by).order_by(tables.adoptions.c.number.desc()).limit(1)
            ).scalar()
        documents = tuple(sorted((StoredDocument(*row) for row in rows), key=lambda d: d.id))
        return State(documents, _codebook(book) if book else None, head or "", (adopted or b"").decode())

    def put_documents(self, documents: Iterable[tuple[StoredDocument, bytes]]) -> list[str]:
        """Keeps documents; returns the ids that were new, in the order given.

        Bytes that are there already stay; of two names for the same bytes the one that sorts first is kept, so that the
        order of adding leaves no trace.
        """
        rows = [{**{f: getattr(d, f) for f in _COLUMNS}, "bytes": zlib.compress(data, 6)} for d, data in documents]
        table, new = tables.documents, []
        with self.writing() as connection:
            for row in rows:
                name = connection.execute(sa.select(table.c.name).where(table.c.id == row["id"])).scalar()
                if name is None:
                    connection.execute(sa.insert(table).values(row))
                    new.append(str(row["id"]))
                elif str(row["name"]) < name:
                    connection.execute(sa.update(table).where(table.c.id == row["id"]).values(name=row["name"]))
        return new

    def document_bytes(self, id: str) -> bytes:
        """The bytes of a document as they were added. Raises KeyError: there is none of that id. StoreTrouble."""
        with self.reading() as connection:
            data = connection.execute(sa.select(tables.documents.c.bytes).where(tables.documents.c.id == id)).scalar()
        if data is None:
            raise KeyError(id)
        try:
            return zlib.decompress(data)
        except (zlib.error, TypeError):
            says = f"the bytes of document {id} are damaged; 'concord verify' lists all that is, and a backup has them"
            raise StoreTrouble(f"{self.name}: {says}.") from None

    def put_codebook(self, name: str, texts: tuple[tuple[str, str], ...], added: str) -> None:
        """Puts a codebook in force, unless it is already."""
        table, data = tables.codebooks, json.dumps(texts, ensure_ascii=False).encode()
        with self.writing() as connection:
            last = connection.execute(sa.select(table).order_by(table.c.version.desc()).limit(1)).first()
            if last is not None and last.name == name and last.texts == data:
                return
            version = (last.version if last else 0) + 1
            connection.execute(sa.insert(table).values(version=version, name=name, texts=data, added=added))

    def derived(self, kind: str, keys: dict[str, str]) -> dict[str, bytes]:
        """The payloads, by subject, of those subjects whose row was made under the given key."""
        found = {subject: held for subject, key in keys.items() if (held := self._remembered(kind, subject, key))}
        table, subjects = tables.derived, list(keys)
        with self.reading() as connection:
            for start in range(0, len(subjects), _CHUNK):
                part = subjects[start : start + _CHUNK]
                query = sa.select(table.c.subject, table.c.key, table.c.payload)
                for row in connection.execute(query.where(table.c.kind == kind, table.c.subject.in_(part))):
                    if row.key == keys[row.subject]:
                        with contextlib.suppress(zlib.error, TypeError):  # damaged: it is made anew
                            found[row.subject] = zlib.decompress(row.payload)
        return found

    def put_derived(self, kind: str, subject: str, key: str, payload: bytes) -> None:
        """Keeps a derived value in place of the older one of its kind and subject.

        Where nothing can be written (a read-only file, a database user who may only read) it is kept until the program
        ends.
        """
        table, packed = tables.derived, zlib.compress(payload, 3)
        if not self._memory:
            try:
                with self._transaction() as connection:
                    connection.execute(sa.delete(table).where(table.c.kind == kind, table.c.subject == subject))
                    connection.execute(sa.insert(table).values(kind=kind, subject=subject, key=key, payload=packed))
                return
            except StoreTrouble as trouble:
                if not dialects.may_not_write(trouble):
                    raise
        self._memory[kind, subject] = key, packed

    def _remembered(self, kind: str, subject: str, key: str) -> bytes | None:
        made_from, packed = self._memory.get((kind, subject), ("", b""))
        return zlib.decompress(packed) if packed and made_from == key else None

    @contextmanager
    def turn(self, word: str) -> Iterator[None]:
        """A block that one program at a time is in, for one word, so that a thing is derived once and not by each."""
        with turns.turn(self._db, word, _LONGEST_TURN):
            yield

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state throughout."""
        self._check_file()
        with dialects.said_plainly(self.url), dialects.reading(self._db) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that excludes every other writer. Raises NotAllowed in a store that is open for reading."""
        if not self.writer:
            raise NotAllowed(f"You may read here, not change: ask the owner of {self.name} for the right to review.")
        with self._transaction() as connection:
            yield connection
            seals.seal(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        self._check_file()
        with dialects.said_plainly(self.url), dialects.writing(self._db) as connection:
            yield connection

    def _check_file(self) -> None:
        """Raises StoreTrouble when the file of that name is not the one that was opened: SQLite would not notice."""
        there = dialects.file_of(self.url)
        if self._file is not None and there != self._file:
            raise StoreTrouble(
                f"{self.name} was moved or deleted while it was open, so nothing is written any more; put it back, or "
                "open it where it is now."
            )
        self._file = there


def _codebook(row: sa.Row[tuple[object, ...]]) -> StoredCodebook:
    texts = tuple((name, text) for name, text in json.loads(row.texts))
    return StoredCodebook(row.version, row.name, texts, row.added)
