"""Strand: a piece of text that remembers where in the source each of its characters stood.

In: the decoded source of one file (for XML, its text nodes in document order). Out: strands that readers and repairs
cut, join and hand to corpus.weave. Whatever is cut out of a strand leaves a gap in its offsets, and a gap that held
more than white space becomes a seam of the canonical text, so that no repair has to keep books itself.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NOWHERE = -1  # offset of a character that does not stand in the source as such: a space put in, a decoded entity
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """text, and for each of its characters the offset in the source where it stood, or NOWHERE."""

    text: str
    at: array[int]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Strand:
        return Strand(self.text[part], self.at[part])

    def __add__(self, other: Strand) -> Strand:
        return Strand(self.text + other.text, self.at + other.at)

    def strip(self) -> Strand:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def cut(self, spans: Iterable[tuple[int, int]]) -> Strand:
        """Without the given spans, which are sorted and do not overlap."""
        return self.swap((start, end, "") for start, end in spans)

    def swap(self, edits: Iterable[tuple[int, int, str]]) -> Strand:
        """With each span (sorted, not overlapping) replaced by a text that stands nowhere in the source."""
        pieces, ats, done = [], array("i"), 0
        for start, end, text in edits:
            pieces += [self.text[done:start], text]
            ats += self.at[done:start] + array("i", [NOWHERE]) * len(text)
            done = end
        if not done and not pieces:
            return self
        return Strand("".join([*pieces, self.text[done:]]), ats + self.at[done:])

    def fold(self) -> Strand:
        """Stripped, and with every run of white space made one space."""
        edits = [(m.start(), m.end(), " ") for m in _BLANK.finditer(self.text) if m.group() != " "]
        return self.swap(edits).strip()

    def lines(self) -> Iterator[Strand]:
        """The strand cut at its line ends, which are dropped."""
        start = 0
        for line in self.text.split("\n"):
            yield self[start : start + len(line)]
            start += len(line) + 1

    @property
    def start(self) -> int:
        """Offset in the source of the first character that stands there; NOWHERE when none does."""
        return next((offset for offset in self.at if offset != NOWHERE), NOWHERE)


EMPTY = Strand("", array("i"))
SPACE = Strand(" ", array("i", [NOWHERE]))
BREAK = Strand("\n", array("i", [NOWHERE]))


def strand_of(source: str, start: int = 0, end: int | None = None) -> Strand:
    """source[start:end] as a strand."""
    stop = len(source) if end is None else end
    return Strand(source[start:stop], array("i", range(start, max(start, stop))))


def join(strands: Iterable[Strand], between: Strand = SPACE) -> Strand:
    """The strands that are not empty, one after the other."""
    texts: list[str] = []
    ats = array("i")
    for strand in strands:
        if not strand:
            continue
        if texts:
            texts.append(between.text)
            ats += between.at
        texts.append(strand.text)
        ats += strand.at
    return Strand("".join(texts), ats)


def seams(strand: Strand, source: str) -> tuple[int, ...]:
    """Offsets in the strand at which visible neighbours are not neighbours in the source, white space aside.

    A seam stands before the later of the two neighbours. Sorted.
    """
    found: list[int] = []
    text, at = strand.text, strand.at
    first = True
    last, expected = NOWHERE, NOWHERE  # source offset of the visible character before, and of what would follow it
    for index, offset in enumerate(at):
        if offset == expected and offset != NOWHERE:
            expected += 1
            if not text[index].isspace():
                last = offset
        elif not text[index].isspace():
            neighbours = NOWHERE < last < offset and not source[last + 1 : offset].strip()
            if not neighbours and not first:
                found.append(index)
            first, last = False, offset
            expected = offset + 1 if offset != NOWHERE else NOWHERE
    return tuple(found)
