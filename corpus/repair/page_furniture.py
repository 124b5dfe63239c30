"""Page furniture among paragraphs: page numbers, rights, venue and address lines that a page put into the text.

In: parts. Out: parts in which furniture is of kind OTHER. Called by corpus.mend for files without mark-up of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.furniture import folded, is_page_number, is_rights
from corpus.strand import EMPTY
from corpus.study import BlockKind

_ADDRESS = re.compile(
    r"^\W{0,4}[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|^(?:orcid|e-?mails?|correspondence)\b|^[✉🌐🆔📧*†]\s?\S",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:workshop|conference|symposium|congress|proceedings|journal)\b.{0,200}\b(?:19|20)\d\d\b", re.IGNORECASE
)
_NOTICE = re.compile(
    r"authori[sz]ed licensed use limited|permission to (?:make|reprint)\b.{0,400}\b(?:copies|permission|fee)\b"
    r"|.{0,160}\bdownloaded (?:from|by|on)\b.{0,200}\b(?:online library|terms and conditions|restrictions apply"
    r"|see the terms)|this article is protected by copyright|for personal use only\b",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOTICE = 1500  # characters of a notice of rights that says by itself what it is
_LONGEST = 320  # characters of a furniture paragraph
_FIRST_PAGES = 40  # parts in which venue and address lines stand


def set_furniture_aside(parts: Sequence[Part], paged: bool = False) -> list[Part]:
    """Parts with furniture set aside, where it stands; corpus.repair.torn joins what it parted.

    paged: the reader saw the pages and has set their heads, feet and numbers aside.
    """
    heads = frozenset() if paged else _coming_back(parts)
    out: list[Part] = []
    for index, part in enumerate(parts):
        if part.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _is_furniture(part, index, heads, paged):
            part = replace(part, kind=BlockKind.OTHER, marker=EMPTY, list=None)
            part = part.mended("furniture set aside", "a page number, rights, venue or address line")
        out.append(part)
    return out


def _coming_back(parts: Sequence[Part]) -> frozenset[str]:
    """Short paragraphs that stand three times or more: running heads."""
    seen: dict[str, int] = {}
    for part in parts:
        if part.kind is BlockKind.PARAGRAPH and 12 <= len(part.text) < 160:
            seen[folded(part.text)] = seen.get(folded(part.text), 0) + 1
    return frozenset(key for key, count in seen.items() if count >= 3 and not key.endswith((".", ":", "?")))


def _is_furniture(part: Part, index: int, heads: frozenset[str], paged: bool) -> bool:
    text = part.text
    if len(text) < _LONGEST_NOTICE and part.kind is BlockKind.PARAGRAPH and _NOTICE.match(text):
        return True
    if len(text) > _LONGEST or not text:
        return False
    if (not paged and is_page_number(text)) or folded(text) in heads:
        return True
    if part.kind is BlockKind.LIST_ITEM or index > _FIRST_PAGES:
        return False
    return (
        is_rights(text)
        or _ADDRESS.match(text) is not None
        or (not text.endswith(".") and _VENUE.search(text) is not None)
    )
