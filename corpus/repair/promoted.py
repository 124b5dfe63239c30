"""Promoted items: a list item that was taken for a heading goes back into its list.

In: parts in which fused lists are already split. Out: parts. Called by corpus.mend. The sign is arithmetic: the number
goes on with the list right above it, and does not go on with the sections, or comes back as a section further down, or
the heading's sentence goes on below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.part import Part
from corpus.repair.bullets import split_fused
from corpus.strand import SPACE, join
from corpus.study import BlockKind


def demote_items(parts: Sequence[Part]) -> list[Part]:
    """Parts in which headings that continue a numbered list are items again, with the text that belongs to them."""
    out: list[Part] = []
    section, index = 0, 0
    while index < len(parts):
        part = parts[index]
        index += 1
        number = _whole(part.number or part.marker.text)
        if part.kind is not BlockKind.HEADING or number is None:
            out.append(part)
            continue
        item = _last_number(out)
        following = parts[index] if index < len(parts) else None
        torn = following is not None and following.kind is BlockKind.PARAGRAPH and _goes_on(part.text, following.text)
        comes_back = any(p.kind is BlockKind.HEADING and _whole(p.number) == number for p in parts[index:])
        if item is None or number != item + 1 or (number == section + 1 and not torn and not comes_back):
            section = number
            out.append(part)
            continue
        words = part.strand
        if following is not None and torn:
            words = join((words, following.strand), SPACE)
            index += 1
        item_part = Part(BlockKind.LIST_ITEM, words, marker=part.marker, number=part.number)
        out += split_fused([item_part.mended("heading back to list", f"item {number} had been made a heading")])
    return out


def _whole(number: str) -> int | None:
    plain = number.strip(" .()")
    return int(plain) if plain.isdigit() else None


def _last_number(parts: Sequence[Part]) -> int | None:
    """The number of the list item that the parts end with, None when they end with something else."""
    last = next((part for part in reversed(parts) if part.kind is not BlockKind.OTHER), None)
    if last is None or last.kind is not BlockKind.LIST_ITEM:
        return None
    return _whole(last.marker.text or last.number)


def _goes_on(heading: str, text: str) -> bool:
    return not heading.endswith((".", "!", "?")) and (text[:1].islower() or heading.endswith((",", "-")))
