"""Matching bibliography entries: which references of several studies are one work, and which of them are in the corpus.

In: references and studies. Out: matches with the fields that agreed, groups of references, doubts for a reviewer.
Called by synthesis.dependence and by the front door. The rule of two entries is corpus.match; corpus.blocks finds the
pairs that it can hold for, so that tens of thousands of entries group in seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.blocks import alike, candidates, same_identifier
from corpus.match import Match, is_wordless, same_work, title_form
from corpus.study import Carried, Document, Reference, Study, StudyId, fullest_list

__all__ = [
    "NOT_JUDGED",
    "Doubt",
    "Grouping",
    "Judged",
    "Match",
    "Work",
    "as_reference",
    "doubts",
    "match_study",
    "same_work",
    "title_form",
    "works",
]
Entry = tuple[StudyId, Reference]
Place = tuple[StudyId, str]  # of an entry: its study, and its key there


@dataclass(frozen=True, slots=True)
class Work:
    """References of several studies that are one work: (study, key) of each, sorted; the fullest title, oldest year.

    studies: those of the corpus that are this work, sorted.
    """

    entries: tuple[tuple[StudyId, str], ...]
    title: str
    year: int | None
    doi: str
    studies: tuple[StudyId, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entries that may be one work: (study, key) of each, and the match that a reviewer is to judge."""

    one: Place
    other: Place
    match: Match


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers said of pairs of entries, each pair sorted: they are one work, or two.

    Their word outranks every rule: one work also under two DOIs, two works also under one.
    """

    one_work: frozenset[tuple[Place, Place]] = frozenset()
    two_works: frozenset[tuple[Place, Place]] = frozenset()


NOT_JUDGED = Judged()


def match_study(reference: Reference, study: Study) -> Match | None:
    """Whether a reference points at a study of the corpus."""
    return same_work(reference, as_reference(study))


def as_reference(study: Study) -> Reference:
    """A study as others would list it; its key is the study's id."""
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


def references_to(
    studies: Iterable[Study], judged: Judged = NOT_JUDGED
) -> dict[tuple[StudyId, StudyId], tuple[Reference, ...]]:
    """`Grouping.cited`."""
    return Grouping(studies, judged=judged).cited()


def works(
    studies: Iterable[Study], *, included_only: bool = False, judged: Judged = NOT_JUDGED, doubtful: bool = False
) -> tuple[Work, ...]:
    """`Grouping.works`, of all references or of included ones alone."""
    return Grouping(studies, included_only=included_only, judged=judged).works(doubtful=doubtful)


def doubts(studies: Iterable[Study], *, included_only: bool = True, judged: Judged = NOT_JUDGED) -> tuple[Doubt, ...]:
    """`Grouping.doubts`."""
    return Grouping(studies, judged=judged).doubts(included_only=included_only)


class Grouping:
    """The references of some studies, compared once with each other and with the studies themselves: which are one
    work, and which only a reviewer can judge."""

    def __init__(self, studies: Iterable[Study], *, included_only: bool = False, judged: Judged = NOT_JUDGED) -> None:
        held = list(studies)
        own = ((study.id, entry) for study in held if not is_wordless(entry := as_reference(study)))
        self._entries: list[Entry] = [*_entries(held, included_only), *sorted(own, key=lambda entry: entry[0])]
        self._judged = judged

    def _is_study(self, index: int) -> bool:
        study, reference = self._entries[index]
        return reference.key == study

    def cited(self) -> dict[tuple[StudyId, StudyId], tuple[Reference, ...]]:
        """By citing and cited study, the references of the one that are the other, in order of key; sorted."""
        found: dict[tuple[StudyId, StudyId], dict[str, Reference]] = defaultdict(dict)
        for group in self._groups.all():
            for cited in (self._entries[index][0] for index in group if self._is_study(index)):
                for index in group:
                    citing, reference = self._entries[index]
                    if citing != cited and not self._is_study(index):
                        found[citing, cited][reference.key] = reference
        return {pair: tuple(held[key] for key in sorted(held)) for pair, held in sorted(found.items())}

    def works(self, *, doubtful: bool = False) -> tuple[Work, ...]:
        """The references grouped into works: the union of all matches that are not doubtful.

        Sorted by their first entry. Two entries with different DOIs, or PubMed numbers where DOIs are missing, never
        come into one work, also not by way of a third, which then goes with the entry that more fields speak for;
        reviewers' words come first. doubtful: doubtful matches that no reviewer has judged count too, after all others.
        """
        groups = self._groups
        if doubtful:
            groups = groups.copy()
            for left, right, _ in self._doubtful:
                groups.unite(left, right, told=True)
        found = (_work([self._entries[index] for index in group]) for group in groups.all())
        return tuple(work for work in found if work.entries)

    def doubts(self, *, included_only: bool = True) -> tuple[Doubt, ...]:
        """Pairs of entries that only a reviewer can judge, those with most fields in agreement first.

        Good titles beside which something disagrees, one DOI on two titles, one title under two DOIs. Two texts that
        meet several times are told once. Left out: what reviewers have judged, and what is one work or two already by
        way of other entries. included_only: pairs of works that reviews include, and such a work and a study.
        """
        entries = self._entries
        asked = [not included_only or r.included or self._is_study(n) for n, (_, r) in enumerate(entries)]
        found: dict[tuple[str, str], tuple[int, int, Match]] = {}
        for left, right, match in self._doubtful:
            if asked[left] and asked[right] and not self._groups.settled(left, right):
                one, other = sorted((entries[left][1].raw, entries[right][1].raw))
                found.setdefault((one, other), (left, right, match))
        ranked = sorted(found.values(), key=lambda d: (-len(d[2].agreed), -d[2].score, d[0], d[1]))
        place = [(study, reference.key) for study, reference in entries]
        return tuple(Doubt(place[left], place[right], match) for left, right, match in ranked)

    @cached_property
    def _doubtful(self) -> list[tuple[int, int, Match]]:
        """The pairs that only a reviewer can judge, by their places among the entries, sorted."""
        references = [reference for _, reference in self._entries]
        pairs = sorted({*same_identifier(references), *alike(references)})
        compared = ((left, right, same_work(references[left], references[right])) for left, right in pairs)
        return [
            (left, right, match)
            for left, right, match in compared
            if match is not None and match.doubtful and not (self._is_study(left) and self._is_study(right))
        ]

    @cached_property
    def _groups(self) -> _Groups:
        """The entries in groups: what reviewers said first, then the sure matches that most fields speak for."""
        references = [reference for _, reference in self._entries]
        at = {(study, reference.key): index for index, (study, reference) in enumerate(self._entries)}
        groups = _Groups(references, [(at[a], at[b]) for a, b in self._judged.two_works if a in at and b in at])
        for a, b in sorted(self._judged.one_work):
            if a in at and b in at:
                groups.unite(at[a], at[b], told=True)
        sure = []
        for left, right in candidates(references):
            match = same_work(references[left], references[right])
            if match is not None and not match.doubtful and not (self._is_study(left) and self._is_study(right)):
                sure.append((-len(match.agreed), -match.score, left, right))
        for _, _, left, right in sorted(sure):
            groups.unite(left, right)
        return groups


def _entries(studies: Iterable[Study], included_only: bool) -> list[Entry]:
    found = [(s.id, r) for s in studies for r in s.references if r.included or not included_only]
    return sorted(found, key=lambda entry: (entry[0], entry[1].key, entry[1].raw))


def _work(entries: Sequence[Entry]) -> Work:
    """The work of a group; without entries when only a study of the corpus is in it."""
    listed = [(study, r) for study, r in entries if r.key != study]
    titles = sorted((r.title for _, r in listed if r.title), key=lambda title: (-len(title), title))
    years = [r.year for _, r in listed if r.year is not None]
    dois = sorted(r.doi.lower() for _, r in listed if r.doi)
    keys = tuple(sorted((study, r.key) for study, r in listed))
    own = tuple(sorted(study for study, r in entries if r.key == study))
    return Work(keys, titles[0] if titles else "", min(years, default=None), dois[0] if dois else "", own)


class _Groups:
    """Union of indices that keeps entries with different identifiers apart, and those that reviewers keep apart."""

    def __init__(self, references: Sequence[Reference], apart: Sequence[tuple[int, int]] = ()) -> None:
        self.parent = list(range(len(references)))
        self.dois = [frozenset({r.doi.lower()} - {""}) for r in references]
        self.numbers = [frozenset({r.pmid} - {""}) for r in references]
        self.apart = apart

    def copy(self) -> _Groups:
        """These groups, to go on uniting."""
        made = _Groups((), self.apart)
        made.parent, made.dois, made.numbers = list(self.parent), list(self.dois), list(self.numbers)
        return made

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def unite(self, a: int, b: int, *, told: bool = False) -> None:
        """told: different identifiers do not keep them apart."""
        low, high = sorted((self.root(a), self.root(b)))
        if low == high or self.kept_apart(low, high) or not (told or self._may_be_one(low, high)):
            return
        self.parent[high] = low
        self.dois[low] |= self.dois[high]
        self.numbers[low] |= self.numbers[high]

    def _may_be_one(self, a: int, b: int) -> bool:
        if self.dois[a] and self.dois[b]:
            return bool(self.dois[a] & self.dois[b])
        return not (self.numbers[a] and self.numbers[b]) or bool(self.numbers[a] & self.numbers[b])

    def kept_apart(self, a: int, b: int) -> bool:
        """Whether a reviewer's word parts the groups of two indices."""
        pair = {self.root(a), self.root(b)}
        return any({self.root(one), self.root(other)} == pair for one, other in self.apart)

    def settled(self, a: int, b: int) -> bool:
        """Whether two indices are one work, or two works by a reviewer's word."""
        return self.root(a) == self.root(b) or self.kept_apart(a, b)

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.parent)):
            found.setdefault(self.root(index), []).append(index)
        return [found[root] for root in sorted(found)]
