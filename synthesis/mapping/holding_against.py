"""Which told number is of which category: of a table's own row, of a table that places nothing, of text and method.

In: the recount, what is told where. Out: Checks. Called by synthesis.mapping.study_map. A number whose category two
tables have is held against the one that it is equal to, so that a difference is told only where none fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Document, Study
from corpus.tabled import DENIES
from extract.facts.values import Fact, Kind, Stage
from synthesis.mapping.checking import against, same_category
from synthesis.mapping.labels import as_year, is_total
from synthesis.mapping.placing import Stated
from synthesis.mapping.recounting import Counted, folded
from synthesis.mapping.rows import Number, Sheet
from synthesis.mapping.stating import claims
from synthesis.mapping.values import ALL, Check, Verdict, Work
from synthesis.refutation.reading import Reading

_SEARCH = re.compile(r"\b(?:search|retriev|hits|initial|database|record|before|duplicat|quer)", re.IGNORECASE)
_FITS = {Verdict.EQUAL: 0, Verdict.DIFFERS: 1, Verdict.UNTOLD: 2}


@dataclass(frozen=True, eq=False)
class Recount:
    """The recount of one document, to hold numbers against."""

    counted: Sequence[Counted]

    @cached_property
    def _by_label(self) -> dict[str, list[Counted]]:
        found: dict[str, list[Counted]] = {}
        for one in self.counted:
            found.setdefault(folded(one.label), []).append(one)
            if (year := as_year(one.label)) and year != one.label:
                found.setdefault(year, []).append(one)
        return found

    def of_table(self, sheet: Sheet, stated: Sequence[Stated]) -> Iterator[Check]:
        """The counts of one table."""
        about_search = _SEARCH.search(sheet.caption) or DENIES.search(f"{sheet.caption} {sheet.title}")
        for one in stated:
            if not one.dimension and (is_total(one.label) or about_search):
                continue
            if is_total(one.label):
                yield self._total(one, stated)
            elif one.dimension:
                same = [c for c in self._by_label.get(folded(one.label), ()) if c.dimension == one.dimension]
                yield from (against(counted, one.number, one.anchor, "table") for counted in same)
            else:
                yield from _fitting(against(c, one.number, one.anchor, "table") for c in self._alike(one.label))

    def of_text(self, reading: Reading) -> Iterator[Check]:
        """The counts of the running text."""
        labels = sorted({one.label for one in self.counted if not is_total(one.label)})
        for claim in claims(reading, labels):
            alike = self._by_label.get(folded(claim.label), ())
            yield from _fitting(against(counted, claim.number, claim.anchor, "text") for counted in alike)

    def _alike(self, label: str) -> Sequence[Counted]:
        """The categories of this name, else those of which it is the initials, or they of it."""
        named = self._by_label.get(folded(label), ())
        return named or [one for one in self.counted if same_category(one.label, label)]

    def _total(self, one: Stated, stated: Sequence[Stated]) -> Check:
        """The row of all together: it may count each study once, or as often as rows name it."""
        mine = [counted for counted in self.counted if counted.dimension == one.dimension]
        works = tuple(sorted({key for counted in mine for key in counted.works}))
        others = tuple(sorted({key for counted in mine for key in counted.others}))
        rows = [s for s in stated if s.dimension == one.dimension and not is_total(s.label)]
        whole = Counted(one.dimension, one.label, works, others, (), (len(works),))
        return against(whole, one.number, one.anchor, "table", also=(sum(s.number.number or 0 for s in rows),))


def of_method(study: Study, document: Document, facts: Iterable[Fact], works: Mapping[str, Work]) -> Iterator[Check]:
    """How many studies the method says that it included, against how many its list holds."""
    primary = tuple(work.key for work in works.values() if work.primary and work.listed)
    whole = Counted(ALL, "", primary, (), (), (len(primary),))
    for fact in facts:
        if fact.study == study.id and fact.kind is Kind.COUNT and fact.label == Stage.INCLUDED and fact.number:
            anchor = next((a for a in fact.anchors if a.document == document.id), fact.anchor)
            yield against(whole, Number(int(fact.number), None), anchor, "method")


def _fitting(checks: Iterable[Check]) -> list[Check]:
    """Of checks of one number, the one that comes out, else the first."""
    return sorted(checks, key=lambda check: _FITS[check.verdict])[:1]
