"""Evidence profiles and conclusions as records, and the evidence profile of all findings as papers print it.

In: Profiles, Conclusions, studies. Out: records and the Plan of a table. Called by concord.parts.confidence,
concord.exporting and synthesis.export.to_json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from corpus.study import Study, StudyId
from extract.theme import Status
from synthesis.cerqual import Profile, Statement, Words
from synthesis.concept import Concept
from synthesis.conclusion import Component, Conclusion
from synthesis.export.citing import short_names
from synthesis.export.records import Record, section_at, studies_by_id, support_record
from synthesis.export.values import Plan, Row, columns_of

NAME = "profile"
OPEN = "not assessed"  # what stands where nobody has set a level


def conclusion_record(conclusion: Conclusion) -> Record:
    """What a person concluded, what it rested on (None: nobody knows), and what has moved since."""
    looked = {"number": conclusion.looked, "who": conclusion.looked_by, "when": conclusion.looked_when}
    rested = asdict(conclusion.rested) if conclusion.rested else None
    return {
        "number": conclusion.number,
        "kind": conclusion.kind,
        "value": conclusion.value,
        "reason": conclusion.reason,
        "who": conclusion.who,
        "when": conclusion.when,
        "facet": conclusion.facet,
        "label": conclusion.label,
        "concept": conclusion.concept or None,
        "refutation": conclusion.refutation or None,
        "concerns": {str(component): str(concern) for component, concern in conclusion.concerns},
        "rested": {key: list(told) if isinstance(told, tuple) else told for key, told in rested.items()}
        if rested
        else None,
        "stale": conclusion.stale,
        "moved": list(conclusion.moved),
        "looked": looked if conclusion.looked else None,
    }


def profile_record(profile: Profile, studies: Mapping[StudyId, Study]) -> Record:
    """One finding: its level if a person has set one, and the statements of each component with their quotes."""
    concept = profile.concept
    return {
        **brief_record(profile),
        "definition": concept.definition,
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        "support": support_record(concept.support),
        "components": {
            str(component): [statement_record(statement, studies) for statement in statements]
            for component, statements in profile.components.items()
        },
        "conclusions": [conclusion_record(conclusion) for conclusion in profile.conclusions],
    }


def brief_record(profile: Profile) -> Record:
    """One finding in few words: its level if a person has set one, and each component as sentences alone."""
    concept, held = profile.concept, profile.assessment
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "contributing": list(profile.contributing),
        "level": held.value if held else None,
        "explanation": held.reason if held else "",
        "concerns": {str(component): str(concern) for component, concern in held.concerns} if held else {},
        "assessed_by": held.who if held else "",
        "stale": any(conclusion.stale for conclusion in profile.conclusions),
        "moved": list(dict.fromkeys(moved for c in profile.conclusions for moved in c.moved)),
        "components": {
            str(component): [statement.brief or statement.text for statement in statements]
            for component, statements in profile.components.items()
        },
    }


def statement_record(statement: Statement, studies: Mapping[StudyId, Study]) -> Record:
    """A statement with the quotes under it; `of` is the id of the theme, fact or refutation that a quote belongs to."""
    return {
        "text": statement.text,
        "brief": statement.brief or statement.text,
        "each": list(statement.each),
        "gap": statement.gap,
        "studies": list(statement.studies),
        "items": list(statement.items),
        "words": [_words(words, studies.get(words.study)) for words in statement.words],
    }


def profile_table(
    concepts: Iterable[Concept], profile_of: Callable[[Concept], Profile], studies: Iterable[Study]
) -> Plan:
    """One row a finding that was not rejected: the evidence by component, the level of a person, and why."""
    names = short_names(studies)

    def row(concept: Concept) -> Row:
        profile = profile_of(concept)
        return (
            concept.facet.replace("_", " "),
            concept.label,
            "; ".join(sorted(names.get(study, study) for study in profile.contributing)),
            *(_cell(profile, component) for component in Component),
            profile.assessment.value if profile.assessment else OPEN,
            _explained(profile),
        )

    items = [concept for concept in concepts if concept.status is not Status.REJECTED]
    columns = columns_of(
        "Facet 1, Finding 1.5, Contributing studies 1.8, Methodological limitations 3, Coherence 3, Adequacy 3, "
        "Relevance 3, Confidence 1.4, Explanation 1.7"
    )
    note = (
        "The evidence is counted from the studies; what was not found in one may still have been done. What each of "
        "them tells of its method stands in the table of methods. The level of confidence and the concerns are a "
        "person's judgement (GRADE-CERQual) and are never computed."
    )
    return Plan(
        NAME, "Evidence profile of the findings", columns, items, row, note, lambda concept: ("concept", concept.id)
    )


def summary(record: Record, component: str) -> str:
    """A component of a profile's record in one text: the concern that a person named, then what is known."""
    concern = record["concerns"].get(component)
    told = [statement["text"] for statement in record["components"][component]]
    return " ".join([*([_concern(concern)] if concern else []), *told])


def _cell(profile: Profile, component: Component) -> str:
    concerns = dict(profile.assessment.concerns) if profile.assessment else {}
    lead = [_concern(concerns[component])] if component in concerns else []
    told = [_brief(statement, len(profile.contributing)) for statement in profile.components[component]]
    return " ".join([*lead, *filter(None, told)])


def _brief(statement: Statement, contributing: int) -> str:
    """A statement as a table has it; "" for a gap of some studies that the sentence before it leaves out by number."""
    if statement.gap and statement.brief and len(statement.studies) < contributing:
        return ""
    return statement.brief or statement.text


def _concern(concern: str) -> str:
    return f"{concern.capitalize()} concerns."


def _explained(profile: Profile) -> str:
    """Why the level was set, by whom, and what has moved since."""
    held = profile.assessment
    if held is None:
        return ""
    moved = f" Stale since then: {'; '.join(held.moved)}." if held.moved else ""
    return f"{held.reason} ({held.who}, {held.when[:10]}).{moved}"


def _words(words: Words, study: Study | None) -> Record:
    documents = {document.id: document for document in study.documents} if study else {}
    document = documents.get(words.anchor.document)
    return {
        "study": words.study,
        "of": words.of,
        "quote": words.quote,
        "section": section_at(document, words.anchor.start) if document else "",
        "document": document.name if document else str(words.anchor.document),
        "start": words.anchor.start,
        "end": words.anchor.end,
    }


def profile_records(profiles: Iterable[Profile], studies: Iterable[Study]) -> list[Record]:
    """Records of profiles, in the order given."""
    of = studies_by_id(studies)
    return [profile_record(profile, of) for profile in profiles]
