"""The bytes of one file that is to be imported.

In: a path, or a name with bytes that were uploaded. Out: its name without folder, and its bytes; or BadInput with one
sentence. Called by concord.importing.imports.
"""

from __future__ import annotations

import stat
from pathlib import Path

from concord.files.archives import plain
from corpus.errors import BadInput

MOST_ARCHIVE = 300_000_000  # bytes of a project with its sources; recordings in it are not unpacked
File = str | Path | tuple[str, bytes]


def bytes_of(file: File, most: int) -> tuple[str, bytes]:
    """Name and bytes. most: bytes that a file may have which is no archive. Raises BadInput."""
    if isinstance(file, tuple):
        name, data = plain(file[0]), file[1]
        _check(name, len(data), data[:2], most)
        return name, data
    path = Path(file).expanduser()
    try:
        if not path.exists():
            raise BadInput(f"{path}: there is no such file; check the path.")
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadInput(f"{path}: is no file; give the path of one.")
        with path.open("rb") as stream:
            head = stream.read(2)
            _check(str(path), path.stat().st_size, head, most)
            return plain(path.name), head + stream.read(MOST_ARCHIVE)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); check who may read it.") from None
    except ValueError:  # a NUL in the path
        raise BadInput(f"{file!r}: is not the name of a file; check the path.") from None


def _check(name: str, size: int, head: bytes, most: int) -> None:
    limit = max(most, MOST_ARCHIVE) if head == b"PK" else most
    if size > limit:
        raise BadInput(
            f"{name}: has {size / 1e6:,.0f} MB, and the limit is {limit / 1e6:,.0f} MB; export it without recordings "
            "and pictures."
        )
