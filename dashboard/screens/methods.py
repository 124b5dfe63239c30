"""Methods: how each study was made, on the words that say so.

In: study, kind and fact of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import frames, method_frames, parts, state
from dashboard.wording import count, md_escape, named
from extract.facts.summary import FLOW

parts.head(
    "Methods",
    "How each study was made: kind, questions, databases, searches, criteria, counts. Choose a row to read its words.",
)
parts.stop_when_empty()

studies, facts = state.records("studies"), state.records("methods")
names = frames.short_names(studies)


def filtered() -> list[dict[str, Any]]:
    """The facts that the filters leave."""
    boxes = st.columns(2)
    with boxes[0]:
        study = state.choice("Study", "study", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[1]:
        kind = state.choice("Kind", "kind", list(dict.fromkeys(fact["kind"] for fact in facts)), named)
    return [f for f in facts if study in (None, f["study"]) and kind in (None, f["kind"])]


def the_table(kept: list[dict[str, Any]]) -> None:
    """One row a fact."""
    st.caption(f"{count(len(kept), 'fact')}. Choose a row to read what it rests on.")
    parts.table(
        method_frames.methods_frame(kept, names),
        "methods",
        "Facts of method with study, kind and value",
        {
            "study": parts.text("Study", 180),
            "kind": parts.text("Kind", 150),
            "value": parts.text("Value", 290),
            "of": parts.text("Of", 130, "What the value is of: a stage of the selection, a database, a task"),
            "section": parts.text("Section", 150),
            "confidence": parts.number("Confidence", "0 to 1", "%.2f"),
            "places": parts.number("Places", "How often the study says so", width=60),
        },
        on_row=lambda id: state.put(fact=id),
        rows=10,
    )


def words_of(id: str) -> None:
    """The quotes of a fact, each in its paragraph, and why it was taken."""
    fact = next(fact for fact in facts if fact["id"] == id)
    study = state.shown(fact["study"])
    told = next((f for f in study["methods"] if f["id"] == id), None) if study else None
    if told is None:
        return
    with st.container(border=True, key="evidence"):
        st.subheader(md_escape(f"{named(told['kind'])}: {told['value']}"), anchor=False)
        st.caption(md_escape(names.get(told["study"], told["study"])))
        for place in told["places"]:
            parts.quote(place)
        st.markdown(f"**Why it is one** (confidence {told['confidence']:.2f})")
        parts.reasons(told["reasons"])


def selection() -> None:
    """What was found and what was left, study by study."""
    frame = method_frames.selection_frame(facts, names, [str(stage) for stage in FLOW])
    if not frame.empty:
        st.subheader("Selection", anchor=False)
        st.caption("Counts as the studies tell them; an empty cell is not told.")
        parts.table(frame, "selection", "Counts of the selection by study")


kept = filtered()
chosen = state.remembered_id("fact", (fact["id"] for fact in facts))
if kept:
    the_table(kept)
else:
    parts.nothing("No study tells that. Take a filter away.")
if chosen:
    words_of(chosen)
selection()
