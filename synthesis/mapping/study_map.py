"""The map of one study: its tables read, its primary studies counted by category and year, its own numbers checked.

In: a study, facts of its method. Out: a StudyMap. Called by concord. The order of the rows of a table changes nothing
but the order of the rows that are quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Anchor, Document, Study
from corpus.tabled import DENIES
from extract.facts.values import Fact
from synthesis.mapping.checking import between_tables, years_told
from synthesis.mapping.holding_against import Recount, of_method
from synthesis.mapping.placing import Placing, counts_alone, placing
from synthesis.mapping.pointing import Pointing
from synthesis.mapping.recounting import Counted, as_category, by_category, by_year
from synthesis.mapping.rows import Sheet
from synthesis.mapping.values import YEAR, Check, Dimension, Placed, StudyMap, TableRead, Verdict, Work
from synthesis.refutation.reading import Reading

_FIRST = {Verdict.DIFFERS: 0, Verdict.EQUAL: 1, Verdict.UNTOLD: 2}


def study_map(study: Study, facts: Iterable[Fact] = ()) -> StudyMap:
    """The map of a study, of the document whose tables place most works; of several such, the best rendition.

    facts: of its method; how many studies it says to have included is held against its list of them.
    """
    read = [_read(document) for document in study.documents]
    best = max(read, key=lambda r: (len({key for p in r.placed for key in p.works}), len(r.placed)))
    counted = [*by_category(best.placed, best.works), *by_year(best.placed, best.works)]
    checks = _checks(best, study, list(facts), counted)
    told: dict[tuple[str, str], Verdict] = {}
    for check in checks:
        told.setdefault((check.dimension, check.category), check.verdict)
    verdicts = [told.get((one.dimension, one.label), Verdict.UNTOLD) for one in counted]
    categories = [as_category(one, best.works, verdict) for one, verdict in zip(counted, verdicts, strict=True)]
    place = {dimension.id: number for number, dimension in enumerate(best.dimensions)}
    return StudyMap(
        study.id,
        best.document.id,
        best.list_known,
        best.dimensions,
        tuple(best.works.values()),
        best.placed,
        tuple(sorted(categories, key=lambda c: (place.get(c.dimension, len(place)), -len(c.works), c.label))),
        checks,
        tuple(best.tables()),
    )


@dataclass(frozen=True, eq=False)
class _Read:
    """The tables of one document, as far as they are understood."""

    document: Document
    sheets: tuple[Sheet, ...]
    placings: tuple[Placing, ...]

    @property
    def placed(self) -> tuple[Placed, ...]:
        return tuple(placed for one in self.placings for placed in one.placed)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return tuple(dimension for one in self.placings for dimension in one.dimensions)

    @property
    def list_known(self) -> bool:
        return any(reference.included for reference in self.document.references)

    @cached_property
    def works(self) -> dict[str, Work]:
        """The works that are placed or included, by key, in order."""
        listed = self.document.reference_of
        named = {key for placed in self.placed for key in placed.works}
        named |= {reference.key for reference in listed.values() if reference.included}
        stated: dict[str, tuple[int, Anchor]] = {}
        for one in self.placings:
            for key, year, anchor in one.years:
                stated.setdefault(key, (year, anchor))
        found: dict[str, Work] = {}
        for key in sorted(named):
            reference = listed.get(key)
            title = (reference.title or " ".join(reference.raw.split())[:160]) if reference else key
            year_at = stated.get(key)
            primary = reference is None or reference.included or not self.list_known
            bibliographic = reference.year if reference else None
            found[key] = Work(key, title, bibliographic, primary, reference is not None, *(year_at or (None, None)))
        return found

    def tables(self) -> Iterator[TableRead]:
        for sheet, one in zip(self.sheets, self.placings, strict=True):
            works = len({key for placed in one.placed for key in placed.works})
            yield TableRead(sheet.label, sheet.caption, sheet.whole, one.shape, one.why, len(sheet.rows), works)


def _read(document: Document) -> _Read:
    pointing = Pointing(document)
    included = {reference.key for reference in document.references if reference.included}
    numbered = [Sheet(document, table, number) for number, table in enumerate(document.tables, 1)]
    sheets = tuple(sheet for sheet in numbered if sheet.worded)
    return _Read(document, sheets, tuple(_placed(sheet, pointing, included) for sheet in sheets))


def _placed(sheet: Sheet, pointing: Pointing, included: set[str]) -> Placing:
    if DENIES.search(f"{sheet.caption} {sheet.title}"):
        return Placing(None, "it is of other reviews, of a search, or of what was left out")
    return placing(sheet, pointing, included)


def _checks(read: _Read, study: Study, facts: Sequence[Fact], counted: Sequence[Counted]) -> tuple[Check, ...]:
    """All checks, differences first, the largest ahead."""
    recount, found = Recount(counted), list[Check]()
    for sheet, one in zip(read.sheets, read.placings, strict=True):
        found += recount.of_table(sheet, one.stated if one.shape else counts_alone(sheet))
    found += recount.of_text(Reading(study, read.document))
    categories = [one for one in counted if one.dimension != YEAR]
    found += between_tables(categories, {dimension.id: dimension.table for dimension in read.dimensions})
    found += years_told(list(read.works.values()))
    if read.list_known:
        found += of_method(study, read.document, facts, read.works)
    return tuple(sorted(found, key=_in_order))


def _in_order(check: Check) -> tuple[int, int, str, str, int]:
    named = len(check.only_told) + len(check.only_counted)  # of a selection the works that differ, not its shortness
    worst = -(named or abs(check.difference or 0))
    return _FIRST[check.verdict], worst, check.dimension, check.category, check.told.anchor.start
