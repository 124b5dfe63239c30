"""How a paper is set: the size of its text, the distance of its lines, and how its paragraphs are told apart.

In: the lines of all pages. Out: a Print. Called by corpus.read.pdf and by the modules that tell blocks apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.read.markdown import ITEM
from corpus.read.pdf.columns import Line

FAR = 1.4  # times the distance of lines in running text: the distance that parts two blocks
OTHER_SIZE = 0.055  # share by which sizes differ that are not one
_ENDS = re.compile(r"[.!?:;][\"”’')\]]?(?:\s\d{1,2})?$")  # and the number of a note


@dataclass(frozen=True, slots=True)
class Print:
    """How a paper is set: size in points, distance of lines as a multiple of it, how paragraphs are told apart."""

    size: float
    leading: float
    indented: bool
    spaced: bool


def print_of(lines: Sequence[Line], size: float) -> Print:
    """How the running text of a paper is set. size: see corpus.read.pdf.page.body_size."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.page == below.page and above.column == below.column and _sized(above, size) and _sized(below, size)
    ]
    distances = Counter(round((b.y - a.y) / size, 1) for a, b in pairs if len(a.text) > 20)
    leading = max((d for d in distances if 0.9 < d < 3.5), key=lambda d: (distances[d], -d), default=1.2)
    closing = [pair for pair in pairs if ends(pair[0].text) and pair[0].x1 < pair[0].right - 2 * size]
    near = [pair for pair in closing if pair[1].y - pair[0].y <= 1.12 * leading * size and not ITEM.match(pair[1].text)]
    starts = [0.7 * size < below.x0 - below.left < 4 * size for _, below in near]
    indented = sum(starts) > 0.5 * len(starts)
    return Print(size, leading, indented, not indented and len(near) < 0.4 * len(closing))


def ends(text: str) -> bool:
    """Whether a line ends like a sentence, and outside of brackets."""
    return _ENDS.search(text) is not None and text.rfind("(") <= text.rfind(")")


def _sized(line: Line, size: float) -> bool:
    return abs(line.size - size) <= OTHER_SIZE * size


def is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column, away from both margins."""
    before, after, width = line.x0 - line.left, line.right - line.x1, line.right - line.left
    return min(before, after) > 0.12 * width and abs(before - after) < 0.1 * width
