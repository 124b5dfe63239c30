"""TEI's bibliographic elements: people and biblStruct to names and References.

In: elements. Out: names as "Given Surname", corpus.study.Reference. Called by corpus.read.tei.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from corpus.read.tei_source import local
from corpus.study import Reference

_YEAR = re.compile(r"(?:19|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (e for e in element.iter() if local(e) == name)


def authors(people: Iterable[etree._Element]) -> tuple[str, ...]:
    """ "Given Surname" of each author that has a name, in order, doubles once."""
    names: list[str] = []
    for person in people:
        name = next(_all(person, "persName"), None)
        if name is None:
            continue
        given = [_words(e) for e in _all(name, "forename")]
        family = [_words(e) for e in _all(name, "surname")]
        full = " ".join(word for word in [*given, *family] if word)
        if full and full not in names:
            names.append(full)
    return tuple(names)


def reference(element: etree._Element, key: str, words: str) -> Reference:
    """A biblStruct as a Reference; its key is its xml:id when it has one."""
    analytic, monogr = next(_all(element, "analytic"), None), next(_all(element, "monogr"), None)
    title = _title(analytic) or _title(monogr)
    venue = _title(monogr) if _title(analytic) else ""
    people = [e for e in (analytic if analytic is not None else element) if local(e) == "author"]
    people = people or list(_all(element, "author"))
    dates = [e.get("when") or _words(e) for e in _all(element, "date")]
    year = next((y for date in dates for y in _YEAR.findall(date)), None)
    doi = next((_words(e) for e in _all(element, "idno") if (e.get("type") or "").upper() == "DOI"), "")
    scopes = {e.get("unit"): e for e in _all(element, "biblScope")}
    page = scopes.get("page")
    raw = next((_words(e) for e in _all(element, "note") if e.get("type") == "raw_reference"), "")
    found = _DOI.search(doi)
    return Reference(
        key=element.get(_XML_ID) or key,
        raw=raw or words,
        title=title,
        authors=authors(people),
        year=int(year) if year else None,
        doi=found.group().rstrip(".,;").lower() if found else "",
        venue=venue,
        volume=_words(scopes.get("volume")),
        first_page=(page.get("from") or _words(page).split("-")[0].strip()) if page is not None else "",
    )


def _title(element: etree._Element | None) -> str:
    return next((_words(e) for e in element if local(e) == "title" and _words(e)), "") if element is not None else ""
