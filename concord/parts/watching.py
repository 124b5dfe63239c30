"""The part of KnowledgeBase that watches a folder: what appears there is added, and what that changed is told and kept.

In: a folder. Out: a Watched for each thing that happened, as it happens. Called as a base class by KnowledgeBase. It
ends between two files, loses nothing when it is killed, and does no harm when somebody else watches the same folder:
bytes that are there already are not read again, whoever added them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from concord.files import ingest
from concord.files.settling import Settling
from concord.parts.additions import Added
from concord.parts.adopting import Adopting
from corpus.errors import BadInput, StoreTrouble

EVERY, SETTLE = 5.0, 2.0  # seconds
_STAYS = ("no file", "trouble")  # what each listing tells again, and a person is told once
_AT_ONCE = 20  # files of one addition, so that a folder of thousands is told of as it goes


@dataclass(frozen=True, slots=True)
class Watched:
    """What happened in a watched folder.

    what: "added" (`added` has what it did); "known" (files whose bytes were there already); "bad" (a file that gave no
    document, or no themes); "no file" (a link that leads out, or what may not be read); "beside" (a new document under
    the name of an earlier one); "gone" and "back" (the folder); "trouble" (the knowledge base cannot be written now; it
    is tried again); "left" (a file that was still being written). sentence: the same in words.
    """

    what: str
    sentence: str
    added: Added | None = None


class Watching(Adopting):
    """Adding what appears."""

    def watch(
        self,
        folder: str | Path,
        *,
        every: float = EVERY,
        settle: float = SETTLE,
        once: bool = False,
        stop: threading.Event | None = None,
    ) -> Iterator[Watched]:
        """Adds what is in a folder and below it, and what appears there, until it is told to stop.

        Files and zip archives are read when they have stayed as they are for a while; downloads on their way (.part,
        .crdownload, ...), hidden files and those that begin or end with ~ are left alone, and so are empty ones.

        Args:
            every: seconds between two listings of the folder, more than 0. settle: seconds for which size and time of
                a file must stay as they are, 0 or more. once: ends when all that is there has been added. stop: when
                this is set, no further file is begun; what has been read is finished.

        Raises:
            BadInput: there is no such folder, or a time makes no sense. NotAllowed: this role adds nothing.
        """
        place = Path(folder).expanduser().absolute()
        if not (every > 0 and settle >= 0):
            raise BadInput("A folder is listed every so many seconds, more than 0, and a file settles in 0 or more.")
        if not place.is_dir():
            raise BadInput(f"There is no folder {place}; give the one in which papers appear.")
        ended = stop or threading.Event()
        return self._watch(Settling(place, settle, self._own_files()), every, once, ended)

    def _watch(self, files: Settling, every: float, once: bool, stop: threading.Event) -> Iterator[Watched]:
        began, there = time.monotonic(), True
        told: set[str] = set()  # of what stays as it is from listing to listing
        while not stop.is_set():
            now = time.monotonic()
            if there != files.folder.is_dir():
                there = not there
                told.clear()
                yield _of_folder(files.folder, there)
            for happened in self._listed(files, now, stop) if there else ():
                if happened.sentence not in told:
                    yield happened
                if happened.what in _STAYS:
                    told.add(happened.sentence)
            if once and now - began >= files.settle:
                break
            stop.wait(max(began + files.settle - time.monotonic(), 0) if once else every)
        if once:
            for path in files.waiting():
                yield Watched("left", f"{path.name} is still being written, or could not be added; it was left alone.")

    def _listed(self, files: Settling, now: float, stop: threading.Event) -> Iterator[Watched]:
        """What one listing brings."""
        ready = iter(files.settled(now))
        while not stop.is_set() and (some := list(islice(ready, _AT_ONCE))):
            yield from self._offered(files, some, stop)
        for sentence in files.troubles:
            yield Watched("no file", sentence)

    def _offered(self, files: Settling, paths: list[Path], stop: threading.Event) -> Iterator[Watched]:
        """Adds files as one addition."""
        begun: list[Path] = []

        def until_stopped() -> Iterator[Path]:
            for path in paths:
                if stop.is_set():
                    return
                begun.append(path)
                yield path

        names = {row.name for row in self._truth().documents}
        try:
            added = self._add(ingest.files_in(until_stopped(), self._settings.max_bytes), strict=False)
        except StoreTrouble as trouble:
            yield Watched("trouble", f"{trouble} It is tried again.")
            return
        for path in begun:
            files.read(path)
        if added.documents:
            yield Watched("added", f"Added: {', '.join(added.documents)}.", added)
        for name in added.documents:
            if name in names:
                yield Watched("beside", f"There was another {name}: what this one holds is a new document beside it.")
        for sentence in (*added.unreadable, *added.given_up):
            yield Watched("bad", sentence)
        if added.known:
            yield Watched("known", f"There already: {', '.join(added.known)}.", added)

    def _own_files(self) -> tuple[Path, ...]:
        """The files of the knowledge base itself, which may lie in the folder."""
        database = self._store.url.database
        if self._store.url.get_backend_name() != "sqlite" or not database:
            return ()
        return tuple(Path(f"{Path(database).absolute()}{ending}") for ending in ("", "-wal", "-shm", "-journal"))


def _of_folder(folder: Path, there: bool) -> Watched:
    if there:
        return Watched("back", f"The folder {folder} is back.")
    return Watched("gone", f"The folder {folder} is gone; it is waited for.")
