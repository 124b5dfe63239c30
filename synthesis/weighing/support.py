"""The formulas of support, one by one: how many independent studies some sets of primary studies stand for.

In: sets of primary studies by study. Out: numbers. Called by synthesis.weighing for what is reckoned once a corpus, and
by whoever has sets of another origin; synthesis.weighing.weighed has the same figures in forms that are closed in one
study, and tests hold the two against each other. All formulas are those of docs/methods.md, "Support for a concept".

A study's set is a frozenset of works, or None when its list of primary studies is not known.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from corpus.study import StudyId

Z95 = 1.959963984540054  # the 97.5 % point of the normal distribution
CONSENSUS_SHARE = 0.75  # the limits of a consensus; synthesis.weighing.verdicts has its rule
CONSENSUS_EFFECTIVE = 2.0

Sets = Mapping[StudyId, frozenset[str]]
Lists = Mapping[StudyId, frozenset[str] | None]


def wilson(p: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Wilson's interval of a share p of n (which need not be whole); (0, 1) for n = 0.

    >>> tuple(round(x, 4) for x in wilson(0.75, 4))
    (0.3006, 0.9544)
    """
    if n <= 0:
        return 0.0, 1.0
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def novelty(sets: Sets) -> dict[StudyId, float]:
    """u of each study: the mean over its works of 1 / (how many of the studies hold the work); 0 for an empty set."""
    holders = Counter(work for works in sets.values() for work in works)
    return {
        study: math.fsum(1 / holders[work] for work in works) / len(works) if works else 0.0
        for study, works in sets.items()
    }


def effective(sets: Sets) -> float:
    """n_eff: how many independent studies these are worth, 1 to their number; 0 for none.

    >>> effective({"a": frozenset("12"), "b": frozenset("23")})
    1.5
    """
    return math.fsum(sorted(novelty(units(sets)).values()))


def chronological(sets: Sequence[frozenset[str]]) -> float:
    """n_chron: the sum, in order of date, of the share of each set that is new; it never falls when a set is added."""
    seen: set[str] = set()
    total = 0.0
    for works in sets:
        total += len(works - seen) / len(works) if works else 0.0
        seen |= works
    return total


def units(sets: Sets) -> dict[StudyId, frozenset[str]]:
    """One study for each distinct set, the first by name: studies of equal sets are one unit."""
    first: dict[frozenset[str], StudyId] = {}
    for study in sorted(sets):
        first.setdefault(sets[study], study)
    return {study: works for works, study in first.items()}


def independence_weighted(supporters: Collection[StudyId], sets: Sets) -> float:
    """IWA: the novelty of the supporters over that of all studies in sets; 0 when there is none.

    Studies of one set weigh as one unit together: they share its weight in equal parts.
    """
    alike = Counter(sets.values())
    of_unit = {works: weight for study, weight in novelty(units(sets)).items() for works in (sets[study],)}
    weight = {study: of_unit[works] / alike[works] for study, works in sets.items()}
    total = math.fsum(sorted(weight.values()))
    return math.fsum(sorted(weight[study] for study in supporters)) / total if total else 0.0


def coverage(supporters: Collection[StudyId], lists: Lists) -> float | None:
    """Share of the primary studies of all listed studies that the supporters hold; None when no list is known."""
    everything = _union(lists.values())
    held = _union(lists[study] for study in supporters)
    return len(held) / len(everything) if everything else None


def effective_interval(lists: Lists) -> tuple[float, float]:
    """n_eff as an interval: a point when all lists are known; with j unknown, max(1, e / (j + 1)) to e + j."""
    known = {study: works for study, works in lists.items() if works is not None}
    unknown = len(lists) - len(known)
    e = effective(known)
    return (e, e) if not unknown else (max(1.0, e / (unknown + 1)), e + unknown)


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset().union(*(works for works in sets if works is not None))
