"""The words that ground a mention: as much of a sentence or item as stands together in the file, and not too much.

In: a document, the span of a quote and the span of the label in it. Out: a span. Called by extract.consolidate.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from corpus.study import Document

LONGEST_QUOTE = 320  # characters; a longer sentence is cut around the label at word boundaries


def quote_span(document: Document, quote: tuple[int, int], label: tuple[int, int]) -> tuple[int, int]:
    """The stretch of a quote that crosses no seam and is no longer than LONGEST_QUOTE, around the label.

    Where a seam runs through the label itself, the part of the label with most characters decides.
    """
    begin, end = min(quote[0], label[0]), max(quote[1], label[1])
    seams = document.seams
    cuts = [begin, *seams[bisect_right(seams, begin) : bisect_left(seams, end)], end]
    stretches = list(pairwise(cuts))

    def share(stretch: tuple[int, int]) -> int:
        return min(stretch[1], label[1]) - max(stretch[0], label[0])

    start, stop = max(stretches, key=lambda s: (share(s), s[1] - s[0], -s[0]))
    if stop - start > LONGEST_QUOTE:
        start, stop = _window(document.text, start, stop, label)
    text = document.text
    while start < stop - 1 and text[start].isspace():
        start += 1
    while stop > start + 1 and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _window(text: str, start: int, stop: int, label: tuple[int, int]) -> tuple[int, int]:
    """LONGEST_QUOTE characters around the label, from word to word."""
    left = max(start, min(label[0] - 60, stop - LONGEST_QUOTE))
    if left > start:
        left = text.find(" ", left, max(label[0], left + 1)) + 1 or max(start, min(label[0], left))
    right = min(stop, max(left + LONGEST_QUOTE, min(label[1], stop)))
    if right < stop:
        right = (
            text.rfind(" ", max(left, min(label[1], right - 1)), right)
            if " " in text[max(left, label[1]) : right]
            else right
        )
    return left, right
