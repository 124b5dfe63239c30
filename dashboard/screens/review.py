"""Review: what waits for a reviewer, any theme or concept besides, and the log of all decisions.

In: view of the URL, and what each view takes. Out: the page. A decision is added to a log; nothing is overwritten.
"""

from __future__ import annotations

from dashboard.review import asking, free_acts, logbook
from dashboard.shared import frames, parts, state

VIEWS = {"queue": "Queue", "judge": "Any theme or concept", "log": "Log"}

parts.head(
    "Review",
    "Correct the machine, one question at a time or freely. Each decision is signed, kept for good, holds for later "
    "extractions, and can be undone.",
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))
view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
if view == "log":
    logbook.log()
elif view == "judge":
    free_acts.judge(names)
else:
    asking.queue(names)
