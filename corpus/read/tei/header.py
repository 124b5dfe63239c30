"""The header of a TEI file: what it says of the paper, as parts and as metadata.

In: a TeiSource and the number of its teiHeader. Out: parts (title, authors, keywords, abstract, and all else of kind
OTHER) and the fields of a Reading that it states. Called by corpus.read.tei.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.part import Part
from corpus.read.tei.bibliography import NAMES, YEAR, people
from corpus.read.tei.source import INLINE, XML_LANG, TeiSource
from corpus.strand import BREAK, SPACE, Strand, join
from corpus.study import BlockKind

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_SUBTITLES = frozenset(("sub", "subtitle"))
_WHOLE = frozenset("affiliation availability biblScope address licence p note".split())


@dataclass(frozen=True, slots=True)
class Stated:
    """What a header states; empty fields are not in it."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    language: str = ""
    date: str = ""
    made_by: str = ""


def stated(source: TeiSource, header: int | None) -> Stated:
    """The metadata that a header states."""
    if header is None:
        return Stated()
    title = [source.words(i) for i in _titles(source, header)]
    own = source.first("sourceDesc", header)
    numbers = [i for i in source.all("idno", header) if source.attribute(i, "type").upper() == "DOI"]
    numbers.sort(key=lambda i: own is None or not own < i < source.after[own])
    dois = [source.words(i) for i in numbers]
    printed = [i for region in source.all("imprint", header) for i in source.all("date", region)]
    dates = [source.attribute(i, "when") or source.words(i) for i in (*printed, *source.all("date", header))]
    date = next((date for date in dates if YEAR.search(date)), "")
    year = YEAR.search(date)
    iso = _ISO.match(date)
    text = source.first("text")
    language = (source.attribute(text, XML_LANG) if text is not None else "") or source.attribute(header, XML_LANG)
    doi = next((found for doi in dois if (found := _DOI.search(doi))), None)
    return Stated(
        title=f"{title[0].rstrip(':')}: {' '.join(title[1:])}" if title[1:] else "".join(title),
        authors=people(source, _people(source, header)),
        year=int(year.group()) if year else None,
        doi=doi.group().lower() if doi else "",
        language=language,
        date=iso.group() if iso else year.group() if year else "",
        made_by=_maker(source, header),
    )


def _maker(source: TeiSource, header: int) -> str:
    """The program that wrote the file; its version only when that is one."""
    program = source.first("application", header)
    if program is None:
        return ""
    name, version = source.attribute(program, "ident"), source.attribute(program, "version").strip()
    return f"{name} {version}".strip() if any(sign.isdigit() for sign in version) else name


def header_parts(source: TeiSource, header: int, blocks: Callable[[int], Iterable[Part]]) -> Iterator[Part]:
    """Title, authors, keywords and abstract first, then everything else that the header says, as it stands.

    blocks: the parts of an element's text, for the abstract.
    """
    used: set[int] = set()
    title = _titles(source, header)
    if title:
        used.update(title)
        yield Part(BlockKind.TITLE, join([source.strand(i) for i in title], SPACE))
    names = [name for person in _people(source, header) for name in _named(source, person)]
    used.update(names)
    words = [source.strand(name) for name in names]
    if any(words):
        yield Part(BlockKind.AUTHORS, join(words, BREAK).fold())
    keywords = next((i for i in source.all("keywords", header) if source.words(i)), None)
    if keywords is not None:
        used.add(keywords)
        yield Part(BlockKind.KEYWORDS, terms(source, keywords))
    for abstract in source.all("abstract", header):
        used.add(abstract)
        for part in blocks(abstract):
            yield Part(BlockKind.ABSTRACT, part.strand) if part.kind is BlockKind.PARAGRAPH else part
    yield from _rest(source, header, used)


def _rest(source: TeiSource, header: int, used: set[int]) -> Iterator[Part]:
    """Affiliations, rights and publication lines: one part of kind OTHER for each run of words."""
    text, starts, ends, after = source.text, source.starts, source.ends, source.after
    stack = [(header, header + 1, starts[header])]
    while stack:
        element, child, place = stack.pop()
        while child < after[element]:
            if source.names[child] in INLINE and starts[child] > place and text[place : starts[child]].strip():
                child = after[child]
                continue
            if text[place : starts[child]].strip():
                yield Part(BlockKind.OTHER, source.span(place, starts[child]))
            place, following = ends[child], after[child]
            if child in used:
                pass
            elif source.names[child] in _WHOLE or following == child + 1:
                if words := source.strand(child):
                    yield Part(BlockKind.OTHER, words)
            else:
                stack += [(element, following, place), (child, child + 1, starts[child])]
                break
            child = following
        else:
            if text[place : ends[element]].strip():
                yield Part(BlockKind.OTHER, source.span(place, ends[element]))


def terms(source: TeiSource, region: int) -> Strand:
    """Key words, one a line: the terms of a region, else its items, else all of its words."""
    for name in ("term", "item"):
        if found := [words for i in source.all(name, region) if (words := source.strand(i))]:
            return join(found, BREAK)
    return source.strand(region)


def _titles(source: TeiSource, header: int) -> list[int]:
    """The first title that has words, of the file, else of the work that it was made from; and its subtitles."""
    for region in (*source.all("titleStmt", header), *source.all("analytic", header)):
        found = [i for i in source.all("title", region) if source.words(i)]
        if found:
            return [found[0], *(i for i in found[1:] if source.attribute(i, "type") in _SUBTITLES)]
    return []


def _people(source: TeiSource, header: int) -> list[int]:
    """The author elements of the paper itself; where the work it was made from has none, those of the file."""
    for name in ("analytic", "sourceDesc", "titleStmt"):
        found = [i for region in source.all(name, header) for i in source.all("author", region)]
        if found:
            return found
    return list(source.all("authorInfo", header))


def _named(source: TeiSource, person: int) -> list[int]:
    """The names of a person; the person itself, when nothing in it is marked as a name but its pieces."""
    found: list[int] = []
    for index in range(person + 1, source.after[person]):
        if source.names[index] in NAMES and not (found and index < source.after[found[-1]]):
            found.append(index)
    bare = {"affiliation", "email", "idno", "orgName"}.isdisjoint(source.names[person + 1 : source.after[person]])
    return found or ([person] if bare else [])
