"""The tables and lists of a document, laid out once for all that ask of them.

In: a Document. Out: a Layout. Read by extract.attribution, extract.denials and extract.places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from corpus.study import BlockKind, Document
from extract.grid import Grid


@dataclass(frozen=True, eq=False)
class Layout:
    """Nothing is worked out before it is asked for."""

    document: Document

    @cached_property
    def grids(self) -> dict[int, Grid]:
        """The tables by index of their block."""
        return {table.block: Grid.of(table) for table in self.document.tables}

    @cached_property
    def first_items(self) -> dict[int, int]:
        """For the index of each list item's block that of the first item of its list."""
        first: dict[int, int] = {}
        before = None
        for index, block in enumerate(self.document.blocks):
            if block.kind is BlockKind.LIST_ITEM:
                goes_on = before is not None and before.group == block.group
                first[index] = first[index - 1] if goes_on else index
            before = block if block.kind is BlockKind.LIST_ITEM else None
        return first
