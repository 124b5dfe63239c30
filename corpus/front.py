"""Front matter: what a paper says of itself before its first section.

In: mended parts of a file without metadata of its own. Out: the same parts with title, authors, abstract and keywords
marked, and corpus.study.Metadata. Called by corpus.build. A field that cannot be told stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import is_top_title
from corpus.part import Part
from corpus.people import PLACE, SERIAL, is_people, names_in
from corpus.repair.furniture import folded, is_page_number, is_rights
from corpus.strand import EMPTY, SPACE, Strand, join
from corpus.study import BlockKind, Metadata

_ABSTRACT = re.compile(
    r"(?:abstract|summary|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t)\s*(?P<sign>[:.—–-]|$|\n)\s*[—–-]?\s*", re.IGNORECASE
)
_KEYWORDS = re.compile(
    r"(?:key\s?words?(?: and phrases)?|index terms|author keywords)\s*(?P<sign>[:.—–-]|$|\n)\s*[—–-]?\s*", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:\d{1,2}\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.{0,12}\d{4}",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"^(?:in )?proceedings of\b|\bpages? \d{1,5}\s?[–-]\s?\d|\bvol(?:ume|\.)\s?\d|\bpp?\.\s?\d{1,5}\s?[–-]\s?\d",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi[:\s]|doi\.org/)\s*(10\.\d{4,9}/[^\s\"<>,;]{2,100})", re.IGNORECASE)
_INITIALS_LEFT = re.compile(r"(?:^|[,;&]\s|\band\s)((?:[^\W\d_a-z]\.[\s-]?){1,3})$")
_SPLIT = re.compile(r"\s*[,;·•|\n]\s*|\s+[—–-]\s+")
_LONGEST_ABSTRACT = 3500  # characters
_LONGEST_KEYWORD = 60  # characters of a paragraph that holds one keyword of several
_FRONT = 60  # parts; a front matter that is longer is none


def settle_front(parts: Sequence[Part]) -> tuple[list[Part], Metadata]:
    """The parts with their front matter marked, and the metadata in it but for the year (corpus.dating)."""
    end = _front_end(parts)
    out = [line for part in parts[:end] for line in _lines(part)] + list(parts[end:])
    end = len(out) - (len(parts) - end)
    common = _body_words(out[end:])
    title_at, title = _title(out, end, common)
    for index in title_at:
        kind = BlockKind.TITLE if index == title_at[0] else BlockKind.OTHER
        out[index] = replace(out[index], kind=kind, list=None, number="", marker=EMPTY)
    if len(title_at) > 1:
        whole = join([out[index].strand.fold() for index in title_at], SPACE)
        out[title_at[0]] = replace(out[title_at[0]], strand=whole)
        for index in title_at[1:]:
            out[index] = replace(out[index], strand=EMPTY)
    authors = _authors(out, (title_at[-1] + 1) if title_at else 0, end, common)
    abstract, keywords = _abstract_and_keywords(out)
    for index in range(end):
        if out[index].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE) and out[index].strand:
            out[index] = replace(out[index], kind=BlockKind.OTHER, list=None, cells=())
    out = _without_repeated_title(out, title, end)
    doi = _doi(out, end)
    return out, Metadata(title, authors, None, doi, abstract, keywords)


def _front_end(parts: Sequence[Part]) -> int:
    """Index of the first part after the front matter: the abstract, the keywords, a section, or a long paragraph."""
    if parts and parts[0].kind is BlockKind.HEADING and parts[0].number and is_top_title(parts[0].text):
        return 0  # the first page is missing
    first = next((index for index, part in enumerate(parts) if part.kind is not BlockKind.OTHER), 0)
    for index, part in enumerate(_opening(parts)):
        text = part.text
        if part.kind is BlockKind.CAPTION and part.label.lower().startswith("tab"):
            return index  # a page from the middle of a paper
        if part.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and (_ABSTRACT.match(text) or _KEYWORDS.match(text)):
            return index
        if part.kind is BlockKind.HEADING and index > first and (part.number or part.confidence < 1 or part.title):
            return index
        if part.kind is BlockKind.HEADING and index > 1 and any(p.kind is BlockKind.HEADING for p in parts[:index]):
            return index
        if part.kind is BlockKind.PARAGRAPH and len(text) > 300 and not PLACE.search(text[:200]):
            return index
    return 0


def _opening(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts among which a front matter ends: _FRONT of them, what was set aside not counted."""
    counted = 0
    for index, part in enumerate(parts):
        counted += part.kind is not BlockKind.OTHER
        if counted > _FRONT:
            return parts[:index]
    return parts


def _lines(part: Part) -> list[Part]:
    """A paragraph of the front matter as its lines, each of which says something else."""
    if part.kind is not BlockKind.PARAGRAPH or "\n" not in part.text:
        return [part]
    lines = [line.fold() for line in part.strand.lines()]
    return [replace(part, strand=line) for line in lines if line]


def _body_words(parts: Sequence[Part]) -> Counter[str]:
    """Words that the body writes in lower case: none of them is a name."""
    return Counter(word for part in parts[:400] for word in re.findall(r"\b[a-z][a-z'’-]{2,}\b", part.text))


def _title(parts: Sequence[Part], end: int, common: Counter[str]) -> tuple[list[int], str]:
    """Where the title stands: where the reader says so, at the first heading, or on lines that name nobody."""
    known = [index for index, part in enumerate(parts[:end]) if part.kind is BlockKind.TITLE]
    if known:
        return known[:1], parts[known[0]].strand.fold().text
    for index, part in enumerate(parts[:end]):
        if part.kind is BlockKind.HEADING and len(part.text) > 8 and not part.number:
            return [index], part.strand.fold().text
    taken: list[int] = []
    beside = " | ".join(
        part.text
        for part in parts[:end]
        if (part.kind is BlockKind.OTHER and not part.text.startswith("#")) or is_rights(part.text)
    ).casefold()
    for index, part in enumerate(parts[:end]):
        text = " ".join(part.text.split())
        if not text or part.kind is BlockKind.OTHER or (len(text.split()) <= 6 and text.casefold() in beside):
            continue
        furniture = is_rights(text) or is_page_number(text) or any(p.search(text) for p in (_DATE, _VENUE, SERIAL))
        if furniture or PLACE.search(text) or is_people(text, common):
            if taken:
                break
            continue
        if (len(text) < 12 and not taken) or not any(len(word) > 2 for word in text.split()):
            continue
        if taken and (len(taken) > 3 or parts[taken[-1]].text.endswith((".", "?")) or index != taken[-1] + 1):
            break
        taken.append(index)
        if len(text.split()) > 40:
            return [], ""
        if part.kind is BlockKind.PARAGRAPH and "\n" not in part.text and _blank_after(parts, index):
            break
    return taken, " ".join(" ".join(parts[i].text.split()) for i in taken)


def _blank_after(parts: Sequence[Part], index: int) -> bool:
    """Whether a line of the file is surely followed by a blank one, so that a title cannot go on below."""
    here, below = parts[index].strand, parts[index + 1].strand if index + 1 < len(parts) else EMPTY
    return bool(here) and bool(below) and below.start - here.end > 1


def _authors(out: list[Part], start: int, end: int, common: Counter[str]) -> tuple[str, ...]:
    """The names on the lines after the title; the lines themselves become the AUTHORS block."""
    found: list[str] = []
    first, open_line = -2, ""
    for index in range(start, end):
        part = out[index]
        if not part.strand or part.kind in (BlockKind.OTHER, BlockKind.HEADING):
            continue
        lines = part.text.split("\n")
        if open_line and index == first + 1 and not PLACE.search(lines[0]) and not lines[0][0].isdigit():
            lines[0] = f"{open_line} {lines[0]}"
        people = [line for line in lines if is_people(line, common)]
        if not people:
            continue
        found += [name for line in people for name in names_in(line) if name not in found]
        if first < 0 or index == first + 1 or len(lines) == 1:
            out[index] = replace(part, kind=BlockKind.AUTHORS, strand=part.strand.fold(), cells=())
            first, open_line = index, _broken_name(lines[-1])
    return tuple(found)


def _broken_name(line: str) -> str:
    """The initials that end a line of authors, whose surname stands on the next one; "" for a line that ends whole."""
    match = _INITIALS_LEFT.search(line)
    return match.group(1) if match else ""


def _abstract_and_keywords(out: list[Part]) -> tuple[str, tuple[str, ...]]:
    abstract: list[str] = []
    keywords: tuple[str, ...] = ()
    state = ""
    for index, part in enumerate(out[:_FRONT]):
        if part.kind is BlockKind.HEADING:
            if _ABSTRACT.fullmatch(part.text):
                state = "abstract"
            elif _KEYWORDS.fullmatch(part.text):
                state = "keywords"
            else:
                state = ""
                if abstract:
                    break
            continue
        if part.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        opened = _ABSTRACT.match(part.text) if not abstract else None
        terms = _KEYWORDS.match(part.text) if not keywords else None
        if terms and (terms.group("sign") or state == "keywords"):
            cut = _after(part, terms.end())
            keywords = split_keywords(cut.text)
            out[index] = replace(
                part, kind=BlockKind.KEYWORDS, strand=cut.fold(), marker=part.strand[: terms.end()].fold()
            )
            state = ""
        elif opened and opened.group("sign") and len(part.text) > opened.end() + 40:
            cut = _after(part, opened.end())
            abstract.append(cut.fold().text)
            head = part.strand[: opened.end()].fold()
            out[index] = replace(part, kind=BlockKind.ABSTRACT, strand=cut.fold(), marker=head)
            state = "after"
        elif state == "keywords" and not keywords:
            keywords = split_keywords(part.text)
            out[index] = replace(part, kind=BlockKind.KEYWORDS, strand=part.strand.fold())
            state = "more" if len(keywords) == 1 and len(part.text) <= _LONGEST_KEYWORD else ""
        elif state == "more":
            if len(part.text) > _LONGEST_KEYWORD or part.text.endswith((".", ":")):
                state = ""
                continue
            keywords = (*keywords, *(word for word in split_keywords(part.text) if word not in keywords))
            out[index] = replace(part, kind=BlockKind.KEYWORDS, strand=part.strand.fold())
        elif state == "abstract" and sum(map(len, abstract)) + len(part.text) > _LONGEST_ABSTRACT and abstract:
            break
        elif state == "abstract" and not is_page_number(part.text):
            abstract.append(part.strand.fold().text)
            out[index] = replace(part, kind=BlockKind.ABSTRACT, strand=part.strand.fold())
    return "\n\n".join(abstract), keywords


def _after(part: Part, end: int) -> Strand:
    return part.strand[end:].strip()


def split_keywords(text: str) -> tuple[str, ...]:
    """Keywords of a line, without doubles, in their order."""
    words = [" ".join(word.split()).strip(" .") for word in _SPLIT.split(text)]
    return tuple(dict.fromkeys(word for word in words if word))


def _without_repeated_title(parts: list[Part], title: str, end: int) -> list[Part]:
    """A title that comes back as a heading further down is no section."""
    wanted = folded(title)
    return [
        replace(part, kind=BlockKind.OTHER)
        if wanted and index >= end and part.kind is BlockKind.HEADING and folded(part.text) == wanted
        else part
        for index, part in enumerate(parts)
    ]


def _doi(parts: Sequence[Part], end: int) -> str:
    """The paper's own DOI: in the front matter, or in a rights line that stands by itself in the first pages."""
    for index, part in enumerate(parts[: max(end, 40)]):
        own = index < end or part.kind is BlockKind.OTHER
        match = _DOI.search(part.text) if own and part.kind is not BlockKind.REFERENCE else None
        if match:
            return match.group(1).rstrip(".)").lower()
    return ""
