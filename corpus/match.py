"""The rule: when two bibliography entries are one work, and when only a reviewer can say.

In: two references. Out: a Match with the fields that agreed and those that did not, None when nothing speaks for one
work. Called by corpus.references. After METHODS section 4: identifiers first; then title, year, and volume and first
page or first author; an entry without a title is searched as a whole. Titles that name different parts of a series are
two works, as are a paper and the correction of it or the reply to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.citations import plain, surname
from corpus.study import Reference

TITLE = 85.0  # least ratio of two structured titles
IN_RAW = 90.0  # least partial ratio of a title inside a raw string, and least ratio of a title for a doubtful match
OTHER = 60.0  # titles below this ratio are clearly different
_WORD = re.compile(r"\w+")
_SHORTEST = 12  # letters; a shorter title says too little to match by
_NEAR = 120  # characters of a raw entry that hold its first author
_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed)|corrigend\w+|errat\w+|repl(?:y|ies)|respon(?:se|ding) to|comments? on|letter|retract\w+"
    r"|addend\w+|protocol|commentary|editorial|author'?s'? (?:reply|response))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:part|volume|vol|phase|study|paper|chapter|no|number)\s(?P<part>\d{1,3}|[ivx]{1,5}|one|two|three|four|five)\b"
    r"|(?P<last>\b(?:ii|iii|iv|vi{0,3}|ix)|\b\d{1,4})$"
)
_DIGITS = re.compile(r"\d+")
_KEPT = 1 << 15  # texts whose forms are kept, since each entry is compared many times
_VALUE = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"} | {
    roman: str(n) for n, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries that speak of one work, surely or perhaps.

    agreed, against: the fields that agreed and that did not, out of "doi", "pmid", "title", "year", "author", "volume",
    "first page". score: 0 to 100, of the titles (100 for an identifier). doubtful: for a reviewer to decide.
    """

    agreed: tuple[str, ...]
    score: float
    doubtful: bool = False
    against: tuple[str, ...] = ()


def same_work(a: Reference, b: Reference) -> Match | None:
    """Whether two references are one work; None when they are not. Symmetric.

    One DOI on two clearly different titles, and two DOIs on one title, are doubtful: never merged, but shown.
    """
    by_id = _by_identifier(a, b)
    if by_id is True:
        name = "doi" if a.doi and b.doi and a.doi.lower() == b.doi.lower() else "pmid"
        clash = titles_clash(a, b)
        return Match((name,), 100.0, doubtful=clash, against=("title",) if clash else ())
    score = _title_score(a, b)
    if score is None:
        return None
    verdicts = {
        "year": _years_agree(a.year, b.year),
        "author": _authors_agree(a, b),
        "volume": _found(a.volume, b.volume, a, b),
        "first page": _found(a.first_page, b.first_page, a, b),
    }
    agreed = ("title", *(name for name, verdict in verdicts.items() if verdict is True))
    against = tuple(name for name, verdict in verdicts.items() if verdict is False)
    if by_id is False:
        told = score >= IN_RAW and "author" in agreed and "year" in agreed
        return Match(agreed, score, doubtful=True, against=("doi", *against)) if told else None
    if _sure(verdicts, a, b):
        return Match(agreed, score, against=against)
    told = "author" in agreed or not against or 1 < len(agreed) >= len(against)
    hopeful = score >= IN_RAW and told
    return Match(agreed, score, doubtful=True, against=against) if hopeful else None


def _sure(verdicts: dict[str, bool | None], a: Reference, b: Reference) -> bool:
    """Whether what stands beside the title settles it: the year, and volume and first page or the first author."""
    if verdicts["year"] is not True or _numbers(a.title) != _numbers(b.title):
        return False
    placed = verdicts["volume"], verdicts["first page"]
    if placed == (True, True):
        return True
    return verdicts["author"] is True and (True in placed or False not in placed)


def _by_identifier(a: Reference, b: Reference) -> bool | None:
    """What DOIs say, and PubMed's numbers where there are no two DOIs; None when they say nothing."""
    if a.doi and b.doi:
        return a.doi.lower() == b.doi.lower()
    return a.pmid == b.pmid if a.pmid and b.pmid else None


def titles_clash(a: Reference, b: Reference) -> bool:
    """Whether two entries have titles that cannot be of one work, wherever these stand in their words."""
    left, right = title_form(a.title), title_form(b.title)
    if min(len(left), len(right)) < _SHORTEST or fuzz.ratio(left, right) >= OTHER:
        return False
    return not any(
        len(title) <= len(words) and fuzz.partial_ratio(title, words) >= TITLE
        for title, words in ((left, title_form(b.raw)), (right, title_form(a.raw)))
    )


@lru_cache(maxsize=_KEPT)
def title_form(title: str) -> str:
    """A title as it is compared: words in lower case, no signs."""
    return " ".join(_WORD.findall(title.casefold()))


def is_wordless(reference: Reference) -> bool:
    """Whether an entry has no title to match by, so that its words are matched as a whole."""
    return len(title_form(reference.title)) < _SHORTEST


def _title_score(a: Reference, b: Reference) -> float | None:
    """How well the titles agree, None when they do not or name different parts or notices."""
    left, right = title_form(a.title), title_form(b.title)
    told_left, told_right = len(left) >= _SHORTEST, len(right) >= _SHORTEST
    if told_left and told_right:
        score = fuzz.ratio(left, right)
        if score < TITLE and shortens(left, right) and a.year == b.year and _authors_agree(a, b):
            score = IN_RAW
        return score if score >= TITLE and _one_kind(left, right) else None
    if not told_left and not told_right:
        if (left or right) and left != right:
            return None
        score = fuzz.ratio(title_form(a.raw), title_form(b.raw))
        return score if score >= IN_RAW else None
    title, raw = (left, title_form(b.raw)) if told_left else (right, title_form(a.raw))
    if len(title) > len(raw):
        return None
    score = fuzz.partial_ratio(title, raw)
    return score if score >= IN_RAW and _is_notice(title) == _is_notice(raw) else None


def _one_kind(left: str, right: str) -> bool:
    """Whether two folded titles name the same part of a series, and both or neither a correction or a reply."""
    one, other = part_of(left), part_of(right)
    return one == other and _is_notice(left) == _is_notice(right)


@lru_cache(maxsize=_KEPT)
def _is_notice(text: str) -> bool:
    return bool(_NOTICE.search(text))


def shortens(left: str, right: str) -> bool:
    """Whether one folded title is the other without its end, as lists drop subtitles."""
    return left.startswith(f"{right} ") or right.startswith(f"{left} ")


@lru_cache(maxsize=_KEPT)
def part_of(title: str) -> str:
    """The part that a folded title names ("2" of "... part ii"), "" when it names none."""
    match = next(reversed([*_PART.finditer(title)]), None)
    if match is None:
        return ""
    written = match.group("part") or match.group("last")
    return _VALUE.get(written, written.lstrip("0"))


def _numbers(title: str) -> tuple[str, ...]:
    return tuple(sorted(_DIGITS.findall(title))) if title else ()


def _years_agree(a: int | None, b: int | None) -> bool | None:
    return None if a is None or b is None else abs(a - b) <= 1


def _found(a: str, b: str, one: Reference, other: Reference) -> bool | None:
    """Whether two numbers agree; against an entry without a title, whether one of its words is the number."""
    if a and b:
        return a.casefold() == b.casefold()
    known, raw = (a, other) if a else (b, one)
    if known and is_wordless(raw):
        return True if known.casefold() in words_of(raw) else None
    return None


def _authors_agree(a: Reference, b: Reference) -> bool | None:
    """Whether the first authors agree; against a raw string, whether it names the author near its start."""
    if a.authors and b.authors:
        return surnames_agree(surname(a.authors[0]), surname(b.authors[0]))
    known, other = (a, b) if a.authors else (b, a)
    if not known.authors:
        return None
    return surname(known.authors[0]) in near_start(other)


def surnames_agree(left: str, right: str) -> bool:
    """Whether two folded surnames are one: alike, or one the end of the other (particles, double names)."""
    return bool(left and right) and (
        left == right or fuzz.ratio(left, right) >= TITLE or left.endswith(right) or right.endswith(left)
    )


def words_of(reference: Reference) -> frozenset[str]:
    """The words and numbers of an entry, in lower case."""
    return frozenset(_WORD.findall(reference.raw.casefold()))


def near_start(reference: Reference) -> str:
    """The folded start of an entry, which names its first author."""
    return plain(reference.raw[:_NEAR])
