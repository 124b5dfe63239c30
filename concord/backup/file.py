"""A backup: a zip file with a line of JSON a row, each document as it was added, and a manifest with a hash of all.

In: a store, or a path. Out: the file, or what it holds, as a Kept. Called through concord.backup. One state gives the
same bytes, whichever database holds it. A backup that is read is taken for a stranger's: names are words and no paths,
sizes are bounded, and nothing is unpacked to the disk.

    manifest.json           format, schema, program; of each table its columns, the number of rows and the SHA-256 of
                            its lines; SHA-256 of all this
    tables/decisions.jsonl  one row a line; a great column is told by its size and SHA-256
    documents/d0123456789ab the bytes of a document; in the same way snapshots/1, additions/1, adoptions/1
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from concord.backup.members import checked_members, part_of, stream_of
from concord.store import codec, tables
from concord.store.kept import PACKED, TRUTH, Damage, Kept, KeptInStore, Row, Value, key_name
from concord.store.schema import HEAD, revisions
from concord.store.store import Store
from concord.writing import whole_file
from corpus.errors import BadInput, StoreIsNewer, StoreTrouble

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MANIFEST = 1_000_000  # bytes
MOST_LINE = 100_000_000  # bytes of one row
Progress = Callable[[str, int, int], None]


class KeptInFile:
    """What a backup holds. Each reading checks that it is what the manifest says, and raises Damage where not."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        self.schema, self.manifest = str(manifest["schema"]), manifest
        self._archive = archive
        self._told: dict[tuple[str, str], tuple[int, str]] = {}

    def names(self) -> tuple[str, ...]:
        """The tables of the backup, in order."""
        return tuple(sorted(self.manifest["tables"]))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table without what is packed; at the end Damage when they are not those of the manifest."""
        told, digest, count = self.manifest["tables"][table], hashlib.sha256(), 0
        with stream_of(self._archive, f"tables/{table}.jsonl") as lines:
            while line := lines.readline(MOST_LINE):
                digest.update(line)
                count += 1
                if count > told["rows"]:
                    break
                yield self._row(table, line, told["columns"])
        if (count, digest.hexdigest()) != (told["rows"], told["sha256"]):
            raise Damage(f"table {table}: is not as it was written")

    def packed(self, table: str, key: str) -> bytes:
        """What is packed in a row that was read before. Raises Damage, KeyError."""
        size, digest = self._told[table, key]
        data = part_of(self._archive, f"{table}/{key}", size)
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            raise Damage(f"{table} {key}: is not as it was written")
        return data

    def _row(self, table: str, line: bytes, columns: list[str]) -> Row:
        try:
            plain = json.loads(line)
            great = plain.pop(PACKED[table]) if table in PACKED else None
            if sorted([*plain, *([PACKED[table]] if great else [])]) != columns:
                raise ValueError("other columns")
            row = {name: _value(value) for name, value in plain.items()}
            if great is not None:
                key = str(row[key_name(table)])
                self._told[table, key] = (int(great["size"]), str(great["sha256"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Damage(f"table {table}: holds a line that is no row of it") from None
        return row


def write(store: Store, path: Path, progress: Progress) -> dict[str, Any]:
    """Writes a backup of the state of this moment, while others go on writing; returns its manifest.

    It takes its name when it is whole and has been read again.

    Raises:
        BadInput: the file cannot be written. StoreTrouble: the store cannot be read.
    """
    if store.url.get_backend_name() == "sqlite" and path.exists() and path.samefile(str(store.url.database)):
        raise BadInput(f"{path} is the knowledge base itself; give the backup another name.")
    try:
        with whole_file(path) as out:
            with store.reading() as connection:
                manifest = _written(KeptInStore(connection, HEAD), out, progress)
            with _opened(out, str(path)) as again:
                for table in again.names():
                    for row in again.rows(table):
                        if table in PACKED:
                            again.packed(table, str(row[key_name(table)]))
    except Damage as damage:
        raise StoreTrouble(f"{store.name}: {damage}; 'concord verify' lists all that is wrong.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}); give another place.") from None
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[KeptInFile]:
    """A backup, its frame checked: what it is, its members, its manifest. Raises BadInput, StoreIsNewer."""
    try:
        with path.open("rb") as stream, _opened(stream, str(path)) as kept:
            yield kept
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from None


@contextmanager
def _opened(stream: IO[bytes], name: str) -> Iterator[KeptInFile]:
    with checked_members(stream, name) as archive:
        try:
            manifest = json.loads(part_of(archive, MANIFEST, MOST_MANIFEST))
            written_as = manifest["concord_backup"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise BadInput(f"{name} is no backup of Concord; 'concord backup FILE' makes one.") from None
        if written_as != FORMAT or manifest.get("schema") not in revisions():
            raise StoreIsNewer(
                f"{name} was written by a later Concord ({manifest.get('program')}, schema {manifest.get('schema')}); "
                "update with: pip install -U concord-synthesis."
            )
        if complaint := _complaint(manifest):
            raise BadInput(f"{name}: its manifest {complaint}; take another copy of the backup.")
        yield KeptInFile(archive, manifest)


def _complaint(manifest: dict[str, Any]) -> str:
    """What is wrong with a manifest, in words; "" for a sound one."""
    if manifest.get("sha256") != _sha256(codec.dumps({k: v for k, v in manifest.items() if k != "sha256"})):
        return "is not as it was written"
    if not all(re.fullmatch(r"[a-z]+", name) and name in TRUTH for name in manifest["tables"]):
        return "names tables that are none of Concord"
    return ""


def _written(kept: Kept, out: IO[bytes], progress: Progress) -> dict[str, Any]:
    told: dict[str, Any] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for done, table in enumerate(kept.names()):
            progress("backing up", done, len(kept.names()))
            told[table] = _table(kept, table, archive)
        manifest = {"concord_backup": FORMAT, "schema": kept.schema, "program": version("concord-synthesis")}
        manifest["tables"] = told
        manifest["sha256"] = _sha256(codec.dumps(manifest))
        archive.writestr(_member(MANIFEST), codec.dumps(manifest))
    progress("done", 1, 1)
    return manifest


def _table(kept: Kept, table: str, archive: zipfile.ZipFile) -> dict[str, Any]:
    """Writes a table; what is packed first, because a line tells its size and hash."""
    great: dict[str, dict[str, object]] = {}
    for key, data in _packed(kept, table):
        archive.writestr(_member(f"{table}/{key}"), data)
        great[key] = _told(data)
    digest, count = hashlib.sha256(), 0
    with archive.open(_member(f"tables/{table}.jsonl"), "w", force_zip64=True) as out:
        for line in _lines(kept, table, great):
            digest.update(line)
            count += 1
            out.write(line)
    return {"columns": _columns(table), "rows": count, "sha256": digest.hexdigest()}


def digest_of(kept: Kept, table: str) -> str:
    """The SHA-256 of the lines of a table, as a manifest has it."""
    digest = hashlib.sha256()
    for line in _lines(kept, table, {key: _told(data) for key, data in _packed(kept, table)}):
        digest.update(line)
    return digest.hexdigest()


def _packed(kept: Kept, table: str) -> Iterator[tuple[str, bytes]]:
    if table in PACKED:
        for row in kept.rows(table):
            key = str(row[key_name(table)])
            yield key, kept.packed(table, key)


def _told(data: bytes) -> dict[str, object]:
    return {"size": len(data), "sha256": _sha256(data)}


def _lines(kept: Kept, table: str, great: dict[str, dict[str, object]]) -> Iterator[bytes]:
    for row in kept.rows(table):
        plain = {name: _plain(value) for name, value in row.items()}
        if table in PACKED:
            plain[PACKED[table]] = great[str(row[key_name(table)])]
        yield json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _columns(table: str) -> list[str]:
    return sorted(column.name for column in tables.metadata.tables[table].c)


def _plain(value: Value) -> object:
    """A value as JSON; bytes, which are JSON themselves nearly always, as their text."""
    if not isinstance(value, bytes):
        return value
    try:
        return {"text": value.decode("utf-8")}
    except UnicodeDecodeError:  # words with half a character, as damaged files have them
        return {"hex": value.hex()}


def _value(plain: Any) -> Value:
    """The value of its JSON. Raises ValueError, KeyError."""
    if isinstance(plain, dict):
        return str(plain["text"]).encode("utf-8") if "text" in plain else bytes.fromhex(plain["hex"])
    if isinstance(plain, str | int):
        return plain
    raise ValueError("no value of a row")


def _member(name: str) -> zipfile.ZipInfo:
    """A member without a trace of the time and the machine."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, 0o644 << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
