"""What changed: two states beside each other, what hangs on each study, snapshots, and what the papers were read with.

In: view of the URL, and what its parts read there. Out: the page.
"""

from __future__ import annotations

from dashboard.changes import adopting
from dashboard.changes.differing import the_changes
from dashboard.changes.freezing import the_snapshots
from dashboard.changes.hanging import the_influence
from dashboard.shared import frames, parts, state

VIEWS = {
    "changes": "Changes",
    "influence": "Influence of each study",
    "snapshots": "Snapshots",
    "adoptions": "Codebooks and versions",
}
LATEST = 40  # additions that can be chosen; `concord diff "addition 3"` knows the others

parts.head(
    "What changed",
    "How the findings move as studies come: what grew stronger, what weaker, what is refuted now, and on which words.",
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))
snapshots, adoptions = state.records("snapshots"), state.records("adoptions")
waiting = state.knowledge_base().waiting()
adopting.what_waits(waiting)
view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
if view == "changes":
    the_changes(names, snapshots, state.records("history", last=LATEST), adoptions)
elif view == "influence":
    the_influence(names)
elif view == "snapshots":
    the_snapshots(snapshots)
else:
    adopting.the_adoptions(adoptions, waiting)
