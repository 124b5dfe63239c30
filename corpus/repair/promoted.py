"""Promoted text: a list item or a sentence that was taken for a heading goes back to where it belongs.

In: parts in which fused lists are already split. Out: parts. Called by corpus.mend. For numbered items the sign is
arithmetic: the number goes on with the list right above it, and does not go on with the sections, or comes back as a
section further down, or the heading's sentence goes on below it. A heading with a bullet in it, or one that stops at a
word that no heading stops at, is text; what goes on below it in lower case belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.bullets import GLYPHS, split_fused
from corpus.strand import SPACE, join
from corpus.study import BlockKind

_BULLETED = re.compile(rf"(?:^|(?<=\S)\s)[{GLYPHS}]\s*[^\W_]{{2}}")
_DANGLING = re.compile(r"(?:,|\b(?:the|an|of|and|or|to|for|with|by|from|that|which|our|their|its|is|are|was|were))$")
_OPEN = re.compile(r"\([^)]*$|[^\W\d_]$|,$")


def demote_text(parts: Sequence[Part]) -> list[Part]:
    """Parts in which headings that are items with a bullet, or sentences that break off, are text again."""
    out: list[Part] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        index += 1
        bulleted = part.kind is BlockKind.HEADING and _BULLETED.search(part.text) is not None
        if part.kind is not BlockKind.HEADING or not (bulleted or _breaks_off(part)):
            out.append(part)
            continue
        text = replace(part, kind=BlockKind.PARAGRAPH, level=0)
        following = parts[index] if index < len(parts) else None
        if following is not None and following.kind is BlockKind.PARAGRAPH and following.text[:1].islower():
            text = replace(text, strand=join((text.strand, following.strand), SPACE))
            index += 1
        text = text.mended("heading back to text", "a list item" if bulleted else "a sentence that breaks off")
        above = out[-1] if out else None
        if bulleted and text.text[0].islower() and above is not None and _takes_more(above):
            out.pop()
            text = replace(above, strand=join((above.strand, text.strand), SPACE), mends=above.mends + text.mends)
        out += split_fused([text])
    return out


def _breaks_off(part: Part) -> bool:
    """Whether a heading without a number stops in the middle of a sentence."""
    return not part.number and len(part.text.split()) > 4 and _DANGLING.search(part.text) is not None


def _takes_more(above: Part) -> bool:
    return above.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and _OPEN.search(above.text) is not None


def demote_items(parts: Sequence[Part]) -> list[Part]:
    """Parts in which headings that continue a numbered list are items again, with the text that belongs to them."""
    parts = demote_text(parts)
    last = {_whole(p.number): i for i, p in enumerate(parts) if p.kind is BlockKind.HEADING and p.number}
    out: list[Part] = []
    section, index = 0, 0
    while index < len(parts):
        part = parts[index]
        index += 1
        number = _whole(part.number or part.marker.text) if part.kind is BlockKind.HEADING else None
        if number is None:
            out.append(part)
            continue
        item = _last_number(out)
        following = parts[index] if index < len(parts) else None
        torn = following is not None and following.kind is BlockKind.PARAGRAPH and _goes_on(part.text, following.text)
        comes_back = last.get(number, 0) >= index
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
    return int(plain) if plain.isdecimal() else None


def _last_number(parts: Sequence[Part]) -> int | None:
    """The number of the list item that the parts end with, None when they end with something else."""
    last = next((part for part in reversed(parts) if part.kind is not BlockKind.OTHER), None)
    if last is None or last.kind is not BlockKind.LIST_ITEM:
        return None
    return _whole(last.marker.text or last.number)


def _goes_on(heading: str, text: str) -> bool:
    return not heading.endswith((".", "!", "?")) and (text[:1].islower() or heading.endswith((",", "-")))
