"""Proper names in running text: where they stand, what they look like, and which of them name no thing that is used.

In: the text of a passage, and what a document as a whole tells about capitals. Out: Name values, in order of place.
Called by extract.sources.products. English orthography decides first: letters and capitals that no ordinary word has,
then words that the dictionary of the language pipeline does not hold. Persons, places and institutions are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.abbreviations import definitions_in
from extract.scope import Scope
from extract.sources.capitals import BODIES, FUNCTION, NO_NAME, PLACES

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

_BODY = r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9]*(?:[-./+][A-Za-z0-9À-ÿ]+)*(?:\+\+)?"
_WORD = rf"(?:[DLO]['’]|\d{{1,3}}(?=[A-Z][a-z]))?(?=[\w./+-]*[A-ZÀ-Þ]){_BODY}"  # one that holds a capital
_NUMBER = r"\d{1,3}(?:\.\d+)*(?![\w%])"
_RUN = re.compile(rf"(?<![\w@/.-]){_WORD}(?:(?:[ \u00a0](?:& )?|(?<=St)\. )(?:{_WORD}|{_NUMBER}))*")
_PIECE = re.compile(rf"{_WORD}\.?|\d[\d.]*|&")
_HUMP = re.compile(
    r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Za-z]\d|\b[a-z]-[A-Z]|[A-Z]-[A-Z]|[A-Z]{2,}-\d|[a-z]\.(?:ai|io|js|ml|net|com|org)\b"
)
_DERIVED = re.compile(r"(?:i[sz]ation|ations?|ments?|ness|ity|isms?|olog(?:y|ies)|ances?|ences?|ings?|ly)$")
_PERSON_OF_STUDY = re.compile(r"[A-Z]{1,2}\d{1,3}[a-z]?")
_ROMAN = re.compile(r"[IVX]+")
_QUANTITY = re.compile(r"(?:[A-Z][a-z]?\d*){1,3}|[kmMGTµ]?(?:Hz|Wh|Pa|W|V|B|bit)|[pm]H")


class Shape(IntEnum):
    """How sure the letters alone make it that a word is a name; more is surer."""

    KNOWN = 0  # one capitalised word that the dictionary holds ("Docker", "Canvas")
    ACRONYM = 1  # capitals only
    NEW = 2  # a capitalised word that the dictionary does not hold, or several capitalised words
    HUMPED = 3  # capitals, digits or signs inside, as no ordinary word has them ("MassForm", "i-STAT", "Web2Go")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text of a passage. start, end: offsets in the passage; opens: it opens its sentence or line."""

    text: str
    start: int
    end: int
    shape: Shape
    opens: bool


@dataclass(frozen=True, eq=False)
class Capitals:
    """What a document tells about its names: who its persons are, which words it also writes small."""

    scope: Scope

    @cached_property
    def persons(self) -> frozenset[str]:
        """The surnames of its authors and of those whom it cites."""
        document = self.scope.reading.document
        people = (*document.metadata.authors, *(a for r in document.references for a in r.authors))
        names = {word for person in people for word in re.findall(r"[^\W\d_][\w'’-]{2,}", person)}
        return frozenset(name for name in names if name[:1].isupper())

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text, capitals told from small letters."""
        return Counter(re.findall(r"[^\W\d_][\w-]*", self.scope.reading.document.text))

    @cached_property
    def classes(self) -> frozenset[str]:
        """Abbreviations whose words the document writes small: "learning management system (LMS)"."""
        found: set[str] = set()
        for block in self.scope.reading.document.blocks:
            text = self.scope.reading.document.text[block.start : block.end]
            if "(" not in text or block.kind is BlockKind.TABLE:
                continue
            for short, words in definitions_in(text):
                if re.search(r"\b" + r"[\W_]+".join(map(re.escape, words)), text):
                    found.add(short)
        return frozenset(found)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The capitalised words of the title, which name what the study is about."""
        document = self.scope.reading.document
        title = document.metadata.title or next(
            (document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.TITLE), ""
        )
        return frozenset(re.findall(r"[A-Za-z][\w-]*[A-Z0-9][\w-]*", title))

    def is_known(self, word: str) -> bool:
        """Whether a capitalised word is an ordinary word: of the dictionary, made like one, or also written small."""
        small = word.lower()
        if self.counts[small] > 0 or _DERIVED.search(small):
            return True
        words = dictionary(self.scope.reading.language.nlp)
        return any(form in words for form in _bases(small))


def _bases(small: str) -> Iterator[str]:
    """A word and what it may be an inflected form of."""
    yield small
    for ending, base in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e")):
        if small.endswith(ending) and len(small) > len(ending) + 2:
            yield small.removesuffix(ending) + base


@lru_cache(maxsize=4)
def dictionary(nlp: Pipeline) -> frozenset[str]:
    """The nouns, verbs and adjectives that the lemmatizer of a pipeline knows; empty when it has no list of them."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index = tables.get_table("lemma_index") if tables.has_table("lemma_index") else {}
    return frozenset(word for words in index.values() for word in words)


def names(text: str, capitals: Capitals) -> Iterator[Name]:
    """The names of things in a text, in order of place."""
    for run in _RUN.finditer(text):
        pieces = [(m[0], run.start() + m.start(), run.start() + m.end()) for m in _PIECE.finditer(run[0])]
        group: list[tuple[str, int, int]] = []
        for piece in (*pieces, ("", 0, 0)):
            word = piece[0]
            if _capital(word) and (word.lower() not in FUNCTION or _HUMP.search(word)):
                group.append(piece)
                continue
            if group and word and (word[0].isdigit() or word in ("&", "St.")):
                group.append(piece)
                continue
            if group:
                yield from _named(text, group, capitals)
            group = []


def _capital(word: str) -> bool:
    return any(c.isupper() for c in word)


def _named(text: str, group: list[tuple[str, int, int]], capitals: Capitals) -> Iterator[Name]:
    """The name that a run of capitalised words makes, if it may be one."""
    opens = _opens(text, group[0][1])
    while (
        len(group) > 1
        and opens
        and _plain(group[0][0])
        and capitals.is_known(group[0][0])
        and group[0][0].lower() in FUNCTION
    ):
        group = group[1:]
    while group and not _capital(group[-1][0]) and not _is_version(text, group):
        group = group[:-1]
    if opens and len(group) > 2 and _PERSON_OF_STUDY.fullmatch(group[0][0]):
        group = group[1:]  # "C4 Tide Register": a code before the name
    words = [word for word, _, _ in group]
    if not words or not _may_name(words, capitals):
        return
    start, end = group[0][1], group[-1][2]
    written = text[start:end].rstrip(".")
    yield Name(re.sub(r"\s+", " ", written), start, start + len(written), _shape(words, capitals), opens)


def _is_version(text: str, group: list[tuple[str, int, int]]) -> bool:
    """Whether a run ends in a number that may be a version ("Suite 4.2") and counts nothing ("Suite 4 times")."""
    word, _, end = group[-1]
    return len(group) > 1 and word[:1].isdigit() and not re.match(r"\s[a-z]+s\b", text[end : end + 30])


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or (before[-1] in ".?!:•\n" and not before.endswith(("e.g.", "i.e.", "St.")))


def _plain(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _may_name(words: list[str], capitals: Capitals) -> bool:
    small = [word.lower().rstrip(".") for word in words]
    if len(words) > 6 or not BODIES.isdisjoint(small) or (small[-1] in NO_NAME and len(words) == 1):
        return False
    if len(words) == 1:
        word = words[0]
        if (
            len(word) < 2
            or _PERSON_OF_STUDY.fullmatch(word)
            or _ROMAN.fullmatch(word)
            or (_QUANTITY.fullmatch(word) and len(word) < 4)
        ):
            return False
        if _hyphened(word) or word in capitals.subjects:
            return False
    if all(word in PLACES or word in FUNCTION for word in small):
        return False
    return not any(_plain(word) and word in capitals.persons for word in words)


def _hyphened(word: str) -> bool:
    """Whether a word is only joined to small ones ("Web-based", "GPU-backed", "Non-AI")."""
    parts = word.split("-")
    return (len(parts) > 1 and any(len(p) > 2 and p.islower() for p in parts)) or parts[0].lower() in (
        "non",
        "pre",
        "post",
        "anti",
        "pro",
        "multi",
        "inter",
        "semi",
    )


def _shape(words: list[str], capitals: Capitals) -> Shape:
    letters = [word for word in words if word[:1].isalpha()]
    if any(_HUMP.search(word) and not is_blend(word) for word in letters):
        return Shape.HUMPED
    if all(re.fullmatch(r"[A-Z][A-Z&/.+-]*s?", word) for word in letters):
        return Shape.ACRONYM
    plain = [word for word in letters if _plain(word)]
    if len(letters) > 1 or any(not capitals.is_known(word) for word in plain):
        return Shape.NEW
    return Shape.KNOWN


def is_blend(word: str) -> bool:
    """Whether a word blends others into the name of a field or a way of working ("DevOps") rather than of a thing."""
    return bool(re.fullmatch(r"[A-Z]\w*Ops|\w*(?:AI|IoT|ML|LLMs?)", word))
