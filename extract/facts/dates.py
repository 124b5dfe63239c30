"""Dates and spans of years in running text.

In: a text. Out: dates with their places, as far as they are told: year, month, day. Called by periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DATE = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<iso>{_YEAR}-[01]\d(?:-[0-3]\d)?)"
    rf"|(?P<d0>[0-3]?\d)[./](?P<m0>[01]?\d)[./](?P<y0>{_YEAR})"
    rf"|(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?)?{_MONTH.format('m1')},?\s(?:of\s)?(?P<y1>{_YEAR})"
    rf"|{_MONTH.format('m2')}\s(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,?\s(?P<y2>{_YEAR})"
    rf"|(?:the\s)?(?:end|beginning|start|spring|summer|autumn|fall|winter|early|late|mid)(?:\sof|-)?\s(?P<y4>{_YEAR})"
    rf"|(?P<y3>{_YEAR}))(?![\w%])(?!-\d\d(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Date:
    """text: "2021", "2021-07" or "2021-07-31". start, end: positions in the text."""

    text: str
    year: int
    start: int
    end: int


def dates(text: str) -> Iterator[Date]:
    """The dates of a text, in order of place.

    >>> [d.text for d in dates("until July 31, 2021, and again in March 2022 or 2023")]
    ['2021-07-31', '2022-03', '2023']
    """
    for match in _DATE.finditer(text):
        if match["iso"]:
            told = match["iso"]
        elif match["y0"]:
            first, second = int(match["d0"]), int(match["m0"])
            if first > 12 or second > 12:
                told = f"{match['y0']}-{min(first, second):02d}-{max(first, second):02d}"
            else:
                told = match["y0"]  # day and month cannot be told apart
        elif match["m1"]:
            told = _told(match["y1"], match["m1"], match["d1"])
        elif match["m2"]:
            told = _told(match["y2"], match["m2"], match["d2"])
        else:
            told = match["y4"] or match["y3"]
        yield Date(told, int(told[:4]), match.start(), match.end())


def _told(year: str, month: str, day: str | None) -> str:
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
