"""What a made-up paper is: sections, paragraphs, nested lists, tables, figures, formulas, notes, references, citations.

In: nothing. Out: frozen values, made by `make.paper` and read by the writers. Words are pieces of text and citations;
`said` puts them together as a reader sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """A pointer to works, as places (from 0) in Paper.works, rising."""

    works: tuple[int, ...]


Words = tuple[str | Cite, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """note: the words of a footnote that its last sentence carries, "" for none."""

    words: Words
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list. inner: the list below it, None when there is none."""

    words: Words
    inner: Items | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ordered ones count from 1."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with one header row; every row has as many cells as the header."""

    number: int
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def label(self) -> str:
        return f"Table {self.number}: {self.caption}"


@dataclass(frozen=True, slots=True)
class Figure:
    number: int
    caption: str

    @property
    def label(self) -> str:
        return f"Figure {self.number}: {self.caption}"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that stands by itself, without any mark-up of its own."""

    text: str


Content = Paragraph | Items | Grid | Figure | Formula


@dataclass(frozen=True, slots=True)
class Part:
    """A section. number: "2.1", "IV", "" for none. level: 1 outermost."""

    number: str
    title: str
    level: int
    content: tuple[Content, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the bibliography. authors: (given name, surname)."""

    authors: tuple[tuple[str, str], ...]
    year: int
    title: str
    venue: str
    volume: int
    pages: tuple[int, int]
    doi: str


@dataclass(frozen=True, slots=True)
class Paper:
    """numeric: works are cited by number, else by author and year."""

    title: str
    authors: tuple[tuple[str, str], ...]
    year: int
    abstract: str
    keywords: tuple[str, ...]
    parts: tuple[Part, ...]
    works: tuple[Work, ...]
    numeric: bool

    def all_parts(self) -> Iterator[tuple[Part, Part | None]]:
        """Every section with the one it lies in, in reading order."""

        def below(parts: tuple[Part, ...], parent: Part | None) -> Iterator[tuple[Part, Part | None]]:
            for part in parts:
                yield part, parent
                yield from below(part.parts, part)

        return below(self.parts, None)

    def raw(self, work: Work) -> str:
        """A work as the list of references writes it, without its number."""
        first, last = work.pages
        if self.numeric:
            names = [f"{given[0]}. {surname}" for given, surname in work.authors]
            written = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
            where = f"{work.venue}, vol. {work.volume}, pp. {first}-{last}, {work.year}"
            return f"{written}, “{work.title},” {where}, doi: {work.doi}."
        names = [f"{surname}, {given[0]}." for given, surname in work.authors]
        written = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
        where = f"{work.venue}, {work.volume}, {first}–{last}"
        return f"{written} ({work.year}). {work.title}. {where}. https://doi.org/{work.doi}"

    def cited(self, cite: Cite) -> tuple[tuple[str, int], ...]:
        """The pieces of a citation with the work that each points to: ("[3,", 2), ("7]", 6)."""
        if self.numeric:
            shown = [str(place + 1) for place in cite.works]
            opened, closed, between = "[", "]", ","
        else:
            shown = [f"{self.people(self.works[place])}, {self.works[place].year}" for place in cite.works]
            opened, closed, between = "(", ")", ";"
        ends = [between] * (len(shown) - 1) + [closed]
        pieces = [text + end for text, end in zip(shown, ends, strict=True)]
        return tuple(zip([opened + pieces[0], *pieces[1:]], cite.works, strict=True))

    def people(self, work: Work) -> str:
        """The authors as an author-year citation names them."""
        surnames = [surname for _, surname in work.authors]
        return surnames[0] if len(surnames) == 1 else " and ".join(surnames) if len(surnames) == 2 else (
            f"{surnames[0]} et al."
        )  # fmt: skip


def said(
    paper: Paper, words: Words, text: Callable[[str], str] = str, cite: Callable[[Cite], str] | None = None
) -> str:
    """Words put together: text writes what is no citation, cite a citation, by default as a reader sees it."""

    def plain(pointer: Cite) -> str:
        return text(" ".join(piece for piece, _ in paper.cited(pointer)))

    return "".join(text(piece) if isinstance(piece, str) else (cite or plain)(piece) for piece in words)


def flat(items: Items, depth: int = 0) -> Iterator[tuple[Item, int, str]]:
    """The points of a list and of those in it: each with its depth from 0 and its marker ("•" or "2.")."""
    for place, item in enumerate(items.items, 1):
        yield item, depth, f"{place}." if items.ordered else "•"
        if item.inner is not None:
            yield from flat(item.inner, depth + 1)
