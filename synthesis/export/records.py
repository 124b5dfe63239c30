"""The records of the contract: values to plain dicts, shared by the command line, the dashboard and to_json.

In: values of corpus, extract and synthesis. Out: dicts of strings, numbers, lists and None, in a fixed order of keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.study import Document, DocumentId, Study, StudyId
from extract.theme import Mention, Relation, Theme, ThemeId
from synthesis.concept import Concept, Dependence, Support, Synthesis, Translation
from synthesis.disagreement import Disagreement, Side

Record = dict[str, Any]
DIGITS = 12  # what is left of a figure once the order of additions no longer shows


def theme_record(theme: Theme, study: Study | None, relations: Iterable[Relation] = ()) -> Record:
    """One theme; quote and place are those of its best mention.

    Args:
        study: None when it is no longer in the corpus. relations: those in which the theme is the source.
    """
    names = {document.id: document.name for document in study.documents} if study else {}
    mentions = [mention_record(mention, names) for mention in theme.mentions]
    best = mentions[0]
    return {
        "id": theme.id,
        "study": theme.study,
        "study_title": study.title if study else "",
        "documents": list(dict.fromkeys(mention["document"] for mention in mentions)),
        "facet": theme.facet,
        "label": theme.label,
        "definition": theme.definition,
        "quote": best["quote"],
        "section": best["section"],
        "document": best["document"],
        "start": best["start"],
        "end": best["end"],
        "evidence": best["evidence"],
        "polarity": str(theme.polarity),
        "confidence": round(theme.confidence, 4),
        "parent": theme.parent,
        "status": str(theme.status),
        "reasons": list(dict.fromkeys((*theme.reasons, *theme.mentions[0].reasons))),
        "basis": str(theme.basis),
        "attributed_to": list(theme.attributed_to),
        "attributed_works": _works(theme, study),
        "cites": list(theme.cites),
        "relations": [relation_record(relation, names) for relation in relations],
        "mentions": mentions,
    }


def relation_record(relation: Relation, names: Mapping[DocumentId, str]) -> Record:
    """How a study joins two of its themes, with the words that show it."""
    anchor = relation.anchor
    return {
        "kind": str(relation.kind),
        "source": relation.source,
        "target": relation.target,
        "quote": relation.quote,
        "document": names.get(anchor.document, str(anchor.document)),
        "start": anchor.start,
        "end": anchor.end,
        "reasons": list(relation.reasons),
    }


def _works(theme: Theme, study: Study | None) -> list[str]:
    """The works that a theme is reported of, as the reference list writes them, else as the text names them."""
    if not theme.attributed_to or study is None:
        return list(theme.attributed_to)
    listed = {d.id: d.reference_of for d in study.documents}
    named = [(listed.get(m.anchor.document, {}).get(key), key) for m in theme.mentions for key in m.attributed_to]
    return list(dict.fromkeys(reference.raw if reference else key for reference, key in named))


def mention_record(mention: Mention, names: Mapping[DocumentId, str]) -> Record:
    """One place of a theme. names: file names by document; a document that is not there keeps its id."""
    anchor = mention.anchor
    return {
        "quote": mention.quote,
        "surface": mention.surface,
        "section": mention.section,
        "document": names.get(anchor.document, str(anchor.document)),
        "start": anchor.start,
        "end": anchor.end,
        "evidence": str(mention.evidence),
        "polarity": str(mention.polarity),
        "basis": str(mention.basis),
        "attributed_to": list(mention.attributed_to),
        "cites": list(mention.cites),
        "reasons": list(mention.reasons),
    }


def support_record(support: Support) -> Record:
    """What a concept rests on, with the names and meanings of Support and Weight; intervals are [low, high]."""
    return {
        "studies": support.studies,
        "eligible": support.eligible,
        "share": _round(support.share),
        "interval": _pair(support.interval),
        "effective": _pair(support.effective),
        "weighted": _round(support.weighted),
        "weighted_interval": _pair(support.weighted_interval),
        "coverage": None if support.coverage is None else _round(support.coverage),
        "eligible_studies": list(support.eligible_studies),
        "without": {study: _round(share) for study, share in support.without},
        "chronological": _round(support.chronological),
        "frequency": _round(support.frequency),
        "opposing": _pair(support.opposing),
        "weights": [
            {
                "study": weight.study,
                "novelty": _round(weight.novelty),
                "basis": weight.basis,
                "works": weight.works,
                "listed": weight.listed,
            }
            for weight in support.weights
        ],
    }


def concept_record(concept: Concept) -> Record:
    """One concept."""
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "definition": concept.definition,
        "themes": list(concept.themes),
        "studies": list(concept.studies),
        "refuted_by": list(concept.refuted_by),
        "hedged_by": list(concept.hedged_by),
        "denied_by": list(concept.denied_by),
        "broader": list(concept.broader),
        "narrower": list(concept.narrower),
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        "support": support_record(concept.support),
        "why": concept.why,
        "pivotal": dict(concept.pivotal),
    }


def document_record(document: Document) -> Record:
    """One rendition of a study."""
    return {
        "id": document.id,
        "name": document.name,
        "format": document.format,
        "coverage": _round(document.coverage),
        "repairs": len(document.repairs),
        "references": len(document.references),
    }


def study_record(study: Study, dependence: Iterable[Dependence] = ()) -> Record:
    """One study, with the studies of the corpus that it includes and cites."""
    own = [tie for tie in dependence if tie.source == study.id and not tie.unused]
    return {
        "id": study.id,
        "title": study.title,
        "authors": list(study.authors),
        "year": study.year,
        "doi": study.doi,
        "documents": [document_record(document) for document in study.documents],
        "coverage": _round(study.coverage),
        "repairs": sum(len(document.repairs) for document in study.documents),
        "references": len(study.references),
        "included": sum(reference.included for reference in study.references),
        "includes": [tie.target for tie in own if tie.kind == "includes"],
        "cites": [tie.target for tie in own if tie.kind == "cites"],
        "conflicts": [{"what": c.what, "documents": list(c.documents), "why": c.why} for c in study.conflicts],
        "versions": [{"study": v.study, "relation": v.relation, "why": v.why} for v in study.versions],
        "aliases": list(study.aliases),
    }


def edge_record(edge: Translation) -> Record:
    """One translation."""
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": str(edge.relation),
        "score": _round(edge.score),
        "reasons": list(edge.reasons),
        "quotes": list(edge.quotes),
        "decided_by": edge.decided_by,
    }


def disagreement_record(found: Disagreement, studies: Mapping[StudyId, Study]) -> Record:
    """Where studies contradict one another, or one itself, with the words of both sides."""
    sides = [(side.against, _side(side, studies.get(side.study))) for side in found.sides]
    said, against = ([row for opposed, row in sides if opposed is which] for which in (False, True))
    return {
        "id": found.id,
        "scope": str(found.scope),
        "kind": str(found.kind),
        "facet": found.facet,
        "label": found.topic,
        "concept": found.concept or None,
        "asserted_by": list(dict.fromkeys(side["study"] for side in said)),
        "refuted_by": list(dict.fromkeys(side["study"] for side in against)),
        "asserted": said,
        "refuting": against,
        "computed": found.computed,
        "reasons": list(found.reasons),
        "confidence": _round(found.confidence),
        "standing": str(found.standing),
        "decided_by": found.decided_by,
        "verdict": found.verdict,
    }


def _side(side: Side, study: Study | None) -> Record:
    held = {document.id: document for document in study.documents} if study else {}
    document = held.get(side.anchor.document)
    return {
        "study": side.study,
        "theme": side.theme,
        "quote": side.quote,
        "says": side.says,
        "section": section_at(document, side.anchor.start) if document else "",
        "document": document.name if document else str(side.anchor.document),
        "start": side.anchor.start,
        "end": side.anchor.end,
    }


def section_at(document: Document, place: int) -> str:
    """The title of the innermost section that holds a place of the canonical text, "" before the first."""
    titles = [section.title for section in document.sections if section.start <= place < section.end]
    return titles[-1] if titles else ""


def theme_records(synthesis: Synthesis, studies: Iterable[Study]) -> list[Record]:
    """All themes, in the order of the synthesis."""
    by_id, drawn = studies_by_id(studies), relations_by_source(synthesis)
    return [theme_record(theme, by_id.get(theme.study), drawn.get(theme.id, ())) for theme in synthesis.themes]


def relations_by_source(synthesis: Synthesis) -> dict[ThemeId, list[Relation]]:
    found: dict[ThemeId, list[Relation]] = {}
    for relation in synthesis.relations:
        found.setdefault(relation.source, []).append(relation)
    return found


def studies_by_id(studies: Iterable[Study]) -> dict[StudyId, Study]:
    return {study.id: study for study in studies}


def themes_by_id(synthesis: Synthesis) -> dict[ThemeId, Theme]:
    return {theme.id: theme for theme in synthesis.themes}


def _pair(interval: tuple[float, float]) -> list[float]:
    return [_round(interval[0]), _round(interval[1])]


def _round(value: float) -> float:
    return round(value, DIGITS) + 0.0  # never -0.0


def rounded(value: Any) -> Any:
    """A figure to the digits that records have, and pairs of figures as lists; every other value as it is.

    >>> rounded((1 / 3, 0.5)), rounded(2), rounded("theme")
    ([0.333333333333, 0.5], 2, 'theme')
    """
    if isinstance(value, tuple):
        return [rounded(part) for part in value]
    return _round(value) if isinstance(value, float) else value
