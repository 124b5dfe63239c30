"""The header of a TEI file: what it says of the paper, as parts and as metadata.

In: a TeiSource and the number of its teiHeader. Out: parts (title, authors, keywords, abstract, and all else of kind
OTHER) and the fields of a Reading that it states. Called by corpus.read.tei.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.part import Part
from corpus.read.tei_bibliography import YEAR, people
from corpus.read.tei_source import INLINE, XML_LANG, TeiSource
from corpus.strand import BREAK, join
from corpus.study import BlockKind

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
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
    title = _title(source, header)
    own = source.first("sourceDesc", header)
    numbers = source.all("idno", header if own is None else own)
    dois = [source.words(i) for i in numbers if source.attribute(i, "type").upper() == "DOI"]
    dates = [source.attribute(i, "when") or source.words(i) for i in source.all("date", header)]
    date = next((date for date in dates if YEAR.search(date)), "")
    year = YEAR.search(date)
    iso = _ISO.match(date)
    text = source.first("text")
    language = (source.attribute(text, XML_LANG) if text is not None else "") or source.attribute(header, XML_LANG)
    doi = next((found for doi in dois if (found := _DOI.search(doi))), None)
    return Stated(
        title=source.words(title) if title is not None else "",
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
    title = _title(source, header)
    if title is not None:
        used.add(title)
        yield Part(BlockKind.TITLE, source.strand(title))
    names = [name for person in _people(source, header) for name in source.all("persName", person)]
    used.update(names)
    words = [source.strand(name) for name in names]
    if any(words):
        yield Part(BlockKind.AUTHORS, join(words, BREAK).fold())
    keywords = source.first("keywords", header)
    if keywords is not None:
        used.add(keywords)
        terms = [source.strand(i) for i in source.all("term", keywords)]
        loose = source.names[keywords + 1 : source.after[keywords]].count("term") == 0
        yield Part(BlockKind.KEYWORDS, source.strand(keywords) if loose else join(terms, BREAK))
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


def _title(source: TeiSource, header: int) -> int | None:
    """The first title that has words: of the file, else of the work that it was made from."""
    for region in (*source.all("titleStmt", header), *source.all("analytic", header)):
        for title in source.all("title", region):
            if source.words(title):
                return title
    return None


def _people(source: TeiSource, header: int) -> list[int]:
    """The author elements of the paper itself."""
    analytic = [i for region in source.all("analytic", header) for i in source.all("author", region)]
    return analytic or [i for region in source.all("sourceDesc", header) for i in source.all("author", region)]
