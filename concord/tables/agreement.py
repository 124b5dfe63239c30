"""Concepts laid out study by study: what each one does with them, and what that weighs.

In: a synthesis and the ids of the studies. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.study import StudyId
from synthesis.concept import Concept, Synthesis
from synthesis.export.records import Record, support_record, themes_by_id
from synthesis.refutation import stances

REFUTES, SILENT, OUT_OF_SCOPE = "refutes", "silent", "not in scope"
SPEAKING = ("asserts", "hedges", "denies", REFUTES)


def agreement_record(concept: Concept, synthesis: Synthesis, studies: Sequence[StudyId]) -> Record:
    """One concept with its support laid out in columns, and `cells`: what each study does with it.

    A cell is asserts, hedges, denies, or "refutes" when a reviewer drew that the study is opposed; "silent" when the
    study addresses the facet and not the concept; "not in scope" when it does not address the facet at all, which is no
    disagreement.
    """
    by_id = themes_by_id(synthesis)
    stance = stances([by_id[id] for id in concept.themes])
    said = dict.fromkeys(concept.support.eligible_studies, SILENT)
    said |= {study: str(polarity) for study, polarity in stance.items()}
    said |= {study: REFUTES for study in concept.refuted_by if study not in concept.denied_by}
    support = support_record(concept.support)
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        "studies": support["studies"],
        "eligible": support["eligible"],
        "share": support["share"],
        "interval": support["interval"],
        "effective": support["effective"],
        "weighted": support["weighted"],
        "coverage": support["coverage"],
        "cells": {study: said.get(study, OUT_OF_SCOPE) for study in studies},
    }
