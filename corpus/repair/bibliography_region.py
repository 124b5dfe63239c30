"""The list of references: the parts that are its entries.

In: parts with headings known. Out: parts whose entries are of kind REFERENCE. Called by corpus.mend. The list is found
by its heading, or without one by numbered entries ("[43] ...") or author-year entries that end the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import INCLUDED, REFERENCES
from corpus.part import Part
from corpus.repair.reference_lines import AUTHOR_FIRST
from corpus.strand import SPACE, join
from corpus.study import BlockKind

_ENTRY = re.compile(r"\[\d{1,3}\]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))


def mark_references(parts: Sequence[Part]) -> list[Part]:
    """Parts with the entries of the list of references marked."""
    if any(part.kind is BlockKind.REFERENCE for part in parts):
        return list(parts)
    out: list[Part] = []
    inside, headed = False, any(_opens_list(part) for part in parts)
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            inside = _opens_list(part) or (
                INCLUDED.fullmatch(part.text) is not None and _entries_follow(parts, index + 1)
            )
        elif not headed and not inside and part.kind in _WORDS:
            inside = _looks_like_entry(part) and _entries_follow(parts, index) and index > len(parts) * 0.3
        if inside and part.kind in _WORDS and part.strand:
            out.append(_entry(part))
        else:
            out.append(part)
    return _whole_entries(out)


def _opens_list(part: Part) -> bool:
    return part.kind is BlockKind.HEADING and REFERENCES.fullmatch(part.text) is not None


def _looks_like_entry(part: Part) -> bool:
    text = part.text
    return bool(_ENTRY.match(text) or (AUTHOR_FIRST.match(text) and _YEAR.search(text)))


def _entries_follow(parts: Sequence[Part], index: int) -> bool:
    """Whether most of the next few parts look like entries."""
    following = [part for part in parts[index : index + 8] if part.kind in _WORDS]
    return len(following) >= 1 and sum(_looks_like_entry(part) for part in following) >= 0.6 * len(following)


def _entry(part: Part) -> Part:
    """A part as an entry; a bare number as list marker is the entry's number and stays with its words."""
    marker = part.marker.text
    plain = replace(part, kind=BlockKind.REFERENCE, list=None, level=0, strand=part.strand.fold())
    return plain if not marker or marker[0].isdigit() or marker[0] in "[(" else replace(plain, marker=part.marker[:0])


def _whole_entries(parts: Sequence[Part]) -> list[Part]:
    """In a numbered list, an entry without a number goes on with the one above it."""
    entries = [part for part in parts if part.kind is BlockKind.REFERENCE]
    if sum(_ENTRY.match(part.text) is not None for part in entries) < 0.8 * max(1, len(entries)):
        return list(parts)
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        torn = part.kind is BlockKind.REFERENCE and not _ENTRY.match(part.text)
        if torn and above is not None and above.kind is BlockKind.REFERENCE:
            joined = replace(above, strand=join((above.strand, part.strand), SPACE))
            out[-1] = joined.mended("reference joined", "an entry that had been parted")
        else:
            out.append(part)
    return out
