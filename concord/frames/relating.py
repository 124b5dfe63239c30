"""Frames of relations between themes: translations, and contradictions with the words of both sides.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, ends, fields, listed


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
            **ends("asserted", row["independent"]["asserted"]),
            **ends("refuting", row["independent"]["refuting"]),
        }


def _refutation_sides(kb: Any, **filters: Any) -> Iterator[Record]:
    for row in kb.refutations(**filters):
        for name in ("asserted", "refuting"):
            for side in row[name]:
                yield {"refutation": row["id"], "against": name == "refuting", **side}


FRAMES = (
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
            asserted_low | Float64 | studies | effective number of independent studies of one side; the least
            asserted_high | Float64 | studies | the most
            refuting_low | Float64 | studies | of the other side; the least
            refuting_high | Float64 | studies | the most
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
