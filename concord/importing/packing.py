"""The archive of a REFI-QDA project (.qdpx): which of its files are read, within limits.

In: the bytes of a zip archive. Out: the XML of the project, its plain texts, the ids of its other papers. Called by
concord.importing.parse. Nothing is written to disk, a name is a word and no path, and pictures and recordings, which
may be large, are not even unpacked.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from concord.files.archives import MAX_MEMBERS, check_directory, plain
from concord.importing.refi_text import Files
from concord.importing.values import Lost
from corpus.errors import UnreadableDocument
from corpus.study import document_id

MOST_FILE = 50_000_000  # bytes of one file
MOST_TOTAL = 500_000_000  # bytes that all files that are read may unpack to
_PROJECT, _TEXTS = ".qde", (".txt", ".md", ".text", "")
_PAPERS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".xml", ".html", ".htm")  # known again by their bytes
_DAMAGE = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    EOFError,
)
_AGAIN = "export the project again"


def unpacked(name: str, data: bytes) -> tuple[str, bytes, Files, tuple[Lost, ...]]:
    """Name and bytes of the project's XML, the files beside it, and which of those could not be read.

    Raises:
        UnreadableDocument: damaged, a bomb, or without a project in it; says which.
    """
    stream = io.BytesIO(data)
    try:
        check_directory(stream)
        with zipfile.ZipFile(stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise UnreadableDocument(name, f"it holds more than {MAX_MEMBERS:,} files", "export fewer sources")
            return _read(name, archive, members)
    except _DAMAGE as error:
        told = str(error) or type(error).__name__
        raise UnreadableDocument(name, f"it is a damaged archive ({told})", _AGAIN) from None


def _read(
    name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> tuple[str, bytes, Files, tuple[Lost, ...]]:
    project = _project(name, members)
    texts: dict[str, bytes] = {}
    ids: dict[str, str] = {}
    lost: list[Lost] = []
    left = MOST_TOTAL
    xml = _bytes(archive, project, left)
    if isinstance(xml, str):
        raise UnreadableDocument(name, f"its project {plain(project.filename)} {xml}", _AGAIN)
    for member in sorted(members, key=lambda m: m.filename):
        own, kind = plain(member.filename), PurePosixPath(member.filename).suffix.lower()
        if member is project or kind not in (*_TEXTS, *_PAPERS):
            continue
        found = _bytes(archive, member, left)
        if isinstance(found, str):
            lost.append(Lost("file", own, found))
            continue
        left -= len(found)
        ids[own] = str(document_id(found))
        if kind in _TEXTS:
            texts[own] = found
    return plain(project.filename), xml, Files(texts, ids), tuple(lost)


def _project(name: str, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The project: project.qde where there is one, else the only .qde, which ATLAS.ti names after the project."""
    found = [m for m in members if m.filename.lower().endswith(_PROJECT) and "__macosx" not in m.filename.lower()]
    named = [m for m in found if plain(m.filename).lower() == "project.qde"]
    chosen = named if len(named) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if not found:
        raise UnreadableDocument(name, "it is an archive without a REFI-QDA project (.qde) in it", _AGAIN)
    told = ", ".join(sorted(plain(m.filename) for m in found)[:5])
    raise UnreadableDocument(name, f"it holds {len(found)} projects ({told})", "export one project at a time")


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes | str:
    """The bytes of a file, or in words why there are none. The size that an archive states may be a lie."""
    most = min(MOST_FILE, left)
    if member.file_size > most:
        return _too_much(left)
    if member.flag_bits & 0x1:
        return "is encrypted; export the project without a password"
    try:
        with archive.open(member) as stream:
            data = stream.read(most + 1)
    except _DAMAGE as error:
        return f"cannot be unpacked ({error})"
    return data if len(data) <= most else _too_much(left)


def _too_much(left: int) -> str:
    if left < MOST_FILE:
        return f"is beyond the {MOST_TOTAL / 1e6:,.0f} MB that a project may unpack to"
    return f"has more than the {MOST_FILE / 1e6:,.0f} MB that a file may have"
