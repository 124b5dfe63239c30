"""Page furniture among paragraphs: page numbers, rights, venue and address lines that a page put into the text.

In: parts. Out: parts in which furniture is of kind OTHER. Called by corpus.mend for files without mark-up of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.furniture import folded, is_notice, is_page_number, is_rights
from corpus.strand import EMPTY
from corpus.study import BlockKind

_ADDRESS = re.compile(
    r"^\W{0,4}[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|^(?:orcid|e-?mails?|correspondence)\b|^[✉🌐🆔📧*†]\s?\S",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:workshop|conference|symposium|congress|proceedings|journal)\b.{0,200}\b(?:19|20)\d\d\b", re.IGNORECASE
)
_MASTHEAD = re.compile(
    r"contents lists? available|journal homepage|(?:.{0,80}\n)?.{0,80}author manuscript; available in pmc",
    re.IGNORECASE,
)
_REPRINT = re.compile(r"published in final edited form as:?\s*$", re.IGNORECASE)  # the journal's line is below it
_MOST_BETWEEN = 5  # parts of a masthead
_LONGEST_NAME = 40  # characters of a publisher's name above a masthead
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


def set_masthead_aside(parts: Sequence[Part]) -> list[Part]:
    """Parts in which what a journal prints above a paper's title is furniture: the publisher's and its own name.

    Known by its lines "Contents lists available at ..." and "journal homepage: ...": short lines between these, and
    those above the first of them where the file opens.
    """
    marks = [i for i, part in enumerate(parts[:_FIRST_PAGES]) if _MASTHEAD.match(part.text)]
    if not marks:
        return list(parts)
    marks = [i for i in marks if i - marks[0] < _MOST_BETWEEN]
    marks += [i + 1 for i in (*marks, marks[-1] + 1) if _REPRINT.match(parts[min(i, len(parts) - 1)].text)]
    marks = sorted(i for i in set(marks) if i < len(parts))
    inside = set(range(marks[0], marks[-1]))
    if marks[0] < _MOST_BETWEEN and all(len(part.text) < _LONGEST_NAME for part in parts[: marks[0]]):
        inside.update(range(marks[0]))
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    out = list(parts)
    for index in sorted(inside | set(marks)):
        if out[index].kind in kinds and len(out[index].text) < _LONGEST:
            aside = replace(out[index], kind=BlockKind.OTHER, level=0)
            out[index] = aside.mended("furniture set aside", "what a journal prints above the title")
    return out


def _coming_back(parts: Sequence[Part]) -> frozenset[str]:
    """Short paragraphs that stand three times or more: running heads."""
    seen: dict[str, int] = {}
    for part in parts:
        if part.kind is BlockKind.PARAGRAPH and (6 if part.text.endswith("et al.") else 12) <= len(part.text) < 160:
            seen[folded(part.text)] = seen.get(folded(part.text), 0) + 1
    return frozenset(
        key
        for key, count in seen.items()
        if count >= 3 and (key.endswith("et al.") or not key.endswith((".", ":", "?")))
    )


def _is_furniture(part: Part, index: int, heads: frozenset[str], paged: bool) -> bool:
    text = part.text
    if part.kind is BlockKind.PARAGRAPH and is_notice(text):
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
