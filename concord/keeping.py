"""The part of KnowledgeBase that keeps: opens the store, adds files, and knows what follows from them now.

In: a path or a PostgreSQL address, and files. Out: Added, and the values for those who need more than records. Called
as a base class by KnowledgeBase.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from concord import codebooks, ingest, log
from concord.access import Role, check
from concord.caching import keep_reading, key_of
from concord.derive import Derived
from concord.extracted import quiet
from concord.extractors import shared_extractors
from concord.grobid import Grobid
from concord.readings import Progress
from concord.settings import Settings, read_settings
from concord.store import codec
from concord.store.history import marks, put_addition
from concord.store.store import Store, StoredDocument
from concord.workers import shared_worker
from corpus.errors import NotFound, UnknownFormat, UnreadableDocument
from corpus.report import refusal, report
from corpus.study import DocumentId, document_id

if TYPE_CHECKING:
    from corpus.study import Study, StudyId
    from synthesis.changes import Changes
    from synthesis.concept import Synthesis

_BATCH = 20  # documents in one transaction, so that a long add that is stopped keeps what it has done


@dataclass(frozen=True, slots=True)
class Added:
    """What an add did.

    documents: names of files that are new, in the order given. known: names of files whose bytes were there already,
    and which were not read. studies: ids of studies that are new or have a new document, sorted. unreadable: one
    sentence for each file that gave no document. changes: what the new files changed in the synthesis. given_up: one
    sentence for each of those studies whose themes could not be found; its documents are kept. number: of the addition
    in `KnowledgeBase.history`; 0 when nothing was added.
    """

    documents: tuple[str, ...]
    known: tuple[str, ...]
    studies: tuple[str, ...]
    unreadable: tuple[str, ...]
    changes: Changes
    given_up: tuple[str, ...] = ()
    number: int = 0


class Keeper:
    """Documents, the codebook and the store that holds them."""

    def __init__(
        self,
        where: str | Path = "concord.db",
        *,
        codebook: str | None = None,
        user: str | None = None,
        role: Role = Role.ADMIN,
        progress: Progress = quiet,
        clock: log.Clock = log.now,
        settings: Settings | None = None,
    ) -> None:
        """Opens a knowledge base, and makes it when it is new.

        Args:
            where: a path (SQLite) or postgresql://...
            codebook: a bundled name, a TOML file, or "auto" (each study's own words choose); None keeps what is.
            user: the name that decisions are signed with; None takes that of the settings.
            role: what may be done with it; a reader changes nothing, and makes no new knowledge base.
            progress: told what is being done, for anything that may take long.

        Raises:
            StoreTrouble, StoreIsNewer: it cannot be opened. BadInput, BadCodebook: the codebook cannot be used.
            NotAllowed: a reader gives a codebook.
        """
        self._role = role
        self._settings = settings or read_settings()
        self._user = user or self._settings.user
        self._progress, self._clock = progress, clock
        self._reader = shared_worker(self._settings.parse_seconds, self._settings.parse_bytes).read
        limits = (self._settings.extract_seconds, self._settings.extract_bytes)
        self._extractors = shared_extractors(self._settings.workers, *limits)
        self._grobid = Grobid(self._settings.grobid_url) if self._settings.grobid_url else None
        wanted = codebook or self._settings.codebook
        texts = codebooks.texts_of(wanted) if wanted and wanted != "auto" else ()
        if texts:
            codebooks.parsed(texts)
        self._store = Store(where, busy_seconds=self._settings.busy_seconds, writer=role is not Role.READER)
        self._lock = threading.RLock()
        self._derived: Derived | None = None
        if codebook:
            self._need(Role.ADMIN, "change the codebook")
        if codebook or (wanted and role.covers(Role.ADMIN) and self._is_new()):
            self._store.put_codebook(wanted if texts and wanted else "", texts, log.stamp(clock))

    def _need(self, role: Role, what: str) -> None:
        """Raises NotAllowed unless the role that this knowledge base was opened with covers another one."""
        check(self._role, role, what)

    def _is_new(self) -> bool:
        state = self._store.state()
        return state.codebook is None and not state.documents

    @property
    def where(self) -> str:
        """The path or address, without a password."""
        return self._store.name

    @property
    def revision(self) -> str:
        """A word that is another one whenever documents, codebook, decisions, snapshots or additions are.

        Also when another program wrote.
        """
        return key_of(asdict(self._store.state()), *marks(self._store))[:16]

    def close(self) -> None:
        """Lets go of the database; using the knowledge base again opens it again."""
        self._store.close()

    def add(self, paths: str | Path | Iterable[str | Path], *, strict: bool = False) -> Added:
        """Reads files, folders and zip archives. A bad file is one sentence in `unreadable`; the others land.

        strict: a document of which something was lost (corpus.report.refusal) is a bad one too.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        return self._add(ingest.files_in(given, self._settings.max_bytes), strict)

    def add_bytes(self, name: str, data: bytes, *, strict: bool = False) -> Added:
        """Reads a file, or a zip archive of files, that is in memory."""
        return self.add_files([(name, data)], strict=strict)

    def add_files(self, files: Iterable[tuple[str, bytes]], *, strict: bool = False) -> Added:
        """Reads files that are in memory, each a name and its bytes, as one addition with one account of changes."""
        most = self._settings.max_bytes
        return self._add((found for name, data in files for found in ingest.files_of(name, data, most)), strict)

    def _add(self, found: Iterable[ingest.Found], strict: bool) -> Added:
        before = self._now()
        earlier = _synthesis_of(before)
        held = {id: row for row in before.state.documents for id in (row.id, row.source) if id}
        new: dict[str, str] = {}
        known: list[str] = []
        unreadable: list[str] = []
        for batch in _batches(self._read(found, strict, dict(held), known, unreadable)):
            names = {row.id: row.name for row, _ in batch}
            fresh = self._store.put_documents(batch)
            new |= {id: names[id] for id in fresh}
            known += [row.name for row, _ in batch if row.id not in new and row.id not in held]
        after = self._now()
        from synthesis.changes import changes

        touched = sorted(s.id for s in after.studies if any(d.id in new for d in s.documents))
        changed = changes(earlier, after.synthesis)
        number = self._remember(before, after, new, touched, changed) if new else 0
        self._progress("done", 1, 1)
        given_up = tuple(why for id, why in after.given_up.items() if id in touched)
        return Added(tuple(new.values()), tuple(known), tuple(touched), tuple(unreadable), changed, given_up, number)

    def _remember(
        self, before: Derived, after: Derived, new: dict[str, str], studies: list[StudyId], changed: Changes
    ) -> int:
        """Keeps for good what an addition changed; returns its number."""
        from concord.tables.changes import Told, changes_record, kept

        told = (
            Told.of(_synthesis_of(now), {DocumentId(row.id): row.name for row in now.state.documents})
            for now in (before, after)
        )
        record = {"documents": list(new.values()), "studies": studies, "changes": kept(changes_record(changed, *told))}
        return put_addition(self._store, log.stamp(self._clock), self._user, codec.dumps(record))

    def _read(
        self,
        found: Iterable[ingest.Found],
        strict: bool,
        seen: dict[str, StoredDocument],
        known: list[str],
        unreadable: list[str],
    ) -> Iterator[tuple[StoredDocument, bytes]]:
        """The files that are to be kept: as they came, or as the TEI that GROBID made of them.

        seen: the documents that are there, by their ids and those of the PDFs they were made from; none is read again.
        """
        for number, file in enumerate(found):
            self._progress(f"reading {file.name}", number, 0)
            if file.data is None:
                unreadable.append(file.trouble)
                continue
            if there := seen.get(document_id(file.data)):
                known.append(file.name)
                if file.name < there.name:  # the name that sorts first is kept, whatever the order of adding
                    yield replace(there, name=file.name), file.data
                continue
            data, source = file.data, ""
            try:
                if self._grobid and _is_pdf(data):
                    data, source = self._grobid.tei(file.name, data), str(document_id(data))
                document = self._reader(file.name, data)
            except (UnreadableDocument, UnknownFormat) as error:
                unreadable.append(str(error))
                continue
            if strict and (reason := refusal(report(document))):
                unreadable.append(reason)
                continue
            keep_reading(self._store, document)
            added = log.stamp(self._clock)
            row = StoredDocument(document.id, file.name, document.format, len(data), added, source)
            seen |= {id: row for id in (row.id, source) if id}
            yield row, data

    @property
    def synthesis(self) -> Synthesis:
        """All themes, concepts and translations, after all decisions."""
        return self._now().synthesis

    @property
    def corpus(self) -> tuple[Study, ...]:
        """The studies with their documents, by id."""
        return self._now().studies

    @property
    def unreadable(self) -> list[str]:
        """One sentence for each kept document that this version cannot read, and for each study that it gave up."""
        now = self._now()
        return [*(unreadable.sentence for unreadable in now.unreadable), *now.given_up.values()]

    def facets(self) -> list[str]:
        """The facets of the codebooks in use, in their order."""
        now = self._now()
        books = [now.codebook(study).codebook for study in now.studies]
        if not books:
            texts = now.state.codebook.texts if now.state.codebook else ()
            books = [codebooks.parsed(texts or codebooks.texts_of(codebooks.GENERIC))]
        return list(dict.fromkeys(facet.name for book in books for facet in book.facets))

    def _now(self) -> Derived:
        """What follows from the store as it stands at this moment, also after another program has written."""
        state = self._store.state()
        with self._lock:
            if self._derived is None or self._derived.state != state:
                self._derived = Derived(
                    self._store, state, self._reader, self._extractors, self._progress, self._derived
                )
            return self._derived

    def _study_id(self, study: str | None) -> str | None:
        """The whole id of a study that is named by it, by an id that it once had, or by a beginning that no other has.

        Raises NotFound.
        """
        ids: list[str] = [s.id for s in self._now().studies]
        if study is None or study in ids:
            return study
        former = [s.id for s in self._now().studies if study in s.aliases]
        near: list[str] = [*former] if len(former) == 1 else [id for id in ids if id.startswith(study)]
        if len(near) == 1:
            return near[0]
        raise NotFound(f"There is no study {study!r}; there are: {', '.join(near or ids) or 'none yet'}.")

    def _check_facet(self, facet: str | None) -> None:
        """Raises NotFound for a facet that is neither in a codebook nor in use, with those that are."""
        if facet is None or facet in {theme.facet for theme in self._now().synthesis.themes}:
            return
        if facet not in (known := self.facets()):
            raise NotFound(f"There is no facet {facet!r}; there are: {', '.join(known)}.")


def _batches(
    rows: Iterator[tuple[StoredDocument, bytes]],
) -> Iterator[list[tuple[StoredDocument, bytes]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _synthesis_of(now: Derived) -> Synthesis | None:
    """None for a state without documents: a synthesis of nothing would take the place of another one in the cache."""
    return now.synthesis if now.state.documents else None


def _is_pdf(data: bytes) -> bool:
    from corpus.read.sniff import is_pdf  # here, so that a list is printed without loading every reader

    return is_pdf(data)
