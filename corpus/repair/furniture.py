"""Page furniture: running heads, page numbers, rights and venue lines between the lines of a paper.

In: the lines of a text, or short paragraphs. Out: which of them are furniture. Called by corpus.read.text and
corpus.mend. Furniture is set aside as blocks of kind OTHER, never dropped, and never counted as an author's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

_PAGE = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights reserved|©|\(c\) ?(?:19|20)\d\d|creative commons|^\s*doi:|^https?://(?:dx\.)?doi\.org/\S+$"
    r"|\bisbn[\s:]|\bissn[\s:]|^in proceedings of\b|permission to (?:make|reprint)|licensed under|open access article"
    r"|^downloaded from|^published by|^arxiv:\d|^received\b.{0,80}\baccepted\b|^submitted to |^preprint\b"
    r"|\bmanuscript (?:submitted|received|no\.)|copyright (?:for this|held|20|19|©)|use permitted under|terms of use:"
    r"|see discussions, stats|corresponding author",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def is_page_number(line: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return len(line) < 16 and _PAGE.fullmatch(line.strip()) is not None


def is_rights(line: str) -> bool:
    """Whether a line speaks of rights, venue or identifiers of the paper itself."""
    return _RIGHTS.search(line[:400]) is not None


def running_heads(lines: Sequence[str]) -> frozenset[str]:
    """The folded forms (see folded) of lines that come back, page after page.

    A line that stands three times and is neither short nor a row of numbers; what lies close together is no running
    head but a list or table that repeats itself.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        key = folded(line)
        if len(key) >= 6 and sum(c.isalpha() for c in key) >= 5:
            places.setdefault(key, []).append(index)
    return frozenset(
        key
        for key, at in places.items()
        if len(at) >= (3 if len(key) >= 12 else 5) and len(key) < 200 and median(b - a for a, b in pairwise(at)) >= 12
    )


def folded(line: str) -> str:
    """A line without its numbers, case and spaces: the same for each page's running head."""
    return " ".join(_DIGITS.sub(" ", line).split()).casefold()


def typical_width(lines: Sequence[str]) -> int:
    """The width, in characters, that full lines of running text have; 0 when the lines are not wrapped.

    The width whose neighbourhood (85 % to 103 % of it) holds most lines; a third of all longer lines must lie there.
    """
    lengths = Counter(len(line) for line in lines if len(line) > 20)
    total = lengths.total()
    if total < 8:
        return 0

    def near(width: int) -> int:
        return sum(lengths[length] for length in range(int(0.85 * width), int(1.03 * width) + 1))

    width = max(range(35, 180), key=near)
    full = max((n for n in range(width, int(1.03 * width) + 2) if lengths[n]), default=width)
    return full if near(width) >= total / 3 else 0
