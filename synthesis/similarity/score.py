"""One score for two readings, with its reasons in words.

In: readings of one facet and an Embedding. Out: Judgement values. Called by synthesis.align. The score is a logistic of
few features; the weights and how they came about stand below. It says how likely two terms name one thing, and is not a
probability that holds on another field.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.similarity.contrasts import Contrasts, contrasted
from synthesis.similarity.heads import Phrase
from synthesis.similarity.meaning import Vectors, cosines
from synthesis.similarity.polarity import opposites
from synthesis.similarity.reading import Reading, unlike
from synthesis.similarity.reasons import reasons_of
from synthesis.similarity.term import Embedding

# Fitted by `benchmarks/alignment.py --fit` (logistic regression, ridge 1, rounded) on labels of different studies, on
# labelled groups of labels, and six times on pairs that are hard because word overlap misleads; the same command prints
# what happens when each study in turn, or another field, is left out.
BIAS = -4.7
WEIGHTS = {
    "centred": 5.5,  # cosine of the labels, centred on their facet
    "remainder": 3.2,  # cosine of what is left when the shared words are taken away
    "overlap": 1.7,  # share of common stems of the cores, weighted by how telling they are
    "head": 0.7,  # a head in common
    "later": -2.0,  # one label joins things, and the other is not the first of them
    "parent": 1.5,  # likeness of the parents, -0.5 to 0.5
    "other_name": -2.0,  # unlike proper names; fitted -1.3, set lower by hand: two products are two things
}
# Set by hand: too rare in any sample to be fitted, and a wrong merge here turns a finding into its opposite.
CONTRAST = -2.0  # a study sets the words against each other in which the labels differ
SIGN = -8.0  # only one label says that something is wanting; or they hold opposites, or unlike numbers


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
    """Scores pairs of the readings of one facet. The readings are kept in the order given; places are indices."""

    def __init__(self, readings: Sequence[Reading], embedding: Embedding, contrasts: Contrasts = frozenset()) -> None:
        self.readings = tuple(readings)
        self._contrasts = contrasts
        self._count = Counter(stem for reading in self.readings for stem in reading.stem_set)
        self._named = sum(reading.name for reading in self.readings) * 2 >= len(self.readings)
        labels = Vectors((reading.text for reading in self.readings), embedding)
        self.plain, self.centred = cosines(labels.rows([reading.text for reading in self.readings]))
        self._embedding = embedding

    def judge(self, pairs: Sequence[tuple[int, int]]) -> list[Judgement]:
        """A judgement for each pair of places, in order."""
        left = {pair: self._left(*pair) for pair in pairs}
        parents = [reading.parent.text for pair in pairs for place in pair if (reading := self.readings[place]).parent]
        vectors = Vectors([text for texts in left.values() for text in texts] + parents, self._embedding)
        return [self._judge(i, j, left[i, j], vectors) for i, j in pairs]

    def _left(self, i: int, j: int) -> tuple[str, str]:
        """The words of each that the other does not have."""
        one, other = self.readings[i], self.readings[j]
        return _without(one, other.stem_set), _without(other, one.stem_set)

    def _judge(self, i: int, j: int, left: tuple[str, str], vectors: Vectors) -> Judgement:
        one, other = self.readings[i], self.readings[j]
        shared = one.stem_set & other.stem_set
        same = one.own == other.own and one.lacks == other.lacks and one.numbers == other.numbers
        plain = float(self.plain[i, j])
        features = {
            "centred": 1.0 if one.own == other.own else float(self.centred[i, j]),
            "remainder": plain if not shared else (vectors.cosine(*left) if all(left) else float(not any(left))),
            "overlap": self._overlap(one.phrase.core, other.phrase.core),
            "head": float(bool(one.phrase.heads & other.phrase.heads)),
            "later": float(_later(one.phrase, other.phrase) or _later(other.phrase, one.phrase)),
            "parent": _parents(one, other, vectors),
            "other_name": float((one.name or other.name or self._named) and one.stem_set != other.stem_set),
        }
        if one.name and other.name and not shared:
            features["centred"] = min(0.0, features["centred"])  # what vectors say of unknown names is their spelling
            features["remainder"] = min(0.0, features["remainder"])
        clash = opposites(one.own, other.own)
        numbered = bool(one.numbers and other.numbers and one.numbers != other.numbers)
        total = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
        total += SIGN * ((one.lacks != other.lacks) + (clash is not None) + numbered)
        apart = contrasted(one, other, self._contrasts)
        total += CONTRAST * apart
        reasons = reasons_of(one, other, left, features, clash)
        if apart:
            reasons += (f"a study sets '{left[0]}' beside '{left[1]}'",)
        return Judgement(
            one=one.term.id,
            other=other.term.id,
            score=1 / (1 + math.exp(-total)),
            features=features,
            reasons=reasons,
            same=same,
            equal=one.folded == other.folded,
            wider=_wider(one, other),
        )

    def _overlap(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        """The share of common stems, 0 to 1, weighted: a stem in few labels of the facet tells more."""
        size = len(self.readings)
        weight = {stem: 0.3 + math.log(size / max(self._count[stem], 1)) for stem in sorted(mine | theirs)}
        return math.fsum(weight[stem] for stem in mine & theirs) / math.fsum(weight.values()) if weight else 0.0


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


def _later(joined: Phrase, single: Phrase) -> bool:
    """Whether one label names several things and the other is not the first of them."""
    if not joined.joined or single.joined:
        return False
    return bool(single.heads & set(joined.joined)) and joined.joined[0] not in single.core | single.heads


def _parents(one: Reading, other: Reading, vectors: Vectors) -> float:
    """-0.5 for unlike parents to 0.5 for equal ones; 0 when one of the two has none."""
    if one.parent is None or other.parent is None:
        return 0.0
    return vectors.cosine(one.parent.text, other.parent.text) - 0.5
