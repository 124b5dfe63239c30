"""What changed between two states, as records: concepts with the words of both sides, moved themes, study by study.

In: Changes, and the two states that they were found between. Out: plain records. Called by concord.parts.changing, and
by concord.parts.keeping, which keeps the record of each addition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.study import DocumentId, StudyId
from extract.theme import Theme, ThemeId
from synthesis.changes import Brought, Changes, ConceptChange, ConclusionChange, Measure, Moved, Origin, Sort
from synthesis.concept import Concept, Synthesis
from synthesis.export.records import Record, rounded


@dataclass(frozen=True)
class Told:
    """What is needed to tell a state: its themes, and the names of its documents."""

    themes: Mapping[ThemeId, Theme] = field(default_factory=dict)
    names: Mapping[DocumentId, str] = field(default_factory=dict)

    @classmethod
    def of(cls, synthesis: Synthesis | None, names: Mapping[DocumentId, str]) -> Told:
        """None is the state without any study."""
        return cls({theme.id: theme for theme in synthesis.themes} if synthesis else {}, names)


def changes_record(found: Changes, before: Told, after: Told) -> Record:
    """Everything that changed; each list in a fixed order, what a reader cares for most first.

    `counts` has each sort of change that there is; a concept may be of several.
    """
    return {
        "studies": {"new": list(found.new_studies), "gone": list(found.gone_studies)},
        "themes": {"new": found.new_themes, "gone": found.gone_themes, "moved": len(found.moved)},
        "counts": {str(sort): number for sort, number in found.counts.items()},
        "concepts": [change_record(change, before, after) for change in found.concepts],
        "moved": [_moved(moved, before, after) for moved in found.moved],
        "by_study": [_brought(brought) for brought in found.by_study],
        "conclusions": [_conclusion(change) for change in found.conclusions],
        "sentences": list(found.sentences()),
    }


def change_record(change: ConceptChange, before: Told, after: Told) -> Record:
    """What became of one concept, with the themes of both sides, and their quotes unless only its scope has changed."""
    concept = change.after or change.before
    if concept is None:
        raise ValueError("a change has a concept before or after")
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "sorts": [str(sort) for sort in change.sorts],
        "sentence": change.sentence(),
        "measures": [_measure(measure) for measure in change.measures],
        "gained": list(change.gained),
        "lost": list(change.lost),
        "newly_refuted_by": list(change.newly_refuted_by),
        "levels": list(change.levels),
        "came": [_origin(origin, "from") for origin in change.came],
        "left": [_origin(origin, "to") for origin in change.left],
        "before": _side(change.before, before, quoted=not change.only_scope) if change.before else None,
        "after": _side(change.after, after, quoted=not change.only_scope) if change.after else None,
    }


def kept(record: Record) -> Record:
    """What is kept of the record of an addition for good: without concepts that only changed in scope, which are
    counted, and without the quotes of themes that stayed where they were, which the synthesis of now has."""
    rows = []
    for row in record["concepts"]:
        if row["sorts"] != [Sort.SCOPE]:
            stirred = {origin["theme"] for origin in (*row["came"], *row["left"])}
            sides = {name: _without_quotes(row[name], stirred) for name in ("before", "after")}
            rows.append({**row, **sides})
    return {**record, "concepts": rows, "sentences": _kept_sentences(record)}


def _kept_sentences(record: Record) -> list[str]:
    """Those that are not of a mere change of scope."""
    scope = {row["sentence"] for row in record["concepts"] if row["sorts"] == [Sort.SCOPE]}
    return [sentence for sentence in record["sentences"] if sentence not in scope]


def _without_quotes(side: Record | None, stirred: Iterable[str]) -> Record | None:
    if side is None:
        return None
    return {**side, "quotes": [row for row in side["quotes"] if row["theme"] in stirred]}


def _side(concept: Concept, told: Told, *, quoted: bool) -> Record:
    """A concept at one moment."""
    support = concept.support
    themes = [told.themes[id] for id in concept.themes if id in told.themes] if quoted else []
    return {
        "id": concept.id,
        "label": concept.label,
        "facet": concept.facet,
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        "studies": list(concept.studies),
        "refuted_by": list(concept.refuted_by),
        "hedged_by": list(concept.hedged_by),
        "support": {
            "studies": support.studies,
            "eligible": support.eligible,
            "share": rounded(support.share),
            "effective": rounded(support.effective),
            "weighted": rounded(support.weighted),
        },
        "themes": list(concept.themes),
        "quotes": [quote_record(theme, told.names) for theme in themes],
    }


def quote_record(theme: Theme, names: Mapping[DocumentId, str]) -> Record:
    """A theme with its best quote and where that stands."""
    best = theme.mentions[0]
    return {
        "theme": theme.id,
        "study": theme.study,
        "label": theme.label,
        "polarity": str(theme.polarity),
        "quote": best.quote,
        "section": best.section,
        "document": names.get(best.anchor.document, str(best.anchor.document)),
        "start": best.anchor.start,
        "end": best.anchor.end,
    }


def _measure(measure: Measure) -> Record:
    """Numbers as [low, high]; way: "up", "down", or "open" where the intervals cross. More refuters are "up" too."""
    steps = [after - before for before, after in zip(measure.before, measure.after, strict=True)]
    return {
        "measure": measure.name,
        "before": rounded(measure.before),
        "after": rounded(measure.after),
        "way": "open" if not measure.way else "up" if max(steps) > 0 else "down",
    }


def _origin(origin: Origin, way: str) -> Record:
    theme, concept = origin
    return {"theme": theme, way: _brief(concept) if concept else None}


def _moved(moved: Moved, before: Told, after: Told) -> Record:
    told = after if moved.theme in after.themes else before
    quoted = quote_record(told.themes[moved.theme], told.names) if moved.theme in told.themes else {}
    return {**quoted, "theme": moved.theme, "from": _brief(moved.before), "to": _brief(moved.after)}


def _brought(brought: Brought) -> Record:
    lists: dict[str, tuple[Concept, ...]] = {
        "new": brought.new,
        "strengthened": brought.strengthened,
        "repeated": brought.repeated,
        "refuted": brought.refuted,
        "lost": brought.lost,
    }
    study: StudyId = brought.study
    return {
        "study": study,
        "came": brought.came,
        "gone": brought.gone,
        **{name: [_brief(concept) for concept in concepts] for name, concepts in lists.items()},
        "sentence": brought.sentence(),
    }


def _conclusion(change: ConclusionChange) -> Record:
    """What became of a conclusion; `concept` is "" where it is of none any more."""
    one = change.conclusion
    return {
        "what": change.what,
        "decision": one.number,
        "kind": one.kind,
        "value": one.value,
        "who": one.who,
        "when": one.when,
        "reason": one.reason,
        "concept": one.concept,
        "label": one.label,
        "facet": one.facet,
        "refutation": one.refutation,
        "moved": list(one.moved),
        "sentence": change.sentence(),
    }


def _brief(concept: Concept) -> Record:
    return {"id": concept.id, "label": concept.label, "facet": concept.facet}
