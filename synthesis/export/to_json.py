"""A whole synthesis as JSON: the records of the contract, raw text, for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from corpus.study import Study
from synthesis.cerqual import Profile
from synthesis.concept import Synthesis
from synthesis.export.confidence import brief_record, conclusion_record
from synthesis.export.records import (
    concept_record,
    disagreement_record,
    edge_record,
    studies_by_id,
    study_record,
    theme_records,
)


def to_json(synthesis: Synthesis, studies: Iterable[Study], profiles: Iterable[Profile] = ()) -> bytes:
    """{"studies", "themes", "concepts", "translations", "refutations", "dependence", "conclusions", "profile"}.

    Indented, UTF-8. profiles: the evidence profiles of the concepts, in brief.
    """
    ordered = sorted(studies, key=lambda study: study.id)
    by_id = studies_by_id(ordered)
    content = {
        "studies": [study_record(study, synthesis.dependence) for study in ordered],
        "themes": theme_records(synthesis, ordered),
        "concepts": [concept_record(concept) for concept in synthesis.concepts],
        "translations": [edge_record(edge) for edge in synthesis.translations],
        "refutations": [disagreement_record(found, by_id) for found in synthesis.disagreements],
        "dependence": [
            {
                "source": tie.source,
                "target": tie.target,
                "kind": tie.kind,
                "evidence": tie.evidence,
                "strength": tie.strength,
                "dates": list(tie.dates),
                "unused": tie.unused,
            }
            for tie in synthesis.dependence
        ],
        "conclusions": [conclusion_record(conclusion) for conclusion in synthesis.conclusions],
        "profile": list(map(brief_record, profiles)),
    }
    # A lone surrogate cannot be UTF-8; its escape is JSON all the same.
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
