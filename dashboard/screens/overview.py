"""Overview: what the knowledge base holds, where studies agree, what came last.

In: studies, themes, concepts, the review queue. Out: the page.
"""

from __future__ import annotations

import streamlit as st

from dashboard import attention, changing, frames, parts, state
from dashboard.wording import count, md_escape

parts.head("Overview", "What this knowledge base holds, how far its studies agree, and what came last.")
parts.stop_when_empty()

studies, themes = state.records("studies"), state.records("themes")
concepts = [c for c in state.records("concepts") if c["status"] != "rejected"]
live = [theme for theme in themes if theme["status"] != "rejected"]
waiting = state.records("queue")
names = frames.short_names(studies)


def numbers() -> None:
    """The counts, each with the word on what it counts."""
    shared = sum(len(concept["studies"]) > 1 for concept in concepts)
    contested = sum(concept["verdict"] in ("contested", "refuted") for concept in concepts)
    told = (
        ("Studies", len(studies), "Works; one work may be held by several files."),
        ("Files", sum(len(study["documents"]) for study in studies), "Documents that were read."),
        ("Themes", len(live), "What single studies report, each on a verbatim quote."),
        ("Concepts", len(concepts), "Themes of several studies that say the same thing, or one that stands alone."),
        ("Shared", shared, "Concepts that two studies or more support."),
        ("Contested", contested, "Concepts that at least one study refutes."),
        (
            "To review",
            len(waiting),
            "What the machine is unsure of, and decisions that lost their object or contradict each other.",
        ),
    )
    for place, (label, value, help) in zip(st.columns(len(told)), told, strict=True):
        place.metric(label, f"{value:,}", help=help)


def to_look_at() -> None:
    """What is contested, what is stale, what rests on dependent evidence: each a link."""
    found = attention.points(
        state.records("agreement"),
        state.records("refutations"),
        state.records("conclusions"),
        waiting,
        state.knowledge_base().waiting(),
    )
    if not found:
        return
    st.subheader("What to look at", anchor=False)
    for point in found:
        st.page_link(
            f"screens/{point.page}.py",
            label=md_escape(point.says),
            query_params=dict(point.url),
            icon=":material/arrow_forward:",
        )
        if point.names:
            st.caption(md_escape("; ".join(point.names)) + (" …" if point.more else ""))


def by_facet() -> None:
    """One row a facet; a chosen row opens the agreement page for it."""
    st.subheader("Agreement by facet", anchor=False)
    st.caption("Choose a row to open its agreement page.")
    parts.table(
        frames.facets_frame(themes, concepts),
        "facets",
        "Themes, concepts and agreement by facet",
        {
            "in 2 studies or more": parts.number("In 2 studies or more", "Concepts that at least two studies support"),
            "contested": parts.number("Contested", "Concepts that at least one study refutes"),
        },
        on_row=lambda facet: st.session_state.update(_go=facet),
    )


def what_came_last() -> None:
    """What the last addition changed, or which studies came last where no record of it was kept."""
    st.subheader("What came last", anchor=False)
    files = state.records("additions")
    newest = files[-1]["added"]
    last = next(iter(state.records("history", last=1)), None)
    if last is None or last["at"] < newest:
        came = {row["study"] for row in files if row["added"][:16] == newest[:16]}
        short = [study["short"] for study in studies if study["id"] in came]
        st.markdown(
            f"{md_escape('; '.join(short[:6]))}{' and others' if len(short) > 6 else ''}, "
            f"added {newest[:16].replace('T', ' ')} UTC."
        )
        return
    changed = last["changes"]
    when = last["at"][:16].replace("T", " ")
    st.markdown(f"{count(len(last['documents']), 'file')}, {when} UTC. {md_escape(changing.change_words(changed))}")
    parts.table(changing.changes_frame(changed, names), "last", "What the last addition changed", rows=8)
    st.page_link("screens/changes.py", label="What changed, on which words", icon=":material/difference:")


numbers()
if waiting:
    st.page_link("screens/review.py", label="Open the review queue", icon=":material/rate_review:")
if facet := st.session_state.pop("_go", None):
    st.switch_page("screens/agreement.py", query_params={"facet": facet})
to_look_at()
by_facet()
what_came_last()
if state.knowledge_base().unreadable:
    st.subheader("Files that can no longer be read", anchor=False)
    for sentence in state.knowledge_base().unreadable:
        st.text(sentence)
