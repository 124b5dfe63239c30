"""How sure it is that a theme is one: from what shows it to a chance between 0 and 1.

In: the candidates of one theme, and weights. Out: features and a confidence. Called by extract.consolidate. The weights
are data (data/confidence/weights.toml), fitted by benchmarks.calibration as a logistic regression with ridge; here is
plain arithmetic. Without weights the confidence is what the sources themselves say, places counted as independent.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import BadInput
from extract.codebook import Facet, ItemShape
from extract.grouping import Found
from extract.scope import Part
from extract.theme import Evidence

LEAST_OWN = 0.5  # without weights: what the sources say must reach this
_CLAMP = 0.02  # the sources' own estimate is kept this far from 0 and 1, so that its logit stays finite

Features = Mapping[str, float]


@dataclass(frozen=True)
class Weights:
    """A fitted logistic model. least: the confidence below which a candidate becomes no theme."""

    bias: float
    weight: Mapping[str, float]
    least: float


def parse(name: str, text: str) -> Weights:
    """The weights that a TOML text holds: `bias`, `least` and a table [weights] of numbers. Raises BadInput."""
    try:
        data = tomllib.loads(text)
        weight = {str(key): float(value) for key, value in data["weights"].items()}
        return Weights(float(data["bias"]), weight, float(data["least"]))
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise BadInput(f"{name}: holds no weights of a confidence ({error}).") from None


def confidence(features: Features, weights: Weights | None) -> float:
    """The chance that the theme is one, 0 to 1, to four places."""
    if weights is None:
        return features["own"]
    total = weights.bias + sum(
        weights.weight.get(name, 0.0) * value for name, value in sorted(scaled(features).items())
    )
    return round(1 / (1 + math.exp(-total)), 4)


def least(weights: Weights | None) -> float:
    """What a confidence must reach."""
    return LEAST_OWN if weights is None else weights.least


def scaled(features: Features) -> dict[str, float]:
    """The features as the model takes them: the sources' own estimate as log odds, all else as it is."""
    own = min(max(features["own"], _CLAMP), 1 - _CLAMP)
    return {**features, "own": math.log(own / (1 - own))}


def features_of(members: Sequence[Found], facet: Facet, *, spoken: bool, beside: int) -> dict[str, float]:
    """What tells a theme from a mistake, in numbers between 0 and about 4 that no field of study has to itself.

    Args:
        members: its candidates. spoken: the study speaks of the facet elsewhere too. beside: how many other themes
            stand in its longest list.
    """
    best = min(members, key=lambda one: one.candidate.evidence.rank)
    kinds = {one.candidate.evidence for one in members}
    places = Counter(document for document, _ in {(str(o.reading.document.id), o.candidate.block) for o in members})
    words = len(best.candidate.label.split())
    features = {
        "own": own_estimate(members, spoken=spoken),
        f"best is {best.candidate.evidence}": 1.0,
        "several kinds": float(len(kinds) > 1),
        "places": math.log2(max(places.values())),
        "beside": math.log2(1 + beside),
        "alone": float(beside == 0),
        "finding": float(any(one.voices.scope.part(one.candidate.block) is Part.FINDING for one in members)),
        "spoken": float(spoken),
        "under a parent": float(any(one.candidate.parent for one in members)),
        "defined": float(any(one.candidate.definition for one in members)),
        "one word": float(words == 1),
        "long": max(0.0, words - 6) / 2,
        "no noun": float(not _has_noun(best)),
        "begins small": float(best.candidate.label[:1].islower()),
    }
    if kinds == {Evidence.PHRASE}:
        features[f"phrase for a {facet.item}"] = 1.0
    if facet.item is ItemShape.NAME and best.candidate.label.islower():
        features["name without capital"] = 1.0
    return features


def own_estimate(members: Sequence[Found], *, spoken: bool) -> float:
    """Chance that one of the places is right by what their sources say: 1 - prod(1 - c), a block counted once.

    A phrase of running text under a facet that the study does not speak of counts half. Of several renditions the best
    one counts: a second file of the same paper is no second place.
    """
    best: dict[str, dict[int, float]] = {}
    for one in members:
        blocks = best.setdefault(str(one.reading.document.id), {})
        unspoken = one.candidate.evidence is Evidence.PHRASE and not spoken
        chance = one.candidate.confidence / (1 + unspoken)
        blocks[one.candidate.block] = max(blocks.get(one.candidate.block, 0.0), chance)
    return round(max(1 - math.prod(1 - chance for chance in blocks.values()) for blocks in best.values()), 4)


def _has_noun(found: Found) -> bool:
    """Whether the label holds a noun or a doing; cells of tables, which are not parsed, are taken to."""
    passage = found.reading.passages.get(found.candidate.block)
    if passage is None:
        return True
    tokens = passage.tokens(found.candidate.start, found.candidate.end)
    return any(token.pos_ in ("NOUN", "PROPN") or token.tag_ == "VBG" for token in tokens)
