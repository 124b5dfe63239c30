"""What stands beside the text of a page: numbers of lines in a margin, a box of keywords or dates by the abstract.

In: the pieces of a page. Out: those that stand beside. Called by corpus.read.pdf.columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.read.pdf.pieces import Piece

WORDY = 14  # characters; what a line of a narrow column has at the least
_LEAST = 8  # lines that start at one place beside a box
_LONG = 40  # characters of a line of running text beside a box
_EDGE = 1.5  # points between starts that are one
_LEAST_LETTERS = 4  # of a line in a box
_LEAST_NUMBERS = 8  # of lines in a margin
_LEAST_WORDY = 3  # lines of a box


def line_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """The numbers of lines that a manuscript carries in a margin: they count on, outside of all other words."""
    digits = sorted((p for p in pieces if p.text.isdigit() and len(p.text) < 5), key=lambda p: p.y)
    words = [p for p in pieces if len(p.text) >= WORDY]
    if len(digits) < _LEAST_NUMBERS or not words:
        return []
    left, right = min(p.x0 for p in words), max(p.x1 for p in words)
    outer = [p for p in digits if p.x1 < left or p.x0 > right]
    steps = {int(below.text) - int(above.text) for above, below in pairwise(outer)}
    return outer if len(outer) >= _LEAST_NUMBERS and len(steps) == 1 and steps <= {1, 2, 5} else []


def box_of(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """A narrow box to the left of long lines that start at one place, [] when there is none; whether it is small print.

    Small print beside the text is none of it: dates, rights. A box in the print of the abstract may hold its keywords.
    """
    long = [p for p in pieces if len(p.text) >= _LONG]
    left, right = min((p.x0 for p in pieces), default=0.0), max((p.x1 for p in pieces), default=1.0)
    starts = sorted(p.x0 for p in long if 0.15 < (p.x0 - left) / (right - left) < 0.42)
    if len(starts) < _LEAST:
        return [], False
    edge = max(starts, key=lambda x: (near_to(x, starts), x))
    lines = [p for p in long if abs(p.x0 - edge) < _EDGE]
    if len(lines) < _LEAST:
        return [], False
    top, bottom = min(p.y for p in lines), max(p.y for p in lines)
    box = [p for p in pieces if p.x1 < edge - 0.8 * p.size and top - 3 * p.size <= p.y <= bottom + 3 * p.size]
    crossing = [p for p in pieces if top < p.y < bottom and p.x0 < edge - _EDGE and p.x1 > edge]
    wordy = [p for p in box if sum(map(str.isalpha, p.text)) >= _LEAST_LETTERS]
    if crossing or len(wordy) < max(_LEAST_WORDY, 0.6 * len(box)):
        return [], False
    return box, max(p.size for p in box) < 0.95 * median(p.size for p in lines)


def near_to(place: float, rising: Sequence[float]) -> int:
    """How many of the sorted places are one with a place."""
    return bisect_left(rising, place + _EDGE) - bisect_right(rising, place - _EDGE)
