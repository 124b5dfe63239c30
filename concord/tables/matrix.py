"""The figures of a citation matrix made elsewhere.

In: a CitationMatrix and, where they are known, sample sizes. Out: a plain record. Called by concord.matrix_files, for
both skins, so that reviewers can check these figures against their own spreadsheets.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from corpus.study import StudyId
from synthesis.export.records import Record
from synthesis.overlap import NO_WORKS, CitationMatrix, PairOverlap, overlap, pairwise, weighted
from synthesis.weighing import effective, novelty

ALONE = "the review holds no primary study"
NO_PAIR = "neither review holds a primary study"
NO_ROOM_FOR_TWO = "no cell is left in which the two could overlap"


def matrix_record(citations: CitationMatrix, sizes: Mapping[str, float] | None = None) -> Record:
    """Covered areas, the novelty share of each review and what all are worth, and each pair.

    `ca`, `cca` (cells that are not available taken as such), `cca_unadjusted` (as absent), `range` of the two; `n`,
    `rows`, `columns`, `missing`: N, r, c and X, rows without a one left out, which `dropped` counts. `reviews`: u of
    each review, its share of primary studies that no other holds, each counted by 1 / (reviews that hold it); `n_eff`
    is their sum. `units`: reviews of one list, which count as one in `n_eff_units`. `pairs`: in order of the columns.
    `wcca`: with rows weighted by sample sizes, where sizes are given. Figures without a value are None, and `undefined`
    says why, by name.
    """
    whole, plain = overlap(citations), overlap(citations, count_missing=False)
    sets = {StudyId(review): works for review, works in citations.sets().items()}
    holding = {review: works for review, works in sets.items() if works}
    shares = novelty(holding)
    alike: dict[frozenset[str], list[StudyId]] = defaultdict(list)
    for review, works in holding.items():
        alike[works].append(review)
    weighed = weighted(citations, sizes) if sizes is not None else None
    undefined = {
        "ca": whole.undefined if whole.covered is None else "",
        "cca": whole.undefined,
        "cca_unadjusted": plain.undefined,
        "n_eff": "" if holding else NO_WORKS,
        "wcca": weighed.undefined if weighed else "",
        **{f"reviews.{review}": ALONE for review in sets if review not in holding},
    }
    spread = [value for value in (whole.corrected, plain.corrected) if value is not None]
    return {
        "ca": whole.covered,
        "cca": whole.corrected,
        "cca_unadjusted": plain.corrected,
        "reviews": {review: shares.get(review) for review in sets},
        "n_eff": math.fsum(sorted(shares.values())) if holding else None,
        "pairs": [_pair(pair) for pair in pairwise(citations)],
        "n": whole.ones,
        "rows": whole.rows,
        "columns": whole.reviews,
        "missing": whole.missing,
        "dropped": len(citations.works) - whole.rows,
        "sizes": {review: len(works) for review, works in sets.items()},
        "band": whole.band,
        "band_unadjusted": plain.band,
        "range": [min(spread), max(spread)] if spread else None,
        "units": [members for members in alike.values() if len(members) > 1],
        "n_eff_units": effective(holding) if holding else None,
        **({"wcca": weighed.corrected} if weighed else {}),
        "undefined": {name: why for name, why in undefined.items() if why},
        "warnings": list(citations.warnings),
    }


def _pair(pair: PairOverlap) -> Record:
    """Two reviews, a before b in the file."""
    undefined: dict[str, str] = {}
    if pair.corrected is None:
        undefined["cca"] = NO_ROOM_FOR_TWO if any(pair.sizes) else NO_PAIR
    if pair.coefficient is None:
        undefined["overlap_coefficient"] = "a review holds no primary study"
    return {
        "a": pair.one,
        "b": pair.other,
        "cca": pair.corrected,
        "cca_unadjusted": pair.unadjusted,
        "overlap_coefficient": pair.coefficient,
        "shared": pair.shared,
        "undefined": undefined,
    }
