"""One score for two readings, with its reasons in words.

In: readings of one facet and an Embedding. Out: probabilities of pairs and, for what is shown, Judgement values.
Called by synthesis.align. The score is a logistic of few features; the weights and how they came about stand below.
It says how likely two terms name one thing, and rests on the two readings and the lists of their two studies alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.evidence import FEATURES, Evidence
from synthesis.similarity.lists import StudyList, study_lists
from synthesis.similarity.polarity import opposites
from synthesis.similarity.reading import Reading, unlike
from synthesis.similarity.reasons import reasons_of
from synthesis.similarity.sheet import Ints, sheet
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import EMPTY, Thesaurus

# Fitted by `benchmarks/alignment.py --fit` (logistic regression, ridge 1, rounded) on labels of different studies, on
# labelled groups of labels, and six times on pairs that are hard because word overlap misleads; the same command prints
# what happens when each study in turn, or another field, is left out.
BIAS = -4.7
WEIGHTS = {
    "centred": 5.5,
    "remainder": 3.2,
    "overlap": 1.7,
    "head": 0.7,
    "later": -2.0,
    "parent": 1.5,
    "other_name": -2.0,  # fitted -1.3, set lower by hand: two products are two things
    # Set by hand: too rare in any sample to be fitted, and a wrong merge here turns a finding into its opposite.
    "apart": -2.0,
    "sign": -8.0,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike two readings are: score, 0 to 1, and reasons. one is the first by (id); features by name.

    same: the words that are compared are the same but for inflection and order. equal: so are the whole labels, folded.
    wider: -1 when the first is the wider of the two, 1 when the other is, 0 when neither is.
    """

    one: str
    other: str
    score: float
    features: dict[str, float]
    reasons: tuple[str, ...]
    same: bool
    equal: bool
    wider: int


class Scorer:
    """Scores pairs of the readings of one facet. The readings are kept in the order given; places are indices.

    What is said of a pair depends on its two readings, on the readings of their two studies and on nothing else: any
    other readings may be there or not, in any order, and the same bits come out.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        embedding: Embedding,
        thesaurus: Thesaurus = EMPTY,
        lists: Mapping[str, StudyList] | None = None,
    ) -> None:
        """lists: of the studies of the readings; None when the readings hold all labels of their studies."""
        self.readings = tuple(readings)
        self.sheet = sheet(self.readings, embedding)
        self.lists = study_lists(self.sheet) if lists is None else lists
        self._evidence = Evidence(self.sheet, self.lists)

    def features(self, pairs: Ints) -> NDArray[np.float32]:
        """(pairs, 2) places to (pairs, features), in the order of evidence.FEATURES."""
        return self._evidence.features(pairs)

    def probabilities(self, pairs: Ints) -> NDArray[np.float32]:
        """How likely each of (pairs, 2) places names one thing, 0 to 1, of shape (pairs,); symmetric."""
        return probability(self.features(pairs))

    def judge(self, pairs: Sequence[tuple[int, int]] | Ints) -> list[Judgement]:
        """A judgement for each pair of places, in order."""
        places = np.asarray(pairs, dtype=np.int32).reshape(-1, 2)
        features = self.features(places)
        scores = probability(features).tolist()
        return [
            self._judge(i, j, score, dict(zip(FEATURES, row, strict=True)))
            for (i, j), score, row in zip(places.tolist(), scores, features.tolist(), strict=True)
        ]

    def _judge(self, i: int, j: int, score: float, features: dict[str, float]) -> Judgement:
        one, other = self.readings[i], self.readings[j]
        left = _without(one, other.stem_set), _without(other, one.stem_set)
        return Judgement(
            one=one.term.id,
            other=other.term.id,
            score=score,
            features=features,
            reasons=reasons_of(one, other, left, features, opposites(one.stem_set, other.stem_set)),
            same=one.own == other.own and one.lacks == other.lacks and one.numbers == other.numbers,
            equal=one.folded == other.folded,
            wider=_wider(one, other),
        )


def probability(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of features to probabilities."""
    total = np.full(len(features), BIAS)
    for name, column in zip(FEATURES, features.T, strict=True):
        total += WEIGHTS[name] * column
    return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


def _without(reading: Reading, stems: frozenset[str]) -> str:
    return " ".join(word for word, stem in zip(reading.words, reading.stems, strict=True) if stem not in stems)


def _wider(one: Reading, other: Reading) -> int:
    """More modifiers make a label narrower ("sample storage" than "storage"), more coordinated heads make it wider."""
    if not one.phrase.heads & other.phrase.heads or one.lacks != other.lacks:
        return 0
    if one.stem_set < other.stem_set:
        return 1 if len(other.phrase.joined) > len(one.phrase.joined) else -1
    if one.stem_set > other.stem_set:
        return -1 if len(one.phrase.joined) > len(other.phrase.joined) else 1
    return _joins(other, one) - _joins(one, other)


def _joins(wide: Reading, single: Reading) -> bool:
    """Whether one label joins what the other names to something else, container words included."""
    if single.joined or not single.phrase.heads & set(wide.joined):
        return False
    return bool(unlike(wide, single)) and not unlike(single, wide)
