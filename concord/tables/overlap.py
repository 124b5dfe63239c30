"""The citation matrix and its covered areas, with the range over assumptions.

In: a citation matrix, its overlap under each assumption. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from synthesis.export.records import Record
from synthesis.overlap import CitationMatrix, Overlap, overlap, pairwise


def overlap_record(citations: CitationMatrix, assumed: Iterable[tuple[str, Overlap]]) -> Record:
    """The covered areas of the whole matrix and of each pair, with the matrix itself.

    assumed: the overlap under each assumption; `range` is the lowest and the highest corrected covered area over those
    that are defined, None when none is.
    """
    assumptions = [{"assumption": words, "corrected": found.corrected} for words, found in assumed]
    defined = [row["corrected"] for row in assumptions if isinstance(row["corrected"], float)]
    return {
        "assumptions": assumptions,
        "range": [min(defined), max(defined)] if defined else None,
        "whole": asdict(overlap(citations)),
        "without_missing": asdict(overlap(citations, count_missing=False)),
        "pairs": [
            {
                "one": pair.one,
                "other": pair.other,
                "works_one": pair.sizes[0],
                "works_other": pair.sizes[1],
                "shared": pair.shared,
                "corrected": pair.corrected,
                "coefficient": pair.coefficient,
            }
            for pair in pairwise(citations)
        ],
        "reviews": list(citations.reviews),
        "works": [
            {"work": work, "reviews": [r for r, cell in zip(citations.reviews, row, strict=True) if cell]}
            for work, row in zip(citations.works, citations.cells, strict=True)
        ],
        "warnings": list(citations.warnings),
    }


def range_sentence(overlap: Record) -> str:
    """The corrected covered area as a range over its assumptions, in words for both skins."""
    asked = "included studies only or all references, younger works not available or counted as absent"
    if overlap["range"] is None:
        return f"Under no assumption ({asked}) is it defined."
    low, high = (f"{100 * share:.1f}" for share in overlap["range"])
    undefined = sum(row["corrected"] is None for row in overlap["assumptions"])
    rest = f"; undefined under {undefined} of {len(overlap['assumptions'])} of them" if undefined else ""
    return f"Over its assumptions ({asked}) it is {low if low == high else f'{low} to {high}'} %{rest}."
