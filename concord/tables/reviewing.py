"""The rows of the review queue and of the log of decisions.

In: questions, themes, refutations, conflicts, stale conclusions, clashes, doubtful matches, decisions. Out: plain
records. Called by KnowledgeBase and concord.queueing.records, for both skins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from corpus.references import Doubt, Place
from corpus.study import Clash, Reference, Study
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept, Translation
from synthesis.conclusion import Conclusion
from synthesis.decisions import Conflict, Decision, doubt_id
from synthesis.disagreement import Disagreement
from synthesis.export.records import Record, edge_record
from synthesis.translation import TOGETHER


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
        "why": "they stand in one concept now" if TOGETHER in question.reasons else "they stand apart now",
    }


def conflict_record(conflict: Conflict) -> Record:
    """A decision that could not be applied, and why."""
    row = decision_record(conflict.decision)
    return {**row, "kind": "conflict", "action": row["kind"], "why": conflict.why}


def stale_record(number: int, conclusion: Conclusion) -> Record:
    """A conclusion that rests on evidence that has moved, in words: what it was, and what has moved."""
    said = {
        "assess": f"{conclusion.value.capitalize()} confidence in",
        "accept": "Accepted:",
        "reject": "Rejected:",
        "rename": "Named:",
        "adjudicate": f"Judged '{conclusion.value}': a refutation about",
    }[conclusion.kind]
    moved = "; ".join(conclusion.moved)
    return {
        "kind": "stale conclusion",
        "rank": number,
        "number": conclusion.number,
        "action": conclusion.kind,
        "facet": conclusion.facet,
        "id": conclusion.concept,
        "concept": conclusion.concept or None,
        "refutation": conclusion.refutation or None,
        "label": conclusion.label,
        "source_label": f"{said} '{conclusion.label}'",
        "target_label": moved,
        "value": conclusion.value,
        "who": conclusion.who,
        "when": conclusion.when,
        "reason": conclusion.reason,
        "moved": list(conclusion.moved),
        "why": moved,
    }


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


def doubt_record(number: int, doubt: Doubt, references: Mapping[Place, Reference]) -> Record:
    """Two entries of bibliographies that may be one work, with the fields that agreed and those that did not.

    `id` is what match takes.
    """
    against = f"against it: {', '.join(doubt.match.against)}" if doubt.match.against else "nothing more is known"
    return {
        "kind": "reference",
        "id": doubt_id(doubt, references),
        "rank": number,
        "source_study": doubt.one[0],
        "source_label": references[doubt.one].raw,
        "target_study": doubt.other[0],
        "target_label": references[doubt.other].raw,
        "score": round(doubt.match.score / 100, 4),
        "reasons": [f"for one work: {', '.join(doubt.match.agreed)}", against],
    }


def theme_record(number: int, theme: Theme, concept: Concept | None, why: Sequence[str]) -> Record:
    """A theme that the machine is unsure of, with the concept that it stands in. why: it is asked about, sentences."""
    shared = concept if concept and len(concept.themes) > 1 else None
    return {
        "kind": "theme",
        "id": theme.id,
        "rank": number,
        "source": theme.id,
        "source_label": theme.label,
        "source_study": theme.study,
        "target_label": f"in '{shared.label}', {len(shared.themes)} themes" if shared else "",
        "concept": concept.id if concept else None,
        "concept_label": concept.label if concept else "",
        "definition": theme.definition,
        "polarity": str(theme.polarity),
        "evidence_kind": str(theme.mentions[0].evidence),
        "score": round(theme.confidence, 4),
        "reasons": list(dict.fromkeys((*theme.reasons, *theme.mentions[0].reasons))),
        "why": "; ".join(why),
    }


def refutation_record(number: int, found: Disagreement, concept: Concept | None) -> Record:
    """A disagreement that nobody has judged, with both sides by their studies."""
    said, against = ([side for side in found.sides if side.against is which] for which in (False, True))
    return {
        "kind": "refutation",
        "id": found.id,
        "rank": number,
        "label": found.topic,
        "what": str(found.kind),
        "scope": str(found.scope),
        "source_label": said[0].says or found.topic,
        "source_study": said[0].study,
        "target_label": against[0].says or against[0].quote,
        "target_study": against[0].study,
        "concept": concept.id if concept else None,
        "concept_label": concept.label if concept else "",
        "computed": found.computed,
        "score": round(found.confidence, 4),
        "reasons": list(found.reasons),
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
        "concerns": {str(component): str(concern) for component, concern in decision.concerns},
        "rested": asdict(decision.rested) if decision.rested else None,
        "starts": list(decision.starts),
        "parent": decision.parent,
        "source": decision.source,
        "documents": list(decision.documents),
        "about": decision.about,
        "fields": dict(decision.fields),
    }
