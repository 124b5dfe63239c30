"""Reading order: the pieces of a page become lines, column after column.

In: the pieces of one page. Out: Lines in reading order, with the margins of their column. Called by corpus.read.pdf. A
gutter is a place that many wide pieces have on their right or left, side by side. What crosses it (a title, an
abstract, a wide table) parts the page in bands, and in each band the left column is read before the right one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.headings import REFERENCES
from corpus.read.pdf.beside import WORDY, box_of, line_numbers, near_to
from corpus.read.pdf.pieces import Piece, Span

_COLUMNED = 0.3  # share of pages with columns that makes a paper in columns
_SAME = 6.0  # points between gutters that are one
_LEAST = 4  # pairs of lines side by side that make a gutter
BESIDE = -1
_DEEPEST = 3  # gutters inside of one another


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column. left, right: the column's margins. cells: its pieces.

    column: counts through the page; BESIDE is what stands beside the text: small print in a box, numbers of lines.

    strong, raised: as of a Piece. bold, italic: all pieces are.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    strong: tuple[Span, ...]
    raised: tuple[Span, ...]
    cells: tuple[Piece, ...]
    page: int
    column: int
    left: float
    right: float


def gutters_of(pages: Sequence[Sequence[Piece]]) -> tuple[float, ...]:
    """Where the gutters of a paper in columns lie, in points from the left, rising; () for one without columns."""
    found = []
    for pieces in pages:
        gutter = _gutter(pieces)
        if gutter is not None and gutter[1] > sum(_crosses(p, gutter[0]) for p in pieces):
            found.append(gutter[0])
    if len(found) < _COLUMNED * len(pages):
        return ()
    return tuple(at for index, at in enumerate(sorted(found)) if not index or at - sorted(found)[index - 1] > _SAME)


def lines_of(pieces: Sequence[Piece], page: int, gutters: Sequence[float]) -> list[Line]:
    """The lines of a page in reading order. gutters: those of the paper, for pages that are too full to show them."""
    out: list[Line] = []
    numbers = line_numbers(pieces)
    pieces = [p for p in pieces if p not in numbers]
    box, small = box_of(pieces) if page == 0 else ([], False)
    columns = (
        _around(pieces, box, gutters) if box and not small else _columns([p for p in pieces if p not in box], gutters)
    )
    for number, column in enumerate(columns):
        if column:
            out += _lines(column, page, number)
    return [*out, *(_lines(box, page, BESIDE) if small else ()), *(_lines(numbers, page, BESIDE) if numbers else ())]


def _around(pieces: Sequence[Piece], box: list[Piece], gutters: Sequence[float]) -> list[list[Piece]]:
    """The columns of a page with a box beside its abstract: what stands above, the box, the abstract, the rest."""
    top, bottom = min(p.y for p in box) - 1, max(p.y for p in box) + 1
    rest = [p for p in pieces if p not in box]
    parts = (
        [p for p in rest if p.y < top],
        [p for p in rest if top <= p.y <= bottom],
        [p for p in rest if p.y > bottom],
    )
    above, beside, below = (_columns(part, gutters) if part else [] for part in parts)
    return [*above, box, *beside, *below]


def _columns(pieces: list[Piece], gutters: Sequence[float], depth: int = 0) -> list[list[Piece]]:
    gutter = _gutter_here(pieces, gutters) if depth < _DEEPEST else None
    if gutter is None:
        return [pieces]
    out: list[list[Piece]] = []
    for wide, band in _bands(pieces, gutter):
        if wide:
            out.append(band)
            continue
        out += _columns([p for p in band if p.x1 <= gutter + 1], gutters, depth + 1)
        out += _columns([p for p in band if p.x1 > gutter + 1], gutters, depth + 1)
    return out


def _gutter_here(pieces: Sequence[Piece], gutters: Sequence[float]) -> float | None:
    """The gutter of a region: its own, when the paper has columns or most of the region shows it; or the paper's."""
    found = _gutter(pieces)
    if found is not None and (gutters or found[1] > sum(_crosses(p, found[0]) for p in pieces)):
        return found[0]
    for gutter in gutters:
        sides = (sum(p.x1 <= gutter + 1 for p in pieces), sum(p.x0 >= gutter - 1 for p in pieces))
        crossing = sum(_crosses(p, gutter) for p in pieces)
        if min(sides) > 0 and (crossing == 0 or (min(sides) >= _LEAST and crossing < min(sides))):
            return gutter
    return None


def _crosses(piece: Piece, gutter: float) -> bool:
    return piece.x0 < gutter - 1 and piece.x1 > gutter + 1


def _gutter(pieces: Sequence[Piece]) -> tuple[float, int] | None:
    """Where most wide pieces stand side by side, and how many pairs of them do; None when too few do."""
    wide = sorted((p for p in pieces if len(p.text) >= WORDY), key=lambda p: p.y)
    if len(wide) < 2 * _LEAST:
        return None
    span = max(p.x1 for p in wide) - min(p.x0 for p in wide)
    gaps: list[tuple[float, float]] = []
    pairs: list[tuple[Piece, Piece]] = []
    for index, left in enumerate(wide):
        beside = [p for p in _near(wide, index) if p.x0 > left.x1 + 0.5 * p.size]
        if beside:
            right = min(beside, key=lambda p: (p.x0, abs(p.y - left.y)))
            gaps.append((left.x1, right.x0))
            pairs.append((left, right))
    if len(gaps) < _LEAST:
        return None
    opens, closes = sorted(a for a, _ in gaps), sorted(b for _, b in gaps)
    lefts, rights = sorted(p.x0 + 1 for p in pieces), sorted(p.x1 - 1 for p in pieces)
    places = sorted({end - 1.5 for end in closes} | {start + 1.5 for start in opens})
    counts = {at: bisect_left(opens, at) - bisect_right(closes, at) for at in places}
    near = [at for at in places if counts[at] >= 0.85 * max(counts.values())]
    gutter = min(near, key=lambda at: (bisect_left(lefts, at) - bisect_right(rights, at), -counts[at], at))
    most = counts[gutter]
    flanking = [pair for pair, (a, b) in zip(pairs, gaps, strict=True) if a < gutter < b]
    filled = all(
        median(side.width for side in sides) >= 0.6 * max(side.width for side in sides)
        and max(s.width for s in sides) > 0.12 * span
        for sides in zip(*flanking, strict=True)
    )
    wordy = all(median(len(side.text) for side in sides) >= 1.4 * WORDY for sides in zip(*flanking, strict=True))
    if most < _LEAST or not filled or not wordy:
        return None
    beyond = min((p.x0 for p in pieces if p.x0 >= gutter), default=gutter)
    return (gutter + beyond) / 2, most


def _near(pieces: Sequence[Piece], index: int) -> list[Piece]:
    """The pieces on about the same height as one of them; pieces are sorted by height."""
    here, found = pieces[index], []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(pieces) and abs(pieces[at].y - here.y) < 0.8 * here.size:
            found.append(pieces[at])
            at += step
    return found


def _bands(pieces: Sequence[Piece], gutter: float) -> list[tuple[bool, list[Piece]]]:
    """The page cut from top to bottom: (True, pieces that cross the gutter) and (False, columns beside it)."""
    bands: list[tuple[bool, list[Piece]]] = []
    for row in _rows(pieces):
        wide = any(_crosses(p, gutter) for p in row)
        if not wide and bands and bands[-1][0]:
            wide = _ends_wide(bands[-1][1], row, gutter)
        if not bands or bands[-1][0] != wide:
            bands.append((wide, []))
        bands[-1][1].extend(row)
    return bands


def _ends_wide(band: Sequence[Piece], row: Sequence[Piece], gutter: float) -> bool:
    """Whether a short line on the left, or in the middle, is the last one of the wide paragraph above it."""
    last, short = band[-1], row[0]
    if len(row) > 1 or REFERENCES.fullmatch(short.text):
        return False
    if abs(short.x0 + short.x1 - last.x0 - last.x1) < 6 and short.y - last.y < 4 * last.size:
        return True
    aligned = short.x1 <= gutter and abs(short.x0 - min(p.x0 for p in band)) < 2
    alike = abs(short.size - last.size) < 0.3 and short.bold == last.bold and short.y - last.y < 1.45 * last.size
    return aligned and alike and _crosses(last, gutter)


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        if rows and piece.y - rows[-1][0].y <= 0.3 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _lines(column: Sequence[Piece], page: int, number: int) -> list[Line]:
    left = _margin([p.x0 for p in column])
    rows = _rows(column)
    # A table may stick out, so the margin is where several lines of one piece reach.
    ends = sorted((row[0].x1 for row in rows if len(row) == 1), reverse=True)
    right = ends[len(ends) // 12] if len(ends) >= _LEAST else max(p.x1 for p in column)
    return [_line(row, page, number, left, right) for row in rows]


def _margin(starts: Sequence[float]) -> float:
    """The leftmost place at which a tenth of the lines start, or the leftmost of all."""
    rising = sorted(starts)
    least = max(2, len(rising) // 10)
    return next((x for x in rising if near_to(x, rising) >= least), rising[0])


def _line(row: Sequence[Piece], page: int, column: int, left: float, right: float) -> Line:
    text = ""
    strong: list[Span] = []
    raised: list[Span] = []
    for piece in row:
        text += " " if text else ""
        strong += [(len(text) + a, len(text) + b) for a, b in piece.strong]
        raised += [(len(text) + a, len(text) + b) for a, b in piece.raised]
        text += piece.text
    main = max(row, key=lambda p: (len(p.text), -p.x0))
    lettered = [p for p in row if any(map(str.isalpha, p.text))]
    return Line(
        text,
        row[0].x0,
        max(p.x1 for p in row),
        main.y,
        main.size,
        bool(lettered) and all(p.bold for p in lettered),
        bool(lettered) and all(p.italic for p in lettered),
        tuple(strong),
        tuple(raised),
        tuple(row),
        page,
        column,
        left,
        right,
    )
