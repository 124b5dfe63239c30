"""Refutations: where studies contradict one another or themselves, both sides in their paragraphs, and who is right.

In: view and item of the URL, and what the parts read there. Out: the page.
"""

from __future__ import annotations

from dashboard.refutations.contradicting import contradictions
from dashboard.refutations.disputing import disputed
from dashboard.shared import frames, parts, state

VIEWS = {
    "contradictions": ("Contradictions", contradictions),
    "disputed": ("Disputed concepts", disputed),
}

parts.head(
    "Refutations",
    "Where studies contradict one another, or a paper contradicts itself: both sides side by side, and your verdict.",
)
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))
view = state.toggles("View", "view", list(VIEWS), lambda name: VIEWS[name][0])
VIEWS[view][1](names)
