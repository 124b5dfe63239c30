"""Runs of characters become pieces: what stands on one baseline without a wide gap, raised signs and all.

In: the runs of one page. Out: Pieces, from top to bottom and left to right. Called by corpus.read.pdf. A piece is a
line of a column, or the part of it between two wide gaps: a cell of a table, a bullet, a number at the margin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.read.pdf.glyphs import Run

Span = tuple[int, int]
_WIDE = 0.9  # of the size: a gap that parts two pieces
_SAME_ROW = 0.25  # of the size: baselines this close are one
_RAISED = (0.12, 0.75)  # of the size: how far a raised or lowered sign stands off the baseline
_MARKS = re.compile(r"\d{1,3}(?:\s?[,–—-]\s?\d{1,3})*,?")


@dataclass(frozen=True)
class Piece:
    """Words on one baseline. strong: spans of bold and italic words. raised: spans of raised numbers, which cite.

    size: of most of its characters, in points. bold, italic: most of its letters are.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    strong: tuple[Span, ...] = ()
    raised: tuple[Span, ...] = ()

    @cached_property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True)
class _Placed:
    """A run and the baseline of the line that it belongs to."""

    run: Run
    row: float
    lift: float = 0.0  # above the baseline, in points


def pieces_of(runs: Iterable[Run]) -> list[Piece]:
    """The pieces of a page, those from the same row together."""
    rows: list[list[_Placed]] = []
    for placed in sorted(_on_rows(runs), key=lambda p: (p.row, p.run.x0)):
        size = placed.run.size if not placed.lift else rows[-1][0].run.size if rows else placed.run.size
        if rows and placed.row - rows[-1][0].row <= _SAME_ROW * size:
            rows[-1].append(placed)
        else:
            rows.append([placed])
    pieces = []
    for row in rows:
        row.sort(key=lambda p: (p.run.x0, p.run.x1))
        pieces += [_piece(group) for group in _parted(row)]
    return pieces


def _on_rows(runs: Iterable[Run]) -> list[_Placed]:
    """Runs with their baselines; a small run that stands off the line and touches its neighbour belongs to it."""
    out: list[_Placed] = []
    for run in runs:
        placed = _Placed(run, run.y)
        above = out[-1] if out else None
        if above is not None and -0.5 * run.size <= run.x0 - above.run.x1 <= 0.5 * max(run.size, above.run.size):
            off, base = abs(run.y - above.row), max(run.size, above.run.size)
            if _is_drop_cap(above.run, run):
                above.row = run.y
            if _RAISED[0] * base < off <= _RAISED[1] * base:
                if run.size < 0.87 * above.run.size and not above.lift:
                    placed.row, placed.lift = above.row, above.row - run.y
                elif above.lift == 0.0 and above.run.size < 0.87 * run.size and len(above.run.text) <= 8:
                    above.row, above.lift = run.y, run.y - above.run.y
                elif above.lift and abs(run.y - above.run.y) < 0.1 * base:
                    placed.row, placed.lift = above.row, above.lift
        out.append(placed)
    return out


def _is_drop_cap(large: Run, beside: Run) -> bool:
    """Whether a run is the large first letter of a paragraph, whose baseline is that of a later line."""
    tall = large.size > 1.7 * beside.size and len(large.text) == 1 and large.text.isalpha()
    return tall and 0 < large.y - beside.y < large.size and beside.text[:1].isalpha()


def _parted(row: Sequence[_Placed]) -> list[list[_Placed]]:
    """A row cut at its wide gaps, without what is printed twice to look bold."""
    groups: list[list[_Placed]] = []
    right = 0.0
    for placed in row:
        run = placed.run
        before = groups[-1][-1].run if groups else None
        if before and before.text == run.text and abs(before.x0 - run.x0) < 0.2 * run.size:
            continue
        wide = max(_WIDE * max(run.size, before.size), 1.1 * min(run.space, before.space)) if before else 0.0
        if before is None or run.x0 - right > wide:
            groups.append([placed])
            right = run.x1
        else:
            groups[-1].append(placed)
            right = max(right, run.x1)
    return groups


def _piece(group: Sequence[_Placed]) -> Piece:
    sizes, letters = Counter[float](), Counter[str]()
    text, right = "", group[0].run.x0
    strong: list[Span] = []
    raised: list[Span] = []
    for index, placed in enumerate(group):
        run, count = placed.run, sum(map(str.isalpha, placed.run.text))
        sizes[run.size] += len(run.text)
        letters["all"] += count
        letters["bold"] += count * run.bold
        letters["italic"] += count * run.italic
        gap = run.x0 - right
        is_mark = placed.lift > 0 and _MARKS.fullmatch(run.text) is not None and _cites(text)
        capital = index == 1 and _is_drop_cap(group[0].run, run)
        if index and not capital and (is_mark or gap > 0.17 * run.size or (not run.glued and gap > 0.03 * run.size)):
            text += " "
        span = (len(text), len(text) + len(run.text))
        text, right = text + run.text, max(right, run.x1)
        if run.bold or run.italic:
            strong.append(span)
        if is_mark or (placed.lift > 0 and index == 0):
            raised.append(span)
    base = [p.run for p in group if not p.lift] or [p.run for p in group]
    size = max(sizes, key=lambda s: (sizes[s], s))
    most = 0.8 * letters["all"]
    return Piece(
        text,
        min(p.run.x0 for p in group),
        right,
        base[0].y,
        size,
        0 < most <= letters["bold"],
        0 < most <= letters["italic"],
        _joined(strong, text),
        tuple(raised),
    )


def _cites(text: str) -> bool:
    """Whether a raised number after a text is a mark, no power: it follows a word or the end of a sentence."""
    return re.search(r"(?:[^\W\d_]{3,}|[.,;:)\]”\"’])$", text) is not None


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans with nothing but white space between them made one."""
    out: list[Span] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
