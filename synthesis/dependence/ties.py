"""Which studies of the corpus rest on each other: typed ties with their evidence, and the dates that they have to fit.

In: studies, what they tell of their method. Out: Dependence values, circles of inclusion, groups that are one witness.
Called by synthesis.synthesise and synthesis.dependence.graph. A meta-synthesis and the review that it summarises are
not two witnesses, nor are a thesis and the article from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.study import Reference, Study, StudyId
from corpus.threads import INVERSE
from extract.facts.values import Fact
from extract.theme import fold_label
from synthesis.concept import Dependence
from synthesis.dependence.held_works import Bibliography
from synthesis.dependence.inclusion import Pair, inside
from synthesis.dependence.search_windows import same_windows

KINDS = ("includes", "version", "cites", "same authors", "same search window")  # the strongest first
SAME_AUTHORS = 2  # authors that two studies must share, or all of them when one has fewer


@dataclass(frozen=True, slots=True)
class Witness:
    """Studies that are one witness together: two or more, sorted. why: what makes them one, in words."""

    studies: tuple[StudyId, ...]
    why: tuple[str, ...]


def dependences(
    studies: Iterable[Study], facts: Iterable[Fact] = (), bibliography: Bibliography | None = None
) -> tuple[Dependence, ...]:
    """Every tie between two studies, sorted by source, target and kind; "includes" or "cites", never both.

    A "version" tie leads from the later to the earlier study of one publication thread; "same authors" and "same search
    window" have no direction, and lead from the lesser id to the greater. facts: what studies tell of their search.
    bibliography: of the studies, with what reviewers said of doubtful references; made here where it is not given.
    An inclusion of a study that is younger than the review, and a version that is younger than what came of it, are
    there with the reason why they are not used; such a version is used the other way round.
    """
    ordered = sorted(studies, key=lambda study: study.id)
    by_id = {study.id: study for study in ordered}
    found = [*_listed(by_id, bibliography or Bibliography(ordered)), *_threads(by_id), *_same_authors(ordered)]
    found += [
        Dependence(one, other, "same search window", why, dates=_dates(by_id[one], by_id[other]))
        for one, other, why in same_windows(ordered, facts)
    ]
    return tuple(sorted(found, key=lambda tie: (tie.source, tie.target, KINDS.index(tie.kind), tie.evidence)))


def date_of(study: Study) -> str:
    """When a study appeared, as exactly as its best document that names its year does; "" when it is not known."""
    if study.year is None:
        return ""
    told = (document.metadata.date for document in study.documents)
    return next((date for date in told if date.startswith(str(study.year))), str(study.year))


def cycles(ties: Iterable[Dependence]) -> tuple[tuple[StudyId, ...], ...]:
    """Studies that include one another in a circle, each circle sorted; the circles sorted.

    One of its inclusions must be wrong, and nothing says which. All of them are kept, so that each study of the circle
    holds the primary studies of all: they weigh as one witness, in whatever order they came.
    """
    reached = inside((tie.source, tie.target) for tie in ties if tie.kind == "includes" and not tie.unused)
    found = {tuple(sorted({b for b in mine if a in reached.get(b, ())})) for a, mine in reached.items() if a in mine}
    return tuple(sorted(found))


def witnesses(ties: Iterable[Dependence], merged: Collection[str] = ()) -> tuple[Witness, ...]:
    """The groups of studies that are one witness by their ties, sorted.

    Versions of one work, studies that include one another in a circle, and studies tied by a kind of `merged`. A study
    that includes another is none: it holds more than that one, and the weighing adds what it includes to its own list.
    """
    held = [tie for tie in ties if not tie.unused]
    reasons: dict[Pair, str] = {}
    for circle in cycles(held):
        reasons |= dict.fromkeys(combinations(circle, 2), f"include one another in a circle: {', '.join(circle)}")
    for tie in held:
        if tie.kind == "version" or tie.kind in merged:
            reasons[tie.source, tie.target] = f"{tie.kind}: {tie.source} and {tie.target} ({tie.evidence})"
    group: dict[StudyId, frozenset[StudyId]] = {}
    for one, other in sorted(reasons):
        both = group.get(one, frozenset({one})) | group.get(other, frozenset({other}))
        group |= dict.fromkeys(both, both)
    found = sorted({tuple(sorted(members)) for members in group.values()})
    return tuple(
        Witness(members, tuple(dict.fromkeys(why for (one, _), why in sorted(reasons.items()) if one in members)))
        for members in found
    )


def _listed(studies: Mapping[StudyId, Study], bibliography: Bibliography) -> Iterator[Dependence]:
    """Who includes or cites whom, by the entry of the one's bibliography that is the other."""
    for (source, target), pointing in bibliography.cited().items():
        entry = min(pointing, key=lambda r: (not r.included, r.key))
        one, other = studies[source], studies[target]
        younger = entry.included and not _could_hold(one, other, pointing, studies)
        dates = _dates(one, other)
        yield Dependence(
            source,
            target,
            "includes" if entry.included else "cites",
            entry.raw,
            tuple(r.key for r in pointing),
            f"{source} is of {dates[0]} and {target} of {dates[1]}: what is younger cannot be included"
            if younger
            else "",
            dates,
        )


def _could_hold(one: Study, other: Study, pointing: Sequence[Reference], studies: Mapping[StudyId, Study]) -> bool:
    """Whether a review is old enough to include a study: the study, an earlier version of it, or the very text that
    the entry dates, was there in the review's year."""
    versions = [studies[v.study].year for v in other.versions if v.study in studies]
    years = [year for year in (other.year, *versions, *(r.year for r in pointing)) if year is not None]
    return one.year is None or other.year is None or not years or min(years) <= one.year


def _threads(studies: Mapping[StudyId, Study]) -> Iterator[Dependence]:
    """Versions of one work, the later first; the other way round where the years say so."""
    for later in studies.values():
        for version in later.versions:
            earlier = studies.get(version.study)
            if earlier is None or version.relation in INVERSE.values():
                continue
            dates = _dates(later, earlier)
            turned = later.year is not None and earlier.year is not None and earlier.year > later.year
            yield Dependence(
                later.id,
                earlier.id,
                "version",
                version.why,
                unused=f"{later.id} is of {dates[0]} and its {version.relation} {earlier.id} of {dates[1]}: what is "
                "younger cannot have come before, so the tie is read the other way round"
                if turned
                else "",
                dates=dates,
            )
            if turned:
                yield Dependence(earlier.id, later.id, "version", version.why, dates=(dates[1], dates[0]))


def _same_authors(studies: Sequence[Study]) -> Iterator[Dependence]:
    """Studies that share SAME_AUTHORS authors. studies: in order of id."""
    names = [{fold_label(name): name for name in reversed(study.authors)} for study in studies]
    written: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(names):
        for folded in mine:
            written[folded].append(number)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for folded, numbers in written.items():
        for pair in combinations(numbers, 2):
            shared[pair].add(folded)
    for (a, b), folded_names in sorted(shared.items()):
        one, other = studies[a], studies[b]
        if len(folded_names) >= min(SAME_AUTHORS, len(names[a]), len(names[b])):
            told = [name for name in dict.fromkeys(one.authors) if fold_label(name) in folded_names]
            yield Dependence(one.id, other.id, "same authors", ", ".join(told), dates=_dates(one, other))


def _dates(one: Study, other: Study) -> tuple[str, str]:
    return date_of(one), date_of(other)
