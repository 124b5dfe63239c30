"""Files that Concord writes for people: each appears under its name whole, or not at all.

In: a path, and what is to stand there. Out: the file, or the one that was there before. Called by whatever writes a
file: exports, snapshots, sheets, codebooks, backups. The bytes go into a hidden file of the same folder, reach the
disk, and take the name in one step. A program that is killed may leave that hidden file behind: it ends in
`.concord-part`, and the next writing of the same name takes it away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.errors import BadInput

PART = ".concord-part"
_LONGEST = 100  # characters of the name that the hidden file repeats: file systems end at 255 bytes


def write_file(path: str | Path, data: bytes) -> Path:
    """Writes a file in place of the one that is there; returns its path. Raises BadInput: it cannot be written."""
    target = Path(path)
    try:
        with whole_file(target) as out:
            out.write(data)
    except OSError as error:
        raise BadInput(f"{target} cannot be written ({error.strerror}); give another place.") from None
    return target


@contextmanager
def whole_file(path: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """A file to write into; it takes its name when the block ends, and does not when the block raises.

    new: a file that is there already is not written over; FileExistsError, also when it came while the block ran. A
    terminal, a pipe or /dev/null is written as it is.

    Raises OSError.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as sink:
            yield sink
        return
    target = Path(os.path.realpath(path))  # what a link leads to is replaced, and not the link
    if new and target.exists():
        raise FileExistsError(f"{path} is there already")
    take_away_left_behind(target)
    part, out = _part(target)
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
            if os.name == "nt":  # where a file that is open cannot be renamed
                out.close()
            _named(part, target, new=new)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _to_disk(target.parent)


def take_away_left_behind(target: Path) -> None:
    """Deletes what killed programs left of earlier writings of this file; what is being written now stays."""
    beginning = _beginning(target)
    with contextlib.suppress(OSError):
        for found in sorted(target.parent.iterdir()):
            if found.name.startswith(beginning) and found.name.endswith(PART):
                _take_away(found)


def _take_away(found: Path) -> None:
    with contextlib.suppress(OSError), found.open("r+b") as left:
        if _locked(left):
            if os.name == "nt":
                left.close()
            found.unlink()


def _part(target: Path) -> tuple[Path, IO[bytes]]:
    """A hidden file beside the target, locked, so that another program can tell it from one that was left behind."""
    while True:
        path = target.with_name(f"{_beginning(target)}{secrets.token_hex(4)}{PART}")
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666)
        out = os.fdopen(handle, "w+b")
        if (
            _locked(out) is not False and path.exists()
        ):  # another program may have taken it for one that was left behind
            if target.exists() and hasattr(os, "fchmod"):
                os.fchmod(out.fileno(), target.stat().st_mode & 0o777)
            return path, out
        out.close()


def _beginning(target: Path) -> str:
    return f".{target.name[:_LONGEST]}."


def _locked(file: IO[bytes]) -> bool | None:
    """Whether the lock of an open file is ours now; None where the file system has no locks.

    Windows needs none: there nobody can delete a file that is open.
    """
    try:
        import fcntl
    except ModuleNotFoundError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _named(part: Path, target: Path, *, new: bool) -> None:
    """Gives the hidden file its name."""
    if not new:
        part.replace(target)
        return
    try:
        os.link(part, target)  # fails where the name is taken, which replacing does not
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(f"{target} is there already") from None
        part.replace(target)
        return
    part.unlink()


def _to_disk(folder: Path) -> None:
    """Makes the new name last when the power fails, where the platform can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
