"""Weaving: parts in reading order become the canonical text with its blocks, sections, tables, repairs and seams.

In: parts (corpus.part). Out: a Woven, from which corpus.read builds the Document. Markers of list items and numbers of
headings are woven in before their block, outside of its span; cells are laid out one row a line, tabs between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.part import Part
from corpus.strand import BREAK, NOWHERE, SPACE, Places, Strand, lay, seams
from corpus.study import Block, BlockKind, Cell, Repair, Section, Table

_TAB = Strand("\t", ((0, NOWHERE),))
_GAP = BREAK + BREAK
_LABEL = re.compile(r"tab(?:le|\.)\s*(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Woven:
    """The canonical text and what stands in it. places: from offsets in the source to those in the text."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    repairs: tuple[Repair, ...]
    seams: tuple[int, ...]
    keys: tuple[str, ...]
    places: Places


class _Loom:
    """The growing canonical text."""

    def __init__(self) -> None:
        self.pieces: list[Strand] = []
        self.length = 0

    def add(self, strand: Strand) -> tuple[int, int]:
        """Append a strand; its span in the text."""
        start = self.length
        self.pieces.append(strand)
        self.length += len(strand.text)
        return start, self.length


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading that was laid out: the part, where it starts (of an inferred one: what follows it), and whether so."""

    part: Part
    start: int
    inferred: bool


def weave(parts: Sequence[Part], source: str, bold: Iterable[tuple[int, int]] = ()) -> Woven:
    """Lay the parts out as one text; parts without words are left out, except inferred headings."""
    loom = _Loom()
    laid: list[tuple[Part, int, int, int | None]] = []  # part, start, end, section
    heads: list[_Head] = []
    waiting: list[Part] = []  # inferred headings, which start where the next block does
    tables: list[Table] = []
    repairs: list[Repair] = []
    before: Part | None = None
    for part in parts:
        if not part.strand.text and not part.cells:
            if part.kind is BlockKind.HEADING:
                waiting.append(part)
                here = loom.length
                repairs += [Repair(mend.name, here, here, mend.note) for mend in part.mends]
            continue
        if before is not None:
            loom.add(BREAK if before.list is not None and before.list == part.list else _GAP)
        if part.marker.text:
            loom.add(part.marker)
            loom.add(SPACE)
        if part.cells:
            start, cells = _lay_cells(loom, part)
            end = loom.length
            tables.append(Table(block=len(laid), cells=cells, label=part.label))
        else:
            start, end = loom.add(part.strand)
        if waiting:
            heads += [_Head(inferred, start, True) for inferred in waiting]
            waiting.clear()
        if part.kind is BlockKind.HEADING:
            heads.append(_Head(part, start, False))
        laid.append((part, start, end, len(heads) - 1 if heads else None))
        if part.mends:
            repairs += [Repair(mend.name, start, end, mend.note) for mend in part.mends]
        before = part
    heads += [_Head(inferred, loom.length, True) for inferred in waiting]
    whole = Strand("".join([piece.text for piece in loom.pieces]), lay(loom.pieces))
    places = Places(whole)
    blocks = _blocks(laid, sorted(filter(None, (places.span(start, end) for start, end in bold))))
    return Woven(
        whole.text,
        blocks,
        _sections(heads, len(whole)),
        tuple(_with_captions(tables, blocks, whole.text)),
        tuple(repairs),
        seams(whole, source),
        tuple([part.key for part, _, _, _ in laid]),
        places,
    )


def _lay_cells(loom: _Loom, part: Part) -> tuple[int, tuple[Cell, ...]]:
    start = at = loom.length
    row, cells, pieces = 0, [], loom.pieces
    for index, cell in enumerate(part.cells):
        if index:
            pieces.append(_TAB if cell.row == row else BREAK)
            at += 1
        row = cell.row
        pieces.append(cell.strand)
        end = at + len(cell.strand.text)
        cells.append(Cell(row, cell.column, at, end, cell.header, cell.rows, cell.columns))
        at = end
    loom.length = at
    return start, tuple(cells)


def _sections(heads: Sequence[_Head], length: int) -> tuple[Section, ...]:
    """Sections nest by level; one ends where the next heading of its own or a higher level starts."""
    ends = [length] * len(heads)
    parents: list[int | None] = []
    open_: list[int] = []
    for index, head in enumerate(heads):
        while open_ and max(1, heads[open_[-1]].part.level) >= max(1, head.part.level):
            ends[open_.pop()] = head.start
        parents.append(open_[-1] if open_ else None)
        open_.append(index)
    return tuple(
        Section(
            head.part.number,
            head.part.title or head.part.text,
            max(1, head.part.level),
            head.start,
            end,
            parent,
            head.inferred,
            head.part.confidence,
        )
        for head, end, parent in zip(heads, ends, parents, strict=True)
    )


def _blocks(laid: Sequence[tuple[Part, int, int, int | None]], bold: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks with the emphasised spans (sorted) in them; a span that a repair tore is cut at the block's ends."""
    blocks: list[Block] = []
    index = 0
    for part, start, end, section in laid:
        while index < len(bold) and bold[index][1] <= start:
            index += 1
        mine: list[tuple[int, int]] = []
        look = index
        while look < len(bold) and bold[look][0] < end:
            first, last = max(bold[look][0], start), min(bold[look][1], end)
            if first < last and not (mine and first < mine[-1][1]):
                mine.append((first, last))
            look += 1
        item = part.kind is BlockKind.LIST_ITEM
        marker = part.marker.text or part.number
        level, group = (part.level, part.list) if item else (0, None)
        blocks.append(Block(part.kind, start, end, section, marker, level, group, tuple(mine)))
    return tuple(blocks)


def _with_captions(tables: Sequence[Table], blocks: Sequence[Block], text: str) -> Iterable[Table]:
    """Tables with the caption that stands next to them, above before below, and the label that it carries."""
    for table in tables:
        near = [blocks[i] for i in (table.block - 1, table.block + 1) if 0 <= i < len(blocks)]
        captions = [b for b in near if b.kind is BlockKind.CAPTION and _LABEL.match(text, b.start, b.end)]
        if not captions:
            yield table
            continue
        match = _LABEL.match(text, captions[0].start, captions[0].end)
        label = table.label or (match.group() if match else "")
        yield replace(table, caption=(captions[0].start, captions[0].end), label=label)
