"""From the bytes that are kept to documents as read and the studies that they join to, each made once and cached.

In: a store. Out: a Readings, the first part of what is derived. Called as a base class by concord.deriving.extracted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from concord import log
from concord.deriving import programs
from concord.deriving.caching import document_key, keep, keep_reading, key_of, read_back, reading_key
from concord.store import codec
from concord.store.store import State, Store, StoredDocument
from corpus.errors import UnknownFormat, UnreadableDocument
from corpus.study import Document, Study
from synthesis.decisions import Decision

Reader = Callable[[str, bytes], Document]  # raises UnreadableDocument, UnknownFormat
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, how many there are
_SHELLS = tuple[tuple[Study, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kept document that this version cannot read any more, with the sentence why."""

    name: str
    sentence: str


class Readings:
    """The documents and studies of one state of the store. Safe for several threads."""

    def __init__(
        self, store: Store, state: State, read: Reader, progress: Progress, before: Readings | None = None
    ) -> None:
        self.state = state
        self.program = programs.in_force(state.program)
        self._store, self._reader, self._progress = store, read, progress
        self._lock: threading.RLock = before._lock if before else threading.RLock()
        self._known = before._documents_by_key if before and "_read" in before.__dict__ else {}

    @property
    def store(self) -> Store:
        """Where what is made here is cached."""
        return self._store

    def stand_alone(self) -> None:
        """Lets nobody wait for this who asks for another state."""
        self._lock = threading.RLock()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those that can be read, by id."""
        with self._lock:
            return self._read[0]

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """Kept documents that could not be read, by name."""
        with self._lock:
            return self._read[1]

    @property
    def studies(self) -> tuple[Study, ...]:
        """By id."""
        with self._lock:
            return self._studies

    @cached_property
    def _read(self) -> tuple[tuple[Document, ...], tuple[Unreadable, ...]]:
        wanted = {row.id: row for row in self.state.documents}
        keys = {id: self._document_key(row.name) for id, row in wanted.items()}
        known = {id: self._known[id, key] for id, key in keys.items() if (id, key) in self._known}
        held = reading_key(self.program)
        cached = read_back(Document, self._store.derived("document", {id: held for id in keys if id not in known}))
        documents, unreadable = [], []
        for done, (id, row) in enumerate(wanted.items()):
            if id in known:
                documents.append(known[id])
                continue
            if id in cached:
                documents.append(replace(cached[id], name=row.name))
                continue
            self._progress("reading", done, len(wanted))
            try:
                documents.append(self._read_again(row))
            except (UnreadableDocument, UnknownFormat) as error:
                unreadable.append(Unreadable(row.name, str(error)))
        self._progress("done", 1, 1)
        return tuple(documents), tuple(sorted(unreadable, key=lambda u: u.name))

    def _read_again(self, row: StoredDocument) -> Document:
        return keep_reading(self._store, self._reader(row.name, self._store.document_bytes(row.id)), self.program)

    def _document_key(self, name: str) -> str:
        return document_key(name, self.program)

    @cached_property
    def _documents_by_key(self) -> dict[tuple[str, str], Document]:
        return {(document.id, self._document_key(document.name)): document for document in self._read[0]}

    @cached_property
    def _log(self) -> tuple[Decision, ...]:
        """Up to the last decision of the state: what was decided since belongs to the next one."""
        if not self.state.decisions:
            return ()
        entries = log.entries(self._store)
        count = next((n for n, entry in enumerate(entries, 1) if entry.hash == self.state.decisions), 0)
        return entries[:count]

    @cached_property
    def _studies(self) -> tuple[Study, ...]:
        """By id, as they were read, and as reviewers said which documents are one study."""
        from corpus.identity import join
        from synthesis.decisions import identified

        documents = {str(d.id): d for d in self._read[0]}
        words = identified(self._log)
        said = [sorted(words.one), sorted(words.two)] if words.one or words.two else []
        key = key_of("studies", sorted((d.id, self._document_key(d.name)) for d in documents.values()), *said)
        if cached := read_back(_SHELLS, self._store.derived("studies", {"all": key})):
            shells = cached["all"]
            return tuple(shell.with_documents(tuple(documents[id] for id in ids)) for shell, ids in shells)
        studies = join(documents.values(), words)
        shells = tuple((study.with_documents(()), tuple(str(d.id) for d in study.documents)) for study in studies)
        keep(self._store, "studies", "all", key, codec.dumps(shells))
        return studies
