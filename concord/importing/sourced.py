"""What both kinds of import share: a file read within limits, and the line that says where decisions come from.

In: files. Out: what they hold, their hash and their source. Called as a base class by codings.py and bibliographies.py.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from concord.parts.additions import Additions
from concord.settings import Settings

if TYPE_CHECKING:
    from concord.importing.files import File
    from concord.importing.values import Bibliography, Project

Record = dict[str, Any]


class Sourced(Additions):
    """Reads files to import, in the process for them."""

    def _read_import(self, file: File) -> tuple[str, bytes, Project | Bibliography]:
        return read_import(file, self._settings)

    def _import_source(self, name: str, data: bytes) -> str:
        """What decisions keep: the file, its hash, and who imported it."""
        return f"{name} ({_hash(data)}), imported by {self._user}"

    def _is_mine(self, source: str) -> bool:
        """Whether the signer imported what has that source."""
        return source.endswith(f", imported by {self._user}")

    def _import_stamp(self, name: str, data: bytes, dry_run: bool) -> Record:
        return {"file": name, "hash": _hash(data), "dry_run": dry_run}


def read_import(file: File, settings: Settings) -> tuple[str, bytes, Project | Bibliography]:
    """Name, bytes and content of a file. Raises UnreadableDocument, UnknownFormat, BadInput."""
    from concord.importing.files import bytes_of
    from concord.importing.reading import shared_importer

    name, data = bytes_of(file, settings.max_bytes)
    return name, data, shared_importer(settings.parse_seconds, settings.parse_bytes).read(name, data)


def _hash(data: bytes) -> str:
    """The beginning of the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()[:12]
