"""Mending: the repairs in their order, from what a reader saw to what the paper meant.

In: a Reading. Out: its parts, mended. Called by corpus.build. Each repair is one module of corpus/repair and one line
here; the order matters where a later one needs what an earlier one made (an item can go back into a list only when the
list has been taken out of its paragraph).
"""

from __future__ import annotations

from dataclasses import replace

from corpus.part import Part, Reading
from corpus.repair.bibliography_region import mark_references
from corpus.repair.bullets import split_fused
from corpus.repair.contents import set_contents_aside
from corpus.repair.levels import set_levels
from corpus.repair.lists import number_lists
from corpus.repair.plain_headings import find_headings
from corpus.repair.promoted import demote_items
from corpus.repair.swallowed import restore_swallowed
from corpus.repair.torn import join_torn
from corpus.repair.wraps import vocabulary
from corpus.study import BlockKind


def mend(reading: Reading, *, marked_up: bool) -> list[Part]:
    """The parts of a reading after all repairs. marked_up: the file says itself what is a heading (TEI)."""
    words = vocabulary(reading.source.split("\n"))
    parts = list(reading.parts)
    if not marked_up:
        parts = find_headings(parts)
        parts = set_contents_aside(parts)
        parts = mark_references(parts)
    parts = list(split_fused(parts))
    if marked_up:
        parts = demote_items(parts)
        parts = restore_swallowed(parts)
    parts = join_torn(parts, words)
    parts = number_lists(parts)
    parts = set_levels(parts)
    return [part if part.cells else replace(part, strand=_folded(part)) for part in parts]


def _folded(part: Part):  # type: ignore[no-untyped-def]
    return part.strand if part.kind is BlockKind.OTHER else part.strand.fold()
