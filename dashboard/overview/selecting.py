"""The part of the overview on how each study selected what it includes: a flow as PRISMA draws it, and all of them.

In: records of KnowledgeBase.selection; study of the URL. Out: elements on the page. Called by screens/overview.py. Each
number leads to the words that tell it; what a paper does not tell stays empty, and sums that do not come out are said.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.overview import frames
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
MOST = 500  # rows of the table
ICONS = {
    "adds up": ":material/check_circle:",
    "partly told": ":material/help:",
    "does not add up": ":material/error:",
    "not told": ":material/remove_circle_outline:",
}
BOXES = {  # of the left column: what a stage is called, and what it means
    "found": ("Identified", "Records that the search found, before duplicates were taken out"),
    "screened": ("Screened", "Records whose title and abstract were read"),
    "full text": ("Read in full", "Reports that were assessed for eligibility on their full text"),
    "included": ("Included", "Primary studies that the review rests on"),
}


def selections(names: dict[str, str]) -> None:
    """The flow of one study, and beside it the numbers of all."""
    st.subheader("How the studies chose their evidence", anchor=False, help=glossary.meaning("study selection"))
    rows: list[Record] = state.records("selection")
    told = frames.told_by(rows)
    st.caption(
        f"Of {count(len(rows), 'study', 'studies')}, "
        + ", ".join(f"{number:,} tell how many were {stage}" for stage, number in told.items())
        + ". Only what a paper says is shown; each number leads to its words."
    )
    left, right = st.columns([4, 5], gap="large")
    by_id = {row["study"]: row for row in rows}
    with left:
        ordered = sorted(by_id, key=lambda id: (names[id], id))
        study = state.choice("Study", "study", ordered, names.__getitem__, default=_fullest(rows))
        if study:
            flow(by_id[study])
    with right:
        _all_of_them(len(rows))


def flow(row: Record) -> None:
    """One study: what was left at each stage, beside it what was taken away, and whether it adds up."""
    late = [fact for fact in row["excluded"] if "full" in fact["detail"].casefold()]
    early = [fact for fact in row["excluded"] if fact not in late]
    duplicates = [{**row["duplicates"], "detail": "duplicates"}] if row["duplicates"] else []
    away = {"found": duplicates, "screened": early, "full text": late, "included": []}
    with st.container(border=True, key="flow", gap="xsmall"):
        for step in row["steps"]:
            label, meaning = BOXES[step["stage"]]
            left, right = st.columns(2, vertical_alignment="center")
            with left:
                _box(row["study"], label, meaning, step["fact"])
            with right:
                for fact in away[step["stage"]]:
                    _taken(row["study"], fact)
            if step["stage"] != "included":
                st.markdown(":gray[:material/arrow_downward:]")
        st.markdown(f"{ICONS[row['sum']]} **{row['sum'].capitalize()}.** {md_escape(row['why'])}")
        for fact in row["doubts"]:
            _words(row["study"], fact, f"The paper's own numbers disagree: {fact['value']}")
        doors.study(row["study"], row["short"])


def _box(study: str, label: str, meaning: str, fact: Record | None) -> None:
    if fact:
        doors.number(label, f"{int(fact['number']):,}", "methods", meaning, study=study, fact=fact["id"])
        return
    with st.container(border=True, key=f"untold {label}", gap=None):
        st.markdown(":gray[not told]", help=meaning)
        st.caption(label)


def _taken(study: str, fact: Record) -> None:
    words = f"{int(fact['number']):,} {fact['detail'] or 'excluded'}"
    _words(study, fact, words, "subdirectory_arrow_right")


def _words(study: str, fact: Record, label: str, icon: str = "format_quote") -> None:
    st.page_link(
        "screens/methods.py",
        label=md_escape(label),
        query_params={"study": study, "fact": fact["id"]},
        icon=f":material/{icon}:",
        help="The words that say so",
    )


def _all_of_them(number: int) -> None:
    frame = state.made(_frame)
    if number > MOST:
        st.caption(f"The first {MOST} of {number:,}; choose a study by its name, or take them all as CSV.")
    parts.table(
        frame.head(MOST),
        "selection",
        "Selection of primary studies by study",
        {
            "study": parts.text("Study", 190),
            **{
                label: parts.number(label.capitalize(), f"{meaning}; empty: not told", width=80)
                for label, (_, meaning) in zip(frames.STAGES.values(), BOXES.values(), strict=True)
            },
            "taken away": parts.text("Taken away", 200, "Duplicates and exclusions, as the paper tells them"),
            "sum": parts.text("Sum", 110, "Whether what was found, less what was taken away, is what was included"),
        },
        on_row=lambda id: state.put(study=id),
        whole=lambda: frame,
    )
    st.page_link("screens/methods.py", label="All facts of method", icon=":material/fact_check:")


def _frame() -> pd.DataFrame:
    return frames.selections_frame(state.records("selection"))


def _fullest(rows: list[Record]) -> str:
    """The study that tells most of its selection, the first of several."""
    found = max(rows, key=lambda row: (sum(bool(s["fact"]) for s in row["steps"]) + len(row["excluded"]), row["sum"]))
    return str(found["study"])
