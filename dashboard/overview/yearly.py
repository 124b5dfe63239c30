"""The part of the overview on time: studies by year, and concepts by the year of the first study that has them.

In: records of KnowledgeBase.timeline and appearing; year of the URL. Out: elements on the page. Called by
screens/overview.py. A year is chosen by its bar or its row; below stand its studies and its new concepts.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.overview import charts, frames
from dashboard.overview.frames import NO_YEAR, year_id
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import count

Record = dict[str, Any]
STUDIES, CONCEPTS = 24, 500  # links to studies, and rows of concepts, that are shown of a year


def by_year(names: dict[str, str]) -> None:
    """Two charts over the years, the table that says the same, and what the chosen year brought."""
    st.subheader("Over the years", anchor=False, help=glossary.meaning("first appearance"))
    st.caption("Choose a bar or a row to see the studies of a year, and the concepts that no earlier study has.")
    timeline: list[Record] = state.records("timeline")
    chosen = state.remembered_id("year", [year_id(row["year"]) for row in timeline])
    left, right = st.columns([5, 4], gap="large")
    with left:
        bars = frames.bars_frame(timeline)
        if not bars.empty:
            for what, alt in (
                ("studies", "Studies by year"),
                ("concepts", "Concepts by the year of their first study"),
            ):
                words = f"{alt}; the table beside it says the same"
                charts.years(bars, what, f"years {what}", words, chosen, lambda year: state.put(year=year))
    with right:
        parts.table(
            frames.years_frame(timeline),
            "years",
            "Studies and new concepts by year",
            {
                "year": parts.text("Year", 90),
                "studies": parts.number("Studies", glossary.meaning("study")),
                "new concepts": parts.number("New concepts", glossary.meaning("first appearance"), width=110),
                "shared by now": parts.number(
                    "Shared by now", "Of these, those that two studies or more support", width=120
                ),
            },
            on_row=lambda year: state.put(year=year),
            rows=8,
        )
    if chosen:
        _of_year(next(row for row in timeline if year_id(row["year"]) == chosen), names)


def _of_year(row: Record, names: dict[str, str]) -> None:
    """The studies of a year, and the concepts that appear first in them."""
    with st.container(border=True, key="of_year"):
        told = "Without a year" if row["year"] is None else f"{row['year']}"
        studies = sorted(row["studies"], key=lambda id: (names[id], id))
        st.markdown(f"**{told}: {count(len(studies), 'study', 'studies')}, {count(row['concepts'], 'new concept')}**")
        with st.container(horizontal=True):
            for id in studies[:STUDIES]:
                doors.study(id, names[id])
        if (more := len(studies) - STUDIES) > 0:
            url = {} if row["year"] is None else {"since": str(row["year"]), "until": str(row["year"])}
            label = f"and {more:,} more, among the studies"
            st.page_link("screens/studies.py", label=label, query_params=url, icon=":material/more_horiz:")
        if row["concepts"]:
            _concepts(row["year"], names)
        st.button("Close", on_click=state.put, kwargs={"year": None}, icon=":material/close:", type="tertiary")


def _concepts(year: int | None, names: dict[str, str]) -> None:
    rows: list[Record] = state.records("appearing", year)
    if len(rows) > CONCEPTS:
        st.caption(f"The {CONCEPTS} of most studies; the file has all {len(rows):,}. Choose a row to open a concept.")
    else:
        st.caption("Choose a row to open a concept with the words of its studies.")
    parts.table(
        frames.appearing_frame(rows[:CONCEPTS], names),
        "appearing",
        f"Concepts that appear first in {NO_YEAR if year is None else year}",
        {
            "concept": parts.text("Concept", "large", glossary.meaning("concept")),
            "first in": parts.text("First in", "medium"),
            "support now": parts.figure("Support now", glossary.meaning("support")),
            "verdict": parts.text("Verdict", "small", glossary.meaning("verdict")),
        },
        on_row=doors.go,
        rows=8,
        whole=lambda: frames.appearing_frame(rows, names),
    )
