"""Which studies of the corpus rest on each other, and on which primary studies each of them rests.

In: studies. Out: Dependence values and works by study. Called by synthesis.synthesise and synthesis.overlap. A
meta-synthesis and the review that it summarises are not two witnesses. What is one work, corpus.references says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from corpus.references import Work, references_to, works
from corpus.study import Study, StudyId
from corpus.threads import INVERSE
from extract.theme import fold_label
from synthesis.concept import Dependence

SAME_AUTHORS = 2  # authors that two studies must share, or all of them when one has fewer


@dataclass(frozen=True)
class Works:
    """The works that studies hold.

    of: labels by study, None for a study without. years: by label, None if unknown. labels: by study and key of one of
    its references, for every reference that counts.
    """

    of: dict[StudyId, frozenset[str] | None]
    years: dict[str, int | None]
    labels: dict[tuple[StudyId, str], str] = field(default_factory=dict)


def dependences(studies: Sequence[Study]) -> tuple[Dependence, ...]:
    """Every tie between two studies, sorted by source, target and kind; "includes" or "cites", never both.

    A "version" tie leads from the later to the earlier study of one publication thread.
    """
    ordered = sorted(studies, key=lambda study: study.id)
    found: list[Dependence] = []
    for (source, target), pointing in references_to(ordered).items():
        reference = min(pointing, key=lambda r: (not r.included, r.key))
        kind = "includes" if reference.included else "cites"
        found.append(Dependence(source, target, kind, reference.raw, tuple(r.key for r in pointing)))
    by_id = {study.id: study for study in ordered}
    for study in ordered:
        early = [v for v in study.versions if v.relation not in INVERSE.values() and v.study in by_id]
        found += [Dependence(study.id, version.study, "version", version.why) for version in early]
    for one, other in combinations(ordered, 2):
        theirs = {fold_label(name) for name in other.authors}
        shared = [name for name in one.authors if fold_label(name) in theirs]
        if shared and len(shared) >= min(SAME_AUTHORS, len(one.authors), len(other.authors)):
            found.append(Dependence(one.id, other.id, "same authors", ", ".join(shared)))
    return tuple(sorted(found, key=lambda tie: (tie.source, tie.target, tie.kind)))


def primary_works(studies: Sequence[Study], *, everything: bool = False) -> Works:
    """The works that each study includes, under one label each over all studies; everything: that it cites at all.

    A label reads "surname year: title" as far as these are known, and is unique.
    """
    by_id = {study.id: study for study in studies}
    included = {(study.id, r.key): r.included for study in by_id.values() for r in study.references}
    held: dict[StudyId, set[str]] = {id: set() for id in sorted(by_id)}
    years: dict[str, int | None] = {}
    labels: dict[tuple[StudyId, str], str] = {}
    taken: dict[str, int] = defaultdict(int)
    for work in works(sorted(by_id.values(), key=lambda study: study.id)):
        counted = [entry for entry in work.entries if everything or included[entry]]
        if counted:
            label = _label(work, by_id, taken)
            years[label] = work.year
            labels |= dict.fromkeys(counted, label)
            for study, _ in counted:
                held[study].add(label)
    return Works({study: frozenset(mine) or None for study, mine in held.items()}, years, labels)


def _label(work: Work, studies: dict[StudyId, Study], taken: dict[str, int]) -> str:
    study, key = work.entries[0]
    reference = next(r for r in studies[study].references if r.key == key)
    who = reference.authors[0].split()[-1] if reference.authors and reference.authors[0].split() else ""
    lead = " ".join(part for part in (who, str(work.year or "")) if part)
    title = work.title or " ".join(reference.raw.split())[:160] or key
    label = f"{lead}: {title}" if lead and work.title else title
    taken[label] += 1
    return label if taken[label] == 1 else f"{label} [{taken[label]}]"
