"""Frames of what a support hangs on: the figures without each study or group, the works under it, who shares them.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, ends, fields, listed, picked

_FIGURES = ("studies", "eligible", "share", "weighted", "coverage", "verdict", "chronological")


def _rested(kb: Any, options: Record) -> Iterator[tuple[Record, Record]]:
    """Each concept with what it rests on. options: filters of kb.concepts, and the assumptions."""
    assumptions = options.pop("assumptions", None)
    for concept in kb.concepts(**options):
        named = {"concept": concept["id"], **picked(concept, "facet", "label")}
        yield named, kb.rests_on(concept["id"], assumptions)


def _without(kb: Any, options: Record, key: str) -> Iterator[Record]:
    for named, found in _rested(kb, options):
        for left in found[key]:
            yield {
                **named,
                **picked(left, *_FIGURES),
                "without": left["study"] if key == "without" else listed(left["out"]),
                **ends("interval", left["interval"]),
                **ends("effective", left["effective"]),
                **{f"{name}_of_all": found[name] for name in ("share", "weighted", "verdict")},
            }


def _leave_one_out(kb: Any, **options: Any) -> Iterator[Record]:
    yield from _without(kb, options, "without")


def _leave_group_out(kb: Any, **options: Any) -> Iterator[Record]:
    yield from _without(kb, options, "without_groups")


def _primary_studies(kb: Any, **options: Any) -> Iterator[Record]:
    for named, found in _rested(kb, options):
        for weight in found["weights"]:
            for work in weight["primary"]:
                yield {**named, "study": weight["study"], "work": work}


def _shared_support(kb: Any, **options: Any) -> Iterator[Record]:
    for named, found in _rested(kb, options):
        for pair in found["pairs"]:
            one, other = pair["works"]
            yield {**named, **pair, "works_one": one, "works_other": other}


_OPTIONS = ("facet", "study", "status", "assumptions")
_CONCEPT = fields("""
    concept | string | | id of the concept
    facet | string | | kind of theme
    label | string | | of the concept
""")
_LEFT = fields("""
    share | Float64 | 0 to 1 | support that is left
    studies | Int64 | studies | that support it then
    eligible | Int64 | studies | that address the facet then
    interval_low | Float64 | 0 to 1 | lower end of the Wilson interval of share
    interval_high | Float64 | 0 to 1 | its upper end
    effective_low | Float64 | studies | effective number that is left; the least
    effective_high | Float64 | studies | the most
    chronological | Float64 | studies | the same in order of date
    weighted | Float64 | 0 to 1 | independence-weighted agreement that is left
    coverage | Float64 | 0 to 1 | primary coverage that is left, missing where it is undefined
    verdict | string | | verdict then; empty when nobody would speak of the concept
    share_of_all | Float64 | 0 to 1 | support with all studies
    weighted_of_all | Float64 | 0 to 1 | independence-weighted agreement with all studies
    verdict_of_all | string | | verdict with all studies
""")

FRAMES = (
    Frame(
        "leave_one_out",
        "a concept and a study of its scope that is left out",
        (*_CONCEPT, *fields("without | string | | id of the study that is left out"), *_LEFT),
        _leave_one_out,
        _OPTIONS,
        "concepts rests_on",
    ),
    Frame(
        "leave_group_out",
        "a concept and a group of studies that share primary studies, left out together",
        (*_CONCEPT, *fields("without | string | | ids of those left out, with semicolons between"), *_LEFT),
        _leave_group_out,
        _OPTIONS,
        "concepts rests_on",
    ),
    Frame(
        "primary_studies",
        "a primary study under a study that speaks of a concept",
        (
            *_CONCEPT,
            *fields("""
                study | string | | id of the study that speaks of the concept
                work | string | | a primary study that it rests on there
            """),
        ),
        _primary_studies,
        _OPTIONS,
        "concepts rests_on",
    ),
    Frame(
        "shared_support",
        "two supporters of a concept that share primary studies",
        (
            *_CONCEPT,
            *fields("""
                one | string | | id of a supporter
                other | string | | id of another one
                shared | Int64 | works | of both
                works_one | Int64 | works | that the first rests on
                works_other | Int64 | works | that the second rests on
                tie | string | | kind of the tie between them, empty for none
                words | string | | all that in words
            """),
        ),
        _shared_support,
        _OPTIONS,
        "concepts rests_on",
    ),
)
