"""What the facts of a study come to: the counts of its selection by stage, the year of its search, its sample.

In: Facts. Out: numbers, None where the study does not tell. Called by synthesis.export and by concord, for the flow of
the selection and for the overlap of primary studies.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.study import Study, StudyId
from extract.facts.values import Fact, Kind, Stage

FLOW = (Stage.FOUND, Stage.DUPLICATES, Stage.SCREENED, Stage.FULL_TEXT, Stage.INCLUDED)


def flow(facts: Iterable[Fact]) -> dict[str, float | None]:
    """The counts of one study's selection by stage, for a flow diagram; None where the paper does not tell."""
    return {stage: fact.number if fact else None for stage, fact in counted(facts).items()}


def counted(facts: Iterable[Fact]) -> dict[str, Fact | None]:
    """The fact that tells each stage of one study's selection; None where the paper does not tell.

    Of several numbers of one stage the largest counts, since it is the whole; of those included the surest one. What
    was found in one database alone is no whole.
    """
    told: dict[str, Fact | None] = {str(stage): None for stage in FLOW}
    counts = [f for f in facts if f.kind is Kind.COUNT and f.number is not None]
    for stage in FLOW:
        own = [f for f in counts if f.label == stage and not (stage is Stage.FOUND and f.detail)]
        if stage is Stage.INCLUDED and own:
            told[str(stage)] = max(own, key=lambda f: (f.confidence, -f.anchor.start))
        elif own:
            told[str(stage)] = max(own, key=lambda f: (f.number or 0, f.confidence, -f.anchor.start))
    return told


def search_years(facts: Iterable[Fact], studies: Iterable[Study]) -> dict[str, int]:
    """By study id, the year of its last search, as `search_facts` tell it."""
    told = search_facts(facts, studies)
    return {study: fact.years[1] for study, fact in told.items() if fact.years and fact.years[1]}


def search_facts(facts: Iterable[Fact], studies: Iterable[Study]) -> dict[str, Fact]:
    """By study id, what tells the year of its last search: the date of the search, else the end of its period.

    Left out: studies that do not tell, and years after the study's own, which are misread or planned.
    """
    own: dict[str, list[Fact]] = {}
    for fact in facts:
        own.setdefault(fact.study, []).append(fact)
    found: dict[str, Fact] = {}
    for study in studies:
        told = _search(own.get(study.id, []))
        if told is not None and (study.year is None or _last(told) <= study.year):
            found[study.id] = told
    return found


def samples(facts: Iterable[Fact]) -> dict[StudyId, float]:
    """By study id, the size of its sample, the largest that it tells; left out: studies that tell none."""
    found: dict[StudyId, float] = {}
    for fact in facts:
        if fact.kind is Kind.SAMPLE and fact.number:
            found[fact.study] = max(fact.number, found.get(fact.study, 0.0))
    return found


def _search(facts: Iterable[Fact]) -> Fact | None:
    """The latest date of the search, else the latest end of its periods; the first of several that say so."""
    held = [fact for fact in facts if fact.label == "search" and _last(fact)]
    for kind in (Kind.SEARCH_DATE, Kind.SEARCH_PERIOD):
        told = [fact for fact in held if fact.kind is kind]
        if told:
            return max(told, key=_last)
    return None


def _last(fact: Fact) -> int:
    return (fact.years[1] if fact.years else None) or 0
