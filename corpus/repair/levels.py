"""Levels: how deep each heading lies, from its number, its name, its capitals or its place.

In: parts. Out: parts whose headings have a level from 1. Called by corpus.mend. Numbers are believed before mark-up,
since converters often give every heading one depth or a random one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import is_capitals, is_top_title, numbered
from corpus.part import Part
from corpus.study import BlockKind


def set_levels(parts: Sequence[Part]) -> list[Part]:
    """Parts with the levels of headings settled."""
    heads = [part for part in parts if part.kind is BlockKind.HEADING]
    styles = [_style(part) for part in heads]
    romans = styles.count("roman")
    has_numbers = sum(style in ("decimal", "roman") for style in styles) >= 3
    depths = sorted({part.level for part in _without_title(heads) if part.level})
    out, last, seen = [], 0, False
    for part in parts:
        if part.kind is not BlockKind.HEADING:
            out.append(part)
            continue
        style = _style(part)
        if style == "decimal":
            last = part.number.count(".") + 1 + (romans >= 2)
            level = last
        elif style == "roman" and (romans >= 2 or has_numbers):
            level = last = 1
        elif style == "letter" and romans >= 2:
            level = last = 2
        elif not has_numbers and part.level:
            level = max(1, sum(depth <= part.level for depth in depths))
        elif is_top_title(part.title or part.text) or (is_capitals(part.text) and len(part.text.split()) <= 8):
            level = last = 1
        elif has_numbers:
            level = last + 1 if seen else 1
        else:
            level = 1
        seen = seen or style in ("decimal", "roman")
        out.append(replace(part, level=level))
    return out


def _without_title(heads: Sequence[Part]) -> Sequence[Part]:
    """The headings without the first one, when no other stands as high: it is the title of the paper."""
    alone = bool(heads) and all(part.level > heads[0].level for part in heads[1:] if part.level)
    return heads[1:] if alone and len(heads) > 2 else heads


def _style(part: Part) -> str:
    if not part.number:
        return ""
    found = numbered(f"{part.number}. Title") or numbered(f"{part.number}: Title")
    return found.style if found else ""
