"""The history of a concept: every decision on it and on its themes, who took it, when, why, and what it changed.

In: the record of a concept, short names of studies, decision and told of the URL. Out: a part of the page Concept.
Called by it. To take a decision back is one more decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.concept import acting, history_frames
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape, named
from dashboard.visitors import signing

Record = dict[str, Any]
_MOST = 40  # sentences on what a decision changed


def history(concept: Record, names: Mapping[str, str]) -> None:
    """The decisions as a table, the newest first; the chosen one opened below."""
    rows = state.records("decisions_on", concept["id"])
    if not rows:
        parts.nothing(
            "Nobody has decided anything on this concept or its themes: it stands as the machine made it. What is said "
            "under *Act on it* stands here for good, with who, when and why."
        )
        return
    own = sum(row["of_concept"] for row in rows)
    st.caption(
        f"{count(len(rows), 'decision')}: {own} on the concept, {len(rows) - own} on its themes or on other decisions. "
        "Nothing is ever overwritten. Choose a row to see what it changed."
    )
    labels = {member["id"]: member["label"] for member in concept["members"]}
    parts.table(
        history_frames.history_frame(rows, labels),
        "history",
        "Decisions on the concept, the newest first",
        {
            "number": parts.number("Number", "What undo takes", width=75),
            "when": parts.text("When (UTC)", 130),
            "who": parts.text("Who", 90),
            "on": parts.text("On", 280),
            "value": parts.text("Value", 170),
            "reason": parts.text("Reason", 260),
        },
        on_row=lambda number: state.put(decision=number, told=None),
    )
    st.page_link("screens/review.py", label="The whole log", icon=":material/history:", query_params={"view": "log"})
    by_number = {str(row["number"]): row for row in rows}
    if chosen := state.remembered_id("decision", by_number):
        _one(by_number[chosen], concept, labels, names)


def _one(row: Record, concept: Record, labels: Mapping[str, str], names: Mapping[str, str]) -> None:
    """One decision: the words of its author, what it is on, what it changed, and taking it back."""
    number = row["number"]
    with st.container(border=True, key="the_decision"):
        value = f": {md_escape(row['value'])}" if row["value"] else ""
        st.markdown(f"**{named(row['kind'])}**{value} · decision {number}")
        st.caption(md_escape(f"{row['who']}, {row['when'].replace('T', ' ')[:16]} UTC"))
        st.markdown(f"Reason: {md_escape(row['reason'])}" if row["reason"] else "No reason was given.")
        if row["taken_back_by"]:
            st.markdown(f"Taken back by decision {row['taken_back_by']}.")
        for id in row["on"][:8]:
            doors.theme(id, labels[id])
        if more := len(row["on"]) - 8:
            if more > 0:
                st.caption(f"{count(more, 'more theme')} of the concept.")
        _changed(number)
        if row["in_force"] and signing.may():
            signing.signed()
            st.button(
                "Take it back",
                icon=":material/undo:",
                on_click=acting.decided_here,
                args=(concept, lambda kb, why: kb.undo(number, reason=why), "Taken back; both stay in the log."),
            )


def _changed(number: int) -> None:
    """What it changed, asked for by a button: it compares the synthesis before and after."""
    if state.remembered_id("told", [str(number)]) is None:
        st.button("What did it change?", on_click=lambda: state.put(told=str(number)), icon=":material/difference:")
        return
    found = state.records("effects", number)
    st.markdown("**What it changed**" if found["sentences"] else "It changed nothing in the synthesis.")
    if found["sentences"]:
        st.markdown("\n".join(f"- {md_escape(sentence)}" for sentence in found["sentences"][:_MOST]))
    if more := len(found["sentences"]) - _MOST:
        if more > 0:
            st.caption(f"{count(more, 'more change')}: *What changed* tells all.")
