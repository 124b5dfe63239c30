"""Who says what a mention says, and what it rests on.

In: a Scope and a candidate. Out: a Voice: finding or background, the works whose statement is reported, the works that
are pointed at. Called by extract.mentions. A work speaks in a sentence that names it as its source ("Ito et al. [4]
report ..."), in the sentences that go on about it ("They ..."), in the list that such a sentence leads in to, under a
heading or caption that names it, and in a row of a table whose rows are studies. In background sections a statement
with its pointer in brackets is the cited work's too; among findings it is the study's own, and rests on that work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.study import Block, BlockKind, Cell, Table
from extract.candidate import Candidate
from extract.grid import Grid
from extract.language import Passage
from extract.layout import Layout
from extract.pointing import Pointer, Pointers, tells_of_one
from extract.scope import Part, Scope
from extract.speakers import Speakers
from extract.theme import Basis

if TYPE_CHECKING:
    pass

_OTHER_CLAUSE = re.compile(
    r"[;:]|,\s*(?:(?:al)?though|while|whereas|but|because|since|so|yet|and (?:the|it|they|this|in|[A-Z]))\b"
)
_OF_STUDIES = frozenset(
    "study studies paper papers article articles author authors reference references source sources "
    "publication publications work works citation".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """basis: finding or background. attributed_to: the works that are reported. cites: all that is pointed at."""

    basis: Basis = Basis.FINDING
    attributed_to: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Voices:
    """The voices of one document. Nothing is worked out before it is asked for."""

    scope: Scope

    def of(self, candidate: Candidate) -> Voice:
        """The voice of a mention. Its place is where its label begins."""
        document = self.scope.reading.document
        block = document.blocks[candidate.block]
        grid = self.layout.grids.get(candidate.block)
        if grid is not None:
            speaker, cites = self._in_table(grid, candidate)
        else:
            speaker, cites = self._in_text(candidate, block)
        return Voice(self._basis(candidate.block), speaker or self._of_section(block), cites)

    def _basis(self, index: int) -> Basis:
        """Front matter before the first heading is background; what an abstract tells is what was found."""
        if self.scope.reading.document.blocks[index].kind in (BlockKind.ABSTRACT, BlockKind.KEYWORDS, BlockKind.TITLE):
            return Basis.FINDING
        if self._is_headless and self.scope.reading.document.blocks[index].section is None:
            return Basis.FINDING
        return Basis.FINDING if self.scope.part(index) is Part.FINDING else Basis.BACKGROUND

    @cached_property
    def _is_headless(self) -> bool:
        """Whether the headings of a document are lost: most of it stands before the first one."""
        document = self.scope.reading.document
        first = document.sections[0].start if document.sections else len(document.text)
        return first > len(document.text) / 2

    @cached_property
    def _pointers(self) -> Pointers:
        return Pointers(self.scope.reading.document)

    @cached_property
    def _speakers(self) -> Speakers:
        return Speakers(self.scope.reading, self._pointers)

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.scope.reading.document)

    def _in_text(self, candidate: Candidate, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
        document = self.scope.reading.document
        passage = self.scope.reading.passages.get(candidate.block)
        if passage is None or not passage.sentences:
            return (), self._pointers.keys(candidate.quote[0], candidate.quote[1])
        number = _number(passage, candidate.start)
        sentence = passage.sentences[number]
        start, end = passage.offset + sentence.start_char, passage.offset + sentence.end_char
        if block.kind is BlockKind.LIST_ITEM:
            start, end = block.start, block.end
        pointed = self._cites(candidate, start, end)
        own = self._speakers.in_sentence(passage, sentence)
        if own and (nearest := _nearest(own, (candidate.start, candidate.end), document.text)):
            return nearest, pointed
        speaker = () if own else self._speakers.of(passage)[number] or self._speakers.of_lead(block)
        one = not speaker and not own and tells_of_one(passage.text[sentence.start_char : sentence.end_char])
        if not speaker and (one or self._is_told_before(candidate.block)):
            behind = [p for p in self._pointers.between(candidate.end, end + 1) if not p.named and not p.compares]
            speaker = behind[0].keys if behind and len(behind[0].keys) == 1 else ()
        return speaker, pointed

    def _is_told_before(self, index: int) -> bool:
        block = self.scope.reading.document.blocks[index]
        return block.kind is not BlockKind.ABSTRACT and self._basis(index) is Basis.BACKGROUND

    def _cites(self, candidate: Candidate, start: int, end: int) -> tuple[str, ...]:
        """The mark right behind the label, else those of the item, else those of the sentence up to behind its stop."""
        text = self.scope.reading.document.text
        close = [
            p
            for p in self._pointers.between(candidate.end, candidate.end + 4)
            if not any(map(str.isalnum, text[candidate.end : p.start]))
        ]
        if close and not close[0].named:
            return close[0].keys
        inside = self._pointers.keys(*candidate.quote)
        if inside:
            return inside
        after = self._pointers.between(end, end + 3)
        return self._pointers.keys(start, end) or (after[0].keys if after and not after[0].named else ())

    def _of_section(self, block: Block) -> tuple[str, ...]:
        """The work that the heading of a section names ("The scale of Ito et al. (2019)")."""
        section = block.section
        while section is not None:
            if keys := self._headings.get(section):
                return keys
            section = self.scope.reading.document.sections[section].parent
        return ()

    @cached_property
    def _headings(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        document = self.scope.reading.document
        ends = {block.start: block.end for block in document.blocks}
        for number, section in enumerate(document.sections):
            named = self._pointers.between(section.start, ends.get(section.start, section.start))
            if named and len(named[0].keys) == 1:
                found[number] = named[0].keys
        return found

    def _in_table(self, grid: Grid, candidate: Candidate) -> tuple[tuple[str, ...], tuple[str, ...]]:
        cell = grid.cell(candidate.start)
        mine = tuple(grid.rows.get(cell.row, {}).values()) if cell and not cell.header else ()
        own = self._cites(candidate, candidate.start, candidate.end)
        cites = own or tuple(dict.fromkeys(key for c in mine for key in self._pointers.keys(c.start, c.end)))
        if grid.table.caption and not mine:
            cites = cites or self._pointers.keys(*candidate.quote)
        return self._of_row(grid, mine) or self._of_caption(grid.table), cites

    def _of_row(self, grid: Grid, cells: Iterable[Cell]) -> tuple[str, ...]:
        """The work that a row is about, where the rows of a table are studies: its first column has one in each row."""
        head = grid.heads.get(0)
        words = self.scope.reading.document.text[head.start : head.end].lower() if head else ""
        if not _OF_STUDIES & set(re.findall(r"[a-z]+", words)):
            return ()
        first = next((c for c in cells if c.column == 0), None)
        keys = self._pointers.keys(first.start, first.end) if first else ()
        return keys if len(keys) == 1 else ()

    def _of_caption(self, table: Table) -> tuple[str, ...]:
        """The work whose table this is, as the caption says ("Levels by Ito et al. [4]")."""
        if table.caption is None:
            return ()
        named = [p for p in self._pointers.between(*table.caption) if p.named and len(p.keys) == 1]
        return named[0].keys if len(named) == 1 else ()


def _number(passage: Passage, position: int) -> int:
    ends = [passage.offset + sentence.end_char for sentence in passage.sentences]
    return min(bisect_right(ends, position), len(ends) - 1)


def _nearest(speaking: list[Pointer], place: tuple[int, int], text: str) -> tuple[str, ...]:
    """The last work named before a label; else the first one after it that its own clause makes the source."""
    before = [p for p in speaking if p.start <= place[0]]
    if before:
        return before[-1].keys
    first = speaking[0]
    return first.keys if first.speaks and not _OTHER_CLAUSE.search(text, place[1], first.start) else ()
