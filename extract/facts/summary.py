"""What the facts of a study come to: the counts of its selection by stage, and the year of its search.

In: Facts. Out: numbers, None where the study does not tell. Called by synthesis.export and by concord, for the flow of
the selection and for the overlap of primary studies.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.study import Study
from extract.facts.values import Fact, Kind, Stage

FLOW = (Stage.FOUND, Stage.DUPLICATES, Stage.SCREENED, Stage.FULL_TEXT, Stage.INCLUDED)


def flow(facts: Iterable[Fact]) -> dict[str, float | None]:
    """The counts of one study's selection by stage, for a flow diagram; None where the paper does not tell.

    Of several numbers of one stage the largest counts, since it is the whole; of those included the surest one. What
    was found in one database alone is no whole.
    """
    told: dict[str, float | None] = {str(stage): None for stage in FLOW}
    counts = [f for f in facts if f.kind is Kind.COUNT and f.number is not None]
    for stage in FLOW:
        own = [f for f in counts if f.label == stage and not (stage is Stage.FOUND and f.detail)]
        if stage is Stage.INCLUDED and own:
            told[str(stage)] = max(own, key=lambda f: (f.confidence, -f.anchor.start)).number
        elif own:
            told[str(stage)] = max(f.number or 0 for f in own)
    return told


def search_years(facts: Iterable[Fact], studies: Iterable[Study]) -> dict[str, int]:
    """By study id, the year of its last search: of the date of the search, else the end of the period it covers.

    Left out: studies that do not tell, and years after the study's own, which are misread or planned.
    """
    own: dict[str, list[Fact]] = {}
    for fact in facts:
        own.setdefault(fact.study, []).append(fact)
    found: dict[str, int] = {}
    for study in studies:
        year = _search_year(own.get(study.id, []))
        if year is not None and (study.year is None or year <= study.year):
            found[study.id] = year
    return found


def _search_year(facts: Iterable[Fact]) -> int | None:
    held = list(facts)
    for kind in (Kind.SEARCH_DATE, Kind.SEARCH_PERIOD):
        years = [f.years[1] for f in held if f.kind is kind and f.label == "search" and f.years and f.years[1]]
        if years:
            return max(years)
    return None
