"""Frames of agreement: concepts with their support, and who says what.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, ends, fields, listed, picked


def _concepts(kb: Any, **filters: Any) -> Iterator[Record]:
    for concept in kb.concepts(**filters):
        support = concept["support"]
        yield {
            **picked(concept, "id", "facet", "label", "definition", "verdict", "status"),
            **picked(support, "studies", "eligible", "share", "weighted", "coverage"),
            **ends("interval", support["interval"]),
            **ends("effective", support["effective"]),
            **ends("weighted", support["weighted_interval"]),
            **picked(concept, "why"),
            "themes": len(concept["themes"]),
            **{name: len(concept[name]) for name in ("refuted_by", "hedged_by", "denied_by")},
        }


def _concept_themes(kb: Any, **filters: Any) -> Iterator[Record]:
    of = {theme["id"]: theme for theme in kb.themes()}
    for concept in kb.concepts(**filters):
        for id in concept["themes"]:
            yield {"concept": concept["id"], "theme": id, "study": of[id]["study"], "label": of[id]["label"]}


def _support(kb: Any, **options: Any) -> Iterator[Record]:
    for row in kb.agreement(**options):
        yield {
            **row,
            **ends("interval", row["interval"]),
            **ends("effective", row["effective"]),
            **ends("weighted", row["weighted_interval"]),
            **ends("opposing", row["opposing"]),
        }


def _agreement(kb: Any, **options: Any) -> Iterator[Record]:
    for row in kb.agreement(**options):
        for study, stance in row["cells"].items():
            yield {
                "concept": row["id"],
                **picked(row, "facet", "label"),
                "study": study,
                "stance": stance,
                "basis": row["basis"].get(study),
                "verdict_without": row["pivotal"].get(study),
            }


def _weights(kb: Any, **filters: Any) -> Iterator[Record]:
    for concept in kb.concepts(**filters):
        for weight in concept["support"]["weights"]:
            yield {"concept": concept["id"], **picked(concept, "facet", "label"), **weight}


def _effect_sizes(kb: Any) -> Iterator[Record]:
    for row in kb.effect_sizes():
        yield {**row, "versions": listed(row["studies"])}


_FILTERS = ("facet", "study", "status")

FRAMES = (
    Frame(
        "concepts",
        "a concept, rejected ones included, the most supported of a facet first",
        fields("""
            id | string | | of the concept, made of facet and label
            facet | string | | kind of theme
            label | string | | its most central name
            definition | string | | a definition of one of its themes
            verdict | string | | consensus, majority, ...: the rule stands in docs/methods.md
            status | string | proposed, accepted, rejected | what reviewers said
            studies | Int64 | studies | that support it
            eligible | Int64 | studies | that address the facet
            share | Float64 | 0 to 1 | studies / eligible
            interval_low | Float64 | 0 to 1 | lower end of the Wilson interval of share, 95 %
            interval_high | Float64 | 0 to 1 | its upper end
            effective_low | Float64 | studies | effective number of independent studies; the least, where lists are
                unknown
            effective_high | Float64 | studies | the most
            weighted | Float64 | 0 to 1 | independence-weighted agreement
            weighted_low | Float64 | 0 to 1 | lower end of its interval, heuristic
            weighted_high | Float64 | 0 to 1 | its upper end
            why | string | | the verdict in a sentence
            coverage | Float64 | 0 to 1 | share of all primary studies that are under its supporters; missing where
                no list is known
            refuted_by | Int64 | studies | that refute it
            hedged_by | Int64 | studies | that only hedge it
            denied_by | Int64 | studies | that only deny it
            themes | Int64 | themes | that it holds
        """),
        _concepts,
        _FILTERS,
        "concepts",
    ),
    Frame(
        "concept_themes",
        "a theme in a concept",
        fields("""
            concept | string | | id of the concept
            theme | string | | id of the theme
            study | string | | id of its study
            label | string | | label of the theme
        """),
        _concept_themes,
        _FILTERS,
        "concepts",
    ),
    Frame(
        "support",
        "a concept with all that its support is made of, under the assumptions that are named",
        fields("""
            id | string | | of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            verdict | string | | consensus, majority, ...
            studies | Int64 | studies | that support it
            eligible | Int64 | studies | that address the facet
            share | Float64 | 0 to 1 | studies / eligible
            interval_low | Float64 | 0 to 1 | lower end of the Wilson interval of share, 95 %
            interval_high | Float64 | 0 to 1 | its upper end
            effective_low | Float64 | studies | effective number of independent supporters; the least
            effective_high | Float64 | studies | the most
            chronological | Float64 | studies | the same in order of date, which no later study lowers
            weighted | Float64 | 0 to 1 | independence-weighted agreement
            weighted_low | Float64 | 0 to 1 | lower end of its interval, heuristic
            weighted_high | Float64 | 0 to 1 | its upper end
            opposing_low | Float64 | studies | effective number of independent studies that refute it; the least
            opposing_high | Float64 | studies | the most
            contested | Float64 | studies | what the weaker side counts as
            balance | Float64 | 0 to 1 | that over the stronger side
            coverage | Float64 | 0 to 1 | share of all primary studies that are under its supporters
            frequency | Float64 | 0 to 1 | frequency effect size, over all parent studies
            why | string | | the verdict in a sentence
        """),
        _support,
        (*_FILTERS, "assumptions", "sort"),
        "agreement",
    ),
    Frame(
        "weights",
        "a study that speaks of a concept, with what it brings",
        fields("""
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            study | string | | id of the study
            novelty | Float64 | 0 to 1 | its novelty share u over all studies in scope
            basis | string | theme, list, own, unknown | what its set of primary studies is
            works | Int64 | works | in that set
            listed | Int64 | works | in its whole list
        """),
        _weights,
        _FILTERS,
        "concepts",
    ),
    Frame(
        "effect_sizes",
        "a parent study with its intensity effect size",
        fields("""
            study | string | | id of the study
            versions | string | | ids of the studies that count as this one, with semicolons between
            findings | Int64 | concepts | that it asserts
            all_findings | Int64 | concepts | that any study asserts
            intensity | Float64 | 0 to 1 | the one over the other
        """),
        _effect_sizes,
    ),
    Frame(
        "agreement",
        "a concept and a study, also one that says nothing of it",
        fields("""
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            study | string | | id of the study
            stance | string | one of six | asserts, hedges, denies, refutes, silent or not in scope: what the study
                does with the concept; silent: it addresses the facet and not the concept; not in scope: nor the facet,
                which is no disagreement
            basis | string | theme, list, own, unknown | what stands for its primary studies; missing: it is silent
            verdict_without | string | | verdict without this study, missing where it is the same
        """),
        _agreement,
        (*_FILTERS, "assumptions", "sort"),
        "agreement",
    ),
)
