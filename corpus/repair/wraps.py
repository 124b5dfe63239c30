"""Wraps: lines that a page cut are joined to paragraphs, and words that a line end cut are joined to words.

In: strands of lines. Out: one strand. Called by the readers of text and Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from corpus.part import Mend
from corpus.strand import EMPTY, SPACE, Strand, join

_BROKEN = re.compile(r"(?P<head>[^\W\d_]{1,40})[-\u00ad\u2010]$")
_TAIL = re.compile(r"(?P<tail>[^\W\d_]{1,40})")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|doi\.org/|www\.|doi:)\S{0,400}$", re.IGNORECASE)


class Vocabulary(Mapping[str, int]):
    """How often each word and each hyphenated compound stands in a text; counted when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text.casefold()))

    def __getitem__(self, word: str) -> int:
        return self._count[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._count)

    def __len__(self) -> int:
        return len(self._count)


def join_lines(lines: Sequence[Strand], words: Mapping[str, int]) -> tuple[Strand, tuple[Mend, ...]]:
    """The lines as one, spaces between them, words joined that a hyphen at a line end cut."""
    joined = 0
    pieces: list[Strand] = []
    for line in lines:
        if pieces:
            keep = _kept(pieces[-1].text, line.text, words)
            if keep is None:
                pieces.append(SPACE)
            elif not keep:
                pieces[-1] = pieces[-1][: len(pieces[-1]) - 1]
                joined += 1
        pieces.append(line.strip())
    whole = join(pieces, EMPTY)
    plural = "s" if joined > 1 else ""
    return whole.fold(), (Mend("hyphen joined", f"{joined} word{plural} joined over a line end"),) if joined else ()


def _kept(above: str, below: str, words: Mapping[str, int]) -> bool | None:
    """Whether the hyphen at a line end belongs to the word; None when there is no word to join."""
    if above.endswith(("/", "-", "_", ".")) and below[:1].islower() and _ADDRESS.search(above[-420:]):
        return True
    head, tail = _BROKEN.search(above[-42:]), _TAIL.match(below)
    if head is None or tail is None:
        return None
    left, right = head.group("head").casefold(), tail.group("tail").casefold()
    if not tail.group("tail")[0].islower() or (head.group("head").isupper() and len(left) > 1):
        return True
    solid, compound = words.get(left + right, 0), words.get(f"{left}-{right}", 0)
    if solid or compound:
        return compound > solid
    return len(right) > 2 and words.get(left, 0) > 0 and words.get(right, 0) > 1
