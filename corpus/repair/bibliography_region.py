"""The list of references: the parts that are its entries.

In: parts with headings known. Out: parts whose entries are of kind REFERENCE. Called by corpus.mend. The list is found
by its heading, or without one by numbered entries ("[43] ...") or author-year entries that end the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.headings import INCLUDED, REFERENCES, is_top_title
from corpus.part import Part
from corpus.repair.reference_lines import AUTHOR_FIRST, NUMBER_FIRST, reference_blocks, signs_of_included
from corpus.repair.wraps import join_lines
from corpus.strand import SPACE, join
from corpus.study import BlockKind

_ENTRY = re.compile(r"\[\d{1,3}\]\s")
_APPENDIX = re.compile(r"appendi|supplement|annex|biograph|about the author", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))


def mark_references(parts: Sequence[Part], words: Mapping[str, int]) -> list[Part]:
    """Parts with the entries of the list of references marked. words: see corpus.repair.wraps.Vocabulary."""
    if any(part.kind is BlockKind.REFERENCE for part in parts):
        return list(parts)
    out: list[Part] = []
    inside, headed = False, any(_opens_list(part) for part in parts)
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            inside = _opens_list(part) or _goes_on(parts, index, inside)
        elif not headed and not inside and part.kind in _WORDS:
            inside = _looks_like_entry(part) and _entries_follow(parts[index:]) and index > len(parts) * 0.3
        if inside and part.kind in _WORDS and part.strand and not signs_of_included(part.text):
            out += _entries(part, words)
        else:
            out.append(part)
    return _whole_entries(out)


def _opens_list(part: Part) -> bool:
    return part.kind is BlockKind.HEADING and REFERENCES.fullmatch(part.text) is not None


def _looks_like_entry(part: Part) -> bool:
    text = part.text
    return bool(_ENTRY.match(text) or (AUTHOR_FIRST.match(text) and _YEAR.search(text)))


def _goes_on(parts: Sequence[Part], index: int, inside: bool) -> bool:
    """Whether the heading at index parts the list that is open, or names the included studies, and entries follow."""
    named = INCLUDED.fullmatch(parts[index].text) is not None
    if not (named or inside) or is_top_title(parts[index].text) or _APPENDIX.match(parts[index].text):
        return False
    below = takewhile(lambda part: part.kind is not BlockKind.HEADING, parts[index + 1 :])
    return _entries_follow([part for part in below if not signs_of_included(part.text)], headed=True)


def _entries_follow(parts: Sequence[Part], headed: bool = False) -> bool:
    """Whether most of the first few parts look like entries. headed: under a heading, where a number and a year do."""
    following = [part for part in parts[:8] if part.kind in _WORDS]
    looks = [_looks_like_entry(part) or (headed and _is_numbered(part)) for part in following]
    return len(looks) >= 1 and sum(looks) >= 0.6 * len(looks)


def _is_numbered(part: Part) -> bool:
    numbered = part.marker.text[:-1].isdigit() or NUMBER_FIRST.match(part.text) is not None
    return numbered and _YEAR.search(part.text) is not None


def _entries(part: Part, words: Mapping[str, int]) -> list[Part]:
    """A part as its entries: a paragraph may hold several, one below the other."""
    blocks = []
    if part.kind is BlockKind.PARAGRAPH and "\n" in part.text:
        lines = [line.strip() for line in part.strand.lines()]
        blocks = [block for block, _ in reference_blocks(lines, lambda line: False)]
    if len(blocks) < 2:
        return [_entry(part)]
    parted = [_entry(replace(part, strand=join_lines(block, words)[0])) for block in blocks]
    return [entry.mended("references parted", f"one of {len(blocks)} in one paragraph") for entry in parted]


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
