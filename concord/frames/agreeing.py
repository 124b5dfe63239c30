"""Frames of agreement: concepts with their support, who says what, what is left without a study, contradictions.

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
            "themes": len(concept["themes"]),
            **{name: len(concept[name]) for name in ("refuted_by", "hedged_by", "denied_by")},
        }


def _concept_themes(kb: Any, **filters: Any) -> Iterator[Record]:
    of = {theme["id"]: theme for theme in kb.themes()}
    for concept in kb.concepts(**filters):
        for id in concept["themes"]:
            yield {"concept": concept["id"], "theme": id, "study": of[id]["study"], "label": of[id]["label"]}


def _agreement(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.agreement(**filters):
        for study, stance in row["cells"].items():
            yield {"concept": row["id"], **picked(row, "facet", "label"), "study": study, "stance": stance}


def _leave_one_out(kb: Any, **filters: Any) -> Iterator[Record]:
    for concept in kb.concepts(**filters):
        support = concept["support"]
        for study, share in support["without"].items():
            yield {
                "concept": concept["id"],
                **picked(concept, "facet", "label"),
                "without": study,
                "share": share,
                "share_of_all": support["share"],
            }


def _translations(kb: Any, **filters: Any) -> Iterator[Record]:
    for edge in kb.edges(**filters):
        one, other = edge["quotes"] or ("", "")
        yield {**edge, "reasons": listed(edge["reasons"]), "source_quote": one, "target_quote": other}


def _refutations(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.refutations(**filters):
        yield {
            **row,
            **{name: listed(row[name]) for name in ("asserted_by", "refuted_by", "reasons")},
            **{f"{name}_places": len(row[name]) for name in ("asserted", "refuting")},
        }


def _refutation_sides(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.refutations(**filters):
        for name in ("asserted", "refuting"):
            for side in row[name]:
                yield {"refutation": row["id"], "against": name == "refuting", **side}


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
        """),
        _agreement,
        _FILTERS,
        "agreement",
    ),
    Frame(
        "leave_one_out",
        "a concept and a study of its scope that is left out",
        fields("""
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            without | string | | id of the study that is left out
            share | Float64 | 0 to 1 | support without it
            share_of_all | Float64 | 0 to 1 | support with all studies
        """),
        _leave_one_out,
        _FILTERS,
        "concepts",
    ),
    Frame(
        "translations",
        "a directed edge between two themes",
        fields("""
            source | string | | id of the theme that is said in other terms
            target | string | | id of the theme in whose terms it is said
            relation | string | one of six | how the source stands to the target: exactMatch, closeMatch,
                broadMatch, narrowMatch, relatedMatch or refutes
            score | Float64 | 0 to 1 | how sure
            reasons | string | | in words, with semicolons between
            source_quote | string | | words of the source
            target_quote | string | | words of the target
            decided_by | string | | machine, or who decided
        """),
        _translations,
        ("facet", "study"),
        "edges",
    ),
    Frame(
        "refutations",
        "a contradiction that nobody dismissed, between studies first",
        fields("""
            id | string | | of the refutation
            scope | string | between, within | between studies, or within one
            kind | string | | contradiction, other definition, arithmetic, ...
            facet | string | | of the concept, empty where it is about none
            label | string | | what it is about
            concept | string | | id of the concept, missing where it is about none
            asserted_by | string | | ids of the studies of one side, with semicolons between
            refuted_by | string | | ids of those of the other side
            asserted_places | Int64 | places | quotes of one side
            refuting_places | Int64 | places | quotes of the other side
            computed | string | | what was reckoned up, empty where nothing was
            reasons | string | | in words, with semicolons between
            confidence | Float64 | 0 to 1 | that it is one
            standing | string | candidate, confirmed, dismissed | what people said
            decided_by | string | | who did
            verdict | string | | the kind that they found it to be
        """),
        _refutations,
        ("facet", "study", "kind", "scope", "standing"),
        "refutations",
    ),
    Frame(
        "refutation_sides",
        "a quote of one side of a refutation",
        fields("""
            refutation | string | | id of the refutation
            against | boolean | | the quote is of the side that refutes
            study | string | | id of the study
            theme | string | | id of the theme, missing where the words are of none
            says | string | | what the words say, in short
            quote | string | | the words
            section | string | | title of the section
            document | string | | name of the file
            start | Int64 | characters | where they begin in the canonical text of the file, from 0
            end | Int64 | characters | where they end, exclusive
        """),
        _refutation_sides,
        ("facet", "study", "kind", "scope", "standing"),
        "refutations",
    ),
)
