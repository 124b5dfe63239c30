"""Pointers to cited works, and whether a sentence makes the work its speaker.

In: a Document. Out: its pointers in order of place, each with how it stands in the sentence. Called by
extract.attribution. "Ito et al. [4] report X" and "according to [4], X" make the work speak; "X is common [4]" only
rests on it; "in contrast to Ito et al. [4]" does neither. Neighbouring marks are one pointer ("[4], [5] and [7]").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.citations import plain, surname
from corpus.study import Citation, Document, Reference

_NAME = r"[^\W\d_a-z][\w'’-]+"
_PARTICLES = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ter|ten)\s+)*"
_FAMILY = rf"{_PARTICLES}{_NAME}"
_AUTHORS = (
    rf"(?:[A-Z]\.\s*)*{_FAMILY}"
    rf"(?:(?:,\s+{_FAMILY})*,?\s+(?:and|&)\s+(?:(?:his|her|their)\s+)?(?:{_FAMILY}|colleagues|co-?workers|others)"
    r"|,?\s+et\s+al\.?,?)?(?:['’]s?)?"
)
_BEFORE_MARK = re.compile(rf"(?P<authors>{_AUTHORS})\s*[\[(]?\s*$")
_BY_YEAR = re.compile(
    rf"(?P<authors>{_AUTHORS}),?\s*(?:[(\[]\s*(?P<year>(?:19|20)\d{{2}})[a-z]?(?:,\s*pp?\.[^)]*)?[)\]]"
    r"|(?<=[ls.])\s*\[[A-Z]?\d{1,3}\])"  # a number needs "et al" or "colleagues" before it
)
_WHO = re.compile(r"[\])]?\s*,?\s*(?:who|whose)\b")
_SAYING = (
    r"(?:argue[sd]?|claim(?:s|ed)?|conclude[sd]?|describe[sd]?|find|finds|found|highlight(?:s|ed)?|identif(?:y|ies|ied)|"
    r"indicate[sd]?|name[sd]?|note[sd]?|observe[sd]?|propose[sd]?|report(?:s|ed)?|reveal(?:s|ed)?|show(?:s|ed|n)?|"
    r"state[sd]?|suggest(?:s|ed)?|introduce[sd]?|list(?:s|ed)?|recommend(?:s|ed)?)"
)
_SAYS = re.compile(rf"[\])]?,?\s*(?:(?:which|who|that)\s+)?(?:also\s+|have\s+|has\s+)?{_SAYING}\b")
_ONE_STUDY = re.compile(
    r"\b(?:one|a|an|another|single|only)\s+(?:[\w-]+\s+){0,2}"
    rf"(?:study|paper|publication|survey|review|article|author|trial)\b[^.]*\b{_SAYING}\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?:For|In|By|From|According to|As|While|When|Although|Since|Both|Following|Unlike|Like)\s+")
_OPENS = re.compile(r"^[\[(]")
_JOINS = re.compile(r"[\s,;&\[\]()–-]*(?:\band\b)?[\s\[(]*")
_OF_A_WORK = (
    r"(?:(?:the|a|an|this|their|his|her|another)\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:work|study|studies|review|paper|survey|research|article|report|analysis|findings|results|model|framework|"
    r"definition|classification|taxonomy|approach|authors?|theory)\s+(?:of|by|in|from)\s+"
)
_LEADS = re.compile(
    rf"(?:\b(?:according to|as per|by|in|from|for|of|to)\s+(?:{_OF_A_WORK})?"
    r"|\b(?:the (?:authors?|study|paper|work|review|article)|ref\.|reference)\s+(?:(?:of|by|in)\s+)?|\bas\s+)[\[(]?$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:similar(?:ly)? to|unlike|like|consistent with|in (?:line|accord|accordance|agreement) with|"
    r"in contrast (?:to|with)|contrary to|compared? (?:to|with)|agree(?:s|d|ing)? with|in addition to|except for|"
    r"(?:confirm|support|extend|contradict|follow|adopt|adapt|use|appl|complement)(?:s|es|ed|ing|ies|ied|y|ying)?)\s+"
    rf"(?:those (?:of|by|in) |that (?:of|by|in) )?(?:{_OF_A_WORK})?[\[(]?$",
    re.IGNORECASE,
)
_RESTS_ON = re.compile(
    r"\b(?:see|cf\.?|e\.g\.,?|reviewed in|cited (?:in|by)|adapted from|based on|inspired by|taken from|"
    r"described (?:in|by) (?:the )?(?:guidelines?|recommendations?))\s*[\[(]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One or several neighbouring marks. start: where the names of its authors begin, when they stand before it.

    keys: of the references; the words themselves for a work that the list of references does not hold.
    named: authors are named in the running text, or the mark itself is a part of the sentence ("as shown in [4]").
    speaks: words before it make it the source of what is said; compares: something to compare with.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    named: bool = False
    speaks: bool = False
    compares: bool = False


@dataclass(frozen=True, eq=False)
class Pointers:
    """The pointers of one document, found when first asked for."""

    document: Document

    @cached_property
    def _all(self) -> tuple[Pointer, ...]:
        return pointers_of(self.document)

    @cached_property
    def _starts(self) -> list[int]:
        return [pointer.start for pointer in self._all]

    def between(self, start: int, end: int) -> tuple[Pointer, ...]:
        """Those that begin in [start, end), by place."""
        low = bisect_left(self._starts, start)
        return self._all[low : bisect_left(self._starts, end, low)]

    def keys(self, start: int, end: int) -> tuple[str, ...]:
        """The works that those point at, each once."""
        return tuple(dict.fromkeys(key for pointer in self.between(start, end) for key in pointer.keys))


def pointers_of(document: Document) -> tuple[Pointer, ...]:
    """All pointers of a document, by place; neighbouring ones that stand alike are one."""
    families = _families(document.references)
    single = [_pointer(document.text, c, document.reference_of, families) for c in document.citations]
    taken = sorted((p.start, p.end) for p in single)
    single += _unlisted(document.text, taken, families)
    return tuple(_joined(document.text, sorted(single, key=lambda p: (p.start, p.end))))


def _pointer(
    text: str, citation: Citation, references: dict[str, Reference], families: dict[str, tuple[str, ...]]
) -> Pointer:
    start, end = citation.start, citation.end
    mark = text[start:end]
    keys = citation.targets or (" ".join(mark.split()),)
    if not any(c.isalpha() for c in mark):  # numbers, or a year whose authors stand before it
        authors = _BEFORE_MARK.search(text, max(0, start - 80), start)
        if authors and _are_authors(authors["authors"], [references[k] for k in citation.targets if k in references]):
            start = authors.start("authors")
            return _placed(text, Pointer(start, end, keys, named=True))
        lead = _LEADS.search(text, max(0, start - 60), start)
        if lead and len(citation.targets) < 3:
            return _placed(text, Pointer(start, end, keys, named=True))
    elif not _bracketed(text, start, end):
        start += len(found[0]) if (found := _NO_NAME.match(mark)) else 0
        return _placed(text, Pointer(start, end, keys, named=True))
    says = len(citation.targets) < 3 and _SAYS.match(text, end) is not None  # "a review of ports [4] found that"
    return Pointer(start, end, keys, named=says, speaks=says)


def tells_of_one(sentence: str) -> bool:
    """Whether a sentence tells what one study found ("In a study of nine ports, ... were found to ... (Ito, 2019)")."""
    return _ONE_STUDY.search(sentence) is not None


def _placed(text: str, pointer: Pointer) -> Pointer:
    if not pointer.named:
        return pointer
    low = max(0, pointer.start - 90)
    goes_on = _WHO.match(text, pointer.end)  # "in line with Ito [4], who names X": Ito is heard all the same
    if (_COMPARES.search(text, low, pointer.start) and not goes_on) or _RESTS_ON.search(text, low, pointer.start):
        return replace(pointer, compares=True)
    possessive = re.search(r"['’]s?\s*(?:[\[(]|$)", text[pointer.start : pointer.end + 1]) is not None
    return replace(pointer, speaks=possessive or _LEADS.search(text, low, pointer.start) is not None)


def _are_authors(words: str, cited: Sequence[Reference]) -> bool:
    """Whether words are names of authors: "et al.", or the surname of one who wrote a work that the mark points at."""
    if re.search(r"\bet\s+al\b|\b(?:colleagues|co-?workers)\b", words):
        return True
    words = re.sub(r"['’]s?$", "", words.strip())
    names = {plain(name) for name in re.findall(r"[\w'’-]+", words)} | {plain("".join(words.split()))}
    return any(surname(author) in names for reference in cited for author in reference.authors)


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a mark with names stands in brackets, with nothing said before it but other marks and "see"."""
    if _OPENS.match(text[start:end]):
        return True
    before = text[max(0, start - 200) : start]
    opened, closed = max(before.rfind("("), before.rfind("[")), max(before.rfind(")"), before.rfind("]"))
    return opened > closed


def _families(references: Iterable[Reference]) -> dict[str, tuple[str, ...]]:
    """Keys by first surname and year."""
    found: dict[str, list[str]] = {}
    for reference in references:
        if reference.authors and reference.year:
            found.setdefault(f"{surname(reference.authors[0])} {reference.year}", []).append(reference.key)
    return {name: tuple(keys) for name, keys in found.items()}


def _unlisted(text: str, taken: list[tuple[int, int]], families: dict[str, tuple[str, ...]]) -> Iterator[Pointer]:
    """Authors with a year in running text that the reader did not point at a reference ("Ito (2019) reports")."""
    places = iter([*taken, (len(text) + 1, len(text) + 1)])
    here = next(places)
    for found in _BY_YEAR.finditer(text):
        while here[1] <= found.start():
            here = next(places)
        if here[0] < found.end():
            continue
        if not found["year"] and not re.search(r"\bet\s+al\b|\bcolleagues\b", found["authors"]):
            continue
        first = re.findall(r"[^\W\d_]{2,}", re.split(r"\bet\s+al|,|\band\b|&", found["authors"])[0])
        if first and first[-1][0].isupper():
            keys = families.get(f"{plain(first[-1])} {found['year']}", ())
            words = " ".join(found[0].split())
            yield _placed(text, Pointer(found.start(), found.end(), keys if len(keys) == 1 else (words,), named=True))


def _joined(text: str, single: Sequence[Pointer]) -> Iterator[Pointer]:
    current: Pointer | None = None
    for pointer in single:
        if (
            current
            and current.named == pointer.named
            and pointer.start - current.end < 12
            and _JOINS.fullmatch(text, current.end, max(pointer.start, current.end))
        ):
            keys = tuple(dict.fromkeys((*current.keys, *pointer.keys)))
            current = replace(current, end=max(current.end, pointer.end), keys=keys)
        else:
            if current:
                yield current
            current = pointer
    if current:
        yield current
