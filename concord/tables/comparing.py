"""A comparison of studies as a record.

In: a Comparison, Shared, the synthesis, studies. Out: a plain record. Called by concord.parts.mapping, for both skins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from concord.tables.changes import quote_record
from corpus.study import Study, StudyId
from extract.theme import Theme, ThemeId
from synthesis.comparing import WHY_NOT, Carried, Compared, Comparison, Shared, Standpoint
from synthesis.export.records import rounded

if TYPE_CHECKING:
    from synthesis.concept import Concept, ConceptId
    from synthesis.export.records import Record

WORDS = 3  # quotes of one side under one concept


def comparison_record(
    found: Comparison,
    held: Shared,
    concepts: Mapping[ConceptId, Concept],
    themes: Mapping[ThemeId, Theme],
    studies: Mapping[StudyId, Study],
    scope: Mapping[str, Sequence[StudyId]],
) -> Record:
    """Two sides in a record.

    `facets`: by facet, how many concepts both have, each has alone, and neither (they only deny). `both`, `only_one`,
    `only_other`, `neither`: concepts, each with the words of both sides; of what one has alone `why` says how the other
    stands to it. `there`, `back`: translation coverage, how many themes of a side go over into words of the other.
    `shared`: primary studies of both, and whether the two are independent witnesses.
    """
    rows = [_concept(one, concepts[one.concept], themes, studies) for one in found.concepts]
    parts = {name: [row for row in rows if row["part"] == name] for name in PARTS}
    facets = dict.fromkeys((*scope, *(row["facet"] for row in rows)))
    return {
        "one": _side(found.one, found.there, studies),
        "other": _side(found.other, found.back, studies),
        "facets": [
            {
                "facet": facet,
                **{name: sum(row["facet"] == facet for row in parts[name]) for name in PARTS},
                "one_in_scope": any(id in scope.get(facet, ()) for id in found.one),
                "other_in_scope": any(id in scope.get(facet, ()) for id in found.other),
            }
            for facet in facets
            if any(id in scope.get(facet, ()) for id in (*found.one, *found.other))
        ],
        **parts,
        "there": _coverage(found.there, themes),
        "back": _coverage(found.back, themes),
        "shared": {
            "one": held.one,
            "other": held.other,
            "works": list(held.works),
            "corrected": None if held.corrected is None else rounded(held.corrected),
            "verdict": held.verdict,
            "why": held.why,
        },
        "ties": [
            {"source": t.source, "target": t.target, "kind": t.kind, "strength": t.strength, "evidence": t.evidence}
            for t in found.ties
            if not t.unused
        ],
    }


PARTS = ("both", "only_one", "only_other", "neither")


def _side(studies: Sequence[StudyId], carried: Sequence[Carried], known: Mapping[StudyId, Study]) -> Record:
    return {
        "studies": list(studies),
        "title": known[studies[0]].title if len(studies) == 1 else f"the other {len(studies)} studies",
        "year": known[studies[0]].year if len(studies) == 1 else None,
        "themes": len(carried),
    }


def _concept(
    row: Compared, concept: Concept, themes: Mapping[ThemeId, Theme], studies: Mapping[StudyId, Study]
) -> Record:
    part = {(True, True): "both", (True, False): "only_one", (False, True): "only_other"}.get(
        (row.one.has, row.other.has), "neither"
    )
    missing = row.other if part == "only_one" else row.one
    return {
        "concept": row.concept,
        "facet": concept.facet,
        "label": concept.label,
        "part": part,
        "why": WHY_NOT[missing.stands] if part in ("only_one", "only_other") else "",
        "one": _standpoint(row.one, themes, studies),
        "other": _standpoint(row.other, themes, studies),
    }


def _standpoint(side: Standpoint, themes: Mapping[ThemeId, Theme], studies: Mapping[StudyId, Study]) -> Record:
    held = [themes[id] for id in side.themes]
    return {
        "stands": str(side.stands),
        "themes": len(held),
        "words": [_words(theme, studies) for theme in held[:WORDS]],
    }


def _words(theme: Theme, studies: Mapping[StudyId, Study]) -> Record:
    document = studies[theme.study].document(theme.mentions[0].anchor.document)
    return {**quote_record(theme, {document.id: document.name}), "document_id": str(document.id)}


def _coverage(carried: Sequence[Carried], themes: Mapping[ThemeId, Theme]) -> Record:
    """`share`: of a side's themes that go over, None without themes. `relations`: how, and how many. `themes`: each."""
    relations = Counter(one.how for one in carried)
    over = sum(one.carried for one in carried)
    return {
        "total": len(carried),
        "carried": over,
        "share": rounded(over / len(carried)) if carried else None,
        "relations": dict(sorted(relations.items(), key=lambda item: (-item[1], item[0]))),
        "themes": [
            {
                "theme": one.theme,
                "facet": themes[one.theme].facet,
                "label": themes[one.theme].label,
                "how": one.how,
                "carried": one.carried,
                "target": one.edge.target if one.edge else None,
                "target_label": themes[one.edge.target].label if one.edge else "",
                "score": rounded(one.edge.score) if one.edge else None,
                "decided_by": one.edge.decided_by if one.edge else "",
                "concept": one.concept,
            }
            for one in carried
        ],
    }
