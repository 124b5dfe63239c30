"""Dating: the year of a paper that does not state one in a field of its own.

In: parts. Out: a year or None. Called by corpus.build.

In this order: the year of the venue ("In Proceedings ... 2022", "Workshop ..., May 14, 2024"), a date of publication,
the journal's volume and year ("Roofs 14 (2022) 99-118"), a year behind the authors or alone on a line of the front
matter, other date lines, a copyright line, an identifier that carries its year (arXiv). Where none of these stands, the
newest year in the bibliography, which a paper cannot be older than, is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from corpus.part import Part
from corpus.study import BlockKind

YEAR_GUESSED = "year guessed"  # name of the repair that tells of a year taken from the references
_YEAR = r"((?:19|20)\d\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_VENUE = re.compile(
    rf"(?:proceedings|conference|workshop|symposium|congress|colloquium)\b.{{0,160}}?(?<!\d){_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}\b[:,]?.{{0,60}}?(?:proceedings|conference|workshop|symposium)",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHED = re.compile(
    rf"(?:published|publication date|date of publication)\b(?: online)?[^.;]{{0,40}}?(?<!\d){_YEAR}(?!\d)",
    re.IGNORECASE,
)
_MANUSCRIPT = re.compile(
    rf"published in final edited form as\b.{{0,160}}?(?<!\d){_YEAR}(?!\d)", re.IGNORECASE | re.DOTALL
)
_VOLUME = r"(?:vol(?:ume|\.)?\s?)?\d{1,4}(?:\s?[(:/]\s?\d{1,4}\)?|,?\s(?:no|issue|iss|nr)\.?\s?\d{1,4})?"
_PAGES = r"(?:(?:pp?\.|pages|art(?:icle|\.)(?: no\.)?)\s?)?e?\d{1,7}(?:\s?[-–—]\s?e?\d{1,7})?"
_SERIAL = re.compile(
    rf"(?<=[^\W\d_])[.,]?\s{_VOLUME},?\s\({_YEAR}\)[,:.]?\s{_PAGES}"  # Roofs 14(2) (2022), 99-118
    rf"|(?<=[^\W\d_])[.,]?\s{_VOLUME}[,:.]?\s{_PAGES}\s\({_YEAR}\)"  # Roofs 14, 99-118 (2022)
    rf"|(?<=[^\W\d_])[.,]?\s{_YEAR}\s?[;,]\s?{_VOLUME}\s?[,:]\s?{_PAGES}"  # Roofs 2022, 14, 3021
    rf"|\bvol(?:ume|\.)?\s?\d{{1,4}}\b.{{0,60}}?(?<!\d){_YEAR}(?!\d)",  # Roofs, vol. 5, no. 2, 2021
    re.IGNORECASE,
)
_LONGEST_VENUE = 250  # characters of a line that names the venue
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
_BEHIND = re.compile(rf"(?:\({_YEAR}[a-z]?\)|(?<=[^\W\d_][,.;\s])\s?{_YEAR})[\s.]*$")
_ALONE = re.compile(rf"\(?{_YEAR}\)?\.?")
_FRONT_KINDS = (BlockKind.TITLE, BlockKind.AUTHORS, BlockKind.OTHER, BlockKind.NOTE)
_ANY = re.compile(rf"{_YEAR}(?<![\d./-]\d{{4}})(?![\d/-])")
_LATEST = 2100


def year_of(parts: Sequence[Part]) -> int | None:
    """The year that a paper states in its parts; None when it states none."""
    own = [
        p.text[:600]
        for p in parts[:60]
        if p.kind in (BlockKind.OTHER, BlockKind.NOTE, BlockKind.AUTHORS, BlockKind.TITLE)
    ]
    reprint = [f"{above} {below}" for above, below in pairwise(own) if "final edited form" in above]
    lines = [text for text in own if len(text) <= _LONGEST_VENUE and "\n" not in text]
    stated = _first(((_MANUSCRIPT, reprint), (_MANUSCRIPT, own), (_VENUE, own), (_PUBLISHED, own), (_SERIAL, lines)))
    stated = stated or _beside_authors(parts) or _first(((_DATED, own), (_RIGHTS, own)))
    if stated:
        return stated
    matches = (_ARXIV.search(text) for text in own)
    return next((2000 + int(match.group("yy")) for match in matches if match), None)


def _first(searches: Iterable[tuple[re.Pattern[str], Sequence[str]]]) -> int | None:
    """The year of the first pattern that is found in one of its texts."""
    matches = (pattern.search(text) for pattern, texts in searches for text in texts)
    return next((int(next(filter(None, match.groups()))) for match in matches if match), None)


def _beside_authors(parts: Sequence[Part]) -> int | None:
    """The year behind the authors, or alone on a line, before the abstract and the first section.

    A line of digits whose neighbour in number stands alone elsewhere is the number of a page.
    """
    front = list(takewhile(lambda part: part.kind in _FRONT_KINDS, parts))
    matches = (_BEHIND.search(part.text) for part in front if part.kind is BlockKind.AUTHORS)
    behind = next((int(match.group(1) or match.group(2)) for match in matches if match), None)
    if behind is not None:
        return behind
    alone = [match.group(1) for part in front if (match := _ALONE.fullmatch(part.text.strip()))]
    numbers = {part.text.strip() for part in parts if len(part.text) < 9} if alone else set()
    years = (int(year) for year in alone)
    return next((year for year in years if not {str(year - 1), str(year + 1)} & numbers), None)


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
