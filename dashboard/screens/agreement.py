"""Agreement: which study supports which concept, what is disputed, who rests on whom, and how far reviews overlap.

In: view of the URL, and what its parts read there. Out: the page.
"""

from __future__ import annotations

from dashboard import frames, parts, state
from dashboard.contradicting import contradictions
from dashboard.depending import dependence
from dashboard.disputing import disputed
from dashboard.overlapping import overlaps
from dashboard.supporting import concepts_by_studies

VIEWS = {
    "agreement": ("Concepts by studies", concepts_by_studies),
    "disputed": ("Disputed", disputed),
    "contradictions": ("Contradictions", contradictions),
    "dependence": ("Dependence", dependence),
    "overlap": ("Overlap", overlaps),
}

parts.head(
    "Agreement", "Where the studies agree and where they differ. Click a cell of the map and read what the study says."
)
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))
view = state.toggles("View", "view", list(VIEWS), lambda name: VIEWS[name][0])
VIEWS[view][1](names)
