"""Codebook: what the papers are read with; see it, compare it, write another one, and try that before it is adopted.

In: view and codebook of the URL, and what the parts read there. Out: the page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.codebook.edit import editing
from dashboard.codebook.view import comparing, seeing
from dashboard.shared import parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

VIEWS = {"see": "See", "compare": "Compare", "edit": "Write and try"}

parts.head(
    "Codebook",
    "The facets that are looked for and the words that tell them. Anybody reads it; reviewers write another one and "
    "try it; an admin adopts it.",
)
parts.stop_when_empty()
known = {row["name"]: row for row in state.records("codebooks")}
held = state.records("codebook")
signing.told()
view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)


def called(name: str) -> str:
    """A codebook in a select box."""
    row = known[name]
    used = f", read by {count(len(row['studies']), 'study', 'studies')}" if row["studies"] else ""
    return f"{row['title']} ({name} {row['version']}{used})"


chosen = state.choice("Codebook", "codebook", list(known), called, default=held["name"]) or held["name"]
book = state.records("codebook", chosen)
if book["in_force"]:
    st.caption("An admin chose it for all studies.")
elif not any(row["in_force"] for row in known.values()):
    st.caption(
        "No codebook was chosen for all studies: each study is read with the one whose words it uses. "
        f"Most are read with {md_escape(held['name'])}."
    )
if view == "see":
    seeing(book)
elif view == "compare":
    comparing(book, known, called)
else:
    editing(book)
