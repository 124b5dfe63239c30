"""Matching bibliography entries: which references of several studies are one work, and which of them are in the corpus.

In: references and studies. Out: matches with the fields that agreed, and groups of references. Called by
synthesis.overlap and by the front door. The rules are those of METHODS section 4: a DOI decides where both sides have
one; else title, year and first author have to agree; where a good title meets a disagreement, the match is doubtful and
left to a reviewer. Author-year keys are never identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus.citations import plain, surname
from corpus.study import Reference, Study, StudyId

TITLE = 85.0  # least ratio of two structured titles
IN_RAW = 90.0  # least partial ratio of a title inside a raw string
_WORD = re.compile(r"\w+")
_SHORTEST = 12  # letters; a shorter title says too little to match by


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries that speak of one work.

    agreed: the fields that agreed, out of "doi", "title", "year", "author", "volume", "first page". score: 0 to 100, of
    the titles (100 for a DOI). doubtful: good titles, but something else disagrees; for a reviewer to decide.
    """

    agreed: tuple[str, ...]
    score: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """References of several studies that are one work: (study, key) of each, sorted; the fullest title, oldest year."""

    entries: tuple[tuple[StudyId, str], ...]
    title: str
    year: int | None
    doi: str


def same_work(a: Reference, b: Reference) -> Match | None:
    """Whether two references are one work; None when they are not. Symmetric."""
    if a.doi and b.doi:
        return Match(("doi",), 100.0) if a.doi.lower() == b.doi.lower() else None
    score = _title_score(a, b)
    if score is None:
        return None
    agreed, against = ["title"], []
    for name, verdict in (
        ("year", _years_agree(a.year, b.year)),
        ("author", _authors_agree(a, b)),
        ("volume", _equal(a.volume, b.volume)),
        ("first page", _equal(a.first_page, b.first_page)),
    ):
        if verdict is True:
            agreed.append(name)
        elif verdict is False:
            against.append(name)
    if "year" in agreed and "author" in agreed:
        return Match(tuple(agreed), score)
    return Match(tuple(agreed), score, doubtful=True) if len(agreed) > 1 or not against else None


def match_study(reference: Reference, study: Study) -> Match | None:
    """Whether a reference points at a study of the corpus."""
    return same_work(reference, as_reference(study))


def as_reference(study: Study) -> Reference:
    """A study as others would list it."""
    raw = f"{', '.join(study.authors)} ({study.year or ''}). {study.title}. {study.doi}"
    return Reference(
        str(study.id), raw, title=study.title, authors=study.authors, year=study.year, doi=study.doi.lower()
    )


def works(studies: Iterable[Study], *, included_only: bool = False) -> tuple[Work, ...]:
    """The references of all studies grouped into works: the union of all matches that are not doubtful.

    Sorted by their first entry. Two entries with different DOIs never come into one work, also not by way of a third.
    """
    entries = sorted(
        (
            (study.id, reference)
            for study in studies
            for reference in study.references
            if reference.included or not included_only
        ),
        key=lambda entry: (entry[0], entry[1].key),
    )
    groups = _Groups([reference.doi.lower() for _, reference in entries])
    for left, right in _candidates([reference for _, reference in entries]):
        match = same_work(entries[left][1], entries[right][1])
        if match is not None and not match.doubtful:
            groups.unite(left, right)
    return tuple(_work([entries[index] for index in group]) for group in groups.all())


def _work(entries: Sequence[tuple[StudyId, Reference]]) -> Work:
    titles = sorted((r.title for _, r in entries if r.title), key=lambda title: (-len(title), title))
    years = [r.year for _, r in entries if r.year is not None]
    dois = sorted(r.doi.lower() for _, r in entries if r.doi)
    keys = tuple(sorted((study, r.key) for study, r in entries))
    return Work(keys, titles[0] if titles else "", min(years, default=None), dois[0] if dois else "")


class _Groups:
    """Union of indices that keeps entries with different DOIs apart."""

    def __init__(self, dois: Sequence[str]) -> None:
        self.parent = list(range(len(dois)))
        self.doi = list(dois)

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def unite(self, a: int, b: int) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        if low == high or (self.doi[low] and self.doi[high] and self.doi[low] != self.doi[high]):
            return
        self.parent[high] = low
        self.doi[low] = self.doi[low] or self.doi[high]

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.parent)):
            found.setdefault(self.root(index), []).append(index)
        return [found[root] for root in sorted(found)]


def _candidates(references: Sequence[Reference]) -> list[tuple[int, int]]:
    """Pairs worth comparing: equal DOIs, or words alike. Exact for whole titles; strings are compared whole."""
    pairs: set[tuple[int, int]] = set()
    by_doi: dict[str, list[int]] = {}
    for index, reference in enumerate(references):
        if reference.doi:
            by_doi.setdefault(reference.doi.lower(), []).append(index)
    for same in by_doi.values():
        pairs.update((same[0], other) for other in same[1:])
    texts = [title_form(r.title) or title_form(r.raw) for r in references]
    for index, text in enumerate(texts):
        if len(text) >= _SHORTEST:
            rest = texts[index + 1 :]
            close = process.extract(text, rest, scorer=fuzz.partial_ratio, score_cutoff=TITLE, limit=None)
            pairs.update((index, index + 1 + place) for _, _, place in close)
    return sorted(pairs)


def title_form(title: str) -> str:
    """A title as it is compared: words in lower case, no signs."""
    return " ".join(_WORD.findall(title.casefold()))


def _title_score(a: Reference, b: Reference) -> float | None:
    """How well the titles agree, None when they do not."""
    left, right = title_form(a.title), title_form(b.title)
    if left and right:
        score = fuzz.ratio(left, right)
        return score if score >= TITLE and min(len(left), len(right)) >= _SHORTEST else None
    if not left and not right:
        score = fuzz.ratio(title_form(a.raw), title_form(b.raw))
        return score if score >= IN_RAW else None
    title, raw = (left, title_form(b.raw)) if left else (right, title_form(a.raw))
    if len(title) < _SHORTEST or len(title) > len(raw):
        return None
    score = fuzz.partial_ratio(title, raw)
    return score if score >= IN_RAW else None


def _years_agree(a: int | None, b: int | None) -> bool | None:
    return None if a is None or b is None else abs(a - b) <= 1


def _equal(a: str, b: str) -> bool | None:
    return a.casefold() == b.casefold() if a and b else None


def _authors_agree(a: Reference, b: Reference) -> bool | None:
    """Whether the first authors agree; against a raw string, whether it names the author near its start."""
    if a.authors and b.authors:
        left, right = surname(a.authors[0]), surname(b.authors[0])
        return fuzz.ratio(left, right) >= 85 or left in right or right in left
    known, other = (a, b) if a.authors else (b, a)
    if not known.authors:
        return None
    return surname(known.authors[0]) in plain(other.raw[:120])
