"""Overlap of primary studies between reviews: the citation matrix, the covered area, each pair, a corpus as a whole.

In: studies and the works that they hold (synthesis.dependence), or a matrix made elsewhere. Out: CitationMatrix, and
figures that are None where they are undefined. Called by the front door, exports and data frames.
"""

from __future__ import annotations

from synthesis.overlap.citations import (
    NO_WORKS,
    Cell,
    CitationMatrix,
    Overlap,
    WeightedOverlap,
    band,
    matrix,
    overlap,
    weighted,
)
from synthesis.overlap.corpus import (
    WORKS,
    Assumed,
    Assumption,
    CellEvidence,
    CorpusOverlap,
    citation_matrix,
    sample_sizes,
    unnamed,
)
from synthesis.overlap.pairs import PairOverlap, Pairs, pairwise

__all__ = [
    "NO_WORKS",
    "WORKS",
    "Assumed",
    "Assumption",
    "Cell",
    "CellEvidence",
    "CitationMatrix",
    "CorpusOverlap",
    "Overlap",
    "PairOverlap",
    "Pairs",
    "WeightedOverlap",
    "band",
    "citation_matrix",
    "matrix",
    "overlap",
    "pairwise",
    "sample_sizes",
    "unnamed",
    "weighted",
]
