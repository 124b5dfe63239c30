"""The aligner alone: a JSON list of themes in, a list of concepts out.

In: records {id, study, facet, label, definition?, quote?, parent?}. Out: records {id, facet, label, definition, themes,
studies}, by facet, the ones with most studies first. Called by KnowledgeBase.align and `concord align`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from concord import codebooks, resources
from concord.deriving import choosing
from extract.theme import fold_label
from synthesis.concept import concept_id
from synthesis.export.records import Record
from synthesis.similarity.term import Term, terms_of_records
from synthesis.translation import align

AUTO = "auto"
NONE = "none"


def aligned(records: object, codebook: str | codebooks.Texts = AUTO) -> list[Record]:
    """Concepts over the themes; `themes` are the given ids, each in exactly one.

    Args:
        codebook: as chosen_for_records takes it.

    Raises:
        BadInput: the records are no themes, or there is no such codebook. BadCodebook: it cannot be used.
    """
    book = chosen_for_records(records, codebook)
    terms = {term.id: term for term in terms_of_records(records)}
    thesaurus = codebooks.thesaurus_of([book.texts] if book else [])
    alignment = align(terms.values(), embedding=resources.embedding(), thesaurus=thesaurus)
    near: dict[str, float] = defaultdict(float)
    home = {id: number for number, ids in enumerate(alignment.concepts) for id in ids}
    for edge in alignment.translations:
        if home[edge.source] == home[edge.target]:
            near[edge.source] += edge.score
    rows = [_record([terms[id] for id in ids], near) for ids in alignment.concepts]
    return sorted(rows, key=lambda row: (row["facet"], -len(row["studies"]), fold_label(row["label"]), row["themes"]))


def chosen_for_records(records: object, codebook: str | codebooks.Texts = AUTO) -> codebooks.Chosen | None:
    """The codebook whose concepts the aligner is to know, None for none.

    Args:
        codebook: a bundled name, a TOML file, the texts of a codebook, "none", or "auto", which takes the one that the
            themes speak: all of them together choose it as the words of a study choose the one that reads it.

    Raises as `aligned` does.
    """
    if codebook == NONE:
        return None
    if codebook != AUTO:
        return codebooks.of_texts(codebooks.texts_of(codebook) if isinstance(codebook, str) else codebook)
    said = ("\n".join((term.label, term.definition, term.quote)) for term in terms_of_records(records))
    return choosing.spoken_in("\n".join(said))


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
