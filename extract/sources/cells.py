"""Names in blocks that are no sentences: cells of tables, and tables that a reader saw only as loose words.

In: a Scope, in sections that speak of a facet whose items are names. Out: candidates. Called by extract.sources.names.
Headers may not say what a column holds; a column in which names with capitals inside stand is one of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.study import BlockKind, Cell, Table
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.scope import Part, Scope
from extract.sources.heads import speaks_of
from extract.sources.proper import Capitals, Name, Shape, names
from extract.theme import Evidence

_REACH = 90  # characters to either side that ground a name in loose words
_LEAST = 0.3  # share of the cells of a column that must hold a name with capitals inside


def from_cells(scope: Scope) -> Iterator[Candidate]:
    """Candidates from tables and loose blocks of sections that speak of named things, in reading order."""
    document = scope.reading.document
    tables = {table.block: table for table in document.tables}
    for facet in (f for f in scope.codebook.facets if f.item is ItemShape.NAME):
        capitals = Capitals(scope)
        for index, block in enumerate(document.blocks):
            if block.kind not in (BlockKind.TABLE, BlockKind.OTHER) or scope.part(index) is not Part.FINDING:
                continue
            if not speaks_of(scope, index, facet):
                continue
            if index in tables:
                yield from _of_table(scope, facet, tables[index], capitals)
            elif block.kind is BlockKind.OTHER:
                yield from _loose(scope, facet, index, capitals)


def _loose(scope: Scope, facet: Facet, index: int, capitals: Capitals) -> Iterator[Candidate]:
    block = scope.reading.document.blocks[index]
    for name in names(scope.reading.masked[block.start : block.end], capitals):
        if name.shape is Shape.HUMPED:
            start, end = block.start + name.start, block.start + name.end
            quote = max(block.start, start - _REACH), min(block.end, end + _REACH)
            yield _candidate(scope, facet, index, name, block.start, quote)


def _of_table(scope: Scope, facet: Facet, table: Table, capitals: Capitals) -> Iterator[Candidate]:
    columns: dict[int, list[tuple[Cell, list[Name]]]] = defaultdict(list)
    for cell in table.cells:
        if not cell.header and cell.start < cell.end:
            found = list(names(scope.reading.masked[cell.start : cell.end], capitals))
            columns[cell.column].append((cell, found))
    for _, cells in sorted(columns.items()):
        surest = sum(any(name.shape is Shape.HUMPED for name in found) for _, found in cells)
        if surest < _LEAST * len(cells):
            continue
        for cell, found in cells:
            for name in found:
                if name.shape >= Shape.NEW:
                    yield _candidate(scope, facet, table.block, name, cell.start, (cell.start, cell.end))


def _candidate(scope: Scope, facet: Facet, index: int, name: Name, offset: int, quote: tuple[int, int]) -> Candidate:
    why = f"a proper name in the section “{scope.section_title(index)}”"
    place = offset + name.start, offset + name.end
    return Candidate(facet.name, name.text, *place, quote, Evidence.PHRASE, 0.5, index, (why,))
