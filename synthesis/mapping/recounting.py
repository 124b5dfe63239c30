"""The recount: which works each category, and each year, holds.

In: what tables placed, the works. Out: Counted, Category. Called by synthesis.mapping.study_map. A work that stands in
several rows of a category is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.study import Anchor
from extract.theme import fold_label
from synthesis.mapping.values import YEAR, Category, Placed, Verdict, Work


@dataclass(frozen=True, slots=True)
class Counted:
    """The recount of one category. works: primary ones; others: not known to be. of: studies that a share may be of."""

    dimension: str
    label: str
    works: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[Anchor, ...]
    of: tuple[int, ...]


def folded(label: str) -> str:
    """The form in which two categories of one column are one."""
    return fold_label(label) or label


def by_category(placed: Sequence[Placed], works: Mapping[str, Work]) -> Iterator[Counted]:
    """The recount of each category, in the order of the tables."""
    rows: dict[tuple[str, str], list[Placed]] = {}
    written: dict[tuple[str, str], str] = {}
    all_of: dict[str, set[str]] = {}
    for one in placed:
        for dimension, label in one.labels:
            same = (dimension, folded(label))
            written[same] = min(written.get(same, label), label)
            rows.setdefault(same, []).append(one)
            all_of.setdefault(dimension, set()).update(key for key in one.works if works[key].primary)
    everything = sum(work.primary for work in works.values())
    for same, held in rows.items():
        keys = sorted({key for one in held for key in one.works})
        yield Counted(
            same[0],
            written[same],
            tuple(key for key in keys if works[key].primary),
            tuple(key for key in keys if not works[key].primary),
            tuple(dict.fromkeys(one.anchor for one in held)),
            (len(all_of[same[0]]), everything),
        )


def by_year(placed: Sequence[Placed], works: Mapping[str, Work]) -> Iterator[Counted]:
    """The primary studies of each year, with the rows that name them, the oldest first."""
    rows: dict[str, list[Anchor]] = {}
    for one in placed:
        for key in one.works:
            rows.setdefault(key, []).append(one.anchor)
    years: dict[int, list[str]] = {}
    for key, work in works.items():
        if work.primary and work.counted_year is not None:
            years.setdefault(work.counted_year, []).append(key)
    dated = sum(map(len, years.values()))
    for year, keys in sorted(years.items()):
        anchors = tuple(dict.fromkeys(anchor for key in keys for anchor in rows.get(key, ())))
        yield Counted(YEAR, str(year), tuple(sorted(keys)), (), anchors, (dated,))


def as_category(counted: Counted, works: Mapping[str, Work], verdict: Verdict) -> Category:
    """The recount of a category by year."""
    years: dict[int | None, list[str]] = {}
    for key in counted.works:
        years.setdefault(works[key].counted_year, []).append(key)
    in_order = sorted(years.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return Category(
        counted.dimension,
        counted.label,
        counted.works,
        counted.others,
        tuple((year, tuple(sorted(keys))) for year, keys in in_order),
        counted.rows,
        verdict,
    )
