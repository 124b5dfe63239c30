"""Frames of what people did and what changed: decisions, additions, snapshots, changes, coders.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, ends, fields, listed, picked


def _decisions(kb: Any) -> Iterator[Record]:
    for row in kb.log():
        yield {**row, "about": listed(f"{theme['label']} ({theme['study']})" for theme in row["themes"])}


def _changes(kb: Any, **states: Any) -> Iterator[Record]:
    for row in kb.diff(**states)["concepts"]:
        yield {
            **picked(row, "id", "facet", "label", "sentence"),
            "sorts": listed(row["sorts"]),
            **{name: listed(row[name]) for name in ("gained", "lost", "newly_refuted_by")},
            **{
                f"{name}_{when}": _of(row[when], name)
                for when in ("before", "after")
                for name in ("studies", "eligible")
            },
            **{f"verdict_{when}": (row[when] or {}).get("verdict") for when in ("before", "after")},
        }


def _of(side: Record | None, name: str) -> object:
    return side["support"][name] if side else None


def _change_measures(kb: Any, **states: Any) -> Iterator[Record]:
    for row in kb.diff(**states)["concepts"]:
        for measure in row["measures"]:
            yield {
                "concept": row["id"],
                **picked(row, "facet", "label"),
                **picked(measure, "measure", "way"),
                **ends("before", (measure["before"][0], measure["before"][-1])),
                **ends("after", (measure["after"][0], measure["after"][-1])),
            }


def _snapshots(kb: Any) -> Iterator[Record]:
    for row in kb.snapshots():
        yield {**row, **{f"{name}_held": row["counts"][name] for name in ("studies", "themes", "concepts")}}


def _coding_agreement(kb: Any, study: str | None = None) -> Iterator[Record]:
    for row in kb.coding_agreement(study):
        yield {
            **row,
            **{key: value for name in _INTERVALS for key, value in ends(name, row["intervals"][name]).items()},
            "undefined": listed(f"{name}: {why}" for name, why in row["undefined"].items()),
        }


_INTERVALS = ("observed", "krippendorff", "cohen", "gwet", "positive", "negative")
_STATES = ("before", "after")

FRAMES = (
    Frame(
        "decisions",
        "a decision of a reviewer, the first one first",
        fields("""
            number | Int64 | from 1 | place in the log; what undo takes
            when | string | ISO 8601, UTC | when
            who | string | | who
            kind | string | | accept, reject, merge, ...
            about | string | | labels and studies of the themes it speaks of, with semicolons between
            value | string | | the new label, facet, relation or verdict; empty where it has none
            reason | string | | why
            in_force | boolean | | nobody took it back
        """),
        _decisions,
    ),
    Frame(
        "changes",
        "a concept that changed between two states",
        fields("""
            id | string | | of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            sorts | string | | added, strengthened, weakened, ..., with semicolons between
            sentence | string | | what became of it
            gained | string | | ids of studies that support it now, with semicolons between
            lost | string | | ids of studies that supported it
            newly_refuted_by | string | | ids of studies that refute it now
            studies_before | Int64 | studies | that supported it; missing where it was not there
            studies_after | Int64 | studies | that support it; missing where it is gone
            eligible_before | Int64 | studies | that addressed the facet
            eligible_after | Int64 | studies | that address the facet
            verdict_before | string | | missing where it was not there
            verdict_after | string | | missing where it is gone
        """),
        _changes,
        _STATES,
        "diff",
    ),
    Frame(
        "change_measures",
        "a figure of a concept that changed between two states",
        fields("""
            concept | string | | id of the concept
            facet | string | | kind of theme
            label | string | | of the concept
            measure | string | | which figure
            way | string | up, down, open | open: the intervals cross
            before_low | Float64 | | before; the least, where it is an interval
            before_high | Float64 | | the most
            after_low | Float64 | | after
            after_high | Float64 | | the most
        """),
        _change_measures,
        _STATES,
        "diff",
    ),
    Frame(
        "snapshots",
        "a snapshot, the first one first",
        fields("""
            number | Int64 | from 1 | place in the order
            name | string | | its name
            at | string | ISO 8601, UTC | when
            by | string | | who
            note | string | | what was noted
            studies_held | Int64 | studies | in it
            themes_held | Int64 | themes | in it
            concepts_held | Int64 | concepts | in it
            hash | string | SHA-256 | over all that it holds
        """),
        _snapshots,
    ),
    Frame(
        "coding_agreement",
        "two coders of a study, under one facet or all",
        fields("""
            study | string | | id of the study
            one | string | | a coder
            other | string | | another one, or the machine
            facet | string | | the facet; empty: all that both looked for
            units | Int64 | places | that both rated present or absent
            observed | Float64 | 0 to 1 | share of places on which both say the same
            observed_low | Float64 | 0 to 1 | lower end of its 95 % interval, bootstrap over places
            observed_high | Float64 | 0 to 1 | its upper end
            krippendorff | Float64 | up to 1 | Krippendorff's alpha, nominal; missing where undefined, and so below
            krippendorff_low | Float64 | up to 1 | lower end of its interval
            krippendorff_high | Float64 | up to 1 | its upper end
            cohen | Float64 | -1 to 1 | Cohen's kappa
            cohen_low | Float64 | -1 to 1 | lower end of its interval
            cohen_high | Float64 | -1 to 1 | its upper end
            gwet | Float64 | -1 to 1 | Gwet's AC1
            gwet_low | Float64 | -1 to 1 | lower end of its interval
            gwet_high | Float64 | -1 to 1 | its upper end
            fleiss | Float64 | -1 to 1 | Fleiss' kappa
            brennan_prediger | Float64 | -1 to 1 | Brennan and Prediger's coefficient
            positive | Float64 | 0 to 1 | agreement on presence
            positive_low | Float64 | 0 to 1 | lower end of its interval
            positive_high | Float64 | 0 to 1 | its upper end
            negative | Float64 | 0 to 1 | agreement on absence
            negative_low | Float64 | 0 to 1 | lower end of its interval
            negative_high | Float64 | 0 to 1 | its upper end
            prevalence | Float64 | -1 to 1 | prevalence index; near -1 the facet is rare and kappa misleads
            bias | Float64 | -1 to 1 | bias index
            undefined | string | | figures that are undefined, each with its reason
        """),
        _coding_agreement,
        ("study",),
        "coding_agreement",
    ),
)
