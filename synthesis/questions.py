"""What a reviewer should be asked.

In: the readings of one facet, their judged pairs, the groups and what keeps them apart. Out: pairs of places, most
useful first. Called by synthesis.align.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synthesis.cluster import Pair
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement

ASKED = 0.2  # least score of a question


def questions(
    readings: Sequence[Reading],
    judged: Mapping[Pair, Judgement],
    clusters: Sequence[tuple[int, ...]],
    apart: set[Pair],
    decided: set[Pair],
) -> list[Pair]:
    """For each two concepts that may be one, the pair of their terms that is nearest to it.

    Two concepts that a reviewer has parted, or that hold two terms of one list, are no question. That one study has a
    term in both is: it may use two names for one thing.

    Most useful first: the more studies the answer would bring together and the less sure the score, the earlier.
    """
    home = {i: number for number, cluster in enumerate(clusters) for i in cluster}
    listed = {(i, j) for i, j in apart if readings[i].term.contrast & readings[j].term.contrast}
    barred = {_pair(home[i], home[j]) for i, j in listed | decided}
    best: dict[Pair, Pair] = {}
    for (i, j), judgement in sorted(judged.items()):
        between = _pair(home[i], home[j])
        if between[0] != between[1] and between not in barred and (i, j) not in apart and judgement.score >= ASKED:
            known = best.get(between)
            if known is None or judgement.score > judged[known].score:
                best[between] = (i, j)

    def use(between: Pair) -> tuple[float, str, str]:
        judgement = judged[best[between]]
        studies = {readings[i].term.study for number in between for i in clusters[number]}
        return -len(studies) * (1 - abs(2 * judgement.score - 1)), judgement.one, judgement.other

    return [best[between] for between in sorted(best, key=use)]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
