"""On which works each study rests: the references of all studies as works, each under one label.

In: studies, what reviewers said of doubtful matches. Out: Works. Called by synthesis.weighing, synthesis.overlap and
synthesis.dependence. What is one work, corpus.references says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.references import NOT_JUDGED, Doubt, Grouping, Judged, Work, as_reference
from corpus.study import Reference, Study, StudyId


@dataclass(frozen=True)
class Works:
    """The works that studies hold.

    of: labels by study, None for a study without. years: by label, None if unknown. labels: by study and key of one of
    its references, for every reference that counts. entries: by label, the (study, key) of its references, sorted.
    studies: by label, the studies of the corpus that are the work; labels of other works are not there.
    """

    of: dict[StudyId, frozenset[str] | None]
    years: dict[str, int | None]
    labels: dict[tuple[StudyId, str], str] = field(default_factory=dict)
    entries: dict[str, tuple[tuple[StudyId, str], ...]] = field(default_factory=dict)
    studies: dict[str, tuple[StudyId, ...]] = field(default_factory=dict)


class Bibliography:
    """All references of a corpus, grouped into works once, and read under several assumptions.

    reference: every entry by (study, key); a study itself, as others would list it, under (id, id).
    """

    def __init__(self, studies: Iterable[Study], judged: Judged = NOT_JUDGED) -> None:
        self.studies = tuple(sorted(studies, key=lambda study: study.id))
        self.judged = judged
        self.reference: dict[tuple[StudyId, str], Reference] = {
            (study.id, r.key): r for study in self.studies for r in (*study.references, as_reference(study))
        }
        self._grouping = Grouping(self.studies, judged=judged)
        self._works: dict[bool, tuple[Work, ...]] = {}
        self._held: dict[tuple[bool, bool], Works] = {}

    def works(self, *, everything: bool = False, doubtful: bool = False) -> Works:
        """The works that each study includes, or with everything: that it cites at all.

        doubtful: matches that only a reviewer can judge, and none has, count as one work.
        """
        if (everything, doubtful) not in self._held:
            if doubtful not in self._works:
                self._works[doubtful] = self._grouping.works(doubtful=doubtful)
            self._held[everything, doubtful] = self._read(self._works[doubtful], everything)
        return self._held[everything, doubtful]

    def cited(self) -> dict[tuple[StudyId, StudyId], tuple[Reference, ...]]:
        """By citing and cited study of the corpus, the references of the one that are the other; sorted."""
        return self._grouping.cited()

    def doubts(self, *, included_only: bool = True) -> tuple[Doubt, ...]:
        """Pairs of entries that wait for a reviewer; included_only: of works that reviews include."""
        return self._grouping.doubts(included_only=included_only)

    def _read(self, grouped: Sequence[Work], everything: bool) -> Works:
        held: dict[StudyId, set[str]] = {study.id: set() for study in self.studies}
        years: dict[str, int | None] = {}
        entries: dict[str, tuple[tuple[StudyId, str], ...]] = {}
        own: dict[str, tuple[StudyId, ...]] = {}
        taken: dict[str, int] = defaultdict(int)
        for work in grouped:
            counted = tuple(e for e in work.entries if everything or self.reference[e].included)
            if counted:
                label = self._label(work, taken)
                years[label], entries[label] = work.year, counted
                if work.studies:
                    own[label] = work.studies
                for study, _ in counted:
                    held[study].add(label)
        labels = {entry: label for label, counted in entries.items() for entry in counted}
        return Works({study: frozenset(mine) or None for study, mine in held.items()}, years, labels, entries, own)

    def _label(self, work: Work, taken: dict[str, int]) -> str:
        """ "surname year: title" as far as these are known, unique by a number behind it."""
        reference = self.reference[work.entries[0]]
        who = reference.authors[0].split()[-1] if reference.authors and reference.authors[0].split() else ""
        lead = " ".join(part for part in (who, str(work.year or "")) if part)
        title = work.title or " ".join(reference.raw.split())[:160] or reference.key
        label = f"{lead}: {title}" if lead and work.title else title
        taken[label] += 1
        return label if taken[label] == 1 else f"{label} [{taken[label]}]"


def primary_works(
    studies: Iterable[Study], *, everything: bool = False, doubtful: bool = False, judged: Judged = NOT_JUDGED
) -> Works:
    """`Bibliography.works`, for one assumption."""
    return Bibliography(studies, judged).works(everything=everything, doubtful=doubtful)
