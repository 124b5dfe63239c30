"""Frames of overlap and dependence: which primary studies reviews share, and which studies rest on each other.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, ends, fields, listed


def _overlap(kb: Any) -> Iterator[Record]:
    yield from kb.overlap()["assumptions"]


def _overlap_pairs(kb: Any, **assumed: Any) -> Iterator[Record]:
    for pair in kb.overlap(**{"pairs": True} | assumed)["pairs"]:
        yield {**pair, **ends("corrected", pair["range"])}


def _citation_matrix(kb: Any, **assumed: Any) -> Iterator[Record]:
    found = kb.overlap(**assumed)
    for work in found["works"]:
        held, missing = set(work["reviews"]), set(work["missing"])
        for review in found["reviews"]:
            yield {
                "work": work["work"],
                "review": review,
                "held": None if review in missing else int(review in held),
            }


def _citation_cells(kb: Any, **assumed: Any) -> Iterator[Record]:
    for cell in kb.overlap(**{"cells": True} | assumed)["cells"]:
        yield {**cell, "matched": listed(cell["matched"]), "against": listed(cell["against"])}


def _reviews(kb: Any, **assumed: Any) -> Iterator[Record]:
    yield from kb.overlap(**assumed)["lists"]


def _dependence(kb: Any, **options: Any) -> Iterator[Record]:
    for tie in kb.dependence(**options)["ties"]:
        source, target = tie["dates"] or ("", "")
        yield {**tie, "source_date": source, "target_date": target}


def _witnesses(kb: Any, **options: Any) -> Iterator[Record]:
    for number, unit in enumerate(kb.dependence(**options)["units"], 1):
        for study in unit["studies"]:
            yield {"witness": number, "study": study, "why": listed(unit["why"])}


_ASSUMED = ("works", "missing", "doubtful")

FRAMES = (
    Frame(
        "overlap",
        "an assumption about which works are compared",
        fields("""
            assumption | string | | in words
            works | string | included, all | works that reviews include, or all that they cite
            missing | boolean | | works younger than a review's search are not available to it, else absent from it
            doubtful | boolean | | references that may be one work count as one
            corrected | Float64 | 0 to 1 | corrected covered area; missing where undefined
            covered | Float64 | 0 to 1 | covered area
            band | string | slight, moderate, high, very high | a label of the corrected covered area, no more
            ones | Int64 | cells | inclusions
            rows | Int64 | works | works that a review holds
            reviews | Int64 | reviews | reviews with a list
            missing_cells | Int64 | cells | cells that are missing by structure
            undefined | string | | why there is no figure, empty where there is one
        """),
        _overlap,
    ),
    Frame(
        "overlap_pairs",
        "two reviews",
        fields("""
            one | string | | id of a review
            other | string | | id of another one
            works_one | Int64 | works | of the first
            works_other | Int64 | works | of the second
            shared | Int64 | works | of both
            corrected | Float64 | 0 to 1 | corrected covered area of the two; missing where undefined
            corrected_low | Float64 | 0 to 1 | the lowest over all assumptions
            corrected_high | Float64 | 0 to 1 | the highest
            unadjusted | Float64 | 0 to 1 | the same with cells missing by structure counted as absent
            coefficient | Float64 | 0 to 1 | overlap coefficient, shared / the smaller list; 1: one list is in the other
        """),
        _overlap_pairs,
        _ASSUMED,
        "overlap",
    ),
    Frame(
        "citation_matrix",
        "a primary study and a review",
        fields("""
            work | string | | the primary study
            review | string | | id of the review
            held | Int64 | 1, 0 | the review holds it or not; missing where it is younger than the review's search
        """),
        _citation_matrix,
        _ASSUMED,
        "overlap",
    ),
    Frame(
        "citation_cells",
        "a primary study that a review holds, with what that rests on",
        fields("""
            work | string | | the primary study
            review | string | | id of the review
            key | string | | of the entry in the review's bibliography
            reference | string | | the entry, in its words
            list | string | included, references | the list that it stands in
            why | string | | from which words it is known that the review includes it
            confidence | Float64 | 0 to 1 | how sure that is; missing for a mere reference
            matched | string | | fields that agree with another review's entry, with semicolons between
            against | string | | fields that do not
            score | Float64 | 0 to 100 | how well the two match; missing where one entry alone names the work
            doubtful | boolean | | only a reviewer can say whether the two are one work
            with_review | string | | id of the other review, empty where there is none
            with_key | string | | key of its entry
        """),
        _citation_cells,
        _ASSUMED,
        "overlap",
    ),
    Frame(
        "reviews",
        "a study with what it lists",
        fields("""
            review | string | | id of the study
            references | Int64 | entries | entries of its bibliography
            included | Int64 | entries | entries that it includes
            unnamed | Int64 | works | works that it includes and does not name
            year | Int64 | year | of publication
            searched | Int64 | year | until when it searched, as far as known
            searched_by | string | | how that is known
            quote | string | | the words that tell it
        """),
        _reviews,
        _ASSUMED,
        "overlap",
    ),
    Frame(
        "dependence",
        "a tie of one study to another",
        fields("""
            source | string | | id of the study that depends
            kind | string | includes, version, cites, same authors, same search window | how it depends
            target | string | | id of the study that it depends on
            strength | string | strong, weaker | strong ties are counted always, weaker ones when they are merged
            evidence | string | | the words that show it
            source_date | string | | date of the source, empty where unknown
            target_date | string | | date of the target
            unused | string | | why nothing rests on it, empty when it holds
        """),
        _dependence,
        ("kind", "merged"),
        "dependence",
    ),
    Frame(
        "witnesses",
        "a study among those that are one witness",
        fields("""
            witness | Int64 | from 1 | number of the witness
            study | string | | id of a study that is part of it
            why | string | | the ties that make them one, with semicolons between
        """),
        _witnesses,
        ("merged",),
        "dependence",
    ),
)
