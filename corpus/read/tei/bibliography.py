"""TEI's bibliographic elements: people and biblStruct to names and References.

In: numbers of elements of a TeiSource. Out: names as "Given Surname", corpus.study.Reference. Called by corpus.read.tei
and corpus.read.tei.header. An entry is read in one walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.read.tei.source import XML_ID, TeiSource
from corpus.study import Reference

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_PMID = re.compile(r"PMID:?\s{0,3}(\d{4,9})")
_PARTICLES = frozenset("van von de der den da di du del la le el al bin ter ten dos zu".split())
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_SIGNS = re.compile(r"[\W_]+")
_ARXIV = re.compile(r"(?:arxiv|abs/)\D{0,10}(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}", re.IGNORECASE)  # names year and month
NAMES = frozenset(("persName", "name", "author_name"))
_READ = frozenset("analytic monogr title author editor date idno biblScope".split())
_Found = dict[str, list[int]]  # the elements of an entry that are read, by name


def people(source: TeiSource, elements: Iterable[int]) -> tuple[str, ...]:
    """ "Given Surname" of each author or editor that has a name, in order, doubles once."""
    found: dict[str, None] = {}
    names, after = source.names, source.after
    for element in elements:
        name, end = element + 1, after[element]
        if name < end and names[name] == "persName" and after[name] == end:
            found[_full(source, name)] = None
        else:
            found.update(dict.fromkeys(_names(source, element)))
    found.pop("", None)
    return tuple(found)


def _names(source: TeiSource, person: int) -> list[str]:
    """The names in one element; it holds several when GROBID could not part them."""
    found: list[str] = []
    names, after = source.names, source.after
    at, end = person + 1, after[person]
    while at < end:
        if names[at] in NAMES:
            found.append(_full(source, at))
            at = after[at]
        elif names[at] == "affiliation":
            at = after[at]
        elif names[at] == "orgName" and not found:
            found.append(source.words(at))
            at = after[at]
        else:
            at += 1
    if not found and "surname" in names[person + 1 : end]:
        found.append(_full(source, person))
    elif end == person + 1:
        found.append(_turned(source.words(person)))
    return [name for name in found if name]


def _turned(name: str) -> str:
    """A name with the given names first, where it stands with the surname first."""
    family, comma, given = name.partition(", ")
    if not comma:
        return name
    words = [*family.split(), *given.split()]
    if len(family.split()) > 4 or len(given.split()) > 3 or "," in given:
        return name
    return f"{given} {family}" if all(w in _PARTICLES or w[0].isupper() for w in words) and given else name


def _full(source: TeiSource, name: int) -> str:
    """Given names before the surname; a name that is not taken apart as it stands."""
    inside = source.names[name + 1 : source.after[name]]
    if not inside or (inside[-1] == "surname" and inside.count("forename") == len(inside) - 1):
        return _turned(source.words(name))
    if "surname" not in inside and "forename" not in inside:
        return source.words(name)
    given = [source.words(name + 1 + at) for at, part in enumerate(inside) if part == "forename"]
    family = [source.words(name + 1 + at) for at, part in enumerate(inside) if part == "surname"]
    return " ".join([word for word in (*given, *family) if word])


def raw_note(source: TeiSource, entry: int) -> int | None:
    """The note that holds an entry as the paper prints it."""
    notes = source.all("note", entry)
    return next((i for i in notes if source.nodes[i].get("type") == "raw_reference"), None)


def reference(source: TeiSource, entry: int, key: str, raw: str) -> Reference:
    """A biblStruct as a Reference; its key is its xml:id when it has one. raw: its words."""
    found = _walk(source, entry)
    inner, outer = _titles(source, found)
    authors = found.get("author", [])
    if analytic := found.get("analytic"):
        authors = [i for i in authors if analytic[0] < i < source.after[analytic[0]]] or authors
    dates = [source.nodes[i].get("when") or source.words(i) for i in found.get("date", ())]
    year = next((y for date in dates for y in YEAR.findall(date)), None) or _year_of_preprint(raw)
    numbers = _by(source, found.get("idno", ()), "type")
    scopes = _by(source, found.get("biblScope", ()), "unit")
    doi = _DOI.search(source.words(numbers["doi"])) if "doi" in numbers else None
    pmid = source.words(numbers["pmid"]) if "pmid" in numbers else ""
    if not pmid and "PMID" in raw:
        pmid = next(iter(_PMID.findall(raw)), "")
    first, pages = _pages(source, scopes.get("page"))
    if first and pages == first and (last := _last_page(source, found)):
        pages = f"{first}-{last}"
    return Reference(
        key=source.nodes[entry].get(XML_ID) or source.attribute(entry, "id") or key,
        raw=raw,
        title=inner or outer,
        authors=people(source, authors),
        year=int(year) if year else None,
        doi=doi.group().rstrip(".,;").lower() if doi else "",
        venue=outer if inner else "",
        volume=source.words(volume) if (volume := scopes.get("volume", scopes.get("vol"))) is not None else "",
        first_page=first,
        issue=source.words(scopes["issue"]) if "issue" in scopes else "",
        pages=pages,
        pmid=pmid if pmid.isdecimal() else "",
        editors=people(source, found["editor"]) if "editor" in found else (),
    )


def of_another(found: Reference, printed: str) -> bool:
    """Whether the title is that of another work than the printed entry names, as when a consolidation went wrong."""
    words = _LETTERS.findall(found.title.lower())
    if len(words) < 3:
        return False
    said = printed.lower()
    if 2 * sum([word in said for word in words]) >= len(words):
        return False
    flat = _SIGNS.sub("", said)  # a line end may have cut the words
    return 2 * sum(word in flat for word in words) < len(words)


def as_printed(found: Reference, printed: Reference) -> Reference:
    """A reference that was taken for another work: what of it the printed entry does not say is left out."""
    return replace(
        printed,
        key=found.key,
        raw=found.raw,
        authors=printed.authors or found.authors,
        year=printed.year or found.year,
        doi=printed.doi,
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


def _walk(source: TeiSource, entry: int) -> _Found:
    found: _Found = {}
    for index, name in enumerate(source.names[entry + 1 : source.after[entry]], entry + 1):
        if name in _READ:
            if name in found:
                found[name].append(index)
            else:
                found[name] = [index]
    return found


def _titles(source: TeiSource, found: _Found) -> tuple[str, str]:
    """The first title of the work itself, and that of what it stands in; "" for one that is not there."""
    said = {i: source.words(i) for i in found.get("title", ())}
    if "monogr" not in found and "analytic" not in found:  # a printed entry with its titles marked
        titles = [(source.attribute(i, "level"), words.rstrip(" .,")) for i, words in said.items() if words]
        own = [words for level, words in titles if level == "a"] or [words for _, words in titles][: len(titles) > 1]
        return next(iter(own), ""), next((words for level, words in titles if level != "a" and words not in own), "")
    first = []
    for region in ("analytic", "monogr"):
        start = found[region][0] if region in found else 0
        end = source.after[start] if region in found else 0
        first.append(next((words for i, words in said.items() if words and start < i < end), ""))
    return first[0], first[1]


def _by(source: TeiSource, elements: Iterable[int], attribute: str) -> dict[str, int]:
    """The first element for each value of an attribute, in lower case."""
    found: dict[str, int] = {}
    for index in elements:
        node = source.nodes[index]
        found.setdefault((node.get(attribute) or node.get("type") or "").lower(), index)
    return found


def _last_page(source: TeiSource, found: _Found) -> str:
    """The last page, where a second scope states it."""
    scopes = (source.nodes[i] for i in found.get("biblScope", ()))
    return next((last for node in scopes if node.get("from") is None and (last := node.get("to"))), "")


def _pages(source: TeiSource, scope: int | None) -> tuple[str, str]:
    """The first page and all pages as written, or from @from and @to."""
    if scope is None:
        return "", ""
    first, last = source.attribute(scope, "from"), source.attribute(scope, "to")
    words = source.words(scope)
    if first:
        return first, words or (f"{first}-{last}" if last else first)
    return words.replace("–", "-").split("-")[0].strip(), words
