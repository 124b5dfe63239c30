"""The views Themes, Methods and Reading of a study: what it reports, how it was made, how well it was read.

In: facet, fact, doubt and repair of the URL, records of KnowledgeBase. Out: parts of the page Studies. Called by it.
Every row opens the paper at its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.evidence import fact_words
from dashboard.evidence import methods as method_frames
from dashboard.evidence.reports import SEVERITIES, doubts_frame, summary
from dashboard.overview import selecting
from dashboard.paper.view import open_at
from dashboard.shared import frames, glossary, parts, state
from dashboard.shared.wording import clipped, count, md_escape, named
from dashboard.studies.frames import repairs_frame

Record = dict[str, Any]
_MOST = 300


def themes(detail: Record, names: Mapping[str, str]) -> None:
    """The themes of the study; a row opens the paper at its words."""
    rows = [theme for theme in detail["themes"] if theme["status"] != "rejected"]
    if not rows:
        parts.nothing(
            "No theme was found in this study. The view Reading says what was read of it; the page Themes has what was "
            "proposed and not taken, and takes a theme that was missed."
        )
        return
    facet = state.choice("Facet", "facet", frames.used_facets(rows, state.facets()), named)
    kept = [row for row in rows if facet in (None, row["facet"])]
    frame = frames.themes_frame(kept, names)
    st.caption(f"{count(len(kept), 'theme')}. Choose a row to read it in the paper, where its words are marked.")
    parts.table(
        frame.head(_MOST),
        "study_themes",
        "Themes of the study",
        {
            "theme": parts.text("Theme", 300),
            "section": parts.text("Section", 170),
            "evidence": parts.text("Evidence", 120, glossary.meaning("evidence kind")),
            "polarity": parts.text("Polarity", 85, glossary.meaning("polarity")),
            "confidence": parts.number("Confidence", glossary.meaning("confidence"), "%.2f"),
            "mentions": parts.number("Places", "How often the study shows it"),
        },
        on_row=lambda id: open_at(theme=id),
        rows=16,
        hidden=("id", "study"),
        whole=lambda: frame,
    )


def methods(study: str, names: Mapping[str, str]) -> None:
    """The facts of its method, and the words of the one that is chosen."""
    facts = state.records("methods", study)
    if not facts:
        parts.nothing("This study does not say how it was made, or the words were not found.")
        return
    st.caption(f"{count(len(facts), 'fact')}. Choose a row to read the words that say so.")
    parts.table(
        method_frames.methods_frame(facts, names),
        "study_methods",
        "Facts of the method of the study",
        fact_words.columns(value=380),
        on_row=lambda id: state.put(fact=id),
        rows=12,
        hidden=("id", "study"),
    )
    if fact := next((fact for fact in facts if fact["id"] == st.query_params.get("fact")), None):
        with st.container(border=True, key="one_fact"):
            fact_words.words(fact)
    st.subheader("Selection", anchor=False, help=glossary.meaning("study selection"))
    with st.columns([2, 1])[0]:
        selecting.flow(state.records("selection", study)[0])


def reading(paper: Record, report: Record) -> None:
    """What of the file was read, what was lost, mended and set aside, each open on its place."""
    st.markdown(md_escape(summary(report)))
    metadata = paper["metadata"]
    told = [
        f"{name}: {value}" for name, value in (("made by", metadata["made_by"]), ("date", metadata["date"])) if value
    ]
    if told:
        st.caption(md_escape(" · ".join(told)))
    if report["refused"]:
        st.warning(
            "Words of the paper are missing in what was read of this file; the list below says where, as far as it is "
            "known. A better copy can be added under *Review, Add studies*; both files then count as one study.",
            icon=":material/warning:",
        )
    _doubts(report)
    _repairs(paper)
    _aside(paper)


def _doubts(report: Record) -> None:
    st.subheader(f"To look at ({len(report['doubts'])})", anchor=False)
    if not report["doubts"]:
        st.caption("Nothing: the file was read whole.")
        return
    with st.columns([1, 3])[0]:
        severity = state.choice("Severity", "severity", SEVERITIES, named)
    frame = doubts_frame(report["doubts"], severity)
    if frame.empty:
        st.caption("Nothing of that severity.")
        return
    st.caption("Choose a row to open the paper there.")

    def there(id: str) -> None:
        doubt = report["doubts"][int(id)]
        open_at(at=str(doubt["start"]), end=str(doubt["end"]), document=report["document"])

    parts.table(
        frame.head(_MOST),
        "study_doubts",
        "What to look at in this file",
        {"what": parts.text("What", 170), "why": parts.text("Why", 320), "words": parts.text("Words", 420)},
        on_row=there,
        rows=8,
        whole=lambda: frame,
    )


def _repairs(paper: Record) -> None:
    st.subheader(f"Mended ({len(paper['repairs'])})", anchor=False)
    if not paper["repairs"]:
        st.caption("No damage was found in this file.")
        return
    st.caption(f"{glossary.meaning('repair')} Choose a row to open the paper there.")
    frame = repairs_frame(paper["repairs"][:_MOST], lambda start, end: words_at(paper, start, end))

    def there(id: str) -> None:
        repair = paper["repairs"][int(id)]
        open_at(at=str(repair["start"]), end=str(repair["end"]), document=paper["document"]["id"])

    parts.table(
        frame,
        "study_repairs",
        "What was mended in this file",
        {"repair": parts.text("Repair", 170), "what": parts.text("What was changed", 320)}
        | {"words": parts.text("Words", 420)},
        on_row=there,
        rows=8,
    )
    if len(paper["repairs"]) > _MOST:
        st.caption(f"The first {_MOST} of {len(paper['repairs']):,}; the text shows each at its place.")


def _aside(paper: Record) -> None:
    import pandas as pd

    rows = [
        {"id": str(block["start"]), "words": clipped(block["text"], 300)}
        for block in paper["blocks"]
        if block["kind"] == "other"
    ]
    st.subheader(f"Set aside ({len(rows)})", anchor=False)
    if not rows:
        st.caption("Everything that was read has its place.")
        return
    st.caption("What the reader saw and could not place: page heads, rights lines, addresses. Choose a row to open it.")
    ends = {str(block["start"]): str(block["end"]) for block in paper["blocks"]}
    parts.table(
        pd.DataFrame(rows[:_MOST], columns=["id", "words"]),
        "study_aside",
        "What was read and set aside",
        {"words": parts.text("Words", "large")},
        on_row=lambda start: open_at(at=start, end=ends[start], document=paper["document"]["id"]),
        rows=8,
    )


def words_at(paper: Record, start: int, end: int) -> str:
    """The words of the blocks at a place, as far as they lie in it."""
    inside = [block for block in paper["blocks"] if block["start"] < end and block["end"] > start]
    return " ".join(block["text"][max(start - block["start"], 0) : end - block["start"]] for block in inside)
