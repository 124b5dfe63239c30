"""References: what the parser of raw entries finds, what the resolver of pointers finds, and how matching scales.

In: the folder of real documents (../shared/real) and made-up lists. Out: tables on standard output. Run with
`python -m benchmarks.references`, or with one of fields, pointers and matching behind it; `fields title` prints the
misses of a field. The fields that a file states for an entry (JATS mixed-citation, GROBID's biblStruct beside its
raw_reference) are the key, and GROBID's own mistakes count against us.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz

from corpus.bibliography import parse_reference
from corpus.citations import plain, surname
from corpus.errors import ConcordError
from corpus.read import read
from corpus.references import doubts, title_form, works
from corpus.study import Citation, Document, DocumentId, Reference, Study, StudyId

REAL = Path(__file__).resolve().parents[1].parent / "shared" / "real"
WORDS = (
    "a of the in for and on with machine learning care nursing review study systematic model models data quality bees"
    " roofs wind water climate urban rural energy policy practice method methods analysis framework challenges roles"
    " stages maturity tools adoption barriers evidence design patient outcome outcomes trial digital health education"
    " teaching students teachers school hospital software engineering operations deployment monitoring continuous"
).split()
SYLLABLES = "Ber Lin Sto Mar Kow Han Ng Tan Ruiz Pet Sand Nol Vos Dek Ols Fer Gar Lop Yam Cho Wei Zhu Iva Nak".split()
FIELDS = ("title", "author", "year", "venue", "volume", "issue", "first page", "doi", "pmid")
_SPACE = re.compile(r"\s+")
_TARGET = re.compile(rb"\starget=\"#b[^\"]*\"")


def entries(real: Path = REAL) -> Iterator[tuple[str, str, Reference]]:
    """File name, raw entry and what the file states of it, over all files that state both."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for path in sorted((real / "jats").iterdir()):
        root = etree.fromstring(path.read_bytes(), parser)
        for element in root.iter("{*}mixed-citation") if root is not None else ():
            stated = _tagged(element)
            if stated is not None and len(stated.raw) > 20 and any((child.tail or "").strip() for child in element):
                yield f"jats/{path.name}", stated.raw, stated
    for path in sorted((real / "tei").iterdir()):
        data = path.read_bytes()
        if b"raw_reference" in data:
            raws = {
                _words(e) for e in etree.fromstring(data, parser).iter("{*}note") if e.get("type") == "raw_reference"
            }
            yield from ((f"tei/{path.name}", r.raw, r) for r in read(path.name, data).references if r.raw in raws)


def _tagged(element: etree._Element) -> Reference | None:
    """A mixed-citation whose parts are tagged; None for words alone."""

    def text(name: str) -> str:
        return next((_words(e) for e in element.iter(f"{{*}}{name}")), "")

    year = re.search(r"(?:19|20)\d\d", text("year"))
    ids = {e.get("pub-id-type"): _words(e) for e in element.iter("{*}pub-id", "{*}object-id")}
    people = [
        f"{_words(n.find('{*}given-names'))} {_words(n.find('{*}surname'))}"
        for n in element.iter("{*}name", "{*}string-name")
    ]
    title = text("article-title") or text("chapter-title")
    found = Reference(
        "",
        _words(element),
        title=title or text("source"),
        authors=tuple(name.strip() for name in people if name.strip()),
        year=int(year.group()) if year else None,
        doi=ids.get("doi", "").lower(),
        venue=text("source") if title else "",
        volume=text("volume"),
        issue=text("issue"),
        first_page=text("fpage"),
        pmid=ids.get("pmid", ""),
    )
    return found if found.title and (found.authors or found.year) else None


def _words(element: etree._Element | None) -> str:
    """The words of an element; a surname and its given names, which publishers store without a space, get one."""
    return _SPACE.sub(" ", _written(element)).strip() if element is not None else ""


def _written(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    gap = " " if etree.QName(element).localname == "given-names" else ""
    return gap + (element.text or "") + "".join(_written(child) + (child.tail or "") for child in element)


def agree(field: str, found: Reference, stated: Reference) -> bool | None:
    """Whether a field was found right; None when the file does not state it and nothing was found."""
    ours, theirs = _value(field, found), _value(field, stated)
    if not ours and not theirs:
        return None
    if field in ("title", "venue"):
        return bool(ours and theirs) and fuzz.ratio(title_form(ours), title_form(theirs)) >= 90
    return ours == theirs


def _value(field: str, entry: Reference) -> str:
    match field:
        case "author":
            return surname(entry.authors[0]) if entry.authors else ""
        case "year":
            return str(entry.year or "")
        case "doi":
            return entry.doi.rstrip(".")
        case "first page":
            return plain(entry.first_page)
        case "volume" | "issue" | "pmid":
            return plain(getattr(entry, field))
    return str(getattr(entry, field))


def fields(show: str = "") -> None:
    """Precision and recall of each field, for JATS and for TEI; show: a field whose misses are printed.

    What is found of a field that a file never tags (PubMed's numbers as loose digits) counts for nothing.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    known = [*entries()]
    tagged = {(name, field) for name, _, stated in known for field in FIELDS if _value(field, stated)}
    for name, raw, stated in known:
        kind = name.split("/")[0]
        found = parse_reference(raw, "k")
        counts[kind, "", "entries"] += 1
        for field in FIELDS:
            ours, theirs = _value(field, found), _value(field, stated)
            right = agree(field, found, stated)
            counts[kind, field, "found"] += bool(ours) and (name, field) in tagged
            counts[kind, field, "stated"] += bool(theirs)
            counts[kind, field, "right"] += bool(ours and theirs and right)
            if field == show and right is False:
                print(f"{name}\n  {raw}\n  ours {ours!r}, theirs {theirs!r}")
    for kind in ("jats", "tei"):
        print(f"\n{kind}: {counts[kind, '', 'entries']} entries")
        print(f"{'field':12}{'stated':>8}{'found':>8}{'right':>8}{'P':>8}{'R':>8}")
        for field in FIELDS:
            stated_n, found_n, right_n = (counts[kind, field, what] for what in ("stated", "found", "right"))
            precision, recall = right_n / max(1, found_n), right_n / max(1, stated_n)
            print(f"{field:12}{stated_n:8}{found_n:8}{right_n:8}{precision:8.3f}{recall:8.3f}")


def pointers(show: str = "") -> None:
    """In-text pointers that TEI files link, resolved by their words alone, beside the links; show: a file's misses."""
    total: Counter[str] = Counter()
    print(f"{'file':52}{'linked':>8}{'found':>8}{'right':>8}{'P':>8}{'R':>8}")
    for path in sorted((REAL / "tei").iterdir()):
        data = path.read_bytes()
        try:
            linked = _linked(data, read(path.name, data))
            bare = read(path.name, _TARGET.sub(b"", data))
        except ConcordError:
            continue
        if not linked:
            continue
        counts: Counter[str] = Counter(linked=len(linked))
        for citation in linked:
            words = bare.text[citation.start : citation.end]
            over = [c for c in bare.citations if c.start < citation.end and citation.start < c.end and c.targets]
            keys = {key for c in over for key in c.targets}
            right = set(citation.targets) <= keys
            counts["found"] += bool(keys)
            counts["right"] += right
            if show and show in path.name and not right:
                print(f"    {words!r}: links {citation.targets}, words {sorted(keys)}")
        total += counts
        _row(path.name[:50], counts)
    _row("all", total)


def _linked(data: bytes, document: Document) -> list[Citation]:
    """The citations of a file that its own links give."""
    links = len(_TARGET.findall(data))
    return [c for c in document.citations if c.targets] if links > 4 else []


def _row(name: str, counts: Counter[str]) -> None:
    linked, found, right = counts["linked"], counts["found"], counts["right"]
    print(f"{name:52}{linked:8}{found:8}{right:8}{right / max(1, found):8.3f}{right / max(1, linked):8.3f}")


def made_up(studies: int = 200, each: int = 150, seed: int = 7) -> list[Study]:
    """Reviews whose lists of references draw on one pool of works, with the damage that lists show."""
    draw = random.Random(seed)  # noqa: S311 (made-up papers, no secret)
    pool = []
    for _ in range(studies * each // 3):
        title = " ".join(draw.choices(WORDS, k=draw.randint(5, 12))).capitalize()
        people = tuple(
            f"{draw.choice('ABCDEFG')}. {draw.choice(SYLLABLES)}{draw.choice(SYLLABLES).lower()}" for _ in range(3)
        )
        pool.append((title, people, draw.randint(2005, 2025), str(draw.randint(1, 90)), str(draw.randint(1, 900))))
    made = []
    for n in range(studies):
        listed = []
        for key, (title, people, year, volume, page) in enumerate(draw.sample(pool, each)):
            year += draw.random() < 0.05
            title = title.replace("e", "", 1) if draw.random() < 0.2 else title
            raw = f"{', '.join(people)} ({year}). {title}. Journal, {volume}, {page}."
            whole = draw.random() < 0.9
            listed.append(
                Reference(str(key), raw, title=title, authors=people, year=year, volume=volume, first_page=page)
                if whole
                else Reference(str(key), raw, year=year)
            )
        document = Document(DocumentId(f"d{n:012}"), "made up", "text", "", references=tuple(listed))
        made.append(Study(StudyId(f"s{n}"), f"Review {n}", (), None, "", (document,)))
    return made


def matching() -> None:
    """Seconds that grouping takes, by the number of entries."""
    print(f"{'entries':>8}{'works':>8}{'seconds':>9}{'doubts':>8}{'seconds':>9}")
    for studies in (25, 50, 100, 200):
        corpus = made_up(studies)
        started = time.perf_counter()
        found = works(corpus)
        grouped = time.perf_counter()
        unsure = doubts(corpus, included_only=False)
        ended = time.perf_counter()
        print(f"{studies * 150:8}{len(found):8}{grouped - started:9.1f}{len(unsure):8}{ended - grouped:9.1f}")


if __name__ == "__main__":
    PARTS: dict[str, Callable[..., None]] = {"fields": fields, "pointers": pointers, "matching": matching}
    if sys.argv[1:2]:
        PARTS[sys.argv[1]](*sys.argv[2:])
    else:
        for part in PARTS.values():
            part()
