"""Themes from tables: the cells of the columns that hold items, several items in a cell told apart.

In: a Scope. Out: candidates. Called by extract.pipeline. Which columns hold items: extract.sources.columns. What a cell
holds: extract.sources.cell_items. Tables that tell how the study was made are set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import Cell
from extract.candidate import Candidate, Container, set_aside
from extract.facet import Facet
from extract.scope import Part, Scope
from extract.sources.categories import table_categories
from extract.sources.cell_items import cell_items, cell_label, counts_beside
from extract.sources.columns import Column, Layout, columns_of
from extract.sources.scale_names import scale_before, titled_names
from extract.theme import Evidence

OF_METHOD = "in a table that tells how the study was made, as its caption says"
_PROTOCOL_WORDS = frozenset(
    "inclusion exclusion search metadata demographic participant respondent interviewee database".split()
)
_CITES_WORKS = frozenset("reference study source citation paper article year author".split())


def from_tables(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every table outside back matter, in reading order."""
    for table in scope.reading.document.tables:
        if scope.part(table.block) is not Part.BACK:
            layout = Layout(scope, table)
            yield from set_aside(_of_table(layout), OF_METHOD if _of_protocol(layout) else "")


def _of_protocol(layout: Layout) -> bool:
    """Whether a table tells how the study was made, as its caption says."""
    words = layout.caption_words
    return layout.scope.speaks_of_research(words) or any(word in _PROTOCOL_WORDS for word in words)


def _of_table(layout: Layout) -> Iterator[Candidate]:
    columns = columns_of(layout)
    if not columns:
        return
    facets = {column.index: column.facet for column in columns}
    yield from table_categories(layout.scope, layout.table, facets)
    explaining = _explaining(layout, facets)
    for column in columns:
        yield from _of_column(layout, column, explaining)


def _of_column(layout: Layout, column: Column, explaining: set[int]) -> Iterator[Candidate]:
    scope, table, text = layout.scope, layout.table, layout.text
    facet = scope.codebook.facet_of[column.facet]
    container = Container(f"column {column.index} of the table at {table.block}")
    label_of_table = table.label or "table"
    why = (f"{label_of_table}: column for {facet.plural.lower()}",)
    opens = [words[0] for words in layout.body(column.index)]
    capitals = sum(c.isupper() for c in opens) > len(opens) / 2
    order = 0
    for row in layout.rows.values():
        body = row.get(column.index)
        if body is None or (capitals and text[body.start].islower()):
            continue  # a line that only goes on with the cell above
        scale, place = _scale_of(layout, column, row, facet)
        if place is not None:
            named = (f"{label_of_table}: levels of a scale",)
            yield Candidate(facet.name, scale, *place, place, Evidence.TABLE_CELL, 0.7, table.block, named)
        whole = scale or _whole(layout, column, row, facet)
        definition = _beside(text, row, body) if column.index + 1 in explaining else ""
        for start, end, parent in cell_items(text, body, facet, counts_beside(text, row.values())):
            label = cell_label(scope, text[start:end], facet)
            if not label:
                continue
            quote = (body.start, body.end) if body.end - body.start <= 240 else (start, end)
            yield Candidate(
                facet.name,
                label,
                start,
                end,
                quote,
                Evidence.TABLE_CELL,
                0.7,
                table.block,
                why,
                definition,
                container,
                parent or whole,
                order,
            )
            order += 1


def _whole(layout: Layout, column: Column, row: dict[int, Cell], facet: Facet) -> str:
    """The label of the item that the items of a cell are parts of, "" where they stand alone."""
    cell = row.get(column.of) if column.of is not None else None
    return cell_label(layout.scope, layout.text[cell.start : cell.end], facet) if cell else ""


def _scale_of(layout: Layout, column: Column, row: dict[int, Cell], facet: Facet) -> tuple[str, tuple[int, int] | None]:
    """The scale whose levels a row holds, and its place in the table; no place when it was named before, "" for none.

    It is named in the head of the column, in the row, in the caption, or was the last one named before the table.
    """
    if column.scale is not None:
        return column.scale[0], column.scale[1:]
    if not facet.containers:
        return "", None
    spans = [(cell.start, cell.end) for _, cell in sorted(row.items())]
    if layout.table.caption:
        spans.append(layout.table.caption)
    for begin, stop in spans:
        for start, end, label in titled_names(facet, layout.text[begin:stop]):
            return label, (begin + start, begin + end)
    return scale_before(layout.scope, layout.table, facet), None


def _explaining(layout: Layout, facets: dict[int, str]) -> set[int]:
    """The columns that may explain the items left of them: not those of other items, of remedies or of references."""
    context = layout.scope.facet(layout.table.block)
    found = set()
    for column, heads in layout.heads.items():
        if column in facets:
            continue
        words = layout.words(heads[0])
        own = {facets.get(column - 1)}
        if not _CITES_WORKS & set(words) and {cue.facet for cue in layout.scope.cues(words, context)} <= own:
            found.add(column)
    return found


def _beside(text: str, row: dict[int, Cell], cell: Cell) -> str:
    """The words of the next cell of the row, which most often explain the item."""
    beside = row.get(cell.column + 1)
    words = re.sub(r"\s+", " ", text[beside.start : beside.end]) if beside else ""
    return words if len(words.split()) > 3 else ""
