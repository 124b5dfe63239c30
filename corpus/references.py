"""Matching bibliography entries: which references of several studies are one work, and which of them are in the corpus.

In: references and studies. Out: matches with the fields that agreed, groups of references, doubts for a reviewer.
Called by synthesis.dependence and by the front door. The rule of two entries is corpus.match; here the pairs are found
that it can hold for, so that tens of thousands of entries group in seconds, and none is missed that a look at all pairs
finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np
from rapidfuzz import fuzz, process

from corpus.citations import surname
from corpus.match import (
    IN_RAW,
    TITLE,
    Match,
    is_wordless,
    near_start,
    same_work,
    shortens,
    surnames_agree,
    title_form,
    words_of,
)
from corpus.study import Reference, Study, StudyId

__all__ = ["Doubt", "Match", "Work", "as_reference", "doubts", "match_study", "same_work", "title_form", "works"]
Entry = tuple[StudyId, Reference]
_BLOCK = 1500  # entries whose texts are compared at once
_ByYear = dict[int, list[int]]


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


def with_signs(best: Sequence[Reference], others: Iterable[Sequence[Reference]]) -> tuple[Reference, ...]:
    """The references of one rendition, included also where another rendition of the study says so of the same work."""
    signs = [reference for listed in others for reference in listed if reference.included]
    if not signs or all(reference.included for reference in best):
        return tuple(best)
    found: list[Reference] = []
    for reference in best:
        told = None if reference.included else next((s for s in signs if _one_entry(reference, s)), None)
        found.append(replace(reference, included=True, why=told.why, confidence=told.confidence) if told else reference)
    return tuple(found)


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
    for left, right in sorted({*_same_identifier(references), *_alike(references)}):
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


def candidates(references: Sequence[Reference], first: int | None = None) -> list[tuple[int, int]]:
    """The pairs that can be one work without a doubt; sorted. All others need not be looked at.

    first: only pairs of one of the first entries with one of the rest.

    Such a pair shares an identifier; or its years are within one and it agrees in first author or in volume and first
    page; or both entries have no title and their words are alike.
    """
    told = [i for i, r in enumerate(references) if not is_wordless(r)]
    silent = [i for i, r in enumerate(references) if is_wordless(r)]
    pairs = set(_same_identifier(references))
    pairs.update(_same_author(references, told))
    pairs.update(_same_place(references, told))
    pairs.update(_told_in_words(references, told, silent))
    pairs.update(_alike_texts(silent, [title_form(references[i].raw) for i in silent], IN_RAW))
    return sorted(pairs if first is None else (pair for pair in pairs if pair[0] < first <= pair[1]))


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _same_identifier(references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    """Entries that have one DOI or one PubMed number."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, reference in enumerate(references):
        for id in (reference.doi.lower(), f"pmid {reference.pmid}" if reference.pmid else ""):
            if id:
                holders[id].append(index)
    for same in holders.values():
        yield from combinations(same, 2)


def _same_author(references: Sequence[Reference], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Entries with titles whose first authors agree and whose years are within one."""
    forms = {index: title_form(references[index].title) for index in told}
    holders: dict[str, _ByYear] = defaultdict(lambda: defaultdict(list))
    nameless: dict[str, _ByYear] = defaultdict(lambda: defaultdict(list))  # by the start of the entry
    for index in told:
        reference = references[index]
        if reference.year is not None:
            family = surname(reference.authors[0]) if reference.authors else ""
            (holders[family] if family else nameless[near_start(reference)])[reference.year].append(index)
    families = sorted(holders)
    same = ((n, n) for n in range(len(families)))
    for left, right in sorted({*same, *_alike_texts(range(len(families)), families, TITLE), *_ends(families)}):
        yield from _within_a_year(forms, holders[families[left]], holders[families[right]])
    for start in sorted(nameless):
        for family in families:
            if family in start:
                yield from _within_a_year(forms, nameless[start], holders[family])


def _ends(families: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Surnames that are the end of another."""
    place = {family: n for n, family in enumerate(families)}
    for n, family in enumerate(families):
        for cut in range(1, len(family)):
            if family[cut:] in place:
                yield _pair(n, place[family[cut:]])


def _within_a_year(forms: Mapping[int, str], one: _ByYear, other: _ByYear) -> Iterator[tuple[int, int]]:
    """Pairs of two groups by year whose titles are alike. forms: titles as they are compared."""
    for year, left in one.items():
        for near in (year - 1, year, year + 1):
            for a, b in product(left, other.get(near, ())):
                if a != b and (fuzz.ratio(forms[a], forms[b], score_cutoff=TITLE) or shortens(forms[a], forms[b])):
                    yield _pair(a, b)


def _same_place(references: Sequence[Reference], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Entries with titles that stand in a volume and on a page of the same number."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in told:
        reference = references[index]
        if reference.volume and reference.first_page:
            places[reference.volume.casefold(), reference.first_page.casefold()].append(index)
    for same in places.values():
        yield from combinations(same, 2)


def _told_in_words(
    references: Sequence[Reference], told: Sequence[int], silent: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Entries with a title and entries without, whose words name the first author or the volume and the page."""
    by_family: dict[str, list[int]] = defaultdict(list)
    nameless: list[tuple[str, int]] = []
    by_place: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index in told:
        reference = references[index]
        if reference.authors:
            by_family[surname(reference.authors[0])].append(index)
        else:
            nameless.append((near_start(reference), index))
        if reference.volume and reference.first_page:
            by_place[reference.volume.casefold()][reference.first_page.casefold()].append(index)
    for index in silent:
        reference = references[index]
        start, words = near_start(reference), words_of(reference)
        own = surname(reference.authors[0]) if reference.authors else ""
        for family, held in by_family.items():
            if surnames_agree(family, own) if own else family in start:
                yield from (_pair(index, other) for other in held)
        yield from (_pair(index, other) for opening, other in nameless if own and own in opening)
        for volume in words & by_place.keys():
            for page in words & by_place[volume].keys():
                yield from (_pair(index, other) for other in by_place[volume][page])


def _alike(references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    """Entries whose titles are alike, or whose words are where there is no title."""
    told = [i for i, r in enumerate(references) if not is_wordless(r)]
    silent = [i for i, r in enumerate(references) if is_wordless(r)]
    yield from _alike_texts(told, [title_form(references[i].title) for i in told], IN_RAW)
    yield from _alike_texts(silent, [title_form(references[i].raw) for i in silent], IN_RAW)
    yield from _told_in_words(references, told, silent)


def _alike_texts(indices: Sequence[int], texts: Sequence[str], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of entries whose texts have at least a ratio; each text is compared once, in blocks."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text in zip(indices, texts, strict=True):
        holders[text].append(index)
    for same in holders.values():
        yield from combinations(same, 2)
    unique = sorted(holders, key=lambda text: (len(text), text))
    for start in range(0, len(unique), _BLOCK):
        block = unique[start : start + _BLOCK]
        reach = len(block[-1]) * (200 - least) / least  # a longer text cannot have the ratio
        last = next((n for n in range(start, len(unique)) if len(unique[n]) > reach), len(unique))
        scores = process.cdist(block, unique[start:last], scorer=fuzz.ratio, score_cutoff=least, dtype=np.uint8)
        for row, column in zip(*np.nonzero(scores), strict=True):
            if column > row:
                yield from (_pair(a, b) for a, b in product(holders[block[row]], holders[unique[start + column]]))
