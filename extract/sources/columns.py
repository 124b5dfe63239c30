"""Which columns of a table hold items, and of which facet.

In: a Scope and a table. Out: Columns, in order of place. Called by extract.sources.tables. A column speaks of the facet
that its head names, the lower head before the one above it, or holds the levels of the scale that its head names. Where
no head tells, the caption or the section of findings does: then the first column with words holds the items, or, in a
table "by" something or with two rows of heads, the columns behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.study import Cell, Table
from extract.cues import Cue
from extract.facet import Facet, ItemShape
from extract.language import lemma
from extract.scope import Part, Scope
from extract.sources.cell_items import cell_items
from extract.sources.scale_names import titled_names, wide_names

_CODE = re.compile(r"[A-Z]{0,3}\d{1,2}")
_OF_STUDIES = frozenset(
    "reference study source citation paper article year author country design sample participant aim method outcome "
    "journal publication n number share percentage frequency count region continent".split()
)
_GROUPING = frozenset(
    "category group type kind class purpose function layer origin setting area dimension perspective level domain "
    "topic party field cluster".split()
)
_BY = re.compile(r"\b(?:by|per|across|grouped|arranged|ordered)\b", re.IGNORECASE)
_LONGEST_HEAD = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of items. scale: the name whose levels they are, and its place; of: the column of their wholes."""

    index: int
    facet: str
    scale: tuple[str, int, int] | None = None
    of: int | None = None


@dataclass(frozen=True, eq=False)
class Layout:
    """A table with its heads told from its body."""

    scope: Scope
    table: Table

    @property
    def text(self) -> str:
        return self.scope.reading.document.text

    @cached_property
    def head_rows(self) -> frozenset[int]:
        """The rows of heads; a second one that the file does not mark goes on with the words of the first."""
        marked = {cell.row for cell in self.table.cells if cell.header}
        if len(marked) == 1:
            row = next(iter(marked))
            first, second = self._row(row), self._row(row + 1)
            if len(set(first)) < len(first) - first.count("") and second and second[0] in (first[0], ""):
                marked.add(row + 1)
        return frozenset(marked)

    def _row(self, row: int) -> list[str]:
        cells = sorted((c for c in self.table.cells if c.row == row), key=lambda c: c.column)
        return [" ".join(self.text[c.start : c.end].split()) for c in cells]

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells of the body that hold words, by row and column."""
        rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        for cell in self.table.cells:
            if cell.row not in self.head_rows and not cell.header and cell.start < cell.end:
                rows[cell.row][cell.column] = cell
        return dict(sorted(rows.items()))

    @cached_property
    def heads(self) -> dict[int, tuple[Cell, ...]]:
        """The heads over each column, the lowest first."""
        found: dict[int, list[Cell]] = defaultdict(list)
        columns = sorted({cell.column for cell in self.table.cells})
        for row in sorted(self.head_rows, reverse=True):
            cells = sorted((c for c in self.table.cells if c.row == row), key=lambda c: c.column)
            for column in columns:
                over = [c for c in cells if c.column == column or c.column < column < c.column + c.columns]
                if over and over[-1].start < over[-1].end:
                    found[column].append(over[-1])
        return {column: tuple(cells) for column, cells in found.items()}

    def words(self, cell: Cell) -> tuple[str, ...]:
        """The lemmas of a head."""
        return tuple(self.scope.reading.language.lemmas(self.text[cell.start : cell.end]))

    def body(self, column: int) -> list[str]:
        return [self.text[row[column].start : row[column].end] for row in self.rows.values() if column in row]

    def holds_words(self, column: int) -> bool:
        """Whether a column holds words rather than numbers or codes ("3", "L0")."""
        body = self.body(column)
        return any(any(map(str.isalpha, words)) and not _CODE.fullmatch(words.strip()) for words in body)

    @cached_property
    def caption(self) -> str:
        start, end = self.table.caption or (0, 0)
        return self.text[start:end]

    @cached_property
    def caption_words(self) -> tuple[str, ...]:
        text = self.caption.capitalize() if self.caption.isupper() else self.caption
        return tuple(lemma(t) for t in self.scope.reading.language.tagged([text])[0] if not t.is_punct)


def columns_of(layout: Layout) -> tuple[Column, ...]:
    """The columns of items of a table, in order of place."""
    context = scale_facet(layout) or layout.scope.facet(layout.table.block)
    found = _by_heads(layout, context)
    if len(found) == 1 and len(layout.head_rows) > 1:
        found |= _crossed(layout, context, *found.values())
    return tuple(column for _, column in sorted(found.items())) or tuple(_by_caption(layout, context))


def _crossed(layout: Layout, context: str | None, first: Column) -> dict[int, Column]:
    """The columns behind the first one of a table that counts the same facet by something ("Tasks, by party")."""
    facet = layout.scope.codebook.facet_of[first.facet]
    counted = {cue.facet for cue in layout.scope.cues(layout.caption_words, context) if _is_counted(layout, cue)}
    if first.index != min(layout.heads) or facet.name not in counted or not _BY.search(layout.caption):
        return {}
    behind = [c for c in layout.heads if c > first.index and layout.holds_words(c) and _may_hold(layout, c, facet)]
    kept = [c for c in behind if not _heads_hold(layout, c, _OF_STUDIES)]
    return {c: Column(c, facet.name, None, first.index) for c in kept} if len(kept) > 1 else {}


def scale_facet(layout: Layout) -> str | None:
    """The facet of the scale that a caption names ("Levels of the River Maturity Model")."""
    facets = layout.scope.codebook.facets
    return next((f.name for f in facets if any(titled_names(f, layout.caption))), None)


def _by_heads(layout: Layout, context: str | None) -> dict[int, Column]:
    found: dict[int, Column] = {}
    spanned: dict[int, str] = {}  # start of a head over several columns, and its facet
    grouping: set[int] = set()  # columns that group ("Category") unless no other one holds the items
    for column, heads in sorted(layout.heads.items()):
        for head in heads:
            scale = _scale_in(layout, head, context)
            cue = None if scale else _cue_of(layout, head, context, first=not found and column == min(layout.heads))
            if scale is None and cue is None:
                continue
            facet = scale[0] if scale else cue.facet if cue else ""
            place = column if layout.holds_words(column) else column + 1
            earlier = next((c for c in found.values() if c.facet == facet), None)
            if earlier and cue and not cue.weak and earlier.index in grouping:
                del found[earlier.index]
                earlier = None
            if scale:
                found[place] = Column(place, facet, scale[1:])
            elif earlier is None or spanned.get(head.start) == facet:
                found.setdefault(place, Column(place, facet))
                spanned[head.start] = facet
                if cue and cue.weak and _GROUPING & set(layout.words(head)):
                    grouping.add(place)
            elif _are_parts(layout, earlier.index, place, facet):
                found.setdefault(place, Column(place, facet, None, earlier.index))
            break
    return found


def _scale_in(layout: Layout, head: Cell, context: str | None) -> tuple[str, str, int, int] | None:
    """(facet, label, start, end) of the scale that a head names, None for none."""
    words = layout.text[head.start : head.end]
    for facet in layout.scope.codebook.facets:
        if facet.containers:
            names = wide_names(facet, words) if facet.name == context else list(titled_names(facet, words))
            if names:
                start, end, label = names[0]
                return facet.name, label, head.start + start, head.start + end
    return None


def _cue_of(layout: Layout, head: Cell, context: str | None, *, first: bool) -> Cue | None:
    """The cue of a head; the first column may say again what the caption counts ("Systems in use": "System | Type")."""
    words = layout.words(head)
    if not 0 < len(words) <= _LONGEST_HEAD:
        return None
    cues = layout.scope.cues(words, context)
    if cues:
        within = layout.scope.codebook.facet_of.get(context or "")
        counts = within is not None and bool(within.containers) and cues[0].words in within.weak_cues
        return replace(cues[0], facet=context) if counts and context else cues[0]
    if first and len(words) <= 2:
        for facet in layout.scope.codebook.facets:
            repeated = [cue for cue in layout.scope.cues(words, facet.name) if _is_counted(layout, cue)]
            if repeated:
                return repeated[0]
    return None


def _are_parts(layout: Layout, whole: int, column: int, name: str) -> bool:
    """Whether a second column of a facet holds several items for each one of the first ("Phase | Activities")."""
    facet = layout.scope.codebook.facet_of[name]
    if facet.singular:
        return False
    one, several = (
        [sum(1 for _ in cell_items(layout.text, row[c], facet)) for row in layout.rows.values() if c in row]
        for c in (whole, column)
    )
    return bool(one) and bool(several) and sum(one) < 1.3 * len(one) and sum(several) > 1.5 * len(several)


def _by_caption(layout: Layout, context: str | None) -> Iterator[Column]:
    """The columns of items of a table whose heads name no facet."""
    columns = sorted({cell.column for cell in layout.table.cells if cell.row not in layout.head_rows})
    worded = [column for column in columns if layout.holds_words(column)]
    if not worded or not layout.heads:
        return
    cues = [cue for cue in layout.scope.cues(layout.caption_words, context) if _is_counted(layout, cue)]
    name = cues[0].facet if cues else _of_section(layout, context)
    if name is None:
        return
    facet = layout.scope.codebook.facet_of[name]
    if len(layout.head_rows) > 1 or _BY.search(layout.caption) or _heads_hold(layout, worded[0], _GROUPING):
        behind = [c for c in worded[1:] if not _heads_hold(layout, c, _OF_STUDIES) and _may_hold(layout, c, facet)]
        if behind and (len(layout.head_rows) > 1 or not cues):
            yield from (Column(c, name) for c in behind)
            return
        if behind and _BY.search(layout.caption):
            yield Column(behind[0], name)
            return
    if cues or not _heads_hold(layout, worded[0], _OF_STUDIES | _GROUPING):
        yield Column(worded[0], name)


def _of_section(layout: Layout, context: str | None) -> str | None:
    """The facet of the section of findings, when the table does not speak of studies or of another facet."""
    if context is None or layout.scope.part(layout.table.block) is not Part.FINDING:
        return None
    first = min(layout.heads, default=0)
    if _heads_hold(layout, first, _OF_STUDIES) or {c.facet for c in layout.scope.cues(layout.caption_words)} - {
        context
    }:
        return None
    return context


def _heads_hold(layout: Layout, column: int, words: frozenset[str]) -> bool:
    return any(words & set(layout.words(head)) for head in layout.heads.get(column, ())[:1])


def _may_hold(layout: Layout, column: int, facet: Facet) -> bool:
    """Whether the cells of a column are as short as items are, and speak of no other facet by their head."""
    for head in layout.heads.get(column, ()):
        if {cue.facet for cue in layout.scope.cues(layout.words(head))} - {facet.name}:
            return False
    parts = [p for words in layout.body(column) for p in re.split(r"[;,\n]", words) if any(map(str.isalpha, p))]
    longest = 10 if facet.item is ItemShape.CLAUSE else 6
    return bool(parts) and sum(len(p.split()) <= longest for p in parts) >= 0.8 * len(parts)


def _is_counted(layout: Layout, cue: Cue) -> bool:
    """Whether a caption names a facet in the plural, as a caption over its items does ("Barriers found")."""
    words = re.findall(r"[A-Za-z-]+", layout.caption.lower())
    last = cue.words.split()[-1]
    return any(w != last and w.startswith(last[:-1]) and w.endswith("s") for w in words)
