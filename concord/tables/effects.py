"""How much of all that is found each study holds.

In: concepts, the parent study of each study. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.study import StudyId
from synthesis.concept import Concept
from synthesis.export.records import Record, rounded
from synthesis.weighing import intensity


def effect_records(concepts: Iterable[Concept], parent: Mapping[StudyId, StudyId]) -> list[Record]:
    """One row a parent study, in order: its intensity effect size over the concepts that any study asserts."""
    holders = {concept.id: concept.studies for concept in concepts if concept.studies}
    together: dict[StudyId, list[StudyId]] = {}
    for study in sorted(parent):
        together.setdefault(parent[study], []).append(study)
    return [
        {
            "study": study,
            "studies": together[study],
            "findings": round(share * len(holders)),
            "all_findings": len(holders),
            "intensity": rounded(share),
        }
        for study, share in sorted(intensity(holders, parent).items())
    ]
