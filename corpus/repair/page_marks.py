"""Marks between pages: "--- Page 3 ---", "## Page 3", "<!-- PAGE: 3 -->", which a script wrote and no paper holds.

In: the words of a line, or a text. Out: whether it is such a mark, or the text without them. Called by
corpus.read.plain, corpus.read.text.lines, corpus.read.markdown.lines and corpus.repair.columns. A mark opens with two
signs at least, so that "Page 3 of the report" stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARK = (
    r"(?:[#*=~<>|!_\[(+:—–-]|\s){2,60}(?:(?i:pdf)[_ ])?(?i:page)[ \t:_#.=-]{0,12}\d{1,4}"
    r"(?:\s*(?:of|/)\s*\d{1,4})?(?:[#*=~<>|!_\])+:—–-]|\s){0,60}"
)
_MARK = re.compile(MARK)
_MARK_LINE = re.compile(r"(?m)^[^\w\n]{2,60}(?:(?i:pdf)[_ ])?(?i:page)\b.{0,60}$")
_RULE = re.compile(r"[-=_*~#]{3,200}")
_HEAD = 15  # lines above the first mark in which a script speaks of the file


def is_page_mark(text: str) -> bool:
    """Whether a line is a mark between pages and nothing else."""
    return len(text) < 140 and "age" in text.lower() and _MARK.fullmatch(text) is not None and text[:2].strip() != ""


def mark_lines(texts: Sequence[str]) -> dict[int, str]:
    """Lines that are marks, the rules drawn beside them and what a script says above the first, with what they are."""
    marks = [index for index, text in enumerate(texts) if is_page_mark(text)]
    if len(marks) < 2:
        return {}
    found = dict.fromkeys(marks, "a mark between pages")
    for index in marks:
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(texts) and _RULE.fullmatch(texts[beside]):
                found[beside] = "a mark between pages"
    if marks[0] < _HEAD:
        said = (i for i in range(marks[0]) if texts[i].startswith("#") or _RULE.fullmatch(texts[i]))
        found.update(dict.fromkeys(said, "what a script says of the file"))
    return found


def without_page_marks(text: str) -> str:
    """A text from its first page on, without the marks between its pages; the same text when it has none."""
    lines = text.split("\n") if _MARK_LINE.search(text) else []
    found = mark_lines([line.strip() for line in lines])
    return "\n".join(line for index, line in enumerate(lines) if index not in found) if found else text
