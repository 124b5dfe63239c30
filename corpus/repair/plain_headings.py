"""Plain headings: lines that are headings without any mark-up become headings.

In: parts. Out: parts. Called by corpus.mend for Markdown. A line is one when it stands alone, is short, does not end
like a sentence, and carries a section number, a well-known title or capitals. A numbered line in or under a list is an
item, unless its number is the next of the paper's own outermost sections and belongs to no list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import INCLUDED, REFERENCES, is_capitals, is_lettered_title, is_top_title, numbered
from corpus.part import Part
from corpus.study import BlockKind

_CODE = re.compile(r"[_=*{}<>;|\\]|\w\(")
_LONGEST = 140
_LONGEST_AMONG_ITEMS = 80  # characters; a longer line among items is one of them


def find_headings(parts: Sequence[Part]) -> list[Part]:
    """Parts with plain headings found; a numbered one needs its number to go on with the headings before it."""
    out: list[Part] = []
    styles = [opening.style for part in parts if len(part.text) < 90 and (opening := numbered(part.text)) is not None]
    romans = styles.count("roman") + sum(part.number.strip("IVX") == "" != part.number for part in parts) >= 2
    top = ""  # the outermost number of the last heading that has one
    for index, part in enumerate(parts):
        found = None
        if part.kind is BlockKind.PARAGRAPH and "\n" not in part.text and 3 < len(part.text) <= _LONGEST:
            found = _plain(part, romans)
        elif part.kind is BlockKind.LIST_ITEM and len(part.text) <= _LONGEST:
            found = _itemised(part, parts[index - 1] if index else None, parts[index + 1 : index + 2], romans)
            if found is None and _next_section(parts, index, out[-1:], top):
                found = _numbered_heading(part)
        out.append(found or part)
        if out[-1].kind is BlockKind.HEADING and out[-1].number:
            top = out[-1].number.split(".")[0]
    return out


def _plain(part: Part, romans: bool) -> Part | None:
    text = part.text
    known = is_top_title(text) or REFERENCES.fullmatch(text) is not None or INCLUDED.fullmatch(text) is not None
    found = numbered(text)
    if known:
        return Part(BlockKind.HEADING, part.strand, confidence=0.95, mends=part.mends)
    if found is None:
        titled = is_capitals(text) and _CODE.search(text) is None
        alone = titled and len(text.split()) <= 8 and len(text) > 6 and not text.endswith((".", ","))
        return Part(BlockKind.HEADING, part.strand, confidence=0.6, mends=part.mends) if alone else None
    if found.style == "letter" and not (romans and is_lettered_title(text[found.title_at :])):
        return None
    return heading_of(part) if _title_like(text[found.title_at :]) else None


def heading_of(part: Part) -> Part | None:
    """A paragraph that opens with a section number as a heading."""
    found = numbered(part.text)
    if found is None:
        return None
    marker, title = part.strand[: found.title_at].strip(), part.strand[found.title_at :]
    return Part(BlockKind.HEADING, title, marker=marker, number=found.number, confidence=0.9, mends=part.mends)


def _itemised(part: Part, before: Part | None, after: Sequence[Part], romans: bool) -> Part | None:
    """An item that stands alone and reads like "1. Introduction" or "INCLUDED STUDIES"."""
    if INCLUDED.fullmatch(part.text) or (REFERENCES.fullmatch(part.text) and len(part.text) > 8):
        return Part(BlockKind.HEADING, part.strand, confidence=0.9, mends=part.mends)
    neighbours = [p for p in (before, *after) if p is not None and p.kind is BlockKind.LIST_ITEM]
    marker = part.marker.text
    if neighbours or not (marker[:-1].isdigit() or (marker[:-1].isalpha() and marker[:-1].isupper())):
        asks = marker in ("-", "*", "•", "") and not neighbours and numbered(part.text)
        return heading_of(part) if asks and asks.style == "question" else None
    if not _title_like(part.text) or (marker[:-1].isalpha() and not (romans and is_lettered_title(part.text))):
        return None
    return _numbered_heading(part)


def _numbered_heading(part: Part) -> Part:
    """An item as a heading that its marker numbers."""
    return replace(part, kind=BlockKind.HEADING, number=part.marker.text[:-1], level=0, list=None, confidence=0.9)


def _next_section(parts: Sequence[Part], index: int, above: Sequence[Part], top: str) -> bool:
    """Whether an item between other items is the title of the next outermost section.

    Its number follows that of the section above (top), no list next to it holds the number before or after it, and no
    line further down is a title of the same number.
    """
    part = parts[index]
    number = _value(part)
    if number is None or part.level or len(part.text) > _LONGEST_AMONG_ITEMS or not _title_like(part.text):
        return False
    if top != str(number - 1):
        return False
    near = (*above, *parts[index + 1 : index + 2])
    beside = {_value(p) for p in near if p.kind is BlockKind.LIST_ITEM}
    below = (parts[at] for at in range(index + 1, len(parts)))
    return not {number - 1, number + 1} & beside and not any(_titled(p, number) for p in below)


def _value(part: Part) -> int | None:
    """The whole number that marks an item, None for a bullet or a letter."""
    plain = part.marker.text[:-1]
    return int(plain) if plain.isdecimal() and part.marker.text.endswith(".") else None


def _titled(part: Part, number: int) -> bool:
    """Whether a line carries a number and reads like a title."""
    if part.kind is BlockKind.HEADING:
        return part.number == str(number)
    return (
        part.kind is BlockKind.LIST_ITEM
        and _value(part) == number
        and len(part.text) <= _LONGEST_AMONG_ITEMS
        and _title_like(part.text)
    )


def _title_like(title: str) -> bool:
    words = title.split()
    return bool(words) and words[0][0].isupper() and len(words) <= 16 and not title.endswith((".", ";", ",", ":"))
