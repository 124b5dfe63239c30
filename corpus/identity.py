"""Identity: which documents are one work, and what that study is called.

In: documents. Out: studies, sorted by id. Called by the shell. A work that counted twice would make the synthesis
false, and two works merged would, too: so documents are one study when they share a DOI, or when title, authors and
year agree and their words overlap. The order of the documents changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from corpus.citations import surname
from corpus.dating import YEAR_GUESSED
from corpus.references import title_form
from corpus.study import BlockKind, Document, Study, StudyId

ALIKE = 90.0  # least ratio of the titles of two renditions
OVERLAP = 0.25  # least share of the shorter one's shingles that the longer one holds, when the titles agree
SAME_TEXT = 0.6  # the same, when title or authors are missing on one side
_SHINGLE = 6  # words
_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    "a an the of on in for and or to with from by at as is are how what why towards toward new do does".split()
)


def join(documents: Iterable[Document]) -> tuple[Study, ...]:
    """The studies that the documents hold, sorted by id; the same documents in any order give the same studies."""
    unique = sorted(
        {d.id: d for d in sorted(documents, key=lambda d: (d.id, d.name), reverse=True)}.values(), key=lambda d: d.id
    )
    studies = [_study(group) for group in _groups(unique)]
    return _named(studies)


def _groups(documents: Sequence[Document]) -> list[list[Document]]:
    parent = list(range(len(documents)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    shingles = [_shingles(document) for document in documents]
    for a, b in combinations(range(len(documents)), 2):
        if root(a) != root(b) and _one_work(documents[a], documents[b], shingles[a], shingles[b]):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    groups: dict[int, list[Document]] = {}
    for index, document in enumerate(documents):
        groups.setdefault(root(index), []).append(document)
    return [groups[key] for key in sorted(groups)]


def _one_work(a: Document, b: Document, left: frozenset[int], right: frozenset[int]) -> bool:
    """Same DOI and no clearly different title; else title, authors and year agree, and the words overlap."""
    one, two = a.metadata, b.metadata
    titles = fuzz.ratio(title_form(one.title), title_form(two.title)) if one.title and two.title else None
    if one.doi and two.doi:
        return one.doi.lower() == two.doi.lower() and (titles is None or titles >= 60)
    overlap = len(left & right) / max(1, min(len(left), len(right)))
    if titles is not None and titles < ALIKE:
        return overlap >= 0.9
    if one.authors and two.authors:
        names = {surname(author) for author in one.authors} & {surname(author) for author in two.authors}
        if not names:
            return False
    if one.year and two.year and abs(one.year - two.year) > 1 and overlap < SAME_TEXT:
        return False
    sure = titles is not None and bool(one.authors and two.authors)
    return overlap >= (OVERLAP if sure else SAME_TEXT)


def _shingles(document: Document) -> frozenset[int]:
    """Hashes of runs of words of the body; furniture and references, which other papers share, are left out."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT)
    words = [
        word
        for block in document.blocks
        if block.kind in kinds
        for word in _WORD.findall(document.text[block.start : block.end].casefold())
    ]
    return frozenset(
        zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(max(0, len(words) - _SHINGLE + 1))
    )


def _study(group: Sequence[Document]) -> Study:
    """One study of its renditions, the best first; each field from the best rendition that has it."""
    best = sorted(group, key=lambda d: (-_structure(d), d.id))
    dated = [d for d in best if d.metadata.year is not None]
    stating = [d for d in dated if all(repair.name != YEAR_GUESSED for repair in d.repairs)]
    years = [d.metadata.year for d in stating or dated if d.metadata.year is not None]
    return Study(
        id=StudyId(""),
        title=next((d.metadata.title for d in best if d.metadata.title), "") or best[0].name,
        authors=next((d.metadata.authors for d in best if d.metadata.authors), ()),
        year=_agreed_year(years),
        doi=next((d.metadata.doi for d in best if d.metadata.doi), ""),
        documents=tuple(best),
    )


def _agreed_year(years: Sequence[int]) -> int | None:
    """The year that most of some renditions give, the best rendition's among equals."""
    return max(years, key=lambda year: (years.count(year), -years.index(year)), default=None)


def _structure(document: Document) -> float:
    """How well a rendition is built: what a reader had to infer or could not place counts against it."""
    blocks = document.blocks
    words = sum(
        b.end - b.start for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE)
    )
    loose = sum(b.end - b.start for b in blocks if b.kind is BlockKind.OTHER)
    heads = sum(section.confidence for section in document.sections if not section.inferred)
    torn = len(document.repairs) / max(1, len(blocks))
    stated = 1.0 if document.format in ("tei", "jats") else 0.0
    return (words - loose) / max(1, len(document.text)) + min(heads, 40) / 40 + document.coverage - torn + 0.1 * stated


def _named(studies: Sequence[Study]) -> tuple[Study, ...]:
    """Studies with their ids; where two would share one, all of them get a letter, by title and first document."""
    by_key: dict[str, list[Study]] = {}
    for study in studies:
        by_key.setdefault(study_key(study), []).append(study)
    named: list[Study] = []
    taken = set(by_key)
    for key in sorted(by_key):
        same = sorted(by_key[key], key=lambda s: (title_form(s.title), s.year or 0, min(d.id for d in s.documents)))
        letters = iter(_letters())
        for study in same:
            name = key
            while len(same) > 1 and name in taken:
                name = key + next(letters)
            taken.add(name)
            named.append(Study(StudyId(name), study.title, study.authors, study.year, study.doi, study.documents))
    return tuple(sorted(named, key=lambda study: study.id))


def _letters() -> Iterable[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (a + b for a in alphabet for b in alphabet)


def study_key(study: Study) -> str:
    """Surname of the first author, year, first telling word of the title, in ASCII: "lima2022mlops"."""
    family = _ascii(study.authors[0].split()[-1]) if study.authors else ""
    words = [_ascii(word) for word in _WORD.findall(study.title)]
    telling = next((word for word in words if len(word) > 1 and word not in _PLAIN), next(iter(words), ""))
    key = f"{family}{study.year or ''}{telling}"
    return key if family or telling else f"study{min(d.id for d in study.documents)[1:7]}"


_SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_SPECIAL)).encode("ascii", "ignore").decode()
    return "".join(character for character in plain.lower() if character.isalnum())
