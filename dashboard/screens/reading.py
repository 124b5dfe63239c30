"""Reading: what was read of each file, what was lost, and where to look, each item open on its place in the text.

In: document, severity and item of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import frames, parts, state
from dashboard.reading import SEVERITIES, doubts_frame, reports_frame
from dashboard.wording import count, marked, md_escape, named

parts.head(
    "Reading",
    "What was read of each file, what was lost, and what to look at. Choose a file, then an item, and read its place.",
)
parts.stop_when_empty()

reports = {report["document"]: report for report in state.records("reports")}
names = frames.short_names(state.records("studies"))


def the_files() -> None:
    """One row a file, those that lost words first."""
    refused = sum(bool(report["refused"]) for report in reports.values())
    lost = f"{count(refused, 'file')} lost words" if refused else "no file lost words"
    st.caption(f"{count(len(reports), 'file')}; {lost}. Choose a row to see what there is to look at.")
    parts.table(
        reports_frame(reports.values(), names),
        "reports",
        "What was read of each file",
        {
            "study": parts.text("Study", 170),
            "file": parts.text("File", 200),
            "read": parts.number(
                "Read", "Share of the file's letters and digits that the text holds", "%.2f %%", width=75
            ),
            "lost": parts.number("Lost", "Places where words of the paper are gone", width=55),
            "doubts": parts.number("Doubts", "Places where words may stand wrongly", width=65),
            "to look at": parts.text("To look at", 280),
            "repairs": parts.number("Repairs", "Places where damage in the file was mended", width=70),
            "uncited": parts.number("Uncited", "References that nothing in the text points at", width=70),
        },
        on_row=lambda id: state.put(document=id, item=None),
        rows=8,
    )


def one_file(report: dict[str, Any]) -> None:
    """The doubts of a file by severity, and the one that was chosen in its paragraph."""
    with st.container(border=True, key="one_file"):
        st.markdown(f"**{md_escape(report['name'])}**")
        st.caption(md_escape(_summary(report)))
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
            frame,
            "doubts",
            "What to look at in this file",
            {
                "what": parts.text("What", 170),
                "why": parts.text("Why", 320),
                "words": parts.text("Words", 420),
            },
            on_row=lambda id: state.put(item=id),
            rows=9,
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


def _summary(report: dict[str, Any]) -> str:
    """What a file holds, in a line."""
    told = [
        f"{report['format']}, {100 * report['coverage']:.2f} % read",
        count(report["sections"], "section"),
        count(report["tables"], "table") + (f" and {report['torn_tables']} torn" if report["torn_tables"] else ""),
        count(report["citations"], "citation"),
        count(report["references"], "reference"),
        f"{count(report['other'], 'block')} set aside",
    ]
    if report["missing"]:
        told.append(f"not found: {', '.join(report['missing'])}")
    return " · ".join(told)


the_files()
if chosen := state.remembered_id("document", reports):
    one_file(reports[chosen])
