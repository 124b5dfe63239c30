"""Fused lists: "• a. • b." or "1. x. 2. y." in one paragraph becomes the items that it was.

In: parts. Out: parts. Called by corpus.mend. A glyph after a digit ("37 • C"), one beside others ("1, • • • , n") and
one that closes a bracket ("f(x, •)") is no bullet, and numbers are a list only when the paragraph opens with one and
each next one is higher and stands where a sentence may start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.part import Mend, Part
from corpus.study import BlockKind

GLYPHS = "•●○◦▪■□‣⁃∙◆➢➤✓⮚\uf0b7\uf0a7"
_BULLET = re.compile(
    rf"(?:^|(?<=[^\d\s{GLYPHS}])\s+|(?<=\d[.;:)\]])\s+|(?<=\d)\s+(?=[{GLYPHS}]\s+[A-Z][a-z]{{2}}))"
    rf"(?P<marker>[{GLYPHS}])\s*(?=[^\s)\],.;:|}}{GLYPHS}])"
)
_NUMBER = re.compile(r"(?:^|(?<=[.;:!?)\]”\"])\s+)(?P<marker>(?P<value>\d{1,2})[.)])\s+(?=[^\W\d_]|[\"“‘'(])")
_HOLD_LISTS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT))
_DASHES = "–—-"
_DASH = re.compile(r"^(?P<marker>[–—-])\s+(?=[^\W\d_])")


def split_fused(parts: Iterable[Part], glyphs: str = GLYPHS) -> Iterator[Part]:
    """Parts with fused lists taken apart. glyphs: those that stand in the file at all; most have none or one."""
    for part in parts:
        text = part.strand.text
        if part.kind not in _HOLD_LISTS or not text:
            yield part
        elif part.kind is not BlockKind.PARAGRAPH or text[0].isdecimal() or text[0] in _DASHES:
            yield from _split(part)
        elif _has_glyph(text, glyphs):
            yield from _split(part)
        else:
            yield part


def _split(part: Part) -> Iterator[Part]:
    if part.kind is BlockKind.LIST_ITEM and (part.marker.text or part.number) not in GLYPHS:
        value = _value(part.marker.text or part.number)
        marks = _numbers(part.text, value) if value else []
    else:
        marks = [m.span("marker") for m in _BULLET.finditer(part.text)] if _has_glyph(part.text) else []
        if part.kind is BlockKind.PARAGRAPH and not marks:
            marks = _numbers(part.text, None) or [m.span("marker") for m in [_dash(part.text)] if m]
        elif part.kind is BlockKind.PARAGRAPH and len(marks) == 1 and marks[0][0] > 0:
            marks = []
    if not marks or part.kind is BlockKind.ABSTRACT:
        yield part
        return
    lead = part.strand[: marks[0][0]].strip()
    if lead:
        yield replace(part, strand=lead)
    count = len(marks) + (part.kind is BlockKind.LIST_ITEM)
    ends = [start for start, _ in marks[1:]] + [len(part.strand)]
    for (start, stop), end in zip(marks, ends, strict=True):
        words = part.strand[stop:end].strip()
        if words:
            mends = (Mend("fused list split", f"one of {count} items of one paragraph"),) if count > 1 else ()
            own = () if lead else part.mends
            yield Part(BlockKind.LIST_ITEM, words, marker=part.strand[start:stop], level=part.level, mends=own + mends)
            lead = words


def _dash(text: str) -> re.Match[str] | None:
    return _DASH.match(text) if text[0] in _DASHES else None


def _has_glyph(text: str, glyphs: str = GLYPHS) -> bool:
    return bool(glyphs) and not text.isascii() and any([glyph in text for glyph in glyphs])


def glyphs_in(source: str) -> str:
    """The bullets that stand in a text."""
    return "".join([glyph for glyph in GLYPHS if glyph in source])


def _value(marker: str) -> int | None:
    digits = marker.strip("().[] ")
    return int(digits) if digits.isdecimal() else None


def _numbers(text: str, before: int | None) -> list[tuple[int, int]]:
    """Spans of the enumerators of a list that opens the text, or that goes on after item number before."""
    if before is None and not (text[0].isdecimal() and _NUMBER.match(text)):
        return []
    kept: list[tuple[int, int]] = []
    value = before
    for match in _NUMBER.finditer(text):
        number = int(match.group("value"))
        if value is None or value < number <= value + 6:
            kept.append(match.span("marker"))
            value = number
    return kept
