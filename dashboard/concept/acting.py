"""Acting on a concept where it stands: everything that a reviewer can say of it or of one of its themes, signed.

In: the record of a concept, short names of studies, item of the URL. Out: a part of the page Concept; decisions.
Called by it and by retracing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.review import deciding, free_acts
from dashboard.shared import state
from dashboard.shared.wording import md_escape
from dashboard.visitors import signing

Record = dict[str, Any]


def act_on(concept: Record, names: Mapping[str, str]) -> None:
    """The concept or one of its themes, and what can be said of it."""
    if not signing.may():
        st.markdown("You may read here. To decide takes the role reviewer; ask an admin for it.")
        return
    st.caption(
        "What you say is kept in your name and stands in the history; it can be taken back there. Naming, joining and "
        "parting take place at once, and what they changed is told above."
    )
    things = {concept["id"]: f"The concept: {concept['label']}"}
    things |= {m["id"]: f"Theme: {m['label']} · {names.get(m['study'], m['study'])}" for m in concept["members"]}
    item = state.choice("About", "item", list(things), things.__getitem__, default=concept["id"]) or concept["id"]
    found = concept if item == concept["id"] else next(m for m in concept["members"] if m["id"] == item)
    with st.container(border=True, key="the_acts"):
        st.markdown(f"**{md_escape(things[item])}** · {found['status']}")
        free_acts.acts(found, lambda does, done: decided_here(concept, does, done))


def decided_here(concept: Record, does: free_acts.Act, done: str) -> None:
    """Keeps a decision and stays with the concept: after it is renamed, merged or parted its id may be another one."""
    if not deciding.decided(does, done):
        return
    before = set(concept["themes"])
    rows = state.records("concepts")
    home = max(
        rows, key=lambda row: (len(before.intersection(row["themes"])), row["id"] == concept["id"]), default=None
    )
    if home and home["id"] != concept["id"] and before.intersection(home["themes"]):
        state.put(concept=home["id"], item=None)
