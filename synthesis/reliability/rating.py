"""Single ratings to the array that coefficients are computed from.

In: rows of (unit, coder, category), in any order. Out: a Sheet: the array with the names of its rows, columns and
values. Called by concord.files.rating_files and synthesis.reliability.reviewer_agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import BadInput
from synthesis.reliability.agreement import RESAMPLES, SEED, Reliability, reliability
from synthesis.reliability.coefficients import Ratings


@dataclass(frozen=True, slots=True)
class Rating:
    """One coder's word on one unit. category: "" for none, which is a missing rating. row: where it stands, from 1."""

    unit: str
    coder: str
    category: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Ratings laid out. rated: shape (units, coders), see coefficients.py; names in order of the alphabet.

    silent: coders named in rows that rate nothing; they are no coders of the figures. notes: sentences on what looks
    odd.
    """

    units: tuple[str, ...]
    coders: tuple[str, ...]
    categories: tuple[str, ...]
    rated: Ratings
    silent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def reliability(self, *, positive: str | None = None, resamples: int = RESAMPLES, seed: int = SEED) -> Reliability:
        """The coefficients of the sheet."""
        return reliability(self.rated, self.categories, self.coders, positive=positive, resamples=resamples, seed=seed)


def sheet(ratings: Iterable[Rating], categories: Sequence[str] | None = None) -> Sheet:
    """The sheet of ratings; a unit that a coder has no row for is a missing rating.

    Args:
        categories: all that there are, in this order; None takes those that occur, numbers by size, words by alphabet.

    Raises:
        BadInput: a coder rated a unit twice and differently, a rating is none of the categories, or nobody rated
            anything.
    """
    rows = list(ratings)
    said = _said(rows)
    used = {rating.category for rating in said.values()}
    known = tuple(dict.fromkeys(categories)) if categories else tuple(sorted(used, key=_by_size))
    if strange := sorted(used.difference(known), key=_by_size):
        where = min(rating.row for rating in said.values() if rating.category == strange[0])
        raise BadInput(f"row {where}: {strange[0]!r} is none of the categories {', '.join(known)}.")
    coders = tuple(sorted({coder for _, coder in said}))
    if not coders:
        raise BadInput("no row holds a rating; agreement needs units that two coders rated.")
    units = tuple(sorted({unit for unit, _ in said}))
    rated = np.full((len(units), len(coders)), -1, dtype=np.int64)
    row_of, column_of, place = ({name: n for n, name in enumerate(names)} for names in (units, coders, known))
    for (unit, coder), rating in said.items():
        rated[row_of[unit], column_of[coder]] = place[rating.category]
    silent = tuple(sorted({rating.coder for rating in rows}.difference(coders)))
    alone = [f"Only one coder, {coders[0]!r}, rated anything; agreement needs two."] if len(coders) == 1 else []
    notes = (*alone, *_alike("coder", coders), *_alike("category", known))
    return Sheet(units, coders, known, rated, silent, notes)


def _said(rows: Iterable[Rating]) -> dict[tuple[str, str], Rating]:
    """The ratings by unit and coder, without the missing ones."""
    said: dict[tuple[str, str], Rating] = {}
    for rating in rows:
        if not rating.category:
            continue
        first = said.setdefault((rating.unit, rating.coder), rating)
        if first.category != rating.category:
            raise BadInput(
                f"row {rating.row}: {rating.coder!r} rated {rating.unit!r} as {rating.category!r}, and as "
                f"{first.category!r} in row {first.row}; keep one of the two."
            )
    return said


def _alike(what: str, names: Sequence[str]) -> list[str]:
    """Names that differ in nothing but case or spaces, which are more often one than two."""
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(" ".join(name.casefold().split()), []).append(name)
    several = "categories" if what == "category" else f"{what}s"
    return [
        f"{' and '.join(repr(name) for name in same)} count as {len(same)} {several}; write them alike if they are one."
        for same in folded.values()
        if len(same) > 1
    ]


def _by_size(category: str) -> tuple[int, float, str, str]:
    """Numbers come first, by size; words after them, by alphabet."""
    try:
        number = float(category)
    except ValueError:
        return (1, 0.0, category.casefold(), category)
    return (0, number, category.casefold(), category) if number == number else (1, 0.0, category.casefold(), category)
