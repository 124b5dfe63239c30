"""Lists that lay several values side by side: agreement, overlap, refutations, the review queue.

In: a synthesis, studies, decisions. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from corpus.references import Doubt
from corpus.study import Clash, Reference, Study, StudyId
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept, Synthesis, Translation
from synthesis.decisions import Conflict, Decision
from synthesis.export.records import Record, edge_record, support_record, themes_by_id
from synthesis.overlap import CitationMatrix, Overlap, overlap, pairwise
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


def overlap_record(citations: CitationMatrix, assumed: Iterable[tuple[str, Overlap]]) -> Record:
    """The covered areas of the whole matrix and of each pair, with the matrix itself.

    assumed: the overlap under each assumption; `range` is the lowest and the highest corrected covered area over those
    that are defined, None when none is.
    """
    assumptions = [{"assumption": words, "corrected": found.corrected} for words, found in assumed]
    defined = [row["corrected"] for row in assumptions if isinstance(row["corrected"], float)]
    return {
        "assumptions": assumptions,
        "range": [min(defined), max(defined)] if defined else None,
        "whole": asdict(overlap(citations)),
        "without_missing": asdict(overlap(citations, count_missing=False)),
        "pairs": [
            {
                "one": pair.one,
                "other": pair.other,
                "works_one": pair.sizes[0],
                "works_other": pair.sizes[1],
                "shared": pair.shared,
                "corrected": pair.corrected,
                "coefficient": pair.coefficient,
            }
            for pair in pairwise(citations)
        ],
        "reviews": list(citations.reviews),
        "works": [
            {"work": work, "reviews": [r for r, cell in zip(citations.reviews, row, strict=True) if cell]}
            for work, row in zip(citations.works, citations.cells, strict=True)
        ],
        "warnings": list(citations.warnings),
    }


def range_sentence(overlap: Record) -> str:
    """The corrected covered area as a range over its assumptions, in words for both skins."""
    asked = "included studies only or all references, younger works not available or counted as absent"
    if overlap["range"] is None:
        return f"Under no assumption ({asked}) is it defined."
    low, high = (f"{100 * share:.1f}" for share in overlap["range"])
    undefined = sum(row["corrected"] is None for row in overlap["assumptions"])
    rest = f"; undefined under {undefined} of {len(overlap['assumptions'])} of them" if undefined else ""
    return f"Over its assumptions ({asked}) it is {low if low == high else f'{low} to {high}'} %{rest}."


def question_record(number: int, question: Translation, themes: dict[ThemeId, Theme]) -> Record:
    """A pair that the aligner was unsure of, with what a reviewer needs to answer."""
    one, other = themes[question.source], themes[question.target]
    return {
        "kind": "question",
        "rank": number,
        "facet": one.facet,
        **edge_record(question),
        "source_label": one.label,
        "source_study": one.study,
        "target_label": other.label,
        "target_study": other.study,
    }


def conflict_record(conflict: Conflict) -> Record:
    """A decision that could not be applied, and why."""
    row = decision_record(conflict.decision)
    return {**row, "kind": "conflict", "action": row["kind"], "why": conflict.why}


def identity_record(study: Study, clash: Clash) -> Record:
    """What the files of a study, or of two, contradict each other in."""
    return {
        "kind": "identity",
        "what": clash.what,
        "source_study": study.id,
        "source_label": clash.why,
        "documents": list(clash.documents),
        "why": clash.why,
    }


def doubt_record(number: int, doubt: Doubt, references: Mapping[tuple[str, str], Reference]) -> Record:
    """Two entries of bibliographies that may be one work, with the fields that agreed and those that did not."""
    against = f"against it: {', '.join(doubt.match.against)}" if doubt.match.against else "nothing more is known"
    return {
        "kind": "reference",
        "rank": number,
        "source_study": doubt.one[0],
        "source_label": references[doubt.one].raw,
        "target_study": doubt.other[0],
        "target_label": references[doubt.other].raw,
        "score": round(doubt.match.score / 100, 4),
        "reasons": [f"for one work: {', '.join(doubt.match.agreed)}", against],
    }


def decision_record(decision: Decision) -> Record:
    """A row of the log; `number` is what undo takes."""
    return {
        "number": decision.sequence,
        "when": decision.when,
        "who": decision.who,
        "kind": str(decision.kind),
        "themes": [asdict(address) for address in decision.themes],
        "concept": decision.concept,
        "value": decision.value,
        "groups": list(decision.groups),
        "reason": decision.reason,
        "hash": decision.hash,
    }
