"""Concepts laid out study by study: what each one does with them, and what that weighs.

In: a synthesis and the ids of the studies. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.study import StudyId
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept
from synthesis.export.records import Record, rounded, support_record
from synthesis.refutation import stances
from synthesis.weighing import sides

REFUTES, SILENT, OUT_OF_SCOPE = "refutes", "silent", "not in scope"
SPEAKING = ("asserts", "hedges", "denies", REFUTES)
SORTS = ("support", "weighted", "contested")


def agreement_record(concept: Concept, themes: Mapping[ThemeId, Theme], studies: Sequence[StudyId]) -> Record:
    """One concept with its support laid out in columns, and `cells`: what each study does with it.

    A cell is asserts, hedges, denies, or "refutes" when a reviewer drew that the study is opposed; "silent" when the
    study addresses the facet and not the concept; "not in scope" when it does not address the facet at all, which is no
    disagreement. `contested`: what the weaker side counts as, and `balance`: that over the stronger side. `basis`: by
    study that speaks of it, which primary studies stand for it there.
    """
    said = dict.fromkeys(concept.support.eligible_studies, SILENT) | said_of(concept, themes)
    support, both = support_record(concept.support), sides(concept.support)
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        **{name: support[name] for name in ("studies", "eligible", "share", "interval", "effective", "weighted")},
        "coverage": support["coverage"],
        "cells": {study: said.get(study, OUT_OF_SCOPE) for study in studies},
        **{name: support[name] for name in ("weighted_interval", "chronological", "frequency", "opposing")},
        "contested": rounded(both.weaker),
        "balance": rounded(both.balance),
        "basis": {weight["study"]: weight["basis"] for weight in support["weights"]},
        "why": concept.why,
        "pivotal": dict(concept.pivotal),
    }


def said_of(concept: Concept, themes: Mapping[ThemeId, Theme]) -> dict[StudyId, str]:
    """What each study that speaks of a concept, or refutes it, does with it: a word of SPEAKING."""
    said = {study: str(polarity) for study, polarity in stances([themes[id] for id in concept.themes]).items()}
    return said | {study: REFUTES for study in concept.refuted_by if study not in concept.denied_by}


def in_order(rows: Sequence[Record], sort: str) -> list[Record]:
    """Agreement records, sorted: by "support" (as they come: by facet, the most supported first), by "weighted" (facet
    by facet, the highest agreement of independent evidence first) or by "contested" (the most contested first)."""
    if sort == "contested":
        return sorted(rows, key=lambda row: (-row["contested"], -row["balance"]))
    if sort == "weighted":
        place = {facet: number for number, facet in enumerate(dict.fromkeys(row["facet"] for row in rows))}
        return sorted(rows, key=lambda row: (place[row["facet"]], -row["weighted"]))
    return list(rows)
