"""Raw reference strings to References: only what typography or a well-known style makes certain.

In: the words of one entry and where its italics are. Out: corpus.study.Reference. Called by corpus.build. Nothing is
guessed: a field that no pattern gives stays empty, and corpus.references matches such an entry as a whole. The names
are read by corpus.entry_names, the numbers by corpus.entry_numbers; here the words between them are parted into title
and venue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.entry_names import authors_of
from corpus.entry_numbers import numbers_of
from corpus.repair.reference_lines import LABEL_FIRST, NUMBER_FIRST, STARS
from corpus.study import Reference

_ID_FIRST = re.compile(r"\[([A-Z]{1,2}-?\d{1,3})\][.:]?\s+(?=\S)|([SP]\d{1,3})[.:]?\s+(?=[^\W\d_a-z])")
_QUOTED = re.compile(r"[\"“”„«](?P<title>[^\"“”«»]{8,400})[,.?!]?[\"”“»]")
_SINGLE = re.compile(r"[‘'](?P<title>.{8,400}?)[,.?!]?[’'](?=[,.;]|\s(?:in\b|[A-Z]))")
_AFTER_AUTHORS = re.compile(r"\s*[.,:]?\s*[(\[]?(?:19|20)\d\d[a-z]?(?:,[^()]{1,30})?[)\]]?\s*[.:,;]?\s*-?\s*")
_DATE_FIRST = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.,:]\s")
_EDITION = re.compile(r"[,.]?\s\(?\d{1,2}(?:st|nd|rd|th)\sed(?:ition|n)?\.?\)?$|\s?\[[A-Z](?:/OL)?\]$", re.IGNORECASE)
_STOP = re.compile(r"[.?!](?=\s|$)|\.(?=[\"”])|\s//\s")
_IN = re.compile(r"(?:^|[.,;:?!]\s?|\s)(?:[Ii]n:\s|In\s(?=[^\W\d_a-z]|\d{4}))")
_SPACED = re.compile(r"\s+(?=[,.;:)\]])|(?<=[(\[])\s+|(?<=\d)\s+(?=[-–]\s?\d)|(?<=\d[-–])\s+(?=\d)")
_HYPHEN = re.compile(r"(?<=[a-z])-\s(?=[a-z])(?!(?:and|or|und|to|y|et)\b)")
_SMALL = frozenset("of the and in for on to at by de la le les des du del der die das für und et y e en i & -".split())
_DROPPED = re.compile(r"\s*(?:\(?(?:19|20)\d\d[a-z]?\)?|[,;:.\[–-]|\((?:[a-z]{3,9})?|\bvol\b|\bpp?\b)*+\s*$")
_FROM = re.compile(
    r"\s*(?:\bdoi\b|https?:|\bURL\b|Available|Accessed|Retrieved|arXiv:|Epub|PMID|PubMed|www\.|10\.\d{4,9}/)",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"[.?!,]\s(?:In:?\s)?(?:\w{0,8}arxiv|biorxiv|medrxiv|corr|eprint|ssrn)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b[^\W\d_A-Z]{3}")  # a word in lower case: there is more than names
_EDITORS = re.compile(r"^.{3,120}?(?:\(?\b(?:editors?|eds?\.?|Hrsg\.?|Orgs?\.?)\)?)[.,:]{0,2}\s(?=[^\W_a-z])")
_LONGEST_VENUE, _LONG = 160, 20  # characters: a longer venue is none; a quoted title that needs no authors before it
_BETWEEN_NAMES = frozenset("and & et al van von de der den da di du del la le ten ter dos".split())
_WRITTEN = re.compile(
    r"[^\W\d_]{2}[.,;:]\s.*[.,;:]\s"
)  # words with the signs of an entry, not of its parts run together
_LONGEST = 3000  # characters of an entry; what is longer has swallowed its neighbours
_SHORTENED = ("vs", "St", "cf", "Dr", "No", "spp", "sp")


def parse_reference(raw: str, key: str, italics: Sequence[tuple[int, int]] = ()) -> Reference:
    """An entry as a Reference. italics: spans of raw that were set apart, which in a list of references are venues."""
    text = raw[:_LONGEST] if italics else _HYPHEN.sub("", _SPACED.sub("", raw[:_LONGEST]))
    number = NUMBER_FIRST.match(text) or LABEL_FIRST.match(text) or _ID_FIRST.match(text)
    at = number.end() if number else 0
    at += len(text[at:]) - len(text[at:].lstrip(STARS + "†‡ "))
    facts = numbers_of(text)
    authors, after = authors_of(text, at)
    opens = authors or _DATE_FIRST.match(text, at)
    title, end = _title(text, after if opens else None, italics, facts.start)
    return Reference(
        key=key,
        raw=raw,
        number=next(filter(None, number.groups()), "") if number else "",
        title=title,
        authors=authors,
        year=facts.year,
        doi=facts.doi,
        venue=_venue(text, end, facts.start) if title else "",
        volume=facts.volume,
        first_page=re.split(r"[-–—]", facts.pages)[0],
        issue=facts.issue,
        pages=facts.pages,
        pmid=facts.pmid,
    )


def filled_up(reference: Reference) -> Reference:
    """A reference that a file states, with what its own words tell of the fields that the file leaves empty.

    Title and authors are taken together, and only where the file gives no title; volume and pages likewise.
    """
    if (reference.title and reference.year) or not _WRITTEN.search(reference.raw):
        return reference
    told = parse_reference(reference.raw, reference.key)
    named = reference if reference.title else told
    placed = reference if reference.volume or reference.pages or reference.first_page else told
    return replace(
        reference,
        title=named.title,
        authors=reference.authors or named.authors,
        venue=reference.venue or (told.venue if named is told else ""),
        year=reference.year or told.year,
        doi=reference.doi or told.doi,
        pmid=reference.pmid or told.pmid,
        volume=placed.volume,
        issue=reference.issue or placed.issue,
        pages=placed.pages,
        first_page=placed.first_page,
    )


def _title(raw: str, after_authors: int | None, italics: Sequence[tuple[int, int]], numbers: int) -> tuple[str, int]:
    """The title, "" when nothing marks it, and where it ends."""
    quoted = _QUOTED.search(raw)
    if after_authors is None:
        long = quoted is not None and len(quoted.group("title")) >= _LONG
        return (quoted.group("title").strip(" ,."), quoted.end()) if quoted and long else ("", 0)
    dated = _AFTER_AUTHORS.match(raw, after_authors)
    start = (
        dated.end() if dated else after_authors + len(raw[after_authors:]) - len(raw[after_authors:].lstrip(" ,.:;"))
    )
    own = quoted if quoted and _opens_title(raw, start, quoted.start()) else _SINGLE.match(raw, start)
    if own:
        return own.group("title").strip(" ,."), own.end()
    end = _by_italics(raw, start, italics) if italics else None
    end = end if end is not None else _title_end(raw, start, dated is not None, numbers)
    title = _EDITION.sub("", raw[start:end].strip(" ,.")) if end is not None else ""
    return (title, end or 0) if sum(map(str.isalpha, title)) >= 4 else ("", 0)


def _opens_title(raw: str, start: int, quote: int) -> bool:
    """Whether a quotation is the title: right behind the authors, or behind a sign and further names."""
    between = raw[start:quote]
    names = all(word[:1].isupper() or word.strip(",.") in _BETWEEN_NAMES for word in between.split())
    return quote <= start + 2 or (names and len(between) < _LONGEST_VENUE and between.rstrip()[-1:] in ",.:")


def _title_end(raw: str, start: int, dated: bool, numbers: int) -> int | None:
    """Where the title ends: before "In" or "arXiv", or where only a venue follows; None when nothing says."""
    preprint = _PREPRINT.search(raw, start + 8)
    if preprint and _SPOKEN.search(raw, start, preprint.start()):
        return preprint.start() + (raw[preprint.start()] in "?!")
    inside = _IN.search(raw, start + 8)
    link = _FROM.search(raw, start + 8)
    limit = min(inside.start() if inside else len(raw), max(numbers, start), link.start() if link else len(raw))
    if inside and inside.start() == limit and raw[limit] in ".?!,;:":
        return limit + (raw[limit] in "?!")
    stops = [m for m in _STOP.finditer(raw, start + 1) if m.start() < limit and not _abbreviates(raw, m.start())]
    for match in stops:
        if "//" in match.group() or _like_venue(raw[match.end() : limit]):
            return match.start() + (match.group() in "?!")
    if numbers < len(raw):
        last = next((m for m in reversed(stops) if raw[m.end() : limit].strip(" .,;()0123456789")), None)
        comma = raw[:limit].rstrip(" ,").rfind(", ", start)
        if last is not None:
            return last.start() + (last.group() in "?!")
        if not dated and comma > 0 and _like_venue(raw[comma:limit]):
            return comma
    if dated:
        return stops[0].start() + (stops[0].group() in "?!") if stops else limit
    return None


def _abbreviates(raw: str, stop: int) -> bool:
    """Whether a full stop ends an abbreviation and not a sentence: "vs.", "St."."""
    word = re.search(r"\w+$", raw[max(0, stop - 12) : stop])
    return raw[stop] == "." and word is not None and word.group() in _SHORTENED


def _like_venue(words: str) -> bool:
    """Whether words can be the name of a journal, a series or a publisher: each in capitals, or small and common."""
    if len(words) > _LONGEST_VENUE + 40:
        return False
    plain = [w.strip(".,:;()&'’\"") for w in _DROPPED.sub("", words).split()]
    told = [w for w in plain if w and not w.isdigit()]
    return 0 < len(told) <= 14 and told[0] not in ("A", "An") and all(not w[0].islower() or w in _SMALL for w in told)


def _by_italics(raw: str, start: int, italics: Sequence[tuple[int, int]]) -> int | None:
    """Where a title ends that is set apart itself, or stands before a venue that is; "in:" opens the venue."""
    own = next((b for a, b in sorted(italics) if start <= a <= start + 2 and b - a > 8), None)
    if own is not None:
        return own
    venue = next((a for a, b in sorted(italics) if a > start + 8), None)
    marks = [m for m in (raw.find(", in: ", start), raw.find(". In: ", start), raw.find(". In ", start)) if m > start]
    return min([*marks, *([venue] if venue is not None else [])], default=None)


def _venue(raw: str, start: int, numbers: int) -> str:
    """What stands between the title and the numbers, or the next fact."""
    rest = raw[start : numbers if numbers > start else len(raw)].lstrip(" .,;:?!\"”’'/*_")
    rest = _EDITORS.sub("", re.sub(r"^In:?\s", "", rest, flags=re.IGNORECASE))
    link = _FROM.search(rest)
    rest = rest[: link.start()] if link else rest
    if numbers >= len(raw):
        rest = rest.split(". ")[0]
    venue = _DROPPED.sub("", rest).strip(" ,;:.([*_")
    return venue if 1 < len(venue) <= _LONGEST_VENUE and re.search(r"[^\W\d_]", venue) else ""
