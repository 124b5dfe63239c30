"""Which pairs of terms are worth a judgement.

In: a Scorer of one facet. Out: pairs of places. Called by synthesis.align. A pair is a candidate when it shares a
telling word or its labels are near in meaning; of a large facet each term keeps its nearest alone, so that the work
grows with the number of terms and not with its square.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from synthesis.similarity.meaning import SQUARE
from synthesis.similarity.score import Scorer

NEAR = 0.25  # cosine from which a pair without a shared word is judged
NEAREST = 60  # candidates by meaning that each term keeps
COMMON = 120  # a word in more labels than this tells nothing by itself


def candidates(scorer: Scorer) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, sorted."""
    pairs = set(_by_word(scorer))
    size = len(scorer.readings)
    rows = scorer.sheet.vectors[scorer.sheet.text]
    near = rows @ rows.T / SQUARE
    np.fill_diagonal(near, -1.0)
    for i in range(size):
        order = np.argsort(-near[i], kind="stable")[:NEAREST]
        pairs.update((min(i, int(j)), max(i, int(j))) for j in order if near[i, j] >= NEAR)
    return sorted(pairs)


def _by_word(scorer: Scorer) -> list[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(scorer.readings):
        for stem in sorted(reading.stem_set):
            holders[stem].append(place)
    return [(i, j) for places in holders.values() if len(places) <= COMMON for i in places for j in places if i < j]
