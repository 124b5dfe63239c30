"""Categories: the words of a column that group the items of another one, and the kinds that paragraphs open with.

In: a Scope; for a table also its columns by facet. Out: candidates. Called by extract.sources.tables and
extract.pipeline. A column left of the items groups them when its head says so ("Group", "Type of barrier") or names
their own facet, and a value of it holds for several rows or items. What such a column says of another facet ("Stage |
Barrier") is not proposed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.study import BlockKind, Table
from extract import labels
from extract.candidate import Candidate, Container
from extract.facet import ItemShape
from extract.grid import Grid
from extract.language import Passage
from extract.scope import Part, Scope
from extract.theme import Evidence

_OPENING = re.compile(r"\s*([A-Z][\w/&,-]*(?: [\w/&,-]+){1,5})\s?[.:]\s+(?=[A-Z“\"(])")
_GROUPS = frozenset(
    "category group type kind class theme dimension area domain aspect cluster family classification nature "
    "subject topic heading sphere perspective".split()
)
_LONGEST = 6  # words; what is longer is no name of a category


def from_run_in_categories(scope: Scope) -> Iterator[Candidate]:
    """Paragraphs that open with a category of a facet ("Legal barriers. ..."): two or more in one section."""
    openings: dict[tuple[int | None, str], list[tuple[Passage, int]]] = {}
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
        found = _OPENING.match(passage.text)
        if found is None or len(found[1].split()) > _LONGEST or scope.part(passage) is Part.PROTOCOL:
            continue
        words = scope.reading.language.lemmas(found[1])
        cues = [cue for cue in scope.cues(words) if cue.position + len(cue.words.split()) == len(words)]
        if cues and cues[0].position > 0:
            openings.setdefault((passage.block.section, cues[0].facet), []).append((passage, found.end(1)))
    for (section, name), passages in openings.items():
        if len(passages) < 2:
            continue
        container = Container(f"opening categories in section {section}")
        for order, (passage, length) in enumerate(passages):
            start, end = passage.offset, passage.offset + length
            label = labels.sentence_case(labels.clean(scope.reading.document.text[start:end]))
            yield Candidate(
                name,
                label,
                start,
                end,
                (start, passage.block.end),
                Evidence.RUN_IN_HEADING,
                0.7,
                passage.index,
                ("one of several paragraphs that open with a kind of the facet",),
                container=container,
                order=order,
            )


def table_categories(scope: Scope, table: Table, columns: Mapping[int, str]) -> Iterator[Candidate]:
    """The categories of each column of items, in order of the rows; each value once."""
    text = scope.reading.document.text
    grid = Grid.of(table)
    for column, name in sorted(columns.items()):
        if scope.codebook.facet_of[name].item is ItemShape.NAME:
            continue  # what groups names is no name
        groups = grid.group_column(text, column)
        if not groups:
            continue
        first = next(iter(groups.values()))
        head = grid.heads.get(first.column)
        words = scope.reading.language.lemmas(text[head.start : head.end]) if head else ()
        cues = scope.cues(words, name)
        named = _GROUPS & set(words) or _is_sorted_by(text, table, words) or (cues and cues[0].facet == name)
        if first.column in columns or not named:
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


def _is_sorted_by(text: str, table: Table, head: Sequence[str]) -> bool:
    """Whether the caption says that the table is sorted by that column ("Barriers by origin")."""
    caption = text[table.caption[0] : table.caption[1]].lower() if table.caption else ""
    return len(head) == 1 and re.search(rf"\bby (?:\w+ )?{re.escape(head[0])}\b", caption) is not None
