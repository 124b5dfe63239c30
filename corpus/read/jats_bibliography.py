"""The bibliography of a JATS file: its entries to References.

In: a ref node. Out: for each citation in it, its words and its Reference; also the names of people, which the front
matter has in the same form. Called by corpus.read.jats_body and corpus.read.jats_front. Fields are those that the file
marks; an entry that marks none is taken apart by its typography, as in a paper without mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase

from corpus.bibliography import parse_reference
from corpus.read.jats_words import CITATIONS
from corpus.read.xml_source import Node, Outline
from corpus.strand import Strand
from corpus.study import Reference

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_DIGITS = re.compile(r"\d{1,9}")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PEOPLE = frozenset(("name", "string-name", "collab", "contrib", "anonymous"))
_NOT_AUTHORS = frozenset(("editor", "translator", "compiler", "guest-editor", "director", "transed", "inventor-editor"))
_FIELDS = ("source", "year", "volume", "issue", "fpage", "lpage", "page-range", "elocation-id")
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")


def entries(outline: Outline, ref: Node, place: int) -> Iterator[tuple[Strand, Strand, Reference]]:
    """The label, the words and the Reference of each citation in a ref; place: of the ref in its list, from 1.

    The first has the id of the ref as its key, since that is what the text points at; the others that id and a letter.
    """
    label = next(iter(ref.own("label")), None)
    number = outline.words(label).strip("[]() .") if label is not None else ""
    marker = outline.strand(label) if label is not None else outline.between(0, 0)
    key = ref.get("id") or f"ref{place}"
    found = [node for node in _citations(ref) if outline.words(node)]
    rest = [child for child in ref.children if child.kind not in CITATIONS and child is not label]
    if len(found) < 2:
        words = outline.around(ref, [label] if label is not None else [])
        if words:
            yield (
                marker,
                words,
                replace(_reference(outline, found[0] if found else ref, words.text), key=key, number=number),
            )
        return
    for index, node in enumerate(found):
        letter = ascii_lowercase[index] if index < len(ascii_lowercase) else str(index)
        own = f"{key}{letter}" if index else key
        words = outline.strand(node).fold()
        fields = replace(
            _reference(outline, node, words.text), key=own, number=f"{number}{letter}" if index and number else number
        )
        yield (marker if not index else outline.between(0, 0)), words, fields
    for node in rest:
        words = outline.strand(node).fold()
        if words and not any(node.start <= inner.start < node.end for inner in found):
            yield outline.between(0, 0), words, Reference(key=f"{key}-{node.start}", raw=words.text)


def _citations(ref: Node) -> list[Node]:
    """The citations of a ref; of alternative forms of one, the first."""
    found: list[Node] = []
    for child in ref.children:
        if child.kind in CITATIONS:
            found.append(child)
        elif child.kind in ("citation-alternatives", "note"):
            found += child.own(*CITATIONS)[:1]
    return found


def names(outline: Outline, nodes: Iterable[Node]) -> tuple[str, ...]:
    """ "Given Surname" of each person or group, in order, doubles once."""
    found = [person(outline, node) for node in nodes]
    return tuple(dict.fromkeys(name for name in found if name))


def person(outline: Outline, node: Node) -> str:
    """ "Given Surname Suffix" of one person; a group's name without those of its members."""
    if node.kind == "collab":
        return " ".join(outline.around(node, node.own("contrib-group")).text.split())
    family, given = node.first("surname"), node.first("given-names")
    if family is None and given is None:
        inner = node.first("collab", "string-name", "anonymous")
        if inner is not None:
            return person(outline, inner)
        return outline.words(node) if node.kind == "string-name" else ""
    parts = (given, family, node.first("suffix"))
    return " ".join(filter(None, (outline.words(part).strip(" ,;") for part in parts if part is not None)))


def _reference(outline: Outline, citation: Node, raw: str) -> Reference:
    """The fields that a citation marks."""
    fields: dict[str, Node] = {}
    titles: list[Node] = []
    for node in citation.all(*_TITLES, *_FIELDS):
        if node.kind in _TITLES:
            titles.append(node)
        fields.setdefault(node.kind, node)

    def said(kind: str) -> str:
        return outline.words(fields[kind]).strip(" ,;:()") if kind in fields else ""

    sources = [said("source")] if "source" in fields else []
    named = [outline.words(title).rstrip(" .,;") for title in titles]
    title, *venues = [*named, *sources] if named or sources else [""]
    people, editors = _people(citation)
    first, last = said("fpage"), said("lpage")
    year = _YEAR.search(fields["year"].get("iso-8601-date") or said("year")) if "year" in fields else None
    found = Reference(
        key="",
        raw=raw,
        title=title,
        authors=names(outline, people),
        editors=names(outline, editors),
        year=int(year.group()) if year else None,
        doi=_doi(outline, citation, raw),
        pmid=_identifier(outline, citation, "pmid"),
        venue=venues[-1] if venues else "",
        volume=said("volume"),
        issue=said("issue"),
        first_page=first or said("page-range").split("-")[0] or said("elocation-id"),
        pages=said("page-range") or (f"{first}-{last}" if last and last != first else first or said("elocation-id")),
    )
    return found if title or found.authors else _parsed(found)


def _parsed(found: Reference) -> Reference:
    """An entry without mark-up, taken apart by its typography."""
    guess = parse_reference(found.raw, found.key)
    return replace(
        found, title=guess.title, authors=guess.authors, year=found.year or guess.year, doi=found.doi or guess.doi
    )


def _people(citation: Node) -> tuple[list[Node], list[Node]]:
    """Who wrote the work, and who edited the one that it stands in."""
    authors: list[Node] = []
    editors: list[Node] = []
    stack = [(child, False) for child in reversed(citation.children)]
    while stack:
        node, editing = stack.pop()
        if node.kind in _PEOPLE:
            (editors if editing else authors).append(node)
            continue
        kind = node.get("person-group-type")
        editing = editing or kind in _NOT_AUTHORS or node.kind in ("edited-book", "editors")
        stack.extend((child, editing) for child in reversed(node.children))
    return authors, editors


def _doi(outline: Outline, citation: Node, raw: str) -> str:
    """The DOI that is marked as such, or stands in the words or behind a link."""
    match = _DOI.search(_identifier(outline, citation, "doi")) or _DOI.search(raw)
    if match is None:
        hrefs = (element.get(_XLINK) or "" for element in citation.element.iter())
        match = next(filter(None, (_DOI.search(href) for href in hrefs if "10." in href)), None)
    return match.group().rstrip(".,;)]").lower() if match else ""


def _identifier(outline: Outline, citation: Node, kind: str) -> str:
    ids = citation.all("pub-id", "object-id", "article-id")
    said = next((outline.words(node) for node in ids if node.get("pub-id-type") == kind), "")
    if kind == "pmid":
        digits = _DIGITS.search(said)
        return digits.group() if digits else ""
    return said
