"""The numbers of a raw bibliography entry: year, volume, issue, pages, DOI, PubMed's number, and where they stand.

In: the words of an entry. Out: Numbers. Called by corpus.bibliography. Years in addresses, in page ranges and in titles
are none; what no pattern of a known style gives stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^]{1,200}")
_DATED = re.compile(r"[(\[](?P<year>(?:19|20)\d\d)[a-z]?(?:,[^()\[\]]{1,30})?[)\]]")
_PLAIN_YEAR = re.compile(r"(?<![\d./:_-])(?P<year>(?:19|20)\d\d)[a-z]?(?![\d/_])(?!-\d{2})")
_RANGES = re.compile(r"(?:pp?\.?\s*)\d+\s*[-–—]\s*\d+|\d{3,}\s*[-–—]\s*\d{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|doi:|arxiv:)\s?\S+", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed)\b\s?:?\s?(?:PMID:?\s?)?(\d{5,8})\b", re.IGNORECASE)
_LOOSE_PMID = re.compile(r"(?:doi:\s?\S+|\d\.|[a-z]\.)\s(\d{7,8}(?=[.;]|$)|\d{6}$)")
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d[\w.]{0,8}(?:\s?[-–—]{1,2}\s?[A-Za-z]{0,2}\d\w{0,8})?)"
_ISSUE = r"(?:\s?\((?P<issue>(?!(?:19|20)\d\d\))[^()]{1,24})\))?"
_Y = r"(?:19|20)\d\d[a-z]?"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)"
_END = r"(?=\s*(?:[.,;)\]]|$|doi|https?:|URL|PMID|PubMed|\[))"
_DAY = r"(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?"
_MONTH = r"(?:[A-Za-z]+\.?\s)?"
_FORMS = (
    rf"(?<![\d–-]){_Y}{_DAY}\s?;\s?{_VOLUME}{_ISSUE}\s?:\s?{_PAGES}",  # 1999;54(1):198-9
    rf"(?<![\d(]){_VOLUME}\s?,\s?(?P<issue>\d{{1,3}})\s?\({_MONTH}{_Y}\)\s?[,:]\s?{_PAGES}",  # 3, 2 (2019), 1-9
    rf"(?<![\d(–-]){_VOLUME},?\s?no\.?\s?(?P<issue>\d{{1,4}})\s?\({_MONTH}{_Y}\)\s?:\s?{_PAGES}",  # 3, no. 2 (2019): 1
    rf"(?<![\d(]){_VOLUME}{_ISSUE}\s?\({_Y}\)\s?,?\s?(?:pp?\.\s?)?{_PAGES}{_END}",  # 12 (2019) 1-9
    rf"(?<![\d–-]){_Y},\s{_VOLUME}{_ISSUE}\s?[,:]\s?{_PAGES}{_END}",  # 2019, 9, 45
    rf"(?<![\d(–-]){_VOLUME}\s?:\s?(?P<issue>\d{{1,3}}),\s{_PAGES}{_END}",  # 3:2, 77-101
    rf"(?<![\d(–-]){_VOLUME}{_ISSUE}\s?:\s?(?:pp?\.\s?)?{_PAGES}{_END}",  # 67: 1665-1673
    rf"(?<![\d(–-]){_VOLUME}{_ISSUE}\s?,\s?(?:(?:pp?|S)\.?\s?)?{_PAGES}{_END}",  # 3(2), pp. 1-9
)
_PATTERNS = tuple(re.compile(form) for form in _FORMS)
_NAMED_VOLUME = re.compile(r"\b(?:vol(?:ume|\.)?|Bd\.?|Jg\.?|Т\.)\s?(?P<volume>[A-Z]?\d{1,4}[A-Z]?)\b", re.IGNORECASE)
_NAMED_ISSUE = re.compile(
    r"\b(?:no\.|nr\.|number|issue|iss\.|Heft|H\.)\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\b|№\s?(?P<other>\d{1,4})", re.I
)
_NAMED_PAGES = re.compile(rf"(?:\bpp\.?|\bpages|\bp\.|\bS\.|\bС\.)\s?{_PAGES}(?!\w)")
_VOLUME_ALONE = re.compile(
    rf"(?:(?<=[^\W\d_]\s)|(?<=[^\W\d_][.,]\s)){_VOLUME}{_ISSUE}(?=\s?\({_Y}\))"
    r"|(?<=[^\W\d_],\s)(?P<other>\d{1,4})\((?P<number>\d{1,4})\)"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of an entry, and where those of the venue start (the length of the entry when there are none)."""

    year: int | None
    volume: str
    issue: str
    pages: str
    doi: str
    pmid: str
    start: int


def numbers_of(raw: str) -> Numbers:
    """Year, volume, issue, pages and identifiers of an entry."""
    bare = _ADDRESS.sub(lambda m: " " * len(m.group()), raw)
    bare = _DOI.sub(lambda m: " " * len(m.group()), bare)
    year = _year(bare)
    volume, issue, pages, start = _laid_out(bare, str(year)) or _named(bare)
    doi = _DOI.search(raw)
    pmid = _PMID.search(raw) or _LOOSE_PMID.search(raw)
    return Numbers(
        year,
        volume,
        issue.strip(),
        re.sub(r"\s", "", pages).rstrip("."),
        doi.group().rstrip(".,;)]'").lower() if doi else "",
        pmid.group(1) if pmid else "",
        start,
    )


def _laid_out(bare: str, year: str) -> tuple[str, str, str, int] | None:
    """Volume, issue, pages and where they start, where their order tells them; the last such run of the entry."""
    if _NAMED_VOLUME.search(bare):
        return None
    for pattern in _PATTERNS:
        for match in reversed([*pattern.finditer(bare)]):
            found = match.groupdict()
            if year not in (found["volume"], found["pages"].strip(".")):
                return found["volume"], found["issue"] or "", found["pages"], match.start()
    return None


def _named(bare: str) -> tuple[str, str, str, int]:
    """Volume, issue, pages and where they start, where words name them ("vol. 3, no. 2, pp. 1-9")."""
    volume, issue, pages = (p.search(bare) for p in (_NAMED_VOLUME, _NAMED_ISSUE, _NAMED_PAGES))
    alone = None if volume else _VOLUME_ALONE.search(bare)
    start = min((m.start() for m in (volume, issue, pages, alone) if m), default=len(bare))
    told = volume.group("volume") if volume else ""
    number = (issue.group("issue") or issue.group("other")) if issue else ""
    if alone:
        told = alone.group("volume") or alone.group("other")
        number = number or alone.group("issue") or alone.group("number") or ""
    return told, number, pages.group("pages") if pages else "", start


def _year(bare: str) -> int | None:
    """The year in brackets, else the last one outside of page ranges."""
    dated = _DATED.search(bare)
    if dated:
        return int(dated.group("year"))
    years = [int(m.group("year")) for m in _PLAIN_YEAR.finditer(_RANGES.sub(lambda m: " " * len(m.group()), bare))]
    return years[-1] if years else None
