"""Review: a reviewer's word on themes and concepts, and the log of all such words.

In: view and item of the URL. Out: the page. A decision is added to a log; nothing is overwritten.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import frames, parts, profiling, signing, state, translating
from dashboard.wording import VERDICT_RULES, count, marked, md_escape, named, of

VIEWS = {"queue": "Questions", "judge": "Accept, reject, rename", "log": "Log"}

parts.head(
    "Review",
    "Correct the machine. Each decision is signed, kept for good, holds for later extractions, and can be undone.",
)
parts.stop_when_empty()

studies, themes, concepts = state.records("studies"), state.records("themes"), state.records("concepts")
names = frames.short_names(studies)
by_id: dict[str, dict[str, Any]] = {row["id"]: row for row in (*themes, *concepts)}


def the_queue() -> None:
    """Pairs that the machine is unsure of, one at a time."""
    waiting = state.records("queue")
    for row in (row for row in waiting if row["kind"] == "conflict"):
        with st.container(border=True):
            st.markdown(f"**A decision lost its object** ({md_escape(row['action'])}, by {md_escape(row['who'])})")
            st.markdown(md_escape(row["why"]))
    profiling.stale_in_queue(waiting, names)
    for row in (row for row in waiting if row["kind"] == "identity"):
        with st.container(border=True):
            st.markdown("**Files disagree on which work they are**")
            st.markdown(md_escape(row["why"]))
    unsure = [row for row in waiting if row["kind"] == "reference"]
    if unsure:
        with st.expander(f"{count(len(unsure), 'pair')} of references may be one work"):
            for row in unsure:
                st.markdown(f"- {md_escape(row['source_label'])}\n- {md_escape(row['target_label'])}")
                st.caption(md_escape("; ".join(row["reasons"])))
    questions = {f"{row['source']}-{row['target']}": row for row in waiting if row["kind"] == "question"}
    if not questions:
        parts.nothing("Nothing waits: the machine is sure of every pair.")
        return
    st.caption(
        f"{count(len(questions), 'question')}, first the one whose answer is likely to change most. Choose one. Each "
        "is about two themes, and asks either whether two concepts are one, or whether a theme belongs to its concept."
    )
    parts.table(
        frames.queue_frame(waiting, names),
        "questions",
        "Pairs of themes",
        {
            "theme": parts.text("Theme", 180),
            "other theme": parts.text("Other theme", 180),
            "study": parts.text("Study", 160),
            "other study": parts.text("Other study", 160),
            "asked": parts.text("Asked", 130),
            "score": parts.number("Score", "How likely they are one, 0 to 1", "%.2f", 60),
        },
        on_row=lambda id: state.put(pair=id),
        rows=6,
    )
    chosen = state.remembered_id("pair", questions) or next(iter(questions))
    question(questions[chosen])


def question(row: dict[str, Any]) -> None:
    """What is asked, both sides of a pair, why the machine is unsure, and two answers with what each of them does."""
    asked = translating.asked(row)
    with st.container(border=True, key="the_pair"):
        st.markdown(f"**{asked.question}** {asked.state}")
        for place, end in zip(st.columns(2, gap="large"), ("source", "target"), strict=True):
            with place:
                st.markdown(f"**{md_escape(row[f'{end}_label'])}**")
                st.caption(md_escape(names.get(row[f"{end}_study"], row[f"{end}_study"])))
                words = row["quotes"][end == "target"]
                st.markdown(marked(words, [[0, len(words)]]))
        st.caption(f"What the machine sees; it holds them for one with a probability of {row['score']:.2f}.")
        parts.reasons(asked.reasons)
        signing.signed()
        pair = (row["source"], row["target"])
        with st.container(horizontal=True):
            st.button(
                "They say the same",
                on_click=signing.act,
                args=(lambda kb, why: kb.merge(*pair, reason=why), "Kept: the two stand in one concept."),
            )
            st.button(
                "They are different",
                on_click=signing.act,
                args=(lambda kb, why: kb.split(*pair, reason=why), "Kept: the two stand apart."),
            )
        st.caption(asked.answers)


def the_judge() -> None:
    """Accept, reject or rename one theme or concept."""
    labels = {c["id"]: f"Concept: {c['label']} · {named(c['facet'])} · {of(c['support'])}" for c in concepts}
    labels |= {t["id"]: f"Theme: {t['label']} · {names.get(t['study'], t['study'])}" for t in themes}
    id = state.choice(
        "Theme or concept (type to search)", "item", list(labels), labels.__getitem__, placeholder="Choose one"
    )
    if id is None:
        parts.nothing("Choose a theme or a concept; links on the other pages bring one along.")
        return
    row = by_id[id]
    with st.container(border=True, key="the_item"):
        st.markdown(f"**{md_escape(row['label'])}** · {row['status']}")
        if "verdict" in row:
            st.markdown(f"{row['verdict'].capitalize()}: {VERDICT_RULES[row['verdict']]}.")
        else:
            st.markdown(marked(row["quote"], [[0, len(row["quote"])]]))
        signing.signed()
        st.text_input("New name, for Rename", key="label", max_chars=200)
        with st.container(horizontal=True):
            st.button(
                "Accept",
                on_click=signing.act,
                args=(lambda kb, why: kb.accept(id, reason=why), "Accepted."),
            )
            st.button("Reject", on_click=signing.act, args=(lambda kb, why: kb.reject(id, reason=why), _REJECTED))
            st.button(
                "Rename",
                on_click=signing.act,
                args=(lambda kb, why: kb.rename(id, st.session_state["label"], reason=why), "Renamed."),
            )


_REJECTED = "Rejected; it stays visible with that status and no longer counts."


def the_log() -> None:
    """All decisions, and taking one back."""
    log = state.records("log")
    if not log:
        parts.nothing("No decision has been taken yet.")
        return
    parts.table(
        frames.log_frame(log),
        "log",
        "Decisions, the newest first",
        {"id": parts.number("Number", "What undo takes"), "reason": parts.text("Reason", "large")},
        hidden=(),
    )
    standing = [row["number"] for row in reversed(log) if row["in_force"]]
    if not standing:
        return
    with st.container(border=True, key="taking_back"):
        st.selectbox("Decision to take back", standing, key="undo")
        signing.signed()
        st.button(
            "Take it back",
            on_click=signing.act,
            args=(lambda kb, why: kb.undo(st.session_state["undo"], reason=why), "Taken back; both stay in the log."),
        )


view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
signing.told()
{"queue": the_queue, "judge": the_judge, "log": the_log}[view]()
