"""The bibliography of a JATS file: its entries to References.

In: a ref node. Out: for each citation in it, its words and its Reference; also the names of people, which the front
matter has in the same form. Called by corpus.read.jats.body and corpus.read.jats.front. Fields are those that the file
marks; an entry that marks none is taken apart by its typography, as in a paper without mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from corpus.bibliography import parse_reference
from corpus.read.jats.source import Node, Outline
from corpus.read.jats.words import CITATIONS
from corpus.strand import EMPTY, Strand
from corpus.study import Reference

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_MARKED_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")  # any sign may stand in one that is set apart
_BELIEVED = ("number", "editors", "year", "doi", "pmid", "volume", "issue", "first_page", "pages")
_DIGITS = re.compile(r"\d{1,9}")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PEOPLE = frozenset(("name", "string-name", "collab", "contrib", "anonymous"))
_NOT_AUTHORS = frozenset(("editor", "translator", "compiler", "guest-editor", "director", "transed", "inventor-editor"))
_FIELDS = frozenset(("source", "year", "volume", "issue", "fpage", "lpage", "page-range", "elocation-id"))
_IDS = frozenset(("pub-id", "object-id", "article-id"))
_PAGE = re.compile(r"[-–—,]")
_TITLES = frozenset(("article-title", "chapter-title", "part-title", "data-title"))
NAME = ("given-names", "surname", "suffix")  # in the order that a name is said


def entries(outline: Outline, ref: Node, place: int) -> Iterator[tuple[Strand, Strand, Reference | None]]:
    """The label, the words and the Reference of each citation in a ref; place: of the ref in its list, from 1.

    The first has the id of the ref as its key, since that is what the text points at; the others that id and a letter.
    A citation that is there twice, as printed and with its fields marked, is one: the words are those printed, and the
    others come after them without a Reference.
    """
    labels = ref.own("label")[:1]
    marker = outline.strand(labels[0]) if labels else EMPTY
    number = marker.text.strip("[]() .")
    key = ref.get("id") or f"ref{place}"
    if forms := _forms(outline, ref):
        words = outline.around(ref, sorted([*labels, forms], key=lambda node: node.start))
        yield marker, words, _reference(outline, forms, words.text, key, number)
        yield EMPTY, outline.strand(forms).fold(), None
        return
    found = [node for node in _citations(ref) if outline.words(node)]
    if len(found) < 2:
        words = outline.around(ref, labels)
        if words:
            yield marker, words, _reference(outline, found[0] if found else ref, words.text, key, number)
        return
    for index, node in enumerate(found):
        letter = (ascii_lowercase[index] if index < len(ascii_lowercase) else str(index)) if index else ""
        words = outline.strand(node).fold()
        numbered = f"{number}{letter}" if number else ""
        yield (EMPTY if index else marker), words, _reference(outline, node, words.text, f"{key}{letter}", numbered)
    for node in ref.children:
        words = outline.strand(node).fold()
        if words and node not in labels and not any(node.start <= inner.start < node.end for inner in found):
            yield EMPTY, words, Reference(key=f"{key}-{node.start}", raw=words.text)


def _forms(outline: Outline, ref: Node) -> Node | None:
    """The marked form of a citation that stands beside its printed form, and nothing else with it."""
    holders = [ref, *ref.own("citation-alternatives")]
    found = [node for holder in holders for node in holder.own(*CITATIONS) if outline.words(node)]
    marked = [node for node in found if node.kind == "element-citation"]
    return marked[0] if len(found) == 2 and len(marked) == 1 else None


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
    parts = {child.kind: child for child in reversed(node.children)}
    if "surname" not in parts and "given-names" not in parts:
        inner = node.first("name", "collab", "string-name", "anonymous")
        if inner is not None:
            return person(outline, inner)
        return outline.words(node) if node.kind == "string-name" else ""
    return " ".join([outline.words(parts[kind]).strip(" ,;") for kind in NAME if kind in parts]).strip()


def _reference(outline: Outline, citation: Node, raw: str, key: str, number: str) -> Reference:
    """The fields that a citation marks."""
    marked = _marked(citation)
    said = {kind: outline.words(node).strip(" ,;:()") for kind, node in marked.fields.items()}
    works = [outline.words(title).rstrip(" .,;") for title in marked.titles]
    works = [work for work in (*works, said.get("source", "")) if work] or [""]
    first, last = said.get("fpage", ""), said.get("lpage", "")
    first = first or said.get("elocation-id", "")
    year = marked.fields.get("year")
    dated = _YEAR.search(year.get("iso-8601-date") or said["year"]) if year is not None else None
    found = Reference(
        key=key,
        raw=raw,
        number=number,
        title=works[0],
        authors=names(outline, marked.authors),
        editors=names(outline, marked.editors),
        year=int(dated.group()) if dated else None,
        doi=_doi(outline, marked, citation, raw),
        pmid=_pmid(outline, marked),
        venue=works[-1] if len(works) > 1 else "",
        volume=said.get("volume", ""),
        issue=said.get("issue", ""),
        first_page=first or _PAGE.split(said.get("page-range", ""))[0],
        pages=said.get("page-range") or (f"{first}-{last}" if last and last != first else first),
    )
    return found if found.title or found.authors else _parsed(found)


@dataclass(slots=True)
class _Marked:
    """What a citation marks: the first node of each field, titles, people, and identifiers."""

    fields: dict[str, Node] = field(default_factory=dict)
    titles: list[Node] = field(default_factory=list)
    authors: list[Node] = field(default_factory=list)
    editors: list[Node] = field(default_factory=list)
    ids: list[Node] = field(default_factory=list)


def _marked(citation: Node) -> _Marked:
    """One walk over a citation. Those who edited the work that it stands in are told from those who wrote it."""
    found = _Marked()
    stack = [(child, False) for child in reversed(citation.children)]
    while stack:
        node, editing = stack.pop()
        kind = node.kind
        if kind in _FIELDS and not (kind == "issue" and node.children):  # Elsevier's holds the journal and the date
            found.fields.setdefault(kind, node)
        elif kind in _PEOPLE:
            (found.editors if editing else found.authors).append(node)
        elif kind in _TITLES:
            found.titles.append(node)
        elif kind in _IDS:
            found.ids.append(node)
        elif node.children:
            editing = editing or node.get("person-group-type") in _NOT_AUTHORS or kind in ("edited-book", "editors")
            editing = editing or (kind == "person-group" and _after_chapter(node, found))
            stack.extend([(child, editing) for child in reversed(node.children)])
    return found


def _after_chapter(group: Node, found: _Marked) -> bool:
    """Whether people of no stated role come after the title of a chapter that has authors: they edited its book."""
    return (
        bool(found.authors) and not group.get("person-group-type") and "chapter-title" in {t.kind for t in found.titles}
    )


def _parsed(found: Reference) -> Reference:
    """An entry without mark-up, taken apart by its typography; what the file does mark is believed."""
    guess = parse_reference(found.raw, found.key)
    return replace(guess, **{name: stated for name in _BELIEVED if (stated := getattr(found, name))})


def _doi(outline: Outline, marked: _Marked, citation: Node, raw: str) -> str:
    """The DOI that is marked as such, or stands in the words or behind a link."""
    said = next((outline.words(node) for node in marked.ids if node.get("pub-id-type") == "doi"), "")
    match = _MARKED_DOI.search(said.replace(" ", "")) if said else None
    if match is None and "10." in raw:
        match = _DOI.search(raw)
    if match is None:
        links = (element.get(_XLINK) or "" for element in citation.element.iter("ext-link", "uri"))
        match = next(filter(None, (_DOI.search(link) for link in links if "10." in link)), None)
    return match.group().rstrip(".,;)]").lower() if match else ""


def _pmid(outline: Outline, marked: _Marked) -> str:
    said = next((outline.words(node) for node in marked.ids if node.get("pub-id-type") == "pmid"), "")
    digits = _DIGITS.search(said)
    return digits.group() if digits else ""
