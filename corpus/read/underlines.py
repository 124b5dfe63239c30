"""Underlines: headings of Markdown that a line of "===" or "---" below them makes (Setext headings), and bare rules.

In: lines. Out: where the underline of a heading stands. Called by corpus.read.markdown and corpus.read.plain. The same
dashes part sections when they stand under running text or under a list; then they are a rule and make no title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

RULE = re.compile(r"[ ]{0,3}(?:={2,}|-{2,})[ \t]*")
UNDERLINED = re.compile(r"(?m)^(?P<title>\S.{2,150})\n(?P<under>={3,}|-{3,})[ \t]*$")
_NUMBER = re.compile(r"[ ]{0,3}\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)][ \t]")
_OTHER = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]|>|```|~~~|<|[*+–—•-][ \t])|.*[|\t]")
_SENTENCE_END = (".", ";", ":", ",")
_MOST_LINES = 3  # of one title
_LONGEST = 200  # characters of one title
_LONGEST_SENTENCE = 40  # characters; a longer line that ends like a sentence is no title


def underline_at(lines: Sequence[str], start: int) -> int | None:
    """Index of the line that underlines the title which opens at a line; None when no title opens there."""
    for index in range(start, min(len(lines), start + _MOST_LINES + 1)):
        text = lines[index].strip()
        if index > start and RULE.fullmatch(lines[index]):
            return index if _is_title(lines, start, index) else None
        if not text or _OTHER.match(lines[index]) or (index > start and _NUMBER.match(lines[index])):
            return None
    return None


def _is_title(lines: Sequence[str], start: int, end: int) -> bool:
    words = " ".join(line.strip() for line in lines[start:end])
    under = lines[end].strip()
    if len(words) > _LONGEST or any(line.rstrip().endswith(_SENTENCE_END) for line in lines[start : end - 1]):
        return False
    if _NUMBER.match(lines[start]):
        alone = start == 0 or not lines[start - 1].strip()
        return alone and len(under) >= 0.6 * max(len(line.strip()) for line in lines[start:end])
    return under[0] == "=" or not words.endswith(_SENTENCE_END) or len(words) < _LONGEST_SENTENCE


def count_underlined(text: str) -> int:
    """How many lines of a text are underlined as far as they reach, as nothing but a heading is."""
    return sum(abs(len(m.group("title").rstrip()) - len(m.group("under"))) <= 2 for m in UNDERLINED.finditer(text))
