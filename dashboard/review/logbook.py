"""The log of decisions on the page: who said what and why, what still holds, and taking a decision back.

In: who, decision, holds and entry of the URL. Out: a part of the page Review. Called by it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.review import deciding
from dashboard.review import frames as review_frames
from dashboard.shared import doors, frames, parts, state
from dashboard.shared.wording import count, marked, md_escape, named
from dashboard.visitors import signing

Record = dict[str, Any]
_MOST = 8  # themes of a decision whose words are shown

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
        f"{count(len(rows), 'decision')} of {len(every):,}. Nothing is ever overwritten: to take one back is one more. "
        "Choose a row to read the words that it speaks of."
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
        on_row=lambda number: state.put(entry=str(number)),
    )
    by_number = {str(row["number"]): row for row in rows}
    if chosen := state.remembered_id("entry", by_number):
        _one(by_number[chosen])
    standing = {row["number"]: row for row in reversed(rows) if row["in_force"]}
    if standing and signing.may():
        _taking_back(standing)


def _one(row: Record) -> None:
    """The words that a decision speaks of, as they were then, and the ways to where they stand now."""
    names = frames.short_names(state.records("studies"))
    with st.container(border=True, key="the_decision"):
        value = f": {md_escape(row['value'])}" if row["value"] else ""
        st.markdown(f"**{md_escape(named(row['kind']))}**{value} · decision {row['number']} by {md_escape(row['who'])}")
        st.markdown(f"Reason: {md_escape(row['reason'])}" if row["reason"] else "No reason was given.")
        for theme in row["themes"][:_MOST]:
            study = theme["study"]
            st.caption(f"{md_escape(theme['label'])} · {md_escape(names.get(study, study))}")
            st.markdown(marked(theme["quote"], [[0, len(theme["quote"])]]))
            _leads(theme, names)
        if (more := len(row["themes"]) - _MOST) > 0:
            st.caption(f"{count(more, 'more theme')}; the history of its concept has them.")


def _leads(theme: Record, names: dict[str, str]) -> None:
    """To the theme of those words, or to its study where no theme has them any more."""
    if theme["study"] not in names:
        return
    now = state.records("themes", study=theme["study"])
    same = [row for row in now if row["facet"] == theme["facet"] and row["quote"] == theme["quote"]]
    if same:
        doors.theme(same[0]["id"], same[0]["label"])
    else:
        doors.study(theme["study"], names[theme["study"]])


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
