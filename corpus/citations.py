"""Citations: pointers from the text to the bibliography, by number, by label, or by author and year.

In: the canonical text of blocks and the references. Out: corpus.study.Citation values. Called by corpus.build. What is
not unique stays unresolved (targets ()), never guessed. Raised numbers are read where the text has the raised digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from corpus.study import Citation, Reference

_NUMBERS = re.compile(r"\[\s?\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,40}\s?\](?:\s?[–—-]\s?\[\d{1,3}\])?")
_RUN = re.compile(r"(\d{1,3})(?:\s?\]?\s?[–—-]\s?\[?\s?(\d{1,3}))?")
_LABELS = re.compile(r"\[[A-Z][A-Za-z+]{1,11}\d{2}[a-z]?(?:[,;] ?[A-Z][A-Za-z+]{1,11}\d{2}[a-z]?){0,20}\]")
_SEPARATOR = re.compile(r"[,;] ?")
_MARKED = re.compile(r"[\s(\[]*\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,40}[\s)\].,;–—-]*")
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:)\]”’\"]))[⁰¹²³⁴-⁹]{1,3}(?:\s?[,⁻˒‚–-]\s?[⁰¹²³⁴-⁹]{1,3}){0,20}")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚", "0123456789-,,")
_ID = r"(?:[A-Z]{1,2}[-.]?\d{1,3})"
_IDS = re.compile(rf"[\[(](?:e\.g\.,?\s)?{_ID}(?:\s?(?:[,;–—-]|and|&)\s?{_ID}){{0,60}}[\])]|\b{_ID}\b")
_ID_RUN = re.compile(r"([A-Z]{1,2})[-.]?(\d{1,3})(?:\s?[–—-]\s?\1[-.]?(\d{1,3}))?")
_YEARS = (re.compile(r"19\d\d"), re.compile(r"20\d\d"))  # apart, since each has letters to be sought by
_NEXT_YEAR = re.compile(r"(?:\s?[,;]\s?(?:and\s|&\s)?|\s(?:and|&)\s)(?P<year>(?:19|20)\d\d)(?P<letter>[a-z])?(?!\w)")
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]a|[Dd]i|[Dd]u|[Dd]el|[Ll]a|[Ll]e|[Zz]u|[Dd]os)\s){0,3}"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w'’\-]{{1,30}}"
_AUTHOR_YEAR = re.compile(
    rf"(?P<initial>(?:[^\W\d_a-z]\.[ ]?){{1,2}})?(?P<first>{_NAME}(?:[ ][^\W\d_a-z][\w'’\-]{{1,30}}){{0,2}})"
    rf"(?P<others>(?:[ ]?,?[ ](?:&|and)\s|,[ ])(?:{_NAME}(?:(?:[ ]?,?[ ](?:&|and)\s|,[ ]){_NAME}){{0,6}}))?"
    r"(?P<etal>,?\s(?:et\sal\.?|and (?:his |her |their )?colleagues))?"
    r"(?:’s|'s)?\s?(?:,\s?|\.\s|\s)?[(\[]?(?P<year>(?:19|20)\d\d)(?P<letter>[a-z])?(?!\d)"
)
_LONGEST_NAMES = 250  # characters of the names in front of a year
_AMONG_NAMES = frozenset("and & et his her their van von de der den da di du del la le zu dos".split()) | {""}
_ENDS_NAMES = ("al", "colleagues")
_WORD = re.compile(r"[^\W\d_]+")
_People = dict[tuple[str, int], list[Reference]]


def find_citations(text: str, spans: Iterable[tuple[int, int]], references: Sequence[Reference]) -> Iterator[Citation]:
    """The citations in the given spans of a text, in order of span and kind."""
    numbers = {reference.number: reference.key for reference in references if reference.number}
    ids = {id_form(number): key for number, key in numbers.items() if id_form(number)}
    labelled = any(not number.isdigit() for number in numbers)
    raised = bool(numbers) and any(digit in text for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹")
    people = _by_name(references)
    years = sorted(match.start() for pattern in _YEARS for match in pattern.finditer(text)) if people else []
    for start, end in spans:
        if numbers and text.find("[", start, end) >= 0:
            yield from _numbered(text, start, end, numbers, labelled)
        if raised:
            for match in _RAISED.finditer(text, start, end):
                keys = _expand(match.group().translate(_LOWERED), numbers)
                if keys:
                    yield Citation(match.start(), match.end(), keys)
        if ids:
            yield from find_ids(text, start, end, ids)
        dated = years[bisect_left(years, start) : bisect_left(years, end - 3)]
        if dated:
            yield from _named(text, dated, start, end, people)


def is_numeric(words: str) -> bool:
    """Whether the words of a marked citation are numbers: "12", "[3, 5-7]", "[18,"."""
    return _MARKED.fullmatch(words) is not None


def settle(marked: Iterable[Citation], text: str, references: Sequence[Reference]) -> Iterator[Citation]:
    """Citations that a file marks, those without a target resolved when their words are numbers of entries."""
    numbers = {reference.number: reference.key for reference in references if reference.number}
    for citation in marked:
        words = text[citation.start : citation.end]
        if citation.targets or not numbers or not is_numeric(words):
            yield citation
        else:
            yield Citation(citation.start, citation.end, _expand(words, numbers))


def _numbered(text: str, start: int, end: int, numbers: Mapping[str, str], labelled: bool) -> Iterator[Citation]:
    for match in _NUMBERS.finditer(text, start, end):
        keys = _expand(match.group(), numbers)
        if keys:
            yield Citation(match.start(), match.end(), keys)
    for match in _LABELS.finditer(text, start, end) if labelled else ():
        keys = tuple(numbers[label] for label in _SEPARATOR.split(match.group()[1:-1]) if label in numbers)
        if keys:
            yield Citation(match.start(), match.end(), keys)


def _named(text: str, years: Iterable[int], start: int, end: int, people: _People) -> Iterator[Citation]:
    """Citations by author and year; further years behind the first ("2019, 2020a") are works of the same people."""
    for match in _author_years(text, years, start, end):
        found = _resolve(match, int(match.group("year")), match.group("letter") or "", people)
        if found is None:
            continue
        yield Citation(match.start(), match.end(), found)
        at = match.end()
        while (more := _NEXT_YEAR.match(text, at, end)) is not None:
            another = _resolve(match, int(more.group("year")), more.group("letter") or "", people)
            if another is None:
                break
            yield Citation(more.start("year"), more.end(), another)
            at = more.end()


def _author_years(text: str, years: Iterable[int], start: int, end: int) -> Iterator[re.Match[str]]:
    """Names with one of the years behind them, which stand from start to end."""
    done = start
    for year in years:
        first = max(done, year - _LONGEST_NAMES)
        if first >= year or not _ends_in_name(text[first:year]):
            continue
        for match in _AUTHOR_YEAR.finditer(text, _start_of_names(text, first, year), min(end, year + 6)):
            yield match
            done = match.end()


def _ends_in_name(before: str) -> bool:
    """Whether the last word of a text may end the names of authors; most years stand behind other words."""
    words = before.rstrip(" ,.([\n").rsplit(maxsplit=1)
    return bool(words) and (words[-1] != words[-1].lower() or words[-1].startswith(_ENDS_NAMES))


def _start_of_names(text: str, first: int, stop: int) -> int:
    """Where the names in text[first:stop] that end at stop start at the earliest: behind the last word of small letters
    that does not stand among names."""
    at = stop
    while at > first:
        space = max(text.rfind(" ", first, at), text.rfind("\n", first, at), first - 1)
        word = text[space + 1 : at].strip("([,.")
        if word not in _AMONG_NAMES and word.isascii() and word.islower() and not word.startswith(_ENDS_NAMES):
            return at
        at = space
    return first


def id_form(label: str) -> str:
    """A label such as "[S03]" or "P-3." as it is compared ("S3", "P3"); "" when it is none."""
    match = _ID_RUN.fullmatch(label.strip("[]().: "))
    return f"{match.group(1)}{int(match.group(2))}" if match and not match.group(3) else ""


def find_ids(text: str, start: int, end: int, ids: Mapping[str, str]) -> Iterator[Citation]:
    """Pointers by the ids of included studies, "[S3]" or "(P1, P4-P6)"; ids: from id_form to the keys of entries.

    All ids of a pointer have to be known.
    """
    for match in _IDS.finditer(text, start, end):
        keys: list[str | None] = []
        for letters, first, last in _ID_RUN.findall(match.group()):
            low, high = int(first), int(last or first)
            keys += [ids.get(f"{letters}{n}") for n in range(low, min(high, low + 300) + 1)]
        known = [key for key in keys if key is not None]
        if known and len(known) == len(keys):
            yield Citation(match.start(), match.end(), tuple(dict.fromkeys(known)))


def _expand(written: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of "[3, 5-7]" and "[3]–[7]"; () when one of them is not in the list."""
    keys: list[str] = []
    for first, last in _RUN.findall(written):
        low, high = int(first), int(last or first)
        if not low <= high <= low + 60:
            return ()
        for number in range(low, high + 1):
            if str(number) not in numbers:
                return ()
            keys.append(numbers[str(number)])
    return tuple(dict.fromkeys(keys))


def plain(word: str) -> str:
    """A name without case, accents and signs."""
    if word.isascii():
        return word.lower() if word.isalnum() else "".join(filter(str.isalnum, word.lower()))
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


@lru_cache(maxsize=1 << 15)  # each entry of a bibliography is compared many times
def surname(author: str) -> str:
    """The last name of "Given Surname", particles included in front of it, folded by plain()."""
    words = author.split()
    at = len(words) - 1
    while at > 0 and (words[at - 1].islower() or (not words[at - 1].endswith(".") and "." in words[0])):
        at -= 1
    return plain("".join(words[at:])) if words else ""


def family_names(reference: Reference, most: int | None = None) -> tuple[str, ...]:
    """The surnames of an entry's first authors, at most so many, folded; without authors, the entry's first word."""
    if reference.authors:
        return tuple(surname(author) for author in reference.authors[:most])
    first = _WORD.search(reference.raw)
    return (plain(first.group()),) if first else ()


def letter_of(references: Sequence[Reference], letter: str) -> list[Reference]:
    """Of works of one name and year, the one with the letter: as written in the entries, else by their order."""
    written = [r for r in references if r.year is not None and re.search(rf"{r.year}{letter}(?![a-z])", r.raw)]
    place = ord(letter) - ord("a")
    return written or list(references[place : place + 1]) or list(references)


def _by_name(references: Sequence[Reference]) -> _People:
    """References by first author's surname (its last word, too) and year."""
    people: _People = {}
    for reference in references:
        families = family_names(reference, 1) if reference.year is not None else ()
        if reference.year is None or not families:
            continue
        last = plain(reference.authors[0].split()[-1]) if reference.authors and reference.authors[0].split() else ""
        for name in sorted({families[0], last} - {""}):
            people.setdefault((name, reference.year), []).append(reference)
    return people


def _resolve(match: re.Match[str], year: int, letter: str, people: _People) -> tuple[str, ...] | None:
    """The key of the one reference that is meant; () when several could be, None when it is no citation."""
    words = match.group("first").split()
    forms = [plain("".join(words)), *(plain("".join(words[i:])) for i in range(1, len(words)))]
    candidates = next((people[form, year] for form in forms if (form, year) in people), [])
    if not candidates:
        return None
    others = [plain(word) for word in _WORD.findall(match.group("others") or "") if word[0].isupper()]
    if len(candidates) > 1:
        candidates = _by_company(candidates, others, bool(match.group("etal")))
    if len(candidates) > 1 and match.group("initial"):
        first = match.group("initial")[0]
        candidates = [r for r in candidates if r.authors and r.authors[0].startswith(first)] or candidates
    if len(candidates) > 1 and letter:
        candidates = letter_of(candidates, letter)
    return (candidates[0].key,) if len(candidates) == 1 else ()


def _by_company(candidates: list[Reference], others: Sequence[str], et_al: bool) -> list[Reference]:
    """The candidates whose further authors are those that the pointer names, or says there are."""
    if others:
        named = [r for r in candidates if all(other in plain(r.raw) for other in others)]
        if not et_al:
            named = [r for r in named if len(r.authors) == len(others) + 1] or named
        return named or candidates
    if et_al:
        return [r for r in candidates if len(r.authors) > 2] or candidates
    return [r for r in candidates if len(r.authors) == 1] or candidates
