"""How many hits there would be under each value of a filter.

In: what the words leave, and what each filter leaves. Out: counts by field. Called by concord.search. The counts of a
field are under all the other filters and not under its own, so that a reader sees what another choice would give.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from concord.finding.columns import Columns, Mask

COUNTED = ("kind", "facet", "study", "status")


def counted(columns: Columns, found: Mask, filters: Sequence[tuple[str, Mask]]) -> dict[str, dict[str, int]]:
    """Field to value to number of hits, most first, then in the order of the values; values without a hit are left out.

    found: what the words leave, shape (entries,). filters: field and mask of each.
    """
    counts = {}
    for field in COUNTED:
        left = found.copy()
        for other, mask in filters:
            if other != field:
                left &= mask
        numbers = _numbers(columns, field, left)
        order = sorted(np.flatnonzero(numbers).tolist(), key=lambda code: (-numbers[code], code))
        counts[field] = {columns.names[field][code]: int(numbers[code]) for code in order}
    return counts


def _numbers(columns: Columns, field: str, left: Mask) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many of the entries that are left have each value of a field; a concept counts for each of its studies."""
    codes, many = columns.codes[field], len(columns.names[field])
    numbers = np.bincount(codes[left & (codes >= 0)], minlength=many)
    if field == "study":
        entries, studies = columns.pairs
        numbers = numbers + np.bincount(studies[left[entries]], minlength=many)
    if field == "facet":
        works = left & columns.is_kind("study")
        numbers = numbers + columns.study_facets[columns.codes["study"][works]].sum(axis=0)
    return numbers
