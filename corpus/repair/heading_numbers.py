"""Heading numbers: what stands in front of a heading's words and is its number; rights lines that were made headings.

In: parts. Out: parts whose headings have their number apart from their title. Called by corpus.mend. "A." is a number
only in a paper whose sections are numbered "I.", "II.": else it is an initial or the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import is_lettered_title, numbered
from corpus.part import Part
from corpus.repair.furniture import is_rights
from corpus.strand import EMPTY
from corpus.study import BlockKind


def set_numbers_apart(parts: Sequence[Part]) -> list[Part]:
    """Parts with the numbers of headings taken out of their words."""
    heads = [part for part in parts if part.kind is BlockKind.HEADING]
    romans = sum(_is_roman(part) for part in heads) >= 2
    return [_apart(part, romans) if part.kind is BlockKind.HEADING and part.strand else part for part in parts]


def _is_roman(part: Part) -> bool:
    if part.number:
        return part.number.strip("IVX") == ""
    found = numbered(part.text)
    return found is not None and found.style == "roman"


def _apart(part: Part, romans: bool) -> Part:
    if is_rights(part.text) and not part.number:
        aside = replace(part, kind=BlockKind.OTHER, level=0)
        return aside.mended("furniture set aside", "a rights line that had been made a heading")
    found = numbered(part.text) if not part.number else None
    if found is None:
        return part
    title = part.strand[found.title_at :]
    if found.style == "letter" and not (romans and is_lettered_title(title.text)):
        return part
    return replace(part, strand=title, marker=part.strand[: found.title_at].strip() or EMPTY, number=found.number)
