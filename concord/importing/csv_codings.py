"""Codings as a table: CSV files of Taguette, QualCoder, MAXQDA, of Concord itself, or typed by hand.

In: the bytes of a CSV file. Out: one Project; a table without words is a code book. Called by concord.importing.parse.
Columns may stand in any order and go by the names that programs give them; what a row lacks is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concord.files.csv_files import rows_of, text_of
from concord.importing.values import Code, Coding, Lost, Person, Project, Source, in_order
from corpus.errors import BadInput

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "study": ("study", "study id", "study title"),
    "document": ("document", "document name", "file", "filename", "file name", "source", "paper", "doc"),
    "facet": ("facet",),
    "code": ("code", "codes", "tag", "codename", "code name", "label", "theme"),
    "quote": (
        *("quote", "quotation", "quotation content", "content", "coded", "coded text", "coded segments", "segment"),
        *("text", "seltext", "selected text", "words", "excerpt", "passage", "snippet"),
    ),
    "start": ("start", "begin", "pos0", "start position", "startposition"),
    "end": ("end", "pos1", "end position", "endposition"),
    "coder": ("coder", "user", "who", "owner", "created by", "creator", "coded by", "creating user"),
    "note": ("note", "notes", "memo", "comment", "coded memo", "reason"),
    "description": ("description", "definition"),
    "parent": ("parent", "parent code"),
}
_SHEET = {"study", "unit", "section", "kind", "text"}
_NO_WORDS = ("image", "a/v")  # what QualCoder writes for a coding of a picture or a recording
_BETWEEN = ("\\", " > ")  # in the path of a code, as MAXQDA writes it


def read_csv(name: str, data: bytes) -> Project:
    """The codings of a table, or its code book where no column holds words.

    Raises:
        BadInput: no CSV, or without a column of codes or of studies; says which column, or the row.
    """
    try:
        rows = rows_of(text_of(data))
        header, _ = next(rows, ([], 0))
        columns, above = _columns(header)
        return _Table(columns, above, _maker(header)).project(rows)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None


def _folded(cell: str) -> str:
    return " ".join(cell.replace("_", " ").casefold().split())


def _columns(header: list[str]) -> tuple[dict[str, int], list[int]]:
    """Where each column stands, by its kind; and the columns of categories, which hold the code, nearest first."""
    names = [_folded(cell) for cell in header]
    if set(names) >= _SHEET:
        raise BadInput("is a coding sheet; 'concord coding import' takes it.")
    found: dict[str, int] = {}
    for kind, known in COLUMNS.items():
        for word in known:
            if word in names and kind not in found and names.index(word) not in found.values():
                found[kind] = names.index(word)
    told = ", ".join(cell.strip()[:40] for cell in header[:8]) or "nothing"
    if "code" not in found:
        raise BadInput(f"has no column of codes ({', '.join(COLUMNS['code'])}); its first row is: {told}.")
    if {"quote", "start"} & found.keys() and not {"study", "document"} & found.keys():
        raise BadInput(
            f"has no column that names the study ({', '.join((*COLUMNS['study'][:1], *COLUMNS['document'][:4]))}); "
            f"its first row is: {told}."
        )
    return found, [place for place, word in enumerate(names) if word == "category"]


def _maker(header: list[str]) -> str:
    """The program that writes such a first row, "" for no known one."""
    names = {_folded(cell) for cell in header}
    if names == {"id", "document", "tag", "content"} or names >= {"tag", "parent", "number of highlights"}:
        return "Taguette"
    return "QualCoder" if names >= {"coder", "coded", "codename"} else ""


@dataclass
class _Table:
    columns: Mapping[str, int]
    above: list[int]
    maker: str
    codes: dict[tuple[str, ...], Code] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    codings: list[Coding] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def project(self, rows: Iterator[tuple[list[str], int]]) -> Project:
        words = bool({"quote", "start"} & self.columns.keys())
        for cells, line in rows:
            row = {kind: _plain(cells[at]) if at < len(cells) else "" for kind, at in self.columns.items()}
            above = [_plain(cells[at]) for at in self.above if at < len(cells)]
            paths = [path for path in self._paths(row, above) if path]
            if not paths:
                self.lost.append(Lost("coding", f"row {line}", "names no code", row.get("quote", "")))
            for path in paths:
                self.codes.setdefault(path, Code("\x1f".join(path), path, row.get("description", "")))
                if words:
                    self._coding(path, row, line)
        return Project(
            self.maker or "CSV",
            tuple(self.people.values()),
            in_order(self.codes.values()),
            tuple(self.sources.values()),
            tuple(self.codings),
            tuple(self.lost),
        )

    def _paths(self, row: Mapping[str, str], above: list[str]) -> Iterator[tuple[str, ...]]:
        """The codes of a row, each with what holds it: the facet, categories or a parent, a path in the cell itself."""
        holders = (row.get("facet", ""), *reversed(above))
        for cell in filter(None, map(str.strip, row["code"].split("\n"))):
            own: tuple[str, ...] = (cell,)
            for sign in _BETWEEN:
                own = tuple(part for name in own for part in name.split(sign))
            if self.maker == "Taguette":
                own = tuple(cell.split("."))
            parent = row.get("parent", "")
            held = (parent,) if parent and not (self.maker == "Taguette" and cell.startswith(f"{parent}.")) else ()
            yield tuple(" ".join(name.split()) for name in (*holders, *held, *own) if name.strip())

    def _coding(self, path: tuple[str, ...], row: Mapping[str, str], line: int) -> None:
        study, document, quote = row.get("study", ""), row.get("document", ""), row.get("quote", "")
        start, end = _number(row.get("start", "")), _number(row.get("end", ""))
        if not study and not document:
            self.lost.append(Lost("coding", f"row {line}", "names no study and no document", quote))
        elif not quote and (start is None or end is None or end <= start):
            self.lost.append(Lost("coding", f"row {line}", "has neither words nor a place"))
        elif quote in _NO_WORDS and self.maker == "QualCoder":
            self.lost.append(Lost("coding", f"row {line}", "is on a picture or a recording and on no words"))
        else:
            key = f"{study}\x1f{document}"
            self.sources.setdefault(
                (study, document), Source(key, document or study, names=tuple(filter(None, (study, document))))
            )
            who = " ".join(row.get("coder", "").split())
            if who:
                self.people.setdefault(who, Person(who, who))
            self.codings.append(Coding("\x1f".join(path), key, quote, start, end, who, row.get("note", "")))


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else None


def _plain(cell: str) -> str:
    """A cell without blanks around it, and without the mark that keeps a spreadsheet from computing it."""
    from synthesis.export.clean import no_formula

    text = cell.strip()
    return text[1:] if text.startswith("'") and no_formula(text[1:]) == text else text
