"""Reading: what was read of each file, what was lost, and where to look; a list over all files that leads into each.

In: q, severity, document and item of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.evidence.reports import SEVERITIES, doubts_frame, found_reports, reports_frame, summary
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, marked, md_escape, named

MOST = 300  # rows that are shown at once
ONLY = {"": "All files", "lost": "Files that lost words", "doubt": "Files with doubts"}

parts.head(
    "Reading",
    "What was read of each file, what was lost, and what to look at. Choose a file, then an item, and read its place.",
)
parts.stop_when_empty()

reports = {report["document"]: report for report in state.records("reports")}
names = frames.short_names(state.records("studies"))


def the_files() -> None:
    """One row a file, those that lost words first."""
    left, right = st.columns([2, 2], vertical_alignment="bottom")
    with left:
        words = state.words("Search", "q", "study or file")
    with right:
        only = state.toggles("Files", "only", list(ONLY), ONLY.__getitem__)
    kept = found_reports(reports.values(), names, words, only)
    if not kept:
        parts.nothing("No file fits. Take a filter away, or search for fewer words.")
        return
    refused = sum(bool(report["refused"]) for report in kept)
    lost = f"{count(refused, 'file')} lost words" if refused else "no file lost words"
    frame = reports_frame(kept, names)
    more = f" The first {MOST} are shown, the gravest of them; words narrow the list." if len(frame) > MOST else ""
    st.caption(f"{count(len(kept), 'file')}; {lost}. Choose a row to see what there is to look at.{more}")
    parts.table(
        frame.head(MOST),
        "reports",
        "What was read of each file",
        {
            "study": parts.text("Study", 170),
            "file": parts.text("File", 200),
            "read": parts.number("Read", glossary.meaning("coverage"), "%.2f %%", width=75),
            "lost": parts.number("Lost", "Places where words of the paper are gone", width=55),
            "doubts": parts.number("Doubts", "Places where words may stand wrongly", width=65),
            "to look at": parts.text("To look at", 280),
            "repairs": parts.number("Repairs", glossary.meaning("repair"), width=70),
            "uncited": parts.number("Uncited", "References that nothing in the text points at", width=70),
        },
        on_row=lambda id: state.put(document=id, item=None),
        rows=8,
        whole=lambda: frame,
    )


def one_file(report: dict[str, Any]) -> None:
    """The doubts of a file by severity, and the one that was chosen in its paragraph."""
    with st.container(border=True, key="one_file"):
        st.markdown(f"**{md_escape(report['name'])}**")
        st.caption(md_escape(summary(report)))
        st.page_link(
            "screens/studies.py",
            label=md_escape(f"The paper, and what was mended in it: {names.get(report['study'], report['study'])}"),
            query_params={"study": report["study"], "document": report["document"], "view": "reading"},
            icon=":material/article:",
        )
        shown = st.columns([1, 3])
        with shown[0]:
            severity = state.choice("Severity", "severity", SEVERITIES, named)
        frame = doubts_frame(report["doubts"], severity)
        if frame.empty:
            parts.nothing(
                "Nothing of that kind." if severity else "There is nothing to look at: the file was read whole."
            )
            return
        parts.table(
            frame.head(MOST),
            "doubts",
            "What to look at in this file",
            {
                "what": parts.text("What", 170),
                "why": parts.text("Why", 320),
                "words": parts.text("Words", 420),
            },
            on_row=lambda id: state.put(item=id),
            rows=9,
            whole=lambda: frame,
        )
        if item := state.remembered_id("item", frame["id"]):
            the_place(report, report["doubts"][int(item)])


def the_place(report: dict[str, Any], doubt: dict[str, Any]) -> None:
    """A doubt in the paragraph that it is about."""
    with st.container(border=True, key="place"):
        st.markdown(f"**{md_escape(named(doubt['name']))}**: {md_escape(doubt['note'])}")
        if doubt["start"] == doubt["end"]:
            st.caption("About the file as a whole.")
            return
        passage = state.records("passage", report["document"], doubt["start"], doubt["end"])
        st.markdown(marked(passage["paragraph"], [passage["mark"]]))
        st.caption(" › ".join(md_escape(part) for part in (*passage["sections"], passage["document"])))
        place = {"document": report["document"], "at": doubt["start"], "end": doubt["end"]}
        doors.study(report["study"], "read it in the paper", **place)


the_files()
if chosen := state.remembered_id("document", reports):
    one_file(reports[chosen])
