"""Run-in headings: "1) Training: The model ..." is a heading of the third level in papers that number I., A., 1).

In: parts. Out: parts in which such items are a heading and a paragraph. Called by corpus.mend. Items of a list stand
under each other; where paragraphs stand between one number and the next, the numbers are those of sections. Believed
only in a paper whose sections are numbered "I.", "II.", and below a heading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.headings import numbered
from corpus.part import Part
from corpus.strand import EMPTY
from corpus.study import BlockKind

_MARKER = re.compile(r"(?P<number>\d{1,2})\)")
_TITLE = re.compile(r"(?P<title>[A-Z][^.:;?!\n]{2,90})(?P<sign>:\s+|\s?[—–]\s?)(?=[^\W\d_a-z]|[“\"‘'$(])")
_LONGEST = 10  # words of a title


def part_run_in_headings(parts: Sequence[Part]) -> list[Part]:
    """Parts with the numbered run-in titles of sections as headings."""
    if sum(part.kind is BlockKind.HEADING and _is_roman(part.number) for part in parts) < 2:
        return list(parts)
    heads = [i for i, part in enumerate(parts) if part.kind is BlockKind.HEADING]
    run_in: set[int] = set()
    for start, stop in pairwise((*heads, len(parts))):
        found = [i for i in range(start + 1, stop) if _opens_section(parts[i])]
        numbers = [int(parts[i].marker.text.rstrip(")")) for i in found]
        if len(found) > 1 and numbers == list(range(1, len(found) + 1)) and _parted(parts, found):
            run_in.update(found)
    out: list[Part] = []
    for index, part in enumerate(parts):
        out += _split(part) if index in run_in else (part,)
    return out


def _is_roman(number: str) -> bool:
    found = numbered(f"{number}. Title") if number else None
    return found is not None and found.style == "roman"


def _opens_section(part: Part) -> bool:
    if part.kind is not BlockKind.LIST_ITEM or not _MARKER.fullmatch(part.marker.text):
        return False
    match = _TITLE.match(part.text)
    return match is not None and len(match["title"].split()) <= _LONGEST and len(part.text) > 2 * match.end()


def _parted(parts: Sequence[Part], found: Sequence[int]) -> bool:
    """Whether paragraphs stand between the numbers, most of the time."""
    between = [any(parts[i].kind is BlockKind.PARAGRAPH for i in range(a, b)) for a, b in pairwise(found)]
    return 2 * sum(between) >= len(between)


def _split(part: Part) -> tuple[Part, Part]:
    match = _TITLE.match(part.text)
    end, rest = (match.end("title"), match.end()) if match else (len(part.strand), len(part.strand))
    head = Part(BlockKind.HEADING, part.strand[:end], marker=part.marker, level=3, confidence=0.7)
    head = head.mended("run-in heading", "its words stood before those of its section on one line")
    text = replace(part, kind=BlockKind.PARAGRAPH, strand=part.strand[rest:], marker=EMPTY, list=None, level=0)
    return head, text
