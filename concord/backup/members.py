"""The members of a zip file that claims to be a backup: looked at before anything is unpacked, and read with a bound.

In: a stream. Out: an open archive whose members have the names and sizes that a backup has. Called by
concord.backup.file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from concord.files.archives import check_directory
from concord.store.kept import PACKED, Damage
from corpus.errors import BadInput

_NAME = re.compile(rf"manifest\.json|tables/[a-z]+\.jsonl|(?:{'|'.join(sorted(PACKED))})/[A-Za-z0-9]{{1,80}}")
_TAKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_DIRECTORY = 200_000_000  # bytes of the list of members: more than a million of them
_MOST_PART = 4_000_000_000  # bytes of one member
_FREE, _FREE_IN_ALL = 100_000_000, 1_000_000_000  # bytes to which a member, and all of them, may unpack from nothing
_TIMES = 300  # beyond that, how many times its size a member may unpack to: papers come to 5, lists of zeros to 1000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OSError,
    ValueError,
)


@contextmanager
def checked_members(stream: IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    """The archive in a stream. Raises BadInput: it is none, or holds what a backup of Concord does not hold."""
    try:
        check_directory(stream, _MOST_DIRECTORY)
        archive = zipfile.ZipFile(stream)
    except _BROKEN:
        raise BadInput(f"{name} is no backup of Concord, or not all of it; 'concord backup FILE' makes one.") from None
    with archive:
        if complaint := _complaint(archive.infolist(), stream.seek(0, io.SEEK_END)):
            raise BadInput(f"{name} is no backup of Concord: {complaint}.")
        yield archive


def part_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member, or one byte more than `most` of it. Raises Damage; KeyError when there is none of that name."""
    with stream_of(archive, name) as stream:
        return stream.read(min(most, _MOST_PART) + 1)


@contextmanager
def stream_of(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A member to read from; what breaks on the way comes out as Damage. Raises KeyError."""
    member = archive.getinfo(name)
    try:
        with archive.open(member) as stream:
            yield stream
    except Damage:
        raise
    except _BROKEN as error:
        raise Damage(f"{name}: cannot be unpacked ({error})") from None


def _complaint(members: list[zipfile.ZipInfo], size: int) -> str:
    """What no backup holds, in words; "" for members that one may hold. size: of the archive, in bytes."""
    seen: set[str] = set()
    for member in members:
        shown = ascii(member.filename[:100])
        if member.filename in seen or not _NAME.fullmatch(member.filename):
            return f"it holds a file {shown}{' twice' if member.filename in seen else ''}"
        seen.add(member.filename)
        if member.flag_bits & 0x1 or member.compress_type not in _TAKEN:
            return f"{shown} is encrypted or packed in an unusual way"
        if member.file_size > min(_MOST_PART, max(_FREE, _TIMES * member.compress_size)):
            return f"{shown} would unpack to {member.file_size / 1e6:,.0f} MB"
    if (whole := sum(member.file_size for member in members)) > max(_FREE_IN_ALL, _TIMES * size):
        return f"its {size / 1e6:,.1f} MB would unpack to {whole / 1e6:,.0f} MB"
    return ""
