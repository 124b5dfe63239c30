"""The views References and Ties of a study: what it refers to, where, who else does, and who refers to it.

In: q, which and ref of the URL, records of KnowledgeBase.references and dependence. Out: parts of the page Studies.
Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import count, marked, md_escape
from dashboard.studies.frames import references_frame, ties_of

Record = dict[str, Any]
_MOST = 300  # rows of the table
_PLACES = 12  # sentences of one reference
_SHARED = 12  # studies that are linked at once
WHICH = {
    "all": "All",
    "included": "Primary studies",
    "shared": "Shared with other studies",
    "here": "Studies of this collection",
    "uncited": "Cited nowhere",
}


def references(study: str, names: Mapping[str, str]) -> None:
    """The list, and the reference that is chosen with the sentences that cite it."""
    rows = state.records("references", study)
    if not rows:
        parts.nothing("The reader found no list of references in this study. The view Reading says what it found.")
        return
    which = state.toggles(
        "Which references", "which", list(WHICH), lambda name: f"{WHICH[name]} {_number(rows, name):,}"
    )
    words = state.words("Search the references", "q", "words of an entry")
    frame = references_frame(rows, words, which)
    if frame.empty:
        parts.nothing("No reference fits. Take a filter away, or search for fewer words.")
        return
    more = f" The first {_MOST} are shown; words narrow the list." if len(frame) > _MOST else ""
    st.caption(f"{count(len(frame), 'reference')}. Choose a row to read where it is cited.{more}")
    parts.table(
        frame.head(_MOST),
        "references",
        "References of the study",
        {
            "no": parts.text("No.", 45),
            "reference": parts.text("Reference", 520),
            "year": parts.number("Year", "Of the work", width=55),
            "primary": parts.text("Primary study", 100, glossary.meaning("primary study")),
            "cited": parts.number("Cited", "Sentences of the paper that point at it", width=60),
            "shared": parts.number("Shared", "Other studies here that refer to the same work", width=65),
            "here": parts.text("Is here", 65, "The work is a study of this collection"),
        },
        on_row=lambda key: state.put(ref=key),
        rows=10,
        whole=lambda: frame,
    )
    chosen = next((row for row in rows if row["key"] == st.query_params.get("ref")), None)
    if chosen:
        _one(study, chosen, names)


def _more(number: int) -> str:
    """What is folded away, of which at most so many are drawn."""
    folded, drawn = number - _SHARED, 9 * _SHARED
    return f"{folded:,} more" if folded <= drawn else f"{drawn} of {folded:,} more"


def _number(rows: list[Record], which: str) -> int:
    return len(references_frame(rows, "", which))


def _one(study: str, row: Record, names: Mapping[str, str]) -> None:
    """One reference: what is known of it, where it is cited, who shares it."""
    with st.container(border=True, key="one_reference"):
        st.markdown(md_escape(row["raw"] or row["title"]))
        if row["doi"]:
            st.caption(f"DOI {md_escape(row['doi'])}")
        if row["included"]:
            st.markdown(
                f"**A primary study of this review** (confidence {row['confidence']:.2f}): {md_escape(row['why'])}"
            )
        for other in row["studies"]:
            doors.study(other, names.get(other, other))
        left, right = st.columns([2, 1], gap="medium")
        with left:
            _cited(study, row, names)
        with right:
            _shared(row["shared_with"], names)


def _cited(study: str, row: Record, names: Mapping[str, str]) -> None:
    st.markdown(f"**Cited in {count(len(row['cited']), 'sentence')}**")
    if not row["cited"]:
        st.caption("Nothing in the text points at it, or the reader could not tell what a pointer means.")
    for place in row["cited"][:_PLACES]:
        st.markdown(marked(place["quote"], place["marks"]))
        section = place["section"] or "before the first section"
        doors.study(study, f"open at {section}", document=row["document"], at=place["start"], end=place["end"])
    if len(row["cited"]) > _PLACES:
        st.caption(f"And {len(row['cited']) - _PLACES} more.")


def _shared(others: list[str], names: Mapping[str, str]) -> None:
    if not others:
        st.markdown("**Shared with no other study**")
        return
    st.markdown(f"**Also referred to by {count(len(others), 'study', 'studies')}**")
    for other in others[:_SHARED]:
        doors.study(other, names.get(other, other))
    if len(others) > _SHARED:
        with st.expander(_more(len(others))):
            for other in others[_SHARED : 10 * _SHARED]:
                doors.study(other, names.get(other, other))
    st.page_link("screens/overlap.py", label="All primary studies that are shared", icon=":material/join_inner:")


def ties(study: str, names: Mapping[str, str]) -> None:
    """Who this study includes, cites and shares with, and who includes and cites it, each on its words."""
    found = ties_of(state.records("dependence")["ties"], study)
    if not found:
        parts.nothing("No study here includes or cites this one, and it includes and cites none of them.")
        return
    for told, rows in found.items():
        st.markdown(f"**{told}** ({len(rows)})")
        for row in rows[:_SHARED]:
            _tie(study, row, names)
        if len(rows) > _SHARED:
            with st.expander(_more(len(rows))):
                for row in rows[_SHARED : 10 * _SHARED]:
                    _tie(study, row, names)


def _tie(study: str, row: Record, names: Mapping[str, str]) -> None:
    left, right, across = st.columns([1.2, 2.4, 0.6], vertical_alignment="center")
    with left:
        doors.study(row["study"], names.get(row["study"], row["study"]))
    with right:
        unused = f" Not used: {row['unused']}." if row["unused"] else ""
        st.markdown(f":small[{md_escape(row['evidence'] + unused)}]")
    with across:
        st.page_link(
            "screens/compare.py",
            label="Compare",
            query_params={"one": study, "other": row["study"]},
            icon=":material/compare_arrows:",
            help="What the one has that the other has not",
        )
