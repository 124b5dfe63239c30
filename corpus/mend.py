"""Mending: the repairs in their order, from what a reader saw to what the paper meant.

In: a Reading. Out: its parts, mended. Called by corpus.build. Each repair is one module of corpus/repair and one line
here; the order matters where a later one needs what an earlier one made (an item can go back into a list only when the
list has been taken out of its paragraph).
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.part import Part, Reading
from corpus.repair.back_matter import open_back_matter
from corpus.repair.bibliography_region import mark_references
from corpus.repair.bullets import glyphs_in, split_fused
from corpus.repair.contents import set_contents_aside
from corpus.repair.double_spacing import join_spaced_lines
from corpus.repair.heading_numbers import set_numbers_apart
from corpus.repair.leads import part_leads
from corpus.repair.levels import set_levels
from corpus.repair.lists import continue_labels, number_lists
from corpus.repair.page_furniture import set_furniture_aside, set_masthead_aside
from corpus.repair.plain_headings import find_headings
from corpus.repair.promoted import demote_items
from corpus.repair.run_in import part_run_in_headings
from corpus.repair.sections import infer_sections
from corpus.repair.strays import settle_strays
from corpus.repair.swallowed import restore_swallowed
from corpus.repair.torn import join_torn
from corpus.repair.wraps import Vocabulary
from corpus.study import BlockKind


def mend(reading: Reading) -> list[Part]:
    """The parts of a reading after all repairs."""
    if reading.structured:
        parts = set_numbers_apart(list(part_leads(reading.parts)))
        return set_levels(parts) if _numbers_go_deeper(parts) else parts
    words = Vocabulary(reading.source)
    parts = list(reading.parts)
    if not reading.headed:
        parts = find_headings(set_masthead_aside(parts) if not reading.marked_up else parts)
    if not reading.marked_up:
        parts = set_contents_aside(parts)
        parts = set_furniture_aside(parts, paged=reading.headed)
        parts = parts if reading.headed else join_spaced_lines(parts, words)
        parts = mark_references(parts, words)
        parts = open_back_matter(parts)
    else:
        parts = open_back_matter(settle_strays(parts), whole=True)
    parts = set_numbers_apart(parts)
    parts = list(split_fused(parts, glyphs_in(reading.source)))
    if reading.marked_up:
        parts = demote_items(parts)
        parts = restore_swallowed(parts)
    parts = join_torn(parts, words)
    parts = number_lists(continue_labels(part_run_in_headings(parts)))
    return set_levels(infer_sections(list(part_leads(parts))))


def _numbers_go_deeper(parts: Sequence[Part]) -> bool:
    """Whether the numbers of headings speak of levels, and the file has them all side by side."""
    heads = [part for part in parts if part.kind is BlockKind.HEADING and part.number.replace(".", "").isdigit()]
    return all(part.level == 1 for part in heads) and any("." in part.number for part in heads)
