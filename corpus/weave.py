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


def weave(parts: Sequence[Part], source: str, bold: Iterable[tuple[int, int]] = ()) -> Woven:
    """Lay the parts out as one text; parts without words are left out, except inferred headings."""
    loom = _Loom()
    blocks: list[Block] = []
    heads: list[tuple[int, Part, int]] = []  # (place among blocks, heading, start)
    tables: list[Table] = []
    repairs: list[Repair] = []
    keys: list[str] = []
    before: Part | None = None
    for part in parts:
        if part.kind is BlockKind.HEADING and not part.strand:
            heads.append((len(blocks), part, -1))
            here = loom.length
            repairs += [Repair(mend.name, here, here, mend.note) for mend in part.mends]
            continue
        if not part.strand and not part.cells:
            continue
        if before is not None:
            loom.add(BREAK if before.list is not None and before.list == part.list else _GAP)
        if part.marker:
            loom.add(part.marker)
            loom.add(SPACE)
        if part.cells:
            start, cells = _lay_cells(loom, part)
            end = loom.length
            tables.append(Table(block=len(blocks), cells=cells, label=part.label))
        else:
            start, end = loom.add(part.strand)
        if part.kind is BlockKind.HEADING:
            heads.append((len(blocks), part, start))
        marker = part.marker.text or part.number
        group = part.list if part.kind is BlockKind.LIST_ITEM else None
        level = part.level if part.kind is BlockKind.LIST_ITEM else 0
        blocks.append(Block(part.kind, start, end, marker=marker, level=level, group=group))
        keys.append(part.key)
        repairs += [Repair(mend.name, start, end, mend.note) for mend in part.mends]
        before = part
    whole = Strand("".join([piece.text for piece in loom.pieces]), lay(loom.pieces))
    places = Places(whole)
    sections = _sections(heads, blocks, len(whole))
    placed = _placed(blocks, heads)
    return Woven(
        whole.text,
        tuple(_with_bold(placed, sorted(bold), places)),
        sections,
        tuple(_with_captions(tables, blocks, whole.text)),
        tuple(repairs),
        seams(whole, source),
        tuple(keys),
        places,
    )


def _lay_cells(loom: _Loom, part: Part) -> tuple[int, tuple[Cell, ...]]:
    start, row, cells = loom.length, 0, []
    for index, cell in enumerate(part.cells):
        if index:
            loom.add(_TAB if cell.row == row else BREAK)
        row = cell.row
        first, last = loom.add(cell.strand)
        cells.append(Cell(cell.row, cell.column, first, last, cell.header, cell.rows, cell.columns))
    return start, tuple(cells)


def _sections(heads: Sequence[tuple[int, Part, int]], blocks: Sequence[Block], length: int) -> tuple[Section, ...]:
    """Sections nest by level; one ends where the next heading of its own or a higher level starts."""
    starts = [start if start >= 0 else (blocks[at].start if at < len(blocks) else length) for at, _, start in heads]
    found: list[Section] = []
    open_: list[int] = []
    for index, (_, part, own) in enumerate(heads):
        level = max(1, part.level)
        while open_ and found[open_[-1]].level >= level:
            open_.pop()
        rest = range(index + 1, len(heads))
        end = next((starts[i] for i in rest if max(1, heads[i][1].level) <= level), length)
        title = part.title or part.text
        parent = open_[-1] if open_ else None
        found.append(Section(part.number, title, level, starts[index], end, parent, own < 0, part.confidence))
        open_.append(index)
    return tuple(found)


def _placed(blocks: Sequence[Block], heads: Sequence[tuple[int, Part, int]]) -> list[Block]:
    """Blocks with the index of their innermost section."""
    placed, section, next_head = [], None, 0
    for index, block in enumerate(blocks):
        while next_head < len(heads) and heads[next_head][0] <= index:
            section, next_head = next_head, next_head + 1
        placed.append(replace(block, section=section))
    return placed


def _with_bold(blocks: Sequence[Block], bold: Sequence[tuple[int, int]], places: Places) -> list[Block]:
    """Blocks with the emphasised spans that lie in them; a span that a repair tore apart is cut at the block's ends."""
    spans = sorted(filter(None, (places.span(start, end) for start, end in bold)))
    out, index = [], 0
    for block in blocks:
        while index < len(spans) and spans[index][1] <= block.start:
            index += 1
        mine: list[tuple[int, int]] = []
        look = index
        while look < len(spans) and spans[look][0] < block.end:
            start, end = max(spans[look][0], block.start), min(spans[look][1], block.end)
            if start < end and not (mine and start < mine[-1][1]):
                mine.append((start, end))
            look += 1
        out.append(replace(block, bold=tuple(mine)) if mine else block)
    return out


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
