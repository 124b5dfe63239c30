"""Frames of what findings rest on: evidence profiles, conclusions of people, what hangs on each study.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, fields, listed, picked


def _profile(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.profile(**filters):
        yield {
            **row,
            "studies": len(row["contributing"]),
            "moved": listed(row["moved"]),
            **{f"concern_{name.split()[0]}": row["concerns"].get(name) for name in row["components"]},
        }


def _profile_statements(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.profile(**filters):
        for component, statements in row["components"].items():
            for number, statement in enumerate(statements, 1):
                yield {
                    "concept": row["id"],
                    **picked(row, "facet", "label"),
                    "component": component,
                    "number": number,
                    **picked(statement, "text", "gap"),
                    "studies": listed(statement["studies"]),
                    "quotes": len(statement["words"]),
                }


def _conclusions(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.conclusions(**filters):
        yield {**row, "moved": listed(row["moved"])}


def _influence(kb: Any, **options: Any) -> Iterator[Record]:
    for row in kb.influence(**options):
        yield {**row, "studies_out": listed(row["studies_out"])}


def _influence_effects(kb: Any, **options: Any) -> Iterator[Record]:
    for row in kb.influence(**options):
        for effect in row["effects"]:
            pairs = {
                f"{name}{end}": effect[name][place]
                for name in ("verdict", "supporters", "effective", "weighted")
                for place, end in enumerate(("", "_without"))
            }
            yield {
                "study": row["study"],
                "concept": effect["id"],
                **picked(effect, "facet", "label"),
                **pairs,
                "what": listed(effect["what"]),
            }


_STUDY = ("study", "group")

FRAMES = (
    Frame(
        "profile",
        "a finding with the level of confidence that a person set",
        fields("""
            id | string | | of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            verdict | string | | consensus, majority, ...
            studies | Int64 | studies | that contribute
            level | string | | of confidence, as a person judged it; missing where nobody has
            explanation | string | | why
            assessed_by | string | | who
            concern_methodological | string | | concern about methodological limitations that a person named
            concern_coherence | string | | about coherence
            concern_adequacy | string | | about adequacy
            concern_relevance | string | | about relevance
            stale | boolean | | the evidence has moved since, and nobody has looked
            moved | string | | what moved, with semicolons between
        """),
        _profile,
        ("facet",),
        "profile",
    ),
    Frame(
        "profile_statements",
        "a statement on one component of a finding's evidence",
        fields("""
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            component | string | | methodological limitations, coherence, adequacy or relevance
            number | Int64 | from 1 | place in the component
            text | string | | the statement
            gap | boolean | | it tells of what was not found, which may still have been done
            studies | string | | ids of the studies that it is about, with semicolons between
            quotes | Int64 | quotes | that it rests on
        """),
        _profile_statements,
        ("facet",),
        "profile",
    ),
    Frame(
        "conclusions",
        "what a person concluded of a concept or a refutation",
        fields("""
            number | Int64 | from 1 | of the decision
            kind | string | | assess, accept, adjudicate, ...
            value | string | | the level, label or verdict
            reason | string | | why
            who | string | | who
            when | string | ISO 8601, UTC | when
            facet | string | | kind of theme
            label | string | | of the concept
            concept | string | | id of the concept, missing where it is of none
            refutation | string | | id of the refutation, missing where it is of none
            stale | boolean | | the evidence has moved since, and nobody has looked
            moved | string | | what moved, with semicolons between
        """),
        _conclusions,
        ("stale",),
        "conclusions",
    ),
    Frame(
        "influence",
        "a study with what hangs on it, the greatest influence first",
        fields("""
            study | string | | id of the study that is left out
            influence | Float64 | | sum of the changes of independence-weighted agreement over the concepts it speaks of
            evidence | Float64 | studies | sum of the changes of effective numbers
            speaks | Int64 | concepts | that it speaks of
            supports | Int64 | concepts | that it supports
            turned | Int64 | concepts | with another verdict without it
            lost_consensus | Int64 | concepts | that are no consensus without it
            left_alone | Int64 | concepts | with fewer than two supporters without it
            vanished | Int64 | concepts | that nobody speaks of without it
            by_silence | Int64 | concepts | of which it says nothing, with another verdict without it
            studies_out | string | | ids of all studies left out with it, with semicolons between
        """),
        _influence,
        _STUDY,
        "influence",
    ),
    Frame(
        "influence_effects",
        "a concept that would not be what it is without a study",
        fields("""
            study | string | | id of the study that is left out
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            verdict | string | | as it is
            verdict_without | string | | without the study; empty where nobody would speak of it
            supporters | Int64 | studies | as it is
            supporters_without | Int64 | studies | without the study
            effective | Float64 | studies | effective number as it is
            effective_without | Float64 | studies | without the study
            weighted | Float64 | 0 to 1 | independence-weighted agreement as it is
            weighted_without | Float64 | 0 to 1 | without the study
            what | string | | what happens, gravest first, with semicolons between
        """),
        _influence_effects,
        _STUDY,
        "influence",
    ),
)
