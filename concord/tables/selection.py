"""How the studies selected their primary studies, as records.

In: facts and studies. Out: one record a study. Called by concord.parts.overviewing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.study import Study
from extract.facts.selection import Selection, selection_of
from extract.facts.values import Fact
from synthesis.export.citing import short_names
from synthesis.export.methods import fact_record
from synthesis.export.records import Record

_KEPT = ("id", "value", "number", "detail", "quote", "section", "document", "start", "end")


def selection_records(facts: Iterable[Fact], studies: Sequence[Study]) -> list[Record]:
    """By study: `steps`, what was left at each stage, with the words that say so; `sum`, whether it adds up.

    study, short; steps: [{stage, fact}] in the order of the flow, fact None where the paper tells no number;
    duplicates: a fact or None; excluded: facts, each with its reason under `detail`; doubts: facts, the paper's own
    numbers that disagree; sum: a Sum; why: a sentence. A fact: id, value, number, detail and the place of its words.
    """
    told: dict[str, list[Fact]] = {study.id: [] for study in studies}
    for fact in facts:
        if fact.study in told:
            told[fact.study].append(fact)
    names = short_names(studies)
    return [_record(selection_of(told[study.id]), study, names[study.id]) for study in studies]


def _record(found: Selection, study: Study, short: str) -> Record:
    return {
        "study": study.id,
        "short": short,
        "steps": [{"stage": str(stage), "fact": _fact(fact, study)} for stage, fact in found.steps],
        "duplicates": _fact(found.duplicates, study),
        "excluded": [_fact(fact, study) for fact in found.excluded],
        "doubts": [_fact(fact, study) for fact in found.doubts],
        "sum": str(found.sum),
        "why": found.why,
    }


def _fact(fact: Fact | None, study: Study) -> Record | None:
    if fact is None:
        return None
    whole = fact_record(fact, study)
    return {name: whole[name] for name in _KEPT}
