"""One study, theme or concept with everything under it, as plain values.

In: a Derived and an id. Out: a dict of texts, numbers and lists. Called by KnowledgeBase.show, for the command line and
the dashboard. A quote comes with its context: the paragraph that holds it, where in it the quote stands, its sections.
"""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from concord.deciding.desk import several_called
from concord.explaining import explanation_record, rejected_records
from concord.tables.resting import resting_record
from corpus.errors import NotFound
from corpus.study import Document, Study
from extract.facts.summary import flow
from extract.facts.values import Fact
from extract.theme import Mention, Theme, ThemeId, fold_label
from synthesis.concept import Concept, Synthesis, Translation
from synthesis.export.methods import fact_record
from synthesis.export.records import (
    Record,
    concept_record,
    edge_record,
    mention_record,
    relation_record,
    relations_by_source,
    study_record,
    theme_record,
)
from synthesis.translation.columns import sequence_of
from synthesis.translation_table import Row, translation_table
from synthesis.weighing import Assumptions

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

MOST = 200  # translations that are told with their reasons; a concept of two hundred studies has twenty thousand
EACH = 20  # of a member of a concept; all members together have MOST, since reasons are made when they are told


def context(document: Document, start: int, end: int) -> Record:
    """The block that holds a span: its text, the span in it as `mark`, and the titles of its sections, outermost first.

    A span that runs over several blocks (a damaged list) has them all as its paragraph.
    """
    first = max(bisect_right(document.blocks, start, key=lambda block: block.start) - 1, 0)
    last = max(bisect_right(document.blocks, end - 1, key=lambda block: block.start) - 1, first)
    low = min(document.blocks[first].start, start) if document.blocks else start
    high = max(document.blocks[last].end, end) if document.blocks else end
    path = document.section_path(document.blocks[first]) if document.blocks else ()
    return {
        "paragraph": document.text[low:high],
        "mark": [start - low, end - low],
        "sections": [f"{section.number} {section.title}".strip() for section in path],
        "document": document.name,
        "start": start,
        "end": end,
    }


def mention_detail(mention: Mention, study: Study) -> Record:
    """A mention with its context, the references that it cites and the works whose words it reports."""
    document = study.document(mention.anchor.document)
    listed = document.reference_of
    cited = [listed[key] for key in mention.cites if key in listed]
    return {
        **mention_record(mention, {document.id: document.name}),
        "references": [reference.raw for reference in cited],
        "attributed_works": [listed[key].raw if key in listed else key for key in mention.attributed_to],
        "context": context(document, mention.anchor.start, mention.anchor.end),
    }


def detail(id: str, derived: Derived) -> Record:
    """Everything about the study, theme or concept of that id, the one concept of that label, the one study whose id
    begins so, or the study that once had that id.

    Raises NotFound: nothing has that name, or several concepts have that label.
    """
    synthesis = derived.synthesis
    studies: dict[str, Study] = {study.id: study for study in derived.studies}
    themes = {str(id): theme for id, theme in synthesis.theme_of.items()}
    concepts: dict[str, Concept] = {concept.id: concept for concept in synthesis.concepts}
    drawn = relations_by_source(synthesis)

    def theme_in_full(theme: Theme) -> Record:
        record = theme_record(theme, studies.get(theme.study), drawn.get(theme.id, ()))
        read_with = derived.codebook(studies[theme.study]).codebook.label if theme.study in studies else ""
        return {**theme_detail(theme, record, studies, synthesis), "codebook": read_with}

    if id in themes:
        return {**theme_in_full(themes[id]), **_told([themes[id].id], synthesis, MOST)[themes[id].id]}
    if id in concepts:
        concept, usual = concepts[id], Assumptions()
        told = _told(concept.themes, synthesis, min(EACH, MOST // len(concept.themes)))
        members = [{**theme_in_full(themes[member]), **told[member]} for member in concept.themes]
        of = synthesis.theme_of
        evidence = derived.weigher(usual).evidence([of[theme] for theme in concept.themes], concept.refuted_by)
        record = concept_detail(concept, concept_record(concept), members, synthesis)
        return {**record, "rests_on": resting_record(evidence, usual)}
    if id in studies:
        mine = [theme_record(t, studies[id], drawn.get(t.id, ())) for t in synthesis.themes if t.study == id]
        record = study_detail(studies[id], study_record(studies[id], synthesis.dependence), mine)
        own = [fact for fact in derived.facts if fact.study == id]
        rejected = rejected_records((e for e in derived.extractions if e.study == id), derived.studies, synthesis)
        methods = [fact_detail(fact, studies[id]) for fact in own]
        return {**record, "methods": methods, "selection": flow(own), "rejected": rejected}
    called = [concept for concept in synthesis.concepts if fold_label(concept.label) == fold_label(id)]
    if len(called) == 1:
        return detail(called[0].id, derived)
    begun = [study for study in studies if id and study.startswith(id)]
    if len(begun) == 1 and not called:
        return detail(begun[0], derived)
    if called:
        raise NotFound(several_called(id, called, synthesis))
    former = [study.id for study in derived.studies if id in study.aliases]
    if len(former) == 1:
        return detail(former[0], derived)
    near = difflib.get_close_matches(id, [*studies, *themes, *concepts], n=1, cutoff=0.7)
    hint = f"; did you mean {near[0]}?" if near else "; 'concord studies', 'themes' and 'concepts' list the ids."
    raise NotFound(f"There is no study, theme or concept {id!r}{hint}")


def theme_detail(theme: Theme, record: Record, studies: dict[str, Study], synthesis: Synthesis) -> Record:
    """A theme's record with its mentions, its concept, its children and its relations."""
    concept = synthesis.concept_of().get(theme.id)
    themes = synthesis.theme_of
    names = {d.id: d.name for d in studies[theme.study].documents} if theme.study in studies else {}
    return {
        "kind": "theme",
        **record,
        "explanation": explanation_record(theme),
        "mentions": [mention_detail(mention, studies[theme.study]) for mention in theme.mentions]
        if theme.study in studies
        else record["mentions"],
        "concept": {"id": concept.id, "label": concept.label, "studies": list(concept.studies)} if concept else None,
        "children": [{"id": t.id, "label": t.label} for t in synthesis.parts_of.get(theme.id, ())],
        "relations": [_related(row, "target", themes) for row in record["relations"]],
        "related_by": [
            _related(relation_record(r, names), "source", themes) for r in synthesis.relations if r.target == theme.id
        ],
    }


def _told(themes: Sequence[ThemeId], synthesis: Synthesis, each: int) -> dict[ThemeId, Record]:
    """Of each theme its surest `translations`, `each` at most, and how many `more_translations` there are."""
    translations = sequence_of(synthesis.translations)
    first = {id: translations.first_of(id, each) for id in themes}
    told = iter(translations.with_words(chain.from_iterable(edges for edges, _ in first.values())))
    return {
        id: {
            "translations": [_edge(edge, edge.target, synthesis.theme_of) for edge in islice(told, len(edges))],
            "more_translations": more,
        }
        for id, (edges, more) in first.items()
    }


def _related(row: Record, side: str, themes: Mapping[ThemeId, Theme]) -> Record:
    """A relation with the label and facet of the theme at its other end."""
    other = themes[row[side]]
    return {**row, "label": other.label, "facet": other.facet}


def concept_detail(concept: Concept, record: Record, themes: Iterable[Record], synthesis: Synthesis) -> Record:
    """A concept's record with its themes in full, how they translate into it, and the wider and narrower concepts."""
    by_id = synthesis.theme_of
    labels = {c.id: c.label for c in synthesis.concepts}
    translations = sequence_of(synthesis.translations)
    bare = [e for e in translations.bare_of(concept.themes, inside=True) if e.source < e.target]
    in_full = {theme["id"]: theme for theme in themes}
    return {
        "kind": "concept",
        **record,
        "members": list(in_full.values()),
        "translation": [_row(row, in_full[row.theme.id]) for row in translation_table(concept, synthesis)],
        "translations": [
            {"source_label": by_id[edge.source].label, **_edge(edge, edge.target, by_id)}
            for edge in translations.with_words(bare[:MOST])
        ],
        "more_translations": len(bare[MOST:]),
        "broader": [{"id": id, "label": labels.get(id, id)} for id in concept.broader],
        "narrower": [{"id": id, "label": labels.get(id, id)} for id in concept.narrower],
    }


def _row(row: Row, theme: Record) -> Record:
    """A row of a translation table, with the best quote of its theme and where that stands."""
    place = theme["mentions"][0]
    return {
        "theme": row.theme.id,
        "study": row.theme.study,
        "label": row.theme.label,
        "polarity": str(row.theme.polarity),
        "through": row.through.id if row.through else None,
        "through_label": row.through.label if row.through else "",
        "relations": [str(relation) for relation in row.relations],
        "score": row.score,
        "reasons": list(row.reasons),
        "decided_by": list(row.decided_by),
        **{key: place[key] for key in ("quote", "document", "start", "end")},
        "sections": place["context"]["sections"] if "context" in place else [place["section"]],
    }


def study_detail(study: Study, record: Record, themes: Iterable[Record]) -> Record:
    """A study's record with its sections, repairs, references and themes."""
    best = study.documents[0]
    repairs = [(document, repair) for document in study.documents for repair in document.repairs]
    return {
        "kind": "study",
        **record,
        "abstract": next((d.metadata.abstract for d in study.documents if d.metadata.abstract), ""),
        "sections": [
            {"number": s.number, "title": s.title, "level": s.level, "inferred": s.inferred} for s in best.sections
        ],
        "repair_notes": [{"document": d.name, "name": r.name, "note": r.note} for d, r in repairs],
        "reference_list": [
            {"raw": r.raw, "included": r.included, "why": r.why, "confidence": r.confidence} for r in study.references
        ],
        "themes": list(themes),
    }


def fact_detail(fact: Fact, study: Study) -> Record:
    """A fact of method, each of its quotes in the paragraph that it stands in."""
    record = fact_record(fact, study)
    places = [
        {**place, "context": context(study.document(anchor.document), anchor.start, anchor.end)}
        for place, anchor in zip(record["places"], fact.anchors, strict=True)
    ]
    return {**record, "places": places}


def _edge(edge: Translation, other: ThemeId, themes: Mapping[ThemeId, Theme]) -> Record:
    theme = themes[other]
    return {**edge_record(edge), "target_label": theme.label, "target_study": theme.study}
