"""Words that the studies themselves set against each other: "sample storage" beside "sample transport" in one study.

In: readings of all terms. Out: pairs of stems. Used by synthesis.similarity.score. Two labels of one study and facet
that are alike but for one word each show that, for these authors, the two words tell different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from synthesis.similarity.reading import Reading

Contrasts = frozenset[frozenset[str]]


def contrasts(readings: Iterable[Reading]) -> Contrasts:
    """The pairs of stems in which two labels of one study and facet differ while they share the rest."""
    holes: dict[tuple[str, str, frozenset[str]], set[str]] = defaultdict(set)
    for reading in readings:
        for stem in reading.stem_set:
            rest = reading.stem_set - {stem}
            if rest:
                holes[reading.term.study, reading.term.facet, rest].add(stem)
    return frozenset(frozenset((a, b)) for words in holes.values() for a in words for b in words if a < b)


def contrasted(one: Reading, other: Reading, known: Contrasts) -> bool:
    """Whether two labels share a word and differ in one word each, and these two words are a known contrast."""
    mine, theirs = one.stem_set - other.stem_set, other.stem_set - one.stem_set
    return len(mine) == len(theirs) == 1 and bool(one.stem_set & other.stem_set) and mine | theirs in known
