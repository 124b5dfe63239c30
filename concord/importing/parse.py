"""What a file is, and all that it holds: codings of people, or a bibliography.

In: the name and the bytes of one file. Out: a Project or a Bibliography, told by what the bytes are; where these leave
it open, by the ending. Pure: same bytes, same values. Called in the process of concord.importing.reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from concord.files.archives import plain
from concord.importing.bibtex import read_bibtex
from concord.importing.csl import read_csl
from concord.importing.csv_codings import read_csv
from concord.importing.packing import unpacked
from concord.importing.refi import read_refi
from concord.importing.refi_text import decoded
from concord.importing.ris import read_ris
from concord.importing.values import Bibliography, Project
from corpus.errors import UnknownFormat, UnreadableDocument

TAKEN = ".qdpx, .qde, .qdc, .csv, .bib, .ris, .json (CSL)"
_RIS = re.compile(r"\s*(?:Provider:.*\s+|Database:.*\s+|Content:.*\s+)*TY {0,2}-", re.IGNORECASE)
_BIB = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)


def parse(name: str, data: bytes) -> Project | Bibliography:
    """The content of a file.

    Raises:
        UnreadableDocument, BadInput: it is damaged, hostile or of another kind. UnknownFormat: nothing here reads it.
    """
    if not data.strip():
        raise UnreadableDocument(name, "it is empty", "export it again")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        if PurePosixPath(name.lower()).suffix in (".xlsx", ".xlsm", ".docx", ".ods", ".odt"):
            raise UnreadableDocument(name, "it is a spreadsheet or a text document", "save it as 'CSV UTF-8'")
        inner, xml, files, lost = unpacked(name, data)
        project = read_refi(f"{name}/{inner}", xml, files)
        return replace(project, lost=(*lost, *project.lost))
    if data.startswith(b"SQLite format 3"):
        reason = "it is a database of a program and no exchange file"
        raise UnreadableDocument(name, reason, "export the project as REFI-QDA (.qdpx, .qdc), or its codings as CSV")
    text = decoded(data).removeprefix("\ufeff")
    ending = PurePosixPath(plain(name).lower()).suffix
    if text.lstrip().startswith("<"):
        return read_refi(name, data)
    if ending == ".json" or text.lstrip()[:1] in ("[", "{"):
        return read_csl(name, text)
    if ending == ".ris" or _RIS.match(text):
        return _not_empty(name, read_ris(text))
    if ending in (".bib", ".bibtex") or (ending not in (".csv", ".tsv") and _BIB.search(text)):
        return _not_empty(name, read_bibtex(text))
    if ending in (".csv", ".tsv", ".tab", ".txt"):
        return read_csv(name, data)
    if ending in (".qdpx", ".qde", ".qdc"):
        raise UnreadableDocument(name, f"it is called {ending}, and holds no project or code book", "export it again")
    raise UnknownFormat(f"{name}: is of no kind that can be imported; there are: {TAKEN}.")


def _not_empty(name: str, found: Bibliography) -> Bibliography:
    if not found.entries and not found.lost:
        raise UnreadableDocument(name, f"it holds no {found.format} entry", "export the bibliography again")
    return found
