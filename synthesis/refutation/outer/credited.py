"""Two studies tell the same of two different works.

In: a Corpus. Out: Disagreements of kind attribution. Called by synthesis.refutation.between. What is told must be the
same in most of its words, so that a model that two works describe in passing is none; pairs are found by runs of
words that they share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.compared import Corpus
from synthesis.refutation.outer.works import Told, one_work, told_of_works
from synthesis.refutation.said.phrases import stems
from synthesis.similarity.words import stem

_RUNS = 3  # pairs of neighbouring words that two tellings share
_ALIKE, _ALIKE_OTHERS = 0.5, 0.75  # shared words, as a share of all their words: of one author's works, of two authors'
_FEWEST = 6  # telling words that they share
_SURE, _LEFT_OVER = 0.5, 0.1  # taken off where the work is only known because the other ones are pointed at otherwise


def credited(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each two tellings, in order of place."""
    told = list(told_of_works(corpus))
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        for run in sorted(_runs(one.claim.subjects[0])):
            holders[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        for at, first in enumerate(held):
            for second in held[at + 1 :]:
                if told[first].claim.study != told[second].claim.study:
                    shared[first, second] += 1
    for (first, second), runs in sorted(shared.items()):
        one, other = told[first], told[second]
        if runs >= _RUNS and _alike(one, other) and one_work(one.work, other.work) is False:
            yield _made(corpus, one, other)


def _runs(text: str) -> set[tuple[str, str]]:
    words = [stem(word) for word in re.findall(r"[a-z]{3,}", text.casefold())]
    return set(pairwise(words))


def _alike(one: Told, other: Told) -> bool:
    mine, theirs = stems(one.claim.subjects[0]), stems(other.claim.subjects[0])
    share = _ALIKE if one.claim.other.casefold() == other.claim.other.casefold() else _ALIKE_OTHERS
    return len(mine & theirs) >= max(_FEWEST, share * len(mine | theirs))


def _made(corpus: Corpus, one: Told, other: Told) -> Disagreement:
    reasons = ["the two tell the same in nearly the same words, of different works"]
    reasons += [
        f"in {t.claim.study} several entries fit, and this is the only one that it points at nowhere else"
        for t in (one, other)
        if not t.sure
    ]
    sure = _SURE - _LEFT_OVER * (not one.sure) - _LEFT_OVER * (not other.sure)
    sides = (*_sides(corpus, one), *_sides(corpus, other, against=True))
    topic = " ".join(one.claim.subjects[0].split()[:10])
    return Disagreement(Kind.ATTRIBUTION, f"Source of: {topic}", sides, tuple(reasons), round(sure, 4))


def _sides(corpus: Corpus, told: Told, *, against: bool = False) -> Iterator[Side]:
    """The telling, and the entry of the bibliography that it is of."""
    yield corpus.side(told.claim, told.work.title, against=against)
    reading = corpus.reading(told.claim)
    if entry := reading.entry(told.work.key):
        yield reading.side(entry, (entry[0], entry[0] + 1), "the entry", against=against)
