"""What changed between two states of a synthesis: which concept goes on as which, what became of it and of conclusions.

In: two Synthesis values, the earlier one may be None. Out: Changes, with sentences for people. Called by the shell for
`concord add` and `concord diff`, and by the dashboard.
"""

from __future__ import annotations

from synthesis.changes.comparison import Brought, Changes, changes
from synthesis.changes.concept_change import MEANING, ConceptChange, Measure, Moved, Origin, Sort
from synthesis.changes.conclusion_change import ConclusionChange
from synthesis.changes.theme_change import StudyChange, theme_changes

__all__ = [
    "MEANING",
    "Brought",
    "Changes",
    "ConceptChange",
    "ConclusionChange",
    "Measure",
    "Moved",
    "Origin",
    "Sort",
    "StudyChange",
    "changes",
    "theme_changes",
]
