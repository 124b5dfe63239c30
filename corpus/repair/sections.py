"""Missing headings: outermost sections that a dump lost are put back where their subsections prove them.

In: parts. Out: parts with inferred headings, which have no words in the text. Called by corpus.mend. "2.1" without a
"2" before it proves a section 2; it starts at an opener such as "In this section" a few paragraphs above, else right at
its subsection. What comes before the first of them, after the abstract, is the introduction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import INCLUDED, REFERENCES
from corpus.part import Part
from corpus.strand import EMPTY
from corpus.study import BlockKind

_OPENER = re.compile(r"(?:In|This|Within) (?:this |the present )?(?:section|chapter)\b", re.IGNORECASE)
_FRONT = re.compile(r"(?:abstract|key\s?words|index terms)\b", re.IGNORECASE)
_REACH = 8  # parts above a subsection in which its section may have opened


def infer_sections(parts: Sequence[Part]) -> list[Part]:
    """Parts with the headings that decimal numbers prove to be missing."""
    heads = [(i, part) for i, part in enumerate(parts) if part.kind is BlockKind.HEADING]
    numbers = {part.number for _, part in heads}
    missing: dict[int, Part] = {}
    done: set[str] = set()
    for index, part in heads:
        top, dot, rest = part.number.partition(".")
        if dot and top.isdigit() and rest.split(".")[0].isdigit() and top not in numbers and top not in done:
            done.add(top)
            missing[_opening(parts, index)] = _inferred(top, f"Section {top}", f"{part.number} stands without {top}")
    first = min(missing, default=None)
    if first is not None and "1" not in numbers | done and not any(p.text.lower() == "introduction" for _, p in heads):
        start = _body_start(parts, first)
        if start is not None:
            missing[start] = _inferred("1", "Introduction", "running text before the second section")
    entry = next((i for i, part in enumerate(parts) if part.kind is BlockKind.REFERENCE), None)
    if entry is not None and not any(_names_references(part) for _, part in heads):
        head = Part(BlockKind.HEADING, EMPTY, level=1, title="References", confidence=0.9)
        missing[entry] = head.mended("heading inferred", "the list of references has no heading")
    out: list[Part] = []
    for index, part in enumerate(parts):
        if index in missing:
            out.append(missing[index])
        out.append(part)
    return out


def _names_references(part: Part) -> bool:
    return REFERENCES.fullmatch(part.text) is not None or INCLUDED.fullmatch(part.text) is not None


def _inferred(number: str, title: str, why: str) -> Part:
    head = Part(BlockKind.HEADING, EMPTY, level=1, number=number, title=title, confidence=0.7)
    return head.mended("heading inferred", f"section {number}: {why}")


def _opening(parts: Sequence[Part], index: int) -> int:
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if parts[at].kind is BlockKind.HEADING:
            break
        if parts[at].kind is BlockKind.PARAGRAPH and _OPENER.match(parts[at].text):
            return at
    return index


def _body_start(parts: Sequence[Part], end: int) -> int | None:
    """The first long paragraph after the abstract and the keywords; under a heading "Abstract" stands the abstract."""
    after = max((i for i, part in enumerate(parts[:end]) if _FRONT.match(part.text)), default=None)
    if after is None:
        return None
    long = (i for i in range(after + 1, end) if parts[i].kind is BlockKind.PARAGRAPH and len(parts[i].text) > 200)
    if parts[after].kind is BlockKind.HEADING and parts[after].text.lower().startswith("abstract"):
        next(long, None)
    return next(long, None)
