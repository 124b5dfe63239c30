"""One score for two readings, with its reasons in words.

In: readings of one facet, an Embedding and a Thesaurus. Out: probabilities of pairs and, for what is shown, Judgement
values. Called by synthesis.translation.candidates and synthesis.translation.facet. The score is a logistic of the
features of evidence.py; the weights and how they came about stand in weights.py. It says how likely two terms name one
thing, and rests on the two readings and the lists of their two studies alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.evidence import BATCH, FEATURES, Evidence
from synthesis.similarity.lists import StudyList, study_lists
from synthesis.similarity.nearness import Nearness
from synthesis.similarity.polarity import opposites
from synthesis.similarity.reading import Reading, unlike
from synthesis.similarity.reasons import Reasons, Said
from synthesis.similarity.sheet import Ints, sheet, spoken
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.similarity.weights import BIAS, WEIGHTS


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
        studies: Sequence[str] = (),
    ) -> None:
        """lists: of the studies of the readings; None when the readings hold all labels of their studies.

        studies: one for each of the readings, in place of its own.
        """
        self.readings = tuple(readings)
        self.sheet = sheet(self.readings, embedding, thesaurus, studies)
        self.lists: Mapping[str, StudyList] = study_lists(self.sheet) if lists is None else lists
        self._thesaurus = thesaurus
        self._nearness = Nearness(self.sheet, embedding, thesaurus)
        self._evidence = Evidence(self.sheet, self.lists, self._nearness, thesaurus)
        self._reasons = Reasons(thesaurus)

    def of(self, readings: Sequence[Reading], places: Ints, lists: Mapping[str, StudyList]) -> Scorer:
        """A scorer of readings that say what its own at these places say, in other studies: nothing is read anew."""
        found = copy(self)
        found.readings = tuple(readings)
        found.sheet = spoken(self.sheet, places, [reading.term.study for reading in readings])
        found.lists = lists
        found._evidence = Evidence(found.sheet, lists, self._nearness, self._thesaurus)
        return found

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
        near = self._nearness.cosines(self.sheet.words[places[:, 0]], self.sheet.words[places[:, 1]])
        return [
            self._judge(i, j, score, dict(zip(FEATURES, row, strict=True)), cosines)
            for (i, j), score, row, cosines in zip(places.tolist(), scores, features.tolist(), near, strict=True)
        ]

    def _judge(
        self, i: int, j: int, score: float, features: dict[str, float], cosines: NDArray[np.float32]
    ) -> Judgement:
        one, other = self.readings[i], self.readings[j]
        left = _without(one, other.stem_set), _without(other, one.stem_set)
        clash = opposites(one.stem_set, other.stem_set)
        return Judgement(
            one=one.term.id,
            other=other.term.id,
            score=score,
            features=features,
            reasons=self._reasons.of(one, other, Said(left, features, clash, cosines)),
            same=one.own == other.own and one.lacks == other.lacks and one.numbers == other.numbers,
            equal=one.folded == other.folded,
            wider=_wider(one, other),
        )


def probability(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of features to probabilities."""
    found = np.empty(len(features), dtype=np.float32)
    for start in range(0, len(features), BATCH):
        rows = features[start : start + BATCH]
        total = np.full(len(rows), BIAS)
        for name, column in zip(FEATURES, rows.T, strict=True):
            total += WEIGHTS[name] * column
        found[start : start + BATCH] = 1 / (1 + np.exp(-total))
    return found


def _without(reading: Reading, stems: frozenset[str]) -> str:
    return " ".join(word for word, stem in zip(reading.words, reading.stems, strict=True) if stem not in stems)


def wider(readings: Sequence[Reading], one: Sequence[int], other: Sequence[int]) -> NDArray[np.int8]:
    """Of pairs of places, `wider` of the Judgement of each, without the rest of it; of shape (pairs,)."""
    heads = [reading.phrase.heads for reading in readings]
    found = np.zeros(len(one), dtype=np.int8)
    for number, (i, j) in enumerate(zip(one, other, strict=True)):
        if not heads[i].isdisjoint(heads[j]):
            found[number] = _wider(readings[i], readings[j])
    return found


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
