"""Agreement between coders, human or machine.

In: ratings of units by raters, as an integer array. Out: coefficients; nan, never 0 or 1, where one is undefined.
Called by `concord reliability`, `concord evaluate` and the dashboard. The formulas are those of docs/methods.md,
"Reliability", after Cohen (1960), Fleiss (1971), Conger (1980), Brennan and Prediger (1981), Gwet (2008) and
Krippendorff (2011). The few lines are our own: see the note on licences there.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadInput

Ratings = NDArray[np.int64]  # shape (units, raters): the place of the category in the list of categories, -1 for none
Counts = NDArray[np.int64]  # shape (units, categories): how many raters put the unit there


@dataclass(frozen=True, slots=True)
class Reliability:
    """All coefficients of one set of ratings; nan where undefined. units: those with two ratings or more.

    cohen, positive, negative, prevalence, bias: of two raters; the last four of two categories; None where they do not
    apply. observed: percent agreement as a share, 0 to 1.
    """

    units: int
    raters: int
    categories: int
    observed: float
    krippendorff: float
    gwet: float
    fleiss: float
    brennan_prediger: float
    conger: float
    cohen: float | None = None
    positive: float | None = None
    negative: float | None = None
    prevalence: float | None = None
    bias: float | None = None


def ratings(coders: Sequence[Sequence[Hashable | None]], categories: Sequence[Hashable]) -> Ratings:
    """The array of ratings given coder by coder, each one value a unit; None where a coder gave none.

    Raises:
        BadInput: the coders rated different numbers of units, or a value is no category.
    """
    if len({len(coder) for coder in coders}) > 1:
        raise BadInput(f"the coders rated different numbers of units: {', '.join(str(len(c)) for c in coders)}")
    place = {category: number for number, category in enumerate(categories)}
    if strange := [value for coder in coders for value in coder if value is not None and value not in place]:
        raise BadInput(f"the rating {strange[0]!r} is none of the categories {', '.join(map(str, categories))}")
    rows = [[-1 if value is None else place[value] for value in coder] for coder in coders]
    return np.array(rows, dtype=np.int64).reshape(len(coders), -1).T


def counts(rated: Ratings, categories: int) -> Counts:
    """How many raters put each unit into each category."""
    return np.stack([(rated == category).sum(axis=1) for category in range(categories)], axis=1)


def observed(table: Counts) -> float:
    """p_a: the mean, over units with two ratings or more, of the share of pairs that agree; nan without such a unit."""
    size = table.sum(axis=1)
    pairs = size >= 2
    if not pairs.any():
        return math.nan
    n, k = size[pairs], table[pairs]
    return float(((k * (k - 1)).sum(axis=1) / (n * (n - 1))).mean())


def fleiss(table: Counts) -> float:
    """Fleiss' kappa; missing ratings are allowed. Chance: the squared mean shares of the categories."""
    return _coefficient(observed(table), float((_shares(table) ** 2).sum()))


def gwet(table: Counts) -> float:
    """Gwet's AC1. Chance: sum of share (1 - share), over q - 1."""
    shares = _shares(table)
    return _coefficient(observed(table), float((shares * (1 - shares)).sum() / (table.shape[1] - 1)))


def brennan_prediger(table: Counts) -> float:
    """Brennan and Prediger's coefficient. Chance: 1 / q. (PABAK for two raters and two categories.)"""
    return _coefficient(observed(table), 1 / table.shape[1])


def krippendorff(table: Counts) -> float:
    """Krippendorff's alpha, nominal, over units with two ratings or more."""
    size = table.sum(axis=1)
    used, n = table[size >= 2].astype(np.float64), size[size >= 2].astype(np.float64)
    if not len(used):
        return math.nan
    together = (used / (n - 1)[:, None]).T @ used - np.diag((used / (n - 1)[:, None]).sum(axis=0))
    total = together.sum(axis=1)
    expected = total.sum() ** 2 - (total**2).sum()
    disagreeing = together.sum() - np.trace(together)
    return float(1 - (total.sum() - 1) * disagreeing / expected) if expected else math.nan


def cohen(rated: Ratings, categories: int) -> float:
    """Cohen's kappa of two raters over the units that both rated; nan where chance alone agrees on everything.

    >>> cohen(ratings([[0, 0, 1, 1], [0, 0, 1, 0]], [0, 1]), 2)
    0.5
    """
    both = rated[(rated >= 0).all(axis=1)]
    if not len(both):
        return math.nan
    first, second = (np.bincount(both[:, rater], minlength=categories) / len(both) for rater in (0, 1))
    return _coefficient(float((both[:, 0] == both[:, 1]).mean()), float(first @ second))


def conger(rated: Ratings, categories: int) -> float:
    """Conger's kappa. Chance: the mean over pairs of raters of how often their own shares would agree."""
    shares = []
    for rater in range(rated.shape[1]):
        given = rated[:, rater][rated[:, rater] >= 0]
        if not len(given):
            return math.nan
        shares.append(np.bincount(given, minlength=categories) / len(given))
    summed = np.sum(shares, axis=0)
    own = sum(float(share @ share) for share in shares)
    raters = len(shares)
    chance = (float(summed @ summed) - own) / (raters * (raters - 1)) if raters > 1 else math.nan
    return _coefficient(observed(counts(rated, categories)), chance)


def two_by_two(rated: Ratings) -> tuple[float, float, float, float]:
    """(positive agreement, negative agreement, prevalence index, bias index) of two raters; category 0 is "positive".

    Of [[a, b], [c, d]]: 2a / (2a + b + c), 2d / (2d + b + c), (a - d) / N, (b - c) / N.
    """
    both = rated[(rated >= 0).all(axis=1)]
    a, b, c, d = (int(((both[:, 0] == i) & (both[:, 1] == j)).sum()) for i in (0, 1) for j in (0, 1))
    return (
        _ratio(2 * a, 2 * a + b + c),
        _ratio(2 * d, 2 * d + b + c),
        _ratio(a - d, len(both)),
        _ratio(b - c, len(both)),
    )


def specific_agreement(table: Counts) -> NDArray[np.float64]:
    """For each category, of the pairs of ratings that hold it, the share in which both do; nan if it is unused.

    sum n_k (n_k - 1) over sum n_k (n - 1): for two raters and two categories, negative and positive agreement.
    """
    others = np.maximum(table.sum(axis=1) - 1, 0)[:, None]
    same, all_pairs = (table * (table - 1)).sum(axis=0), (table * others).sum(axis=0)
    shares: NDArray[np.float64] = np.full(table.shape[1], math.nan)
    np.divide(same, all_pairs, out=shares, where=all_pairs > 0)
    return shares


def reliability(rated: Ratings, categories: int) -> Reliability:
    """All coefficients that apply."""
    table = counts(rated, categories)
    two = rated.shape[1] == 2
    positive, negative, prevalence, bias = two_by_two(rated) if two and categories == 2 else (None,) * 4
    return Reliability(
        units=int((table.sum(axis=1) >= 2).sum()),
        raters=rated.shape[1],
        categories=categories,
        observed=observed(table),
        krippendorff=krippendorff(table),
        gwet=gwet(table),
        fleiss=fleiss(table),
        brennan_prediger=brennan_prediger(table),
        conger=conger(rated, categories),
        cohen=cohen(rated, categories) if two else None,
        positive=positive,
        negative=negative,
        prevalence=prevalence,
        bias=bias,
    )


def _shares(table: Counts) -> NDArray[np.float64]:
    """pi_k: the mean over units with a rating of the share of each category."""
    size = table.sum(axis=1)
    rated = size >= 1
    if not rated.any():
        return np.full(table.shape[1], math.nan)
    return np.asarray((table[rated] / size[rated][:, None]).mean(axis=0))


def _coefficient(agreed: float, chance: float) -> float:
    return math.nan if math.isnan(agreed + chance) or math.isclose(chance, 1.0) else (agreed - chance) / (1 - chance)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
