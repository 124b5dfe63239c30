"""Overlap: which reviews rest on the same primary studies, how far, under which assumptions, and on which entries.

In: what the parts read of the URL. Out: the page.
"""

from __future__ import annotations

from dashboard.overlap.overlapping import overlaps
from dashboard.shared import frames, parts, state

parts.head("Overlap", "How far the reviews rest on the same primary studies, and what that does to their independence.")
parts.stop_when_empty()
overlaps(frames.short_names(state.records("studies")))
