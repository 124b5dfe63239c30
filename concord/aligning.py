"""The aligner alone: a JSON list of themes in, a list of concepts out.

In: records {id, study, facet, label, definition?, quote?, parent?}. Out: records {id, facet, label, definition, themes,
studies}, by facet, the ones with most studies first. Called by KnowledgeBase.align and `concord align`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from concord import resources
from extract.theme import fold_label
from synthesis.align import align
from synthesis.concept import concept_id
from synthesis.export.records import Record
from synthesis.similarity.term import Term, terms_of_records


def aligned(records: object) -> list[Record]:
    """Concepts over the themes; `themes` are the given ids, each in exactly one. Raises BadInput."""
    terms = {term.id: term for term in terms_of_records(records)}
    alignment = align(terms.values(), embedding=resources.embedding())
    near: dict[str, float] = defaultdict(float)
    home = {id: number for number, ids in enumerate(alignment.concepts) for id in ids}
    for edge in alignment.translations:
        if home[edge.source] == home[edge.target]:
            near[edge.source] += edge.score
    rows = [_record([terms[id] for id in ids], near) for ids in alignment.concepts]
    return sorted(rows, key=lambda row: (row["facet"], -len(row["studies"]), fold_label(row["label"]), row["themes"]))


def _record(members: Sequence[Term], near: dict[str, float]) -> Record:
    """Label: of the member that is nearest to the others, then the most common, then the shortest."""
    count = Counter(fold_label(term.label) for term in members)
    central = min(
        members, key=lambda t: (-round(near[t.id], 4), -count[fold_label(t.label)], len(t.label), t.label, t.id)
    )
    return {
        "id": concept_id(central.facet, f"{central.label} {min(t.id for t in members)}"),
        "facet": central.facet,
        "label": central.label,
        "definition": next((t.definition for t in (central, *members) if t.definition), ""),
        "themes": [term.id for term in members],
        "studies": sorted({term.study for term in members}),
    }
