"""Where a selection begins and ends: programs count the characters of a text in different ways.

In: the text of each source as it lies in the file, and its selections as numbers. Out: the counting that gives whole
words, and offsets into the text with "\\n" line ends. Called by concord.importing.refi. REFI-QDA counts Unicode code
points of the plain text file; NVivo counts "\\r\\n" as two and ATLAS.ti as one, some count UTF-16 units, some the mark
at the beginning of a file. One program counts in one way, so that all sources of a project decide together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

_FEWEST_LETTERS = 4  # a shorter name of a selection says nothing of its words


@dataclass(frozen=True, slots=True)
class Counting:
    """How positions count.

    lines: a line end of two characters counts as two. wide: a character beyond the basic plane does. mark: the byte
    order mark counts as one.
    """

    lines: bool = True
    wide: bool = False
    mark: bool = False

    def __str__(self) -> str:
        told = [
            "line ends as one character" if not self.lines else "",
            "UTF-16 units" if self.wide else "",
            "the mark before the text" if self.mark else "",
        ]
        return " and ".join(filter(None, told)) or "characters of the file"


STANDARD = Counting()


@dataclass(frozen=True, slots=True)
class Text:
    """A text with "\\n" line ends.

    pairs: offsets of line ends that are two characters. wide: of characters that are two UTF-16 units. mark: the file
    begins with a byte order mark.
    """

    text: str
    pairs: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()
    mark: bool = False

    def place(self, position: int, counting: Counting) -> int:
        """The offset that a position means; beyond the end it stays beyond the end."""
        before = 1 if counting.mark and self.mark else 0

        def counted(offset: int) -> int:
            more = bisect_left(self.pairs, offset) if counting.lines else 0
            return before + offset + more + (bisect_left(self.wide, offset) if counting.wide else 0)

        over = position - counted(len(self.text))
        return len(self.text) + over if over > 0 else bisect_left(range(len(self.text)), position, key=counted)


def text_of(raw: str, *, inline: bool = False) -> Text:
    """A text as it was decoded. inline: it stood in XML, which made every line end one character."""
    mark = raw.startswith("\ufeff")
    lines = raw.removeprefix("\ufeff").split("\r\n")
    pairs, at = [], 0
    for line in lines[:-1]:
        at += len(line)
        pairs.append(at)
        at += 1
    text = "\n".join(lines).replace("\r", "\n")
    if inline and not pairs:
        pairs = [offset for offset, character in enumerate(text) if character == "\n"]
    wide = tuple(offset for offset, character in enumerate(text) if ord(character) > 0xFFFF)
    return Text(text, tuple(pairs), wide, mark)


Selected = tuple[int, int, str]  # start, end, and the name of the selection, which may be its words


def counting_of(sources: Iterable[tuple[Text, Sequence[Selected]]], *, one_line_end: bool = False) -> Counting:
    """The counting under which most selections are whole words, or are what they are called.

    one_line_end: of two countings that are as good, the one that counts a line end as one is meant.
    """
    held = [(text, chosen) for text, chosen in sources if chosen]
    lines = (False, True) if one_line_end else (True, False)
    ways = [Counting(*way) for way in product(lines, (False, True), (False, True))]
    scores = {way: sum(_score(text, chosen, way) for text, chosen in held) for way in ways}
    return max(ways, key=lambda way: scores[way])


def _score(text: Text, chosen: Sequence[Selected], counting: Counting) -> int:
    total = 0
    for first, last, name in chosen:
        start, end = text.place(first, counting), text.place(last, counting)
        if not 0 <= start < end <= len(text.text):
            total -= 4 * (start < end)
            continue
        words, called = " ".join(text.text[start:end].split()), " ".join(name.split()).rstrip(".… ")
        total += 6 * (len(called) >= _FEWEST_LETTERS and words.startswith(called))
        total += 2 * (_parted(text.text, start) + _parted(text.text, end))
        total += (not text.text[start].isspace()) + (not text.text[end - 1].isspace())
    return total


def _parted(text: str, offset: int) -> bool:
    """Whether no word goes on across an offset."""
    return not (0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum())
