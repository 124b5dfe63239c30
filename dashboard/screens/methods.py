"""Methods: how each study was made, on the words that say so; a list over all studies that leads into each.

In: q, study, kind and fact of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.evidence import fact_words, methods
from dashboard.overview import selecting
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, named

MOST = 300  # rows that are shown at once

parts.head(
    "Methods",
    "How each study was made: kind, questions, databases, searches, criteria, counts. Choose a row to read its words.",
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))
facts = state.records("methods")


def filtered() -> tuple[list[dict[str, Any]], str | None]:
    """The facts that the filters leave, and the study that is chosen."""
    boxes = st.columns([2, 1.5, 1.5], vertical_alignment="bottom")
    with boxes[0]:
        words = state.words("Search", "q", "words of a value or of its quote")
    with boxes[1]:
        study = state.choice("Study", "study", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[2]:
        kind = state.choice("Kind", "kind", list(dict.fromkeys(fact["kind"] for fact in facts)), named)
    return methods.told(facts, words=words, study=study, kind=kind), study


def the_table(kept: list[dict[str, Any]]) -> None:
    """One row a fact."""
    more = f" The first {MOST} are shown; words, a study or a kind narrow the list." if len(kept) > MOST else ""
    st.caption(f"{count(len(kept), 'fact')}. Choose a row to read what it rests on.{more}")
    parts.table(
        methods.methods_frame(kept[:MOST], names),
        "methods",
        "Facts of method with study, kind and value",
        {"study": parts.text("Study", 180), **fact_words.columns(value=290)},
        on_row=lambda id: state.put(fact=id),
        rows=10,
        whole=lambda: methods.methods_frame(kept, names),
    )


def selection(study: str | None) -> None:
    """What the study found and what it left; without a study, the way to those of all."""
    st.subheader("Selection", anchor=False, help=glossary.meaning("study selection"))
    if study is None:
        st.caption("Choose a study to see what its search found and what was left at each stage.")
        st.page_link("screens/overview.py", label="How all studies chose their evidence", icon=":material/filter_alt:")
        return
    left, _ = st.columns([2, 1])
    with left:
        selecting.flow(state.records("selection", study)[0])


kept, study = filtered()
chosen = next((fact for fact in facts if fact["id"] == st.query_params.get("fact")), None)
if kept:
    the_table(kept)
else:
    parts.nothing("No study tells that. Take a filter away.")
if chosen:
    with st.container(border=True, key="evidence"):
        doors.study(chosen["study"], names.get(chosen["study"], chosen["study"]))
        fact_words.words(chosen)
selection(study)
