"""The citation matrix of a corpus under each assumption, with the words that each cell rests on.

In: studies, the years of their searches, what reviewers said of doubtful references. Out: CitationMatrix values,
Assumed values and CellEvidence. Called by concord and, through citation_matrix, by whoever wants one matrix. A CCA is
quoted as the range over its assumptions: which works count, whether cells of younger works are left out, and whether
references that only perhaps are one work count as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import product

from corpus.match import Match, same_work
from corpus.references import NOT_JUDGED, Doubt, Judged
from corpus.study import Reference, Study, StudyId
from synthesis.dependence import Bibliography, Works
from synthesis.overlap.citations import CitationMatrix, Overlap, matrix, overlap

WORKS = {"included": "included studies only", "all": "all references"}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One way to read the lists. works: "included" or "all". missing: cells of works younger than a review's search are
    not available, else absent. doubtful: references that may be one work are one."""

    works: str = "included"
    missing: bool = True
    doubtful: bool = False

    def __str__(self) -> str:
        cells = "younger works not available" if self.missing else "younger works counted as absent"
        return f"{WORKS[self.works]}, {cells}, doubtful matches {'in' if self.doubtful else 'out'}"


@dataclass(frozen=True, slots=True)
class Assumed:
    """The overlap under one assumption."""

    assumption: Assumption
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """Why a review holds a work: one reference of its list.

    work: label of the row. reference: None for a work that a list names as one of several (`why` says so). match,
    other: how the entry was matched, and to which other entry of the work, (study, key), or to which study of the
    corpus, (id, id); None when the work has no other. judged: a reviewer said that the two are one work.
    """

    work: str
    review: StudyId
    reference: Reference | None
    why: str
    match: Match | None = None
    other: tuple[StudyId, str] | None = None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A work that a review includes, and of which its list only says that it is one of some references.

    label: of a row of its own. keys: of the references that it can be. why: the words of the list. year: the one that
    all of them have, None when they differ.
    """

    review: StudyId
    label: str
    keys: tuple[str, ...]
    why: str
    year: int | None


class CorpusOverlap:
    """The overlap of the studies of one corpus. searched: by id, the year of a study's search where it is known.

    studies: those whose lists are laid side by side, in order of id.
    """

    def __init__(
        self, studies: Iterable[Study], searched: Mapping[str, int] | None = None, judged: Judged = NOT_JUDGED
    ) -> None:
        self.bibliography = Bibliography(studies, judged)
        self.studies = self.bibliography.studies
        own: dict[str, int | None] = {study.id: study.year for study in self.studies}
        self.until = {**own, **(searched or {})}
        self._lay()

    def _lay(self) -> None:
        self._chosen = frozenset(study.id for study in self.studies)
        self.unnamed = tuple(work for study in self.studies for work in unnamed(study))
        self._matrices: dict[tuple[str, bool], CitationMatrix] = {}

    def among(self, ids: Collection[str]) -> CorpusOverlap:
        """The overlap of some of the studies alone; what is one work stays as it is over the whole corpus."""
        part = copy(self)
        part.studies = tuple(study for study in self.studies if study.id in ids)
        part._lay()
        return part

    def matrix(self, works: str = "included", *, doubtful: bool = False) -> CitationMatrix:
        """The matrix of the studies that list works, columns in order of id.

        A work of which a review says only that it is one of some references has a row of its own, which no other review
        holds: with doubtful, the row of one of them that most other reviews hold.
        """
        if (works, doubtful) not in self._matrices:
            held = self.bibliography.works(everything=works == "all", doubtful=doubtful)
            sets = {study: set(mine) for study, mine in held.of.items() if mine and study in self._chosen}
            years = dict(held.years)
            for work, label in self._rows(works, doubtful).items():
                sets.setdefault(work.review, set()).add(label)
                years.setdefault(label, work.year)
            until: dict[str, int | None] = {study: self.until[study] for study in sets}
            self._matrices[works, doubtful] = matrix(dict(sorted(sets.items())), years=years, searched=until)
        return self._matrices[works, doubtful]

    def assumed(self) -> tuple[Assumed, ...]:
        """The overlap under all eight assumptions."""
        found = []
        for works, doubtful, missing in product(WORKS, (False, True), (True, False)):
            figures = overlap(self.matrix(works, doubtful=doubtful), count_missing=missing)
            found.append(Assumed(Assumption(works, missing, doubtful), figures))
        return tuple(found)

    def doubts(self) -> tuple[Doubt, ...]:
        """Pairs of entries of included studies that wait for a reviewer."""
        found = self.bibliography.doubts()
        return tuple(doubt for doubt in found if doubt.one[0] in self._chosen and doubt.other[0] in self._chosen)

    def evidence(self, works: str = "included", *, doubtful: bool = False) -> Iterator[CellEvidence]:
        """What each cell with a one rests on, by work, then review, then key."""
        held = self.bibliography.works(everything=works == "all", doubtful=doubtful)
        rows: dict[str, list[Unnamed]] = defaultdict(list)
        for work, label in self._rows(works, doubtful).items():
            rows[label].append(work)
        for label in sorted({*held.entries, *rows}):
            entries = tuple(entry for entry in held.entries.get(label, ()) if entry[0] in self._chosen)
            own = [(study, str(study)) for study in held.studies.get(label, ())]
            for entry in entries:
                reference = self.bibliography.reference[entry]
                why = reference.why if reference.included else "in its list of references"
                others = [other for other in entries if other != entry] + own
                yield CellEvidence(label, entry[0], reference, why, *self._match(entry, others))
            for work in rows.get(label, ()):
                yield CellEvidence(label, work.review, None, work.why)

    def _match(
        self, entry: tuple[StudyId, str], others: Sequence[tuple[StudyId, str]]
    ) -> tuple[Match | None, tuple[StudyId, str] | None, bool]:
        """How an entry was matched to another one of its work, and whether a reviewer did it.

        A reviewer's match first, then the first sure one, then the first doubtful one.
        """
        reference, one_work = self.bibliography.reference, self.bibliography.judged.one_work
        told = [other for other in others if (min(entry, other), max(entry, other)) in one_work]
        perhaps: tuple[Match | None, tuple[StudyId, str] | None] = None, None
        for other in told or others:
            match = same_work(reference[entry], reference[other])
            if told or (match is not None and not match.doubtful):
                return match, other, bool(told)
            if match is not None and perhaps[0] is None:
                perhaps = match, other
        return *perhaps, False

    def _rows(self, works: str, doubtful: bool) -> dict[Unnamed, str]:
        """The label of the row of each work that is not named: its own, or with doubtful that of a work it can be."""
        if works != "included":
            return {}
        return {work: (self._likeliest(work) if doubtful else "") or work.label for work in self.unnamed}

    def _likeliest(self, work: Unnamed) -> str:
        """The work that most other reviews include out of those that are meant, "" when they include none of them."""
        cited = self.bibliography.works(everything=True, doubtful=True)
        counted = self.bibliography.works(doubtful=True).labels
        holders: dict[str, set[StudyId]] = defaultdict(set)
        for key in work.keys:
            for entry in cited.entries[cited.labels[work.review, key]]:
                if entry in counted and entry[0] in self._chosen - {work.review}:
                    holders[counted[entry]].add(entry[0])
        return max(sorted(holders), key=lambda label: len(holders[label]), default="")


def unnamed(study: Study) -> Iterator[Unnamed]:
    """The works that a study includes without saying which they are, by the words of its list."""
    meant: dict[str, list[Reference]] = defaultdict(list)
    for reference in study.references:
        if reference.confidence and not reference.included:
            meant[reference.why].append(reference)
    for why, references in sorted(meant.items()):
        years = {reference.year for reference in references}
        year = next(iter(years)) if len(years) == 1 else None
        keys = tuple(reference.key for reference in references)
        for number in range(1, round(sum(reference.confidence for reference in references)) + 1):
            label = f"a work that {study.id} {why}" + (f" [{number}]" if number > 1 else "")
            yield Unnamed(study.id, label, keys, why, year)


def sample_sizes(works: Works, samples: Mapping[StudyId, float]) -> dict[str, float]:
    """By label, the sample size of the works that are studies of the corpus. samples: by study, above 0."""
    known = {
        label: [samples[study] for study in studies if study in samples] for label, studies in works.studies.items()
    }
    return {label: max(sizes) for label, sizes in known.items() if sizes}


def citation_matrix(
    studies: Iterable[Study], *, everything: bool = False, searched: Mapping[str, int] | None = None
) -> CitationMatrix:
    """`CorpusOverlap.matrix`, for one matrix. everything: all references count."""
    return CorpusOverlap(studies, searched).matrix("all" if everything else "included")
