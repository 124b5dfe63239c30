"""TEI's bibliographic elements: people and biblStruct to names and References.

In: numbers of elements of a TeiSource. Out: names as "Given Surname", corpus.study.Reference. Called by corpus.read.tei
and corpus.read.tei_header. An entry is read in one walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.read.tei_source import XML_ID, TeiSource
from corpus.study import Reference

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_PMID = re.compile(r"PMID:?\s{0,3}(\d{4,9})")
_ARXIV = re.compile(r"(?:arxiv|abs/)\D{0,10}(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}", re.IGNORECASE)  # names year and month
_READ = frozenset("analytic monogr title author editor forename surname orgName date idno biblScope note".split())


def people(source: TeiSource, elements: Iterable[int]) -> tuple[str, ...]:
    """ "Given Surname" of each author or editor that has a name, in order, doubles once."""
    names = [full for element in elements for full in _names(source, element)]
    return tuple(dict.fromkeys(names))


def _names(source: TeiSource, person: int) -> list[str]:
    """The names in one element; it holds several when GROBID could not part them."""
    found: list[str] = []
    names, after = source.names, source.after
    at, end = person + 1, after[person]
    while at < end:
        if names[at] == "persName":
            found.append(_full(source, at))
            at = after[at]
        elif names[at] == "affiliation":
            at = after[at]
        elif names[at] == "orgName" and not found:
            found.append(source.words(at))
            at = after[at]
        else:
            at += 1
    if end == person + 1:
        found.append(source.words(person))
    return [name for name in found if name]


def _full(source: TeiSource, name: int) -> str:
    """Given names before the surname; a name that is not taken apart as it stands."""
    given, family = [], []
    for at in range(name + 1, source.after[name]):
        if source.names[at] == "forename":
            given.append(source.words(at))
        elif source.names[at] == "surname":
            family.append(source.words(at))
    if not given and not family:
        return source.words(name) if source.after[name] == name + 1 else ""
    return " ".join([word for word in (*given, *family) if word])


@dataclass(slots=True)
class _Entry:
    """What one walk over an entry finds: numbers of elements, by what they are."""

    analytic: range = range(0)
    monogr: range = range(0)
    titles: list[int] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    editors: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    scopes: dict[str, int] = field(default_factory=dict)
    raw: int | None = None


def raw_note(source: TeiSource, entry: int) -> int | None:
    """The note that holds an entry as the paper prints it."""
    notes = source.all("note", entry)
    return next((i for i in notes if source.nodes[i].get("type") == "raw_reference"), None)


def reference(source: TeiSource, entry: int, key: str, raw: str) -> Reference:
    """A biblStruct as a Reference; its key is its xml:id when it has one. raw: its words."""
    found = _walk(source, entry)
    title = _title(source, found.titles, found.analytic) or _title(source, found.titles, found.monogr)
    venue = _title(source, found.titles, found.monogr) if _title(source, found.titles, found.analytic) else ""
    own = [i for i in found.authors if i in found.analytic] or found.authors
    dates = [source.nodes[i].get("when") or source.words(i) for i in found.dates]
    year = next((y for date in dates for y in YEAR.findall(date)), None) or _year_of_preprint(raw)
    doi = _DOI.search(_number(source, found, "DOI"))
    pmid = _number(source, found, "PMID") or next(iter(_PMID.findall(raw)), "")
    first, pages = _pages(source, found.scopes.get("page"))
    return Reference(
        key=source.nodes[entry].get(XML_ID) or key,
        raw=raw,
        title=title,
        authors=people(source, own),
        year=int(year) if year else None,
        doi=doi.group().rstrip(".,;").lower() if doi else "",
        venue=venue,
        volume=_scope(source, found, "volume"),
        first_page=first,
        issue=_scope(source, found, "issue"),
        pages=pages,
        pmid=pmid if pmid.isdigit() else "",
        editors=people(source, found.editors),
    )


def completed(found: Reference, printed: Reference) -> Reference:
    """A reference with what GROBID did not see in it taken from the entry as it is printed."""
    return replace(
        found,
        title=found.title or printed.title,
        authors=found.authors or printed.authors,
        year=found.year or printed.year,
        doi=found.doi or printed.doi,
    )


def _year_of_preprint(raw: str) -> str | None:
    match = _ARXIV.search(raw) if "." in raw else None
    return f"20{match[1]}" if match else None


def _walk(source: TeiSource, entry: int) -> _Entry:
    found = _Entry()
    for index in range(entry + 1, source.after[entry]):
        name = source.names[index]
        if name not in _READ:
            continue
        if name == "title":
            found.titles.append(index)
        elif name == "author":
            found.authors.append(index)
        elif name == "editor":
            found.editors.append(index)
        elif name == "analytic":
            found.analytic = range(index, source.after[index])
        elif name == "monogr" and not found.monogr:
            found.monogr = range(index, source.after[index])
        elif name == "date":
            found.dates.append(index)
        elif name == "biblScope":
            found.scopes.setdefault(source.nodes[index].get("unit") or source.nodes[index].get("type") or "", index)
        elif name == "idno":
            found.numbers.setdefault((source.nodes[index].get("type") or "").upper(), index)
    return found


def _title(source: TeiSource, titles: Iterable[int], within: range) -> str:
    return next((words for i in titles if i in within and (words := source.words(i))), "")


def _number(source: TeiSource, found: _Entry, kind: str) -> str:
    return source.words(found.numbers[kind]) if kind in found.numbers else ""


def _scope(source: TeiSource, found: _Entry, unit: str) -> str:
    return source.words(found.scopes[unit]) if unit in found.scopes else ""


def _pages(source: TeiSource, scope: int | None) -> tuple[str, str]:
    """The first page and all pages as written, or from @from and @to."""
    if scope is None:
        return "", ""
    first, last = source.attribute(scope, "from"), source.attribute(scope, "to")
    words = source.words(scope)
    if first:
        return first, words or (f"{first}-{last}" if last else first)
    return words.replace("–", "-").split("-")[0].strip(), words
