"""The citation matrix and its covered areas, with the range over assumptions.

In: the overlap of a corpus. Out: plain records. Called by KnowledgeBase, for both skins. A corrected covered area never
stands alone: beside it are its values under all assumptions, also for each pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

import numpy as np

from concord.tables.reviewing import doubt_record
from corpus.study import Study
from extract.facts.values import Fact
from synthesis.export.records import Record
from synthesis.overlap import (
    Assumed,
    Assumption,
    CellEvidence,
    CorpusOverlap,
    PairOverlap,
    Pairs,
    WeightedOverlap,
    overlap,
    pairwise,
)

MOST_PAIRS = 2000  # of more, records are made only when they are asked for, but of those that share most


def overlap_record(
    found: CorpusOverlap,
    chosen: Assumption,
    *,
    facts: Mapping[str, Fact],
    weighted: WeightedOverlap,
    all_pairs: bool | None = None,
    cells: bool = False,
    rows: bool = True,
) -> Record:
    """The covered areas of the whole matrix and of each pair under one assumption, and under all of them.

    `assumptions`: each with its figures; `range` is the lowest and the highest corrected covered area over those that
    are defined, None when none is. `pairs`: all of them, or where there are more than MOST_PAIRS those that share most,
    unless all_pairs says otherwise; `pairs_total` counts them. `lists`: what each review lists, and until when it
    searched. `works`: who holds each, who could not, and the studies of the corpus that are it. `doubts`: references of
    included studies that may be one work, for a reviewer. cells: with `cells`, what each cell of the matrix rests on.
    rows: False leaves `works` empty, which of a thousand reviews are more than anybody shows at once. facts: by study,
    what tells the year of its search.
    """
    citations = found.matrix(chosen.works, doubtful=chosen.doubtful)
    assumed = found.assumed()
    pairs = pairwise(citations, count_missing=chosen.missing)
    places = _shown(pairs, all_pairs)
    spans = _ranges(found, citations.reviews, pairs, places)
    reference = found.bibliography.reference
    held = found.bibliography.works(everything=chosen.works == "all", doubtful=chosen.doubtful)
    record: Record = {
        "chosen": {**asdict(chosen), "assumption": str(chosen)},
        "assumptions": [assumption_record(row) for row in assumed],
        "range": _span(row.overlap.corrected for row in assumed),
        "whole": asdict(overlap(citations, count_missing=chosen.missing)),
        "without_missing": asdict(overlap(citations, count_missing=False)),
        "weighted": asdict(weighted),
        "pairs": [pair_record(pairs[at], span) for at, span in zip(places, spans, strict=True)],
        "pairs_total": len(pairs),
        "reviews": list(citations.reviews),
        "lists": [_list_record(study, found, chosen, facts) for study in found.studies],
        "works": [
            {
                "work": work,
                "reviews": [citations.reviews[c] for c in np.flatnonzero(citations.held[row])],
                "missing": [citations.reviews[c] for c in np.flatnonzero(citations.missing[row])],
                "studies": list(held.studies.get(work, ())),
            }
            for row, work in enumerate(citations.works if rows else ())
        ],
        "doubts": [doubt_record(n, doubt, reference) for n, doubt in enumerate(found.doubts(), 1)],
        "warnings": list(citations.warnings),
    }
    if cells:
        evidence = found.evidence(chosen.works, doubtful=chosen.doubtful)
        record["cells"] = [cell_record(cell) for cell in evidence]
    return record


def assumption_record(row: Assumed) -> Record:
    """The overlap under one assumption: the assumption in words and by its parts, and the figures."""
    figures = asdict(row.overlap)
    return {
        "assumption": str(row.assumption),
        "works": row.assumption.works,
        "missing": row.assumption.missing,
        "doubtful": row.assumption.doubtful,
        **{key: figures[key] for key in ("corrected", "band", "covered", "ones", "rows", "reviews", "undefined")},
        "missing_cells": row.overlap.missing,
    }


def pair_record(pair: PairOverlap, span: Sequence[float] | None) -> Record:
    """Two reviews. `range`: the lowest and the highest corrected covered area over all assumptions."""
    return {
        "one": pair.one,
        "other": pair.other,
        "works_one": pair.sizes[0],
        "works_other": pair.sizes[1],
        "shared": pair.shared,
        "corrected": pair.corrected,
        "unadjusted": pair.unadjusted,
        "coefficient": pair.coefficient,
        "range": span,
    }


def cell_record(cell: CellEvidence) -> Record:
    """Why a review holds a work: the entry of its list, in its words, and how it was matched to other reviews' entries.

    `list`: "included" or "references". `why`: from which words it is known that the review includes it, `confidence`
    how sure that is. `matched`: the fields that agreed with another entry of the work, `against` those that did not,
    `score` 0 to 100; `judged`: a reviewer said that the two are one work. All are empty for a work that one entry alone
    names.
    """
    reference, match = cell.reference, cell.match
    return {
        "work": cell.work,
        "review": cell.review,
        "key": reference.key if reference else "",
        "number": reference.number if reference else "",
        "reference": reference.raw if reference else "",
        "list": "included" if reference is None or reference.included else "references",
        "why": cell.why,
        "confidence": reference.confidence if reference and reference.included else None,
        "matched": list(match.agreed) if match else [],
        "against": list(match.against) if match else [],
        "score": match.score if match else None,
        "doubtful": bool(match and match.doubtful),
        "judged": cell.judged,
        "with_review": cell.other[0] if cell.other else "",
        "with_key": cell.other[1] if cell.other else "",
    }


def range_sentence(overlap: Record) -> str:
    """The corrected covered area as a range over its assumptions, in words for both skins."""
    asked = (
        "included studies only or all references, younger works not available or counted as absent, doubtful matches "
        "in or out"
    )
    if overlap["range"] is None:
        return f"Under no assumption ({asked}) is it defined."
    low, high = (f"{100 * share:.1f}" for share in overlap["range"])
    undefined = sum(row["corrected"] is None for row in overlap["assumptions"])
    rest = f"; undefined under {undefined} of {len(overlap['assumptions'])} of them" if undefined else ""
    return f"Over its assumptions ({asked}) it is {low if low == high else f'{low} to {high}'} %{rest}."


def _shown(pairs: Pairs, everything: bool | None) -> list[int]:
    if everything or (everything is None and len(pairs) <= MOST_PAIRS):
        return list(range(len(pairs)))
    return [int(at) for at in pairs.most_shared(MOST_PAIRS)]


def _ranges(
    found: CorpusOverlap, reviews: Sequence[str], pairs: Pairs, places: Sequence[int]
) -> list[list[float] | None]:
    """For each pair that is shown the range of its corrected covered area over all assumptions that know both."""
    number = len(reviews)
    low, high = np.full((number, number), np.nan), np.full((number, number), np.nan)
    for works in ("included", "all"):
        for doubtful in (False, True):
            other = pairwise(found.matrix(works, doubtful=doubtful))
            at = {review: place for place, review in enumerate(reviews)}
            known = np.array([at.get(review, -1) for review in other.reviews], dtype=np.int64)
            one, two = known[other.one], known[other.other]
            both = (one >= 0) & (two >= 0)
            for share in (other.corrected, other.unadjusted):
                low[one[both], two[both]] = np.fmin(low[one[both], two[both]], share[both])
                high[one[both], two[both]] = np.fmax(high[one[both], two[both]], share[both])
    spans = [(float(low[pairs.one[at], pairs.other[at]]), float(high[pairs.one[at], pairs.other[at]])) for at in places]
    return [None if np.isnan(least) else [least, most] for least, most in spans]


def _span(values: Iterable[float | None]) -> list[float] | None:
    defined = [value for value in values if value is not None]
    return [min(defined), max(defined)] if defined else None


def _list_record(study: Study, found: CorpusOverlap, chosen: Assumption, facts: Mapping[str, Fact]) -> Record:
    """What a review lists, how much of it is not named, and the year of its search with the words that tell it."""
    fact = facts.get(study.id)
    return {
        "review": study.id,
        "references": len(study.references),
        "included": sum(reference.included for reference in study.references),
        "unnamed": sum(work.review == study.id for work in found.unnamed),
        "year": study.year,
        "searched": found.until[study.id],
        "searched_by": str(fact.kind) if fact else "year of the review" if study.year else "",
        "quote": fact.quote if fact else "",
    }
