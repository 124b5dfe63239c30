"""What one concept rests on, opened up: each study's weight and works, who shares which, what changes without whom.

In: Evidence of a concept. Out: a plain record. Called by KnowledgeBase.rests_on, for both skins.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict

from corpus.study import StudyId
from synthesis.export.records import Record, rounded, support_record
from synthesis.weighing import Assumptions, Evidence, LeftOut, pairs, sides, why, without_each, without_groups


def resting_record(evidence: Evidence, assumptions: Assumptions) -> Record:
    """The figures of a concept under some assumptions, down to the primary studies.

    `weights`: of each study that speaks of it, its `novelty` (u over all of E), the `basis` of its set ("theme",
    "list", "own", "unknown"), the size of the set and of the whole list, and the `primary` studies of the set by name.
    `shared`: primary studies that two supporters or more hold, those that most hold first. `pairs`: supporters that
    share some, with how many of how many and the tie between them, if any, in words. `without`, `without_groups`: the
    figures without each study, and without each group of studies that share primary studies. `out_of_scope`: the
    studies that do not address the facet, whose silence says nothing.
    """
    told = support_record(evidence.support())["weights"]
    weights = [{**weight, "primary": sorted(_named(evidence, weight["study"]))} for weight in told]
    return {
        **figures_record(evidence, assumptions),
        "studies_for": list(evidence.supporters),
        "refuted_by": list(evidence.refuted_by),
        "hedged_by": list(evidence.hedged_by),
        "denied_by": list(evidence.denied_by),
        "eligible_studies": list(evidence.eligible),
        "weights": weights,
        "out_of_scope": sorted(evidence.known.parent.keys() - set(evidence.eligible)),
        "shared": _shared(evidence),
        "pairs": [{**asdict(pair), "words": pair.words} for pair in pairs(evidence)],
        "without": [_left(row) for row in without_each(evidence)],
        "without_groups": [_left(row) for row in without_groups(evidence)],
    }


def figures_record(evidence: Evidence, assumptions: Assumptions) -> Record:
    """The figures of a concept under some assumptions, and its verdict with the rule in numbers.

    `contested`: what the weaker side counts as; `balance`: the weaker side over the stronger.
    """
    both, support = sides(evidence.support()), support_record(evidence.support())
    names = ("studies", "eligible", "share", "interval", "effective", "opposing", "chronological", "frequency")
    return {
        "assumptions": {**asdict(assumptions), "merged": list(assumptions.merged)},
        "verdict": str(evidence.verdict()),
        "why": why(evidence),
        **{name: support[name] for name in (*names, "weighted", "weighted_interval", "coverage")},
        "contested": rounded(both.weaker),
        "balance": rounded(both.balance),
    }


def _named(evidence: Evidence, study: StudyId) -> frozenset[str]:
    """The primary studies that a study rests on here; none where it is a set of its own."""
    works = evidence.lists.get(study) or frozenset()
    return frozenset() if evidence.basis.get(study) in ("own", "unknown") else works


def _shared(evidence: Evidence) -> list[Record]:
    holders: dict[str, list[StudyId]] = defaultdict(list)
    for study in evidence.supporters:
        for work in _named(evidence, study):
            holders[work].append(study)
    rows = [{"work": work, "studies": sorted(studies)} for work, studies in holders.items() if len(studies) > 1]
    return sorted(rows, key=lambda row: (-len(row["studies"]), row["work"]))


def _left(row: LeftOut) -> Record:
    """The figures without some studies, to the digits of every record; `out`: all that were left out."""
    record = {name: rounded(value) for name, value in asdict(row).items()}
    record["out"] = record.pop("studies_out")
    return record
