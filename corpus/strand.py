"""Strand: a piece of text that remembers where in the source each of its characters stood.

In: the decoded source of one file (for XML, its text nodes in document order). Out: strands that readers and repairs
cut, join and hand to corpus.weave. Whatever is cut out of a strand leaves a gap in its offsets, and a gap that held
more than white space becomes a seam of the canonical text, so that no repair has to keep books itself.

Offsets are kept as runs, since nearly all characters stand right after the one before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

NOWHERE = -1  # offset of a character that does not stand in the source as such: a space put in, a decoded entity
_LONG_BLANK = re.compile(r"\s\s+")

Runs = tuple[tuple[int, int], ...]


class Strand:
    """A text and the places of its characters; a value: nobody changes one.

    runs: (index in the text, offset in the source) of the first character of each run, sorted, the first index 0;
    within a run offsets rise by one, or are NOWHERE throughout. An empty text has no runs.
    """

    __slots__ = ("runs", "text")

    def __init__(self, text: str, runs: Runs) -> None:
        self.text = text
        self.runs = runs

    def __repr__(self) -> str:
        return f"Strand({self.text!r}, {self.runs!r})"

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Strand:
        start, stop, _ = part.indices(len(self.text))
        if start >= stop:
            return EMPTY
        if not start and stop == len(self.text):
            return self
        return Strand(self.text[start:stop], self._runs(start, stop))

    def __add__(self, other: Strand) -> Strand:
        return join((self, other), EMPTY)

    def _runs(self, start: int, stop: int) -> Runs:
        """The runs of self.text[start:stop], counted from start."""
        runs = self.runs
        if len(runs) == 1:
            offset = runs[0][1]
            return ((0, offset + start if offset != NOWHERE else NOWHERE),)
        first = bisect_right(runs, start, key=_index) - 1
        found = []
        for index, offset in runs[first : bisect_left(runs, stop, lo=first, key=_index)]:
            if index < start:
                index, offset = start, offset + start - index if offset != NOWHERE else NOWHERE
            found.append((index - start, offset))
        return tuple(found)

    def offset(self, index: int) -> int:
        """Where the character at an index (0 to len - 1) stands in the source, or NOWHERE."""
        at, offset = self.runs[bisect_right(self.runs, index, key=_index) - 1]
        return offset if offset == NOWHERE else offset + index - at

    def strip(self) -> Strand:
        """Without white space at either end."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(text)]

    def cut(self, spans: Iterable[tuple[int, int]]) -> Strand:
        """Without the given spans, which are sorted and do not overlap."""
        return self.swap((start, end, "") for start, end in spans)

    def swap(self, edits: Iterable[tuple[int, int, str]]) -> Strand:
        """With each span (sorted, not overlapping) replaced by a text that stands nowhere in the source."""
        pieces: list[Strand] = []
        done = 0
        for start, end, text in edits:
            pieces.append(self[done:start])
            if text:
                pieces.append(Strand(text, _PUT_IN))
            done = end
        if not pieces:
            return self
        return join((*pieces, self[done:]), EMPTY)

    def fold(self) -> Strand:
        """Stripped, and with every run of white space made one space."""
        if is_folded(self.text):
            return self
        folded = " ".join(self.text.split())
        if folded == self.text:
            return self
        strand = self.strip()
        if len(folded) == len(strand.text):
            return Strand(folded, strand.runs)
        gaps = [(match.start() + 1, match.end()) for match in _LONG_BLANK.finditer(strand.text)]
        kept = strand.cut(gaps)
        return Strand(folded, kept.runs)

    def lines(self) -> Iterator[Strand]:
        """The strand cut at its line ends, which are dropped."""
        start = 0
        for line in self.text.split("\n"):
            yield self[start : start + len(line)]
            start += len(line) + 1

    @property
    def start(self) -> int:
        """Offset in the source of the first character that stands there; NOWHERE when none does."""
        return next((offset for _, offset in self.runs if offset != NOWHERE), NOWHERE)

    @property
    def end(self) -> int:
        """Offset in the source right after the last character that stands there; NOWHERE when none does."""
        stop = len(self.text)
        for index, offset in reversed(self.runs):
            if offset != NOWHERE:
                return offset + stop - index
            stop = index
        return NOWHERE


def _index(run: tuple[int, int]) -> int:
    return run[0]


_PUT_IN: Runs = ((0, NOWHERE),)
EMPTY = Strand("", ())
SPACE = Strand(" ", _PUT_IN)
BREAK = Strand("\n", _PUT_IN)


def is_folded(text: str) -> bool:
    """Whether all white space of a text is single spaces between words; no other white space is printable."""
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


def strand_of(source: str, start: int = 0, end: int | None = None) -> Strand:
    """source[start:end] as a strand."""
    text = source[start : len(source) if end is None else end]
    return Strand(text, ((0, start),)) if text else EMPTY


def join(strands: Iterable[Strand], between: Strand = SPACE) -> Strand:
    """The strands that are not empty, one after the other."""
    pieces = [strand for strand in strands if strand.text]
    if len(pieces) < 2:
        return pieces[0] if pieces else EMPTY
    if between.text:
        pieces = [piece for strand in pieces for piece in (between, strand)][1:]
    return Strand("".join([piece.text for piece in pieces]), lay(pieces))


def lay(pieces: Iterable[Strand]) -> Runs:
    """The runs of strands laid end to end."""
    runs: list[tuple[int, int]] = []
    length, before, lead = 0, -2, 0  # offset of the last run, and how far it runs ahead of its index
    for piece in pieces:
        for index, offset in piece.runs:
            at = length + index
            if offset == NOWHERE:
                if before != NOWHERE:
                    runs.append((at, NOWHERE))
            elif before < 0 or offset - at != lead:
                runs.append((at, offset))
                lead = offset - at
            before = offset
        length += len(piece.text)
    return tuple(runs)


def spans_of(strand: Strand) -> list[tuple[int, int, int]]:
    """The runs of a strand with their ends: index, index after the last, offset of the first or NOWHERE."""
    stops = [index for index, _ in strand.runs[1:]]
    stops.append(len(strand.text))
    return [(index, stop, offset) for (index, offset), stop in zip(strand.runs, stops, strict=False)]


def seams(strand: Strand, source: str) -> tuple[int, ...]:
    """Offsets in the strand at which visible neighbours are not neighbours in the source, white space aside.

    A seam stands before the later of the two neighbours. Sorted.
    """
    found: list[int] = []
    text = strand.text
    first, last = True, NOWHERE  # last: source offset of the end of the run before
    for index, stop, offset in spans_of(strand):
        start = index
        if text[index].isspace():
            run = text[index:stop]
            if run.isspace():
                continue
            start = stop - len(run.lstrip())
        if offset == NOWHERE:
            shown = [place for place in range(start, stop) if not text[place].isspace()]
            found += shown[1:] if first else shown
            first, last = False, NOWHERE
            continue
        here = offset + start - index
        if not first and (not NOWHERE < last < here or source[last + 1 : here].strip()):
            found.append(start)
        first, last = False, offset + stop - 1 - index
    return tuple(found)


class Places:
    """From offsets in the source to offsets in a strand of it."""

    def __init__(self, strand: Strand) -> None:
        runs = [(offset, index, stop) for index, stop, offset in spans_of(strand) if offset != NOWHERE]
        self._runs = sorted(runs)
        self._offsets = [offset for offset, _, _ in self._runs]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """From the first to the last place in the strand of source[start:end]; None when it holds none of it."""
        low, high = -1, -1
        first = max(0, bisect_right(self._offsets, start) - 1)
        for offset, index, stop in self._runs[first : bisect_right(self._offsets, end - 1)]:
            left, right = max(start, offset), min(end, offset + stop - index)
            if left < right:
                low = index + left - offset if low < 0 else min(low, index + left - offset)
                high = max(high, index + right - offset)
        return (low, high) if low >= 0 else None

    def missing(self, source: str) -> Iterator[str]:
        """What the source says that the strand does not hold, in pieces, without those of white space."""
        done = 0
        for offset, index, stop in self._runs:
            if offset > done and not (left := source[done:offset]).isspace():
                yield left
            done = max(done, offset + stop - index)
        yield source[done:]
