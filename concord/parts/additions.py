"""The part of KnowledgeBase that adds: files in, what they changed out, and both kept.

In: files, folders and archives. Out: Added. Called as a base class by KnowledgeBase. Documents are kept in batches as
they are read, and the record of what they changed when all is derived. A program that is stopped between the two leaves
word of it; the next addition, or the next command, completes the record.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord import log
from concord.deriving import programs
from concord.deriving.caching import keep_reading
from concord.files import ingest
from concord.parts.keeping import Keeper
from concord.store import begun, codec
from concord.store.begun import Begun
from concord.store.history import additions, adoptions, put_addition
from concord.store.store import Store, StoredDocument
from corpus.errors import StoreTrouble, UnknownFormat, UnreadableDocument
from corpus.report import refusal, report
from corpus.study import DocumentId, document_id

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from synthesis.changes import Changes
    from synthesis.concept import Synthesis

_BATCH = 20  # documents in one transaction, so that a long add that is stopped keeps what it has done
_SILENT = timedelta(hours=1)  # after which an addition that runs on another machine is taken for stopped
Record = dict[str, Any]


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


class Additions(Keeper):
    """Adding, and what was not finished of it."""

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

    def unfinished(self) -> list[Record]:
        """Additions that were stopped before the record of what they changed was kept, by time.

        Each as {at, by, documents: [file name]}; `finish` makes the record.
        """
        names = {row.id: row.name for row in self._store.state().documents}
        stopped = [(row, json.loads(row.told)) for row in begun.all_begun(self._store)]
        return [
            {"at": told["at"], "by": told["by"], "documents": sorted(names[id] for id in told["ids"] if id in names)}
            for row, told in stopped
            if not _runs(row, told, self._clock)
        ]

    def finish(self) -> list[int]:
        """Makes the record of each addition that was stopped; returns their numbers in `history`.

        What an addition changed is told as a comparison of what there is now with the same without its documents.
        """
        numbers = []
        for row in begun.all_begun(self._store):
            told = json.loads(row.told)
            if not _runs(row, told, self._clock) and (number := self._complete(row.token, told)):
                self._tell(
                    f"The addition of {told['at'][:16].replace('T', ' ')} by {told['by']} had been stopped; the record "
                    f'of what it changed is complete now: concord diff "addition {number}".'
                )
                numbers.append(number)
        return numbers

    def _complete(self, token: str, told: Record) -> int | None:
        state = self._truth()
        recorded = {
            id for row in additions(self._store, since=told["at"]) for id in json.loads(row.record).get("ids", ())
        }
        new = {row.id: row.name for row in state.documents if row.id in told["ids"] and row.id not in recorded}
        if not new:
            return begun.ended(self._store, token)
        after = self._now()
        kept = tuple(row for row in after.state.documents if row.id not in new)
        before = self._tried(replace(after.state, documents=kept))
        record, _ = self._told(before, after, new)
        return begun.ended(
            self._store, token, at=told["at"], by=told["by"], record=codec.dumps({**record, "completed": True})
        )

    def _add(self, found: Iterable[ingest.Found], strict: bool) -> Added:
        self.finish()
        before = self._now()
        earlier = synthesis_of(before)
        held = {id: row for row in before.state.documents for id in (row.id, row.source) if id}
        new: dict[str, str] = {}
        known: list[str] = []
        unreadable: list[str] = []
        mark = _Mark(self, log.stamp(self._clock))
        try:
            for batch in _batches(self._read(found, strict, dict(held), known, unreadable)):
                if not held and not new:
                    self._holding.begin()
                names = {row.id: row.name for row, _ in batch}
                mark.about_to_keep(id for id in names if id not in held)
                fresh = self._store.put_documents(batch)
                new |= {id: names[id] for id in fresh}
                known += [row.name for row, _ in batch if row.id not in new and row.id not in held]
            after = self._now()
            record, changed = self._told(before, after, new, earlier)
            number = mark.end(record if new else {})
        except BaseException:
            mark.stopped()
            raise
        self._progress("done", 1, 1)
        touched = record["studies"]
        given_up = tuple(why for id, why in after.given_up.items() if id in touched)
        return Added(tuple(new.values()), tuple(known), tuple(touched), tuple(unreadable), changed, given_up, number)

    def _told(
        self, before: Derived, after: Derived, new: dict[str, str], earlier: Synthesis | None = None
    ) -> tuple[Record, Changes]:
        """The record of an addition. new: names of its documents, by id. earlier: the synthesis of before, if known."""
        from concord.tables.changes import Told, changes_record, kept
        from synthesis.changes import changes

        touched = sorted(s.id for s in after.studies if any(d.id in new for d in s.documents))
        changed = changes(earlier or synthesis_of(before), after.synthesis)
        told = (Told.of(synthesis_of(now), names_of(now)) for now in (before, after)) if new else (Told(), Told())
        record = {
            "documents": list(new.values()),
            "ids": list(new),
            "studies": touched,
            "program": asdict(programs.present()),
            "changes": kept(changes_record(changed, *told)) if new else {},
        }
        return record, changed

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
        program = programs.in_force(self._truth().program)
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
            keep_reading(self._store, document, program)
            added = log.stamp(self._clock)
            row = StoredDocument(document.id, file.name, document.format, len(data), added, source)
            seen |= {id: row for id in (row.id, source) if id}
            yield row, data


def read_by_others(store: Store) -> tuple[str, ...]:
    """The versions, sorted, that added documents since the last adoption and read otherwise than the adopted program.

    What they read is kept as held, so that every version shares it, and the adopted one cannot make it anew.
    """
    last = adoptions(store, last=1)
    if not last:
        return ()
    held = programs.loads(last[0].made_by.decode())
    told = [json.loads(row.record).get("program") for row in additions(store, since=last[0].at)]
    found = [programs.loads(json.dumps(program)) for program in told if isinstance(program, dict)]
    return tuple(sorted({program.version for program in found if not program.makes_as(held)}))


class _Mark:
    """The word that an addition has begun, which its record ends."""

    def __init__(self, of: Additions, at: str) -> None:
        self._of, self._token = of, secrets.token_hex(8)
        self._ids: list[str] = []
        self._told: Record = {"at": at, "by": of._user, "host": socket.gethostname(), "process": os.getpid()}

    def about_to_keep(self, ids: Iterable[str]) -> None:
        """Before documents are kept, so that none is there of which nobody knows."""
        if fresh := sorted(ids):
            self._ids += fresh
            self._put()

    def end(self, record: Record) -> int:
        """Keeps the record, unless it is empty; returns its number."""
        if not self._ids:
            return 0
        at, packed = log.stamp(self._of._clock), codec.dumps(record) if record else b""
        number = begun.ended(self._of._store, self._token, at=at, by=self._of._user, record=packed)
        if number is not None:
            return number
        last = additions(self._of._store, last=1)  # the cache was emptied meanwhile, or somebody completed the record
        if not record or (last and json.loads(last[0].record).get("ids") == record["ids"]):
            return last[0].number if record else 0
        return put_addition(self._of._store, at, self._of._user, packed)

    def stopped(self) -> None:
        """By Ctrl-C or by trouble: the next addition completes it."""
        if self._ids:
            self._told["process"] = 0
            with contextlib.suppress(StoreTrouble):
                self._put()

    def _put(self) -> None:
        begun.tell(
            self._of._store,
            Begun(self._token, log.stamp(self._of._clock), codec.dumps({**self._told, "ids": self._ids})),
        )


def _runs(row: Begun, told: Record, clock: log.Clock) -> bool:
    """Whether the process that began an addition is still at it; on another machine, whether it may be."""
    if told["process"] and (told["host"] != socket.gethostname() or os.name != "posix"):
        return clock() - datetime.fromisoformat(row.at) < _SILENT
    if not told["process"]:
        return False
    try:
        os.kill(told["process"], 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is there, and somebody else's
        pass
    return True


def _batches(
    rows: Iterator[tuple[StoredDocument, bytes]],
) -> Iterator[list[tuple[StoredDocument, bytes]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def synthesis_of(now: Derived) -> Synthesis | None:
    """None for a state without documents: a synthesis of nothing would take the place of another one in the cache."""
    return now.synthesis if now.state.documents else None


def names_of(now: Derived) -> dict[DocumentId, str]:
    """File names of the documents of a state, by id."""
    return {DocumentId(row.id): row.name for row in now.state.documents}


def _is_pdf(data: bytes) -> bool:
    from corpus.read.sniff import is_pdf  # here, so that a list is printed without loading every reader

    return is_pdf(data)
