"""Swallowed lists: items and prose that were put into the description of a figure or table go back where they belong.

In: parts in which fused lists are split and promoted items demoted. Out: parts. Called by corpus.mend. A description
without a label whose words open with a number goes on with the list that misses just these numbers; bullets go to the
one paragraph that announces a list and has none; one that opens in lower case goes on with the nearest paragraph before
it that breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.bullets import split_fused
from corpus.strand import SPACE, join
from corpus.study import BlockKind

_TAIL = re.compile(r"(?<=[.!?])\s+(?=[a-z]{2,}\s)")
_POINTS = re.compile(
    r"\b(?:listed|shown|given|summari[sz]ed|presented|described|set out|box|list|panel)\b[^.!?]*"
    r"\b(?:below|following|next)\b[^.!?]*[.:]$"
    r"|\b(?:in|see) (?:the )?(?:box|panel|list)\b[^.!?]*[.:]$|\bas follows[.:]$",
    re.IGNORECASE,
)
_FOUND = "items found in the description of a figure or table"
_MOST = 100  # lists whose home is looked for in one paper; any more become items where they stand
_TAIL_OF = 300  # characters at the end of a paragraph in which its last sentence is looked for
_PROSE = 200  # characters; a label-less description longer than this is no caption


def restore_swallowed(parts: Sequence[Part]) -> list[Part]:
    """Parts with swallowed text handed back."""
    out, at, lists = list(parts), 0, 0
    for part in parts:
        if part.kind is not BlockKind.CAPTION or part.label:
            continue
        at = _place(out, part, max(0, at - 2))
        items = [i for i in split_fused([replace(part, kind=BlockKind.PARAGRAPH)]) if i.strand]
        named = len(items) > 2 and items[0].kind is BlockKind.PARAGRAPH and not items[0].text[0].islower()
        name = items.pop(0) if named else None
        if items and all(item.kind is BlockKind.LIST_ITEM for item in items):
            lists += 1
            head = [replace(part, strand=name.strand)] if name else []
            if lists > _MOST:
                out[at : at + 1] = head + [item.mended("list out of a caption", _FOUND) for item in items]
            else:
                out = _into_list(out, at, items, head[0] if head else None)
        elif part.text[:1].islower() and (home := _broken_before(out, at)) is not None:
            joined = replace(out[home], strand=join((out[home].strand, part.strand), SPACE))
            out[home] = joined.mended("text out of a caption", "a description continued this paragraph")
            del out[at]
        elif len(part.text) > _PROSE:
            out[at] = replace(part, kind=BlockKind.PARAGRAPH).mended("text out of a caption", "prose without a label")
    return out


def _place(parts: Sequence[Part], part: Part, start: int) -> int:
    """Where a part stands now; what was handed back before it moved it by little, so that its neighbours are tried."""
    near = (i for i in range(start, len(parts)) if parts[i] is part)
    found = next(near, None)
    return found if found is not None else next(i for i, other in enumerate(parts) if other is part)


def _number(part: Part) -> int | None:
    written = (part.marker.text or part.number).strip(" .()")
    return int(written) if part.kind is BlockKind.LIST_ITEM and written.isdecimal() else None


def _into_list(parts: list[Part], at: int, items: list[Part], name: Part | None) -> list[Part]:
    """The items put behind the item that precedes them, if a list of the file misses their numbers.

    name: what the list is called; it goes before the items as their caption.
    """
    first, last = _number(items[0]), _number(items[-1])
    mended = [item.mended("list out of a caption", _FOUND) for item in items]
    if first is None or last is None or name is not None:
        lead = _lead_without_list(parts, name)
        mended = [name, *mended] if name else mended
        if lead is None:
            return [*parts[:at], *mended, *parts[at + 1 :]]
        rest = [part for i, part in enumerate(parts) if i != at]
        where = lead + 1 if lead < at else lead
        return [*rest[:where], *mended, *rest[where:]]
    homes = [
        i
        for i, part in enumerate(parts)
        if _number(part) == first - 1 and ((after := _next_number(parts, i)) is None or after == last + 1)
    ]
    if not homes:
        return [*parts[:at], *mended, *parts[at + 1 :]]
    home = min(homes, key=lambda i: (abs(at - i), i))
    above = parts[home]
    tail = next(_TAIL.finditer(above.text), None)
    if tail and not mended[-1].text.endswith((".", "!", "?")):
        above = replace(above, strand=above.strand[: tail.start()])
        mended[-1] = replace(mended[-1], strand=join((mended[-1].strand, parts[home].strand[tail.end() :]), SPACE))
    rest = [part for i, part in enumerate(parts) if i not in (home, at)]
    where = home if home < at else home - 1
    return [*rest[:where], above, *mended, *rest[where:]]


def _lead_without_list(parts: Sequence[Part], name: Part | None) -> int | None:
    """The one paragraph that announces a list and has none; None when there are several or none.

    A colon before a heading announces one; for a list that has a name, so does "listed below" where the name or the
    heading above shares a word with it.
    """
    leads: list[int] = []
    pointing: list[int] = []
    title = ""
    for index, part in enumerate(parts[:-1]):
        title = part.text if part.kind is BlockKind.HEADING else title
        following = parts[index + 1].kind
        if part.kind is not BlockKind.PARAGRAPH or following in (BlockKind.LIST_ITEM, BlockKind.TABLE):
            continue
        if part.text.endswith(":") and following is BlockKind.HEADING:
            leads.append(index)
        elif name is not None and _points_at_list(part.text) and _stems(name.text) & _stems(f"{title} {part.text}"):
            pointing.append(index)
    found = leads or pointing
    return found[0] if len(found) == 1 else None


def _points_at_list(text: str) -> bool:
    """Whether the last sentence of a paragraph points at a list."""
    return text.endswith((".", ":")) and _POINTS.search(text[-_TAIL_OF:]) is not None


def _stems(text: str) -> set[str]:
    """The longer words of a text without their endings."""
    return {word[:5].casefold() for word in re.findall(r"[^\W\d_]{4,}", text)}


def _next_number(parts: Sequence[Part], index: int) -> int | None:
    return _number(parts[index + 1]) if index + 1 < len(parts) else None


def _broken_before(parts: Sequence[Part], at: int) -> int | None:
    """The nearest paragraph before that stops in the middle of a sentence."""
    for index in range(at - 1, max(-1, at - 40), -1):
        part = parts[index]
        if part.kind is BlockKind.PARAGRAPH and part.text and part.text[-1].isalnum() and len(part.text) > 60:
            following = next((p for p in parts[index + 1 : at] if p.kind is BlockKind.PARAGRAPH), None)
            if following is None or not following.text[:1].islower():
                return index
    return None
