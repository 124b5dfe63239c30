"""Pointers to the bibliography as the file links them, and as the text makes them in words, brought together.

In: citations of both kinds. Out: those of the document, in order. Called by corpus.build.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from corpus.study import Citation


def together(linked: Sequence[Citation], spoken: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations of a text, sorted, from those that its file links and those that are read in its words.

    The file is believed where both speak, unless it links only the ends of a range ("[3]-[9]"); a link without a target
    stays, unresolved, where the words say nothing either.
    """
    linked = sorted(linked, key=_place)
    starts = [citation.start for citation in linked]
    ranges = [c for c in spoken if _spans_links(c, linked[bisect_left(starts, c.start) : bisect_left(starts, c.end)])]
    wider = _Spans(ranges)
    linked = [c for c in linked if not wider.hold(c)]
    resolved = {(c.start, c.end): c for c in (*linked, *ranges) if c.targets}
    certain = _Spans(list(resolved.values()))
    spoken = [c for c in spoken if not certain.touch(c)]
    said = _Spans(spoken)
    unresolved = [c for c in linked if not c.targets and not said.touch(c)]
    return tuple(sorted([*resolved.values(), *spoken, *unresolved], key=_place))


def _place(citation: Citation) -> tuple[int, int, tuple[str, ...]]:
    return citation.start, citation.end, citation.targets


def _spans_links(written: Citation, near: Sequence[Citation]) -> bool:
    """Whether a citation as written holds several that the file links, with all of their works and more."""
    inside = [c for c in near if c.end <= written.end]
    works = {target for c in inside for target in c.targets}
    return len(inside) > 1 and all(c.targets for c in inside) and works < set(written.targets)


class _Spans:
    """Where some citations stand, to be asked in logarithmic time."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        spans = sorted((c.start, c.end) for c in citations)
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def touch(self, citation: Citation) -> bool:
        """Whether one of them shares a character with a citation."""
        before = bisect_left(self._starts, citation.end)
        return before > 0 and self._reach[before - 1] > citation.start

    def hold(self, citation: Citation) -> bool:
        """Whether one of them starts no later and ends no earlier than a citation."""
        before = bisect_left(self._starts, citation.start + 1)
        return before > 0 and self._reach[before - 1] >= citation.end
