"""Which files of a folder have come, and have settled: nobody writes them any more.

In: a folder, and the time. Out: paths to read, each once for each state of its file. Called by concord.parts.watching.
The folder is listed again and again: a listing works on every file system, also where another machine writes, misses
nothing that came while nobody looked, and is needed anyway to see whether a file still grows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from concord.files.ingest import files_below

Stamp = tuple[int, int, int]  # size, times of the last change of contents and of the entry, in nanoseconds
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp")


@dataclass
class Settling:
    """A folder that is watched. settle: seconds for which a file must stay as it is. own: paths that are never read."""

    folder: Path
    settle: float
    own: Collection[Path] = ()
    troubles: list[str] = field(default_factory=list)
    _since: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    _done: dict[Path, Stamp] = field(default_factory=dict)

    def settled(self, now: float) -> list[Path]:
        """The files that have stayed as they are for long enough and have not been read so, sorted.

        now: seconds of a clock that only goes forward. `troubles` are then those of this listing, a sentence each.
        """
        paths, self.troubles = files_below(self.folder)
        there = set(paths)
        stamps = {path: stamp for path in paths if self._wanted(path, there) and (stamp := stamp_of(path))}
        self._since = {
            path: known if (known := self._since.get(path)) and known[0] == stamp else (stamp, now)
            for path, stamp in stamps.items()
        }
        return [path for path in self.waiting() if now - self._since[path][1] >= self.settle]

    def waiting(self) -> list[Path]:
        """The files of the last listing that have not been read as they are, sorted."""
        return sorted(path for path, (stamp, _) in self._since.items() if self._done.get(path) != stamp)

    def read(self, path: Path) -> None:
        """Says that a file has been read as it was in the last listing; one that has changed since is read again."""
        if stamp_of(path) == (stamp := self._since[path][0]):
            self._done[path] = stamp

    def _wanted(self, path: Path, there: Collection[Path]) -> bool:
        """Whether a file is none that a program is writing: a download, a lock, a copy that an editor keeps."""
        name = path.name.lower()
        if name.startswith("~") or name.endswith(("~", *_UNFINISHED)) or path in self.own:
            return False
        return not any(path.with_name(path.name + ending) in there for ending in (".part", ".crdownload"))


def stamp_of(path: Path) -> Stamp | None:
    """What tells whether a file has changed; None for one that is empty yet, or gone again."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) if found.st_size else None
