"""From what a user names on the command line to the bytes of single files.

In: files, folders and zip archives. Out: one Found a file, with its bytes or the sentence why there are none.
Called by KnowledgeBase. Sizes are looked at before anything is read, and an archive is never unpacked to disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MAX_MEMBERS = 10_000  # files in one archive
_ZIP = b"PK\x03\x04"
_DAMAGE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
_OFFICE = ("[Content_Types].xml", "mimetype")  # a .docx, .odt or .epub is a zip file and yet one document


@dataclass(frozen=True, slots=True)
class Found:
    """A file. name: without folder; data: its bytes, or None and then trouble is one sentence that names the file."""

    name: str
    data: bytes | None
    trouble: str = ""


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
            yield Found(path.name, None, _refused(path, error))


def files_of(name: str, data: bytes, max_bytes: int) -> Iterator[Found]:
    """The files in bytes that somebody uploaded: those of a zip archive, else the one file."""
    name = PurePosixPath(name.replace("\\", "/")).name or "unnamed"
    if data.startswith(_ZIP) and _is_archive(io.BytesIO(data)):
        yield from _archive(name, io.BytesIO(data), max_bytes)
    elif len(data) > max_bytes:
        yield Found(name, None, _too_big(name, len(data), max_bytes))
    else:
        yield Found(name, data)


def _at(path: Path, max_bytes: int) -> Iterator[Found]:
    if path.is_dir():
        yield from _folder(path, max_bytes)
    elif path.is_file():
        yield from _file(path, max_bytes)
    elif path.exists():
        yield Found(path.name, None, f"{path}: is not a file or folder; give the path of a paper.")
    else:
        yield Found(path.name, None, f"{path}: there is no such file or folder; check the path.")


def _folder(folder: Path, max_bytes: int) -> Iterator[Found]:
    inside = sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p.relative_to(folder)))
    if not inside:
        yield Found(folder.name, None, f"{folder}: holds no files; give a folder with papers.")
    for path in inside:
        yield from _file(path, max_bytes)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)


def _file(path: Path, max_bytes: int) -> Iterator[Found]:
    try:
        with path.open("rb") as stream:
            if stream.read(len(_ZIP)) == _ZIP and _is_archive(stream):
                yield from _archive(path.name, stream, max_bytes)
                return
            size = path.stat().st_size
            stream.seek(0)
            data = stream.read() if size <= max_bytes else None
    except OSError as error:
        yield Found(path.name, None, _refused(path, error))
        return
    yield Found(path.name, data, "" if data is not None else _too_big(str(path), size, max_bytes))


def _refused(path: Path, error: OSError) -> str:
    return f"{path}: cannot be read ({error.strerror}); check who may read it."


def _too_big(name: str, size: int, max_bytes: int) -> str:
    return (
        f"{name}: has {size / 1e6:,.0f} MB and the limit is {max_bytes / 1e6:,.0f} MB; "
        "add the paper alone, without what surrounds it."
    )


def _is_archive(stream: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except _DAMAGE:
        return True  # _archive says what is wrong with it
    return not names.intersection(_OFFICE)


def _archive(name: str, stream: IO[bytes], max_bytes: int) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
            members = [m for m in members if not _hidden(Path(m.filename))]
            if not members:
                yield Found(name, None, f"{name}: is an archive without files; give one that holds papers.")
            for member in members[:MAX_MEMBERS]:
                yield _member(archive, member, name, max_bytes)
            if len(members) > MAX_MEMBERS:
                yield Found(name, None, f"{name}: holds more than {MAX_MEMBERS:,} files; split it.")
    except _DAMAGE:
        yield Found(name, None, f"{name}: is a damaged zip archive; make it again or add the files themselves.")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer: str, max_bytes: int) -> Found:
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    where = f"{outer}/{member.filename}"
    if member.file_size > max_bytes:
        return Found(name, None, _too_big(where, member.file_size, max_bytes))
    if member.flag_bits & 0x1:
        return Found(name, None, f"{where}: is encrypted; unpack it with its password and add the file.")
    try:
        with archive.open(member) as stream:
            data = stream.read(max_bytes + 1)  # the size that the archive states may be a lie
    except (*_DAMAGE, EOFError, RuntimeError, zlib.error) as error:
        return Found(name, None, f"{where}: cannot be unpacked ({error}); make the archive again.")
    if len(data) > max_bytes:
        return Found(name, None, _too_big(where, len(data), max_bytes))
    return Found(name, data)
