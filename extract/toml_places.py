"""Where in a TOML text each key and each text stands, which tomllib does not say.

In: a text that tomllib reads. Out: line numbers by path of keys. Called by extract.codebook and extract.codebook_check.
The scanner knows just enough of TOML: comments, the four kinds of quotes, brackets and headers of tables. The second
table [[a.b]] of a list has the path ("a", "b", "1"), which is counted from 0.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_PIECE = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r"|(?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')"
    r"|(?P<mark>[\[\]{}=,.\n])"
    r"|(?P<bare>[^\s\[\]{}=,.\"'\#]+)"
    r"|(?P<space>[^\S\n]+)",
    re.DOTALL,
)
Path = tuple[str, ...]


@dataclass
class Places:
    """Lines, 1-based, by path of keys; texts of a value in order of place, those of its inline tables among them."""

    keys: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, list[tuple[str, int]]] = field(default_factory=dict)

    def key(self, *path: str) -> int | None:
        """The line of a key or of the header of a table."""
        return self.keys.get(path)

    def text(self, path: Path, value: str, nth: int = 0) -> int | None:
        """The line of the nth occurrence of a text in the value of a key; the key's own line when it is not there."""
        lines = [line for text, line in self.texts.get(path, ()) if text == value]
        return lines[nth] if nth < len(lines) else self.key(*path)


def places(text: str) -> Places:
    """The lines of all keys and texts of a TOML text."""
    found = Places()
    table: Path = ()
    listed: Counter[Path] = Counter()
    pieces = _pieces(text)
    for kind, piece, line in pieces:
        if kind == "mark" and piece == "[":
            table, double = _header(pieces)
            found.keys.setdefault(table, line)
            if double:
                listed[table] += 1
                table = (*table, str(listed[table] - 1))
                found.keys[table] = line
        elif kind in ("bare", "text"):
            path = (*table, _plain(kind, piece), *_rest_of_key(pieces))
            found.keys.setdefault(path, line)
            found.texts[path] = list(_texts_of_value(pieces))
    return found


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, piece, line) of all that is neither comment nor white space inside a line."""
    line = 1
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("comment", "space"):
            yield kind, match[0], line
        line += match[0].count("\n")


def _header(pieces: Iterator[tuple[str, str, int]]) -> tuple[Path, bool]:
    """The path of a table after its first bracket, and whether it is one of a list, with two brackets."""
    path: list[str] = []
    double = False
    for kind, piece, _ in pieces:
        if piece == "\n":
            break
        double = double or piece == "["
        if kind in ("bare", "text"):
            path.append(_plain(kind, piece))
    return tuple(path), double


def _rest_of_key(pieces: Iterator[tuple[str, str, int]]) -> Iterator[str]:
    """The further parts of a dotted key, up to the sign of equality."""
    for kind, piece, _ in pieces:
        if piece in ("=", "\n"):
            return
        if kind in ("bare", "text"):
            yield _plain(kind, piece)


def _texts_of_value(pieces: Iterator[tuple[str, str, int]]) -> Iterator[tuple[str, int]]:
    """The texts of a value, which ends with the line that closes its brackets."""
    depth = 0
    for kind, piece, line in pieces:
        if kind == "mark":
            depth += (piece in "[{") - (piece in "]}")
            if piece == "\n" and depth <= 0:
                return
        elif kind == "text":
            yield _plain(kind, piece), line


def _plain(kind: str, piece: str) -> str:
    """A piece as tomllib reads it."""
    if kind != "text":
        return piece
    if "\\" not in piece and not piece.startswith(('"""', "'''")):
        return piece[1:-1]
    return str(tomllib.loads(f"v = {piece}")["v"])
