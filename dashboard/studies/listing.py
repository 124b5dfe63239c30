"""The list of all studies: found by words, years and kind of review, in the order that is asked for.

In: q, kind, since, until and sort of the URL. Out: a part of the page Studies. Called by it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from dashboard.shared import glossary, parts, state
from dashboard.shared.wording import count, named
from dashboard.studies.frames import SORTS, list_frame, review_kinds, study_rows, wanted
from extract.theme import Status

MOST = 300  # rows that are shown at once


def themes_by_study() -> Counter[str]:
    """How many themes each study has, without rejected ones."""
    return state.made(_themes_by_study)


def _themes_by_study() -> Counter[str]:
    themes = state.knowledge_base().synthesis.themes
    return Counter(theme.study for theme in themes if theme.status is not Status.REJECTED)


def _rows() -> list[dict[str, Any]]:
    kinds = review_kinds(state.records("methods", None, "review type"))
    return study_rows(state.records("studies"), themes_by_study(), kinds)


def the_list() -> None:
    """One row a study; a row opens it."""
    rows = state.made(_rows)
    years = [str(year) for year in sorted({row["year"] for row in rows if row["year"]}, reverse=True)]
    kinds = sorted({kind for row in rows for kind in row["kind"].split(", ") if kind})
    boxes = st.columns([2, 1.3, 0.8, 0.8, 1.2], vertical_alignment="bottom")
    with boxes[0]:
        words = state.words("Search", "q", "title, author, DOI or file")
    with boxes[1]:
        kind = state.choice("Kind of review", "kind", kinds, named, help="What the study calls itself.")
    with boxes[2]:
        since = state.choice("From year", "since", years, placeholder="Any")
    with boxes[3]:
        until = state.choice("To year", "until", years, placeholder="Any")
    with boxes[4]:
        sort = state.choice("In order of", "sort", list(SORTS), lambda name: SORTS[name][0], default="name") or "name"
    found = wanted(
        rows, words=words, kind=kind, first=int(since) if since else None, last=int(until) if until else None
    )
    if not found:
        parts.nothing("No study fits. Take a filter away, or search for fewer words.")
        return
    frame = list_frame(found, sort)
    more = f" The first {MOST} are shown; words, years or a kind narrow the list." if len(found) > MOST else ""
    of = f" of {len(rows):,}" if len(found) < len(rows) else ""
    st.caption(f"{count(len(found), 'study', 'studies')}{of}. Choose a row to read it.{more}")
    parts.table(
        frame.head(MOST),
        "studies",
        "The studies",
        {
            "study": parts.text("Study", 170),
            "title": parts.text("Title", 430),
            "authors": parts.text("Authors", 130),
            "year": parts.number("Year", "Of publication", width=55),
            "kind": parts.text("Kind", 120, "What the study calls itself"),
            "themes": parts.number("Themes", glossary.meaning("theme"), width=65),
            "primary studies": parts.number("Primary", glossary.meaning("primary study"), width=65),
            "references": parts.number("Refs", "Entries of its list of references", width=55),
            "coverage": parts.number("Read", glossary.meaning("coverage"), "%.1f %%", width=70),
            "repairs": parts.number("Repairs", glossary.meaning("repair"), width=65),
            "files": parts.text("Files", 150),
        },
        on_row=lambda id: state.put(study=id, view=None, q=None),
        rows=20,
        whole=lambda: frame,
    )
