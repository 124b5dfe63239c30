"""Tables of one paper that label or cite the same works otherwise.

In: a Reading. Out: Disagreements of kind contradiction. Called by synthesis.refutation.within. One table gives each
work its labels; another one groups works under the same labels, written out or as initials ("SC", "Soil condition").
Where most of its places agree, so that it is the same sorting, those that do not are told. So are two tables that share
their row labels and cite works for them of which neither list holds the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations

from corpus.study import Cell, Table
from extract.theme import fold_label
from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.reading import Reading

_CITED = re.compile(r"\[(\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?)\]")
_SPLIT = re.compile(r"\s*[,;/]\s*|\s+and\s+")
_LEAST = 6  # works that two tables share, to be two sortings of the same works
_AGREE = 0.5  # the share of places that agree, above which it is the same sorting
_MOST = 4  # places that are quoted
_LONGEST = 40  # characters of a label


@dataclass(frozen=True, eq=False)
class _Rows:
    """A table by rows: the text of each cell, and where the row stands."""

    reading: Reading
    table: Table

    @cached_property
    def cells(self) -> dict[int, list[Cell]]:
        found: dict[int, list[Cell]] = {}
        for cell in sorted(self.table.cells, key=lambda c: (c.row, c.column)):
            if cell.row > 0 and cell.start < cell.end:
                found.setdefault(cell.row, []).append(cell)
        return found

    def text(self, cell: Cell) -> str:
        return " ".join(self.reading.document.text[cell.start : cell.end].split())

    @cached_property
    def name(self) -> str:
        return self.table.label.capitalize() if self.table.label else "a table"

    def span(self, row: int) -> tuple[int, int]:
        cells = [cell for cell in self.cells[row] if cell.row == row]
        return min(cell.start for cell in cells), max(cell.end for cell in cells)

    def key(self, row: int) -> tuple[int, int]:
        """The cell of a row that tells: the one that cites works, else the last."""
        cells = [cell for cell in self.cells[row] if cell.row == row]
        telling = [cell for cell in cells[1:] if _CITED.search(self.text(cell))] or cells[-1:]
        return telling[0].start, telling[0].end

    @cached_property
    def labels(self) -> dict[str, tuple[frozenset[str], int]]:
        """By number of the work, its labels and its row: of a table whose first cells are numbers of works."""
        found: dict[str, tuple[frozenset[str], int]] = {}
        for row, cells in self.cells.items():
            number = re.fullmatch(r"\[?(\d{1,3})\]?", self.text(cells[0]))
            told = {label for cell in cells[1:] for label in _labels(self.text(cell))}
            if number and told:
                found[number[1]] = (frozenset(told), row)
        return found

    @cached_property
    def cited(self) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
        """By row, the works that it cites and the labels in its other cells."""
        found: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        for row, cells in self.cells.items():
            texts = [self.text(cell) for cell in cells]
            works = {n for text in texts[1:] for group in _CITED.findall(text) for n in _expanded(group)}
            if works:
                names = {fold_label(text) for text in texts if not _CITED.search(text) and 0 < len(text) <= _LONGEST}
                found[row] = (frozenset(works), frozenset(names))
        return found


def tabled(reading: Reading) -> Iterator[Disagreement]:
    """The pairs of tables that disagree, in the order of the text."""
    tables = [_Rows(reading, table) for table in reading.document.tables]
    for one, other in permutations(tables, 2):
        yield from _labelled(one, other)
    for one, other in combinations(tables, 2):
        yield from _rows_cite(one, other)


def _labelled(one: _Rows, other: _Rows) -> Iterator[Disagreement]:
    """Works that one table labels, and the other one groups under another label."""
    known = {label for labels, _ in one.labels.values() for label in labels}
    places = [
        (work, group, row)
        for row, (works, names) in other.cited.items()
        for group in sorted(names)
        for work in sorted(works)
        if work in one.labels and any(_means(label, group) for label in known)
    ]
    wrong = [p for p in places if not any(_means(label, p[1]) for label in one.labels[p[0]][0])]
    if len({work for work, _, _ in places}) < _LEAST or not wrong or len(places) - len(wrong) <= _AGREE * len(places):
        return
    first: dict[str, tuple[str, str, int]] = {}
    for place in sorted(wrong, key=lambda p: (-len(one.labels[p[0]][0] & known), p[2], int(p[0]))):
        first.setdefault(place[0], place)
    shown = sorted(first.values(), key=lambda p: (p[2], int(p[0])))
    computed = "; ".join(
        f"{work} is {_told(one, work)} in {one.name}, under {group} in {other.name}" for work, group, _ in shown
    )
    sides: list[Side] = []
    for work, group, row in shown[:_MOST]:
        own = one.labels[work][1]
        sides.append(one.reading.side(one.span(own), one.key(own), f"{work}: {_told(one, work)}"))
        sides.append(one.reading.side(other.span(row), other.key(row), f"{work}: {group}", against=True))
    yield _of("Labels of works", sides, "two tables sort the same works otherwise", 0.75, computed)


def _rows_cite(one: _Rows, other: _Rows) -> Iterator[Disagreement]:
    """Rows of the same labels that cite works of which neither list holds the other."""
    pairs = [
        (row, here, there_row, there)
        for row, (here, names) in one.cited.items()
        for there_row, (there, other_names) in other.cited.items()
        if len(names & other_names) >= 2
    ]
    apart = [pair for pair in pairs if pair[3] - pair[1] and pair[1] - pair[3]]
    if len(pairs) < 3 or not apart or 2 * len(apart) > len(pairs):
        return
    computed = "; ".join(
        f"{', '.join(sorted(there - here, key=int))} only in {other.name}" for _, here, _, there in apart[:_MOST]
    )
    sides: list[Side] = []
    for row, _, there_row, _ in apart[:_MOST]:
        sides.append(one.reading.side(one.span(row), one.key(row), one.name))
        sides.append(one.reading.side(other.span(there_row), other.key(there_row), other.name, against=True))
    yield _of("Works of the same rows", sides, "two tables cite other works for the same rows", 0.65, computed)


def _labels(text: str) -> list[str]:
    """The labels of a cell, as written; years and long texts are none."""
    parts = [part for part in _SPLIT.split(text.strip()) if part]
    return [part for part in parts if len(part) <= _LONGEST and not re.search(r"\d{2}", part)]


def _means(label: str, group: str) -> bool:
    """Whether a label is the name of a group, or its initials."""
    initials = "".join(word[0] for word in group.split() if word not in ("and", "of", "the"))
    return fold_label(label) == group or (label.isupper() and len(label) > 1 and label.casefold() == initials)


def _told(rows: _Rows, work: str) -> str:
    return ", ".join(sorted(rows.labels[work][0]))


def _expanded(written: str) -> list[str]:
    """The numbers of "3, 5-7"."""
    found: list[str] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?", written):
        found += map(str, range(int(first), min(int(last or first), int(first) + 60) + 1))
    return found


def _of(topic: str, sides: Sequence[Side], why: str, sure: float, computed: str) -> Disagreement:
    ordered = sorted(sides, key=lambda side: side.against)
    return Disagreement(Kind.CONTRADICTION, topic, tuple(ordered), (why,), sure, computed)
