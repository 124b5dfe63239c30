"""What the studies themselves keep apart.

In: the readings of one facet, and their judged pairs. Out: pairs of places that are never one concept unless a reviewer
says so. Called by synthesis.align.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.theme import fold_label
from synthesis.cluster import Pair
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement

PARENTS_AGREE = 0.5  # least share of common words of the parents, or of common children, for one-word labels


def apart(readings: Sequence[Reading], judged: Mapping[Pair, Judgement]) -> set[Pair]:
    """Pairs that the studies keep apart: one list, one study, or one-word labels under unlike parents."""
    children: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        if reading.parent:
            children[reading.parent.term.id].add(fold_label(reading.term.label))
    found = set()
    for (i, j), judgement in judged.items():
        one, other = readings[i], readings[j]
        if one.term.study == other.term.study and (one.term.contrast & other.term.contrast or not judgement.same):
            found.add((i, j))
        elif not _parents_agree(one, other, children):
            found.add((i, j))
    by_study: dict[str, list[int]] = defaultdict(list)
    for i, reading in enumerate(readings):
        by_study[reading.term.study].append(i)
    for places in by_study.values():
        found |= {(i, j) for n, i in enumerate(places) for j in places[n + 1 :] if (i, j) not in judged}
    return found


def _parents_agree(one: Reading, other: Reading, children: dict[str, set[str]]) -> bool:
    """False for two one-word labels ("initial", "defined") whose parents are different things."""
    if one.parent is None or other.parent is None or max(len(one.stem_set), len(other.stem_set)) > 1:
        return True
    mine, theirs = one.parent, other.parent
    if mine.stem_set == theirs.stem_set or _share(mine.stem_set, theirs.stem_set) >= PARENTS_AGREE:
        return True
    under_one, under_other = children[mine.term.id], children[theirs.term.id]
    return len(under_one & under_other) > 1 and _share(under_one, under_other) >= PARENTS_AGREE


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / max(len(mine | theirs), 1)
