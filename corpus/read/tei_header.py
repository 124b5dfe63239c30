"""The header of a TEI file: what it says of the paper, as parts and as metadata.

In: the teiHeader element. Out: parts (title, authors, keywords, abstract, and all else of kind OTHER) and the fields of
a Reading that it states. Called by corpus.read.tei.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.part import Part
from corpus.read.tei_bibliography import authors
from corpus.read.tei_source import TeiSource, local, named
from corpus.strand import BREAK, EMPTY, Strand, join
from corpus.study import BlockKind

_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = frozenset(("affiliation", "availability", "publicationStmt", "biblScope", "address"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a header states; empty fields are not in it."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    language: str = ""


def stated(source: TeiSource, header: etree._Element | None) -> Stated:
    """The metadata that a header states."""
    if header is None:
        return Stated()
    title = _title(header)
    own = next(named(header, "sourceDesc"), header)
    dois = [e.text or "" for e in named(own, "idno") if (e.get("type") or "").upper() == "DOI"]
    years = [y for e in named(header, "date") for y in _YEAR.findall(e.get("when") or e.text or "")]
    text = next(named(source.root, "text"), None)
    language = (text.get(_XML_LANG) if text is not None else None) or header.get(_XML_LANG) or ""
    return Stated(
        title=source.strand(title).text if title is not None else "",
        authors=authors(_people(header)),
        year=int(years[0]) if years else None,
        doi=next((doi.strip().lower() for doi in dois), ""),
        language=language,
    )


def header_parts(
    source: TeiSource, header: etree._Element, blocks: Callable[[etree._Element], Iterator[Part]]
) -> Iterator[Part]:
    """Title, authors, keywords and abstract first, then everything else that the header says, as it stands.

    blocks: the parts of an element's text, for the abstract.
    """
    used: set[etree._Element] = set()
    title = _title(header)
    if title is not None:
        used.add(title)
        yield Part(BlockKind.TITLE, source.strand(title))
    names = [name for person in _people(header) for name in named(person, "persName")]
    used.update(names)
    words = [join([source.strand(e) for e in name.iterdescendants() if isinstance(e.tag, str)]) for name in names]
    if any(words):
        yield Part(BlockKind.AUTHORS, join(words, BREAK).fold())
    keywords = next(named(header, "keywords"), None)
    if keywords is not None:
        used.add(keywords)
        terms = [source.strand(e) for e in named(keywords, "term")] or [source.strand(keywords)]
        yield Part(BlockKind.KEYWORDS, join(terms, BREAK))
    abstract = next(named(header, "abstract"), None)
    if abstract is not None:
        used.add(abstract)
        for part in blocks(abstract):
            yield Part(BlockKind.ABSTRACT, part.strand) if part.kind is BlockKind.PARAGRAPH else part
    yield from _rest(source, header, used)


def _rest(source: TeiSource, header: etree._Element, used: set[etree._Element]) -> Iterator[Part]:
    """Affiliations, rights and publication lines: one part of kind OTHER for each."""
    stack = list(reversed(list(header)))
    while stack:
        element = stack.pop()
        if element in used or not isinstance(element.tag, str):
            continue
        inner = [child for child in element if isinstance(child.tag, str)]
        if local(element) in _WHOLE or not inner:
            pieces: list[Strand] = []
            source.collect(element, frozenset(("persName",)), pieces)
            words = join(pieces, EMPTY).fold()
            if words:
                yield Part(BlockKind.OTHER, words)
        else:
            stack.extend(reversed(inner))


def _title(header: etree._Element) -> etree._Element | None:
    return next((e for region in named(header, "titleStmt") for e in named(region, "title")), None)


def _people(header: etree._Element) -> list[etree._Element]:
    """The author elements of the paper itself."""
    analytic = [e for region in named(header, "analytic") for e in named(region, "author")]
    return analytic or [e for region in named(header, "sourceDesc") for e in named(region, "author")]
