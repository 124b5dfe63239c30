"""Part: a block in the making, as readers give it and repairs change it, before it has a place in the canonical text.

In: strands. Out: parts for corpus.weave. A part keeps what it means (kind, list, heading level) beside its words; what
is bold and what is cited is kept once for the whole file as spans of the source, so that repairs need not move it.
Parts and cells are values that nobody changes. They are not frozen, since a paper has hundreds of each, and a frozen
one takes six times as long to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.strand import EMPTY, Strand
from corpus.study import BlockKind, Reference


@dataclass(frozen=True, slots=True)
class Mend:
    """A repair without its place: name as in corpus.study.Repair, and what changed."""

    name: str
    note: str


@dataclass(slots=True)
class CellPart:
    """A table cell: its words and its place in the grid, counted from 0."""

    row: int
    column: int
    strand: Strand
    header: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Part:
    """One block to be.

    marker: the bullet, list number or heading number that stands before the words and is not one of them.
    level: depth of a list item from 0, or of a heading from 1 (0: not known). list: items of one number are one list.
    number, title: of a heading; title only when the reader inferred it and the strand is empty.
    cells, label: of a table. key: of a reference. mends: what was mended here.
    """

    kind: BlockKind
    strand: Strand
    marker: Strand = EMPTY
    level: int = 0
    list: int | None = None
    number: str = ""
    title: str = ""
    confidence: float = 1.0
    cells: tuple[CellPart, ...] = ()
    label: str = ""
    key: str = ""
    mends: tuple[Mend, ...] = ()

    @property
    def text(self) -> str:
        return self.strand.text

    def at_level(self, level: int, confidence: float) -> Part:
        """The part at another level; spelled out, since each heading gets one and replace() takes six times as long."""
        rest = (self.cells, self.label, self.key, self.mends)
        return Part(self.kind, self.strand, self.marker, level, self.list, self.number, self.title, confidence, *rest)

    def mended(self, name: str, note: str) -> Part:
        return replace(self, mends=(*self.mends, Mend(name, note)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file, before repairs and weaving.

    source: the text that strands point into. bold: emphasised spans of the source. cited: spans of the source with the
    keys of the references that they point to, where the file says so itself. title, authors and so on: where the file
    states them as such; empty fields are looked for in the parts. measured: the text that coverage is measured against,
    without mark-up; "" when that is the source itself. marked_up: the file states its metadata
    and references itself. headed: the reader has found the headings that stand in the file. structured: the file marks
    its paragraphs, lists and the levels of its headings, so that none of them is torn.
    """

    source: str
    parts: tuple[Part, ...]
    bold: tuple[tuple[int, int], ...] = ()
    cited: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    references: tuple[Reference, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    date: str = ""
    made_by: str = ""
    measured: str = ""
    marked_up: bool = False
    headed: bool = False
    structured: bool = False
    mends: tuple[Mend, ...] = field(default=())


def of_kind(parts: Sequence[Part], kind: BlockKind) -> list[Part]:
    """The parts of one kind, in order."""
    return [part for part in parts if part.kind is kind]
