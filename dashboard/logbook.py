"""The log of decisions on the page: who said what and why, what still holds, and taking a decision back.

In: who, decision and holds of the URL. Out: a part of the page Review. Called by it.
"""

from __future__ import annotations

import streamlit as st

from dashboard import deciding, frames, parts, review_frames, signing, state
from dashboard.wording import count, named

_HOLDS = {"yes": "Those that hold", "no": "Those taken back"}


def log() -> None:
    """All decisions, the newest first, and the form that takes one back."""
    every = state.records("log")
    if not every:
        parts.nothing(
            "No decision has been taken yet. What is answered under *Queue* and what is said of *Any theme or concept* "
            "stands here for good, with who, when and why."
        )
        return
    deciding.told()
    left, middle, right = st.columns(3)
    with left:
        who = state.choice("Who", "who", sorted({row["who"] for row in every}))
    with middle:
        kind = state.choice("Decision", "decision", sorted({row["kind"] for row in every}), named)
    with right:
        holds = state.choice("In force", "holds", list(_HOLDS), _HOLDS.__getitem__)
    rows = review_frames.log_rows(every, who, kind, holds)
    st.caption(
        f"{count(len(rows), 'decision')} of {len(every):,}. Nothing is ever overwritten: to take one back is one more."
    )
    parts.table(
        frames.log_frame(rows),
        "log",
        "Decisions, the newest first",
        {
            "id": parts.number("Number", "What undo takes", width=75),
            "when": parts.text("When (UTC)", 130),
            "who": parts.text("Who", 90),
            "about": parts.text("About", 330),
            "value": parts.text("Value", 170),
            "reason": parts.text("Reason", 260),
        },
        hidden=(),
    )
    standing = {row["number"]: row for row in reversed(rows) if row["in_force"]}
    if standing and signing.may():
        _taking_back(standing)


def _taking_back(standing: dict[int, dict[str, object]]) -> None:
    with st.container(border=True, key="taking_back"):
        st.selectbox(
            "Decision to take back",
            list(standing),
            key="undo",
            format_func=lambda n: f"{n}: {standing[n]['kind']} by {standing[n]['who']}",
        )
        signing.signed()
        st.button(
            "Take it back",
            on_click=deciding.decide,
            args=(lambda kb, why: kb.undo(st.session_state["undo"], reason=why), "Taken back; both stay in the log."),
        )
