"""Agreement between coders, human or machine: every coefficient that applies, its interval, or why it has none.

In: ratings of units by coders. Out: a Reliability. Called by synthesis.reliability.coding_agreement,
synthesis.reliability.reviewer_agreement and concord.files.rating_files. The formulas stand in
synthesis.reliability.coefficients; docs/methods.md tells why they are our own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadInput
from synthesis.reliability import coefficients as by
from synthesis.reliability.coefficients import Ratings, Tally, Values

SEED = 1  # of the bootstrap; any number does, as long as it stays the same
RESAMPLES = 2000
COVERS = 0.95
_ROOM = 4_000_000  # numbers of a block of resamples: 32 MB
YES = frozenset(
    "1 yes y true t present presence accept accepted include included positive pos relevant same + x".split()
)
NO = frozenset("0 no n false f absent absence reject rejected exclude excluded negative neg irrelevant apart -".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """One coefficient. value: None where it is undefined, and then `undefined` says why.

    interval: 95 %, percentiles of the bootstrap over units; None without a value, or where units are too few.
    skipped: resamples in which the coefficient was undefined; the interval is over the others.
    """

    name: str
    value: float | None
    interval: tuple[float, float] | None = None
    undefined: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Reliability:
    """All coefficients of one set of ratings.

    units: those with a rating. compared: those with two or more, on which agreement is seen at all. coders, categories:
    their names, in order. counts: ratings in each category. positive: the category that positive agreement is about,
    None unless there are two. figures: in the order of FIGURES. specific: agreement on each category, by its name.
    """

    units: int
    compared: int
    coders: tuple[str, ...]
    categories: tuple[str, ...]
    counts: tuple[int, ...]
    positive: str | None
    figures: tuple[Figure, ...]
    specific: tuple[tuple[str, float | None], ...]
    resamples: int = RESAMPLES
    seed: int = SEED

    def __getitem__(self, name: str) -> Figure:
        return next(figure for figure in self.figures if figure.name == name)


FIGURES = (
    "percent_agreement",
    "positive_agreement",
    "negative_agreement",
    "prevalence_index",
    "bias_index",
    "cohen_kappa",
    "fleiss_kappa",
    "conger_kappa",
    "gwet_ac1",
    "brennan_prediger",
    "krippendorff_alpha",
)
_OF_TWO_CATEGORIES = ("positive_agreement", "negative_agreement", "prevalence_index", "bias_index")
_OF_TWO_CODERS = ("cohen_kappa", "prevalence_index", "bias_index")


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


def positive_of(categories: Sequence[str]) -> str | None:
    """Which of two categories "positive" is: a word such as yes or 1, else the one that is not no or 0, else the last.

    The last in the order of the alphabet; None unless there are two categories.

    >>> positive_of(["absent", "present"]), positive_of(["barrier", "no"]), positive_of(["blue", "green"])
    ('present', 'barrier', 'green')
    """
    if len(categories) != 2:
        return None
    for words, found in ((YES, 0), (NO, 1)):
        among = [category.strip().casefold() in words for category in categories]
        if sum(among) == 1:
            return categories[among.index(True) if found == 0 else among.index(False)]
    return max(categories, key=lambda category: (category.casefold(), category))


def reliability(
    rated: Ratings,
    categories: Sequence[str],
    coders: Sequence[str],
    *,
    positive: str | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Reliability:
    """All coefficients, with intervals.

    The bootstrap draws as many units as have a rating, with replacement, and works on the sorted patterns of ratings:
    the order of units changes nothing.

    Args:
        rated: shape (units, coders); see `ratings`.
        categories: every category there is, also one that nobody used; at least one.
        positive: which of two categories positive agreement is about; None asks positive_of.
        resamples: 0 gives no intervals.

    Raises:
        BadInput: positive is no category.
    """
    if positive is not None and positive not in categories:
        raise BadInput(f"the positive category {positive!r} is none of the categories {', '.join(categories)}")
    positive = (positive or positive_of(categories)) if len(categories) == 2 else None
    patterns, times = np.unique(rated[(rated >= 0).any(axis=1)], axis=0, return_counts=True)
    whole = Tally(patterns, len(categories), times[None, :].astype(np.float64))
    chosen = _chosen(len(coders), categories, positive)
    compared = int(times[whole.size > 1].sum())
    drawn = _resampled(whole, chosen, times, resamples, seed) if compared > 1 and resamples else {}
    specific = by.specific_agreement(whole)[0] if len(times) else np.full(len(categories), math.nan)
    return Reliability(
        units=int(times.sum()),
        compared=compared,
        coders=tuple(coders),
        categories=tuple(categories),
        counts=tuple(int(number) for number in (whole.table * times[:, None]).sum(axis=0)),
        positive=positive,
        figures=tuple(_figure(name, chosen, whole, drawn, coders, categories, positive) for name in FIGURES),
        specific=tuple((name, _number(share)) for name, share in zip(categories, specific, strict=True)),
        resamples=resamples,
        seed=seed,
    )


_Formula = Callable[[Tally], Values]


def _chosen(coders: int, categories: Sequence[str], positive: str | None) -> dict[str, _Formula]:
    """The coefficients that apply to so many coders and categories."""
    chosen: dict[str, _Formula] = {
        "percent_agreement": lambda tally: tally.observed,
        "fleiss_kappa": by.fleiss,
        "conger_kappa": by.conger,
        "gwet_ac1": by.gwet,
        "brennan_prediger": by.brennan_prediger,
        "krippendorff_alpha": by.krippendorff,
    }
    if coders == 2:
        chosen["cohen_kappa"] = by.cohen
    if positive is not None:
        yes = list(categories).index(positive)
        chosen["positive_agreement"] = lambda tally: by.specific_agreement(tally)[:, yes]
        chosen["negative_agreement"] = lambda tally: by.specific_agreement(tally)[:, 1 - yes]
        if coders == 2:
            chosen["prevalence_index"] = lambda tally: by.prevalence_index(tally, yes)
            chosen["bias_index"] = lambda tally: by.bias_index(tally, yes)
    return chosen


def _resampled(
    whole: Tally, chosen: dict[str, _Formula], times: NDArray[np.int64], resamples: int, seed: int
) -> dict[str, Values]:
    """Each coefficient in each resample of the units, block by block so that memory stays small."""
    draw, units = np.random.default_rng(seed), int(times.sum())
    block = max(1, min(resamples, _ROOM // len(times)))
    found: dict[str, list[Values]] = {name: [] for name in chosen}
    for start in range(0, resamples, block):
        weights = draw.multinomial(units, times / units, size=min(block, resamples - start)).astype(np.float64)
        tally = Tally(whole.rated, whole.categories, weights)
        for name, formula in chosen.items():
            found[name].append(formula(tally))
    return {name: np.concatenate(parts) for name, parts in found.items()}


def _figure(
    name: str,
    chosen: dict[str, _Formula],
    whole: Tally,
    drawn: dict[str, Values],
    coders: Sequence[str],
    categories: Sequence[str],
    positive: str | None,
) -> Figure:
    value = _number(chosen[name](whole)[0]) if name in chosen and len(whole.rated) else None
    if value is None:
        return Figure(name, None, undefined=_why(name, whole, len(coders), categories, positive))
    if name not in drawn:
        return Figure(name, value)
    defined = drawn[name][~np.isnan(drawn[name])]
    skipped = len(drawn[name]) - len(defined)
    if not len(defined):
        return Figure(name, value, skipped=skipped)
    low, high = np.percentile(defined, [50 * (1 - COVERS), 50 * (1 + COVERS)])
    return Figure(name, value, (float(low), float(high)), skipped=skipped)


def _why(name: str, whole: Tally, coders: int, categories: Sequence[str], positive: str | None) -> str:
    """Why a coefficient is undefined, in words."""
    if name in _OF_TWO_CODERS and coders != 2:
        return f"it compares two coders, and there {'is' if coders == 1 else 'are'} {coders}"
    if name in _OF_TWO_CATEGORIES and positive is None:
        return f"it needs two categories, and there {'is' if len(categories) == 1 else 'are'} {len(categories)}"
    if not (whole.size > 1).any():
        return "no unit has two ratings"
    if name in ("positive_agreement", "negative_agreement"):
        wanted = positive if name == "positive_agreement" else next(c for c in categories if c != positive)
        return f"no rating that can be compared is {wanted!r}"
    if name in ("gwet_ac1", "brennan_prediger"):
        return "only one category is known; name all that there are"
    if name == "conger_kappa" and not (whole.rated >= 0).any(axis=0).all():
        return "a coder rated nothing"
    return "all ratings that it counts fall into one category"


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
