"""How often findings come up, and how much of them each study holds: the effect sizes of a qualitative metasummary.

In: which studies hold which finding, which studies come of one parent study. Out: shares from 0 to 1. Called by the
records of agreement. After Sandelowski and Barroso (2003), "Creating metasummaries of qualitative findings", Nursing
Research 52:226: reports of one parent study count once. For F findings and N parent studies, F times the sum of the
intensity effect sizes is N times the sum of the frequency effect sizes: both count which parent holds which finding.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Finding = TypeVar("Finding", bound=Hashable)
Parent = TypeVar("Parent", bound=Hashable)
Report = TypeVar("Report", bound=Hashable)


def frequency(
    holders: Mapping[Finding, Iterable[Report]],
    parent: Mapping[Report, Parent],
    parents: Collection[Parent] | None = None,
) -> dict[Finding, float]:
    """By finding, the share of parent studies that hold it.

    Args:
        holders: the reports that hold each finding. parent: the parent study of each report.
        parents: all parent studies, those without a finding too; those of parent where it is not given.
    """
    many = len(set(parent.values()) if parents is None else parents)
    return {finding: len({parent[r] for r in reports}) / many for finding, reports in holders.items()} if many else {}


def intensity(holders: Mapping[Finding, Iterable[Report]], parent: Mapping[Report, Parent]) -> dict[Parent, float]:
    """By parent study, its findings over all distinct findings; every parent study of parent is there."""
    held: dict[Parent, set[Finding]] = {study: set() for study in parent.values()}
    for finding, reports in holders.items():
        for report in reports:
            held[parent[report]].add(finding)
    return {study: len(findings) / len(holders) if holders else 0.0 for study, findings in held.items()}
