"""Tables of contents, of figures and of tables: set aside, since they repeat headings without their text.

In: parts with headings known. Out: parts in which such lists are of kind OTHER. Called by corpus.mend.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.headings import CONTENTS
from corpus.part import Part
from corpus.study import BlockKind

_LEADER = re.compile(r"(?:\.\s?){4,}|\s(?:\d{1,3}|[ivxl]{1,6})$")


def set_contents_aside(parts: Sequence[Part]) -> list[Part]:
    """Parts with contents lists set aside: under their heading, or wherever rows of a table end in page numbers."""
    out: list[Part] = []
    under = False
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            under = CONTENTS.fullmatch(part.text) is not None
        elif (
            part.kind is BlockKind.TABLE and _is_contents(part) and not any(map(_captions, _beside(parts, index)))
        ) or (under and _LEADER.search(part.text)):
            part = replace(part, kind=BlockKind.OTHER, cells=(), strand=part.strand.fold())
            part = part.mended("contents set aside", "a list of sections, figures or tables")
        out.append(part)
    return out


def _beside(parts: Sequence[Part], index: int) -> Sequence[Part]:
    return (*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2])


def _captions(part: Part) -> bool:
    """Whether a part names the table beside it, which then holds data."""
    return part.kind is BlockKind.CAPTION and part.label.lower().startswith("tab")


def _is_contents(part: Part) -> bool:
    """Whether nearly all rows of a table open with words and end in a page number that never falls."""
    rows: dict[int, list[str]] = {}
    for cell in part.cells:
        if cell.strand:
            rows.setdefault(cell.row, []).append(cell.strand.text)
    pages = [int(row[-1]) for row in rows.values() if len(row) > 1 and row[-1].isdecimal() and len(row[-1]) < 4]
    worded = sum(any(c.isalpha() for c in row[0]) or "." in row[0] for row in rows.values())
    rising = all(a <= b for a, b in pairwise(pages))
    return (
        len(rows) >= 3
        and len(pages) >= 0.7 * len(rows)
        and rising
        and worded >= 0.9 * len(rows)
        and max(map(len, rows.values())) <= 3
    )
