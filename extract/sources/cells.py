"""Names and occupations in blocks that are no sentences: cells of tables, and tables that came as loose words.

In: a Scope, in sections that speak of the facet. Out: candidates. Called by extract.sources.names. Headers may not say
what a column holds; a column in which names with capitals inside stand is one of names, and one whose cells end in
occupations is one of roles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.study import BlockKind, Cell, Table
from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.scope import Part, Scope
from extract.sources.heads import sections_on
from extract.sources.instruments import names_thing
from extract.sources.items import head_words
from extract.sources.persons import is_occupation
from extract.sources.proper import Capitals, Name, Shape, names
from extract.theme import Evidence

_REACH = 90  # characters to either side that ground a name in loose words
_LEAST = 0.3  # share of the cells of a column that must hold a name with capitals inside
_MOST = 0.6  # share of the cells of a column that must end in an occupation
_SHORT = 4  # words of a line that may be one name
_PIECE = re.compile(r"[^;,\n]+")
_SMALL_WORD = re.compile(r"\s[a-z]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\s,;]+")

Columns = dict[int, list[Cell]]


def from_cells(scope: Scope) -> Iterator[Candidate]:
    """Candidates from tables and loose blocks of findings that speak of named things or of roles, in reading order."""
    document = scope.reading.document
    tables = {table.block: table for table in document.tables}
    capitals = Capitals(scope)
    for facet in scope.codebook.facets:
        named, acting = facet.item is ItemShape.NAME, "role" in facet.cues
        about = sections_on(scope, facet) if named or acting else frozenset()
        for index, block in enumerate(document.blocks if about else ()):
            if block.kind not in (BlockKind.TABLE, BlockKind.OTHER) or scope.part(index) is not Part.FINDING:
                continue
            if block.section not in about:
                continue
            if named and index in tables:
                yield from _names_in_table(scope, facet, tables[index], capitals)
            elif named and block.kind is BlockKind.OTHER:
                yield from _names_in_words(scope, facet, index, capitals)
            elif acting and index in tables:
                yield from _occupations(scope, facet, tables[index])


def _columns(table: Table) -> Columns:
    """The cells with words of each column, headers left out."""
    columns: Columns = defaultdict(list)
    for cell in table.cells:
        if not cell.header and cell.start < cell.end:
            columns[cell.column].append(cell)
    return dict(sorted(columns.items()))


def _names_in_words(scope: Scope, facet: Facet, index: int, capitals: Capitals) -> Iterator[Candidate]:
    """Names with capitals inside, line by line; in a long line, where names run into each other, word by word."""
    block = scope.reading.document.blocks[index]
    for line in _LINE.finditer(scope.reading.masked, block.start, block.end):
        pieces = [line] if len(line[0].split()) <= _SHORT else _WORD.finditer(scope.reading.masked, *line.span())
        for piece in pieces:
            for name in names(piece[0], capitals):
                if name.shape is Shape.HUMPED:
                    start, end = piece.start() + name.start, piece.start() + name.end
                    quote = max(block.start, start - _REACH), min(block.end, end + _REACH)
                    yield _candidate(scope, facet, index, name.text, start, end, quote)


def _names_in_table(scope: Scope, facet: Facet, table: Table, capitals: Capitals) -> Iterator[Candidate]:
    for cells in _columns(table).values():
        held: list[tuple[Cell, list[Name]]] = []
        for cell in cells:
            held.append((cell, list(names(scope.reading.masked[cell.start : cell.end], capitals))))
        humped = sum(any(name.shape is Shape.HUMPED for name in found) for _, found in held)
        titled = sum(any(" " in name.text and name.shape >= Shape.NEW for name in found) for _, found in held)
        if humped < _LEAST * len(cells) and titled < max(2, _MOST * len(cells)):
            continue
        for cell, found in held:
            for name in found:
                modifies = name.shape is Shape.ACRONYM and _SMALL_WORD.match(
                    scope.reading.masked, cell.start + name.end
                )
                if name.shape is not Shape.KNOWN and not modifies:
                    start, end = cell.start + name.start, cell.start + name.end
                    yield _candidate(scope, facet, table.block, name.text, start, end, (cell.start, cell.end))
            for piece in _PIECE.finditer(scope.reading.masked[cell.start : cell.end]):
                if names_thing(piece[0]):
                    start, end = cell.start + piece.start(), cell.start + piece.end()
                    yield _candidate(scope, facet, table.block, piece[0], start, end, (cell.start, cell.end))


def _occupations(scope: Scope, facet: Facet, table: Table) -> Iterator[Candidate]:
    text, heads = scope.reading.masked, head_words(facet)
    for cells in _columns(table).values():
        acting = [cell for cell in cells if _ends_in_occupation(text[cell.start : cell.end], heads)]
        if len(acting) >= max(2, _MOST * len(cells)):
            for cell in acting:
                words = text[cell.start : cell.end]
                yield _candidate(scope, facet, table.block, words, cell.start, cell.end, (cell.start, cell.end))


def _ends_in_occupation(words: str, heads: frozenset[str]) -> bool:
    parts = words.casefold().split()
    if not 1 <= len(parts) <= 4 or not parts[-1].isalpha():
        return False
    return any(noun in heads or is_occupation(noun) for noun in (parts[-1], parts[-1].removesuffix("s")))


def _candidate(
    scope: Scope, facet: Facet, index: int, words: str, start: int, end: int, quote: tuple[int, int]
) -> Candidate:
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    why = f"in a column of such names in the section “{scope.section_title(index)}”"
    label = labels.sentence_case(labels.clean(words))
    return Candidate(facet.name, label, start, end, quote, Evidence.PHRASE, 0.5, index, (why,))
