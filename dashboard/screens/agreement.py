"""Agreement: which study supports which concept, and who rests on whom.

In: view of the URL, and what its parts read there. Out: the page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.agreement.depending import dependence
from dashboard.agreement.supporting import concepts_by_studies, density
from dashboard.shared import frames, parts, state

VIEWS = {
    "agreement": ("Concepts by studies", concepts_by_studies),
    "density": ("From afar", density),
    "dependence": ("Dependence", dependence),
}
MOVED = {  # views of an old address, which lead on to the pages that they have become
    "disputed": ("refutations", {"view": "disputed"}),
    "contradictions": ("refutations", {}),
    "overlap": ("overlap", {}),
}

if (old := st.query_params.get("view", "")) in MOVED:
    page, url = MOVED[old]
    given = {name: value for name, value in st.query_params.to_dict().items() if name != "view"}
    if "refutation" in given:
        url = url | {"item": given.pop("refutation")}
    st.switch_page(f"screens/{page}.py", query_params=given | url)

parts.head(
    "Agreement", "Where the studies agree and where they differ. Click a cell of the map and read what the study says."
)
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))
view = state.toggles("View", "view", list(VIEWS), lambda name: VIEWS[name][0])
VIEWS[view][1](names)
