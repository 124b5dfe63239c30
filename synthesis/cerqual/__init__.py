"""The evidence profile of a finding by GRADE-CERQual: what is counted and quoted under each of the four components.

In: a synthesis, studies, facts of their methods, a Weigher. Out: Profiles of Statements. Called by
concord.parts.confidence and concord.exporting. How confident one may be is a person's word (synthesis.conclusion),
never computed.
"""

from __future__ import annotations

from synthesis.cerqual.components import Profile, profile, profiles
from synthesis.cerqual.known import Finding, Known, Statement, Words

__all__ = [
    "Finding",
    "Known",
    "Profile",
    "Statement",
    "Words",
    "profile",
    "profiles",
]
