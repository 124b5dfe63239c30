"""Numbers of a filter: one, a bound, or two with everything between them.

In: what stands after the colon of `year:`, `support:` or `effective:`. Out: a Range, or None. Called by
concord.query.parsing and by what filters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,9}(?:\.\d{1,6})?"
_BOUND = re.compile(rf"(>=|<=|>|<|=|≥|≤)({_NUMBER})")
_BETWEEN = re.compile(rf"({_NUMBER})?(?:\.\.|…|–)({_NUMBER})?|(\d{{1,9}})-(\d{{1,9}})")


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from low to high; None is no end on that side. above, below: without low, without high itself.

    >>> str(Range(2.0, None, above=True)), str(Range(2019.0, 2022.0)), str(Range(3.0, 3.0))
    ('>2', '2019..2022', '3')
    """

    low: float | None
    high: float | None
    above: bool = False
    below: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a range needs an end")
        if self.low is not None and self.high is not None and (self.low > self.high or self.above or self.below):
            raise ValueError(f"a range of two ends holds both and ends after it begins, not {self}")

    def holds(self, low: float, high: float | None = None) -> bool:
        """Whether all that lies from low to high is inside; high: low where it is not given."""
        high = low if high is None else high
        after = self.low is None or (low > self.low if self.above else low >= self.low)
        return after and (self.high is None or (high < self.high if self.below else high <= self.high))

    def __str__(self) -> str:
        if self.low is None:
            return f"{'<' if self.below else '<='}{self.high:.12g}"
        if self.high is None:
            return f"{'>' if self.above else '>='}{self.low:.12g}"
        return f"{self.low:.12g}" if self.low == self.high else f"{self.low:.12g}..{self.high:.12g}"


def range_of(text: str) -> Range | None:
    """The range that a text says; None when it says none, or one that ends before it begins.

    >>> range_of(">=2"), range_of("2019-2022") == range_of("2019..2022"), range_of("many")
    (Range(low=2.0, high=None, above=False, below=False), True, None)
    """
    if re.fullmatch(_NUMBER, text):
        return Range(float(text), float(text))
    if found := _BOUND.fullmatch(text):
        sign, number = found[1], float(found[2])
        if sign == "=":
            return Range(number, number)
        if sign in (">", ">=", "≥"):
            return Range(number, None, above=sign == ">")
        return Range(None, number, below=sign == "<")
    if found := _BETWEEN.fullmatch(text):
        low, high = (found[a] or found[b] for a, b in ((1, 3), (2, 4)))
        ends = (float(low) if low else None, float(high) if high else None)
        if ends != (None, None) and not (low and high and float(low) > float(high)):
            return Range(*ends)
    return None


def turned(text: str) -> Range | None:
    """The range that is meant by one that ends before it begins; None for any other text.

    >>> str(turned("4..2")), turned("2..4")
    ('2..4', None)
    """
    found = _BETWEEN.fullmatch(text)
    ends = [float(end) for end in found.groups() if end] if found else []
    return Range(ends[1], ends[0]) if len(ends) == 2 and ends[0] > ends[1] else None
