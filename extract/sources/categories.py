"""Categories of a table: the words of a column that group the items of another one.

In: a Scope, a table and its columns by facet. Out: candidates. Called by extract.sources.tables. A column left of the
items groups them when its head says so ("Group", "Type of barrier") or names their own facet, and a value of it holds
for several rows. What such a column says of another facet ("Stage | Barrier") is not proposed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.study import Table
from extract import labels
from extract.candidate import Candidate, Container
from extract.grid import Grid
from extract.scope import Scope
from extract.theme import Evidence

_GROUPS = frozenset(
    "category group type kind class theme dimension area domain aspect cluster family classification nature "
    "subject topic heading".split()
)
_LONGEST = 6  # words; what is longer is no name of a category


def table_categories(scope: Scope, table: Table, columns: Mapping[int, str]) -> Iterator[Candidate]:
    """The categories of each column of items, in order of the rows; each value once."""
    text = scope.reading.document.text
    grid = Grid.of(table)
    for column, name in sorted(columns.items()):
        groups = grid.group_column(text, column)
        if not groups:
            continue
        first = next(iter(groups.values()))
        head = grid.heads.get(first.column)
        words = scope.reading.language.lemmas(text[head.start : head.end]) if head else ()
        cues = scope.cues(words, name)
        if first.column in columns or not (_GROUPS & set(words) or (cues and cues[0].facet == name)):
            continue
        container = Container(f"groups of column {column} of the table at {table.block}")
        seen: set[str] = set()
        for cell in groups.values():
            written = " ".join(text[cell.start : cell.end].split())
            label = labels.sentence_case(labels.clean(written))
            if label.casefold() in seen or not label or len(label.split()) > _LONGEST:
                continue
            seen.add(label.casefold())
            place = (cell.start, cell.end)
            why = f"{table.label or 'table'}: “{written}” groups {scope.codebook.facet_of[name].plural.lower()}"
            yield Candidate(
                name,
                label,
                *place,
                place,
                Evidence.TABLE_CELL,
                0.65,
                table.block,
                (why,),
                container=container,
                order=len(seen) - 1,
            )
