"""Who holds whom by inclusion, also by way of others, and the lists of primary studies after it.

In: pairs (B, A), B includes A; the lists of studies. Out: what each study includes, and its list with theirs. Called by
synthesis.dependence.ties and synthesis.dependence.graph, by synthesis.weighing and by the front door.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from corpus.study import StudyId

Pair = tuple[StudyId, StudyId]


def inside(pairs: Iterable[Pair]) -> dict[StudyId, frozenset[StudyId]]:
    """By including study all that it includes, also by way of others; itself only when it stands in a circle.

    pairs: (B, A), B includes A.
    """
    direct: dict[StudyId, set[StudyId]] = defaultdict(set)
    for outer, inner in pairs:
        direct[outer].add(inner)
    return {outer: _reached(outer, direct) for outer in sorted(direct)}


def primary_sets(
    lists: Mapping[StudyId, frozenset[str] | None], includes: Iterable[Pair]
) -> dict[StudyId, frozenset[str] | None]:
    """The lists after inclusion: a review that includes another holds that one's primary studies too.

    includes: (B, A) pairs, B includes A. Where A's list is unknown, a pseudo-study named after A goes into both.
    """
    held = inside((outer, inner) for outer, inner in includes if outer in lists and inner in lists)
    known = dict(lists)
    for inner in sorted(frozenset().union(*held.values())):
        if known[inner] is None:
            known[inner] = frozenset({f"study {inner}"})
    result: dict[StudyId, frozenset[str] | None] = {}
    for study, mine in known.items():
        others = (known[other] or frozenset() for other in held.get(study, ()))
        result[study] = mine if study not in held else (mine or frozenset()).union(*others)
    return result


def _reached(start: StudyId, direct: Mapping[StudyId, Collection[StudyId]]) -> frozenset[StudyId]:
    found: set[StudyId] = set()
    waiting = list(direct[start])
    while waiting:
        study = waiting.pop()
        if study not in found:
            found.add(study)
            waiting += direct.get(study, ())
    return frozenset(found)
