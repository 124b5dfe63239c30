"""Citations: pointers from the text to the bibliography, by number or by author and year.

In: the canonical text of blocks and the references. Out: corpus.study.Citation values. Called by corpus.build. What is
not unique stays unresolved (targets ()), never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from corpus.study import Citation, Reference

_NUMBERS = re.compile(r"\[\s?\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,40}\s?\](?:\s?[–—-]\s?\[\d{1,3}\])?")
_RUN = re.compile(r"(\d{1,3})(?:\s?\]?\s?[–—-]\s?\[?\s?(\d{1,3}))?")
_LABELS = re.compile(r"\[[A-Z][A-Za-z+]{1,11}\d{2}[a-z]?(?:[,;] ?[A-Z][A-Za-z+]{1,11}\d{2}[a-z]?){0,20}\]")
_SEPARATOR = re.compile(r"[,;] ?")
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]a|[Dd]i|[Dd]u|[Dd]el|[Ll]a|[Ll]e|[Zz]u|[Dd]os)\s){0,3}"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w'’\-]{{1,30}}"
_AUTHOR_YEAR = re.compile(
    rf"(?P<initial>(?:[^\W\d_a-z]\.[ ]?){{1,2}})?(?P<first>{_NAME}(?:[ ][^\W\d_a-z][\w'’\-]{{1,30}}){{0,2}})"
    rf"(?P<others>(?:[ ]?,?[ ](?:&|and)\s|,[ ])(?:{_NAME}(?:(?:[ ]?,?[ ](?:&|and)\s|,[ ]){_NAME}){{0,6}}))?"
    r"(?P<etal>,?\s(?:et\sal\.?|and (?:his |her |their )?colleagues))?"
    r"(?:’s|'s)?\s?(?:,\s?|\.\s|\s)?[(\[]?(?P<year>(?:19|20)\d\d)(?P<letter>[a-z])?(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+")


def find_citations(text: str, spans: Iterable[tuple[int, int]], references: Sequence[Reference]) -> Iterator[Citation]:
    """The citations in the given spans of a text, in order."""
    numbers = {reference.number: reference.key for reference in references if reference.number}
    people = _by_name(references)
    for start, end in spans:
        if numbers:
            for match in _NUMBERS.finditer(text, start, end):
                keys = _expand(match.group(), numbers)
                if keys:
                    yield Citation(match.start(), match.end(), keys)
        if any(not number.isdigit() for number in numbers):
            for match in _LABELS.finditer(text, start, end):
                keys = tuple(numbers[label] for label in _SEPARATOR.split(match.group()[1:-1]) if label in numbers)
                if keys:
                    yield Citation(match.start(), match.end(), keys)
        if people:
            for match in _AUTHOR_YEAR.finditer(text, start, end):
                found = _resolve(match, people)
                if found is not None:
                    yield Citation(match.start(), match.end(), found)


def _expand(written: str, numbers: dict[str, str]) -> tuple[str, ...]:
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
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


def surname(author: str) -> str:
    """The last name of "Given Surname", particles included in front of it, folded by plain()."""
    words = author.split()
    at = len(words) - 1
    while at > 0 and (words[at - 1].islower() or (not words[at - 1].endswith(".") and "." in words[0])):
        at -= 1
    return plain("".join(words[at:])) if words else ""


def _by_name(references: Sequence[Reference]) -> dict[tuple[str, int], list[Reference]]:
    """References by first author's surname (each of its words, too) and year."""
    people: dict[tuple[str, int], list[Reference]] = {}
    for reference in references:
        if reference.year is None:
            continue
        first = reference.authors[0] if reference.authors else _first_word(reference.raw)
        words = {surname(first), *(plain(word) for word in first.split()[-1:])} if first else set()
        for name in sorted(words - {""}):
            people.setdefault((name, reference.year), []).append(reference)
    return people


def _first_word(raw: str) -> str:
    match = _WORD.search(raw)
    return match.group() if match else ""


def _resolve(match: re.Match[str], people: dict[tuple[str, int], list[Reference]]) -> tuple[str, ...] | None:
    """The key of the one reference that is meant; () when several could be, None when it is no citation."""
    year, first = int(match.group("year")), match.group("first")
    words = first.split()
    forms = [plain("".join(words)), *(plain("".join(words[i:])) for i in range(1, len(words)))]
    candidates = next((people[form, year] for form in forms if (form, year) in people), [])
    if not candidates:
        return None
    others = [plain(word) for word in _WORD.findall(match.group("others") or "") if word[0].isupper()]
    if len(candidates) > 1 and others:
        named = [r for r in candidates if all(o in plain(r.raw) for o in others)]
        if not match.group("etal"):
            named = [r for r in named if len(r.authors) == len(others) + 1] or named
        candidates = named or candidates
    elif len(candidates) > 1 and match.group("etal"):
        candidates = [r for r in candidates if len(r.authors) > 2] or candidates
    if len(candidates) > 1 and match.group("initial"):
        letter = match.group("initial")[0]
        candidates = [r for r in candidates if r.authors and r.authors[0].startswith(letter)] or candidates
    if len(candidates) > 1 and match.group("letter"):
        index = ord(match.group("letter")) - ord("a")
        candidates = candidates[index : index + 1] or candidates
    return (candidates[0].key,) if len(candidates) == 1 else ()
