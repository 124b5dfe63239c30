"""The tables of a synthesis, as values that every format writes.

In: a Synthesis and its studies. Out: Table values. Called by concord's export command and by the dashboard; written
by the to_*.py files beside this one. To add a table, write a function and put it into TABLES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.errors import BadInput
from corpus.study import Study, StudyId
from extract.theme import Polarity, Status, Theme, ThemeId
from synthesis.concept import Concept, Support, Synthesis
from synthesis.disagreement import Standing
from synthesis.export.citing import short_names
from synthesis.export.overlap_tables import overlap_table
from synthesis.export.records import disagreement_record, studies_by_id, support_record, theme_record, themes_by_id
from synthesis.export.values import Cell, Column, Table, columns_of
from synthesis.refutation import stances

_LONGEST = 240  # characters of a definition in the table of concepts
_WORTH = (
    "Support: studies that report the concept, of those that address its facet. Effective studies: supporters counted "
    "by how little their primary studies overlap. Weighted: share of the independent evidence that supports it."
)


def table(what: str, synthesis: Synthesis, studies: Iterable[Study]) -> Table:
    """One table by name. BadInput lists the names that there are."""
    if what not in TABLES:
        raise BadInput(f"no table {what!r}; there are: {' '.join(TABLES)}")
    return TABLES[what](synthesis, sorted(studies, key=lambda study: study.id))


def concepts(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row a concept, with its support and verdict."""
    names = _names(studies)
    rows = []
    for concept in _shown(synthesis):
        support = support_record(concept.support)  # what is rounded here is what every other skin rounds
        rows.append(
            (
                _facet(concept.facet),
                concept.label,
                _shortened(concept.definition),
                str(concept.verdict),
                _count(concept.support),
                _interval(support["interval"]),
                _effective(support["effective"]),
                round(support["weighted"], 2),
                _listed(concept.studies, names),
                _listed(concept.refuted_by, names),
            )
        )
    columns = columns_of(
        "Facet 1.3, Concept 2.2, Definition 3.2, Verdict 1.2, Support 1.1, 95 % interval 1.3, Effective studies 1.2, "
        "Weighted 1.2, Studies 2.4, Refuted by 1.2"
    )
    return Table("concepts", "Concepts and their support", columns, tuple(rows), f"{_WORTH} Interval: Wilson.")


def themes(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row a theme, rejected ones included, with its best quote."""
    names, by_id = _names(studies), studies_by_id(studies)
    rows = []
    for theme in synthesis.themes:
        record = theme_record(theme, by_id.get(theme.study))
        told = [record[key] for key in ("quote", "section", "document", "evidence", "polarity")]
        study, sure = names.get(theme.study, theme.study), round(record["confidence"], 2)
        rows.append((study, _facet(theme.facet), theme.label, theme.definition, *told, sure, str(theme.status)))
    columns = columns_of(
        "Study 1.5, Facet 1.4, Theme 2, Definition 3, Quote 4, Section 1.7, Document 1.7, Evidence 1.3, Polarity 1.1, "
        "Confidence 1.4, Status 1.3"
    )
    return Table("themes", "Themes by study", columns, tuple(rows))


def evidence(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row a mention: the sentences that each concept rests on."""
    names, by_id, of = _names(studies), studies_by_id(studies), themes_by_id(synthesis)
    rows: list[tuple[Cell, ...]] = []
    for concept in _shown(synthesis):
        for id in concept.themes:
            theme = of[id]
            for mention in theme_record(theme, by_id.get(theme.study))["mentions"]:
                place = (mention[key] for key in ("quote", "section", "document", "start", "end"))
                study = names.get(theme.study, theme.study)
                rows.append((_facet(concept.facet), concept.label, study, theme.label, *place))
    columns = columns_of(
        "Facet 1.3, Concept 1.8, Study 1.5, Theme 1.8, Quote 5, Section 1.7, Document 1.7, Start 0.9, End 0.9"
    )
    note = "Start and end count characters of the document's canonical text."
    return Table("evidence", "The words that each concept rests on", columns, tuple(rows), note)


def agreement(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """Concepts by studies."""
    names, of = _names(studies), themes_by_id(synthesis)
    order = sorted(set(names) | {theme.study for theme in synthesis.themes})
    rows: list[tuple[Cell, ...]] = []
    for concept in _shown(synthesis):
        support = support_record(concept.support)
        worth = (_effective(support["effective"]), round(support["weighted"], 2))
        stance = (_stance(study, concept, of) for study in order)
        told = (_count(concept.support), *worth, str(concept.verdict))
        rows.append((_facet(concept.facet), concept.label, *stance, *told))
    studies_columns = tuple(Column(names.get(study, study), 1.4) for study in order)
    worth_columns = columns_of("Support 1.1, Effective studies 1.2, Weighted 1.2, Verdict 1.3")
    columns = (*columns_of("Facet 1.3, Concept 2.4"), *studies_columns, *worth_columns)
    note = (
        "reports: the study reports the concept; hedges: only with reservation; denies: only to deny it; refutes: it "
        "is opposed to it; silent: it addresses the facet and not the concept; not addressed: nor the facet. " + _WORTH
    )
    return Table("agreement", "Which study reports what", columns, tuple(rows), note)


def studies(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row a study."""
    names = _names(studies)
    rows = []
    for study in studies:
        own = [tie for tie in synthesis.dependence if tie.source == study.id and not tie.unused]
        ties = [f"{tie.kind} {names.get(tie.target, tie.target)}" for tie in own]
        included = sum(reference.included for reference in study.references)
        rows.append(
            (
                names[study.id],
                study.title,
                ", ".join(study.authors),
                study.year,
                study.doi,
                ", ".join(document.name for document in study.documents),
                sum(theme.study == study.id and theme.status is not Status.REJECTED for theme in synthesis.themes),
                len(study.references),
                included or None,
                "; ".join(ties),
            )
        )
    columns = columns_of(
        "Study 1.5, Title 3, Authors 2.4, Year 0.8, DOI 1.8, Documents 1.9, Themes 1.1, References 1.3, "
        "Primary studies 1.1, Ties 1.7"
    )
    return Table("studies", "Studies", columns, tuple(rows))


def translations(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row an edge."""
    names, of = _names(studies), themes_by_id(synthesis)
    rows = tuple(
        (
            _facet(of[edge.source].facet),
            names.get(of[edge.source].study, of[edge.source].study),
            of[edge.source].label,
            str(edge.relation),
            names.get(of[edge.target].study, of[edge.target].study),
            of[edge.target].label,
            edge.score,
            "; ".join(edge.reasons),
            edge.decided_by,
        )
        for edge in synthesis.translations
    )
    columns = columns_of(
        "Facet 1.3, Study 1.5, Theme 2, Relation 1.5, Other study 1.5, Other theme 2, Score 0.8, Reasons 3.6, "
        "Decided by 1"
    )
    return Table("translations", "Translations between themes", columns, rows)


def refutations(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """One row a disagreement that nobody dismissed, those between studies first."""
    names, by_id = _names(studies), studies_by_id(studies)
    rows: list[tuple[Cell, ...]] = []
    for found in synthesis.disagreements:
        if found.standing is Standing.DISMISSED:
            continue
        record = disagreement_record(found, by_id)
        sides = [
            " | ".join(
                dict.fromkeys(f"{names.get(side['study'], side['study'])}: {side['quote']}" for side in record[key])
            )
            for key in ("asserted", "refuting")
        ]
        why = "; ".join(filter(None, (found.computed, *found.reasons)))
        judged = f"{found.standing}: {found.verdict} ({found.decided_by})" if found.verdict else str(found.standing)
        sure = round(record["confidence"], 2)
        rows.append((str(found.scope), str(found.kind), found.topic, *sides, why, sure, judged))
    columns = columns_of(
        "Scope 0.9, Kind 1.2, Topic 1.6, One side 4, The other side 4, Why 2.4, Confidence 1, Standing 1.6"
    )
    note = "Candidates are for people to judge; what they dismissed is left out."
    return Table("refutations", "Where studies contradict one another, or themselves", columns, tuple(rows), note)


TABLES: Mapping[str, Callable[[Synthesis, Sequence[Study]], Table]] = {
    "concepts": concepts,
    "agreement": agreement,
    "evidence": evidence,
    "themes": themes,
    "studies": studies,
    "overlap": overlap_table,
    "translations": translations,
    "refutations": refutations,
}


def _shown(synthesis: Synthesis) -> list[Concept]:
    return [concept for concept in synthesis.concepts if concept.status is not Status.REJECTED]


def _names(studies: Iterable[Study]) -> dict[StudyId, str]:
    return short_names(studies)


def _facet(facet: str) -> str:
    return facet.replace("_", " ")


def _count(support: Support) -> str:
    return f"{support.studies} of {support.eligible}"


def _interval(interval: Sequence[float]) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}"


def _effective(interval: Sequence[float]) -> str:
    low, high = (f"{value:.1f}" for value in interval)
    return low if low == high else f"{low} to {high}"


def _shortened(text: str) -> str:
    """The beginning of a long text, up to a word; the whole text stands in the table of themes."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _listed(ids: Iterable[StudyId], names: Mapping[StudyId, str]) -> str:
    return "; ".join(sorted(names.get(id, id) for id in ids))


def _stance(study: StudyId, concept: Concept, of: Mapping[ThemeId, Theme]) -> str:
    if study in concept.refuted_by and study not in concept.denied_by:
        return "refutes"
    if study not in concept.support.eligible_studies:
        return "not addressed"
    stance = stances([of[id] for id in concept.themes if of[id].study == study]).get(study)
    return {Polarity.ASSERTS: "reports", Polarity.HEDGES: "hedges", Polarity.DENIES: "denies", None: "silent"}[stance]
