"""From what a user names on the command line to the bytes of single files.

In: files, folders and archives. Out: one Found a file, with its bytes or the sentence why there are none. Called by
KnowledgeBase. Sizes are looked at before anything is read; a folder is never left by a link in it; only ordinary files
are opened; archives are the matter of concord.files.archives.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from concord.files import archives
from concord.files.archives import MAX_MEMBERS, Found, hidden, plain

__all__ = ["MAX_MEMBERS", "Found", "files_below", "files_in", "files_of"]

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe must not make us wait


def files_in(paths: Iterable[str | Path], max_bytes: int) -> Iterator[Found]:
    """The files that the paths mean, in the order given, those of a folder by name and without hidden ones.

    Args:
        max_bytes: largest size of one file, in bytes; a larger one is not read.
    """
    for given in paths:
        path = Path(given).expanduser()
        try:
            yield from _at(path, max_bytes)
        except OSError as error:  # the folder that it lies in may not be entered
            yield Found(plain(path.name), None, _refused(path, error))
        except ValueError:  # a NUL in the path
            yield Found(plain(path.name), None, f"{_shown(path)}: is not the name of a file; check the path.")


def files_below(folder: Path) -> tuple[list[Path], list[str]]:
    """The ordinary files in a folder and below it, sorted, without hidden ones; and a sentence for each other thing."""
    troubles: list[tuple[Path, str]] = []
    inside = sorted(_walk(folder, folder.resolve(), troubles))
    return inside, [sentence for _, sentence in sorted(troubles)]


def files_of(name: str, data: bytes, max_bytes: int) -> Iterator[Found]:
    """The files in bytes that somebody uploaded: those of an archive, else the one file."""
    name, stream = plain(name), io.BytesIO(data)
    if archives.is_archive(stream):
        yield from archives.files(name, stream, max_bytes)
    elif len(data) > max_bytes:
        yield Found(name, None, archives.too_big(name, len(data), max_bytes))
    else:
        yield Found(name, data)


def _at(path: Path, max_bytes: int) -> Iterator[Found]:
    if path.is_dir():
        yield from _folder(path, max_bytes)
    elif path.is_file():
        yield from _file(path, max_bytes)
    elif path.exists():
        yield Found(plain(path.name), None, f"{_shown(path)}: is not a file or folder; give the path of a paper.")
    else:
        yield Found(plain(path.name), None, f"{_shown(path)}: there is no such file or folder; check the path.")


def _folder(folder: Path, max_bytes: int) -> Iterator[Found]:
    troubles: list[tuple[Path, str]] = []
    inside = sorted(_walk(folder, folder.resolve(), troubles))
    if not inside and not troubles:
        yield Found(plain(folder.name), None, f"{_shown(folder)}: holds no files; give a folder with papers.")
    for path in inside:
        yield from _file(path, max_bytes)
    for path, sentence in sorted(troubles):
        yield Found(plain(path.name), None, sentence)


def _walk(folder: Path, home: Path, troubles: list[tuple[Path, str]]) -> Iterator[Path]:
    """The ordinary files below a folder. A link is taken only where it leads to a file of the same folder."""

    def closed(error: OSError) -> None:
        path = Path(error.filename)
        troubles.append((path, _refused(path, error)))

    for here, folders, names in os.walk(folder, onerror=closed, followlinks=False):
        below = Path(here)
        folders[:] = sorted(name for name in folders if not hidden((name,)))
        for name in [*(n for n in folders if (below / n).is_symlink()), *names]:
            path = below / name
            if hidden((name,)):
                continue
            if path.is_symlink() and not _inside(path, home):
                why = "is a link that leads out of the folder; name the file itself to add it."
                troubles.append((path, f"{_shown(path)}: {why}"))
            elif path.is_file():
                yield path
            elif not path.is_dir():
                why = "leads nowhere" if path.is_symlink() else "is a pipe or a device and no file"
                troubles.append((path, f"{_shown(path)}: {why}; take it out of the folder."))


def _inside(path: Path, home: Path) -> bool:
    try:
        return path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):  # links that lead to one another: they lead nowhere
        return True


def _file(path: Path, max_bytes: int) -> Iterator[Found]:
    name = plain(path.name)
    try:
        with os.fdopen(os.open(path, _OPEN), "rb") as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                yield Found(name, None, f"{_shown(path)}: is not a file or folder; give the path of a paper.")
                return
            if archives.is_archive(stream):
                yield from archives.files(name, stream, max_bytes)
                return
            if before.st_size > max_bytes:
                yield Found(name, None, archives.too_big(_shown(path), before.st_size, max_bytes))
                return
            data = stream.read(max_bytes + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        yield Found(name, None, _refused(path, error))
        return
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Found(name, None, f"{_shown(path)}: changed while it was read; add it again when it is finished.")
    elif len(data) > max_bytes:  # a file of the system that states no size
        yield Found(name, None, archives.too_big(_shown(path), len(data), max_bytes))
    else:
        yield Found(name, data)


def _refused(path: Path, error: OSError) -> str:
    return f"{_shown(path)}: cannot be read ({error.strerror}); check who may read it."


def _shown(path: Path) -> str:
    """A path that can be printed, whatever its bytes are."""
    return str(path).encode("utf-8", "replace").decode()
