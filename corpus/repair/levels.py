"""Levels: how deep each heading lies, from its number, its name, its capitals or its place, and how sure that is.

In: parts. Out: parts whose headings have a level from 1 and a confidence. Called by corpus.mend. Numbers are believed
before mark-up, since converters often give every heading one depth or a random one. Where neither speaks, a paper that
has methods, results and a discussion (or a conclusion) by name has its other headings below these, and capitals stand
above other headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.headings import is_capitals, is_top_title, numbered, roman_value
from corpus.part import Part
from corpus.study import BlockKind

_METHODS = re.compile(r"(?:materials? and )?method(?:s|ology)?(?: and materials?)?|experimental(?: section)?", re.I)
_RESULTS = re.compile(r"results?(?: and discussions?)?|findings", re.I)
_CLOSING = re.compile(r"(?:results? and )?discussions?(?: and conclusions?)?|conclusions?|concluding remarks", re.I)
_DIVIDED = re.compile(
    rf"{_METHODS.pattern}|{_RESULTS.pattern}|(?:results? and )?discussions?(?: and conclusions?)?", re.I
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,5}")
_APPENDIX = re.compile(r"(?:Appendix|Annex)\s", re.I)
_SENTENCE = 90  # characters; a longer heading is more likely a sentence


def set_levels(parts: Sequence[Part]) -> list[Part]:
    """Parts with the levels of headings settled, and a note on each outermost number that breaks the count."""
    heads = [part for part in parts if part.kind is BlockKind.HEADING]
    styles = [_style(part) for part in heads]
    paper, coming = _paper(heads, styles), iter(styles)
    out, last, seen, below = [], 0, False, False
    for part in parts:
        if part.kind is not BlockKind.HEADING:
            out.append(part)
            continue
        style = next(coming)
        level, sure = _level(part, style, paper, last, seen, below)
        if level == 1 or style in ("decimal", "roman", "letter", "appendix"):
            last = level
        if paper.named and not style:
            main = is_top_title(part.text)
            below = _DIVIDED.fullmatch(part.text.strip(" .:")) is not None if main else below
        seen = seen or style in ("decimal", "roman")
        sure = min(sure, 0.4) if len(part.text) > _SENTENCE else sure
        out.append(part.at_level(level, min(part.confidence, sure)))
    return _with_jumps(out)


@dataclass(frozen=True, slots=True)
class _Paper:
    """How a paper marks its headings. depths: of the mark-up; named: the usual parts; capitals: for the outer ones."""

    romans: bool
    numbers: bool
    depths: tuple[int, ...]
    named: bool
    capitals: bool


def _paper(heads: Sequence[Part], styles: Sequence[str]) -> _Paper:
    bare = [part.text.strip(" .:") for part, style in zip(heads, styles, strict=True) if not style]
    usual = all(any(kind.fullmatch(text) for text in bare) for kind in (_METHODS, _RESULTS, _CLOSING))
    numbers = sum(style in ("decimal", "roman") for style in styles) >= 3
    loud = [is_capitals(text) for text in bare] if not numbers else []
    return _Paper(
        romans=styles.count("roman") >= 2 and not _one_row(heads, styles),
        numbers=numbers,
        depths=tuple(sorted({part.level for part in _without_title(heads) if part.level})),
        named=usual and not numbers,
        capitals=not numbers and sum(loud) >= 3 and len(loud) - sum(loud) >= 2,
    )


def _one_row(heads: Sequence[Part], styles: Sequence[str]) -> bool:
    """Whether roman numbers go on where decimal ones stop ("1", "2", "III"): a converter wrote one row in two ways."""
    pairs = [*zip(heads, styles, strict=True)]
    decimals = [int(part.number) for part, style in pairs if style == "decimal" and part.number.isdecimal()]
    romans = [roman_value(part.number) for part, style in pairs if style == "roman"]
    return bool(decimals and romans) and max(decimals) + 1 == min(romans)


def _level(part: Part, style: str, paper: _Paper, last: int, seen: bool, below: bool) -> tuple[int, float]:
    """The level of a heading, and from 0 to 1 how sure that is."""
    title = part.title or part.text
    if style == "decimal":
        return part.number.count(".") + 1 + paper.romans, 1.0
    if style == "roman" and (paper.romans or paper.numbers):
        return 1, 0.95
    if style == "letter" and paper.romans:
        return 2, 0.95
    if style == "appendix":
        return part.number.count(".") + 1, 0.95
    if not paper.numbers and part.level:
        return max(1, sum(depth <= part.level for depth in paper.depths)), 1.0
    if is_top_title(title) or _APPENDIX.match(part.number) or (len(part.number) == 1 and part.number.isalpha()):
        return 1, 0.9
    if not part.text[1:2].islower() and is_capitals(part.text) and len(part.text.split()) <= 8:
        return 1, 0.8
    if paper.numbers:
        return (last + 1 if seen else 1), 0.5
    if paper.named and below:
        return 2, 0.7
    return (2 if paper.capitals else 1), 0.6


def _with_jumps(parts: list[Part]) -> list[Part]:
    """Parts with a note on outermost numbers that do not go on: a section was lost there, or is out of order."""
    tops = [(i, part) for i, part in enumerate(parts) if part.kind is BlockKind.HEADING and part.number.isdecimal()]
    for (_, before), (index, part) in pairwise(tops):
        if int(part.number) != int(before.number) + 1 and part.level == before.level:
            note = f"section {before.number} is followed by {part.number}"
            parts[index] = replace(part, confidence=min(part.confidence, 0.7)).mended("section numbers jump", note)
    return parts


def _without_title(heads: Sequence[Part]) -> Sequence[Part]:
    """The headings without the first one, when no other stands as high: it is the title of the paper."""
    alone = bool(heads) and all(part.level > heads[0].level for part in heads[1:] if part.level)
    return heads[1:] if alone and len(heads) > 2 else heads


def _style(part: Part) -> str:
    if not part.number:
        return ""
    if _DECIMAL.fullmatch(part.number):
        return "decimal"
    found = numbered(f"{part.number}. Title") or numbered(f"{part.number}: Title")
    return found.style if found else ""
