"""Lists: which items belong to one list, and how deep each one lies.

In: parts whose items still carry their indentation in characters as level. Out: parts whose items carry depth and the
number of their list. Called by corpus.mend. A blank line, a page number or a figure between two items does not end a
list; a paragraph or a heading does, unless the numbers go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.part import Part
from corpus.study import BlockKind

_LABEL = re.compile(r"([A-Z]{1,3})\s?(\d{1,2})\s*[.:)]\s")
_BETWEEN = frozenset((BlockKind.OTHER, BlockKind.CAPTION, BlockKind.NOTE))


@dataclass(slots=True)
class _Open:
    """A list that may still go on: its number, indentation, kind of marker and last value."""

    list: int
    indent: int
    kind: str
    value: int | None


def number_lists(parts: Sequence[Part]) -> list[Part]:
    """Parts with items grouped into lists, numbered from 0 in reading order."""
    out: list[Part] = []
    open_: list[_Open] = []
    count, apart = 0, False
    for part in parts:
        if part.kind is not BlockKind.LIST_ITEM:
            apart = apart or part.kind not in _BETWEEN
            if part.kind is BlockKind.HEADING:
                open_ = []
            out.append(part)
            continue
        kind, value = marker_kind(part.marker.text or part.number)
        if kind == "bullet" and open_ and not apart and _LABEL.match(part.text):
            kind = open_[-1].kind
        if apart:
            open_ = [o for o in open_ if value is not None and value > 1 and o.kind == kind and o.value == value - 1]
        while open_ and open_[-1].indent > part.level + 1:
            open_.pop()
        top = open_[-1] if open_ else None
        deeper = top is not None and part.level > top.indent + 1
        if top is None or deeper or not _same(top, kind, value):
            if top is not None and not deeper:
                open_.pop()
            top = _Open(count, part.level, kind, value)
            open_.append(top)
            count += 1
        top.value = value
        apart = False
        out.append(replace(part, list=top.list, level=len(open_) - 1))
    return out


def continue_labels(parts: Sequence[Part]) -> list[Part]:
    """Parts in which a labelled paragraph ("Q5. ...") right under the item before it ("Q4. ...") is an item, too."""
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        if part.kind is BlockKind.PARAGRAPH and above is not None and above.kind is BlockKind.LIST_ITEM:
            before, here = _LABEL.match(above.text), _LABEL.match(part.text)
            if before and here and before[1] == here[1] and int(here[2]) == int(before[2]) + 1:
                part = replace(part, kind=BlockKind.LIST_ITEM, level=above.level, marker=above.marker[:0])
                part = part.mended("item without bullet", "its label goes on with the list above it")
        out.append(part)
    return out


def marker_kind(marker: str) -> tuple[str, int | None]:
    """The family of a marker and its value: ("number", 3) for "3.", ("•", None) for a bullet."""
    plain = marker.strip("()[]. :")
    if plain.isdecimal():
        return "number", int(plain)
    if len(plain) == 1 and plain.isalpha():
        return "letter", ord(plain.lower()) - ord("a") + 1
    digits = "".join(c for c in plain if c.isdecimal())
    letters = "".join(c for c in plain if c.isalpha())
    if digits and letters:
        return letters.lower(), int(digits)
    return plain or "bullet", None


def _same(top: _Open, kind: str, value: int | None) -> bool:
    """Whether an item goes on with a list: same kind of marker, and its number is not lower than the last.

    Markdown lets all items of a list carry the number 1.
    """
    return top.kind == kind and (value is None or top.value is None or value > top.value or value == top.value == 1)
