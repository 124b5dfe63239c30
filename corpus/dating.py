"""Dating: the year of a paper that does not state one in a field of its own.

In: parts. Out: a year or None. Called by corpus.front and corpus.build.

In this order: the year of the venue ("In Proceedings ... 2022", "Workshop ..., May 14, 2024"), a publication or date
line, a copyright line, an identifier that carries its year (arXiv), and last the newest year in the bibliography, which
a paper cannot be older than.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.part import Part
from corpus.study import BlockKind

_YEAR = r"((?:19|20)\d\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_VENUE = re.compile(
    rf"(?:proceedings|conference|workshop|symposium|congress|colloquium)\b.{{0,160}}?(?<!\d){_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}\b[:,]?.{{0,60}}?(?:proceedings|conference|workshop|symposium)",
    re.IGNORECASE | re.DOTALL,
)
_EVENT = r"published|accepted|available online|publication date|date of publication|received|revised|vol(?:ume|\.)"
_DATED = re.compile(
    rf"(?:{_EVENT}).{{0,60}}?(?<!\d){_YEAR}(?!\d)"
    rf"|{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?{_YEAR}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+{_YEAR}(?!\d)",
    re.IGNORECASE | re.DOTALL,
)
_RIGHTS = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?.{{0,20}}?(?<!\d){_YEAR}(?!\d)|{_YEAR}\s+by\b", re.IGNORECASE
)
_ARXIV = re.compile(r"arxiv:\s?(?P<yy>\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}", re.IGNORECASE)
_ANY = re.compile(rf"(?<![\d./-]){_YEAR}(?![\d/-])")
_LATEST = 2100


def year_of(parts: Sequence[Part]) -> int | None:
    """The year of a paper from its parts; None when nothing tells it."""
    own = [
        p.text[:600]
        for p in parts[:60]
        if p.kind in (BlockKind.OTHER, BlockKind.NOTE, BlockKind.AUTHORS, BlockKind.TITLE)
    ]
    for pattern in (_VENUE, _DATED, _RIGHTS):
        for text in own:
            match = pattern.search(text)
            if match:
                return int(next(filter(None, match.groups())))
    for text in own:
        match = _ARXIV.search(text)
        if match:
            return 2000 + int(match.group("yy"))
    return newest(part.text for part in parts if part.kind is BlockKind.REFERENCE)


def newest(references: Iterable[str]) -> int | None:
    """The newest year of a bibliography, None when it has none; a year must stand twice or follow another one."""
    years: dict[int, int] = {}
    for text in references:
        for match in _ANY.finditer(text):
            year = int(match.group(1))
            if 1900 < year < _LATEST:
                years[year] = years.get(year, 0) + 1
    sure = [year for year, count in years.items() if count > 1 or year - 1 in years]
    return max(sure or years, default=None)
