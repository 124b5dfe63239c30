"""Torn paragraphs: halves that a page, a figure or a running head parted are joined again.

In: parts. Out: parts. Called by corpus.mend. What stood between the halves follows after them. Two halves are one when
the first stops in the middle of a sentence and the second goes on in lower case, or when the first ends in a comma, or
announces a formula after which the second goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.wraps import join_lines
from corpus.study import BlockKind

# Words that open a sentence and are capitalised for no other reason: a line that opens with one and follows a line
# without a full stop opens a paragraph whose predecessor lost its tail.
OPENERS = frozenset(
    "the this these those in to for however therefore moreover furthermore additionally finally then thus after before"
    " while although when if we our it its they their there as from based by on at with according regarding hence such"
    " another some one each all both many most several during initially next first second third since because despite"
    " he she".split()
)
_BETWEEN = frozenset((BlockKind.OTHER, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.FORMULA, BlockKind.NOTE))
_OPEN = ",-])%–—"  # with letters and digits: signs that no sentence ends with
_ITEM = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)]\s")
_DANGLING = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|for|with|by|from|on|at|as|that|which|our|their|its|is|are))$"
)


def join_torn(parts: Sequence[Part], words: Mapping[str, int]) -> list[Part]:
    """Parts with torn paragraphs and items whole."""
    out: list[Part] = []
    for part in parts:
        home = _home(out) if part.kind is BlockKind.PARAGRAPH else None
        if home is None or not _belongs(out[home], part, out[home + 1 :]):
            out.append(part)
            continue
        whole, mends = join_lines([out[home].strand, part.strand], words)
        joined = replace(out[home], strand=whole, mends=out[home].mends + part.mends + mends)
        out[home] = joined.mended("paragraph joined", "two halves that a page or a figure had parted")
    return out


def _home(parts: Sequence[Part]) -> int | None:
    """The nearest paragraph or item before the end, with nothing but figures and furniture after it."""
    for index in range(len(parts) - 1, max(-1, len(parts) - 9), -1):
        if parts[index].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT):
            return index
        if parts[index].kind not in _BETWEEN:
            return None
    return None


def _belongs(above: Part, below: Part, between: Sequence[Part]) -> bool:
    """Whether a paragraph goes on with one above it, or with what announces the formulas between them."""
    if _goes_on(above, below, bool(between)):
        return True
    if not between or not below.text[:1].islower() or above.text[-1:] not in (":", "=", ",", ";"):
        return False
    formulas = all(part.kind is BlockKind.FORMULA for part in between)
    return formulas and above.kind is not BlockKind.ABSTRACT and not _ITEM.match(below.text)


def _goes_on(above: Part, below: Part, parted: bool) -> bool:
    if not above.text or not below.text or not (above.text[-1].isalnum() or above.text[-1] in _OPEN):
        return False
    if above.kind is BlockKind.ABSTRACT and len(above.text) > 600:
        return False
    enough = len(above.text) > 40 or parted
    if below.text[0].islower() and enough:
        return not _ITEM.match(below.text)
    if len(above.text) <= 80 or not below.text[0].isalnum() or _DANGLING.search(above.text[-8:]) is None:
        return False
    return below.text.split(maxsplit=1)[0].strip(",").lower() not in OPENERS
