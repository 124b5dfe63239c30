"""Matching bibliography entries: which references of several studies are one work, and which of them are in the corpus.

In: references and studies. Out: matches with the fields that agreed, groups of references, doubts for a reviewer.
Called by synthesis.dependence and by the front door. The rule of two entries is corpus.match; corpus.blocks finds the
pairs that it can hold for, so that tens of thousands of entries group in seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.blocks import alike, candidates, same_identifier
from corpus.match import Match, same_work, title_form
from corpus.study import Carried, Document, Reference, Study, StudyId, fullest_list

__all__ = ["Doubt", "Match", "Work", "as_reference", "doubts", "match_study", "same_work", "title_form", "works"]
Entry = tuple[StudyId, Reference]


@dataclass(frozen=True, slots=True)
class Work:
    """References of several studies that are one work: (study, key) of each, sorted; the fullest title, oldest year."""

    entries: tuple[tuple[StudyId, str], ...]
    title: str
    year: int | None
    doi: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entries that may be one work: (study, key) of each, and the match that a reviewer is to judge."""

    one: tuple[StudyId, str]
    other: tuple[StudyId, str]
    match: Match


def match_study(reference: Reference, study: Study) -> Match | None:
    """Whether a reference points at a study of the corpus."""
    return same_work(reference, as_reference(study))


def as_reference(study: Study) -> Reference:
    """A study as others would list it."""
    raw = f"{', '.join(study.authors)} ({study.year or ''}). {study.title}. {study.doi}"
    return Reference(
        str(study.id), raw, title=study.title, authors=study.authors, year=study.year, doi=study.doi.lower()
    )


def carried(documents: Sequence[Document]) -> tuple[Carried, ...]:
    """What renditions of one study say is included, of works that the fullest list holds without saying so."""
    best = fullest_list(documents)
    signs = [r for document in documents if document.references is not best for r in document.references if r.included]
    told = ((r, next((s for s in signs if _one_entry(r, s)), None)) for r in best if signs and not r.included)
    return tuple(Carried(r.key, sign.why, sign.confidence) for r, sign in told if sign is not None)


def _one_entry(one: Reference, other: Reference) -> bool:
    """Whether two renditions of one bibliography hold the same entry."""
    if one.number and other.number and one.number != other.number:
        return False
    match = same_work(one, other)
    return match is not None and (not match.doubtful or one.number == other.number != "")


def references_to(studies: Sequence[Study]) -> dict[tuple[StudyId, StudyId], tuple[Reference, ...]]:
    """By citing and cited study of a corpus, the references of the one that surely are the other, in order of key."""
    entries = _entries(studies, included_only=False)
    told = [as_reference(study) for study in studies]
    found: dict[tuple[StudyId, StudyId], dict[str, Reference]] = defaultdict(dict)
    for left, right in candidates([*(reference for _, reference in entries), *told], first=len(entries)):
        citing, reference = entries[left]
        cited = studies[right - len(entries)].id
        match = same_work(reference, told[right - len(entries)])
        if match is not None and not match.doubtful and citing != cited:
            found[citing, cited][reference.key] = reference
    return {pair: tuple(held[key] for key in sorted(held)) for pair, held in sorted(found.items())}


def works(studies: Iterable[Study], *, included_only: bool = False) -> tuple[Work, ...]:
    """The references of all studies grouped into works: the union of all matches that are not doubtful.

    Sorted by their first entry. Two entries with different DOIs, or PubMed numbers where DOIs are missing, never come
    into one work, also not by way of a third, which then goes with the entry that more fields speak for.
    """
    entries = _entries(studies, included_only)
    references = [reference for _, reference in entries]
    sure = []
    for left, right in candidates(references):
        match = same_work(references[left], references[right])
        if match is not None and not match.doubtful:
            sure.append((-len(match.agreed), -match.score, left, right))
    groups = _Groups(references)
    for _, _, left, right in sorted(sure):
        groups.unite(left, right)
    return tuple(_work([entries[index] for index in group]) for group in groups.all())


def doubts(studies: Iterable[Study], *, included_only: bool = True) -> tuple[Doubt, ...]:
    """Pairs of entries that only a reviewer can judge, those with most fields in agreement first.

    Good titles beside which something disagrees, one DOI on two titles, one title under two DOIs. Two texts that
    meet several times are told once.
    """
    entries = _entries(studies, included_only)
    references = [reference for _, reference in entries]
    found: dict[tuple[str, str], tuple[int, int, Match]] = {}
    for left, right in sorted({*same_identifier(references), *alike(references)}):
        match = same_work(references[left], references[right])
        if match is not None and match.doubtful:
            one, other = sorted((references[left].raw, references[right].raw))
            found.setdefault((one, other), (left, right, match))
    ranked = sorted(found.values(), key=lambda d: (-len(d[2].agreed), -d[2].score, d[0], d[1]))
    place = [(study, reference.key) for study, reference in entries]
    return tuple(Doubt(place[left], place[right], match) for left, right, match in ranked)


def _entries(studies: Iterable[Study], included_only: bool) -> list[Entry]:
    found = [(s.id, r) for s in studies for r in s.references if r.included or not included_only]
    return sorted(found, key=lambda entry: (entry[0], entry[1].key, entry[1].raw))


def _work(entries: Sequence[Entry]) -> Work:
    titles = sorted((r.title for _, r in entries if r.title), key=lambda title: (-len(title), title))
    years = [r.year for _, r in entries if r.year is not None]
    dois = sorted(r.doi.lower() for _, r in entries if r.doi)
    keys = tuple(sorted((study, r.key) for study, r in entries))
    return Work(keys, titles[0] if titles else "", min(years, default=None), dois[0] if dois else "")


class _Groups:
    """Union of indices that keeps entries with different identifiers apart."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.parent = list(range(len(references)))
        self.ids = [(reference.doi.lower(), reference.pmid) for reference in references]

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def unite(self, a: int, b: int) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        (doi, pmid), (other_doi, other_pmid) = self.ids[low], self.ids[high]
        two_dois = bool(doi and other_doi and doi != other_doi)
        two_numbers = bool(pmid and other_pmid and pmid != other_pmid) and not (doi and other_doi)
        if low == high or two_dois or two_numbers:
            return
        self.parent[high] = low
        self.ids[low] = (doi or other_doi, pmid or other_pmid)

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.parent)):
            found.setdefault(self.root(index), []).append(index)
        return [found[root] for root in sorted(found)]
