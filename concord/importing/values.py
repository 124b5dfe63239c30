"""What a file of human work holds: frozen values between the parsers and the knowledge base.

In: nothing. Out: Project (codings of people) and Bibliography. Made by the parsers of this package, read by
concord.importing.imports. Positions are offsets into Source.text, half-open, so that text[start:end] is what was coded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that a file holds and that was not taken, or not as it stands there.

    what: kind of thing ("coding", "note", "case"). where: source, code or line. why: in words, for a person. words: its
    own words, as far as it has any.
    """

    what: str
    where: str
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the program that wrote the file. key: unique in the file."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the file's code book.

    key: unique in the file. path: names from the top down to its own. note: its description and memos. codable: it may
    be put on words; else it only holds other codes.
    """

    key: str
    path: tuple[str, ...]
    note: str = ""
    codable: bool = True

    @property
    def name(self) -> str:
        return self.path[-1]


def in_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes, each after those that hold it; one that only stands in the path of others gets a code of its own."""
    given = list(codes)
    by_path = {code.path: code for code in reversed(given)}
    placed: dict[str, Code] = {}
    for code in given:
        for depth in range(1, len(code.path)):
            above = code.path[:depth]
            holder = by_path.setdefault(above, Code("\x1f".join(above), above, codable=False))
            placed.setdefault(holder.key, holder)
        placed.setdefault(code.key, code)
    return tuple(placed.values())


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was coded.

    key: unique in the file. name: as the program shows it. names: other names it may go by: of files, of a study. text:
    the plain text with "\\n" line ends, "" where the file holds none. files: document ids of the bytes that the file
    holds for it (its PDF, its plain text).
    """

    key: str
    name: str
    text: str = ""
    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on words of a source.

    words: what was coded. start, end: where in Source.text; without such a text the place that the file tells, which is
    a hint, or None. who: key of a Person, "" when the file does not say. note: memos and comments on this coding.
    """

    code: str
    source: str
    words: str
    start: int | None = None
    end: int | None = None
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """All that a file of codings holds. maker: the program that wrote it, as it says itself.

    lost: what the parser saw and could not take. remarks: what it took otherwise than it stands there.
    """

    maker: str = ""
    people: tuple[Person, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[Coding, ...] = ()
    lost: tuple[Lost, ...] = ()
    remarks: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography. key: as the file has it. authors: "Given Surname", in order. doi: lower case, bare.

    line: where the entry begins, 1-based, None where the format has no lines. raw: its words, for messages.
    """

    key: str
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    venue: str = ""
    line: int | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All entries of a bibliography that could be read, in the order of the file, and what could not."""

    format: str
    entries: tuple[Entry, ...] = ()
    lost: tuple[Lost, ...] = ()
    remarks: tuple[Lost, ...] = ()
