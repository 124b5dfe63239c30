"""The list of references of a PDF: which lines make one entry.

In: the lines under the heading of the references. Out: groups of lines. Called by corpus.read.pdf.blocks. Numbers and
labels are believed first, then hanging indents, then wider gaps; names and years (corpus.repair.reference_lines) last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.read.pdf.print import Print
from corpus.read.pdf.tables import Set
from corpus.repair.reference_lines import LABEL_FIRST, NUMBER_FIRST, reference_blocks
from corpus.strand import Strand

_HANG = 0.6  # of the size: the least hanging indent
_LEAST = 3


def entries_of(lines: Sequence[Set], how: Print) -> list[list[Strand]]:
    """The entries, each as its lines."""
    texts = [placed.text for placed in lines]
    numbers = sum(NUMBER_FIRST.match(text) is not None for text in texts)
    labels = sum(LABEL_FIRST.match(text) is not None for text in texts)
    if numbers < _LEAST and labels < _LEAST:
        for starts in (_outdented(lines), _apart(lines, how)):
            if _plausible(starts):
                return _cut(lines, starts)
    return [block for block, _ in reference_blocks([placed.strand for placed in lines], lambda _: False)]


def _outdented(lines: Sequence[Set]) -> list[bool]:
    """Which lines start at the left margin of their column, while others hang."""
    left: dict[tuple[int, int], float] = {}
    for placed in lines:
        column = placed.line.page, placed.line.column
        left[column] = min(placed.line.x0, left.get(column, placed.line.x0))
    return [p.line.x0 < left[p.line.page, p.line.column] + _HANG * p.line.size for p in lines]


def _apart(lines: Sequence[Set], how: Print) -> list[bool]:
    """Which lines stand further from the line above them than lines of one entry do."""
    near = min(
        (b.line.y - a.line.y for a, b in pairwise(lines) if b.line.y > a.line.y and a.line.column == b.line.column),
        default=how.leading * how.size,
    )
    starts = [True]
    for above, below in pairwise(lines):
        same = above.line.page == below.line.page and above.line.column == below.line.column
        starts.append(below.line.y - above.line.y > 1.2 * near if same else above.text.endswith("."))
    return starts


def _plausible(starts: Sequence[bool]) -> bool:
    """Whether the lines that open an entry are neither almost none nor almost all."""
    return bool(starts) and starts[0] and 0.12 * len(starts) <= sum(starts) <= 0.85 * len(starts)


def _cut(lines: Sequence[Set], starts: Sequence[bool]) -> list[list[Strand]]:
    entries: list[list[Strand]] = []
    for placed, opens in zip(lines, starts, strict=True):
        if opens or not entries:
            entries.append([])
        entries[-1].append(placed.strand)
    return entries
