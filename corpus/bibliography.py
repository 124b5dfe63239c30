"""Raw reference strings to References: only what typography or a well-known pattern makes certain.

In: the words of one entry and where its italics are. Out: corpus.study.Reference. Called by corpus.build. Nothing is
guessed: a field that no pattern gives stays empty, and corpus.references matches such an entry as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.repair.reference_lines import LABEL_FIRST, NUMBER_FIRST, STARS
from corpus.study import Reference

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^]{1,200}")
_DATED = re.compile(r"[(\[](?P<year>(?:19|20)\d\d)[a-z]?(?:,[^()\[\]]{1,30})?[)\]]")
_PLAIN_YEAR = re.compile(r"(?<![\d./:_-])(?P<year>(?:19|20)\d\d)[a-z]?(?![\d/_])(?!-\d{2})")
_PAGES = re.compile(r"(?:pp?\.?\s*)\d+\s*[-–—]\s*\d+|\d{3,}\s*[-–—]\s*\d{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|doi:|arxiv:)\S+", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«](?P<title>[^\"“”«»]{8,400})[,.?!]?[\"”“»]")
_PARTICLE = r"(?:(?:van|von|de|der|den|da|di|du|del|la|le|el|al|ter|ten|dos|das|zu)\s){0,3}"
_INNER = r"(?:[ -](?:(?:dos|das|da|de|del|la|van|der|von|e|y)\s){0,2}[^\W\d_a-z][\w'’\-]{1,30}){0,3}"
_SURNAME = rf"{_PARTICLE}[^\W\d_a-z][\w'’\-]{{0,30}}{_INNER}"
_INITIALS = r"[^\W\d_a-z]\.(?:\s?-?[^\W\d_a-z]\.){0,4}"
_FAMILY_FIRST = re.compile(rf"(?P<family>{_SURNAME}),\s(?P<given>{_INITIALS})")
_GIVEN_FIRST = re.compile(rf"(?P<given>{_INITIALS})\s(?P<family>{_SURNAME})")
_FULL_NAME = re.compile(rf"(?P<given>[^\W\d_a-z][\w’'\-]+(?:\s[^\W\d_a-z]\.)?)\s(?P<family>{_SURNAME})")
_LINK = re.compile(r"\s*(?:,\s*(?:&|and)?|&|and|;|\.\.\.|…|\bet al\.?)\s*", re.IGNORECASE)
_AFTER_AUTHORS = re.compile(r"\s*[.,]?\s*[(]?(?:19|20)\d\d[a-z]?(?:,[^()]{1,30})?[)]?\s*[.:,]?\s*-?\s*")
_END = re.compile(r"[.?!](?=\s|$)|(?<=[\w)])\s+-\s+(?=[A-Z])|\.(?=[\"”])")


def parse_reference(raw: str, key: str, italics: Sequence[tuple[int, int]] = ()) -> Reference:
    """An entry as a Reference. italics: spans of raw that were set apart, which in a list of references are venues."""
    number = NUMBER_FIRST.match(raw) or LABEL_FIRST.match(raw)
    at = number.end() if number else 0
    at += len(raw[at:]) - len(raw[at:].lstrip(STARS + "†‡ "))
    year = _year(raw)
    doi = _DOI.search(raw)
    authors, after = _authors(raw, at)
    return Reference(
        key=key,
        raw=raw,
        number=next(filter(None, number.groups()), "") if number else "",
        title=_title(raw, after if authors else None, italics),
        authors=authors,
        year=year,
        doi=doi.group().rstrip(".,;)]'").lower() if doi else "",
    )


def _year(raw: str) -> int | None:
    """The year in brackets, else the last year outside of addresses and page ranges."""
    dated = _DATED.search(raw)
    if dated:
        return int(dated.group("year"))
    bare = _PAGES.sub(lambda m: " " * len(m.group()), _ADDRESS.sub(lambda m: " " * len(m.group()), raw))
    years = [int(m.group("year")) for m in _PLAIN_YEAR.finditer(bare)]
    return years[-1] if years else None


def _authors(raw: str, at: int) -> tuple[tuple[str, ...], int]:
    """Names at the start of an entry, as "Given Surname", and where they end; () when no pattern holds."""
    best: tuple[tuple[str, ...], int] = ((), at)
    for pattern in (_FAMILY_FIRST, _GIVEN_FIRST, _FULL_NAME):
        names: list[str] = []
        end = at
        while (match := pattern.match(raw, _past_link(raw, end) if names else end)) is not None:
            names.append(f"{match.group('given')} {match.group('family')}")
            end = match.end()
            if _past_link(raw, end) == end:
                break
        if pattern is _FULL_NAME and not re.match(r"\.\s(?:19|20)\d\d\.", raw[end : end + 8]):
            continue
        if len(names) > len(best[0]):
            best = (tuple(names), end)
    return best


def _past_link(raw: str, end: int) -> int:
    """Where the next name starts after a comma, an ampersand or an "et al."."""
    while (match := _LINK.match(raw, end)) is not None and match.end() > end:
        end = match.end()
    return end


def _title(raw: str, after_authors: int | None, italics: Sequence[tuple[int, int]]) -> str:
    quoted = _QUOTED.search(raw)
    if quoted:
        return quoted.group("title").strip(" ,.")
    if after_authors is None:
        return ""
    dated = _AFTER_AUTHORS.match(raw, after_authors)
    if dated:
        stop = _END.search(raw, dated.end())
        return raw[dated.end() : stop.start() if stop else len(raw)].strip(" ,.")
    start = after_authors + len(raw[after_authors:]) - len(raw[after_authors:].lstrip(" ,.:"))
    own = next((raw[a:b] for a, b in sorted(italics) if start <= a <= start + 2 and b - a > 8), "")
    if own:
        return own.strip(" ,.")
    venue = next((a for a, b in sorted(italics) if a > start + 8), None)
    marks = [m for m in (raw.find(", in: ", start), raw.find(". In: ", start), raw.find(". In ", start)) if m > start]
    end = min([*marks, *([venue] if venue else [])], default=None)
    return raw[start:end].strip(" ,.") if end is not None else ""
