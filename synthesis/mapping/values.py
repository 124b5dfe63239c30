"""The values of a mapping: which primary studies a paper's tables put under which category, and what it says of them.

In: nothing. Out: frozen values, made by synthesis.mapping.study_map, read by concord. Works are named by the keys of
the document's references; a study that the paper numbers ("S7") and does not list keeps that number as its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.study import Anchor, DocumentId, StudyId

YEAR, ALL = "year", "all"  # the dimension that every map has, and that of all its primary studies together
STATED_YEAR = "stated year"  # the dimension of checks that hold a table's year against the bibliography's


class Shape(StrEnum):
    """How a table places primary studies."""

    STUDIES = "rows are studies"
    LISTS = "rows list studies"
    CELLS = "cells list studies"


class Verdict(StrEnum):
    """What the recount says of a number that the paper tells."""

    DIFFERS = "differs"
    EQUAL = "equal"
    UNTOLD = "not told"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way in which a table sorts primary studies: a column of it, or its heads.

    id: number of the table and of the column, both from 1 ("2.1"); "2.heads" where the heads are the categories,
    "2.group" where rows of their own are. table: "Table 2" as far as it has a label. name: the head as written, ""
    without one.
    """

    id: str
    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, or a cell, that puts works under categories.

    works: keys, each once, in order. labels: (id of the dimension, category), the category as first written.
    """

    anchor: Anchor
    works: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a table names. year: of the bibliography, None if unknown.

    primary: it counts, because the review includes it, or because the review has no list that could say so.
    stated: the year that a table gives it, at told_at; None and None where none does.
    """

    key: str
    title: str
    year: int | None
    primary: bool
    listed: bool = True
    stated: int | None = None
    told_at: Anchor | None = None

    @property
    def counted_year(self) -> int | None:
        """The year that it is counted under: the table's, since the paper counts by it, else the bibliography's."""
        return self.year if self.stated is None else self.stated


@dataclass(frozen=True, slots=True)
class Told:
    """A number of studies that the paper states. percent: the share, 0 to 100. Either may be None, not both.

    source: "table", "text", "method" or "other table".
    """

    number: int | None
    percent: float | None
    anchor: Anchor
    source: str


@dataclass(frozen=True, slots=True)
class Check:
    """A number that the paper tells against the recount.

    dimension: its id, YEAR or ALL. category: "" for ALL. counted: primary studies in the recount. difference: told less
    counted, None for a share alone. why: in words. rows: where the counted works stand, at most a few. only_told,
    only_counted: works of the one place and not of the other, where two places name works.
    """

    dimension: str
    category: str
    counted: int
    told: Told
    verdict: Verdict
    difference: int | None
    why: str
    rows: tuple[Anchor, ...] = ()
    only_told: tuple[str, ...] = ()
    only_counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRead:
    """What became of one table. shape: None when it was not understood; why: in words. anchor: of the whole table."""

    label: str
    caption: str
    anchor: Anchor
    shape: Shape | None
    why: str
    rows: int
    works: int


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a dimension: its primary studies, the other works named there, and the rows that say so.

    works, others: keys, sorted. years: (year, keys) with None for works of unknown year, the oldest first, None last.
    verdict: of its checks; DIFFERS when any differs.
    """

    dimension: str
    label: str
    works: tuple[str, ...]
    others: tuple[str, ...]
    years: tuple[tuple[int | None, tuple[str, ...]], ...]
    rows: tuple[Anchor, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class StudyMap:
    """The map of one study, of the document whose tables say most.

    list_known: the review's list of included works is known, so that only these count as primary studies. works: named
    by tables, or included; by key. categories: by dimension, then most works, then label. checks: differences first.
    """

    study: StudyId
    document: DocumentId
    list_known: bool
    dimensions: tuple[Dimension, ...]
    works: tuple[Work, ...]
    placed: tuple[Placed, ...]
    categories: tuple[Category, ...]
    checks: tuple[Check, ...]
    tables: tuple[TableRead, ...]

    @property
    def primary(self) -> tuple[str, ...]:
        """Keys of its primary studies."""
        return tuple(work.key for work in self.works if work.primary)
