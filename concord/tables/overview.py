"""A corpus at a glance: its counts, its facets, what asks for a look, and its years.

In: studies and a synthesis. Out: plain records, small however large the corpus is. Called by concord.parts.overviewing.
A study "came" in the year of its publication, and a concept with the first study that supports it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpus.study import Study, StudyId
from extract.theme import Status
from synthesis.concept import Concept, Synthesis, Verdict
from synthesis.disagreement import Scope, Standing
from synthesis.export.records import Record
from synthesis.weighing import ONE_SOURCE

_NAMED = 3  # labels that a point names
_OPPOSED = (Verdict.CONTESTED, Verdict.REFUTED)
_AGREED = (Verdict.CONSENSUS, Verdict.MAJORITY)


def overview_record(studies: Sequence[Study], synthesis: Synthesis) -> Record:
    """`facets`: one row a facet, the richest first. `look_at`: what asks for a look, {number, names} by its name.
    `themes_of`: how many themes of each study count, by its id.

    names: labels of the first few, the weightiest first. Rejected themes and concepts count nowhere but as `rejected`.
    """
    concepts = [concept for concept in synthesis.concepts if concept.status is not Status.REJECTED]
    live = Counter(theme.facet for theme in synthesis.themes if theme.status is not Status.REJECTED)
    return {
        "studies": len(studies),
        "documents": sum(len(study.documents) for study in studies),
        "themes": live.total(),
        "rejected": len(synthesis.themes) - live.total(),
        "concepts": len(concepts),
        "shared": sum(len(concept.studies) > 1 for concept in concepts),
        "contested": sum(concept.verdict in _OPPOSED for concept in concepts),
        "facets": _facets(live, concepts),
        "themes_of": _themes_of(studies, synthesis),
        "look_at": {
            "contested": _point(_contested(concepts)),
            "dependent": _point(leaning(concepts)),
            "unjudged": _between(synthesis),
            "stale": _named([one.label for one in synthesis.conclusions if one.stale]),
        },
    }


def leaning(concepts: Iterable[Concept]) -> list[Concept]:
    """Concepts of two supporters or more that count as less than ONE_SOURCE independent ones even at best, those that
    lose most first."""
    found = [one for one in concepts if one.support.studies > 1 and one.support.effective[1] < ONE_SOURCE]
    return sorted(found, key=lambda c: (c.support.effective[1] / c.support.studies, -c.support.studies, c.label, c.id))


def year_records(studies: Sequence[Study], synthesis: Synthesis) -> list[Record]:
    """One row a year that has studies, the first one first, those without a year last: `year` (None), `studies` (ids),
    `concepts` that appear first in it, and how many of them are `shared` by now."""
    came: dict[int | None, list[StudyId]] = defaultdict(list)
    for study in studies:
        came[study.year].append(study.id)
    first = _first(studies, synthesis)
    found = Counter(year for year, _, _ in first)
    shared = Counter(year for year, _, concept in first if len(concept.studies) > 1)
    return [
        {"year": year, "studies": sorted(came[year]), "concepts": found[year], "shared": shared[year]}
        for year in sorted(came, key=lambda year: (year is None, year or 0))
    ]


def appearing_records(studies: Sequence[Study], synthesis: Synthesis, year: int | None) -> list[Record]:
    """The concepts that appear first in a year, those of most studies first: id, facet, label, verdict, how many
    `studies` support it of how many `eligible`, and `first`, the studies of that year that do."""
    rows = [
        {
            "id": concept.id,
            "facet": concept.facet,
            "label": concept.label,
            "verdict": str(concept.verdict),
            "studies": concept.support.studies,
            "eligible": concept.support.eligible,
            "first": list(by),
        }
        for when, by, concept in _first(studies, synthesis)
        if when == year
    ]
    return sorted(rows, key=lambda row: (-row["studies"], row["facet"], row["label"], row["id"]))


def _first(studies: Sequence[Study], synthesis: Synthesis) -> list[tuple[int | None, tuple[StudyId, ...], Concept]]:
    """Each concept with the year of its first supporters, and them; None where none of them has a year."""
    years = {study.id: study.year for study in studies}
    found = []
    for concept in synthesis.concepts:
        if concept.status is Status.REJECTED or not concept.studies:
            continue
        told = [year for id in concept.studies if (year := years.get(id)) is not None]
        year = min(told, default=None)
        found.append((year, tuple(id for id in concept.studies if years.get(id) == year), concept))
    return found


def _facets(live: Counter[str], concepts: Iterable[Concept]) -> list[Record]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    scope: dict[str, set[StudyId]] = defaultdict(set)
    for concept in concepts:
        scope[concept.facet].update(concept.support.eligible_studies)
        counts[concept.facet]["concepts"] += 1
        agreed, opposed = concept.verdict in _AGREED, concept.verdict in _OPPOSED
        counts[concept.facet]["shared"] += len(concept.studies) > 1
        counts[concept.facet]["agreed"] += agreed
        counts[concept.facet]["contested"] += opposed
        counts[concept.facet]["single"] += len(concept.studies) < 2 and not agreed and not opposed
    return [
        {
            "facet": facet,
            "studies": len(scope[facet]),
            "themes": number,
            **{name: counts[facet][name] for name in ("concepts", "shared", "agreed", "contested", "single")},
        }
        for facet, number in sorted(live.items(), key=lambda item: (-item[1], item[0]))
    ]


def _themes_of(studies: Sequence[Study], synthesis: Synthesis) -> dict[str, int]:
    counted = Counter(theme.study for theme in synthesis.themes if theme.status is not Status.REJECTED)
    return {study.id: counted[study.id] for study in studies}


def _contested(concepts: Iterable[Concept]) -> list[Concept]:
    found = [concept for concept in concepts if concept.verdict in _OPPOSED]
    return sorted(found, key=lambda concept: (-concept.support.studies, concept.label, concept.id))


def _between(synthesis: Synthesis) -> Record:
    """Contradictions between studies that nobody has judged."""
    return _named(
        [
            found.topic
            for found in synthesis.disagreements
            if found.standing is Standing.CANDIDATE and found.scope is Scope.BETWEEN
        ]
    )


def _point(concepts: Sequence[Concept]) -> Record:
    return _named([concept.label for concept in concepts])


def _named(labels: Sequence[str]) -> Record:
    return {"number": len(labels), "names": list(labels[:_NAMED])}
