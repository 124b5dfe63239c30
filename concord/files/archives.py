"""Archives in memory: the files in a zip or gzip file, however deep one lies in another, and never on disk.

In: a stream and the name that it goes by. Out: one Found a file, with its bytes or the sentence why there are none.
Called by concord.files.ingest. A name in an archive is a word and no path. What an archive may unpack to is bounded for
each file and for the whole of it, so that a bomb costs seconds and not the machine.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

ZIP, GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b\x08"
MAX_MEMBERS = 10_000  # files in one archive and in all that lie in it
MAX_DEPTH = 4  # archives in one another
MAX_TOTAL = 2_000_000_000  # bytes that one archive may unpack to, with all that lie in it
_MAX_DIRECTORY = 8_000_000  # bytes of the list of members, which has to be read whole
_LONGEST_NAME = 200
_DAMAGE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, zlib.error, EOFError)
_OFFICE = ("[Content_Types].xml", "mimetype")  # a .docx, .odt or .epub is a zip file and yet one document
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # the memory of the others is theirs to choose
_HIDDEN = (".", "__MACOSX", "~$")
_LITTER = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file. name: without folder; data: its bytes, or None and then trouble is one sentence that names the file."""

    name: str
    data: bytes | None
    trouble: str = ""


@dataclass(slots=True)
class Budget:
    """What an archive and all archives in it may still give."""

    most: int  # bytes of one file
    members: int
    total: int
    depth: int = 0


def plain(name: str) -> str:
    """The last part of a name, without what a terminal, a database or another system would stumble over."""
    last = PurePosixPath(name.replace("\\", "/")).name
    last = "".join(c for c in last.encode("utf-8", "replace").decode() if c.isprintable())
    if len(last) > _LONGEST_NAME:
        last = last[: _LONGEST_NAME - 20] + "…" + last[-19:]
    return last if last.strip(". ") else "unnamed"


def hidden(parts: tuple[str, ...]) -> bool:
    """Whether a path, in parts below the folder that was given, leads to what no user means as a paper."""
    return any(part.startswith(_HIDDEN) and part != ".." for part in parts) or parts[-1].lower() in _LITTER


def is_archive(stream: IO[bytes]) -> bool:
    """Whether the stream holds a zip archive of files, or a gzip file. Leaves the stream at its beginning."""
    head = stream.read(4)
    found = head.startswith(GZIP) or (head in ZIP and not _is_office(stream))
    stream.seek(0)
    return found


def files(name: str, stream: IO[bytes], most: int) -> Iterator[Found]:
    """The files of an archive, by name. most: bytes of one file."""
    yield from _unpack(name, stream, Budget(most, MAX_MEMBERS, MAX_TOTAL))


def too_big(name: str, size: int, most: int) -> str:
    """The sentence for a file of more bytes than one may have. size: at least so many, where reading it was ended."""
    has = f"{size / 1e6:,.0f}" if size >= 2 * most and size >= 1e6 else f"more than {most / 1e6:,.3g}"
    return f"{name}: has {has} MB, and the limit is {most / 1e6:,.3g} MB; add the paper without what surrounds it."


def _is_office(stream: IO[bytes]) -> bool:
    try:
        check_directory(stream)
        with zipfile.ZipFile(stream) as archive:
            return bool(set(archive.namelist()).intersection(_OFFICE))
    except _DAMAGE:
        return False  # _unpack says what is wrong with it


def _unpack(where: str, stream: IO[bytes], budget: Budget) -> Iterator[Found]:
    name = plain(where)
    if budget.depth >= MAX_DEPTH:
        trouble = f"{where}: lies in {MAX_DEPTH} archives, one in another; unpack it and add the files."
        yield Found(name, None, trouble)
        return
    budget.depth += 1
    zipped = stream.read(4) in ZIP
    try:
        yield from (_zipped if zipped else _gzipped)(where, stream, budget)
    except _DAMAGE:
        kind = "zip archive" if zipped else "gzip file"
        yield Found(name, None, f"{where}: is a damaged {kind}; make it again or add the files themselves.")
    budget.depth -= 1


def _gzipped(where: str, stream: IO[bytes], budget: Budget) -> Iterator[Found]:
    stream.seek(0)
    with gzip.GzipFile(fileobj=stream) as packed:
        data = packed.read(min(budget.most, budget.total) + 1)
    inner = where[:-3] if where.lower().endswith(".gz") else where
    yield from _taken(inner, data, budget)


def _zipped(where: str, stream: IO[bytes], budget: Budget) -> Iterator[Found]:
    check_directory(stream)
    with zipfile.ZipFile(stream) as archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        members = [m for m in members if not hidden(PurePosixPath(m.filename.replace("\\", "/")).parts or ("",))]
        if not members:
            yield Found(plain(where), None, f"{where}: is an archive without files; give one that holds papers.")
        for member in members:
            budget.members -= 1
            if budget.members < 0 or budget.total <= 0:
                most = f"{MAX_MEMBERS:,} files" if budget.members < 0 else f"{MAX_TOTAL / 1e6:,.0f} MB"
                yield Found(plain(where), None, f"{where}: holds more than {most}; split it.")
                return
            yield from _member(archive, member, where, budget)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer: str, budget: Budget) -> Iterator[Found]:
    where = f"{outer}/{member.filename[:1000].encode('utf-8', 'replace').decode()}"
    name, trouble, data = plain(member.filename), "", b""
    if member.file_size > budget.most:
        trouble = too_big(where, member.file_size, budget.most)
    elif member.flag_bits & 0x1:
        trouble = f"{where}: is encrypted; unpack it with its password and add the file."
    elif member.compress_type not in _PACKED:
        trouble = f"{where}: is packed in an unusual way; make the archive again as an ordinary zip file."
    else:
        try:
            with archive.open(member) as stream:
                data = stream.read(min(budget.most, budget.total) + 1)  # the size that the archive states may be a lie
        except (*_DAMAGE, RuntimeError) as error:
            trouble = f"{where}: cannot be unpacked ({error}); make the archive again."
    if trouble:
        yield Found(name, None, trouble)
    else:
        yield from _taken(where, data, budget)


def _taken(where: str, data: bytes, budget: Budget) -> Iterator[Found]:
    """A file that was unpacked: itself, or what is in it when it is an archive too."""
    budget.total -= len(data)
    if len(data) > budget.most:
        yield Found(plain(where), None, too_big(where, len(data), budget.most))
    elif budget.total < 0:
        sentence = f"{where}: the archive unpacks to more than {MAX_TOTAL / 1e6:,.0f} MB; split it."
        yield Found(plain(where), None, sentence)
    elif is_archive(inner := io.BytesIO(data)):
        yield from _unpack(where, inner, budget)
    else:
        yield Found(plain(where), data)


def check_directory(stream: IO[bytes], most: int = _MAX_DIRECTORY) -> None:
    """Raises BadZipFile when the list of members is too long to be read. Leaves the stream at its beginning."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - 65_700))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise zipfile.BadZipFile("no list of members")
    (size,) = struct.unpack_from("<L", tail, at + 12)
    long = tail.rfind(b"PK\x06\x06", 0, at)
    if long >= 0:
        (size,) = struct.unpack_from("<Q", tail, long + 40)
    if size > most:
        raise zipfile.BadZipFile("too many members")
