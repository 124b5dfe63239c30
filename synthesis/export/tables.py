"""The tables of a synthesis, as values that every format writes.

In: a Synthesis and its studies. Out: a Plan each, whose rows are made when they are asked for. Called by concord's
export and by the preview of the dashboard; written by the to_*.py files beside this one. To add a table, write a
function and put it into TABLES.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.errors import BadInput
from corpus.study import Study, StudyId
from extract.theme import Polarity, Status, Theme, ThemeId
from synthesis.concept import Concept, Support, Synthesis, Translation
from synthesis.disagreement import Disagreement, Standing
from synthesis.export.citing import short_names
from synthesis.export.overlap_tables import overlap_table
from synthesis.export.records import (
    Record,
    disagreement_record,
    studies_by_id,
    support_record,
    theme_record,
    themes_by_id,
)
from synthesis.export.values import Column, Plan, Row, Table, columns_of
from synthesis.refutation import stances

_LONGEST = 240  # characters of a definition in the table of concepts
_WORTH = (
    "Support: studies that report the concept, of those that address its facet. Effective studies: supporters counted "
    "by how little their primary studies overlap. Weighted: share of the independent evidence that supports it."
)


def table(what: str, synthesis: Synthesis, studies: Iterable[Study]) -> Table:
    """One table by name. BadInput lists the names that there are."""
    return plan(what, synthesis, studies).table()


def plan(what: str, synthesis: Synthesis, studies: Iterable[Study]) -> Plan:
    """The plan of one table by name. BadInput lists the names that there are."""
    if what not in TABLES:
        raise BadInput(f"no table {what!r}; there are: {' '.join(TABLES)}")
    return TABLES[what](synthesis, sorted(studies, key=lambda study: study.id))


def concepts(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row a concept, with its support and verdict."""
    names = _names(studies)

    def row(concept: Concept) -> Row:
        support = support_record(concept.support)  # what is rounded here is what every other skin rounds
        return (
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

    columns = columns_of(
        "Facet 1.3, Concept 2.2, Definition 3.2, Verdict 1.2, Support 1.1, 95 % interval 1.3, Effective studies 1.2, "
        "Weighted 1.2, Studies 2.4, Refuted by 1.2"
    )
    note = f"{_WORTH} Interval: Wilson."
    return Plan("concepts", "Concepts and their support", columns, _shown(synthesis), row, note, _concept)


def themes(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row a theme, rejected ones included, with its best quote."""
    names, by_id = _names(studies), studies_by_id(studies)

    def row(theme: Theme) -> Row:
        record = theme_record(theme, by_id.get(theme.study))
        told = [record[key] for key in ("quote", "section", "document", "evidence", "polarity")]
        study, sure = names.get(theme.study, theme.study), round(record["confidence"], 2)
        return (study, _facet(theme.facet), theme.label, theme.definition, *told, sure, str(theme.status))

    columns = columns_of(
        "Study 1.5, Facet 1.4, Theme 2, Definition 3, Quote 4, Section 1.7, Document 1.7, Evidence 1.3, Polarity 1.1, "
        "Confidence 1.4, Status 1.3"
    )
    return Plan("themes", "Themes by study", columns, synthesis.themes, row, opens=lambda theme: ("theme", theme.id))


def evidence(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row a mention: the sentences that each concept rests on."""
    names, by_id, of = _names(studies), studies_by_id(studies), themes_by_id(synthesis)

    @lru_cache(maxsize=1)  # the mentions of one theme stand in a row
    def mentions(id: ThemeId) -> list[Record]:
        found: list[Record] = theme_record(of[id], by_id.get(of[id].study))["mentions"]
        return found

    def row(place: tuple[Concept, ThemeId, int]) -> Row:
        concept, id, number = place
        theme, mention = of[id], mentions(id)[number]
        told = (mention[key] for key in ("quote", "section", "document", "start", "end"))
        return (_facet(concept.facet), concept.label, names.get(theme.study, theme.study), theme.label, *told)

    items = [
        (concept, id, number)
        for concept in _shown(synthesis)
        for id in concept.themes
        for number in range(len(of[id].mentions))
    ]
    columns = columns_of(
        "Facet 1.3, Concept 1.8, Study 1.5, Theme 1.8, Quote 5, Section 1.7, Document 1.7, Start 0.9, End 0.9"
    )
    note = "Start and end count characters of the document's canonical text."
    return Plan(
        "evidence", "The words that each concept rests on", columns, items, row, note, lambda at: ("theme", at[1])
    )


def agreement(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """Concepts by studies."""
    names, of = _names(studies), themes_by_id(synthesis)
    order = sorted(set(names) | {theme.study for theme in synthesis.themes})

    def row(concept: Concept) -> Row:
        support = support_record(concept.support)
        stance = _stances(concept, order, of)
        told = (_count(concept.support), _effective(support["effective"]), round(support["weighted"], 2))
        return (_facet(concept.facet), concept.label, *stance, *told, str(concept.verdict))

    studies_columns = tuple(Column(names.get(study, study), 1.4) for study in order)
    worth_columns = columns_of("Support 1.1, Effective studies 1.2, Weighted 1.2, Verdict 1.3")
    columns = (*columns_of("Facet 1.3, Concept 2.4"), *studies_columns, *worth_columns)
    note = (
        "reports: the study reports the concept; hedges: only with reservation; denies: only to deny it; refutes: it "
        "is opposed to it; silent: it addresses the facet and not the concept; not addressed: nor the facet. " + _WORTH
    )
    return Plan("agreement", "Which study reports what", columns, _shown(synthesis), row, note, _concept)


def studies(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row a study."""
    names = _names(studies)
    reported = Counter(theme.study for theme in synthesis.themes if theme.status is not Status.REJECTED)

    def row(study: Study) -> Row:
        own = [tie for tie in synthesis.dependence if tie.source == study.id and not tie.unused]
        ties = [f"{tie.kind} {names.get(tie.target, tie.target)}" for tie in own]
        included = sum(reference.included for reference in study.references)
        return (
            names[study.id],
            study.title,
            ", ".join(study.authors),
            study.year,
            study.doi,
            ", ".join(document.name for document in study.documents),
            reported[study.id],
            len(study.references),
            included or None,
            "; ".join(ties),
        )

    columns = columns_of(
        "Study 1.5, Title 3, Authors 2.4, Year 0.8, DOI 1.8, Documents 1.9, Themes 1.1, References 1.3, "
        "Primary studies 1.1, Ties 1.7"
    )
    return Plan("studies", "Studies", columns, studies, row, opens=lambda study: ("study", study.id))


def translations(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row an edge."""
    names, of = _names(studies), themes_by_id(synthesis)

    def row(edge: Translation) -> Row:
        one, other = of[edge.source], of[edge.target]
        told = (edge.score, "; ".join(edge.reasons), edge.decided_by)
        own, others = names.get(one.study, one.study), names.get(other.study, other.study)
        return (_facet(one.facet), own, one.label, str(edge.relation), others, other.label, *told)

    columns = columns_of(
        "Facet 1.3, Study 1.5, Theme 2, Relation 1.5, Other study 1.5, Other theme 2, Score 0.8, Reasons 3.6, "
        "Decided by 1"
    )
    edges = synthesis.translations
    return Plan(
        "translations", "Translations between themes", columns, edges, row, opens=lambda edge: ("theme", edge.source)
    )


def refutations(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """One row a disagreement that nobody dismissed, those between studies first."""
    names, by_id = _names(studies), studies_by_id(studies)

    def row(found: Disagreement) -> Row:
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
        return (str(found.scope), str(found.kind), found.topic, *sides, why, sure, judged)

    items = [found for found in synthesis.disagreements if found.standing is not Standing.DISMISSED]
    columns = columns_of(
        "Scope 0.9, Kind 1.2, Topic 1.6, One side 4, The other side 4, Why 2.4, Confidence 1, Standing 1.6"
    )
    note = "Candidates are for people to judge; what they dismissed is left out."
    title = "Where studies contradict one another, or themselves"
    return Plan("refutations", title, columns, items, row, note, lambda found: ("refutation", found.id))


TABLES: Mapping[str, Callable[[Synthesis, Sequence[Study]], Plan]] = {
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


def _concept(concept: Concept) -> tuple[str, str]:
    return "concept", concept.id


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


def _stances(concept: Concept, order: Iterable[StudyId], of: Mapping[ThemeId, Theme]) -> list[str]:
    """What each study does with a concept, in the order given."""
    own: dict[StudyId, list[Theme]] = {}
    for id in concept.themes:
        own.setdefault(of[id].study, []).append(of[id])
    return [_stance(study, concept, own.get(study, [])) for study in order]


def _stance(study: StudyId, concept: Concept, own: Sequence[Theme]) -> str:
    if study in concept.refuted_by and study not in concept.denied_by:
        return "refutes"
    if study not in concept.support.eligible_studies:
        return "not addressed"
    stance = stances(own).get(study)
    return {Polarity.ASSERTS: "reports", Polarity.HEDGES: "hedges", Polarity.DENIES: "denies", None: "silent"}[stance]
