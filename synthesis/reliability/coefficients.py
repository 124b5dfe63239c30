"""The formulas of agreement between coders, each for many weightings of the units at once.

In: a Tally: distinct patterns of ratings, and how often each one counts in each of B samples. Out: arrays of shape
(B,), nan where a coefficient is undefined. Called by synthesis.reliability with the data themselves (B = 1) and with
bootstrap samples. After Cohen (1960), Fleiss (1971), Conger (1980), Brennan and Prediger (1981), Cicchetti and
Feinstein (1990), Byrt, Bishop and Carlin (1993), Gwet (2008) and Krippendorff (2011); docs/methods.md has the
formulas.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ratings = NDArray[np.int64]  # shape (units, raters): the place of the category in the list of categories, -1 for none
Mask = NDArray[np.bool_]  # shape (units,)
Counts = NDArray[np.int64]  # shape (units, categories): how many raters put the unit there
Values = NDArray[np.float64]  # shape (samples,), or (samples, categories)
_CERTAIN = 1e-12  # chance that falls short of 1 by less than that leaves nothing to be explained


def counts(rated: Ratings, categories: int) -> Counts:
    """How many raters put each unit into each category."""
    return np.stack([(rated == category).sum(axis=1) for category in range(categories)], axis=1)


@dataclass(frozen=True)
class Tally:
    """Ratings and how much each row of them weighs.

    rated: shape (patterns, raters). weights: shape (samples, patterns), 0 or more: how many units have that pattern.
    """

    rated: Ratings
    categories: int
    weights: Values

    @cached_property
    def table(self) -> Counts:
        """How many raters put each pattern into each category."""
        return counts(self.rated, self.categories)

    @cached_property
    def size(self) -> NDArray[np.int64]:
        """Ratings in each pattern."""
        return np.asarray(self.table.sum(axis=1))

    @cached_property
    def observed(self) -> Values:
        """p_a: the mean, over units with two ratings or more, of the share of pairs of ratings that agree."""
        pairs = self.size * (self.size - 1)
        share = np.divide((self.table * (self.table - 1)).sum(axis=1), pairs, out=np.zeros(len(pairs)), where=pairs > 0)
        return _ratio(self.weights @ share, self.weights @ (pairs > 0))

    @cached_property
    def shares(self) -> Values:
        """pi_k, shape (samples, categories): the mean over units with a rating of the share of each category."""
        share = self.table / np.maximum(self.size, 1)[:, None]
        return _ratio(self.weights @ share, (self.weights @ (self.size > 0))[:, None])

    @cached_property
    def both(self) -> Mask:
        """The patterns in which every rater gave a rating."""
        return np.asarray((self.rated >= 0).all(axis=1))

    def weigh(self, each: Mask | NDArray[np.int64] | Values) -> Values:
        """The weighted sum over patterns of a number for each, or of a row of numbers."""
        return np.asarray(self.weights @ each)


def fleiss(tally: Tally) -> Values:
    """Fleiss' kappa; missing ratings are allowed. Chance: the squared mean shares of the categories."""
    return _beyond(tally.observed, (tally.shares**2).sum(axis=1))


def gwet(tally: Tally) -> Values:
    """Gwet's AC1. Chance: sum of share (1 - share), over q - 1; undefined for a single category."""
    if tally.categories < 2:
        return np.full(len(tally.weights), math.nan)
    return _beyond(tally.observed, (tally.shares * (1 - tally.shares)).sum(axis=1) / (tally.categories - 1))


def brennan_prediger(tally: Tally) -> Values:
    """Brennan and Prediger's coefficient. Chance: 1 / q. PABAK for two raters and two categories."""
    return _beyond(tally.observed, np.full(len(tally.weights), 1 / tally.categories))


def krippendorff(tally: Tally) -> Values:
    """Krippendorff's alpha, nominal, over units with two ratings or more.

    With n_c pairable values of category c and n of all: 1 - (n - 1) D / (n^2 - sum n_c^2), where D are the pairs of
    different values, each unit's over its number of ratings less one.
    """
    used = np.where((tally.size > 1)[:, None], tally.table, 0)
    alike = (used * (used - 1)).sum(axis=1) / np.maximum(tally.size - 1, 1)
    of_category = tally.weigh(used)
    total = of_category.sum(axis=1)
    expected = total**2 - (of_category**2).sum(axis=1)
    return np.asarray(1 - (total - 1) * _ratio(total - tally.weigh(alike), expected))


def cohen(tally: Tally) -> Values:
    """Cohen's kappa of two raters over the units that both rated. Chance: sum of the products of their shares."""
    number = tally.weigh(tally.both)
    agreed = _ratio(tally.weigh(tally.both & (tally.rated[:, 0] == tally.rated[:, 1])), number)
    first, second = (
        tally.weigh(tally.both[:, None] & (tally.rated[:, rater][:, None] == np.arange(tally.categories)))
        for rater in (0, 1)
    )
    return _beyond(agreed, _ratio((first * second).sum(axis=1), number**2))


def conger(tally: Tally) -> Values:
    """Conger's kappa. Chance: the mean over pairs of raters of how often their own shares would agree.

    The shares of a rater are over the units that he or she rated; undefined when one rated none.
    """
    raters = tally.rated.shape[1]
    if raters < 2:
        return np.full(len(tally.weights), math.nan)
    summed, own = np.zeros((len(tally.weights), tally.categories)), np.zeros(len(tally.weights))
    for rater in tally.rated.T:
        given = tally.weigh(rater[:, None] == np.arange(tally.categories))
        share = _ratio(given, given.sum(axis=1)[:, None])
        summed, own = summed + share, own + (share**2).sum(axis=1)
    return _beyond(tally.observed, ((summed**2).sum(axis=1) - own) / (raters * (raters - 1)))


def specific_agreement(tally: Tally) -> Values:
    """For each category, shape (samples, categories), of the pairs of ratings that hold it, the share in which both do.

    sum n_k (n_k - 1) over sum n_k (n - 1): for two raters and two categories, 2a / (2a + b + c) and 2d / (2d + b + c).
    """
    others = np.maximum(tally.size - 1, 0)[:, None]
    return _ratio(tally.weigh(tally.table * (tally.table - 1)), tally.weigh(tally.table * others))


def prevalence_index(tally: Tally, positive: int) -> Values:
    """(a - d) / N of two raters and two categories: from -1, both always say the other one, to 1."""
    yes, no = ((tally.rated == category).all(axis=1) for category in (positive, 1 - positive))
    return _ratio(tally.weigh(yes) - tally.weigh(no), tally.weigh(tally.both))


def bias_index(tally: Tally, positive: int) -> Values:
    """(b - c) / N of two raters and two categories: how much oftener the first one says "positive"."""
    first, second = (tally.both & (tally.rated[:, rater] == positive) for rater in (0, 1))
    return _ratio(tally.weigh(first) - tally.weigh(second), tally.weigh(tally.both))


def _beyond(agreed: Values, chance: Values) -> Values:
    """(agreed - chance) / (1 - chance); nan where chance alone agrees on everything."""
    room = 1 - chance
    return _ratio(agreed - chance, np.where(room < _CERTAIN, 0.0, room))


def _ratio(part: Values, whole: Values) -> Values:
    """part / whole; nan where whole is 0."""
    result = np.full(np.broadcast_shapes(part.shape, whole.shape), math.nan)
    np.divide(part, whole, out=result, where=np.broadcast_to(whole != 0, result.shape))
    return result
