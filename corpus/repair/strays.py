"""Strays: blocks of a tree that are not what their tag says.

In: parts of a marked-up file, lists still fused. Out: parts. Called by corpus.mend. A paragraph that opens like a
caption ("Table 2: Hives") is one, "Table 2 shows" is not; a paragraph that is only the number of the equation above it
goes to that; one without a word (the axis of a chart) and one that stands there for a second time are set aside; a
formula whose words are those of sentences is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.strand import SPACE, join
from corpus.study import BlockKind

_CAPTION = re.compile(r"(?P<label>(?:Table|Tab\.|Figure|Fig\.|Scheme|Chart)\s?\d{1,3}[a-z]?)\s?[.:|]\s+[^\W\d_a-z]")
_EQUATION = re.compile(r"\(?[A-Z]?\d{1,3}(?:\.\d{1,3})?[a-z]?\)")
_WORD = re.compile(r"[^\W\d_]{2}")
_PLAIN = re.compile(r"[a-z]{3,}")
_FUNCTION = re.compile(r"\b(?:the|of|and|is|are|with|for|each|that|this|which|from|by|to|in)\b")
_LONGEST_CAPTION = 500  # characters
_REPEATED = 200  # characters; a shorter paragraph may well stand twice in a paper


def settle_strays(parts: Sequence[Part]) -> list[Part]:
    """Parts with strays made what they are."""
    out: list[Part] = []
    seen: set[str] = set()
    for part in parts:
        if part.kind is BlockKind.FORMULA and len(part.text) > 80 and _is_prose(part.text):
            part = replace(part, kind=BlockKind.PARAGRAPH).mended("text out of a formula", "its words are sentences")
        elif part.kind is BlockKind.PARAGRAPH:
            above = out[-1] if out else None
            if above is not None and above.kind is BlockKind.FORMULA and _EQUATION.fullmatch(part.text):
                whole = replace(above, strand=join((above.strand, part.strand), SPACE))
                out[-1] = whole.mended("equation number joined", "it stood in a paragraph of its own")
                continue
            part = _settled(part, seen)
        out.append(part)
    return out


def _settled(part: Part, seen: set[str]) -> Part:
    text = part.text
    if len(text) < _LONGEST_CAPTION and (match := _CAPTION.match(text)):
        caption = replace(part, kind=BlockKind.CAPTION, label=match["label"])
        return caption.mended("caption out of the text", "it stood in a paragraph")
    if len(text) < 60 and not _WORD.search(text):
        return replace(part, kind=BlockKind.OTHER).mended("no words", "numbers or signs in a paragraph of their own")
    if len(text) > _REPEATED:
        if text in seen:
            return replace(part, kind=BlockKind.OTHER).mended("repeated paragraph", "it stands further up word by word")
        seen.add(text)
    return part


def _is_prose(text: str) -> bool:
    """Whether most of a formula is words, and these are of the kind that only sentences have."""
    words = _PLAIN.findall(text)
    return len(words) >= 12 and sum(map(len, words)) > 0.55 * len(text) and len(_FUNCTION.findall(text)) >= 4
